import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The few acts that record a vote: a roster asks each of its cases whether there was one. */
export class VotesOfCases0000000000035 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query("CREATE INDEX votes_of_cases ON case_acts (case_id) WHERE act = 'record_election'");
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only; restore the backup made before the upgrade.');
  }
}
