import { bodyNames } from '../bodies/body-row.js';
import { marks } from '../database/dialect.js';
import type { Tx } from '../database/transactions.js';
import { barsEmployed, declaresEmployed, employersAmong } from '../policy/same-employer.js';
import type { Policy } from '../policy/policy.js';

/**
 * Officials of the offices that employ a candidate, where the policy keeps them from the case and nobody let them go on since;
 * the id of the case is wanted once.
 */
export const EMPLOYED = `
  SELECT m.official_id, max(e.number) AS number FROM case_employers e JOIN mandates m ON m.body_id = e.body_id
  WHERE e.case_id = ? AND e.bars = 1 AND m.duty IN ('handler', 'approver') AND NOT EXISTS (SELECT 1 FROM waivers w
    WHERE w.case_id = e.case_id AND w.official_id = m.official_id AND w.number > e.number)
  GROUP BY m.official_id`;

/** The offices that employ somebody, where the policy makes something of it. @param employer as the profile has it */
export async function employersOf(
  db: Pick<Tx, 'query'>,
  policy: Pick<Policy, 'recusal'>,
  employer: string | undefined,
): Promise<string[]> {
  if (!(barsEmployed(policy) || declaresEmployed(policy)) || employer === undefined) return [];
  return employersAmong(employer, await bodyNames(db)).sort();
}

/** @param number of the act with which it was found: a waiver from before does not cover it */
export function insertEmployers(
  tx: Tx,
  { caseId, number }: { readonly caseId: string; readonly number: number },
  policy: Pick<Policy, 'recusal'>,
  bodies: readonly string[],
): void {
  for (const body of bodies) {
    tx.send('INSERT INTO case_employers (case_id, body_id, number, bars) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING', [
      caseId,
      body,
      number,
      barsEmployed(policy) ? 1 : 0,
    ]);
  }
}

/** Those of these persons whom the policy has go on although an office of theirs employs the candidate. */
export async function employedAmong(
  db: Pick<Tx, 'query'>,
  caseId: string,
  persons: readonly string[],
): Promise<string[]> {
  const rows = await db.query<{ official_id: string }>(
    `SELECT DISTINCT m.official_id FROM case_employers e JOIN mandates m ON m.body_id = e.body_id
     WHERE e.case_id = ? AND m.official_id IN (${marks(persons)}) ORDER BY m.official_id`,
    [caseId, ...persons],
  );
  return rows.map(({ official_id }) => official_id);
}
