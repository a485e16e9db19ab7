import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { readConfig } from '../config.js';
import { entriesOfExport } from '../audit/read-export.js';
import { verifyDatabase } from '../audit/verify-database.js';
import { verifyAll } from '../audit/verify.js';
import { openReader } from '../database/data-sources.js';
import { Reader } from '../database/reader.js';

/**
 * `npm run verify-audit` re-derives every chain of the database that DATABASE_URL names, and compares the chains with
 * the rows. `npm run verify-audit -- --export FILE` does so for an export (JSON lines), without any database.
 * Exit code 0: everything fits. 1: the first entry that does not fit is named. 2: it could not be checked.
 */
async function main(args: readonly string[]): Promise<number> {
  const [option, file] = args;
  if (option !== undefined && (option !== '--export' || file === undefined)) {
    console.error('Usage: npm run verify-audit            the database of DATABASE_URL');
    console.error('       npm run verify-audit -- --export FILE   an export');
    return 2;
  }
  const result = file === undefined ? await verifyOwnDatabase() : await verifyAll(entriesOfExport(linesOf(file)));
  if ('why' in result) {
    console.error(`DOES NOT FIT  ${result.chain} entry ${result.seq}: ${result.why}.`);
    return 1;
  }
  console.log(`${result.chains} chains with ${result.entries} entries: every one fits.`);
  return 0;
}

const linesOf = (file: string) => createInterface({ input: createReadStream(file, 'utf8') });

async function verifyOwnDatabase() {
  const { databaseUrl } = readConfig();
  const source = await openReader(databaseUrl, 2);
  try {
    return await verifyDatabase(new Reader(source, databaseUrl));
  } finally {
    await source.destroy();
  }
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(`The record could not be checked: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(2);
  },
);
