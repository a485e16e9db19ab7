import type { Tx } from '../database/transactions.js';
import type { Duty } from '../policy/terms.js';

/** A reminder that was sent: to whom, and when. */
export interface SentReminder {
  readonly reminder: string;
  readonly duty: Duty;
  readonly body: string;
  /** The body sees the case from then on, in a list of its own. */
  readonly escalated: boolean;
  readonly sentAt: string;
}

/** Those that were sent of a deadline, the first first. */
export async function remindersSent(db: Pick<Tx, 'query'>, deadlineId: string): Promise<SentReminder[]> {
  const rows = await db.query<{ reminder: string; duty: Duty; body_id: string; escalated: number; sent_at: string }>(
    'SELECT reminder, duty, body_id, escalated, sent_at FROM reminders WHERE deadline_id = ? ORDER BY sent_at, reminder',
    [deadlineId],
  );
  return rows.map(({ body_id: body, escalated, sent_at: sentAt, ...row }) => ({
    ...row,
    body,
    escalated: escalated === 1,
    sentAt,
  }));
}

export function insertReminder(
  tx: Tx,
  { id, case_id }: { readonly id: string; readonly case_id: string },
  { reminder, duty, body, escalated, sentAt }: SentReminder,
): void {
  tx.send(
    `INSERT INTO reminders (deadline_id, reminder, case_id, duty, body_id, escalated, sent_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    [id, reminder, case_id, duty, body, escalated ? 1 : 0, sentAt],
  );
}
