import type { CheckResult } from '../terms.js';
import { ageOn, yearsAfter } from './age.js';
import type { CadreDeclaration, CheckFacts } from './facts.js';
import { notStated, worstOf, type Judge, type Judges } from './judgement.js';
import type { RuleOf } from './rule.js';

/** Why a cadre may not stand, or not without more: a short code, and what it comes to. */
type Problem = readonly [code: string, result: Exclude<CheckResult, 'pass'>];

/** Those of these that are so. */
const arising = (problems: readonly (readonly [arises: boolean, ...Problem])[]): Problem[] =>
  problems.filter(([arises]) => arises).map(([, code, result]) => [code, result]);

/** What is wrong with the approval of the cadre authority: it is for these posts, and for this term only. */
function approvalProblems({ candidate, termNumber }: CheckFacts, { approval }: CadreDeclaration): Problem[] {
  if (!approval) return [['no_approval', 'fail']];
  return arising([
    [!candidate.posts.every((post) => approval.posts.includes(post)), 'posts_not_covered', 'fail'],
    [approval.termNumber !== termNumber, 'other_term', 'fail'],
  ]);
}

const judged = ({ status }: CadreDeclaration, problems: readonly Problem[]) => ({
  result: worstOf(problems.map(([, result]) => result)),
  facts: { cadre: status, problems: problems.map(([code]) => code) },
});

/** 在职公职人员: 公务员法 art. 44 with approval; 基金会管理条例 art. 23 without exception. */
const servingOfficial: Judge<'serving_official'> = (facts, { setting }) => {
  const { cadre } = facts.candidate.declaration;
  if (!cadre) return notStated('cadre');
  if (cadre.status !== 'serving') return judged(cadre, []);
  return judged(cadre, setting.exception === 'none' ? [['serving', 'fail']] : approvalProblems(facts, cadre));
};

/** 离退休领导干部: approved, rested, unpaid, and within limits of age, terms and posts (中组发〔2014〕11号). */
const retiredCadre: Judge<'retired_cadre'> = (facts, { setting }) => {
  const { cadre } = facts.candidate.declaration;
  if (!cadre) return notStated('cadre');
  if (cadre.status !== 'retired') return judged(cadre, []);
  return judged(cadre, [...approvalProblems(facts, cadre), ...retirementProblems(facts, cadre, setting)]);
};

function retirementProblems(
  { on, candidate, elsewhere }: CheckFacts,
  { retiredOn, unpaid }: CadreDeclaration,
  setting: RuleOf<'retired_cadre'>['setting'],
): Problem[] {
  const { birthDate, posts, terms, declaration } = candidate;
  const cleared = elsewhere.filter(({ standing }) => standing === 'cleared').length;
  const organisations = 1 + cleared + (declaration.otherPosts?.length ?? 0);
  return arising([
    [ageOn(birthDate, on) > setting.maximumAge, 'over_age', 'fail'],
    [posts.some((post) => (terms[post] ?? 0) >= setting.maximumTerms), 'terms_served', 'fail'],
    [organisations > setting.maximumPosts, 'too_many_posts', 'fail'],
    [unpaid === false, 'paid', 'fail'],
    [!declaration.otherPosts, 'other_posts_unknown', 'unknown'],
    [unpaid === undefined, 'pay_unknown', 'unknown'],
    [retiredOn === undefined, 'retirement_unknown', 'unknown'],
    [posts.includes('legal_representative'), 'legal_representative', 'needs_human'],
    [retiredOn !== undefined && on < yearsAfter(retiredOn, setting.restYears), 'recently_retired', 'needs_human'],
  ]);
}

/** 先审批后选举: the approval comes before the day of the vote, and covers the posts and the term. */
const cadreApproval: Judge<'cadre_approval'> = (facts) => {
  const { cadre } = facts.candidate.declaration;
  if (!cadre) return notStated('cadre');
  if (cadre.status === 'none') return judged(cadre, []);
  const late = cadre.approval !== undefined && cadre.approval.approvedOn >= facts.on;
  return judged(cadre, [...approvalProblems(facts, cadre), ...arising([[late, 'not_before_vote', 'fail']])]);
};

/** What is to be seen of one who is, or was, a leading cadre or a civil servant. */
export const CADRE: Judges<'serving_official' | 'retired_cadre' | 'cadre_approval'> = {
  serving_official: servingOfficial,
  retired_cadre: retiredCadre,
  cadre_approval: cadreApproval,
};
