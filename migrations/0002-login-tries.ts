import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often a login was tried lately. Its subjects are hashes: neither logins nor addresses are kept, and no row for long. */
export class LoginTries0000000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const text = runner.dataSource.options.type === 'postgres' ? 'TEXT COLLATE "C"' : 'TEXT';
    await runner.query(
      `CREATE TABLE login_tries (subject ${text} PRIMARY KEY, since ${text} NOT NULL, tries INTEGER NOT NULL)`,
    );
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only; restore the backup made before the upgrade.');
  }
}
