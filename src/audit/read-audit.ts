import type { Tx } from '../database/transactions.js';
import type { StoredEntry } from './chain.js';

/** Entries of one chain in order. @param after the sequence number to go on from, 0 for the beginning */
export const readChain = (db: Pick<Tx, 'query'>, chain: string, after: number, limit: number): Promise<StoredEntry[]> =>
  db.query<StoredEntry>(
    'SELECT chain, seq, entry, hash FROM audit_entries WHERE chain = ? AND seq > ? ORDER BY seq LIMIT ?',
    [chain, after, limit],
  );

const PAGE = 1_000;

/** Every entry of the database, chain by chain, in pages: a long record never stands in memory whole. */
export async function* allEntries(db: Pick<Tx, 'query'>): AsyncGenerator<StoredEntry> {
  let chain = '';
  let seq = 0;
  for (;;) {
    const page = await db.query<StoredEntry>(
      'SELECT chain, seq, entry, hash FROM audit_entries WHERE (chain, seq) > (?, ?) ORDER BY chain, seq LIMIT ?',
      [chain, seq, PAGE],
    );
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    ({ chain, seq } = last);
  }
}
