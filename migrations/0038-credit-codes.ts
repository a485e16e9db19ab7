import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A body may have its unified social credit code, and an office that employs a candidate says by what it was found. Those found
 * before were found by their names.
 */
export class CreditCodes0000000000038 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const text = runner.dataSource.options.type === 'postgres' ? 'TEXT COLLATE "C"' : 'TEXT';
    await runner.query(`ALTER TABLE bodies ADD COLUMN credit_code ${text}`);
    await runner.query(
      `ALTER TABLE case_employers ADD COLUMN found_by ${text} NOT NULL DEFAULT 'name' CHECK (found_by IN ('credit_code', 'name'))`,
    );
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only; restore the backup made before the upgrade.');
  }
}
