import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A resolution is for a verdict, which its index names. The name of the rule beside it told, to everybody who reads the
 * table, which check of a candidate had been no pass.
 */
export class ResolvedVerdicts0000000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE check_resolutions DROP COLUMN rule');
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only; restore the backup made before the upgrade.');
  }
}
