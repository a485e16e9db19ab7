import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What is checked of a candidate: what was declared for it, what others answered, what the checks came to when somebody
 * decided, and which of them an official resolved. All that tells of a person is sealed.
 */
export class Checks0000000000009 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const text = runner.dataSource.options.type === 'postgres' ? 'TEXT COLLATE "C"' : 'TEXT';
    for (const statement of STATEMENTS) await runner.query(statement.replaceAll('TEXT', text));
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only; restore the backup made before the upgrade.');
  }
}

const STATEMENTS = [
  'ALTER TABLE candidates ADD COLUMN declaration_sealed TEXT',
  'ALTER TABLE slates ADD COLUMN particulars TEXT',
  // One row a check and act; the latest act counts, and what it took the place of stays.
  `CREATE TABLE findings (
    case_id TEXT NOT NULL REFERENCES cases (id),
    number INTEGER NOT NULL,
    check_name TEXT NOT NULL,
    sealed TEXT NOT NULL,
    PRIMARY KEY (case_id, number, check_name)
  )`,
  // What the checks came to at an act, as whoever decided had it before them.
  `CREATE TABLE verdicts (
    case_id TEXT NOT NULL REFERENCES cases (id),
    number INTEGER NOT NULL,
    sealed TEXT NOT NULL,
    PRIMARY KEY (case_id, number)
  )`,
  // For one verdict: the index is keyed, over rule, result and facts. Another verdict has to be resolved anew.
  `CREATE TABLE check_resolutions (
    case_id TEXT NOT NULL REFERENCES cases (id),
    number INTEGER NOT NULL,
    rule TEXT NOT NULL,
    verdict_index TEXT NOT NULL,
    PRIMARY KEY (case_id, number)
  )`,
];
