import { forUpdate, marks } from '../database/dialect.js';
import type { Tx } from '../database/transactions.js';
import { newId } from '../kernel/ids.js';
import { blindIndex } from '../protected-fields/blind-index.js';
import type { IdentityType } from '../policy/terms.js';
import type { Keys } from '../protected-fields/keys.js';
import { maskIdentityNumber } from '../protected-fields/mask.js';
import { PLACES } from '../protected-fields/places.js';
import { open, seal } from '../protected-fields/seal.js';

export interface Identity {
  readonly type: IdentityType;
  /** In its normal form: no spaces at the ends, letters in upper case. */
  readonly number: string;
}

export const normalIdentityNumber = (text: string): string => text.trim().toUpperCase();

/**
 * Finds persons by their identity numbers, never by name; enters those who are new. They are kept for this transaction,
 * in one order for everybody: who forgets unnamed persons at the same moment waits, and two cannot wait for each other.
 * @returns the persons' ids, in the order given
 */
export async function personsWith(tx: Tx, keys: Keys, identities: readonly Identity[], at: string): Promise<string[]> {
  const wanted = identities.map((identity) => ({
    identity,
    index: blindIndex(keys, 'persons.identity', `${identity.type}:${identity.number}`),
  }));
  const ids = new Map<string, string>();
  for (const { identity, index } of wanted.toSorted((a, b) => (a.index < b.index ? -1 : 1))) {
    const id = newId();
    const [person] = await tx.query<{ id: string }>(
      `INSERT INTO persons (id, identity_type, identity_index, identity_sealed, created_at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (identity_type, identity_index) DO UPDATE SET identity_type = excluded.identity_type RETURNING id`,
      [id, identity.type, index, seal(keys, PLACES.identity(id), identity.number), at],
    );
    if (person) ids.set(index, person.id);
  }
  return wanted.map(({ index }) => ids.get(index) ?? '');
}

/** A person's identity in clear: for checks inside a command, never for an answer. */
export async function identityOf(db: Pick<Tx, 'query'>, keys: Keys, personId: string): Promise<Identity> {
  const [row] = await db.query<{ identity_type: IdentityType; identity_sealed: string }>(
    'SELECT identity_type, identity_sealed FROM persons WHERE id = ?',
    [personId],
  );
  if (!row) throw new Error('A candidate refers to a person who is not there.');
  return { type: row.identity_type, number: open(keys, PLACES.identity(personId), row.identity_sealed) };
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
  if (row) open(keys, PLACES.identity(row.id), row.identity_sealed);
}

/** Removes those of these persons whom no slate names any more. */
export async function forgetUnnamed(tx: Tx, personIds: readonly string[]): Promise<void> {
  if (personIds.length === 0) return;
  // Whoever names one of them at this moment is waited for; the next statement then sees that they are named.
  const all = marks(personIds);
  await tx.query(
    `SELECT id FROM persons WHERE id IN (${all}) ORDER BY identity_index${forUpdate(tx.engine)}`,
    personIds,
  );
  await tx.execute(
    `DELETE FROM persons WHERE id IN (${all})
       AND NOT EXISTS (SELECT 1 FROM candidates c WHERE c.person_id = persons.id)`,
    personIds,
  );
}
