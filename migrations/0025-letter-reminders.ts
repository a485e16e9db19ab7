import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reminders of letters to departments: of each letter when the next one is due, and those that were sent. */
export class LetterReminders0000000000025 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const text = runner.dataSource.options.type === 'postgres' ? 'TEXT COLLATE "C"' : 'TEXT';
    for (const statement of STATEMENTS) await runner.query(statement.replaceAll('TEXT', text));
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only; restore the backup made before the upgrade.');
  }
}

const STATEMENTS = [
  'ALTER TABLE inquiries ADD COLUMN remind_at TEXT',
  'CREATE INDEX inquiries_to_remind ON inquiries (remind_at) WHERE remind_at IS NOT NULL',
  // A row for each that was sent, so that none is sent twice.
  `CREATE TABLE letter_reminders (
    inquiry_id TEXT NOT NULL REFERENCES inquiries (id),
    reminder TEXT NOT NULL,
    duty TEXT NOT NULL,
    sent_at TEXT NOT NULL,
    PRIMARY KEY (inquiry_id, reminder)
  )`,
];
