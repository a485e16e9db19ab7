import type { Misfit } from './chain.js';
import { allEntries } from './read-audit.js';
import { verifyAll, type Verified } from './verify.js';
import type { Reader } from '../database/reader.js';

/**
 * Re-derives every chain of a database and compares its end with the rows: entries cut off at the end of a chain leave
 * a chain that is right in itself, but shorter than the case it tells of.
 *
 * The rows are read before the entries and after them, so that a database in use can be verified: versions only grow,
 * and a chain that was read in between tells of none before the first reading and none after the second.
 */
export async function verifyDatabase(reader: Reader): Promise<Misfit | Verified> {
  const before = await readVersions(reader);
  const verified = await verifyAll(allEntries(reader));
  if ('why' in verified) return verified;
  for (const [chain, version] of await readVersions(reader)) {
    const earlier = before.get(chain);
    const last = verified.lastEntries.get(chain);
    if (!last && earlier !== undefined) return { chain, seq: 0, why: 'its row is there, but nothing tells of it' };
    if (!last || last.version === null) continue;
    if (last.version < (earlier ?? 0) || last.version > version) {
      return { chain, seq: last.seq, why: `it tells of version ${last.version}, its row stands at ${version}` };
    }
  }
  return verified;
}

const THINGS = { case: 'cases', slate: 'slates' } as const;

/** The version of every thing that counts its acts, by its chain. */
async function readVersions(reader: Reader): Promise<Map<string, number>> {
  const versions = new Map<string, number>();
  for (const [name, table] of Object.entries(THINGS)) {
    const rows = await reader.query<{ id: string; version: number }>(`SELECT id, version FROM ${table} ORDER BY id`);
    for (const { id, version } of rows) versions.set(`${name}:${id}`, version);
  }
  return versions;
}
