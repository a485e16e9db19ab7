import { marks } from '../database/dialect.js';
import type { Tx } from '../database/transactions.js';
import type { Mandate } from '../policy/actor.js';
import type { Duty } from '../policy/terms.js';

/** A person in office with an account of their own; accounts are never shared. */
export interface OfficialAccount {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly active: boolean;
  readonly version: number;
  readonly mandates: readonly Mandate[];
}

interface OfficialColumns {
  id: string;
  login: string;
  name: string;
  active: number;
  version: number;
}

const COLUMNS = 'id, login, name, active, version';

export async function listOfficials(db: Pick<Tx, 'query'>, after: string, limit: number): Promise<OfficialAccount[]> {
  const rows = await db.query<OfficialColumns>(`SELECT ${COLUMNS} FROM officials WHERE id > ? ORDER BY id LIMIT ?`, [
    after,
    limit,
  ]);
  return withMandates(db, rows);
}

export async function findOfficial(db: Pick<Tx, 'query'>, id: string): Promise<OfficialAccount | undefined> {
  const rows = await db.query<OfficialColumns>(`SELECT ${COLUMNS} FROM officials WHERE id = ?`, [id]);
  return (await withMandates(db, rows))[0];
}

export async function loginTaken(db: Pick<Tx, 'query'>, login: string): Promise<boolean> {
  return (await db.query('SELECT id FROM officials WHERE login = ?', [login])).length > 0;
}

async function withMandates(db: Pick<Tx, 'query'>, rows: OfficialColumns[]): Promise<OfficialAccount[]> {
  if (rows.length === 0) return [];
  const mandates = await db.query<{ official_id: string; body_id: string; duty: Duty }>(
    `SELECT official_id, body_id, duty FROM mandates WHERE official_id IN (${marks(rows)}) ORDER BY body_id, duty`,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    ...row,
    active: row.active === 1,
    mandates: mandates.filter((m) => m.official_id === row.id).map(({ body_id, duty }) => ({ body: body_id, duty })),
  }));
}

/** Takes away what is no longer among the duties, and gives what was not: one that stays is not touched, and acts in it go on. */
export async function replaceMandates(
  tx: Tx,
  { id, mandates }: Pick<OfficialAccount, 'id' | 'mandates'>,
  after: readonly Mandate[],
): Promise<void> {
  const without = (some: readonly Mandate[], others: readonly Mandate[]) =>
    some.filter(({ body, duty }) => !others.some((other) => other.body === body && other.duty === duty));
  for (const { body, duty } of without(mandates, after)) {
    await tx.execute('DELETE FROM mandates WHERE official_id = ? AND body_id = ? AND duty = ?', [id, body, duty]);
  }
  await insertMandates(tx, id, without(after, mandates));
}

export async function insertMandates(tx: Tx, officialId: string, mandates: readonly Mandate[]): Promise<void> {
  for (const { body, duty } of mandates) {
    await tx.execute('INSERT INTO mandates (official_id, body_id, duty) VALUES (?, ?, ?)', [officialId, body, duty]);
  }
}

/** Keeps which of their duties an official has no more: who moved on stays who they were, for the cases of then. */
export async function keepPastMandates(
  tx: Tx,
  { id, mandates }: Pick<OfficialAccount, 'id' | 'mandates'>,
  after: readonly Mandate[],
  at: string,
): Promise<void> {
  for (const { body, duty } of mandates) {
    if (after.some((each) => each.body === body && each.duty === duty)) continue;
    await tx.execute(
      `INSERT INTO past_mandates (body_id, official_id, duty, ended_at) VALUES (?, ?, ?, ?)
       ON CONFLICT (body_id, official_id, duty) DO UPDATE SET ended_at = excluded.ended_at`,
      [body, id, duty, at],
    );
  }
}
