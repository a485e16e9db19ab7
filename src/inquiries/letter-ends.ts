import type { Tx } from '../database/transactions.js';
import { COLUMNS, inquiryFrom, type InquiryColumns, type SentInquiry } from './inquiry-row.js';

/** Reminders of what is about to be late come first, also when nobody looked for days. */
const LATE = `status = 'open' AND overdue_in IS NULL AND provisional = 0 AND due_at <= ?
  AND (remind_at IS NULL OR remind_at >= due_at)`;

/** Marks a letter that is overdue at an instant, once. @returns the letter, as it stands now */
export async function markInquiryOverdue(
  tx: Tx,
  id: string,
  number: number,
  at: string,
): Promise<SentInquiry | undefined> {
  const [row] = await tx.query<InquiryColumns>(
    `UPDATE inquiries SET overdue_in = ?, version = version + 1
     WHERE id = ? AND ${LATE} RETURNING ${COLUMNS}`,
    [number, id, at],
  );
  return row && inquiryFrom(row);
}

/** The letters that are overdue at an instant and not marked yet, the first due first. */
export const overdueInquiries = (
  db: Pick<Tx, 'query'>,
  at: string,
  limit: number,
): Promise<{ readonly id: string; readonly case_id: string }[]> =>
  db.query(
    `SELECT id, case_id FROM inquiries WHERE ${LATE}
     ORDER BY due_at, id LIMIT ?`,
    [at, limit],
  );

/** A letter, the policy whose period it has, and the calendar that its department has now. */
export interface CountedLetter {
  readonly letter: SentInquiry;
  readonly policyId: string;
  readonly calendarNow: string | null;
}

/**
 * Open letters whose end may be another one: it rests on a year without a calendar, or the department has a calendar of its
 * own, or had. @param after the last id looked at
 */
export async function lettersToRecount(db: Pick<Tx, 'query'>, after: string, limit: number): Promise<CountedLetter[]> {
  const rows = await db.query<InquiryColumns & { policy_id: string; calendar_now: string | null }>(
    `SELECT ${COLUMNS}, (SELECT c.policy_id FROM cases c WHERE c.id = case_id) AS policy_id,
       (SELECT b.calendar FROM bodies b WHERE b.id = body_id) AS calendar_now FROM inquiries
     WHERE status = 'open' AND overdue_in IS NULL AND inquiries.id > ? AND (provisional = 1 OR inquiries.calendar IS NOT NULL
       OR EXISTS (SELECT 1 FROM bodies b WHERE b.id = body_id AND b.calendar IS NOT NULL))
     ORDER BY id LIMIT ?`,
    [after, limit],
  );
  return rows.map((row) => ({ letter: inquiryFrom(row), policyId: row.policy_id, calendarNow: row.calendar_now }));
}

/** Another end of a letter that stands as it was read. @returns whether it does */
export async function setInquiryEnd(
  tx: Tx,
  { id, version }: Pick<SentInquiry, 'id' | 'version'>,
  end: Pick<SentInquiry, 'dueOn' | 'dueAt' | 'provisional' | 'calendar' | 'remindAt'>,
): Promise<boolean> {
  const changed = await tx.execute(
    `UPDATE inquiries SET due_on = ?, due_at = ?, provisional = ?, calendar = ?, remind_at = ?, version = version + 1
     WHERE id = ? AND version = ? AND status = 'open'`,
    [end.dueOn, end.dueAt, end.provisional ? 1 : 0, end.calendar, end.remindAt, id, version],
  );
  return changed === 1;
}
