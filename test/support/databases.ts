// A fresh, empty database for a test, on either engine. Knows nothing of the application: a test gets an engine and a URL,
// exactly what the settings of the application hold.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe } from '@jest/globals';
import { Client, type QueryResultRow } from 'pg';

export type Engine = 'sqlite' | 'postgres';

export interface TestDatabase {
  readonly engine: Engine;
  /** file:<path> or postgres://… */
  readonly url: string;
  /** Also when connections are still open; a second call does nothing. */
  drop(): Promise<void>;
}

/**
 * Declares the same tests for SQLite and for PostgreSQL. `open` makes another fresh database at every call, to be used in
 * hooks and tests; what a test does not drop is dropped after its `afterAll`s.
 */
export function describeOnBothDatabases(
  name: string,
  declareTests: (open: () => Promise<TestDatabase>, engine: Engine) => void,
): void {
  for (const engine of ['sqlite', 'postgres'] as const) {
    describe(`${name} (${engine})`, () => {
      const opened: TestDatabase[] = [];
      declareTests(async () => {
        const database = await openTestDatabase(engine);
        opened.push(database);
        return database;
      }, engine);
      afterAll(async () => {
        for (const database of opened) await database.drop();
      });
    });
  }
}

/** For tests that need only one engine; they drop it themselves. */
export function openTestDatabase(engine: Engine): Promise<TestDatabase> {
  return engine === 'sqlite' ? openSqlite() : openPostgres();
}

async function openSqlite(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'renxuan-test-'));
  return {
    engine: 'sqlite',
    url: `file:${join(folder, 'test.db')}`,
    drop: () => rm(folder, { recursive: true, force: true }),
  };
}

async function openPostgres(): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await onServer(`CREATE DATABASE ${name}`);
  const url = new URL(serverUrl());
  url.pathname = name;
  return {
    engine: 'postgres',
    url: url.href,
    async drop() {
      await onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}

/** Says one statement to the PostgreSQL server of the tests. @param url of a database on it, if it matters which */
export async function onServer<Row extends QueryResultRow>(statement: string, url = serverUrl()): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
}

function serverUrl(): string {
  const url = process.env['TEST_POSTGRES_URL'];
  if (url === undefined)
    throw new Error('No PostgreSQL for the tests: test/support/start-databases.mjs starts it; run npm test');
  return url;
}
