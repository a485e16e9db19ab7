import type { Tx } from '../database/transactions.js';
import type { ReviewDuty } from '../policy/terms.js';

/**
 * Who has which duty of a case at the present step; its id is wanted once. Not whoever has no longer the duty or an
 * account that is open: nobody would act.
 */
export const ASSIGNED = `
  SELECT s.number, s.official_id, s.body_id, s.duty, o.name FROM assignments s
    JOIN officials o ON o.id = s.official_id AND o.active = 1
    JOIN mandates m ON m.official_id = s.official_id AND m.body_id = s.body_id AND m.duty = s.duty
  WHERE s.case_id = ? AND s.ended_in IS NULL`;

/** To whom a case is assigned, as people read it. */
export interface AssignedTo {
  readonly official: string;
  readonly name: string;
  readonly duty: ReviewDuty;
}

export async function assignedTo(db: Pick<Tx, 'query'>, caseId: string): Promise<AssignedTo[]> {
  return db.query<AssignedTo>(
    `SELECT a.official_id AS official, a.name, a.duty FROM (${ASSIGNED}) a ORDER BY a.number`,
    [caseId],
  );
}

/** @param number of the act that assigns */
export function insertAssignment(
  tx: Tx,
  { caseId, place, number }: { caseId: string; place: string; number: number },
  { official, body, duty }: { official: string; body: string; duty: ReviewDuty },
): void {
  tx.send('INSERT INTO assignments (case_id, number, official_id, body_id, duty, place) VALUES (?, ?, ?, ?, ?, ?)', [
    caseId,
    number,
    official,
    body,
    duty,
    place,
  ]);
}

/** @param whose those that end: of an official, of a duty, of an official in a duty; all if left out */
export function endAssignments(
  tx: Tx,
  caseId: string,
  number: number,
  whose: { readonly official?: string; readonly duty?: string } = {},
): void {
  const { official, duty } = whose;
  tx.send(
    `UPDATE assignments SET ended_in = ? WHERE case_id = ? AND ended_in IS NULL${
      official === undefined ? '' : ' AND official_id = ?'
    }${duty === undefined ? '' : ' AND duty = ?'}`,
    [number, caseId, ...[official, duty].filter((each) => each !== undefined)],
  );
}
