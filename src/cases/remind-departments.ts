import type { Recorder } from '../audit/record.js';
import type { Reader } from '../database/reader.js';
import type { Tx } from '../database/transactions.js';
import type { Clock } from '../kernel/clock.js';
import { isRefusal, refuse } from '../kernel/refusal.js';
import type { SentInquiry } from '../inquiries/inquiry-row.js';
import {
  insertLetterReminder,
  letterReminders,
  lettersToRemind,
  letterToRemind,
} from '../inquiries/letter-reminder-rows.js';
import { enqueue } from '../outbox/enqueue.js';
import { THE_CLOCK } from '../policy/actor.js';
import { periodOf, type Policy } from '../policy/policy.js';
import { nextReminder, type DueReminder } from '../policy/reminders.js';
import { dateInChina, type Calendar } from '../policy/working-days.js';
import { findCaseForChange } from './case-row.js';
import type { PolicyBook } from './policy-book.js';

/** As many reminders as are looked at in one go. */
const AT_ONCE = 200;

/**
 * Reminds departments of letters that wait for their answer (催办), or are late: each reminder once a letter, with an entry of
 * the letter's own chain by the clock and a message for outside. The case, its bodies and who submitted have no part in it.
 */
export class RemindDepartments {
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
      const due = await lettersToRemind(this.reader, this.clock.now(), AT_ONCE);
      const answers = await Promise.all(
        due.map((letter) => this.recorder.write(undefined, (tx, at) => this.remind(tx, letter, at))),
      );
      const done = answers.filter((answer) => !isRefusal(answer)).length;
      sent += done;
      // A letter may have another one that is due by now: it comes after this one.
      if (done === 0) return sent;
    }
  }

  private async remind(tx: Tx, { id, case_id }: { readonly id: string; readonly case_id: string }, at: string) {
    const row = await findCaseForChange(tx, case_id);
    const letter = row && (await letterToRemind(tx, id, at));
    if (!row || !letter) return refuse('not_found');
    const { policy } = this.book.track(row.policyId, row.courseId);
    const calendar = this.book.calendarOf(letter.calendar);
    const sent = ((await letterReminders(tx, [id])).get(id) ?? []).map(({ reminder }) => reminder);
    const due = nextOf(calendar, policy, letter, sent);
    if (!due) return refuse('not_found');
    const { id: reminder, to } = due.reminder;
    const duty = to === 'handlers' ? ('handler' as const) : ('approver' as const);
    const next = nextOf(calendar, policy, letter, [...sent, reminder])?.at ?? null;
    insertLetterReminder(tx, id, { reminder, duty, sentAt: at }, next);
    const told = { reminder, dueOn: letter.dueOn, body: letter.body, duty };
    enqueue(tx, { topic: 'inquiry.remind', subject: `inquiry:${id}`, payload: told }, at);
    return {
      answer: { inquiry: id },
      facts: [{ chain: `inquiry:${id}`, act: 'remind_department', by: THE_CLOCK, facts: told }] as const,
    };
  }
}

/** The next reminder of a letter; none while its end is a guess. @param sent ids of those that were sent */
export const nextOf = (
  calendar: Calendar,
  policy: Policy,
  { sentAt, dueOn, provisional }: Pick<SentInquiry, 'sentAt' | 'dueOn' | 'provisional'>,
  sent: readonly string[],
): DueReminder | undefined => {
  const { unit } = periodOf(policy, 'inquiry');
  const letter = { period: 'inquiry', unit, startedOn: dateInChina(sentAt), dueOn } as const;
  return provisional ? undefined : nextReminder(calendar, policy.reminders ?? [], letter, sent);
};
