import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A waiver names the interests it is for, so that it covers none that is declared after it. Waivers from before cover
 * recusals alone: an interest keeps its holder from the case again until it is waived by name.
 */
export class WaivedInterests0000000000012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const text = runner.dataSource.options.type === 'postgres' ? 'TEXT COLLATE "C"' : 'TEXT';
    await runner.query(WAIVED_INTERESTS.replaceAll('TEXT', text));
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only; restore the backup made before the upgrade.');
  }
}

const WAIVED_INTERESTS = `CREATE TABLE waived_interests (
  case_id TEXT NOT NULL REFERENCES cases (id),
  number INTEGER NOT NULL,
  interest_id TEXT NOT NULL REFERENCES interests (id),
  PRIMARY KEY (case_id, number, interest_id)
)`;
