import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Candidates can be added to a slate handed in; among them somebody who was withdrawn from it and comes back, or who
 * stands for another post too. So a slate may name a person again, and a place on it is what is unique.
 */
export class CandidatesAdded0000000000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const postgres = runner.dataSource.options.type === 'postgres';
    for (const statement of postgres ? ON_POSTGRES : ON_SQLITE) await runner.query(statement);
    await runner.query('CREATE INDEX slates_by_organisation ON slates (organisation_id)');
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only; restore the backup made before the upgrade.');
  }
}

const ON_POSTGRES = [
  'ALTER TABLE candidates DROP CONSTRAINT candidates_slate_id_person_id_key',
  'ALTER TABLE candidates ADD UNIQUE (slate_id, ordinal)',
];

/** SQLite cannot drop a constraint: the table is built anew (https://sqlite.org/lang_altertable.html, section 7). */
const ON_SQLITE = [
  `CREATE TABLE candidates_anew (
    id TEXT PRIMARY KEY,
    slate_id TEXT NOT NULL REFERENCES slates (id),
    ordinal INTEGER NOT NULL,
    person_id TEXT NOT NULL REFERENCES persons (id),
    profile TEXT NOT NULL,
    contact_sealed TEXT,
    posts TEXT NOT NULL,
    full_time INTEGER NOT NULL,
    terms TEXT NOT NULL,
    UNIQUE (slate_id, ordinal)
  )`,
  `INSERT INTO candidates_anew
   SELECT id, slate_id, ordinal, person_id, profile, contact_sealed, posts, full_time, terms FROM candidates`,
  'DROP TABLE candidates',
  'ALTER TABLE candidates_anew RENAME TO candidates',
  'CREATE INDEX candidates_by_person ON candidates (person_id)',
];
