import type { CheckResult } from '../terms.js';
import { ageOn, yearsAfter } from './age.js';
import type { CadreDeclaration, CheckFacts } from './facts.js';
import { organisationsOf, servedTerms } from './history.js';
import { asDeclared, notStated, worstOf, type Judge, type Judges } from './judgement.js';
import type { RuleOf } from './rule.js';

/** Why a cadre may not stand, or not without more: a short code, and what it comes to. */
type Problem = readonly [code: string, result: Exclude<CheckResult, 'pass'>];

/** Those of these that are so. */
const arising = (problems: readonly (readonly [arises: boolean, ...Problem])[]): Problem[] =>
  problems.filter(([arises]) => arises).map(([, code, result]) => [code, result]);

/** What is wrong with the approval of the cadre authority: it is for these posts, and for this term only. */
function approvalProblems({ candidate, termNumber, today }: CheckFacts, { approval }: CadreDeclaration): Problem[] {
  if (!approval) return [['no_approval', 'fail']];
  return arising([
    [approval.approvedOn > today, 'approval_in_future', 'fail'],
    [!candidate.posts.every((post) => approval.posts.includes(post)), 'posts_not_covered', 'fail'],
    [approval.termNumber !== termNumber, 'other_term', 'fail'],
  ]);
}

const judged = ({ status, approval }: CadreDeclaration, problems: readonly Problem[]) => ({
  result: worstOf(problems.map(([, result]) => result)),
  facts: { cadre: status, problems: problems.map(([code]) => code) },
  basis: approval ? [approval.number, approval.approvedOn] : [],
});

/** 在职公职人员: 公务员法 art. 44 with approval; 基金会管理条例 art. 23 without exception. */
const servingOfficial: Judge<'serving_official'> = (facts, { setting }) => {
  const { cadre } = facts.candidate.declaration;
  if (!cadre) return notStated('cadre');
  const problems: Problem[] =
    cadre.status !== 'serving'
      ? []
      : setting.exception === 'none'
        ? [['serving', 'fail']]
        : approvalProblems(facts, cadre);
  return asDeclared(judged(cadre, problems), setting);
};

/** 离退休领导干部: approved, rested, unpaid, and within limits of age, terms and posts (中组发〔2014〕11号). */
const retiredCadre: Judge<'retired_cadre'> = (facts, { setting }) => {
  const { cadre } = facts.candidate.declaration;
  // That a post was approved says nothing of its pay, nor of others: whoever was asked answers no more than was declared.
  if (!cadre) return { ...notStated('cadre'), whenClear: 'unknown' };
  const problems =
    cadre.status === 'retired' ? [...approvalProblems(facts, cadre), ...retirementProblems(facts, cadre, setting)] : [];
  const seen = judged(cadre, problems);
  return { ...asDeclared(seen, setting), whenClear: seen.result };
};

function retirementProblems(
  facts: CheckFacts,
  { retiredOn, unpaid }: CadreDeclaration,
  setting: RuleOf<'retired_cadre'>['setting'],
): Problem[] {
  const { on, candidate, elsewhere } = facts;
  const { birthDate, posts, declaration } = candidate;
  const cleared = elsewhere.filter(({ standing }) => standing === 'cleared');
  const others = organisationsOf(cleared, declaration.otherPosts ?? []).length;
  const terms = posts.map((post) => servedTerms(facts, post));
  return arising([
    [ageOn(birthDate, on) > setting.maximumAge, 'over_age', 'fail'],
    [terms.some((served = 0) => served >= setting.maximumTerms), 'terms_served', 'fail'],
    [1 + others > setting.maximumPosts, 'too_many_posts', 'fail'],
    [terms.includes(undefined), 'terms_unknown', 'unknown'],
    [unpaid === false, 'paid', 'fail'],
    [!declaration.otherPosts, 'other_posts_unknown', 'unknown'],
    [unpaid === undefined, 'pay_unknown', 'unknown'],
    [retiredOn === undefined, 'retirement_unknown', 'unknown'],
    [posts.includes('legal_representative'), 'legal_representative', 'needs_human'],
    [retiredOn !== undefined && on < yearsAfter(retiredOn, setting.restYears), 'recently_retired', 'needs_human'],
  ]);
}

/**
 * 先审批后选举: the approval comes before the day of the vote, and covers the posts and the term. Its number and day are stated by
 * whom it is about: that the authority gave it, somebody has to ask. Whether they are a cadre at all is asked by other checks.
 */
const cadreApproval: Judge<'cadre_approval'> = (facts, { setting = {} }) => {
  const { cadre } = facts.candidate.declaration;
  // Whoever answers without knowing of an approval has said neither of which one nor for what.
  if (!cadre) return { ...notStated('cadre'), whenClear: 'unknown' };
  if (cadre.status === 'none') return judged(cadre, []);
  const late = cadre.approval !== undefined && cadre.approval.approvedOn >= facts.on;
  const problems = [...approvalProblems(facts, cadre), ...arising([[late, 'not_before_vote', 'fail']])];
  return asDeclared(judged(cadre, problems), setting);
};

/** What is to be seen of one who is, or was, a leading cadre or a civil servant. */
export const CADRE: Judges<'serving_official' | 'retired_cadre' | 'cadre_approval'> = {
  serving_official: servingOfficial,
  retired_cadre: retiredCadre,
  cadre_approval: cadreApproval,
};
