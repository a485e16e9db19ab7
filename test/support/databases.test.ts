// Proves the ground the other tests stand on, with the bare drivers.
import { existsSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { Client } from 'pg';
import { describeOnBothDatabases, openTestDatabase } from './databases.js';

async function query(url: string, statement: string): Promise<unknown[]> {
  if (url.startsWith('file:')) {
    const database = new Database(url.slice('file:'.length));
    try {
      const prepared = database.prepare(statement);
      return prepared.reader ? prepared.all() : [prepared.run()];
    } finally {
      database.close();
    }
  }
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows as unknown[];
  } finally {
    await client.end();
  }
}

describeOnBothDatabases('a test database', (open, engine) => {
  it('answers', async () => {
    const database = await open();
    expect(database.engine).toBe(engine);
    expect(await query(database.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('is a fresh one at every call', async () => {
    const [first, second] = [await open(), await open()];
    for (const { url } of [first, second]) await query(url, 'create table places (name text)');
  });

  it('keeps text of any plane as it was written', async () => {
    const { url } = await open();
    expect(await query(url, `select '𠮷·é' as name`)).toEqual([{ name: '𠮷·é' }]);
  });

  it('can be dropped twice', async () => {
    const database = await open();
    await database.drop();
    await database.drop();
  });
});

it('a dropped SQLite database leaves no file', async () => {
  const database = await openTestDatabase('sqlite');
  await query(database.url, 'create table places (name text)');
  const path = database.url.slice('file:'.length);
  expect(existsSync(path)).toBe(true);
  await database.drop();
  expect(existsSync(path)).toBe(false);
});

it('a dropped PostgreSQL database is gone, though a connection was open', async () => {
  const database = await openTestDatabase('postgres');
  const idle = new Client({ connectionString: database.url });
  idle.on('error', () => undefined); // the server ends this connection: that is the point
  await idle.connect();
  await database.drop();
  await expect(query(database.url, 'select 1')).rejects.toThrow(/does not exist/);
  await idle.end().catch(() => undefined);
});
