import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Papers that say less than what was found against a candidate, or than what a department answered: on record beside it, and
 * nothing in what the checks come to. All that tells of a person is sealed.
 */
export class Papers0000000000043 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const postgres = runner.dataSource.options.type === 'postgres';
    await runner.query(postgres ? PAPERS.replaceAll('TEXT', 'TEXT COLLATE "C"') : PAPERS);
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only; restore the backup made before the upgrade.');
  }
}

const PAPERS = `CREATE TABLE papers (
  case_id TEXT NOT NULL REFERENCES cases (id),
  number INTEGER NOT NULL,
  check_name TEXT NOT NULL,
  sealed TEXT NOT NULL,
  PRIMARY KEY (case_id, number, check_name)
)`;
