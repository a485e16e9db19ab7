import type { StoredEntry } from '../../src/audit/chain.js';
import { hashOf } from '../../src/audit/entry.js';
import { entriesOfExport } from '../../src/audit/read-export.js';
import { canonicalJson, type JsonValue } from '../../src/kernel/canonical-json.js';
import { runCommand, type Ended } from '../database/command.js';

type JsonObject = { readonly [key: string]: JsonValue };

/** Runs a command of the record on a database, without its keys. */
export const run = (command: 'verify-audit' | 'export', url: string, ...args: string[]): Promise<Ended> =>
  runCommand(`cli/${command}`, { DATABASE_URL: url, KEY_FILE: NO_KEYS }, ...args);

const NO_KEYS = '/nowhere/keys.json';

export async function* each<T>(items: Iterable<T>): AsyncGenerator<T> {
  yield* items;
}

export async function entriesIn(text: string): Promise<StoredEntry[]> {
  const entries: StoredEntry[] = [];
  for await (const entry of entriesOfExport(each(text.split(/\r\n|[\n\r]/)))) entries.push(entry);
  return entries;
}

export const textOf = (entries: readonly StoredEntry[]): string =>
  entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');

/** An entry as somebody writes it who knows the format: with other contents, and the hash that goes with them. */
export function forged(original: StoredEntry, changes: JsonObject): StoredEntry {
  const entry = canonicalJson({ ...(JSON.parse(original.entry) as JsonObject), ...changes });
  return { ...original, entry, hash: hashOf(entry) };
}

/** A chain as a cunning forger leaves it: one entry changed, and every later one made to follow it. */
export function rewritten(chain: readonly StoredEntry[], seq: number, changes: JsonObject): StoredEntry[] {
  const result: StoredEntry[] = [];
  for (const original of chain) {
    const prev = result.at(-1)?.hash ?? '0'.repeat(64);
    result.push(forged(original, original.seq === seq ? { ...changes, prev } : { prev }));
  }
  return result;
}
