import { marks } from '../database/dialect.js';
import type { Tx } from '../database/transactions.js';
import { canonicalJson, type JsonValue } from '../kernel/canonical-json.js';
import type { Inquiry, InquiryStatus, LetterStanding } from '../policy/inquiries.js';
import type { Keys } from '../protected-fields/keys.js';
import { PLACES } from '../protected-fields/places.js';
import { open, seal } from '../protected-fields/seal.js';
import type { InquiryAnswer, Letter } from './letter.js';

/** A letter that was sent, and what became of it. What it says is sealed beside it. */
export interface SentInquiry extends LetterStanding {
  readonly id: string;
  readonly caseId: string;
  readonly step: string;
  readonly fromBody: string;
  readonly body: string;
  readonly questions: readonly string[];
  readonly suspends: NonNullable<Inquiry['suspends']> | null;
  /** Number of the act that sent it. */
  readonly sentIn: number;
  readonly sentAt: string;
  readonly dueOn: string;
  readonly dueAt: string;
  readonly provisional: boolean;
  /** The calendar of the department by which it is counted; null: the national one. */
  readonly calendar: string | null;
  /** When the department is to be reminded next; null: never, or not while the end is a guess. */
  readonly remindAt: string | null;
  /** Number of the act that ended it. */
  readonly endedIn: number | null;
  readonly endedAt: string | null;
  /** The act that corrected the data by which it asked; null: what it told is still so. */
  readonly overtakenIn: number | null;
  /** Counts what became of it; the ETag of the inquiry. */
  readonly version: number;
}

export interface InquiryColumns {
  id: string;
  case_id: string;
  inquiry: string;
  step: string;
  from_body_id: string;
  body_id: string;
  questions: string;
  suspends: SentInquiry['suspends'];
  sent_in: number;
  sent_at: string;
  due_on: string;
  due_at: string;
  provisional: number;
  calendar: string | null;
  remind_at: string | null;
  overdue_in: number | null;
  status: InquiryStatus;
  ended_in: number | null;
  ended_at: string | null;
  overtaken_in: number | null;
  version: number;
}

export const COLUMNS = `id, case_id, inquiry, step, from_body_id, body_id, questions, suspends, sent_in, sent_at, due_on, due_at,
  provisional, calendar, remind_at, overdue_in, status, ended_in, ended_at, overtaken_in, version`;

export const inquiryFrom = (row: InquiryColumns): SentInquiry => ({
  id: row.id,
  caseId: row.case_id,
  inquiry: row.inquiry,
  step: row.step,
  fromBody: row.from_body_id,
  body: row.body_id,
  questions: JSON.parse(row.questions) as string[],
  suspends: row.suspends,
  sentIn: row.sent_in,
  sentAt: row.sent_at,
  dueOn: row.due_on,
  dueAt: row.due_at,
  provisional: row.provisional === 1,
  calendar: row.calendar,
  remindAt: row.remind_at,
  overdue: row.overdue_in !== null,
  status: row.status,
  endedIn: row.ended_in,
  endedAt: row.ended_at,
  overtakenIn: row.overtaken_in,
  version: row.version,
});

/** Whether the body's clock stands still for it. */
export const holdsClock = ({ status, suspends, overdue }: SentInquiry): boolean =>
  status === 'open' && suspends !== null && !(suspends === 'until_overdue' && overdue);

/**
 * The instant from which the body's clock goes on once a letter is past due for which it stood so long only, however late
 * that comes to be written down: when the last letter for which it stood was due, or ended.
 */
export const stoodUntil = (letters: readonly SentInquiry[], { dueAt }: Pick<SentInquiry, 'dueAt'>): string =>
  letters.reduce((last, letter) => {
    if (letter.suspends === null || letter.endedAt === null) return last;
    const until = letter.suspends === 'until_overdue' && letter.dueAt < letter.endedAt ? letter.dueAt : letter.endedAt;
    return until > last ? until : last;
  }, dueAt);

export type NewInquiry = Omit<SentInquiry, 'status' | 'overdue' | 'endedIn' | 'endedAt' | 'overtakenIn' | 'version'>;

export function insertInquiry(tx: Tx, keys: Keys, sent: NewInquiry, letter: Letter): void {
  tx.send(
    `INSERT INTO inquiries (id, case_id, inquiry, step, from_body_id, body_id, questions, letter_sealed, suspends, sent_in,
      sent_at, due_on, due_at, provisional, calendar, remind_at, status, version)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', 1)`,
    [
      sent.id,
      sent.caseId,
      sent.inquiry,
      sent.step,
      sent.fromBody,
      sent.body,
      JSON.stringify(sent.questions),
      seal(keys, PLACES.inquiryLetter(sent.id), canonicalJson(letter as unknown as JsonValue)),
      sent.suspends,
      sent.sentIn,
      sent.sentAt,
      sent.dueOn,
      sent.dueAt,
      sent.provisional ? 1 : 0,
      sent.calendar,
      sent.remindAt,
    ],
  );
}

/** All letters of a case, in the order in which they were sent. */
export async function inquiriesOf(db: Pick<Tx, 'query'>, caseId: string): Promise<SentInquiry[]> {
  const rows = await db.query<InquiryColumns>(`SELECT ${COLUMNS} FROM inquiries WHERE case_id = ? ORDER BY id`, [
    caseId,
  ]);
  return rows.map(inquiryFrom);
}

/** A letter, if it went to one of these bodies. */
export async function inquiryTo(
  db: Pick<Tx, 'query'>,
  bodies: readonly string[],
  id: string,
): Promise<SentInquiry | undefined> {
  if (bodies.length === 0) return undefined;
  const [row] = await db.query<InquiryColumns>(
    `SELECT ${COLUMNS} FROM inquiries WHERE id = ? AND body_id IN (${marks(bodies)})`,
    [id, ...bodies],
  );
  return row && inquiryFrom(row);
}

/** The letters to these bodies, the oldest first, which are the first to be due. @param after the last id of the page before */
export async function inquiriesTo(
  db: Pick<Tx, 'query'>,
  bodies: readonly string[],
  openOnly: boolean,
  after: string,
  limit: number,
): Promise<SentInquiry[]> {
  if (bodies.length === 0) return [];
  const rows = await db.query<InquiryColumns>(
    `SELECT ${COLUMNS} FROM inquiries WHERE body_id IN (${marks(bodies)}) AND id > ?${openOnly ? " AND status = 'open'" : ''}
     ORDER BY id LIMIT ?`,
    [...bodies, after, limit],
  );
  return rows.map(inquiryFrom);
}

/** What a letter says, and what was answered to it. */
export async function lettersAndAnswers(
  db: Pick<Tx, 'query'>,
  keys: Keys,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { readonly letter: Letter; readonly answer: InquiryAnswer | null }>> {
  if (ids.length === 0) return new Map();
  const rows = await db.query<{ id: string; letter_sealed: string; answer_sealed: string | null }>(
    `SELECT id, letter_sealed, answer_sealed FROM inquiries WHERE id IN (${marks(ids)})`,
    ids,
  );
  return new Map(
    rows.map(({ id, letter_sealed, answer_sealed }) => [
      id,
      {
        letter: JSON.parse(open(keys, PLACES.inquiryLetter(id), letter_sealed)) as Letter,
        answer:
          answer_sealed === null
            ? null
            : (JSON.parse(open(keys, PLACES.inquiryAnswer(id), answer_sealed)) as InquiryAnswer),
      },
    ]),
  );
}

/** The act that ends a letter. */
export interface Ending {
  readonly number: number;
  readonly at: string;
}

export function answerInquiry(tx: Tx, keys: Keys, id: string, answer: InquiryAnswer, { number, at }: Ending): void {
  tx.send(
    `UPDATE inquiries SET status = 'answered', answer_sealed = ?, ended_in = ?, ended_at = ?, remind_at = NULL, version = version + 1
     WHERE id = ?`,
    [seal(keys, PLACES.inquiryAnswer(id), canonicalJson(answer as unknown as JsonValue)), number, at, id],
  );
}

export function takeBackInquiry(tx: Tx, id: string, { number, at }: Ending): void {
  tx.send(
    `UPDATE inquiries SET status = 'taken_back', ended_in = ?, ended_at = ?, remind_at = NULL, version = version + 1 WHERE id = ?`,
    [number, at, id],
  );
}

/** The step was left: nobody waits for an answer any more. @returns the letters that were open */
export async function closeInquiries(tx: Tx, caseId: string, { number, at }: Ending): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `UPDATE inquiries SET status = 'closed', ended_in = ?, ended_at = ?, remind_at = NULL, version = version + 1
     WHERE case_id = ? AND status = 'open' RETURNING id`,
    [number, at, caseId],
  );
  return rows.map(({ id }) => id).sort();
}

/** What departments were asked until now, they were asked by data that is another since. @param number of the act that corrected it */
export function overtakeInquiries(tx: Tx, caseId: string, number: number): void {
  tx.send('UPDATE inquiries SET overtaken_in = ? WHERE case_id = ? AND overtaken_in IS NULL', [number, caseId]);
}
