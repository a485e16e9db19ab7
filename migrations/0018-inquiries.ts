import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What departments are asked about candidates: the letters as they were sent, and what became of each. Which department a
 * body is that can be asked; those entered before say none, and are asked nothing until another is entered.
 */
export class Inquiries0000000000018 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const text = runner.dataSource.options.type === 'postgres' ? 'TEXT COLLATE "C"' : 'TEXT';
    for (const statement of STATEMENTS) await runner.query(statement.replaceAll('TEXT', text));
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only; restore the backup made before the upgrade.');
  }
}

const STATEMENTS = [
  'ALTER TABLE bodies ADD COLUMN department TEXT',
  // A row a letter: the acts that sent it, found it overdue, and ended it (answered, taken back, or its step was left).
  `CREATE TABLE inquiries (
    id TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES cases (id),
    inquiry TEXT NOT NULL,
    step TEXT NOT NULL,
    from_body_id TEXT NOT NULL REFERENCES bodies (id),
    body_id TEXT NOT NULL REFERENCES bodies (id),
    questions TEXT NOT NULL,
    letter_sealed TEXT NOT NULL,
    suspends TEXT CHECK (suspends IN ('until_answered', 'until_overdue')),
    sent_in INTEGER NOT NULL,
    sent_at TEXT NOT NULL,
    due_on TEXT NOT NULL,
    due_at TEXT NOT NULL,
    provisional INTEGER NOT NULL,
    overdue_in INTEGER,
    status TEXT NOT NULL CHECK (status IN ('open', 'answered', 'taken_back', 'closed')),
    ended_in INTEGER,
    ended_at TEXT,
    answer_sealed TEXT,
    version INTEGER NOT NULL
  )`,
  'CREATE INDEX inquiries_by_case ON inquiries (case_id, id)',
  'CREATE INDEX inquiries_by_body ON inquiries (body_id, id)',
  `CREATE INDEX inquiries_due ON inquiries (due_at) WHERE status = 'open' AND overdue_in IS NULL`,
];
