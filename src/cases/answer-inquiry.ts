import type { IdempotencyKey, Recorder } from '../audit/record.js';
import type { Tx } from '../database/transactions.js';
import { isRefusal, refuse, type ReasonCode, type Refusal } from '../kernel/refusal.js';
import { inquiryTo, type SentInquiry } from '../inquiries/inquiry-row.js';
import type { InquiryAnswer } from '../inquiries/letter.js';
import type { Official } from '../policy/actor.js';
import type { Keys } from '../protected-fields/keys.js';
import { actOnRow } from './act-on-case.js';
import { findCaseForChange, type Case } from './case-row.js';
import type { PolicyBook } from './policy-book.js';

export interface DepartmentsAnswer {
  readonly id: string;
  /** The version of the inquiry that the official looked at (`If-Match`). */
  readonly expectedVersion: number;
  readonly answer: InquiryAnswer;
}

export type AnsweredInquiry = { id: string; status: string; version: number };

/** The bodies for which somebody reads and answers letters. */
export const departmentsOf = ({ mandates }: Official): string[] => [
  ...new Set(mandates.filter(({ duty }) => duty === 'handler' || duty === 'approver').map(({ body }) => body)),
];

/** An official of the department that was asked answers. They see the letter, never the case, and are told nothing of it. */
export class AnswerInquiry {
  constructor(
    private readonly recorder: Recorder,
    readonly book: PolicyBook,
    readonly keys: Keys,
  ) {}

  async execute(actor: Official, given: DepartmentsAnswer, key?: IdempotencyKey): Promise<AnsweredInquiry | Refusal> {
    return this.recorder.write(key, (tx, at) => this.answer(tx, actor, given, at));
  }

  private async answer(tx: Tx, actor: Official, { id, expectedVersion, answer }: DepartmentsAnswer, at: string) {
    const open = await openLetter(tx, actor, id, expectedVersion);
    if (isRefusal(open)) return open;
    const { row, letter } = open;
    const request = {
      caseId: row.id,
      expectedVersion: row.version,
      event: { type: 'answer_inquiry', goesOn: true },
      consulted: letter.body,
      answered: { inquiry: id, answer },
    } as const;
    const acted = await actOnRow(tx, this, actor, row, request, at);
    if (isRefusal(acted)) return forDepartment(acted);
    return { answer: { id, status: 'answered', version: letter.version + 1 }, facts: acted.facts };
  }
}

/** A letter that waits for an answer of the asker's department, with its case, which is kept for this transaction. */
export async function openLetter(
  tx: Tx,
  actor: Official,
  id: string,
  expectedVersion: number,
): Promise<{ row: Case; letter: SentInquiry } | Refusal> {
  const found = await inquiryTo(tx, departmentsOf(actor), id);
  const row = found && (await findCaseForChange(tx, found.caseId));
  // Read again once the case is kept: somebody may have answered, or taken the letter back, meanwhile.
  const letter = found && (await inquiryTo(tx, [found.body], id));
  if (!row || !letter) return refuse('not_found');
  if (letter.version !== expectedVersion) {
    return refuse('stale_version', { version: letter.version, expected: expectedVersion });
  }
  return letter.status === 'open' ? { row, letter } : refuse('inquiry_not_open');
}

/** What is wrong with the answer, or with who is there to give it: nothing that the letter does not say itself. */
const TOLD: readonly ReasonCode[] = [
  'answers_incomplete',
  'answer_days_impossible',
  'finding_days_impossible',
  'personal_data_in_text',
  'inquiry_not_open',
  'absent',
];

/**
 * What a department is told of a refusal. Where the case stands, it is not; nor what keeps somebody from it, which tells
 * whom it is about, or who has to do with it.
 */
export function forDepartment(refusal: Refusal): Refusal {
  if (TOLD.includes(refusal.refused)) return refusal;
  if (refusal.refused === 'stale_version') return refuse('stale_version');
  return refuse(refusal.refused === 'out_of_turn' ? 'inquiry_not_open' : 'letter_for_another');
}
