import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Which check somebody answered for: what they answered for is told in no other review of the person. Of what was answered for
 * before, nobody knows which it was but with the key, so it goes on being told.
 */
export class ResolvedChecks0000000000044 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const postgres = runner.dataSource.options.type === 'postgres';
    await runner.query(`ALTER TABLE check_resolutions ADD COLUMN check_name TEXT${postgres ? ' COLLATE "C"' : ''}`);
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only; restore the backup made before the upgrade.');
  }
}
