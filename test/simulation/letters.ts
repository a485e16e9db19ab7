import { appliesTo } from '../../src/policy/checks/judge.js';
import {
  inquiriesAt,
  notFoundOut,
  questionsFor,
  standsStillFor,
  unheard,
  waitsFor,
  type Inquiry,
  type InquiryStatus,
} from '../../src/policy/inquiries.js';
import { periodOf, type Policy } from '../../src/policy/policy.js';
import type { CheckName } from '../../src/policy/terms.js';
import { addPeriod, type Calendar } from '../../src/policy/working-days.js';
import type { CaseAct } from '../../src/workflow/events.js';
import { sendReminders, type Reminded } from './reminding.js';
import type { Verdicts } from './verdicts.js';

/** A letter to a department. */
export interface SimulatedLetter {
  readonly of: Inquiry;
  readonly inquiry: string;
  readonly step: string;
  readonly questions: readonly string[];
  readonly sentOn: string;
  readonly dueOn: string;
  readonly suspends: Inquiry['suspends'] | null;
  status: InquiryStatus;
  overdue: boolean;
  /** The data by which it asked was corrected since. */
  overtaken: boolean;
  readonly reminded: Reminded[];
}

/** Whether a body's clock stands still for it. */
export const holdsClock = ({ suspends, status, overdue }: SimulatedLetter): boolean =>
  status === 'open' && suspends !== null && !(suspends === 'until_overdue' && overdue);

/** The letters of a case, and what waits for them. */
export class Letters {
  readonly sent: SimulatedLetter[] = [];

  constructor(
    private readonly policy: Policy,
    private readonly calendar: Calendar,
    private readonly verdicts: Verdicts,
    /** Whether the directory has the departments that a policy asks. */
    readonly askable: boolean,
  ) {}

  get open(): SimulatedLetter[] {
    return this.sent.filter(({ status }) => status === 'open');
  }

  /** The inquiries of a step that none of its open letters is. */
  offeredAt(step: string | null): Inquiry[] {
    const open = this.open;
    return inquiriesAt(this.policy, step).filter(({ id }) => !open.some(({ inquiry }) => inquiry === id));
  }

  allowedIn(of: Inquiry): string[] {
    return questionsFor(of, this.verdicts.asked).map(({ id }) => id);
  }

  /** Until when the clock of the body stands still for it. */
  stillFor(of: Inquiry, step: string | null): SimulatedLetter['suspends'] {
    const past = this.sent.map((letter) => ({ ...letter, overtakenIn: letter.overtaken ? 1 : null }));
    return standsStillFor(of, step, past);
  }

  send(of: Inquiry, questions: readonly string[], step: string, sentOn: string): void {
    const dueOn = addPeriod(this.calendar, sentOn, periodOf(this.policy, 'inquiry')).date;
    const suspends = this.stillFor(of, step);
    const letter = { of, inquiry: of.id, step, questions, sentOn, dueOn, suspends, status: 'open' as const };
    this.sent.push({ ...letter, overdue: false, overtaken: false, reminded: [] });
  }

  /** Whoever was asked by data that is another since was asked about somebody else. */
  overtake(): void {
    for (const letter of this.sent) letter.overtaken = true;
    this.close();
  }

  close(): void {
    for (const letter of this.open) letter.status = 'closed';
  }

  goesOnWithout(letter: SimulatedLetter): boolean {
    return !this.sent.some((each) => each !== letter && holdsClock(each));
  }

  /** The days have gone on. @param overdue what the clock does about a letter that is late now */
  passTo(day: string, overdue: (goesOn: boolean) => void): void {
    for (const letter of this.sent) {
      this.reminds(letter, day);
      if (letter.status !== 'open' || letter.overdue || letter.dueOn >= day) continue;
      letter.overdue = true;
      this.reminds(letter, day);
      overdue(letter.suspends === 'until_overdue' && this.goesOnWithout(letter));
    }
  }

  private reminds(letter: SimulatedLetter, day: string): void {
    const { unit } = periodOf(this.policy, 'inquiry');
    const { sentOn: startedOn, dueOn, overdue: late, status } = letter;
    const about = { period: 'inquiry' as const, unit, startedOn, dueOn };
    sendReminders(this.calendar, this.policy, letter, about, { late, done: status !== 'open' }, day);
  }

  private required(act: CaseAct, step: string | null): Inquiry[] {
    const here = act === 'approve' ? inquiriesAt(this.policy, step) : [];
    return here.filter(({ required }) => required !== undefined && appliesTo(required, this.verdicts.facts));
  }

  /** What an act waits for: letters that are open, and those that are required and were not sent, or not answered. */
  waitedFor(act: CaseAct, step: string | null): string[] {
    if (act !== 'approve' && act !== 'reject') return [];
    const missing = this.required(act, step).filter((one) => {
      const left = unheard(
        one,
        this.verdicts.asked,
        this.sent.filter(({ overtaken }) => !overtaken),
      );
      return (this.askable ? left : notFoundOut(left, this.verdicts.facts.findings)).length > 0;
    });
    const open = this.sent.filter((letter) => waitsFor(this.policy.inquiries ?? [], letter, act));
    return [...missing.map(({ id }) => id), ...open.map(({ inquiry }) => inquiry)];
  }

  /** The same a second time, by hand: the checks on which nobody was heard, and the letters that block and are open. */
  waited(act: CaseAct, step: string | null): string[] {
    if (act !== 'approve' && act !== 'reject') return [];
    const open = this.open.filter(({ of }) => (of.blocks ?? []).includes(act));
    return [...(act === 'approve' ? this.unasked(step) : []), ...open.map(({ inquiry }) => inquiry)];
  }

  unasked(step: string | null): CheckName[] {
    const checks = this.verdicts.asked;
    return this.required('approve', step).flatMap(({ id, questions }) =>
      questions.flatMap(({ id: question, check }) => {
        if (check === undefined || !checks.includes(check)) return [];
        const heard = this.sent.some((letter) => {
          if (letter.inquiry !== id || !letter.questions.includes(question)) return false;
          return letter.status === 'answered' || (letter.overdue && letter.status === 'taken_back');
        });
        return heard || (!this.askable && this.verdicts.facts.findings[check]) ? [] : [check];
      }),
    );
  }
}
