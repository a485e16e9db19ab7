import type { Tx } from '../database/transactions.js';
import { inquiriesOf, lettersAndAnswers } from '../inquiries/inquiry-row.js';
import type { Keys } from '../protected-fields/keys.js';
import { findingsNotClear } from './check-rows.js';
import { correctionsMadeIn } from './correction-rows.js';

/**
 * The acts after another by which something became known that those concerned were not told of: a finding or an answer
 * that is not clear, or other data of the candidate. What is clear speaks for them, and needs no answer.
 */
export async function learnedSince(
  db: Pick<Tx, 'query'>,
  keys: Keys,
  caseId: string,
  after: number,
): Promise<number[]> {
  const numbers = await Promise.all([
    findingsNotClear(db, keys, caseId, after),
    answersNotClear(db, keys, caseId, after),
    correctionsMadeIn(db, caseId, after),
  ]);
  return [...new Set(numbers.flat())].sort((one, other) => one - other);
}

/** Of what departments answered: not every question answers a check, whose finding would tell of it. */
async function answersNotClear(db: Pick<Tx, 'query'>, keys: Keys, caseId: string, after: number): Promise<number[]> {
  const letters = await inquiriesOf(db, caseId);
  const since = letters.flatMap(({ id, status, endedIn }) =>
    status === 'answered' && endedIn !== null && endedIn > after ? [{ id, endedIn }] : [],
  );
  const said = await lettersAndAnswers(
    db,
    keys,
    since.map(({ id }) => id),
  );
  return since
    .filter(({ id }) => said.get(id)?.answer?.answers.some(({ answer }) => answer !== 'clear') === true)
    .map(({ endedIn }) => endedIn);
}
