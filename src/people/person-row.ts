import { marks } from '../database/dialect.js';
import type { Tx } from '../database/transactions.js';
import { newId } from '../kernel/ids.js';
import { blindIndex } from '../protected-fields/blind-index.js';
import type { Keys } from '../protected-fields/keys.js';
import { maskIdentityNumber } from '../protected-fields/mask.js';
import { open, seal } from '../protected-fields/seal.js';

/** 居民身份证, 护照, 港澳居民来往内地通行证/居住证, 台湾居民来往大陆通行证/居住证, 外国人永久居留身份证. */
export const IDENTITY_TYPES = [
  'resident_id',
  'passport',
  'hong_kong_macao_permit',
  'taiwan_permit',
  'foreign_permanent_resident_id',
] as const;
export type IdentityType = (typeof IDENTITY_TYPES)[number];

export interface Identity {
  readonly type: IdentityType;
  /** In its normal form: no spaces at the ends, letters in upper case. */
  readonly number: string;
}

const sealedAt = (personId: string) => ({ table: 'persons', column: 'identity_sealed', row: personId });

export const normalIdentityNumber = (text: string): string => text.trim().toUpperCase();

/** Finds a person by the identity number, never by name; enters them if they are new. @returns the person's id */
export async function personWith(tx: Tx, keys: Keys, identity: Identity, at: string): Promise<string> {
  const index = blindIndex(keys, 'persons.identity', `${identity.type}:${identity.number}`);
  const id = newId();
  const [inserted] = await tx.query<{ id: string }>(
    `INSERT INTO persons (id, identity_type, identity_index, identity_sealed, created_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (identity_type, identity_index) DO NOTHING RETURNING id`,
    [id, identity.type, index, seal(keys, sealedAt(id), identity.number), at],
  );
  if (inserted) return inserted.id;
  const [known] = await tx.query<{ id: string }>(
    'SELECT id FROM persons WHERE identity_type = ? AND identity_index = ?',
    [identity.type, index],
  );
  if (!known) throw new Error('A person was neither entered nor found.');
  return known.id;
}

/** A person's identity in clear: for checks inside a command, never for an answer. */
export async function identityOf(db: Pick<Tx, 'query'>, keys: Keys, personId: string): Promise<Identity> {
  const [row] = await db.query<{ identity_type: IdentityType; identity_sealed: string }>(
    'SELECT identity_type, identity_sealed FROM persons WHERE id = ?',
    [personId],
  );
  if (!row) throw new Error('A candidate refers to a person who is not there.');
  return { type: row.identity_type, number: open(keys, sealedAt(personId), row.identity_sealed) };
}

/** The identity as reviewers see it: its type, and the number with its middle masked. */
export async function maskedIdentity(db: Pick<Tx, 'query'>, keys: Keys, personId: string): Promise<Identity> {
  const { type, number } = await identityOf(db, keys, personId);
  return { type, number: maskIdentityNumber(number) };
}

/**
 * Opens one stored identity, to see at start-up that the key file belongs to this database: a lost or exchanged key
 * file would otherwise show itself only when a case is read, after new rows were sealed with another key.
 * @throws UnsealError if it does not
 */
export async function openOneIdentity(db: Pick<Tx, 'query'>, keys: Keys): Promise<void> {
  const [row] = await db.query<{ id: string; identity_sealed: string }>(
    'SELECT id, identity_sealed FROM persons LIMIT 1',
  );
  if (row) open(keys, sealedAt(row.id), row.identity_sealed);
}

/** Removes those of these persons whom no slate names any more. */
export async function forgetUnnamed(tx: Tx, personIds: readonly string[]): Promise<void> {
  if (personIds.length === 0) return;
  await tx.execute(
    `DELETE FROM persons WHERE id IN (${marks(personIds)})
       AND NOT EXISTS (SELECT 1 FROM candidates c WHERE c.person_id = persons.id)`,
    personIds,
  );
}
