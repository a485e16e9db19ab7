import type { JsonValue } from '../../kernel/canonical-json.js';
import type { Policy } from '../policy.js';
import type { CheckName, CheckResult } from '../terms.js';
import type { CheckFacts } from './facts.js';
import type { RuleOf } from './rule.js';

/** What one rule comes to: the result, and what it was seen from. Of a finding, what it says; never its whole text. */
export interface Judgement {
  readonly result: CheckResult;
  readonly facts: Readonly<Record<string, JsonValue>>;
  /**
   * What tells this from another one that comes to the same by the same facts: the cases and papers behind the numbers.
   * Whoever answers for a conflict with one organisation has not answered for one with another.
   */
  readonly basis?: readonly JsonValue[];
}

/** What a judge saw before anybody is heard who was asked. */
export interface Seen extends Judgement {
  /** What it comes to if they have nothing against the candidate: what they were not asked about is left. A pass if left out. */
  readonly whenClear?: CheckResult;
}

/** How one check looks at the facts, the findings of people among them. */
export type Judge<C extends CheckName> = (facts: CheckFacts, rule: RuleOf<C>, limits: Policy['limits']) => Seen;
export type Judges<C extends CheckName> = { readonly [Name in C]: Judge<Name> };

/** What nobody stated is unknown, never a no, and never a pass. */
export const notStated = (...what: readonly string[]): Judgement => ({ result: 'unknown', facts: { notStated: what } });

/**
 * What speaks for a candidate by their own declaration waits for an answer, unless the rule says that the declaration is
 * enough. What speaks against them does not wait.
 */
export const asDeclared = (
  judgement: Judgement,
  { declarationSuffices = false }: { readonly declarationSuffices?: boolean },
): Judgement => (judgement.result === 'pass' && !declarationSuffices ? { ...judgement, result: 'unknown' } : judgement);

/** From the worst: what is known to be wrong is not made better by what is not known beside it. */
const FROM_THE_WORST = ['fail', 'unknown', 'needs_human'] as const;

/** What several results come to together; a pass only if all of them are. */
export const worstOf = (results: readonly CheckResult[]): CheckResult =>
  FROM_THE_WORST.find((result) => results.includes(result)) ?? 'pass';

/** Whether a result is nearer to a pass than another. */
export const isLighter = (result: CheckResult, than: CheckResult): boolean =>
  result !== than && worstOf([result, than]) === than;
