import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of a candidate who was named in the place of another one of the same slate: whom they replace. */
export class ReplacedCandidates0000000000022 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const text = runner.dataSource.options.type === 'postgres' ? 'TEXT COLLATE "C"' : 'TEXT';
    await runner.query(`ALTER TABLE candidates ADD COLUMN replaces_id ${text} REFERENCES candidates (id)`);
    await runner.query('CREATE INDEX candidates_replaces ON candidates (replaces_id)');
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only; restore the backup made before the upgrade.');
  }
}
