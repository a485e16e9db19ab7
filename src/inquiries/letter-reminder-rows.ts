import { marks } from '../database/dialect.js';
import type { Tx } from '../database/transactions.js';
import type { Duty } from '../policy/terms.js';
import { COLUMNS, inquiryFrom, type InquiryColumns, type SentInquiry } from './inquiry-row.js';

/** A reminder that a department was sent of a letter. */
export interface LetterReminder {
  readonly reminder: string;
  readonly duty: Duty;
  readonly sentAt: string;
}

/** Before its end a letter is open, after it it is marked as late: what is due earlier comes earlier, also when nobody looked for days. */
const DUE = `status = 'open' AND provisional = 0 AND remind_at <= ?
  AND ((overdue_in IS NULL AND remind_at < due_at) OR (overdue_in IS NOT NULL AND remind_at >= due_at))`;

/** The letters of which a department is to be reminded at an instant, the first due first. */
export const lettersToRemind = (
  db: Pick<Tx, 'query'>,
  at: string,
  limit: number,
): Promise<{ readonly id: string; readonly case_id: string }[]> =>
  db.query(`SELECT id, case_id FROM inquiries WHERE ${DUE} ORDER BY remind_at, id LIMIT ?`, [at, limit]);

/** One of them, if it still is. */
export async function letterToRemind(tx: Tx, id: string, at: string): Promise<SentInquiry | undefined> {
  const [row] = await tx.query<InquiryColumns>(`SELECT ${COLUMNS} FROM inquiries WHERE id = ? AND ${DUE}`, [id, at]);
  return row && inquiryFrom(row);
}

/** By the letter: those that were sent, the first first. */
export async function letterReminders(
  db: Pick<Tx, 'query'>,
  inquiries: readonly string[],
): Promise<ReadonlyMap<string, readonly LetterReminder[]>> {
  if (inquiries.length === 0) return new Map();
  const rows = await db.query<{ inquiry_id: string; reminder: string; duty: Duty; sent_at: string }>(
    `SELECT inquiry_id, reminder, duty, sent_at FROM letter_reminders WHERE inquiry_id IN (${marks(inquiries)})
     ORDER BY sent_at, reminder`,
    inquiries,
  );
  const of = (id: string) => rows.filter(({ inquiry_id }) => inquiry_id === id);
  return new Map(
    inquiries.map((id) => [id, of(id).map(({ reminder, duty, sent_at: sentAt }) => ({ reminder, duty, sentAt }))]),
  );
}

/** @param next when the one after it is due */
export function insertLetterReminder(
  tx: Tx,
  inquiry: string,
  { reminder, duty, sentAt }: LetterReminder,
  next: string | null,
): void {
  tx.send('INSERT INTO letter_reminders (inquiry_id, reminder, duty, sent_at) VALUES (?, ?, ?, ?)', [
    inquiry,
    reminder,
    duty,
    sentAt,
  ]);
  tx.send('UPDATE inquiries SET remind_at = ? WHERE id = ?', [next, inquiry]);
}
