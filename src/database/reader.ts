import type { DataSource } from 'typeorm';
import { engineOf, placeholders, type Engine } from './dialect.js';

/** Reads what is committed; it cannot write. */
export class Reader {
  readonly engine: Engine;

  constructor(
    private readonly dataSource: DataSource,
    url: string,
  ) {
    this.engine = engineOf(url);
  }

  async query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return this.dataSource.query<Row[]>(placeholders(this.engine, sql), [...parameters]);
  }
}
