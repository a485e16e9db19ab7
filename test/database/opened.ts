import type { DataSource } from 'typeorm';
import { openReader, openWriter } from '../../src/database/data-sources.js';
import { migrate } from '../../src/database/migrate.js';
import { Reader } from '../../src/database/reader.js';
import { WriteDoor } from '../../src/database/transactions.js';
import type { Engine, TestDatabase } from '../support/databases.js';

/** A migrated database with its door and its reader, put together as the application does it. */
export interface Opened {
  readonly engine: Engine;
  readonly url: string;
  readonly writer: DataSource;
  readonly door: WriteDoor;
  readonly reader: Reader;
  close(): Promise<void>;
}

/** PostgreSQL connections for writing, as many as the application takes by default. */
const CONNECTIONS = 10;

export async function openMigrated({ engine, url }: TestDatabase): Promise<Opened> {
  const writer = await openWriter(url, CONNECTIONS);
  await migrate(writer, url);
  const readingSource = await openReader(url, CONNECTIONS);
  const door = new WriteDoor(writer, url);
  return {
    engine,
    url,
    writer,
    door,
    reader: new Reader(readingSource, url),
    async close() {
      await door.close();
      await readingSource.destroy();
      await writer.destroy();
    },
  };
}

const TABLES = {
  sqlite: `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
  postgres: `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY table_name`,
};

export const tablesOf = async (reader: Reader): Promise<string[]> =>
  (await reader.query<{ name: string }>(TABLES[reader.engine])).map(({ name }) => name);

/** Every committed row of the database as text, by table, so that two moments can be compared. */
export async function contentsOf(reader: Reader): Promise<Record<string, string[]>> {
  const contents: Record<string, string[]> = {};
  for (const table of await tablesOf(reader)) {
    contents[table] = (await reader.query(`SELECT * FROM ${table}`)).map((row) => JSON.stringify(row)).sort();
  }
  return contents;
}
