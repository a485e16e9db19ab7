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
 * Who has a duty at an office that employs a candidate, or had one at any time since the submission: nobody gets to a case by
 * moving to the body that reviews it. `employedWant` has the parameters.
 */
const OF_EMPLOYERS = `
  SELECT e.case_id, e.number, e.bars, e.found_by, m.official_id, m.duty
  FROM case_employers e JOIN mandates m ON m.body_id = e.body_id WHERE e.case_id = ?
  UNION ALL SELECT e.case_id, e.number, e.bars, e.found_by, p.official_id, p.duty
  FROM case_employers e JOIN cases c ON c.id = e.case_id JOIN past_mandates p ON p.body_id = e.body_id AND p.ended_at >= c.created_at
  WHERE e.case_id = ?`;

export const employedWant = (caseId: string) => [caseId, caseId] as const;

/**
 * Officials of the offices that employ a candidate, where the policy keeps them from the case and nobody let them go on since;
 * `employedWant` has the parameters. Of several such offices of one official, a code says more than a name.
 */
export const EMPLOYED = `
  SELECT m.official_id, max(m.number) AS number, min(m.found_by) AS found_by FROM (${OF_EMPLOYERS}) m
  WHERE m.bars = 1 AND m.duty IN ('handler', 'approver') AND NOT EXISTS (SELECT 1 FROM waivers w
    WHERE w.case_id = m.case_id AND w.official_id = m.official_id AND w.number > m.number)
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

/** Those of these persons whom the policy has go on although an office of theirs employs the candidate, or did when it was theirs. */
export async function employedAmong(
  db: Pick<Tx, 'query'>,
  caseId: string,
  persons: readonly string[],
): Promise<string[]> {
  const rows = await db.query<{ official_id: string }>(
    `SELECT DISTINCT m.official_id FROM (${OF_EMPLOYERS}) m WHERE m.official_id IN (${marks(persons)}) ORDER BY m.official_id`,
    [...employedWant(caseId), ...persons],
  );
  return rows.map(({ official_id }) => official_id);
}
