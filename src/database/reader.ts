import type { DataSource } from 'typeorm';
import { engineOf, type Engine } from './dialect.js';
import { poolOf, sayOnPostgres, sayOnSqlite, type Say } from './statements.js';

/** Reads what is committed; it cannot write. */
export class Reader {
  readonly engine: Engine;
  private readonly say: Say;

  constructor(dataSource: DataSource, url: string) {
    this.engine = engineOf(url);
    this.say = this.engine === 'sqlite' ? sayOnSqlite(dataSource) : sayOnPostgres(poolOf(dataSource));
  }

  async query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return (await this.say(sql, parameters)).rows as Row[];
  }
}
