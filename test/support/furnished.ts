// Databases with the demonstration in them: migrated and filled once by each worker of Jest, and copied from then on. To
// migrate, and to hash the passwords of all accounts, took longer than most tests do.
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SeededAccount } from '../../src/cli/seed-demo.js';
import { onServer, openTestDatabase, type TestDatabase } from './databases.js';

/** Fills an empty database by means of the product itself. @returns the accounts, with their passwords */
export type Furnish = (database: TestDatabase, keyFile: string) => Promise<readonly SeededAccount[]>;

/**
 * Makes an empty database one with the demonstration in it, and its key file the one that belongs to that. One in which
 * there is something already is left alone.
 * @returns its accounts; none of one that was left alone
 */
export async function furnished(
  database: TestDatabase,
  keyFile: string,
  furnish: Furnish,
): Promise<readonly SeededAccount[]> {
  if (!(await isEmpty(database)) || existsSync(keyFile)) return [];
  const folder = join(templates(), database.engine);
  const accounts = join(folder, 'accounts.json');
  if (!existsSync(accounts)) await makeTemplate(database.engine, folder, furnish);
  await copyFile(join(folder, 'keys.json'), keyFile);
  if (database.engine === 'sqlite') await copyFile(join(folder, 'demo.db'), pathOf(database));
  else await replaceBy(templateName(), nameOf(database));
  return JSON.parse(await readFile(accounts, 'utf8')) as SeededAccount[];
}

async function makeTemplate(engine: TestDatabase['engine'], folder: string, furnish: Furnish): Promise<void> {
  await mkdir(folder, { recursive: true });
  const made = await openTestDatabase(engine);
  const accounts = await furnish(made, join(folder, 'keys.json'));
  if (engine === 'sqlite') {
    await rename(pathOf(made), join(folder, 'demo.db'));
    await made.drop();
  } else await onServer(`ALTER DATABASE ${nameOf(made)} RENAME TO ${templateName()}`);
  // Last: with it the template is there.
  await writeFile(join(folder, 'accounts.json'), JSON.stringify(accounts));
}

/** What a run keeps for each of its workers, which take the test files one after the other. */
const worker = (): string => process.env['JEST_WORKER_ID'] ?? '1';
const templateName = (): string => `template_${worker()}`;

function templates(): string {
  const folder = process.env['TEST_TEMPLATES'];
  if (folder === undefined)
    throw new Error('No folder for databases to copy: test/support/start-databases.mjs makes it; run npm test');
  return join(folder, worker());
}

const pathOf = ({ url }: TestDatabase): string => url.slice('file:'.length);
const nameOf = ({ url }: TestDatabase): string => new URL(url).pathname.slice(1);

async function isEmpty(database: TestDatabase): Promise<boolean> {
  if (database.engine === 'sqlite') return !existsSync(pathOf(database));
  const [row] = await onServer<{ tables: number }>(
    "SELECT count(*)::int AS tables FROM pg_tables WHERE schemaname = 'public'",
    database.url,
  );
  return row?.tables === 0;
}

async function replaceBy(template: string, name: string): Promise<void> {
  await onServer(`DROP DATABASE ${name} WITH (FORCE)`);
  await onServer(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy`);
}
