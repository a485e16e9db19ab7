import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The offices that employ the candidate of a case, and whether the policy keeps their officials from it. Of cases submitted
 * before, none: their policy said nothing of it.
 */
export class CaseEmployers0000000000030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const text = runner.dataSource.options.type === 'postgres' ? 'TEXT COLLATE "C"' : 'TEXT';
    await runner.query(CASE_EMPLOYERS.replaceAll('TEXT', text));
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only; restore the backup made before the upgrade.');
  }
}

const CASE_EMPLOYERS = `CREATE TABLE case_employers (
  case_id TEXT NOT NULL REFERENCES cases (id),
  body_id TEXT NOT NULL REFERENCES bodies (id),
  number INTEGER NOT NULL,
  bars INTEGER NOT NULL CHECK (bars IN (0, 1)),
  PRIMARY KEY (case_id, body_id)
)`;
