import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type BetterSqlite3 from 'better-sqlite3';
// Not from the package's index, which loads all of it: that takes twice as long, a tenth of a start.
import { DataSource } from 'typeorm/data-source/DataSource.js';
import { MIGRATIONS } from '../../migrations/index.js';
import { engineOf } from './dialect.js';

/** Milliseconds a second process may wait for SQLite's write lock, or a command for a free PostgreSQL connection. */
const WAIT_MS = 10_000;

const sqlitePath = (url: string) => resolve(url.slice('file:'.length));

/** Hears that PostgreSQL dropped a connection nobody was using. */
type Lost = (error: Error) => void;

/**
 * The connection that writes. On SQLite there is exactly one, in WAL mode with `synchronous=FULL`, so that an
 * acknowledged act survives a loss of power (TypeORM's own `enableWAL` would leave NORMAL).
 * @param url `file:<path>` or `postgres://…`
 * @param connections at most this many PostgreSQL connections
 * @param lost a command that ends soon need not listen
 */
export async function openWriter(url: string, connections: number, lost?: Lost): Promise<DataSource> {
  if (engineOf(url) === 'sqlite') {
    const database = sqlitePath(url);
    mkdirSync(dirname(database), { recursive: true });
    return new DataSource({
      type: 'better-sqlite3',
      database,
      timeout: WAIT_MS,
      migrations: MIGRATIONS,
      statementCacheSize: 500,
      prepareDatabase: (db: BetterSqlite3.Database) => {
        db.pragma('journal_mode = WAL');
        db.pragma('synchronous = FULL');
        db.pragma('foreign_keys = ON');
        // Without it INSERT OR REPLACE would remove rows past the triggers that make the record append-only.
        db.pragma('recursive_triggers = ON');
      },
    }).initialize();
  }
  // Statements may be sent before those before them are answered: `Tx.send`.
  return postgres(url, connections, MIGRATIONS, { pipeline: true }, lost);
}

/** The connection that reads: it cannot write, and on SQLite it does not see what the writer has not committed. */
export async function openReader(url: string, connections: number, lost?: Lost): Promise<DataSource> {
  if (engineOf(url) === 'sqlite') {
    return new DataSource({
      type: 'better-sqlite3',
      database: sqlitePath(url),
      readonly: true,
      timeout: WAIT_MS,
      statementCacheSize: 500,
    }).initialize();
  }
  return postgres(url, connections, [], { options: '-c default_transaction_read_only=on' }, lost);
}

function postgres(url: string, connections: number, migrations: typeof MIGRATIONS, extra: object, lost?: Lost) {
  return new DataSource({
    type: 'postgres',
    url,
    migrations,
    poolSize: connections,
    connectTimeoutMS: WAIT_MS,
    extra,
    // A dropped idle connection is an event of the pool, not the end of the process; the next query opens a new one.
    poolErrorHandler: (error: Error) => lost?.(error),
  }).initialize();
}
