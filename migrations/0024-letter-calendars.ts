import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A letter to a department keeps by which calendar its last day was counted; those sent before, by the national one. */
export class LetterCalendars0000000000024 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const text = runner.dataSource.options.type === 'postgres' ? 'TEXT COLLATE "C"' : 'TEXT';
    await runner.query(`ALTER TABLE inquiries ADD COLUMN calendar ${text}`);
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only; restore the backup made before the upgrade.');
  }
}
