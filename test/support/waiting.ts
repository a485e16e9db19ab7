import { Client } from 'pg';
import type { TestDatabase } from './databases.js';

/** For tests of who waits for whom on PostgreSQL, without sleeping: connections beside those of the house. */
export interface Beside {
  /** Keeps rows in a transaction of its own. */
  readonly keeper: Client;
  /**
   * Asks the server until so many wait there for what another keeps, with a statement that has these words.
   * @param over whether there is nobody left who could
   */
  untilWaiting(words: string, over: () => boolean, howMany?: number): Promise<void>;
  end(): Promise<void>;
}

const WAITING = `SELECT 1 FROM pg_stat_activity
  WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE $1`;

export async function connectBeside({ url }: TestDatabase): Promise<Beside> {
  // Within a transaction the server answers such a question once, so the one who asks has none.
  const [keeper, watching] = [new Client({ connectionString: url }), new Client({ connectionString: url })];
  await Promise.all([keeper.connect(), watching.connect()]);
  return {
    keeper,
    async untilWaiting(words, over, howMany = 1) {
      while (((await watching.query(WAITING, [`%${words}%`])).rowCount ?? 0) < howMany) {
        if (over()) throw new Error(`Nobody waited with ${words}.`);
      }
    },
    async end() {
      await Promise.all([keeper.end(), watching.end()]);
    },
  };
}

/** Begins something. @returns it, and whether it is over */
export function begun<T>(doing: Promise<T>): { readonly doing: Promise<T>; readonly over: () => boolean } {
  let over = false;
  return { doing: doing.finally(() => (over = true)), over: () => over };
}
