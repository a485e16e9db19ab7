import type { StoredEntry } from './chain.js';

/**
 * The entries of an export: a line of JSON each, blank lines aside (docs/audit-format.md).
 * @throws naming the first line that is no entry
 */
export async function* entriesOfExport(lines: AsyncIterable<string>): AsyncGenerator<StoredEntry> {
  let number = 0;
  for await (const line of lines) {
    number += 1;
    if (line.trim() === '') continue;
    const entry = entryIn(line);
    if (!entry) throw new Error(`line ${number} of the export is not an entry with chain, seq, entry and hash`);
    yield entry;
  }
}

function entryIn(line: string): StoredEntry | undefined {
  try {
    const { chain, seq, entry, hash } = JSON.parse(line) as Record<keyof StoredEntry, unknown>;
    const texts = typeof chain === 'string' && typeof entry === 'string' && typeof hash === 'string';
    return texts && typeof seq === 'number' ? { chain, seq, entry, hash } : undefined;
  } catch {
    return undefined; // not JSON, or null, which has no fields
  }
}
