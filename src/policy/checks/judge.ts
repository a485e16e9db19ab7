import type { JsonValue } from '../../kernel/canonical-json.js';
import type { Policy } from '../policy.js';
import { CHECKS, type CheckName } from '../terms.js';
import { answered, besideMachine } from './answered.js';
import { CADRE } from './cadre.js';
import { CATALOGUE } from './catalogue.js';
import { grownOld, withoutFinding } from './evidence.js';
import type { CheckFacts, Finding, FoundElsewhere } from './facts.js';
import type { Judgement, Judges, Seen } from './judgement.js';
import { PERSON } from './person.js';
import { particularOf, PARTICULARS } from './particulars.js';
import { POSTS_HELD } from './posts.js';
import { RECORD } from './record.js';
import type { CheckRule, RuleOf, Scope } from './rule.js';
import { SLATE } from './slate.js';

/** What a rule of the policy came to in one case. */
export interface Verdict extends Judgement {
  /** Its id in the policy. */
  readonly rule: string;
  readonly check: CheckName;
  /** The day on which dates were judged, YYYY-MM-DD. */
  readonly on: string;
  /** Of what somebody was asked: when, YYYY-MM-DD; null if the facts are those that were submitted. */
  readonly queriedOn: string | null;
}

const JUDGES: Judges<CheckName> = { ...PERSON, ...RECORD, ...POSTS_HELD, ...CADRE, ...SLATE };

/**
 * What each of these rules comes to; those that do not apply to the case are left out. Facts only: it scores nobody and
 * rejects nobody.
 */
export function judgeChecks(rules: readonly CheckRule[], limits: Policy['limits'], facts: CheckFacts): Verdict[] {
  return rules.filter((rule) => appliesTo(rule, facts)).map((rule) => judgeOne<CheckName>(rule, limits, facts));
}

/**
 * What the submission alone comes to (申报材料本身), whatever others know: what a machine answers, and what stays open though
 * nobody who is asked has anything against the candidate, because it was not stated, or as it was.
 */
export function judgeSubmission(rules: readonly CheckRule[], limits: Policy['limits'], facts: CheckFacts): Verdict[] {
  const alone = { ...facts, elsewhere: [], foundElsewhere: [], findings: {} };
  const nothingFound = { ...alone, findings: nothingAgainst(facts.today) };
  const left = judgeChecks(rules, limits, nothingFound).filter(({ result }) => result !== 'pass');
  return judgeChecks(rules, limits, alone).filter(
    ({ rule, check }) => CATALOGUE[check].kind === 'machine' || left.some((open) => open.rule === rule),
  );
}

const nothingAgainst = (today: string): CheckFacts['findings'] =>
  Object.fromEntries(
    CHECKS.map((check) => [
      check,
      {
        answer: 'clear',
        source: '',
        reference: null,
        queriedOn: today,
        effectiveOn: null,
        endedOn: null,
        intentional: null,
      } satisfies Finding,
    ]),
  );

function judgeOne<C extends CheckName>(rule: RuleOf<C>, limits: Policy['limits'], facts: CheckFacts): Verdict {
  const check: CheckName = rule.check;
  const old = grownOld(rule, facts);
  const known = old ? withoutFinding(facts, rule) : facts;
  const weigh = (by: CheckFacts) => heard(check, JUDGES[rule.check](by, rule, limits), by.findings[check]);
  const own = ifItApplies(weigh(known), unstatedFor(rule, known));
  const weighs = ({ finding }: FoundElsewhere) =>
    weigh({ ...known, findings: { ...known.findings, [check]: finding } }).result !== 'pass';
  const judgement = sayingOld(
    unlessElsewhere(
      own,
      known.foundElsewhere.filter((one) => one.check === check && weighs(one)),
    ),
    rule,
    old,
  );
  const queriedOn = judgement.facts['queriedOn'];
  return {
    rule: rule.id,
    check,
    ...judgement,
    on: facts.on,
    queriedOn: typeof queriedOn === 'string' ? queriedOn : null,
  };
}

function heard(check: CheckName, seen: Seen, finding: Finding | undefined): Judgement {
  // The judges of the record weigh their findings themselves: not everything adverse bars.
  if (check in RECORD) return seen;
  return CATALOGUE[check].kind === 'machine' ? besideMachine(seen, finding) : answered(seen, finding);
}

/**
 * What was found against the same person in another review decides nothing here: it may be of another one, or be told already.
 * But nobody passes over it unseen.
 * @param found what would be no pass if it had been found here: a bar that is over, or that this rule does not know, is none
 */
function unlessElsewhere(own: Judgement, found: readonly FoundElsewhere[]): Judgement {
  if (found.length === 0 || own.result === 'fail') return own;
  return {
    result: 'needs_human',
    facts: { ...own.facts, foundElsewhere: found.map(({ on, by }) => ({ on, by: [...by] })) },
    basis: [...(own.basis ?? []), ...found.map(({ id }) => id)],
  };
}

/** A check that is open because its answer has grown too old says so, and since when it was. */
const sayingOld = (
  judgement: Judgement,
  { evidence }: Pick<CheckRule, 'evidence'>,
  old: Finding | undefined,
): Judgement =>
  old && evidence && judgement.result !== 'pass'
    ? { ...judgement, facts: { ...judgement.facts, tooOld: { askedOn: old.queriedOn, days: evidence.notOlderThan } } }
    : judgement;

/** What a scope looks at. */
export type Whom = Pick<CheckFacts, 'occasion' | 'organisation'> & {
  readonly candidate: Pick<CheckFacts['candidate'], 'posts'>;
};

/** What nobody has stated of the organisation, though it decides whether the rule applies to it. */
const unstatedFor = (rule: Scope, facts: CheckFacts): string[] =>
  PARTICULARS.filter((name) => rule[name] !== undefined && particularOf(facts.organisation, name) === undefined).map(
    (name) => `organisation.${name}`,
  );

/** A rule that may apply or not is met by what meets it; whether anything else matters is unknown. */
function ifItApplies(judgement: Judgement, unstated: readonly string[]): Judgement {
  if (unstated.length === 0 || judgement.result === 'pass') return judgement;
  const { notStated } = judgement.facts;
  const lacking = [...(Array.isArray(notStated) ? (notStated as readonly JsonValue[]) : []), ...unstated];
  return { ...judgement, result: 'unknown', facts: { ...judgement.facts, notStated: lacking } };
}

/**
 * Whether something is meant for this candidate, organisation and occasion. One of the candidate's posts is enough; so is it
 * that nobody has stated of the organisation whether it is.
 */
export function appliesTo(rule: Scope, { occasion, organisation, candidate }: Whom): boolean {
  return (
    (rule.posts?.some((post) => candidate.posts.includes(post)) ?? true) &&
    (rule.kinds?.includes(organisation.kind) ?? true) &&
    (rule.regimes?.includes(organisation.regime) ?? true) &&
    (rule.occasions?.includes(occasion) ?? true) &&
    (rule.charity ?? organisation.charity) === organisation.charity &&
    (rule.industryAssociation ?? organisation.industryAssociation) === organisation.industryAssociation &&
    PARTICULARS.every(
      (name) => rule[name] === undefined || (particularOf(organisation, name) ?? rule[name]) === rule[name],
    )
  );
}
