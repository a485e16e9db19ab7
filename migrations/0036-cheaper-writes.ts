import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What every act writes, into fewer trees. A case has few deadlines, and their states change with each act: an index over
 * the state is moved twice an act and spares nothing. And of the kept answers, which are found by their key alone, SQLite
 * need not keep a table beside that key; PostgreSQL has no other kind.
 */
export class CheaperWrites0000000000036 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const postgres = runner.dataSource.options.type === 'postgres';
    for (const statement of [...DEADLINES, ...(postgres ? [] : ANSWERS)]) await runner.query(statement);
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only; restore the backup made before the upgrade.');
  }
}

const DEADLINES = ['DROP INDEX deadlines_by_case', 'CREATE INDEX deadlines_of_case ON deadlines (case_id)'];

const ANSWERS = [
  'ALTER TABLE idempotency_keys RENAME TO idempotency_keys_before',
  `CREATE TABLE idempotency_keys (
    actor TEXT NOT NULL,
    idempotency_key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    answer TEXT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (actor, idempotency_key)
  ) WITHOUT ROWID`,
  'INSERT INTO idempotency_keys SELECT actor, idempotency_key, fingerprint, answer, created_at FROM idempotency_keys_before',
  'DROP TABLE idempotency_keys_before',
  'CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at)',
];
