import { misfitOfMoves } from './case-moves.js';
import { misfitAt, verifyChain, type Entry, type Misfit, type StoredEntry } from './chain.js';

export interface Verified {
  readonly chains: number;
  readonly entries: number;
}

/** The first misfit; and the first of each further chain, so that one that stays for ever does not hide a later one. */
export interface Misfits extends Misfit {
  readonly further: readonly Misfit[];
}

/** What else a chain must agree with, once it fits in itself: the rows of a database, which an export lacks. */
type CompareChain = (entries: readonly Entry[]) => Promise<Misfit | null>;

/**
 * Re-derives every chain from a stream of entries: a database, or an export.
 * @param entries ordered by chain and, within a chain, by sequence number
 * @returns the first entry of each chain that does not fit, or the counts
 */
export async function verifyAll(
  entries: AsyncIterable<StoredEntry>,
  compare: CompareChain = async () => null,
): Promise<Misfits | Verified> {
  const misfits = new Map<string, Misfit>();
  const seen = new Set<string>();
  let count = 0;
  for await (const [first, ...others] of chainsIn(entries)) {
    const again = seen.has(first.chain) ? misfitAt(first, 'its chain is cut in two') : null;
    const misfit = again ?? (await misfitIn([first, ...others], compare));
    if (misfit && !misfits.has(first.chain)) misfits.set(first.chain, misfit);
    seen.add(first.chain);
    count += 1 + others.length;
  }
  return allOf([...misfits.values()]) ?? { chains: seen.size, entries: count };
}

/** @returns null when there are none */
export function allOf([first, ...further]: readonly Misfit[]): Misfits | null {
  return first ? { ...first, further } : null;
}

type Chain = [StoredEntry, ...StoredEntry[]];

async function* chainsIn(entries: AsyncIterable<StoredEntry>): AsyncGenerator<Chain> {
  let open: Chain | undefined;
  for await (const entry of entries) {
    if (open?.[0].chain === entry.chain) {
      open.push(entry);
      continue;
    }
    if (open) yield open;
    open = [entry];
  }
  if (open) yield open;
}

async function misfitIn(chain: Chain, compare: CompareChain): Promise<Misfit | null> {
  const verified = verifyChain(chain);
  if ('why' in verified) return verified;
  const misfit = chain[0].chain.startsWith('case:') ? misfitOfMoves(verified) : null;
  return misfit ?? compare(verified);
}
