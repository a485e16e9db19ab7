import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the route of a case was chosen from: the organisation may get another regime, or move, and the case goes on as it
 * began. Of cases from before the organisation as it is now is the best that is known.
 */
export class ChosenFrom0000000000017 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const text = runner.dataSource.options.type === 'postgres' ? 'TEXT COLLATE "C"' : 'TEXT';
    for (const column of ['regime', 'jurisdiction']) {
      await runner.query(`ALTER TABLE cases ADD COLUMN ${column} ${text}`);
      await runner.query(
        `UPDATE cases SET ${column} = (SELECT o.${column} FROM organisations o WHERE o.id = cases.organisation_id)`,
      );
    }
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only; restore the backup made before the upgrade.');
  }
}
