// Jest's global setup: one PostgreSQL server for the whole run, on which test/support/databases.ts makes a database per use,
// and a folder for databases to copy (test/support/furnished.ts).
// Jest runs this file outside its own module system, where TypeScript cannot be imported: hence the compiled copy, which
// npm test has just brought up to date.
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../../dist/test/support/postgres.js';

export default async function startDatabases() {
  const server = await startPostgres();
  process.env.TEST_POSTGRES_URL = server.url; // the workers inherit it
  globalThis.testPostgresServer = server;
  process.env.TEST_TEMPLATES = await mkdtemp(join(tmpdir(), 'renxuan-templates-'));
}
