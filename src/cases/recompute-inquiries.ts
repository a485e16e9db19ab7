import type { Recorder } from '../audit/record.js';
import type { Reader } from '../database/reader.js';
import type { Tx } from '../database/transactions.js';
import type { Clock } from '../kernel/clock.js';
import { isRefusal, refuse } from '../kernel/refusal.js';
import { provisionalInquiries, setInquiryEnd, type SentInquiry } from '../inquiries/inquiry-row.js';
import { THE_CLOCK } from '../policy/actor.js';
import { periodOf } from '../policy/policy.js';
import { addPeriod, dateInChina, endOfDayInChina } from '../policy/working-days.js';
import { findCaseForChange, type Case } from './case-row.js';
import type { PolicyBook } from './policy-book.js';

/** As many letters as are looked at in one go. */
const AT_ONCE = 500;

/**
 * Works out again when letters are due that rested on a year without a calendar, once the calendar is there: an entry of the
 * case's chain by the clock, and no act, like the deadlines of cases. The letter itself keeps the day that it says.
 */
export class RecomputeInquiries {
  constructor(
    private readonly recorder: Recorder,
    private readonly reader: Reader,
    private readonly book: PolicyBook,
    private readonly clock: Clock,
  ) {}

  /** @returns how many ends are certain now */
  async execute(): Promise<number> {
    let recomputed = 0;
    for (let after = ''; ;) {
      const letters = await provisionalInquiries(this.reader, after, AT_ONCE);
      const today = dateInChina(this.clock.now());
      const known = letters.filter(({ dueOn }) => this.book.calendar.dayKind(laterOf(dueOn, today)) !== 'unknown');
      const answers = await Promise.all(
        known.map((letter) => this.recorder.write(undefined, (tx, at) => this.recompute(tx, letter, at))),
      );
      recomputed += answers.filter((answer) => !isRefusal(answer)).length;
      after = letters.at(-1)?.id ?? after;
      if (letters.length < AT_ONCE) return recomputed;
    }
  }

  private async recompute(tx: Tx, { id, caseId, dueOn: was, sentAt }: SentInquiry, at: string) {
    const row = await findCaseForChange(tx, caseId);
    const dueOn = row && this.endOf(row, sentAt, dateInChina(at));
    if (!row || dueOn === undefined || !(await setInquiryEnd(tx, id, dueOn, endOfDayInChina(dueOn)))) {
      return refuse('not_found');
    }
    const facts = { inquiry: id, was, dueOn, provisional: false, version: row.version };
    return {
      answer: { case: caseId, dueOn },
      facts: [{ chain: `case:${caseId}`, act: 'recompute_inquiry', by: THE_CLOCK, facts }] as const,
    };
  }

  /** Undefined while it is a guess still; never in the past, where nobody could keep it any more. */
  private endOf({ policyId }: Case, sentAt: string, today: string): string | undefined {
    const end = addPeriod(this.book.calendar, dateInChina(sentAt), periodOf(this.book.version(policyId), 'inquiry'));
    return end.provisional ? undefined : laterOf(end.date, today);
  }
}

const laterOf = (one: string, other: string): string => (one < other ? other : one);
