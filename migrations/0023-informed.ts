import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How a candidate was told of the processing of their data: the version of the text, and the day. Null: nothing was stated. */
export class Informed0000000000023 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const text = runner.dataSource.options.type === 'postgres' ? 'TEXT COLLATE "C"' : 'TEXT';
    await runner.query(`ALTER TABLE candidates ADD COLUMN informed ${text}`);
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only; restore the backup made before the upgrade.');
  }
}
