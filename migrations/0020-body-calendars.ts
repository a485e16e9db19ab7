import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A body may have a calendar of its own over the national one; a deadline keeps by which it was counted. */
export class BodyCalendars0000000000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const text = runner.dataSource.options.type === 'postgres' ? 'TEXT COLLATE "C"' : 'TEXT';
    for (const table of ['bodies', 'deadlines']) await runner.query(`ALTER TABLE ${table} ADD COLUMN calendar ${text}`);
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only; restore the backup made before the upgrade.');
  }
}
