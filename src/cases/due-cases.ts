import type { Recorder } from '../audit/record.js';
import type { Reader } from '../database/reader.js';
import type { Tx } from '../database/transactions.js';
import type { Clock } from '../kernel/clock.js';
import { isRefusal, refuse, type Refusal } from '../kernel/refusal.js';
import { THE_CLOCK } from '../policy/actor.js';
import { NOBODY } from '../policy/may-act.js';
import type { Keys } from '../protected-fields/keys.js';
import type { CaseEvent } from '../workflow/events.js';
import { applyEvent, type Applied, type Doing } from './apply-event.js';
import { findCaseForChange, type Case } from './case-row.js';
import { checksBeside } from './checks.js';
import { correctionsInTheWay } from './corrections.js';
import type { DeadlineColumns } from './deadlines.js';
import type { DueInquiries } from './due-inquiries.js';
import { mayDo } from './may-do.js';
import type { PolicyBook, Track } from './policy-book.js';
import type { SendReminders } from './send-reminders.js';
import { isSilence, silenceBeside, silentEvent } from './silence.js';

const EVENT_WHEN_PASSED = {
  overdue: { type: 'mark_overdue' },
  lapse: { type: 'lapse' },
  close_notice: { type: 'close_notice' },
  final: { type: 'become_final' },
  close_answering: { type: 'close_answering' },
  resume: { type: 'resume' },
} as const satisfies Record<DeadlineColumns['when_passed'], CaseEvent>;

/**
 * With these a period of the same body goes on, or of nobody's: it counts from when the other one was over, whenever the clock
 * came to it. After a consent that nobody gave another body is on turn, which knows of it from now on.
 */
const COUNTS_FROM_THEN: readonly CaseEvent['type'][] = ['deem_accepted', 'close_notice', 'close_answering', 'resume'];

/** Reminders of what is about to pass come first, also when nobody looked for days. */
const PASSED = `status = 'running' AND provisional = 0 AND due_at <= ? AND (remind_at IS NULL OR remind_at >= due_at)`;

/** As many passed deadlines as are looked at in one go. */
const AT_ONCE = 200;

/**
 * Finds the deadlines that have passed and lets the clock act on each case once: marked in the same transaction as its
 * effect, so neither a restart nor a second instance fires it again. A provisional end never fires: the calendar it
 * would rest on is not published yet.
 */
export class DueCases {
  constructor(
    private readonly recorder: Recorder,
    private readonly reader: Reader,
    readonly book: PolicyBook,
    readonly keys: Keys,
    private readonly clock: Clock,
    private readonly inquiries: DueInquiries,
    private readonly reminders: SendReminders,
  ) {}

  /**
   * @param ending aborted when the program ends: deadlines not yet looked at are left to the next start
   * @returns how many deadlines were fired, and letters marked overdue
   */
  async execute(ending?: AbortSignal): Promise<number> {
    // Letters first: what the clock of a case did while it waited is told after what it waited for.
    let fired = await this.inquiries.execute(ending);
    for (;;) {
      if (ending?.aborted) return fired;
      await this.reminders.execute(ending);
      const passed = await this.reader.query<Pick<DeadlineColumns, 'id' | 'case_id'>>(
        `SELECT id, case_id FROM deadlines WHERE ${PASSED} ORDER BY due_at, id LIMIT ?`,
        [this.clock.now(), AT_ONCE],
      );
      const answers = await Promise.all(
        passed.map((deadline) => this.recorder.write(undefined, (tx, at) => this.fire(tx, deadline, at))),
      );
      const done = answers.filter((answer) => !isRefusal(answer)).length;
      fired += done;
      // Once more after some have passed: a reminder may be due after them.
      if (done === 0) return fired;
    }
  }

  private async fire(tx: Tx, { id, case_id }: Pick<DeadlineColumns, 'id' | 'case_id'>, at: string) {
    const row = await findCaseForChange(tx, case_id);
    const [deadline] = await tx.query<DeadlineColumns>(
      `UPDATE deadlines SET status = 'passed' WHERE id = ? AND ${PASSED} RETURNING *`,
      [id, at],
    );
    if (!row || !deadline) return refuse('not_found');
    const { period, due_on: dueOn, source } = deadline;
    const track = this.book.track(row.policyId, row.courseId);
    const silent = silentEvent(row, track, period);
    // Something may stand in the way: of silence counting for anything, or, an objection, a correction or a check, of closing a notice. Then
    // the passing of the period is what the record says, and nothing more.
    const events = [
      ...(silent ? [silent] : []),
      EVENT_WHEN_PASSED[deadline.when_passed],
      { type: 'mark_overdue' } as const,
    ];
    for (const event of events) {
      const since = COUNTS_FROM_THEN.includes(event.type) ? deadline.due_at : at;
      const applied = await this.apply(tx, row, track, event, { at, since, facts: { period, dueOn, source } });
      if (!isRefusal(applied)) return { answer: { case: case_id }, facts: applied.facts };
      // The row moved on meanwhile: another round looks again.
      if (applied.refused === 'stale_version') return applied;
    }
    return refuse('out_of_turn');
  }

  private async apply(
    tx: Tx,
    row: Case,
    track: Track,
    event: CaseEvent,
    doing: Omit<Doing, 'by'>,
  ): Promise<Applied | Refusal> {
    const { at } = doing;
    const by = mayDo(track, row, event, THE_CLOCK, NOBODY);
    if (isRefusal(by)) return by;
    const waited = await correctionsInTheWay(tx, row, track, event.type);
    if (waited) return waited;
    // What stands in the way of an official's act stands in the way of the clock's: unknown is never a pass.
    const beside = isSilence(event)
      ? await silenceBeside(tx, this, row, track, event, at)
      : await checksBeside(tx, this, row, track, { event }, at);
    if (isRefusal(beside)) return beside;
    const told = { facts: { ...doing.facts, ...beside.facts }, sealed: beside.sealed };
    const applied = await applyEvent(tx, this.book, row, event, { ...doing, by, ...told });
    if (!isRefusal(applied)) beside.store(applied.after.version);
    return applied;
  }
}
