import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether a candidate said, with a statement, all that they want to say: they need not wait for the end of the period. */
export class LastStatements0000000000033 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE statements ADD COLUMN is_last INTEGER NOT NULL DEFAULT 0');
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only; restore the backup made before the upgrade.');
  }
}
