import { canonicalJson, type JsonValue } from '../kernel/canonical-json.js';
import { CHAIN_START, hashOf } from './entry.js';

/** An entry as it is stored and exported. */
export interface StoredEntry {
  readonly chain: string;
  readonly seq: number;
  readonly entry: string;
  readonly hash: string;
}

/** The fields of an object that came out of an entry: what they hold depends on the act. */
export type Fields = Readonly<Record<string, JsonValue>>;

/** An entry, read again. */
export interface Entry {
  readonly chain: string;
  readonly seq: number;
  readonly at: string;
  readonly act: string;
  readonly actor: Fields;
  readonly facts: Fields;
  readonly commitments: Fields;
}

export interface Misfit {
  readonly chain: string;
  readonly seq: number;
  readonly why: string;
}

/** A value out of an entry, for a sentence about it. */
export const written = (value: JsonValue | undefined): string =>
  typeof value === 'string' ? value : JSON.stringify(value ?? null);

export const misfitAt = ({ chain, seq }: Pick<Entry, 'chain' | 'seq'>, why: string): Misfit => ({ chain, seq, why });

/**
 * Re-derives one chain. Shares with the code that wrote it only the hash function and the canonical text of
 * docs/audit-format.md.
 * @param entries the chain's entries in order of `seq`
 * @returns the first entry that does not fit, or all of them, read
 */
export function verifyChain(entries: readonly StoredEntry[]): Misfit | Entry[] {
  let previous = CHAIN_START;
  const read: Entry[] = [];
  for (const stored of entries) {
    const misfit = (why: string) => misfitAt(stored, why);
    if (stored.seq !== previous.seq + 1) return misfit(`entry ${previous.seq + 1} is missing or out of order`);
    if (hashOf(stored.entry) !== stored.hash) return misfit('its bytes do not give its hash: one of them was changed');
    const parsed = parse(stored.entry);
    if (!parsed) return misfit('it is not an entry of this format');
    if (parsed.chain !== stored.chain || parsed.seq !== stored.seq) return misfit('it belongs to another place');
    if (parsed.prev !== previous.hash) return misfit(`it does not follow entry ${previous.seq}: its "prev" differs`);
    previous = { seq: stored.seq, hash: stored.hash };
    read.push(parsed);
  }
  return read;
}

/** An entry of format 1, in the one canonical text of its contents: with no field twice, which two readers might read differently. */
function parse(text: string): (Entry & { prev: JsonValue | undefined }) | undefined {
  try {
    const value = JSON.parse(text) as Fields | null;
    if (value?.['v'] !== 1 || canonicalJson(value) !== text) return undefined;
    const { chain, seq, prev, at, act, actor, facts, commitments } = value;
    const named = typeof chain === 'string' && typeof seq === 'number';
    const told = typeof at === 'string' && typeof act === 'string';
    if (!named || !told || !isObject(actor) || !isObject(facts) || !isObject(commitments)) return undefined;
    return { chain, seq, prev, at, act, actor, facts, commitments };
  } catch {
    return undefined;
  }
}

const isObject = (value: JsonValue | undefined): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
