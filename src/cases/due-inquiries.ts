import type { Recorder } from '../audit/record.js';
import type { Reader } from '../database/reader.js';
import type { Tx } from '../database/transactions.js';
import type { Clock } from '../kernel/clock.js';
import { isRefusal, refuse } from '../kernel/refusal.js';
import { inquiriesOf, stoodUntil } from '../inquiries/inquiry-row.js';
import { markInquiryOverdue, overdueInquiries } from '../inquiries/letter-ends.js';
import { THE_CLOCK } from '../policy/actor.js';
import { NOBODY } from '../policy/may-act.js';
import { applyEvent } from './apply-event.js';
import { findCaseForChange } from './case-row.js';
import { goesOnWithout } from './inquiry-acts.js';
import { mayDo } from './may-do.js';
import type { PolicyBook } from './policy-book.js';
import type { RemindDepartments } from './remind-departments.js';

/** As many letters as are looked at in one go. */
const AT_ONCE = 200;

/**
 * Marks the letters to which no answer came in time, each once, on record. A letter that is overdue is still open: that
 * nobody answered is no answer. Only the body's clock may go on, where the policy says so.
 */
export class DueInquiries {
  constructor(
    private readonly recorder: Recorder,
    private readonly reader: Reader,
    private readonly book: PolicyBook,
    private readonly clock: Clock,
    private readonly reminders: RemindDepartments,
  ) {}

  /** @returns how many were marked */
  async execute(ending?: AbortSignal): Promise<number> {
    let marked = 0;
    for (;;) {
      if (ending?.aborted) return marked;
      await this.reminders.execute(ending);
      const overdue = await overdueInquiries(this.reader, this.clock.now(), AT_ONCE);
      const answers = await Promise.all(
        overdue.map((one) => this.recorder.write(undefined, (tx, at) => this.mark(tx, one, at))),
      );
      const done = answers.filter((answer) => !isRefusal(answer)).length;
      marked += done;
      // Once more after some were marked: a reminder may be due after them.
      if (done === 0) return marked;
    }
  }

  private async mark(tx: Tx, { id, case_id }: { readonly id: string; readonly case_id: string }, at: string) {
    const row = await findCaseForChange(tx, case_id);
    const letter = row && (await markInquiryOverdue(tx, id, row.version + 1, at));
    if (!row || !letter) return refuse('not_found');
    const letters = await inquiriesOf(tx, case_id);
    const releases = letter.suspends === 'until_overdue' && goesOnWithout(letters, letter);
    const event = { type: 'inquiry_overdue', goesOn: releases } as const;
    const by = mayDo(this.book.track(row.policyId, row.courseId), row, event, THE_CLOCK, NOBODY);
    if (isRefusal(by)) return by;
    const facts = { inquiry: id, dueOn: letter.dueOn };
    const since = stoodUntil(letters, letter);
    const applied = await applyEvent(tx, this.book, row, event, { at, since, by, facts });
    return isRefusal(applied) ? applied : { answer: { case: case_id }, facts: applied.facts };
  }
}
