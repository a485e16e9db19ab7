import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether an account's password was given by somebody else, and has still to be changed by its owner. */
export class GivenPasswords0000000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE officials ADD COLUMN password_given INTEGER NOT NULL DEFAULT 0');
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only; restore the backup made before the upgrade.');
  }
}
