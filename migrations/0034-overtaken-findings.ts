import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The act that corrected the data by which something had been found out: the finding stays on file, and counts no longer. */
export class OvertakenFindings0000000000034 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE findings ADD COLUMN overtaken_in INTEGER');
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only; restore the backup made before the upgrade.');
  }
}
