import { findBodies } from '../bodies/body-row.js';
import type { Tx } from '../database/transactions.js';
import { refuse, type Refusal } from '../kernel/refusal.js';
import type { SentInquiry } from '../inquiries/inquiry-row.js';
import type { InquiryAnswer } from '../inquiries/letter.js';
import type { Policy } from '../policy/policy.js';
import { dateInChina } from '../policy/working-days.js';
import type { NamedFinding } from './check-rows.js';
import { checkFreeText, textsIn } from './reasons.js';
import { impossibleFinding } from './stated-findings.js';

/** A refusal if an answer is none to this letter: each question once, days that can be, no numbers of persons in the text. */
export function answersInTheWay(letter: SentInquiry, answer: InquiryAnswer, at: string): Refusal | null {
  const answered = answer.answers.map(({ question }) => question);
  const missing = letter.questions.filter((question) => !answered.includes(question));
  const unknown = answered.filter((question) => !letter.questions.includes(question));
  if (missing.length + unknown.length > 0) return refuse('answers_incomplete', { missing, unknown });
  const [sentOn, today] = [dateInChina(letter.sentAt), dateInChina(at)];
  const { datedOn, receivedOn, document } = answer;
  if (datedOn < sentOn || receivedOn < datedOn || today < receivedOn) {
    return refuse('answer_days_impossible', { sentOn, datedOn, receivedOn, today });
  }
  const texts = answer.answers.map(({ text, evidence }) => ({ text, evidence }));
  return checkFreeText({ document, ...textsIn('answers', texts) });
}

/** What an answer says to the checks: findings, whose source is the department and whose document its reply. */
export async function findingsIn(
  db: Pick<Tx, 'query'>,
  { inquiries = [] }: Policy,
  letter: SentInquiry,
  { answers, document, datedOn, receivedOn }: InquiryAnswer,
): Promise<NamedFinding[] | Refusal> {
  const [department] = await findBodies(db, [letter.body]);
  const questions = inquiries.find(({ id }) => id === letter.inquiry)?.questions ?? [];
  const findings = answers.flatMap(({ question, answer, effectiveOn, endedOn, intentional }): NamedFinding[] => {
    const check = questions.find(({ id }) => id === question)?.check;
    const source = department?.name ?? letter.body;
    return check === undefined
      ? []
      : [{ check, answer, source, reference: document, queriedOn: datedOn, effectiveOn, endedOn, intentional }];
  });
  return impossibleFinding(findings, receivedOn) ?? findings;
}
