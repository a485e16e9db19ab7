import { dayNumber } from '../working-days.js';
import type { CheckFacts, Finding } from './facts.js';
import type { Policy } from '../policy.js';
import { yearsAfter } from './age.js';
import type { CheckRule } from './rule.js';

/**
 * The finding of a rule's check if it has grown too old (核查结果过期) on the day of asking: then it counts as if nobody had been asked.
 * What was found against the candidate does not grow old: that it is so no longer, somebody has to answer for.
 */
export function grownOld(
  { check, evidence }: Pick<CheckRule, 'check' | 'evidence'>,
  { findings, today }: CheckFacts,
): Finding | undefined {
  const finding = findings[check];
  if (!evidence || !finding || finding.answer === 'adverse') return undefined;
  return dayNumber(today) - dayNumber(finding.queriedOn) > evidence.notOlderThan ? finding : undefined;
}

/** What is known without the finding of a check. */
export function withoutFinding(facts: CheckFacts, { check }: Pick<CheckRule, 'check'>): CheckFacts {
  const { [check]: _old, ...findings } = facts.findings;
  return { ...facts, findings };
}

/**
 * Whether something that another review found is told on a day: while that one is under way it is of today; of one that has ended it
 * grows old, as long as the policy says it takes.
 * @param on the day on which it was recorded, YYYY-MM-DD
 */
export const isStillTold = (
  rule: Policy['foundElsewhere'],
  { on, ended }: { readonly on: string; readonly ended: boolean },
  today: string,
): boolean => !ended || (rule !== undefined && today < yearsAfter(on, rule.years));
