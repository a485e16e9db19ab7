import type { Tx } from '../database/transactions.js';
import { marks } from '../database/dialect.js';
import type { BodyKind } from '../policy/terms.js';

/** An office. It can be several kinds at once: civil affairs registers, and supervises organisations of its own. */
export interface Body {
  readonly id: string;
  readonly name: string;
  /** Six-digit administrative division code (GB/T 2260). */
  readonly jurisdiction: string;
  readonly kinds: readonly BodyKind[];
  readonly note: string | null;
}

interface BodyColumns {
  id: string;
  name: string;
  jurisdiction: string;
  kinds: string;
  note: string | null;
}

const bodyFrom = (row: BodyColumns): Body => ({ ...row, kinds: JSON.parse(row.kinds) as BodyKind[] });

const COLUMNS = 'id, name, jurisdiction, kinds, note';

export async function findBodies(db: Pick<Tx, 'query'>, ids: readonly string[]): Promise<Body[]> {
  if (ids.length === 0) return [];
  const rows = await db.query<BodyColumns>(`SELECT ${COLUMNS} FROM bodies WHERE id IN (${marks(ids)})`, ids);
  return rows.map(bodyFrom);
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

export async function insertBody(tx: Tx, body: Body, at: string): Promise<void> {
  await tx.execute('INSERT INTO bodies (id, name, jurisdiction, kinds, note, created_at) VALUES (?, ?, ?, ?, ?, ?)', [
    body.id,
    body.name,
    body.jurisdiction,
    JSON.stringify(body.kinds),
    body.note,
    at,
  ]);
}
