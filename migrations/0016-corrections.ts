import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was asked to be corrected of a candidate, and what stood there before (更正, PIPL art. 46): nothing is overwritten unseen. */
export class Corrections0000000000016 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const text = runner.dataSource.options.type === 'postgres' ? 'TEXT COLLATE "C"' : 'TEXT';
    for (const statement of STATEMENTS) await runner.query(statement.replaceAll('TEXT', text));
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only; restore the backup made before the upgrade.');
  }
}

const STATEMENTS = [
  `CREATE TABLE corrections (
    case_id TEXT NOT NULL REFERENCES cases (id),
    asked_in INTEGER NOT NULL,
    candidate_id TEXT NOT NULL REFERENCES candidates (id),
    asked_at TEXT NOT NULL,
    asked_sealed TEXT NOT NULL,
    before_sealed TEXT,
    concluded_in INTEGER,
    outcome TEXT CHECK (outcome IN ('made', 'refused')),
    PRIMARY KEY (case_id, asked_in)
  )`,
  'CREATE INDEX corrections_by_candidate ON corrections (candidate_id)',
];
