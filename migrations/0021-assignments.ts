import type { MigrationInterface, QueryRunner } from 'typeorm';

/** To whom a case is assigned at a step, in which duty of which body; cases from before are assigned to nobody. */
export class Assignments0000000000021 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const text = runner.dataSource.options.type === 'postgres' ? 'TEXT COLLATE "C"' : 'TEXT';
    await runner.query(ASSIGNMENTS.replaceAll('TEXT', text));
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only; restore the backup made before the upgrade.');
  }
}

// A row an assignment, with the numbers of the acts that began and ended it.
const ASSIGNMENTS = `CREATE TABLE assignments (
  case_id TEXT NOT NULL REFERENCES cases (id),
  number INTEGER NOT NULL,
  official_id TEXT NOT NULL REFERENCES officials (id),
  body_id TEXT NOT NULL REFERENCES bodies (id),
  duty TEXT NOT NULL CHECK (duty IN ('handler', 'approver')),
  place TEXT NOT NULL,
  ended_in INTEGER,
  PRIMARY KEY (case_id, number)
)`;
