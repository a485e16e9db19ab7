import { findBodies } from '../bodies/body-row.js';
import type { Reader } from '../database/reader.js';
import type { Clock } from '../kernel/clock.js';
import type { JsonValue } from '../kernel/canonical-json.js';
import { refuse, type Refusal } from '../kernel/refusal.js';
import { inquiriesOf, lettersAndAnswers, type SentInquiry } from '../inquiries/inquiry-row.js';
import { saidBy, type InquiryAnswer, type Letter } from '../inquiries/letter.js';
import { letterReminders, type LetterReminder } from '../inquiries/letter-reminder-rows.js';
import type { Official } from '../policy/actor.js';
import { appliesTo } from '../policy/checks/judge.js';
import { cite } from '../policy/cite.js';
import { inquiriesAt, questionsFor, standsStillFor, type Inquiry, type InquiryQuestion } from '../policy/inquiries.js';
import type { Words } from '../policy/words.js';
import type { Keys } from '../protected-fields/keys.js';
import { stepOf } from './apply-event.js';
import type { Case } from './case-row.js';
import { factsFor } from './check-facts.js';
import { askedOf } from './checks.js';
import { departmentsFor } from './departments.js';
import type { PolicyBook, Track } from './policy-book.js';
import { findCaseFor, reviews } from './scope.js';

/** What can be asked where the case stands, and of whom. */
export interface InquiryOffer {
  readonly inquiry: string;
  readonly name: Words;
  readonly department: string;
  /** The bodies that can be asked as this department, the nearest first. */
  readonly bodies: readonly { readonly id: string; readonly name: string }[];
  readonly questions: readonly InquiryQuestion[];
  /** All that the letter would say, by the names that stand in it. */
  readonly fields: readonly string[];
  readonly legalBasis: string;
  readonly source: string;
  readonly blocks: readonly string[];
  /** Until when the clock would stand still for it: not for one that was taken back and is sent again. */
  readonly suspends: string | null;
  /** Of this candidate. */
  readonly required: boolean;
}

/** A letter of the case: sent, due, overdue, answered. What it said of the candidate stands in the file of the case. */
export interface InquiryView {
  readonly id: string;
  readonly inquiry: string;
  readonly name: Words;
  readonly step: string;
  readonly body: string;
  readonly questions: JsonValue;
  readonly fields: readonly string[];
  readonly sentAt: string;
  readonly sentIn: number;
  readonly dueOn: string;
  readonly provisional: boolean;
  readonly overdue: boolean;
  readonly status: SentInquiry['status'];
  readonly endedAt: string | null;
  readonly endedIn: number | null;
  /** Number of the act that corrected the data by which it asked: it counts no longer; null while it does. */
  readonly overtakenIn: number | null;
  readonly answer: JsonValue;
  /** The reminders that the department was sent. */
  readonly reminders: readonly LetterReminder[];
}

export interface CaseInquiries {
  readonly version: number;
  readonly offered: readonly InquiryOffer[];
  readonly items: readonly InquiryView[];
}

/** The letters of a case and what may be asked beside, for those who review it; the submitting side is told of none. */
export class GetCaseInquiries {
  constructor(
    private readonly reader: Reader,
    private readonly book: PolicyBook,
    private readonly keys: Keys,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Official, caseId: string): Promise<CaseInquiries | Refusal> {
    const found = await findCaseFor(this.reader, actor, caseId);
    if (!found) return refuse('not_found');
    const { row } = found;
    const track = this.book.track(row.policyId, row.courseId);
    if (!(await reviews(this.reader, actor, row, track.course.route))) return refuse('not_found');
    const letters = await inquiriesOf(this.reader, row.id);
    const [offered, items] = await Promise.all([this.offered(row, track, letters), this.items(letters)]);
    return { version: row.version, offered, items };
  }

  private async offered(row: Case, track: Track, letters: readonly SentInquiry[]): Promise<InquiryOffer[]> {
    const step = stepOf(row.state);
    const here = inquiriesAt(track.policy, step);
    if (here.length === 0) return [];
    const at = this.clock.now();
    const facts = await factsFor(this.reader, this.keys, row, { rules: [], voteAhead: true, at });
    const checks = askedOf(row, track, facts);
    const offers = here.map(async (inquiry) => {
      const there = await departmentsFor(this.reader, row, inquiry.to);
      const ofThisOne = appliesTo(inquiry.required ?? {}, facts);
      const offer = offerOf(track, inquiry, questionsFor(inquiry, checks), there, ofThisOne);
      return { ...offer, suspends: standsStillFor(inquiry, step, letters) };
    });
    return Promise.all(offers);
  }

  private async items(letters: readonly SentInquiry[]): Promise<InquiryView[]> {
    const said = await lettersAndAnswers(
      this.reader,
      this.keys,
      letters.map((letter) => letter.id),
    );
    const bodies = await findBodies(
      this.reader,
      letters.map(({ body }) => body),
    );
    const reminders = await letterReminders(
      this.reader,
      letters.map((letter) => letter.id),
    );
    return letters.flatMap((sent) => {
      const { letter, answer } = said.get(sent.id) ?? {};
      const name = bodies.find((body) => body.id === sent.body)?.name ?? sent.body;
      return letter ? [{ ...viewOf(sent, letter, answer ?? null, name), reminders: reminders.get(sent.id) ?? [] }] : [];
    });
  }
}

/** Pure, so that a policy can be read as those who review read it. */
export const offerOf = (
  { policy }: Pick<Track, 'policy'>,
  { id, name, to, fields, legalBasis, source, blocks = [], suspends, required }: Inquiry,
  questions: readonly InquiryQuestion[],
  bodies: readonly { readonly id: string; readonly name: string }[],
  ofThisOne: boolean,
): InquiryOffer => ({
  inquiry: id,
  name,
  department: to,
  bodies: bodies.map((body) => ({ id: body.id, name: body.name })),
  questions,
  fields: saidBy(fields),
  legalBasis,
  source: cite(policy, source),
  blocks,
  suspends: suspends ?? null,
  required: required !== undefined && ofThisOne && questions.length > 0,
});

const viewOf = (sent: SentInquiry, letter: Letter, answer: InquiryAnswer | null, body: string) => ({
  id: sent.id,
  inquiry: sent.inquiry,
  name: letter.name,
  step: sent.step,
  body,
  questions: letter.questions,
  fields: Object.keys(letter.about),
  sentAt: sent.sentAt,
  sentIn: sent.sentIn,
  dueOn: sent.dueOn,
  provisional: sent.provisional,
  overdue: sent.overdue,
  status: sent.status,
  endedAt: sent.endedAt,
  endedIn: sent.endedIn,
  overtakenIn: sent.overtakenIn,
  answer: answer as unknown as JsonValue,
});
