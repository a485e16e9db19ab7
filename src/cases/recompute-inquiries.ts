import type { Recorder } from '../audit/record.js';
import type { Reader } from '../database/reader.js';
import type { Tx } from '../database/transactions.js';
import type { Clock } from '../kernel/clock.js';
import { isRefusal, refuse } from '../kernel/refusal.js';
import type { SentInquiry } from '../inquiries/inquiry-row.js';
import { lettersToRecount, setInquiryEnd, type CountedLetter } from '../inquiries/letter-ends.js';
import { letterReminders } from '../inquiries/letter-reminder-rows.js';
import { THE_CLOCK } from '../policy/actor.js';
import { endAnew, type End } from '../policy/budget.js';
import { periodOf } from '../policy/policy.js';
import { addPeriod, dateInChina, endOfDayInChina } from '../policy/working-days.js';
import { findCaseForChange, type Case } from './case-row.js';
import type { PolicyBook } from './policy-book.js';
import { nextOf } from './remind-departments.js';

/** The end of a letter as it is worked out now, and by which calendar. */
type Anew = End & { readonly calendar: string | null };

/** As many letters as are looked at in one go. */
const AT_ONCE = 500;

/**
 * Works out again when letters are due that rested on a year without a calendar, once the calendar is there, or whose
 * department has another calendar of its own: an entry of the case's chain by the clock, and no act, like the deadlines of
 * cases. The letter itself keeps the day that it says.
 */
export class RecomputeInquiries {
  constructor(
    private readonly recorder: Recorder,
    private readonly reader: Reader,
    private readonly book: PolicyBook,
    private readonly clock: Clock,
  ) {}

  /** @returns how many ends are other, or are certain now */
  async execute(): Promise<number> {
    let recomputed = 0;
    for (let after = ''; ;) {
      const letters = await lettersToRecount(this.reader, after, AT_ONCE);
      const today = dateInChina(this.clock.now());
      const anew = letters.map((one) => this.anew(one, today));
      const answers = await Promise.all(
        letters.flatMap(({ letter }, place) => {
          const end = anew[place];
          return end && differs(letter, end)
            ? [this.recorder.write(undefined, (tx) => this.recompute(tx, letter, end))]
            : [];
        }),
      );
      recomputed += answers.filter((answer) => !isRefusal(answer)).length;
      after = letters.at(-1)?.letter.id ?? after;
      if (letters.length < AT_ONCE) return recomputed;
    }
  }

  private anew({ letter, policyId, calendarNow }: CountedLetter, today: string): Anew {
    const calendar = this.book.calendarNames.length === 0 ? null : calendarNow;
    const period = periodOf(this.book.version(policyId), 'inquiry');
    const end = addPeriod(this.book.calendarOf(calendar), dateInChina(letter.sentAt), period);
    return { ...endAnew(letter, end, today), calendar };
  }

  private async recompute(tx: Tx, letter: SentInquiry, end: Anew) {
    const { id, caseId, dueOn: was } = letter;
    const row = await findCaseForChange(tx, caseId);
    const { dueOn, provisional, calendar } = end;
    const dueAt = endOfDayInChina(dueOn);
    const remindAt = row ? await this.remindAt(tx, row, letter, end) : null;
    if (!row || !(await setInquiryEnd(tx, letter, { ...end, dueAt, remindAt }))) return refuse('not_found');
    const named = calendar === letter.calendar ? {} : { calendar };
    const facts = { inquiry: id, was, dueOn, provisional, ...named, version: row.version };
    return {
      answer: { case: caseId, dueOn },
      facts: [{ chain: `case:${caseId}`, act: 'recompute_inquiry', by: THE_CLOCK, facts }] as const,
    };
  }

  /** When its department is reminded next by the other end; of what it was told it is not told again. */
  private async remindAt(tx: Tx, { policyId }: Case, letter: SentInquiry, end: Anew): Promise<string | null> {
    const policy = this.book.version(policyId);
    const sent = policy.reminders ? ((await letterReminders(tx, [letter.id])).get(letter.id) ?? []) : [];
    const ids = sent.map(({ reminder }) => reminder);
    return nextOf(this.book.calendarOf(end.calendar), policy, { ...letter, ...end }, ids)?.at ?? null;
  }
}

const differs = (letter: SentInquiry, end: Anew): boolean =>
  end.dueOn !== letter.dueOn || end.provisional !== letter.provisional || end.calendar !== letter.calendar;
