import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Reminders of periods that are about to pass, or have: of each deadline when the next one is due, and those that were
 * sent. And for which reason of the policy a clock was stopped; of those stopped before, it stands with the act alone.
 */
export class Reminders0000000000019 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const text = runner.dataSource.options.type === 'postgres' ? 'TEXT COLLATE "C"' : 'TEXT';
    for (const statement of STATEMENTS) await runner.query(statement.replaceAll('TEXT', text));
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only; restore the backup made before the upgrade.');
  }
}

const STATEMENTS = [
  'ALTER TABLE deadlines ADD COLUMN remind_at TEXT',
  'CREATE INDEX deadlines_to_remind ON deadlines (remind_at) WHERE remind_at IS NOT NULL',
  // A row for each that was sent, so that none is sent twice; escalated: the body sees the case in a list of its own.
  `CREATE TABLE reminders (
    deadline_id TEXT NOT NULL REFERENCES deadlines (id),
    reminder TEXT NOT NULL,
    case_id TEXT NOT NULL REFERENCES cases (id),
    duty TEXT NOT NULL,
    body_id TEXT NOT NULL REFERENCES bodies (id),
    escalated INTEGER NOT NULL,
    sent_at TEXT NOT NULL,
    PRIMARY KEY (deadline_id, reminder)
  )`,
  'CREATE INDEX reminders_by_case ON reminders (case_id)',
  'CREATE INDEX reminders_escalated ON reminders (body_id, case_id) WHERE escalated = 1',
  'ALTER TABLE deadline_spans ADD COLUMN reason_code TEXT',
];
