import type { DataSource } from 'typeorm';
import { engineOf, type Engine } from './dialect.js';
import { clientOf, poolOf, sayOnPostgres, sayOnSqlite, type Say } from './statements.js';

/** The statements of one reading that belong together. */
export type Reading = Pick<Reader, 'query'>;

/** Reads what is committed; it cannot write. */
export class Reader {
  readonly engine: Engine;
  private readonly say: Say;

  constructor(
    private readonly dataSource: DataSource,
    url: string,
  ) {
    this.engine = engineOf(url);
    this.say = this.engine === 'sqlite' ? sayOnSqlite(dataSource) : sayOnPostgres(poolOf(dataSource));
  }

  async query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return (await this.say(sql, parameters)).rows as Row[];
  }

  /**
   * All that the work reads is as it stood at one instant, whatever is committed meanwhile. On SQLite, where a reader has
   * one connection, nobody else should need what is new on this one until the work ends.
   */
  async atOneInstant<T>(work: (reading: Reading) => Promise<T>): Promise<T> {
    if (this.engine === 'sqlite') return inSnapshot(this.say, 'BEGIN', work);
    const runner = this.dataSource.createQueryRunner();
    try {
      const say = sayOnPostgres(await clientOf(runner));
      return await inSnapshot(say, 'BEGIN ISOLATION LEVEL REPEATABLE READ', work);
    } finally {
      await runner.release();
    }
  }
}

async function inSnapshot<T>(say: Say, begin: string, work: (reading: Reading) => Promise<T>): Promise<T> {
  await say(begin, []);
  try {
    return await work({
      query: async <Row>(sql: string, parameters?: readonly unknown[]) =>
        (await say(sql, parameters ?? [])).rows as Row[],
    });
  } finally {
    // Nothing was written. A lost connection cannot be rolled back, and need not be.
    await say('ROLLBACK', []).catch(() => undefined);
  }
}
