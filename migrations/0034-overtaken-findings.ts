import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The act that corrected the data on which something rested: what was found out, what somebody answered for, what a
 * department was asked. It stays on file, and counts no longer.
 */
export class OvertakenFindings0000000000034 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['findings', 'check_resolutions', 'inquiries'])
      await runner.query(`ALTER TABLE ${table} ADD COLUMN overtaken_in INTEGER`);
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only; restore the backup made before the upgrade.');
  }
}
