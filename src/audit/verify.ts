import { verifyChain, type Misfit, type StoredEntry } from './chain.js';

export interface Verified {
  readonly chains: number;
  readonly entries: number;
  /** The last entry of each chain, for comparison with what the rows say. */
  readonly lastEntries: ReadonlyMap<string, LastEntry>;
}

export interface LastEntry {
  readonly seq: number;
  readonly hash: string;
  /** The version of the case or slate after the act, where the entry tells one. */
  readonly version: number | null;
}

/**
 * Re-derives every chain from a stream of entries: a database, or an export.
 * @param entries ordered by chain and, within a chain, by sequence number
 * @returns the first entry that does not fit, or the counts
 */
export async function verifyAll(entries: AsyncIterable<StoredEntry>): Promise<Misfit | Verified> {
  const lastEntries = new Map<string, LastEntry>();
  let count = 0;
  let open: StoredEntry[] = [];
  const close = (): Misfit | null => {
    const [first] = open;
    if (!first) return null;
    if (lastEntries.has(first.chain)) return { chain: first.chain, seq: first.seq, why: 'its chain is cut in two' };
    const verified = verifyChain(open);
    if ('why' in verified) return verified;
    lastEntries.set(first.chain, { ...verified.last, version: versionIn(verified.lastEntry) });
    count += open.length;
    open = [];
    return null;
  };
  for await (const entry of entries) {
    const misfit = open[0] && open[0].chain !== entry.chain ? close() : null;
    if (misfit) return misfit;
    open.push(entry);
  }
  return close() ?? { chains: lastEntries.size, entries: count, lastEntries };
}

function versionIn(entry: unknown): number | null {
  const { facts } = entry as { facts?: { version?: unknown } };
  return typeof facts?.version === 'number' ? facts.version : null;
}
