import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the unit and the candidate say to an opinion that is intended (陈述申辩), under the act that brought it. */
export class Statements0000000000015 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const text = runner.dataSource.options.type === 'postgres' ? 'TEXT COLLATE "C"' : 'TEXT';
    await runner.query(STATEMENTS.replaceAll('TEXT', text));
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only; restore the backup made before the upgrade.');
  }
}

const STATEMENTS = `CREATE TABLE statements (
  case_id TEXT NOT NULL REFERENCES cases (id),
  number INTEGER NOT NULL,
  side TEXT NOT NULL CHECK (side IN ('unit', 'candidate')),
  received_on TEXT NOT NULL,
  channel TEXT CHECK (channel IN ('letter', 'visit', 'telephone', 'email')),
  text_sealed TEXT NOT NULL,
  PRIMARY KEY (case_id, number, side)
)`;
