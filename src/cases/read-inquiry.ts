import type { Recorder } from '../audit/record.js';
import type { Reader } from '../database/reader.js';
import type { JsonValue } from '../kernel/canonical-json.js';
import { isRefusal, refuse, type Refusal } from '../kernel/refusal.js';
import { inquiriesTo, inquiryTo, lettersAndAnswers, type SentInquiry } from '../inquiries/inquiry-row.js';
import type { Letter } from '../inquiries/letter.js';
import type { Official } from '../policy/actor.js';
import type { InquiryStatus } from '../policy/inquiries.js';
import { mayAct } from '../policy/may-act.js';
import type { Words } from '../policy/words.js';
import type { Keys } from '../protected-fields/keys.js';
import { departmentsOf, forDepartment } from './answer-inquiry.js';
import { caseFrom, involvedIn, type CaseColumns } from './case-row.js';
import type { PolicyBook } from './policy-book.js';
import { caseFacts } from './scope.js';

/** A letter as a list of them shows it: of nobody. */
export interface InquiryItem {
  readonly id: string;
  readonly name: Words;
  readonly from: string;
  readonly to: string;
  readonly sentAt: string;
  readonly dueOn: string;
  readonly overdue: boolean;
  readonly status: InquiryStatus;
  readonly version: number;
}

/** The letters that a department was sent: all that it is shown of any case. */
export class GetInquiries {
  constructor(
    private readonly reader: Reader,
    private readonly book: PolicyBook,
  ) {}

  /** @param after `next` of the page before, empty for the first @param openOnly those that wait for an answer */
  async execute(actor: Official, openOnly: boolean, after: string, limit: number): Promise<InquiryItem[]> {
    const letters = await inquiriesTo(this.reader, departmentsOf(actor), openOnly, after, limit);
    return Promise.all(letters.map((letter) => this.item(letter)));
  }

  private async item({ id, inquiry, caseId, fromBody, body, ...rest }: SentInquiry): Promise<InquiryItem> {
    const [row] = await this.reader.query<{ policy_id: string; from_name: string }>(
      'SELECT c.policy_id, b.name AS from_name FROM cases c, bodies b WHERE c.id = ? AND b.id = ?',
      [caseId, fromBody],
    );
    const named = row && this.book.version(row.policy_id).inquiries?.find((one) => one.id === inquiry);
    const { sentAt, dueOn, overdue, status, version } = rest;
    return {
      id,
      name: named?.name ?? { 'zh-CN': inquiry, en: inquiry },
      from: row?.from_name ?? fromBody,
      to: body,
      sentAt,
      dueOn,
      overdue,
      status,
      version,
    };
  }
}

/** A letter as the department reads it, with its own answer. */
export type InquiryRead = {
  id: string;
  status: string;
  overdue: boolean;
  version: number;
  letter: JsonValue;
  answer: JsonValue;
};

/**
 * Reads one letter. It holds what may be protected, so that each reading is an entry of the record before anything is shown
 * (一查一记): who, for which department, when. Whom an interest keeps from the case, or who submitted it, reads nothing.
 * Of a letter that was taken back, or closed, nobody waits for an answer any more: the department is told that it was
 * there, and no longer of whom it was.
 */
export class ReadInquiry {
  constructor(
    private readonly recorder: Recorder,
    private readonly book: PolicyBook,
    private readonly keys: Keys,
  ) {}

  async execute(actor: Official, id: string): Promise<InquiryRead | Refusal> {
    return this.recorder.write<InquiryRead>(undefined, async (tx) => {
      const letter = await inquiryTo(tx, departmentsOf(actor), id);
      const [columns] = letter ? await tx.query<CaseColumns>('SELECT * FROM cases WHERE id = ?', [letter.caseId]) : [];
      if (!letter || !columns) return refuse('not_found');
      const row = caseFrom(columns);
      const { route } = this.book.track(row.policyId, row.courseId).course;
      const by = mayAct('answer_inquiry', actor, caseFacts(row, route, await involvedIn(tx, row), letter.body));
      if (isRefusal(by)) return forDepartment(by);
      const said = (await lettersAndAnswers(tx, this.keys, [id])).get(id);
      const { status, overdue, version } = letter;
      return {
        answer: {
          id,
          status,
          overdue,
          version,
          letter: (said ? shownOf(said.letter, status) : null) as unknown as JsonValue,
          answer: (said?.answer ?? null) as unknown as JsonValue,
        },
        facts: [{ chain: `inquiry:${id}`, act: 'read_letter', by, facts: { version } }],
      };
    });
  }
}

const shownOf = (letter: Letter, status: InquiryStatus) =>
  status === 'taken_back' || status === 'closed' ? { ...letter, about: null } : letter;
