import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The stretches of days in which a deadline's clock ran and was stopped again: without them nobody could say later which
 * days were counted. Of deadlines suspended before, the stretches are not known, only how many days they used.
 */
export class DeadlineSpans0000000000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const text = runner.dataSource.options.type === 'postgres' ? 'TEXT COLLATE "C"' : 'TEXT';
    await runner.query(
      `CREATE TABLE deadline_spans (
        deadline_id ${text} NOT NULL REFERENCES deadlines (id),
        number INTEGER NOT NULL,
        started_on ${text} NOT NULL,
        stopped_on ${text} NOT NULL,
        stopped_by ${text} NOT NULL,
        counted INTEGER NOT NULL,
        PRIMARY KEY (deadline_id, number)
      )`,
    );
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only; restore the backup made before the upgrade.');
  }
}
