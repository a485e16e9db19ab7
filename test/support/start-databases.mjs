// Jest's global setup: one PostgreSQL server for the whole run; test/support/databases.ts makes a database on it per use.
// Jest runs this file outside its own module system, where TypeScript cannot be imported: hence the compiled copy, which
// npm test has just brought up to date.
import { startPostgres } from '../../dist/test/support/postgres.js';

export default async function startDatabases() {
  const server = await startPostgres();
  process.env.TEST_POSTGRES_URL = server.url; // the workers inherit it
  globalThis.testPostgresServer = server;
}
