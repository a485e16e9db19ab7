import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { readConfig } from '../config.js';
import { entriesOfExport } from '../audit/read-export.js';
import { verifyDatabase } from '../audit/verify-database.js';
import { verifyAll } from '../audit/verify.js';
import { openReader } from '../database/data-sources.js';
import { Reader } from '../database/reader.js';
import { openOneIdentity } from '../people/person-row.js';
import { readKeys, type Keys } from '../protected-fields/keys.js';
import { UnsealError } from '../protected-fields/seal.js';

/**
 * `npm run verify-audit` re-derives every chain of the database that DATABASE_URL names, and compares the chains with
 * the rows; what was said in words too, if the key file (KEY_FILE) can be read. `npm run verify-audit -- --export FILE`
 * re-derives those of an export (JSON lines), without any database.
 * Exit code 0: everything fits. 1: the first entry of each chain that does not fit is named. 2: it could not be checked.
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
    for (const { chain, seq, why } of [result, ...result.further]) {
      console.error(`DOES NOT FIT  ${chain} entry ${seq}: ${why}.`);
    }
    return 1;
  }
  console.log(`${result.chains} chains with ${result.entries} entries: every one fits.`);
  if ('words' in result) console.log(result.words);
  return 0;
}

const linesOf = (file: string) => createInterface({ input: createReadStream(file, 'utf8') });

async function verifyOwnDatabase() {
  const { databaseUrl, keyFile } = readConfig();
  const source = await openReader(databaseUrl, 2);
  try {
    const reader = new Reader(source, databaseUrl);
    const keys = keysOf(keyFile);
    if (keys) await assertKeysFit(reader, keys, keyFile);
    const verified = await verifyDatabase(reader, keys);
    if ('why' in verified) return verified;
    const erased = `; the openings of ${verified.erased} entries are erased`;
    const words = keys
      ? `compared with their commitments${erased}`
      : `NOT compared: no key file can be read at ${keyFile}`;
    return { ...verified, words: `Words (reasons, remarks, profiles, names): ${words}.` };
  } finally {
    await source.destroy();
  }
}

/** None also when the file is not for this user: an auditor may be let at the database and not at the keys. */
function keysOf(keyFile: string): Keys | undefined {
  try {
    return readKeys(keyFile);
  } catch (error) {
    if ((error as { code?: unknown }).code === 'EACCES') return undefined;
    throw error;
  }
}

/** Else every opening would seem to be changed, and the record of another database would be called wrong. */
async function assertKeysFit(reader: Reader, keys: Keys, keyFile: string): Promise<void> {
  try {
    await openOneIdentity(reader, keys);
  } catch (error) {
    if (!(error instanceof UnsealError)) throw error;
    throw new Error(`the key file ${keyFile} does not open what is sealed in this database; set KEY_FILE to its own`);
  }
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(`The record could not be checked: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(2);
  },
);
