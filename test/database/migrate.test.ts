// One schema, reached from nothing, by any number of processes at once, and never by an older program from a newer one.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { MIGRATIONS } from '../../migrations/index.js';
import { openReader, openWriter } from '../../src/database/data-sources.js';
import { engineOf } from '../../src/database/dialect.js';
import { migrate } from '../../src/database/migrate.js';
import { Reader } from '../../src/database/reader.js';
import { describeOnBothDatabases, openTestDatabase, type Engine, type TestDatabase } from '../support/databases.js';
import { runCommand, TEST_OF_PROGRAMS_MS } from './command.js';
import { contentsOf, openMigrated, tablesOf } from './opened.js';

const KNOWN = MIGRATIONS.map(({ name }) => name);
const NEWER = 'FromTheFuture9999999999999';

/** Whatever the database holds, a migrated one or not. */
async function look<T>({ url }: TestDatabase, at: (reader: Reader) => Promise<T>): Promise<T> {
  const source = await openReader(url, 1);
  try {
    return await at(new Reader(source, url));
  } finally {
    await source.destroy();
  }
}

const applied = async (reader: Reader): Promise<string[]> =>
  (await reader.query<{ name: string }>('SELECT name FROM migrations ORDER BY id')).map(({ name }) => name);

async function change({ url }: TestDatabase, ...statements: string[]): Promise<void> {
  const writer = await openWriter(url, 1);
  try {
    for (const statement of statements) await writer.query(statement);
  } finally {
    await writer.destroy();
  }
}

const migrated = async (database: TestDatabase): Promise<void> => {
  await (await openMigrated(database)).close();
};

/** Table, column, and type as both engines call it. */
const COLUMNS: Record<Engine, string> = {
  sqlite: `SELECT t.name || '.' || c.name || ' ' || c.type AS described FROM sqlite_master t, pragma_table_info(t.name) c
    WHERE t.type = 'table'`,
  postgres: `SELECT table_name || '.' || column_name || ' ' || upper(data_type) AS described
    FROM information_schema.columns WHERE table_schema = 'public'`,
};
const INDEXES: Record<Engine, string> = {
  sqlite: `SELECT tbl_name || ' ' || name AS described FROM sqlite_master
    WHERE type = 'index' AND name NOT LIKE 'sqlite_%'`,
  postgres: `SELECT i.tablename || ' ' || i.indexname AS described FROM pg_indexes i
    LEFT JOIN pg_constraint c ON c.conname = i.indexname
    WHERE i.schemaname = 'public' AND c.conname IS NULL`,
};

/** Makes the schema as the first so many migrations left it, noted as TypeORM notes them. */
async function stopAt({ url }: TestDatabase, last: number): Promise<void> {
  const writer = await openWriter(url, 2);
  const id = engineOf(url) === 'sqlite' ? 'INTEGER PRIMARY KEY AUTOINCREMENT' : 'SERIAL PRIMARY KEY';
  await writer.query(`CREATE TABLE migrations (id ${id}, timestamp BIGINT NOT NULL, name VARCHAR NOT NULL)`);
  const runner = writer.createQueryRunner();
  for (const Migration of MIGRATIONS.slice(0, last)) {
    await new Migration().up(runner);
    await writer.query(
      `INSERT INTO migrations (timestamp, name) VALUES (${Number(Migration.name.slice(-13))}, '${Migration.name}')`,
    );
  }
  await runner.release();
  await writer.destroy();
}

const OF_VERSION_6 = [
  `INSERT INTO bodies (id, name, jurisdiction, kinds, created_at) VALUES ('b', 'b', '330000', '[]', '')`,
  `INSERT INTO officials (id, login, name, password_hash, active, version, created_at)
   VALUES ('o', 'o', 'o', '', 1, 1, '')`,
  `INSERT INTO organisations (id, name, kind, jurisdiction, regime, charity, industry_association, bodies, version, created_at)
   VALUES ('g', 'g', 'social_group', '330000', 'dual_management', 0, 0, '{}', 1, '')`,
  `INSERT INTO persons (id, identity_type, identity_index, identity_sealed, created_at) VALUES ('p', 'resident_id', 'i', 's', '')`,
  `INSERT INTO slates (id, organisation_id, occasion, term_number, election_date, submitting_body_id, drafted_by, state, version,
     created_at) VALUES ('s', 'g', 're_election', 1, '', 'b', 'o', 'submitted', 2, '')`,
  `INSERT INTO candidates (id, slate_id, ordinal, person_id, profile, posts, full_time, terms)
   VALUES ('k', 's', 0, 'p', '{}', '[]', 0, '{}')`,
  `INSERT INTO cases (id, slate_id, candidate_id, organisation_id, posts, policy_id, course_id, bodies, state, context, version,
     overdue, ended, created_at, updated_at)
   VALUES ('c', 's', 'k', 'g', '[]', 'p', 'c', '{}', 'draft', '{}', 1, 0, 0, '', '')`,
];

/**
 * Keeps PostgreSQL from making the first table, so that every process stands at its beginning before one of them goes on;
 * on SQLite eight processes meet often enough by themselves.
 * @returns waits until so many sessions wait, and lets them go
 */
async function holdBack({ url }: TestDatabase, sessions: number): Promise<() => Promise<void>> {
  const [holder, observer] = [new Client({ connectionString: url }), new Client({ connectionString: url })];
  await Promise.all([holder.connect(), observer.connect()]);
  await holder.query('BEGIN');
  await holder.query('CREATE TABLE migrations (name TEXT)');
  const waiting = async () => {
    const { rows } = await observer.query<{ count: number }>(
      `SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return rows[0]?.count ?? 0;
  };
  return async () => {
    while ((await waiting()) < sessions);
    await holder.query('ROLLBACK');
    await Promise.all([holder.end(), observer.end()]);
  };
}

describeOnBothDatabases('the schema', (open, engine) => {
  it('is made from nothing, and every migration is noted', async () => {
    const database = await open();
    await migrated(database);
    expect(await look(database, applied)).toEqual(KNOWN);
    expect(await look(database, tablesOf)).toEqual(expect.arrayContaining(['audit_entries', 'cases', 'outbox']));
  });

  it('stays as it is when it is made a second time, with all that is in it', async () => {
    const database = await open();
    await migrated(database);
    const statement = `INSERT INTO bodies (id, name, jurisdiction, kinds, created_at) VALUES ('b', 'b', '330000', '[]', '')`;
    await change(database, statement);
    const before = await look(database, contentsOf);
    await migrated(database);
    expect(await look(database, contentsOf)).toEqual(before);
    expect(before['bodies']).toHaveLength(1);
  });

  it('is brought up from version 6 with the candidates and cases in it', async () => {
    const database = await open();
    await stopAt(database, 6);
    await change(database, ...OF_VERSION_6);
    await migrated(database);
    const contents = await look(database, contentsOf);
    expect([contents['candidates']?.length, contents['cases']?.length]).toEqual([1, 1]);
    const orphan = `INSERT INTO cases SELECT 'other', slate_id, 'nobody', organisation_id, posts, policy_id, course_id, bodies, state,
      context, version, turn_body_id, due_at, overdue, ended, created_at, updated_at, regime, jurisdiction FROM cases`;
    await expect(change(database, orphan)).rejects.toThrow(/foreign key/i);
    const again = `INSERT INTO candidates SELECT 'again', slate_id, 1, person_id, profile, contact_sealed, posts, full_time, terms,
      declaration_sealed, NULL, informed FROM candidates WHERE id = 'k'`;
    await change(database, again);
    await expect(change(database, again.replace('again', 'third'))).rejects.toThrow(/unique/i);
  });

  it(
    'is made once by eight processes that start at once, and all of them succeed',
    async () => {
      const database = await open();
      const letThemGo = engine === 'postgres' ? await holdBack(database, 8) : undefined;
      const settings = { DATABASE_URL: database.url };
      const eight = Array.from({ length: 8 }, () => runCommand('cli/migrate', settings));
      await letThemGo?.();
      const succeeded = { code: 0, output: 'The schema is up to date.\n' };
      expect(await Promise.all(eight)).toEqual(eight.map(() => succeeded));
      expect(await look(database, applied)).toEqual(KNOWN);
    },
    TEST_OF_PROGRAMS_MS,
  );

  describe('of a newer version', () => {
    let folder: string;
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'renxuan-newer-'));
    });
    afterAll(() => rmSync(folder, { recursive: true }));

    const newer = `INSERT INTO migrations (timestamp, name) VALUES (9999999999999, '${NEWER}')`;

    it(
      'is refused: the start of the program names what the database holds and what the program knows',
      async () => {
        const database = await open();
        await migrated(database);
        await change(database, newer);
        const settings = { DATABASE_URL: database.url, KEY_FILE: join(folder, 'keys.json'), PORT: '0' };
        const { code, output } = await runCommand('main', settings);
        expect(code).toBe(1);
        expect(output).toContain(`The database holds the migrations ${NEWER}, `);
        expect(output).toContain(`the last one that this version of the program knows is ${KNOWN.at(-1) ?? ''}`);
        expect(output).toContain('Start that version, or restore the backup made before it.');
      },
      TEST_OF_PROGRAMS_MS,
    );

    it('is refused before anything is changed in it', async () => {
      const database = await open();
      // Of the migrations this program would run, none has been.
      const names = 'id INTEGER PRIMARY KEY, timestamp BIGINT NOT NULL, name VARCHAR NOT NULL';
      await change(
        database,
        `CREATE TABLE migrations (${names})`,
        newer.replace('(timestamp', '(id, timestamp').replace('(9', '(1, 9'),
      );
      const writer = await openWriter(database.url, 2);
      await expect(migrate(writer, database.url)).rejects.toThrow(NEWER);
      await writer.destroy();
      expect(await look(database, tablesOf)).toEqual(['migrations']);
    });
  });
});

describe('both engines', () => {
  const described = async (engine: Engine, statements: Record<Engine, string>) => {
    const database = await openTestDatabase(engine);
    await migrated(database);
    const rows = await look(database, (reader) => reader.query<{ described: string }>(statements[engine]));
    await database.drop();
    // TypeORM's own table has types of its own on each.
    const columns = rows.map((row) => row.described);
    return columns.filter((column) => !/^(migrations|sqlite_sequence)\./.test(column)).sort();
  };

  it.each([
    ['tables and columns, of the same types', COLUMNS],
    ['indexes', INDEXES],
  ])('have the same %s', async (_what, statements) => {
    const onSqlite = await described('sqlite', statements);
    expect(onSqlite.length).toBeGreaterThan(10);
    expect(await described('postgres', statements)).toEqual(onSqlite);
  });
});

describe('the writer on SQLite', () => {
  it('keeps what it acknowledged through a loss of power, and rows that belong together: WAL, FULL, foreign keys', async () => {
    const database = await openTestDatabase('sqlite');
    const opened = await openMigrated(database);
    const { writer } = opened;
    const pragma = async (name: string) => (await writer.query<Record<string, unknown>[]>(`PRAGMA ${name}`))[0]?.[name];
    expect([await pragma('journal_mode'), await pragma('synchronous'), await pragma('foreign_keys')]).toEqual([
      'wal',
      2,
      1,
    ]);
    const orphan = `INSERT INTO mandates (official_id, body_id, duty) VALUES ('nobody', 'nowhere', 'handler')`;
    await expect(writer.query(orphan)).rejects.toThrow(/FOREIGN KEY/);
    await opened.close();
    await database.drop();
  });
});

describeOnBothDatabases('the reader', (open) => {
  it('cannot write', async () => {
    const database = await open();
    await migrated(database);
    await look(database, async (reader) => {
      await expect(reader.query(`DELETE FROM bodies`)).rejects.toThrow(/read-?only/);
    });
  });
});
