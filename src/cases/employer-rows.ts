import { knownOffices } from '../bodies/body-row.js';
import { marks } from '../database/dialect.js';
import type { Tx } from '../database/transactions.js';
import {
  barsEmployed,
  declaresEmployed,
  employersAmong,
  type FoundEmployer,
  type StatedEmployer,
} from '../policy/same-employer.js';
import type { Policy } from '../policy/policy.js';

/**
 * Officials of the offices that employ a candidate, where the policy keeps them from the case and nobody let them go on since;
 * the id of the case is wanted once. Of several such offices of one official, a code says more than a name.
 */
export const EMPLOYED = `
  SELECT m.official_id, max(e.number) AS number, min(e.found_by) AS found_by FROM case_employers e JOIN mandates m ON m.body_id = e.body_id
  WHERE e.case_id = ? AND e.bars = 1 AND m.duty IN ('handler', 'approver') AND NOT EXISTS (SELECT 1 FROM waivers w
    WHERE w.case_id = e.case_id AND w.official_id = m.official_id AND w.number > e.number)
  GROUP BY m.official_id`;

/** The offices that employ somebody, in the order of their ids, where the policy makes something of it. */
export async function employersOf(
  db: Pick<Tx, 'query'>,
  policy: Pick<Policy, 'recusal'>,
  stated: StatedEmployer,
): Promise<FoundEmployer[]> {
  if (!(barsEmployed(policy) || declaresEmployed(policy))) return [];
  if (stated.employer === undefined && (stated.employerCreditCode ?? null) === null) return [];
  return employersAmong(stated, await knownOffices(db));
}

/** @param number of the act with which it was found: a waiver from before does not cover it */
export function insertEmployers(
  tx: Tx,
  { caseId, number }: { readonly caseId: string; readonly number: number },
  policy: Pick<Policy, 'recusal'>,
  found: readonly FoundEmployer[],
): void {
  for (const { body, foundBy } of found) {
    tx.send(
      'INSERT INTO case_employers (case_id, body_id, number, bars, found_by) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
      [caseId, body, number, barsEmployed(policy) ? 1 : 0, foundBy],
    );
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
