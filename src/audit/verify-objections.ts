import type { Keys } from '../protected-fields/keys.js';
import { misfitAt, written, type Entry, type Fields, type Misfit } from './chain.js';
import { compare, type Pair } from './compare.js';
import { PLACES } from '../protected-fields/places.js';
import { openedAt, type Contents } from './openings.js';

export interface ObjectionRow {
  readonly id: string;
  readonly notice_id: string;
  readonly identity_class: string;
  readonly receipt_hash: string;
  readonly facts_sealed: string;
  readonly received_at: string;
  readonly outcome: string | null;
  readonly concluded_at: string | null;
}

/** Compares the objections to a case with the entries that received and concluded them: each has its row, and each row its entry. */
export function misfitOfObjections(
  entries: readonly Entry[],
  objections: readonly ObjectionRow[],
  contents: Contents,
  keys: Keys | undefined,
): Misfit | null {
  const byId = new Map(objections.map((objection) => [objection.id, objection]));
  for (const entry of entries.filter(({ act }) => act === 'object')) {
    const id = written(entry.facts['objection']);
    const row = byId.get(id);
    if (!row) return misfitAt(entry, 'it tells of an objection whose row is gone');
    const end = entries.find(({ act, facts }) => act === 'conclude_objection' && facts['objection'] === id);
    const misfit =
      compare(entry, `the objection ${id}`, receivedPairs(entry, row, contents.get(entry.seq), keys)) ??
      compare(end ?? entry, `the objection ${id}`, [
        ['outcome', end?.facts['outcome'] ?? null, row.outcome],
        ['time of its conclusion', end?.at ?? null, row.concluded_at],
      ]);
    if (misfit) return misfit;
    byId.delete(id);
  }
  const [untold] = byId.keys();
  const last = entries.at(-1);
  return untold === undefined || !last ? null : misfitAt(last, `nothing tells of the objection ${untold} to its case`);
}

function receivedPairs({ facts, at }: Entry, row: ObjectionRow, contents: Fields | undefined, keys: Keys | undefined) {
  const pairs: Pair[] = [
    ['notice', facts['notice'], row.notice_id],
    ['kind of objector', facts['identityClass'], row.identity_class],
    ['receipt', facts['receiptHash'], row.receipt_hash],
    ['time', at, row.received_at],
  ];
  if (contents && keys) pairs.push(['text', contents['facts'], factsIn(row, keys)]);
  return pairs;
}

const factsIn = ({ id, facts_sealed }: ObjectionRow, keys: Keys): string | null =>
  openedAt(keys, PLACES.objectionFacts(id), facts_sealed);
