import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who is away, from which day to which, and who acts in their place. What a delegate did names both; of acts and
 * signatures from before nobody was a delegate.
 */
export class Absences0000000000014 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const text = runner.dataSource.options.type === 'postgres' ? 'TEXT COLLATE "C"' : 'TEXT';
    for (const statement of STATEMENTS) await runner.query(statement.replaceAll('TEXT', text));
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only; restore the backup made before the upgrade.');
  }
}

const STATEMENTS = [
  // Days in China, the first and the last one included. No body: all duties of review; no duty: all of them at the body.
  `CREATE TABLE absences (
    id TEXT PRIMARY KEY,
    official_id TEXT NOT NULL REFERENCES officials (id),
    from_day TEXT NOT NULL,
    to_day TEXT NOT NULL,
    body_id TEXT REFERENCES bodies (id),
    duty TEXT CHECK (duty IN ('handler', 'approver')),
    delegate_id TEXT REFERENCES officials (id),
    declared_by TEXT NOT NULL REFERENCES officials (id),
    reason_sealed TEXT,
    declared_at TEXT NOT NULL,
    ended_at TEXT
  )`,
  'CREATE INDEX absences_by_official ON absences (official_id, to_day)',
  'CREATE INDEX absences_by_delegate ON absences (delegate_id, to_day) WHERE delegate_id IS NOT NULL',
  'ALTER TABLE case_acts ADD COLUMN on_behalf_of TEXT',
  'ALTER TABLE signatures ADD COLUMN on_behalf_of TEXT REFERENCES officials (id)',
];
