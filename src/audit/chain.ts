import { canonicalJson, type JsonValue } from '../kernel/canonical-json.js';
import { CHAIN_START, hashOf, type Link } from './entry.js';

/** An entry as it is stored and exported. */
export interface StoredEntry {
  readonly chain: string;
  readonly seq: number;
  readonly entry: string;
  readonly hash: string;
}

export interface Misfit {
  readonly chain: string;
  readonly seq: number;
  readonly why: string;
}

/**
 * Re-derives one chain. Shares with the code that wrote it only the hash function and the canonical text of
 * docs/audit-format.md.
 * @param entries the chain's entries in order of `seq`
 * @returns the first entry that does not fit, or the last link
 */
export function verifyChain(entries: readonly StoredEntry[]): Misfit | { last: Link; lastEntry: unknown } {
  let previous = CHAIN_START;
  let lastEntry: unknown = null;
  for (const stored of entries) {
    const misfit = (why: string): Misfit => ({ chain: stored.chain, seq: stored.seq, why });
    if (stored.seq !== previous.seq + 1) return misfit(`entry ${previous.seq + 1} is missing or out of order`);
    if (hashOf(stored.entry) !== stored.hash) return misfit('its bytes do not give its hash: one of them was changed');
    const parsed = parse(stored.entry);
    if (!parsed) return misfit('it is not an entry of this format');
    if (parsed.chain !== stored.chain || parsed.seq !== stored.seq) return misfit('it belongs to another place');
    if (parsed.prev !== previous.hash) return misfit(`it does not follow entry ${previous.seq}: its "prev" differs`);
    previous = { seq: stored.seq, hash: stored.hash };
    lastEntry = parsed;
  }
  return { last: previous, lastEntry };
}

/** An entry of format 1, in the one canonical text of its contents: with no field twice, which two readers might read differently. */
function parse(text: string): { chain: unknown; seq: unknown; prev: unknown } | undefined {
  try {
    const value = JSON.parse(text) as { readonly [field: string]: JsonValue } | null;
    if (value?.['v'] !== 1 || canonicalJson(value) !== text) return undefined;
    return { ...value, chain: value['chain'], seq: value['seq'], prev: value['prev'] };
  } catch {
    return undefined;
  }
}
