import type { Tx } from '../database/transactions.js';
import { marks } from '../database/dialect.js';
import type { BodyKind, Department } from '../policy/terms.js';

/** An office. It can be several kinds at once: civil affairs registers, and supervises organisations of its own. */
export interface Body {
  readonly id: string;
  readonly name: string;
  /** Six-digit administrative division code (GB/T 2260). */
  readonly jurisdiction: string;
  readonly kinds: readonly BodyKind[];
  readonly note: string | null;
  /** Which department it is, of one that can be consulted; null of another. */
  readonly department: Department | null;
  /** The name of its own calendar; null: the national one. */
  readonly calendar: string | null;
  /** Its unified social credit code (统一社会信用代码); null where nobody has stated one. */
  readonly creditCode: string | null;
}

interface BodyColumns {
  id: string;
  name: string;
  jurisdiction: string;
  kinds: string;
  note: string | null;
  department: Department | null;
  calendar: string | null;
  credit_code: string | null;
}

const bodyFrom = ({ kinds, credit_code, ...row }: BodyColumns): Body => ({
  ...row,
  kinds: JSON.parse(kinds) as BodyKind[],
  creditCode: credit_code,
});

const COLUMNS = 'id, name, jurisdiction, kinds, note, department, calendar, credit_code';

export async function findBodies(db: Pick<Tx, 'query'>, ids: readonly string[]): Promise<Body[]> {
  if (ids.length === 0) return [];
  const rows = await db.query<BodyColumns>(`SELECT ${COLUMNS} FROM bodies WHERE id IN (${marks(ids)})`, ids);
  return rows.map(bodyFrom);
}

/** The bodies that are a department, of these places, in the order of the places. */
export async function departmentsIn(
  db: Pick<Tx, 'query'>,
  department: Department,
  places: readonly string[],
): Promise<Body[]> {
  const rows = await db.query<BodyColumns>(
    `SELECT ${COLUMNS} FROM bodies WHERE department = ? AND jurisdiction IN (${marks(places)}) ORDER BY id`,
    [department, ...places],
  );
  return rows.map(bodyFrom).sort((a, b) => places.indexOf(a.jurisdiction) - places.indexOf(b.jurisdiction));
}

/** By what all offices are known. */
export async function knownOffices(db: Pick<Tx, 'query'>): Promise<Pick<Body, 'id' | 'name' | 'creditCode'>[]> {
  const rows = await db.query<Pick<BodyColumns, 'id' | 'name' | 'credit_code'>>(
    'SELECT id, name, credit_code FROM bodies ORDER BY id',
  );
  return rows.map(({ id, name, credit_code }) => ({ id, name, creditCode: credit_code }));
}

/** The ids of the bodies that have this id or this name. */
export async function bodiesLike(db: Pick<Tx, 'query'>, id: string, name: string): Promise<string[]> {
  const rows = await db.query<{ id: string }>('SELECT id FROM bodies WHERE id = ? OR name = ?', [id, name]);
  return rows.map((row) => row.id);
}

/** A page of the directory, ordered by id. @param after the last id of the page before */
export async function listBodies(db: Pick<Tx, 'query'>, after: string, limit: number): Promise<Body[]> {
  const rows = await db.query<BodyColumns>(`SELECT ${COLUMNS} FROM bodies WHERE id > ? ORDER BY id LIMIT ?`, [
    after,
    limit,
  ]);
  return rows.map(bodyFrom);
}

/** What an office is entered with; a calendar and its code it gets later. */
export type NewBody = Omit<Body, 'calendar' | 'creditCode'>;

export async function insertBody(tx: Tx, body: NewBody, at: string): Promise<void> {
  await tx.execute(
    'INSERT INTO bodies (id, name, jurisdiction, kinds, note, department, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    [body.id, body.name, body.jurisdiction, JSON.stringify(body.kinds), body.note, body.department, at],
  );
}

export function updateCalendar(tx: Tx, id: string, calendar: string | null): void {
  tx.send('UPDATE bodies SET calendar = ? WHERE id = ?', [calendar, id]);
}

export function updateCreditCode(tx: Tx, id: string, creditCode: string | null): void {
  tx.send('UPDATE bodies SET credit_code = ? WHERE id = ?', [creditCode, id]);
}
