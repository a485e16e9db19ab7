import { canonicalJson, type JsonValue } from '../kernel/canonical-json.js';
import { misfitAt, written, type Entry, type Misfit } from './chain.js';

/** One thing that an entry tells and a row says too: how it is called, and both values. */
export type Pair = readonly [name: string, told: JsonValue | undefined, said: JsonValue | undefined];

/**
 * @param where the row that says the same: `its row`
 * @returns the first thing that the two say differently. By its name only: the values may be of a person.
 */
export function compare(entry: Entry, where: string, pairs: readonly Pair[]): Misfit | null {
  const differing = pairs.find(([, told, said]) => !same(told, said));
  return differing ? misfitAt(entry, `it tells of another ${differing[0]} than ${where}`) : null;
}

/** As `compare`, of versions and states, which can be named. */
export function compareStanding(entry: Entry, name: string, told: JsonValue | undefined, said: number | string) {
  return same(told, said) ? null : misfitAt(entry, `it tells of ${name} ${written(told)}, its row stands at ${said}`);
}

/** Equal as JSON. What has no canonical text was not written by the product, and equals nothing. */
function same(told: JsonValue | undefined, said: JsonValue | undefined): boolean {
  if (told === undefined || said === undefined) return told === said;
  try {
    return canonicalJson(told) === canonicalJson(said);
  } catch {
    return false;
  }
}

/** What a column of JSON holds; the text itself if somebody wrote there what is no JSON: it will equal nothing. */
export function jsonIn(column: string | null): JsonValue {
  try {
    return column === null ? null : (JSON.parse(column) as JsonValue);
  } catch {
    return column;
  }
}

/** The last thing that entries of these acts tell under a name. */
export const lastTold = (entries: readonly Entry[], name: string, ...acts: readonly string[]): JsonValue | undefined =>
  entries.findLast(({ act }) => acts.includes(act))?.facts[name];
