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

/** Constraints over running numbers: of two that took the same next number at once, the second takes the one after. */
const RUNNING_NUMBERS = ['audit_entries_pkey', 'notices_number_key'];

/** Serialisation failure, deadlock, or a running number taken meanwhile: the same work is done again from the top. */
export function asksForRetry(error: unknown): boolean {
  const code = (error as DriverError | undefined)?.driverError?.code;
  return code === '40001' || code === '40P01' || RUNNING_NUMBERS.includes(brokenUniqueness(error) ?? '');
}
