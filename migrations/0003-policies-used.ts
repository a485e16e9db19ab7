import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which text of a policy version cases are judged under: an edited file is found out at the next start. */
export class PoliciesUsed0000000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const text = runner.dataSource.options.type === 'postgres' ? 'TEXT COLLATE "C"' : 'TEXT';
    await runner.query(
      `CREATE TABLE policies_used (policy_id ${text} PRIMARY KEY, digest ${text} NOT NULL, since ${text} NOT NULL)`,
    );
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only; restore the backup made before the upgrade.');
  }
}
