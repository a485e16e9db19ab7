import type { CheckResult, FindingAnswer } from '../terms.js';
import type { Finding } from './facts.js';
import type { Judgement, Seen } from './judgement.js';

const RESULT_OF: Readonly<Record<Exclude<FindingAnswer, 'clear'>, CheckResult>> = {
  adverse: 'fail',
  unclear: 'needs_human',
};

/** What a finding says, beside the judgement that it decided. */
export const saidBy = ({ answer, source, reference, queriedOn }: Finding) => ({ answer, source, reference, queriedOn });

/** Whoever answers for a verdict has answered for the finding behind it as it was, its days and its kind among it. */
export const basisOf = ({ basis = [] }: Pick<Judgement, 'basis'>, finding: Finding) => [...basis, { ...finding }];

/**
 * What a machine saw, together with what somebody found when they asked. A finding decides what the machine left open, and
 * leaves no pass that it does not bear out; it never lifts a fail, which only a named official's resolution does. Nor does
 * one that is clear lift what nobody was asked about (`whenClear`).
 */
export function answered({ whenClear = 'pass', ...seen }: Seen, finding: Finding | undefined): Judgement {
  if (!finding || seen.result === 'fail') return seen;
  if (seen.result === 'pass' && finding.answer === 'clear') return seen;
  return {
    ...seen,
    result: finding.answer === 'clear' ? whenClear : RESULT_OF[finding.answer],
    facts: { ...seen.facts, ...saidBy(finding) },
    basis: basisOf(seen, finding),
  };
}

/** What a machine alone answers stays as it saw it: what is not known of it is stated anew, or resolved by an approver. */
export function besideMachine(seen: Judgement, finding: Finding | undefined): Judgement {
  return finding?.answer === 'clear' ? seen : answered(seen, finding);
}
