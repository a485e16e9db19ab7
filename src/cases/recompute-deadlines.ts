import type { Recorder } from '../audit/record.js';
import type { Reader } from '../database/reader.js';
import type { Tx } from '../database/transactions.js';
import type { Clock } from '../kernel/clock.js';
import { isRefusal, refuse } from '../kernel/refusal.js';
import { enqueue } from '../outbox/enqueue.js';
import { inquiriesOf } from '../inquiries/inquiry-row.js';
import { THE_CLOCK } from '../policy/actor.js';
import { endAnew, type End } from '../policy/budget.js';
import { addPeriod, dateInChina, endOfDayInChina } from '../policy/working-days.js';
import { calendarNameFor } from './body-calendar.js';
import { findCaseForChange } from './case-row.js';
import { remindAt, usedByNow, type DeadlineColumns } from './deadlines.js';
import type { PolicyBook } from './policy-book.js';
import type { RecomputeInquiries } from './recompute-inquiries.js';
import { remindersSent } from './reminder-rows.js';

/** A deadline with the body that is on turn now. */
type Counted = DeadlineColumns & { readonly turn_body_id: string | null };

/** Its end as it is worked out now, and by which calendar. */
interface Anew extends End {
  readonly name: string | null;
  readonly used: number;
}

/**
 * Of a deadline `d` of a case `c`: it rests on a year without a calendar, was counted by a calendar of a body, or is of a body
 * that has one; or a department may have one, in whose period it is.
 */
const MAY_MOVE = `(d.provisional = 1 OR d.calendar IS NOT NULL OR d.period = 'inquiry'
  OR EXISTS (SELECT 1 FROM bodies b WHERE b.id = c.turn_body_id AND b.calendar IS NOT NULL))`;

/** As many deadlines as are looked at in one go. */
const AT_ONCE = 500;

/**
 * Works out again the ends of running deadlines that rested on a year without a calendar, once the calendar is there, or whose
 * body has another calendar of its own, or more days of rest in it. Each is an entry of its case's chain, by the clock, and
 * no act: the case stays at its version, and whoever was about to decide need not look again.
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
      const counted = await this.reader.query<Counted>(
        `SELECT d.*, c.turn_body_id FROM deadlines d JOIN cases c ON c.id = d.case_id
         WHERE d.status = 'running' AND d.id > ? AND ${MAY_MOVE} ORDER BY d.id LIMIT ?`,
        [after, AT_ONCE],
      );
      const now = this.clock.now();
      const anew = await Promise.all(counted.map((deadline) => this.anew(this.reader, deadline, now)));
      const stale = counted.filter((deadline, index) => changed(deadline, anew[index]));
      const answers = await Promise.all(
        stale.map((deadline) => this.recorder.write(undefined, (tx, at) => this.recompute(tx, deadline, at))),
      );
      recomputed += answers.filter((answer) => !isRefusal(answer)).length;
      after = counted.at(-1)?.id ?? after;
      if (counted.length < AT_ONCE) return recomputed;
    }
  }

  /**
   * What is left of the budget, counted anew, by the calendar that the body on turn, or the department that is asked, has
   * now. A notice stays open to the end that it says itself, whatever that was, and a rest costs no day.
   */
  private async anew(db: Pick<Tx, 'query'>, deadline: Counted, at: string): Promise<Anew> {
    const { period, length, unit, started_on, due_on } = deadline;
    const name = await calendarNameFor(db, this.book, period, await this.bodyOf(db, deadline));
    const calendar = this.book.calendarOf(name);
    const used = await usedByNow(db, calendar, deadline);
    const end = addPeriod(calendar, started_on, { length: Math.max(length - used, 0), unit });
    const was = { dueOn: due_on, provisional: deadline.provisional === 1 && period !== 'notice' };
    return { ...endAnew(was, end, dateInChina(at)), name, used };
  }

  /** Whose time it is: of a period in which a department is asked, the one that was asked first for which the clock stands still. */
  private async bodyOf(db: Pick<Tx, 'query'>, { period, case_id, started_on, turn_body_id }: Counted) {
    if (period !== 'inquiry' || this.book.calendarNames.length === 0) return turn_body_id;
    const letters = await inquiriesOf(db, case_id);
    const first = letters.find(({ suspends, sentAt }) => suspends !== null && dateInChina(sentAt) === started_on);
    return first?.body ?? null;
  }

  private async recompute(tx: Tx, { id, case_id }: DeadlineColumns, at: string) {
    const row = await findCaseForChange(tx, case_id);
    const [found] = await tx.query<DeadlineColumns>(`SELECT * FROM deadlines WHERE id = ? AND status = 'running'`, [
      id,
    ]);
    const deadline = found && row && { ...found, turn_body_id: row.turnBodyId };
    const end = deadline && (await this.anew(tx, deadline, at));
    if (!row || !end || !changed(deadline, end)) return refuse('not_found');
    const dueAt = endOfDayInChina(end.dueOn);
    const { policy } = this.book.track(row.policyId, row.courseId);
    const sent = policy.reminders ? await remindersSent(tx, id) : [];
    const remind = remindAt(
      this.book.calendarOf(end.name),
      policy,
      deadline.period,
      { unit: deadline.unit, startedOn: deadline.started_on, dueOn: end.dueOn, provisional: end.provisional },
      sent.map(({ reminder }) => reminder),
    );
    tx.send(
      'UPDATE deadlines SET used = ?, due_on = ?, due_at = ?, provisional = ?, remind_at = ?, calendar = ? WHERE id = ?',
      [end.used, end.dueOn, dueAt, end.provisional ? 1 : 0, remind, end.name, id],
    );
    tx.send('UPDATE cases SET due_at = ?, updated_at = ? WHERE id = ?', [dueAt, at, case_id]);
    const payload = { period: deadline.period, dueAt };
    enqueue(tx, { topic: 'case.recompute_deadline', subject: `case:${case_id}`, payload }, at);
    const { dueOn, provisional, name } = end;
    const facts = {
      period: deadline.period,
      was: deadline.due_on,
      dueOn,
      provisional,
      ...(name === deadline.calendar ? {} : { calendar: name }),
      version: row.version,
    };
    return {
      answer: { case: case_id, dueOn },
      facts: [{ chain: `case:${case_id}`, act: 'recompute_deadline', by: THE_CLOCK, facts }] as const,
    };
  }
}

const changed = ({ due_on, provisional, calendar }: DeadlineColumns, end: Anew | undefined): boolean =>
  end !== undefined && (end.dueOn !== due_on || end.provisional !== (provisional === 1) || end.name !== calendar);
