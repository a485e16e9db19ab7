import type { Recorder } from '../audit/record.js';
import type { Reader } from '../database/reader.js';
import type { Tx } from '../database/transactions.js';
import type { Clock } from '../kernel/clock.js';
import { isRefusal, refuse } from '../kernel/refusal.js';
import { enqueue } from '../outbox/enqueue.js';
import { THE_CLOCK } from '../policy/actor.js';
import { addPeriod, dateInChina, endOfDayInChina, type PeriodEnd } from '../policy/working-days.js';
import { findCaseForChange } from './case-row.js';
import { remindAt, type DeadlineColumns } from './deadlines.js';
import type { PolicyBook } from './policy-book.js';
import type { RecomputeInquiries } from './recompute-inquiries.js';
import { remindersSent } from './reminder-rows.js';

/** As many deadlines as are looked at in one go. */
const AT_ONCE = 500;

/**
 * Works out again the ends of running deadlines that rested on a year without a calendar, once the calendar is there. Each
 * is an entry of its case's chain, by the clock, and no act: the case stays at its version, and whoever was about to
 * decide need not look again.
 */
export class RecomputeDeadlines {
  constructor(
    private readonly recorder: Recorder,
    private readonly reader: Reader,
    private readonly book: PolicyBook,
    private readonly clock: Clock,
    private readonly inquiries: RecomputeInquiries,
  ) {}

  /** @returns how many ends are other, or are certain now; of letters to departments, too */
  async execute(): Promise<number> {
    let recomputed = await this.inquiries.execute();
    for (let after = ''; ;) {
      const provisional = await this.reader.query<DeadlineColumns>(
        `SELECT * FROM deadlines WHERE status = 'running' AND provisional = 1 AND id > ? ORDER BY id LIMIT ?`,
        [after, AT_ONCE],
      );
      const stale = provisional.filter((deadline) => changed(deadline, this.endOf(deadline, this.clock.now())));
      const answers = await Promise.all(
        stale.map((deadline) => this.recorder.write(undefined, (tx, at) => this.recompute(tx, deadline, at))),
      );
      recomputed += answers.filter((answer) => !isRefusal(answer)).length;
      after = provisional.at(-1)?.id ?? after;
      if (provisional.length < AT_ONCE) return recomputed;
    }
  }

  /**
   * What is left of the budget, counted anew. But no end moves into the past, where nobody could keep it any more, and a
   * notice stays open to the end that it says itself.
   */
  private endOf(deadline: DeadlineColumns, at: string): Pick<PeriodEnd, 'date' | 'provisional'> {
    const { period, length, used, unit, started_on, due_on } = deadline;
    const end = addPeriod(this.book.calendar, started_on, { length: Math.max(length - used, 0), unit });
    // What is still a guess does not move along with today: it would be a new guess, and a new entry, every day.
    const today = end.provisional ? end.date : dateInChina(at);
    const earliest = period === 'notice' ? due_on : today;
    return end.date < earliest ? { ...end, date: earliest } : end;
  }

  private async recompute(tx: Tx, { id, case_id }: DeadlineColumns, at: string) {
    const row = await findCaseForChange(tx, case_id);
    const [deadline] = await tx.query<DeadlineColumns>(
      `SELECT * FROM deadlines WHERE id = ? AND status = 'running' AND provisional = 1`,
      [id],
    );
    const end = deadline && this.endOf(deadline, at);
    if (!row || !end || !changed(deadline, end)) return refuse('not_found');
    const dueAt = endOfDayInChina(end.date);
    const { policy } = this.book.track(row.policyId, row.courseId);
    const sent = policy.reminders ? await remindersSent(tx, id) : [];
    const budget = {
      unit: deadline.unit,
      startedOn: deadline.started_on,
      dueOn: end.date,
      provisional: end.provisional,
    };
    tx.send('UPDATE deadlines SET due_on = ?, due_at = ?, provisional = ?, remind_at = ? WHERE id = ?', [
      end.date,
      dueAt,
      end.provisional ? 1 : 0,
      remindAt(
        this.book.calendar,
        policy,
        deadline.period,
        budget,
        sent.map(({ reminder }) => reminder),
      ),
      id,
    ]);
    tx.send('UPDATE cases SET due_at = ?, updated_at = ? WHERE id = ?', [dueAt, at, case_id]);
    const payload = { period: deadline.period, dueAt };
    enqueue(tx, { topic: 'case.recompute_deadline', subject: `case:${case_id}`, payload }, at);
    const { date: dueOn, provisional } = end;
    const facts = { period: deadline.period, was: deadline.due_on, dueOn, provisional, version: row.version };
    return {
      answer: { case: case_id, dueOn },
      facts: [{ chain: `case:${case_id}`, act: 'recompute_deadline', by: THE_CLOCK, facts }] as const,
    };
  }
}

const changed = ({ due_on }: DeadlineColumns, end: Pick<PeriodEnd, 'date' | 'provisional'>): boolean =>
  end.date !== due_on || !end.provisional;
