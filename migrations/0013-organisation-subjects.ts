import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What an organisation that was renamed, or given another code, is and was called, to compare with the interests of
 * officials: it is the same organisation. Of changes from before nothing is kept here.
 */
export class OrganisationSubjects0000000000013 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const text = runner.dataSource.options.type === 'postgres' ? 'TEXT COLLATE "C"' : 'TEXT';
    await runner.query(ORGANISATION_SUBJECTS.replaceAll('TEXT', text));
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only; restore the backup made before the upgrade.');
  }
}

const ORGANISATION_SUBJECTS = `CREATE TABLE organisation_subjects (
  organisation_id TEXT NOT NULL REFERENCES organisations (id),
  subject TEXT NOT NULL,
  PRIMARY KEY (organisation_id, subject)
)`;
