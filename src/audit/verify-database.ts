import type { Misfit } from './chain.js';
import { allEntries } from './read-audit.js';
import { verifyAll, type Verified } from './verify.js';
import type { Reader } from '../database/reader.js';

/**
 * Re-derives every chain of a database and compares its end with the rows: entries cut off at the end of a chain leave
 * a chain that is right in itself, but shorter than the case it tells of.
 */
export async function verifyDatabase(reader: Reader): Promise<Misfit | Verified> {
  const verified = await verifyAll(allEntries(reader));
  if ('why' in verified) return verified;
  for (const [table, name] of [
    ['cases', 'case'],
    ['slates', 'slate'],
  ] as const) {
    const rows = await reader.query<{ id: string; version: number }>(`SELECT id, version FROM ${table} ORDER BY id`);
    for (const { id, version } of rows) {
      const chain = `${name}:${id}`;
      const last = verified.lastEntries.get(chain);
      if (!last) return { chain, seq: 0, why: `the ${name} is there, but nothing tells of it` };
      if (last.version !== null && last.version !== version) {
        return { chain, seq: last.seq, why: `it tells of version ${last.version}, the ${name} stands at ${version}` };
      }
    }
  }
  return verified;
}
