import { once } from 'node:events';
import { readConfig } from '../config.js';
import { allEntries } from '../audit/read-audit.js';
import { openReader } from '../database/data-sources.js';
import { Reader } from '../database/reader.js';

/** `npm run -s export > record.jsonl`: every audit entry, a line of JSON each, without the openings of commitments. */
async function main(): Promise<void> {
  const { databaseUrl } = readConfig();
  const source = await openReader(databaseUrl, 2);
  for await (const entry of allEntries(new Reader(source, databaseUrl))) {
    if (!process.stdout.write(`${JSON.stringify(entry)}\n`)) await once(process.stdout, 'drain');
  }
  await source.destroy();
}

main().catch((error: unknown) => {
  console.error(`The record could not be exported: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});
