import type { Tx } from '../database/transactions.js';
import type { ReviewDuty } from '../policy/terms.js';
import type { Keys } from '../protected-fields/keys.js';
import { PLACES } from '../protected-fields/places.js';
import { open, seal } from '../protected-fields/seal.js';

/** 请假: from which day to which somebody is away, from what, and who acts in their place. */
export interface Absence {
  readonly id: string;
  readonly officialId: string;
  /** Days in China, YYYY-MM-DD, both included; whether they are working days does not matter. */
  readonly from: string;
  readonly to: string;
  /** Null: from all duties of review. */
  readonly body: string | null;
  /** Null: from all duties of review at the body. */
  readonly duty: ReviewDuty | null;
  /** 代理人: who acts in their duties meanwhile; null if nobody does. */
  readonly delegate: string | null;
}

/** An absence as it is read, with names. */
export interface AbsenceEntry extends Absence {
  readonly name: string;
  readonly delegateName: string | null;
  readonly declaredBy: string;
  readonly declaredAt: string;
  readonly endedAt: string | null;
}

interface AbsenceColumns {
  id: string;
  official_id: string;
  from_day: string;
  to_day: string;
  body_id: string | null;
  duty: ReviewDuty | null;
  delegate_id: string | null;
  declared_by: string;
  declared_at: string;
  ended_at: string | null;
  name: string;
  delegate_name: string | null;
  reason_sealed: string | null;
}

const SELECTED = `SELECT a.*, o.name, d.name AS delegate_name
  FROM absences a JOIN officials o ON o.id = a.official_id LEFT JOIN officials d ON d.id = a.delegate_id`;

const entryFrom = (row: AbsenceColumns): AbsenceEntry => ({
  id: row.id,
  officialId: row.official_id,
  from: row.from_day,
  to: row.to_day,
  body: row.body_id,
  duty: row.duty,
  delegate: row.delegate_id,
  name: row.name,
  delegateName: row.delegate_name,
  declaredBy: row.declared_by,
  declaredAt: row.declared_at,
  endedAt: row.ended_at,
});

/** Absences of an official that have a day of these and were not ended before. */
export async function absencesWithin(
  db: Pick<Tx, 'query'>,
  officialId: string,
  { from, to }: Pick<Absence, 'from' | 'to'>,
): Promise<AbsenceEntry[]> {
  const rows = await db.query<AbsenceColumns>(
    `${SELECTED} WHERE a.official_id = ? AND a.ended_at IS NULL AND a.to_day >= ? AND a.from_day <= ? ORDER BY a.id`,
    [officialId, from, to],
  );
  return rows.map(entryFrom);
}

/** An approver who is away, and the last day of it. */
export interface ApproverAway {
  readonly official: string;
  readonly name: string;
  readonly to: string;
}

/** The approvers who are away on a day, with the body for which they would approve. */
export async function approversAway(
  db: Pick<Tx, 'query'>,
  today: string,
): Promise<(ApproverAway & { readonly body: string })[]> {
  return db.query<ApproverAway & { body: string }>(
    `SELECT m.body_id AS body, o.id AS official, o.name, MAX(a.to_day) AS "to"
     FROM absences a JOIN officials o ON o.id = a.official_id AND o.active = 1
       JOIN mandates m ON m.official_id = o.id AND m.duty = 'approver'
     WHERE a.ended_at IS NULL AND a.from_day <= ? AND a.to_day >= ?
       AND (a.body_id IS NULL OR (a.body_id = m.body_id AND (a.duty IS NULL OR a.duty = m.duty)))
     GROUP BY m.body_id, o.id, o.name ORDER BY m.body_id, o.name, o.id`,
    [today, today],
  );
}

export async function findAbsence(db: Pick<Tx, 'query'>, id: string): Promise<AbsenceEntry | undefined> {
  const [row] = await db.query<AbsenceColumns>(`${SELECTED} WHERE a.id = ?`, [id]);
  return row && entryFrom(row);
}

/** Whose absences somebody is shown: their own, those in which they are the delegate, and those at some bodies or places. */
export interface AbsencesSought {
  readonly official: string;
  /** Bodies for which they review. */
  readonly bodies: readonly string[];
  /** Beginnings of the codes of the places whose directory they keep. */
  readonly places: readonly string[];
}

/**
 * A page of the absences that are not over on a day, oldest first.
 * @param after the last id of the page before
 * @param keys to open why somebody else declared one, for whom it is about
 */
export async function listAbsences(
  db: Pick<Tx, 'query'>,
  keys: Keys,
  { official, bodies, places }: AbsencesSought,
  today: string,
  after: string,
  limit: number,
): Promise<(AbsenceEntry & { reason: string | null })[]> {
  const shown = [
    'a.official_id = ?',
    'a.delegate_id = ?',
    ...bodies.map(() => 'EXISTS (SELECT 1 FROM mandates m WHERE m.official_id = a.official_id AND m.body_id = ?)'),
    ...places.map(
      () => `EXISTS (SELECT 1 FROM mandates m JOIN bodies b ON b.id = m.body_id
        WHERE m.official_id = a.official_id AND b.jurisdiction LIKE ?)`,
    ),
  ];
  const rows = await db.query<AbsenceColumns>(
    `${SELECTED} WHERE a.ended_at IS NULL AND a.to_day >= ? AND a.id > ? AND (${shown.join(' OR ')})
     ORDER BY a.id LIMIT ?`,
    [today, after, official, official, ...bodies, ...places.map((place) => `${place}%`), limit],
  );
  return rows.map((row) => ({
    ...entryFrom(row),
    reason:
      row.reason_sealed === null || (row.official_id !== official && row.declared_by !== official)
        ? null
        : open(keys, PLACES.absence(row.id), row.reason_sealed),
  }));
}

export function insertAbsence(
  tx: Tx,
  keys: Keys,
  { id, officialId, from, to, body, duty, delegate }: Absence,
  { by, reason, at }: { readonly by: string; readonly reason: string | undefined; readonly at: string },
): void {
  tx.send(
    `INSERT INTO absences (id, official_id, from_day, to_day, body_id, duty, delegate_id, declared_by, reason_sealed,
       declared_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      id,
      officialId,
      from,
      to,
      body,
      duty,
      delegate,
      by,
      reason === undefined ? null : seal(keys, PLACES.absence(id), reason),
      at,
    ],
  );
}

/** @returns whether it had not been ended before */
export async function endAbsence(tx: Tx, id: string, at: string): Promise<boolean> {
  return (await tx.execute('UPDATE absences SET ended_at = ? WHERE id = ? AND ended_at IS NULL', [at, id])) === 1;
}
