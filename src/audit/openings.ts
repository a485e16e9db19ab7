import type { Tx } from '../database/transactions.js';
import type { JsonValue } from '../kernel/canonical-json.js';
import type { Keys } from '../protected-fields/keys.js';
import { PLACES } from '../protected-fields/places.js';
import { open, UnsealError, type Place } from '../protected-fields/seal.js';
import { misfitAt, type Entry, type Fields, type Misfit } from './chain.js';
import { commitmentOf, type Opening } from './entry.js';

/** Where a chain is compared with rows: the database as it stood at one instant, and the keys if they are at hand. */
export interface Sources {
  readonly db: Pick<Tx, 'query'>;
  /** Without them no opening can be opened, and what was said of persons is not compared. */
  readonly keys: Keys | undefined;
}

/** By the number of the entry, what its commitments are to. An entry is left out whose opening cannot be had. */
export type Contents = ReadonlyMap<number, Fields>;

/**
 * What the commitments of a chain are to, from their openings. An opening that is gone was erased, lawfully: then
 * nothing can be compared. One that is there has to give the commitments.
 */
export async function contentsOf({ db, keys }: Sources, entries: readonly Entry[]): Promise<Contents | Misfit> {
  const sealed = new Map<number, string>();
  const rows = await db.query<{ seq: number; sealed: string }>(
    'SELECT seq, sealed FROM audit_openings WHERE chain = ?',
    [entries[0]?.chain ?? ''],
  );
  for (const row of rows) sealed.set(row.seq, row.sealed);
  const contents = new Map<number, Fields>();
  for (const entry of entries) {
    const opening = sealed.get(entry.seq);
    if (Object.keys(entry.commitments).length === 0) contents.set(entry.seq, {});
    else if (opening !== undefined && keys) {
      const opened = openedFor(entry, keys, opening);
      if ('why' in opened) return opened;
      contents.set(entry.seq, opened.contents);
    }
  }
  return contents;
}

function openedFor(entry: Entry, keys: Keys, sealed: string): { contents: Fields } | Misfit {
  const text = openedAt(keys, PLACES.opening(entry.chain, entry.seq), sealed);
  if (text === null) return misfitAt(entry, 'its opening cannot be opened: it was changed or moved');
  const openings = JSON.parse(text) as Readonly<Record<string, Opening>>;
  for (const name of new Set([...Object.keys(entry.commitments), ...Object.keys(openings)])) {
    const opening = openings[name];
    if (!opening || commitmentOf(opening) !== entry.commitments[name]) {
      return misfitAt(entry, `its opening does not give its commitment "${name}"`);
    }
  }
  return { contents: Object.fromEntries(Object.entries(openings).map(([name, { value }]) => [name, value])) };
}

/** What an entry tells under a name, in clear as it once did or by its commitment; undefined where the opening cannot be had. */
export const toldIn = ({ facts, seq }: Entry, contents: Contents, name: string): JsonValue | undefined =>
  facts[name] ?? contents.get(seq)?.[name];

/** What is sealed at a place; null if it does not open there. */
export function openedAt(keys: Keys, place: Place, sealed: string | null): string | null {
  try {
    return sealed === null ? null : open(keys, place, sealed);
  } catch (error) {
    if (error instanceof UnsealError) return null;
    throw error;
  }
}
