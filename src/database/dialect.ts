/** The two engines, and every place where their SQL differs. Statements are written once, with `?` for parameters. */
export type Engine = 'sqlite' | 'postgres';

/** @param url `file:<path>` or `postgres://…` */
export function engineOf(url: string): Engine {
  if (url.startsWith('file:')) return 'sqlite';
  if (url.startsWith('postgres://') || url.startsWith('postgresql://')) return 'postgres';
  throw new Error(
    `DATABASE_URL begins with neither "file:" nor "postgres://"; write file:./var/renxuan.db or postgres://user:password@host:5432/name.`,
  );
}

/** Locks the selected rows until the transaction ends. SQLite has one writer, so its rows are locked already. */
export const forUpdate = (engine: Engine): string => (engine === 'postgres' ? ' FOR UPDATE' : '');

/**
 * A SELECT, put together once, that keeps the rows of these tables as they are until the transaction ends, for as many as want to; in
 * this order, so that who changes them in it is waited for and not met half-way. PostgreSQL locks no row that a UNION, or the other
 * side of an outer join, gave.
 */
export const keeping = (select: string, ...aliases: readonly string[]): Readonly<Record<Engine, string>> => ({
  sqlite: select,
  postgres: `${select} FOR SHARE OF ${aliases.join(', ')}`,
});

const numbered = new Map<string, string>();

/** PostgreSQL wants `$1, $2, …`. No statement of ours holds a question mark in a literal. */
export function placeholders(engine: Engine, sql: string): string {
  if (engine === 'sqlite') return sql;
  let text = numbered.get(sql);
  if (text === undefined) {
    let n = 0;
    text = sql.replaceAll('?', () => `$${++n}`);
    numbered.set(sql, text);
  }
  return text;
}

/** `?, ?, ?` for a list of values. */
export const marks = (values: readonly unknown[]): string => values.map(() => '?').join(', ');

interface DriverError {
  readonly code?: string;
  readonly constraint?: string;
  readonly message?: string;
  readonly driverError?: DriverError;
}

/** The table and columns, or the constraint, that a statement's failure was about; null if it was no uniqueness failure. */
export function brokenUniqueness(error: unknown): string | null {
  const cause = (error as DriverError | undefined)?.driverError;
  if (cause?.code === '23505') return cause.constraint ?? '';
  if (cause?.code === 'SQLITE_CONSTRAINT_UNIQUE' || cause?.code === 'SQLITE_CONSTRAINT_PRIMARYKEY') {
    return cause.message ?? '';
  }
  return null;
}

/** The one uniqueness that is not tried again: a key that is taken has an answer to give (audit/record). */
const IDEMPOTENCY_KEYS = 'idempotency_keys_pkey';

/**
 * Whether PostgreSQL wants the same work again from the top: a serialisation failure, a deadlock, or something unique
 * that another transaction took in the meantime. Tried again, the work finds it there: it takes the next number of a
 * chain, or refuses a login that is taken, as it would have done a moment later.
 */
export function asksForRetry(error: unknown): boolean {
  const code = (error as DriverError | undefined)?.driverError?.code;
  const taken = brokenUniqueness(error);
  return code === '40001' || code === '40P01' || (taken !== null && taken !== IDEMPOTENCY_KEYS);
}

/** Codes of PostgreSQL (class 08, 3D000, 53300, 57P01–57P03), of the network, and of SQLite without disk, lock or file. */
const GONE =
  /^(08...|3D000|53300|57P0[1-3]|ECONN\w+|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN|SQLITE_(FULL|BUSY|CANTOPEN|IOERR).*)$/;
/** What the PostgreSQL driver says without a code. */
const GONE_WORDS =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/;

/** Whether the database could not be reached, or was lost on the way: what became of the statement is not known then. */
export function databaseGone(error: unknown): boolean {
  const cause = (error as DriverError | undefined)?.driverError ?? (error as DriverError | undefined);
  return GONE.test(cause?.code ?? '') || GONE_WORDS.test(cause?.message ?? '');
}
