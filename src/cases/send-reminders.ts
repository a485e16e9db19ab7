import type { Recorder } from '../audit/record.js';
import type { Reader } from '../database/reader.js';
import type { Tx } from '../database/transactions.js';
import type { Clock } from '../kernel/clock.js';
import { isRefusal, refuse } from '../kernel/refusal.js';
import { enqueue } from '../outbox/enqueue.js';
import { THE_CLOCK } from '../policy/actor.js';
import type { Reminder } from '../policy/reminder.js';
import { nextReminder } from '../policy/reminders.js';
import type { Duty } from '../policy/terms.js';
import { findCaseForChange, showToBody, type Case } from './case-row.js';
import { remindAt, type DeadlineColumns } from './deadlines.js';
import type { PolicyBook } from './policy-book.js';
import { insertReminder, remindersSent } from './reminder-rows.js';

/** As many reminders as are looked at in one go. */
const AT_ONCE = 200;

/** Before its end a deadline runs, after it it has passed: what is due earlier comes earlier, also when nobody looked for days. */
const DUE = `remind_at <= ? AND ((status = 'running' AND provisional = 0 AND remind_at < due_at)
  OR (status = 'passed' AND remind_at >= due_at))`;

/** Whom a reminder goes to. */
interface Recipient {
  readonly body: string;
  readonly duty: Duty;
  readonly escalated: boolean;
}

/**
 * Sends the reminders that are due (催办): each once a deadline, with an entry of the case's chain by the clock and a message
 * for outside. It is no act: the case stays at its version, and whoever was about to decide need not look again.
 */
export class SendReminders {
  constructor(
    private readonly recorder: Recorder,
    private readonly reader: Reader,
    private readonly book: PolicyBook,
    private readonly clock: Clock,
  ) {}

  /** @param ending aborted when the program ends @returns how many were sent */
  async execute(ending?: AbortSignal): Promise<number> {
    let sent = 0;
    for (;;) {
      if (ending?.aborted) return sent;
      const due = await this.reader.query<Pick<DeadlineColumns, 'id' | 'case_id'>>(
        `SELECT id, case_id FROM deadlines WHERE ${DUE} ORDER BY remind_at, id LIMIT ?`,
        [this.clock.now(), AT_ONCE],
      );
      const answers = await Promise.all(
        due.map((deadline) => this.recorder.write(undefined, (tx, at) => this.remind(tx, deadline, at))),
      );
      const done = answers.filter((answer) => !isRefusal(answer)).length;
      sent += done;
      // A deadline may have another one that is due by now: it comes after this one.
      if (done === 0) return sent;
    }
  }

  private async remind(tx: Tx, { id, case_id }: Pick<DeadlineColumns, 'id' | 'case_id'>, at: string) {
    const row = await findCaseForChange(tx, case_id);
    const [deadline] = await tx.query<DeadlineColumns>(`SELECT * FROM deadlines WHERE id = ? AND ${DUE}`, [id, at]);
    if (!row || !deadline) return refuse('not_found');
    const { policy } = this.book.track(row.policyId, row.courseId);
    const { period, unit, started_on: startedOn, due_on: dueOn } = deadline;
    const calendar = this.book.calendarOf(deadline.calendar);
    const budget = { unit, startedOn, dueOn, provisional: false };
    const sent = (await remindersSent(tx, id)).map(({ reminder }) => reminder);
    const due = nextReminder(calendar, policy.reminders ?? [], { period, ...budget }, sent);
    if (!due) return refuse('not_found');
    const { reminder } = due;
    const { body, duty, escalated } = recipientOf(reminder, row);
    insertReminder(tx, deadline, { reminder: reminder.id, body, duty, escalated, sentAt: at });
    const next = remindAt(calendar, policy, period, budget, [...sent, reminder.id]);
    tx.send('UPDATE deadlines SET remind_at = ? WHERE id = ?', [next, id]);
    if (escalated) showToBody(tx, case_id, body, at);
    const act = escalated ? 'escalate' : 'remind';
    const told = { reminder: reminder.id, period, dueOn, body, duty };
    enqueue(tx, { topic: `case.${act}`, subject: `case:${case_id}`, payload: told }, at);
    const facts = { ...told, version: row.version };
    return {
      answer: { case: case_id },
      facts: [{ chain: `case:${case_id}`, act, by: THE_CLOCK, facts }] as const,
    };
  }
}

/** Where nobody stands above who is late, those who decide there are told. */
export function recipientOf({ to, nextInLine = [] }: Reminder, row: Pick<Case, 'bodies' | 'turnBodyId'>): Recipient {
  const { bodies, turnBodyId } = row;
  const submitting = bodies.submitting_body;
  const late = turnBodyId ?? submitting;
  if (to === 'submitters') return { body: submitting, duty: 'submitter', escalated: false };
  if (to === 'handlers') return { body: late, duty: 'handler', escalated: false };
  const next =
    to === 'next_in_line'
      ? nextInLine
          .map((which) => bodies[which])
          .find((body) => body !== undefined && body !== late && body !== submitting)
      : undefined;
  return { body: next ?? late, duty: 'approver', escalated: next !== undefined };
}
