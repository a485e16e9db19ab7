import type { DataSource } from 'typeorm';
import { MIGRATIONS } from '../../migrations/index.js';
import { engineOf } from './dialect.js';

/** Any number will do, as long as every instance takes the same one. */
const LOCK = 4_116_021;

/**
 * Brings the schema to this version, all pending migrations in one transaction. Safe to repeat and safe when several
 * instances start at once: the second waits for the first and finds nothing left to do.
 * @throws if the database was migrated by a newer version of the product.
 */
export async function migrate(dataSource: DataSource, url: string): Promise<void> {
  if (engineOf(url) === 'sqlite') await withSqliteLock(dataSource, () => runOnSqlite(dataSource));
  else await withPostgresLock(dataSource, () => run(dataSource, 'all'));
}

async function run(dataSource: DataSource, transaction: 'none' | 'all'): Promise<void> {
  await refuseNewerSchema(dataSource);
  await dataSource.runMigrations({ transaction });
}

/** Foreign keys are looked at when something was built anew, not at every start: that takes as long as there are rows. */
async function runOnSqlite(dataSource: DataSource): Promise<void> {
  const pending = await dataSource.showMigrations();
  await run(dataSource, 'none');
  if (pending) await refuseLostReferences(dataSource);
}

/** Looks before anything is changed: the newer version's database stays as that version left it. */
async function refuseNewerSchema(dataSource: DataSource): Promise<void> {
  const runner = dataSource.createQueryRunner();
  const migratedBefore = await runner.hasTable('migrations').finally(() => runner.release());
  if (!migratedBefore) return;
  const known = MIGRATIONS.map(({ name }) => name);
  const applied = await dataSource.query<{ name: string }[]>('SELECT name FROM migrations ORDER BY id');
  const unknown = applied.map(({ name }) => name).filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new Error(
      `The database holds the migrations ${unknown.join(', ')}, and the last one that this version of the program knows is ` +
        `${known.at(-1) ?? 'none'}: a newer version has used it. Start that version, or restore the backup made before it.`,
    );
  }
}

/**
 * TypeORM's own transaction would be DEFERRED and lose the race; here the write lock is taken first. Foreign keys rest
 * meanwhile: a table that is built anew is gone for a moment, and others refer to it.
 */
async function withSqliteLock(dataSource: DataSource, work: () => Promise<void>): Promise<void> {
  await dataSource.query('PRAGMA foreign_keys = OFF');
  try {
    await dataSource.query('BEGIN IMMEDIATE');
    try {
      await work();
      await dataSource.query('COMMIT');
    } catch (error) {
      // On a full disk SQLite has rolled back by itself; the first error is the one to tell.
      await dataSource.query('ROLLBACK').catch(() => undefined);
      throw error;
    }
  } finally {
    await dataSource.query('PRAGMA foreign_keys = ON');
  }
}

async function refuseLostReferences(dataSource: DataSource): Promise<void> {
  const lost = await dataSource.query<{ table: string; parent: string }[]>('PRAGMA foreign_key_check');
  const [first] = lost;
  if (!first) return;
  throw new Error(
    `${lost.length} rows of the database refer to rows that are not there, the first from ${first.table} to ` +
      `${first.parent}; nothing was changed. Restore a backup that is whole.`,
  );
}

async function withPostgresLock(dataSource: DataSource, work: () => Promise<void>): Promise<void> {
  const holder = dataSource.createQueryRunner();
  try {
    await holder.query('SELECT pg_advisory_lock($1)', [LOCK]);
    await work();
  } finally {
    await holder.query('SELECT pg_advisory_unlock($1)', [LOCK]).catch(() => undefined);
    await holder.release();
  }
}
