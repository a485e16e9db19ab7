import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Everybody who wrote a slate, also those who only changed a draft: none of them takes part in the review. */
export class SlateEditors0000000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const text = runner.dataSource.options.type === 'postgres' ? 'TEXT COLLATE "C"' : 'TEXT';
    await runner.query(
      `CREATE TABLE slate_editors (
        slate_id ${text} NOT NULL REFERENCES slates (id),
        official_id ${text} NOT NULL REFERENCES officials (id),
        body_id ${text} NOT NULL REFERENCES bodies (id),
        PRIMARY KEY (slate_id, official_id)
      )`,
    );
    await runner.query(
      'INSERT INTO slate_editors (slate_id, official_id, body_id) SELECT id, drafted_by, submitting_body_id FROM slates',
    );
    // A period that passed makes a rejection final; until then a rejection only became overdue.
    await runner.query(`UPDATE deadlines SET when_passed = 'final' WHERE period = 'reconsideration'`);
    // The numbers of notices begin with the name of their issuer, and must tell two issuers apart.
    await runner.query('CREATE UNIQUE INDEX bodies_by_name ON bodies (name)');
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only; restore the backup made before the upgrade.');
  }
}
