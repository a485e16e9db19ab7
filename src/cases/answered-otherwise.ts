import type { Tx } from '../database/transactions.js';
import { type FINDING_ANSWERS } from '../policy/terms.js';
import type { Keys } from '../protected-fields/keys.js';
import { departmentsFindingsOf, type AnsweringAct, type NamedFinding } from './check-rows.js';

/** From nothing against the candidate to something against them. */
const BY_WEIGHT = ['clear', 'unclear', 'adverse'] as const satisfies readonly (typeof FINDING_ANSWERS)[number][];

/**
 * What a handler finds does not stand against any answer of a department; a reply on paper that they register does against
 * another one on paper, but not against what an official of the department answered: they are there to answer again.
 */
const STANDS_AGAINST = {
  record_findings: ['answer_inquiry', 'register_answer'],
  register_answer: ['answer_inquiry'],
} as const satisfies Record<string, readonly AnsweringAct[]>;

/**
 * Those of these findings that say less than a department did that was asked. A handler makes nothing better of what it answered,
 * also not after they found the same: another answer of it does, or an approver resolves the check, with a reason. What is worse
 * can be found by anybody.
 */
export async function answeredOtherwise(
  db: Pick<Tx, 'query'>,
  keys: Keys,
  caseId: string,
  act: keyof typeof STANDS_AGAINST,
  findings: readonly NamedFinding[],
): Promise<NamedFinding[]> {
  const answered = await departmentsFindingsOf(db, keys, caseId, STANDS_AGAINST[act]);
  const weightOf = (answer: NamedFinding['answer'] | undefined) => BY_WEIGHT.findIndex((each) => each === answer);
  return findings.filter(({ check, answer }) => weightOf(answer) < weightOf(answered[check]?.answer));
}
