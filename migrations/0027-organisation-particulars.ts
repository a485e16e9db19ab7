import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of a foundation, whether it is privately funded; of an institution, whether it is a school. Null: nobody has stated it. */
export class OrganisationParticulars0000000000027 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE organisations ADD COLUMN privately_funded INTEGER');
    await runner.query('ALTER TABLE organisations ADD COLUMN school INTEGER');
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only; restore the backup made before the upgrade.');
  }
}
