import type BetterSqlite3 from 'better-sqlite3';
import type { ClientBase, Pool } from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';
import { placeholders } from './dialect.js';

export interface Result {
  readonly rows: readonly unknown[];
  /** Rows that the statement changed. */
  readonly changed: number;
}

/**
 * Says one statement to the driver itself, prepared. TypeORM opens, migrates and closes our connections; but its query
 * runner tells subscribers we have not, and has PostgreSQL parse and plan every statement anew (docs/benchmarks.md).
 * @throws StatementError
 */
export type Say = (sql: string, parameters: readonly unknown[]) => Promise<Result>;

/** A statement that failed, without its parameters: they may hold anything. */
class StatementError extends Error {
  constructor(readonly driverError: Error) {
    super(driverError.message);
    this.name = 'StatementError';
  }
}

/** Statements kept prepared. Ours are about a hundred; only one that holds a list has as many forms as the list lengths. */
const MOST_PREPARED = 500;

/** @param source of SQLite, which has one connection */
export function sayOnSqlite(source: DataSource): Say {
  const { databaseConnection: database } = source.driver as unknown as { databaseConnection: BetterSqlite3.Database };
  const prepared = new Map<string, BetterSqlite3.Statement>();
  const statementFor = (sql: string): BetterSqlite3.Statement => {
    const statement = prepared.get(sql) ?? database.prepare(sql);
    if (prepared.size < MOST_PREPARED) prepared.set(sql, statement);
    return statement;
  };
  return async (sql, parameters) => {
    try {
      const statement = statementFor(sql);
      return statement.reader
        ? { rows: statement.all(...parameters), changed: 0 }
        : { rows: [], changed: statement.run(...parameters).changes };
    } catch (error) {
      throw new StatementError(error as Error);
    }
  };
}

/**
 * As `sayOnSqlite`, for the connection that writes: outside a transaction it says nothing but the beginning of one. On a
 * full disk SQLite undoes and ends a transaction by itself; what was sent behind the statement that failed would then be
 * stored, each statement alone.
 */
export function sayInTransactionOnSqlite(source: DataSource): Say {
  const { databaseConnection: database } = source.driver as unknown as { databaseConnection: BetterSqlite3.Database };
  const say = sayOnSqlite(source);
  return (sql, parameters) =>
    database.inTransaction || /^(BEGIN|ROLLBACK)/.test(sql)
      ? say(sql, parameters)
      : Promise.reject(new StatementError(new Error('The database has given the transaction up.')));
}

const names = new Map<string, string>();

/** The name under which each connection keeps a statement; none when there are too many to keep. */
function nameOf(sql: string): string | undefined {
  if (!names.has(sql) && names.size < MOST_PREPARED) names.set(sql, `statement_${names.size + 1}`);
  return names.get(sql);
}

/** @param connection a client, for a transaction; or the pool, when any client will do */
export function sayOnPostgres(connection: ClientBase | Pool): Say {
  return async (sql, parameters) => {
    const name = parameters.length > 0 ? nameOf(sql) : undefined;
    const query = { text: placeholders('postgres', sql), values: [...parameters] };
    try {
      const { rows, rowCount } = await connection.query<object>(name === undefined ? query : { ...query, name });
      return { rows, changed: rowCount ?? 0 };
    } catch (error) {
      throw new StatementError(error as Error);
    }
  };
}

/** The pool behind a PostgreSQL source. */
export const poolOf = (source: DataSource): Pool => (source.driver as unknown as { master: Pool }).master;

/** The client that a query runner of a PostgreSQL source holds, and watches, until it is released. */
export const clientOf = async (runner: QueryRunner): Promise<ClientBase> => (await runner.connect()) as ClientBase;
