import type { MigrationInterface, QueryRunner } from 'typeorm';

/** For what is looked up by a column that had no index, so that it does not take longer with every year of rows. */
export class Indexes0000000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of INDEXES) await runner.query(statement);
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only; restore the backup made before the upgrade.');
  }
}

const INDEXES = [
  'CREATE INDEX objections_by_case ON objections (case_id)',
  'CREATE INDEX notices_by_issuer ON notices (issuer_body_id)',
  'CREATE INDEX candidates_by_person ON candidates (person_id)',
  'CREATE INDEX outbox_delivered ON outbox (delivered_at) WHERE delivered_at IS NOT NULL',
];
