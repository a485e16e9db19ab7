import type { Tx } from '../database/transactions.js';
import { refuse, type Refusal } from '../kernel/refusal.js';
import { type FINDING_ANSWERS } from '../policy/terms.js';
import type { Keys } from '../protected-fields/keys.js';
import { answeredBy, findingsOf, type NamedFinding } from './check-rows.js';

/** From nothing against the candidate to something against them. */
const BY_WEIGHT = ['clear', 'unclear', 'adverse'] as const satisfies readonly (typeof FINDING_ANSWERS)[number][];

/**
 * A department that was asked has answered, and a handler finds nothing better than what it said: another answer of it
 * does, or an approver resolves the check, with a reason. What is worse can be found by anybody.
 */
export async function answeredOtherwise(
  db: Pick<Tx, 'query'>,
  keys: Keys,
  caseId: string,
  findings: readonly NamedFinding[],
): Promise<Refusal | null> {
  const answered = await answeredBy(db, caseId);
  if (!findings.some(({ check }) => answered.has(check))) return null;
  const latest = await findingsOf(db, keys, caseId);
  const weightOf = (answer: NamedFinding['answer'] | undefined) => BY_WEIGHT.findIndex((each) => each === answer);
  const better = findings.find(
    ({ check, answer }) => answered.has(check) && weightOf(answer) < weightOf(latest[check]?.answer),
  );
  return better ? refuse('department_answered', { check: better.check }) : null;
}
