import { forUpdate } from '../database/dialect.js';
import type { Tx } from '../database/transactions.js';
import type { IdentityType, RecusalGround } from '../policy/terms.js';
import type { Keys } from '../protected-fields/keys.js';
import { PLACES } from '../protected-fields/places.js';
import { open, seal } from '../protected-fields/seal.js';
import { subjectIndex } from '../protected-fields/subject-index.js';

/** What an interest is in: an organisation or employer by its name or its code, or a person by their identity document. */
export interface InterestAbout {
  readonly kind: 'name' | 'code' | IdentityType;
  readonly value: string;
}

/** 利害关系申报: what an official has to do with an organisation or a person, beyond the office. */
export interface Interest {
  readonly id: string;
  readonly officialId: string;
  readonly ground: RecusalGround;
  readonly about: InterestAbout;
  readonly declaredAt: string;
  readonly endedAt: string | null;
}

export function insertInterest(tx: Tx, keys: Keys, { id, officialId, ground, about, declaredAt }: Interest): void {
  tx.send(
    'INSERT INTO interests (id, official_id, ground, subject, about_sealed, declared_at) VALUES (?, ?, ?, ?, ?, ?)',
    [
      id,
      officialId,
      ground,
      subjectIndex(keys, about),
      seal(keys, PLACES.interest(id), JSON.stringify(about)),
      declaredAt,
    ],
  );
}

/**
 * How many interests of an official were declared after an instant, and how many are living or ended after another. Keeps the
 * account until the transaction ends.
 */
export async function countInterests(
  tx: Tx,
  officialId: string,
  after: { readonly declared: string; readonly ended: string },
): Promise<{ readonly living: number; readonly declared: number }> {
  await tx.query(`SELECT id FROM officials WHERE id = ?${forUpdate(tx.engine)}`, [officialId]);
  const [row] = await tx.query<{ living: number; declared: number }>(
    `SELECT CAST(count(CASE WHEN ended_at IS NULL OR ended_at > ? THEN 1 END) AS INTEGER) AS living,
       CAST(count(CASE WHEN declared_at > ? THEN 1 END) AS INTEGER) AS declared FROM interests WHERE official_id = ?`,
    [after.ended, after.declared, officialId],
  );
  return row ?? { living: 0, declared: 0 };
}

/** @returns whether there was such an interest of this official, not ended */
export async function endInterest(tx: Tx, officialId: string, id: string, at: string): Promise<boolean> {
  const changed = await tx.execute(
    'UPDATE interests SET ended_at = ? WHERE id = ? AND official_id = ? AND ended_at IS NULL',
    [at, id, officialId],
  );
  return changed === 1;
}

/** What an official declared, newest first. */
export async function interestsOf(db: Pick<Tx, 'query'>, keys: Keys, officialId: string): Promise<Interest[]> {
  const rows = await db.query<{
    id: string;
    ground: RecusalGround;
    about_sealed: string;
    declared_at: string;
    ended_at: string | null;
  }>('SELECT id, ground, about_sealed, declared_at, ended_at FROM interests WHERE official_id = ? ORDER BY id DESC', [
    officialId,
  ]);
  return rows.map((row) => ({
    id: row.id,
    officialId,
    ground: row.ground,
    about: JSON.parse(open(keys, PLACES.interest(row.id), row.about_sealed)) as InterestAbout,
    declaredAt: row.declared_at,
    endedAt: row.ended_at,
  }));
}
