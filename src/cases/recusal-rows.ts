import type { Tx } from '../database/transactions.js';
import { EMPLOYED, employedWant } from './employer-rows.js';
import type { EmployerFoundBy, RecusalGround } from '../policy/terms.js';

/** What keeps somebody from a case: a recusal by the number of its act, or an interest by its id. */
export interface Bar {
  readonly official: string;
  readonly name: string;
  /** Null of an interest: it is not said here in what it is. */
  readonly ground: RecusalGround | null;
  readonly number: number | null;
  readonly interest: string | null;
  /** By what their office was found to employ the candidate; null of everything else. */
  readonly foundBy: EmployerFoundBy | null;
}

/**
 * What keeps officials from a case, of which `barsWant` has the parameters. An interest that was there at any time since
 * the submission does, ended or not: nobody gets back to a case by declaring that it is over. It can be in what the case was
 * submitted with, or in what the organisation has been called before or since.
 */
export const BARS = `
  SELECT r.official_id, r.ground, r.number, NULL AS interest_id FROM recusals r
  WHERE r.case_id = ? AND NOT EXISTS (SELECT 1 FROM waivers w
    WHERE w.case_id = r.case_id AND w.official_id = r.official_id AND w.number > r.number)
  UNION ALL SELECT i.official_id, i.ground, NULL, i.id
  FROM case_subjects s JOIN cases c ON c.id = s.case_id JOIN interests i ON i.subject = s.subject
  WHERE s.case_id = ? AND (i.ended_at IS NULL OR i.ended_at >= c.created_at) AND NOT EXISTS (
    SELECT 1 FROM waived_interests w WHERE w.case_id = s.case_id AND w.interest_id = i.id)
  UNION ALL SELECT i.official_id, i.ground, NULL, i.id
  FROM cases c JOIN organisation_subjects s ON s.organisation_id = c.organisation_id JOIN interests i ON i.subject = s.subject
  WHERE c.id = ? AND (i.ended_at IS NULL OR i.ended_at >= c.created_at) AND NOT EXISTS (
    SELECT 1 FROM waived_interests w WHERE w.case_id = c.id AND w.interest_id = i.id)`;

export const barsWant = (caseId: string) => [caseId, caseId, caseId] as const;

/** Everything that keeps anybody from a case, recusals first. */
export async function barsOf(db: Pick<Tx, 'query'>, caseId: string): Promise<Bar[]> {
  return db.query<Bar>(
    `SELECT DISTINCT b.official_id AS official, o.name,
       CASE WHEN b.interest_id IS NULL THEN b.ground END AS ground, b.number, b.interest_id AS interest, b.found_by AS "foundBy"
     FROM (SELECT bars.*, NULL AS found_by FROM (${BARS}) bars
       UNION ALL SELECT official_id, 'same_employer', number, NULL, found_by FROM (${EMPLOYED}) offices) b JOIN officials o ON o.id = b.official_id ORDER BY 5, 4, 1`,
    [...barsWant(caseId), ...employedWant(caseId)],
  );
}

/** Whether somebody is kept from a case because it is about themselves, by a recusal or an interest: nobody lets them go on. */
export async function isOwnMatter(db: Pick<Tx, 'query'>, caseId: string, official: string): Promise<boolean> {
  const rows = await db.query(`SELECT 1 AS one FROM (${BARS}) bars WHERE official_id = ? AND ground = 'self'`, [
    ...barsWant(caseId),
    official,
  ]);
  return rows.length > 0;
}

export function insertRecusal(tx: Tx, caseId: string, number: number, official: string, ground: RecusalGround): void {
  tx.send('INSERT INTO recusals (case_id, number, official_id, ground) VALUES (?, ?, ?, ?)', [
    caseId,
    number,
    official,
    ground,
  ]);
}

/** @param interests ids of those that are waived, beside every recusal until now */
export function insertWaiver(
  tx: Tx,
  { caseId, number, at }: { caseId: string; number: number; at: string },
  official: string,
  interests: readonly string[],
): void {
  tx.send('INSERT INTO waivers (case_id, number, official_id, at) VALUES (?, ?, ?, ?)', [caseId, number, official, at]);
  for (const interest of interests) {
    tx.send('INSERT INTO waived_interests (case_id, number, interest_id) VALUES (?, ?, ?)', [caseId, number, interest]);
  }
}
