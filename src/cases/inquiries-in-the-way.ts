import { findBodies } from '../bodies/body-row.js';
import type { Tx } from '../database/transactions.js';
import type { JsonValue } from '../kernel/canonical-json.js';
import { refuse, type Refusal } from '../kernel/refusal.js';
import { inquiriesOf, type SentInquiry } from '../inquiries/inquiry-row.js';
import { appliesTo } from '../policy/checks/judge.js';
import {
  inquiriesAt,
  notFoundOut,
  unheard,
  waitsFor,
  type BlockedAct,
  type Inquiry,
  type LetterStanding,
} from '../policy/inquiries.js';
import type { Keys } from '../protected-fields/keys.js';
import type { CaseAct } from '../workflow/events.js';
import { stepOf } from './apply-event.js';
import type { Case } from './case-row.js';
import { factsFor } from './check-facts.js';
import { askedOf } from './checks.js';
import { departmentsFor } from './departments.js';
import type { Track } from './policy-book.js';

const isBlocked = (act: CaseAct): act is BlockedAct => act === 'approve' || act === 'reject';

/**
 * A refusal if an act waits for departments: for letters that are open, or for one that the policy requires and nobody has
 * sent. That they are late changes nothing: silence is no answer.
 */
export async function inquiriesInTheWay(
  db: Pick<Tx, 'query'>,
  keys: Keys,
  row: Case,
  track: Track,
  act: CaseAct,
  at: string,
): Promise<Refusal | null> {
  const here = inquiriesAt(track.policy, stepOf(row.state));
  if (act === 'send_inquiry') return here.length > 0 ? null : refuse('inquiry_unknown', { inquiries: [] });
  if (!isBlocked(act)) return null;
  const required = act === 'approve' ? here.filter(({ required: of }) => of !== undefined) : [];
  if (row.context.openInquiries === 0 && required.length === 0) return null;
  const letters = await inquiriesOf(db, row.id);
  const waited = letters.filter((letter) => waitsFor(track.policy.inquiries ?? [], letter, act));
  if (waited.length > 0) return refuse('inquiry_open', { inquiries: await named(db, track, waited) });
  // Who was asked by data that was wrong may have answered about somebody else.
  const standing = letters.filter(({ overtakenIn }) => overtakenIn === null);
  const missing = required.length > 0 ? await notDone(db, keys, row, track, required, standing, at) : [];
  return missing.length > 0 ? refuse('inquiry_missing', { inquiries: missing }) : null;
}

/** One that is required and was not done: what is left to ask, and the bodies that can be asked; none if there is no such department. */
export type MissingInquiry = {
  inquiry: string;
  name: { 'zh-CN': string; en: string };
  department: string;
  questions: string[];
  bodies: string[];
};

/**
 * Those that are required of this candidate and on which a department was not heard, with the questions that are left and
 * whom they can be put to. Where that is nobody, what somebody found out and recorded takes the place of the answer.
 */
async function notDone(
  db: Pick<Tx, 'query'>,
  keys: Keys,
  row: Case,
  track: Track,
  required: readonly Inquiry[],
  letters: readonly LetterStanding[],
  at: string,
): Promise<MissingInquiry[]> {
  const facts = await factsFor(db, keys, row, { rules: [], voteAhead: true, at });
  const checks = askedOf(row, track, facts);
  const missing = required.map(async (inquiry): Promise<MissingInquiry[]> => {
    const left = appliesTo(inquiry.required ?? {}, facts) ? unheard(inquiry, checks, letters) : [];
    if (left.length === 0) return [];
    const bodies = await departmentsFor(db, row, inquiry.to);
    const questions = bodies.length > 0 ? left : notFoundOut(left, facts.findings);
    if (questions.length === 0) return [];
    const { id, name, to } = inquiry;
    return [
      {
        inquiry: id,
        name: { ...name },
        department: to,
        questions: questions.map((question) => question.id),
        bodies: bodies.map((body) => body.id),
      },
    ];
  });
  return (await Promise.all(missing)).flat();
}

/** Open letters by what they are called and whom they went to, for those who review. */
async function named(db: Pick<Tx, 'query'>, { policy }: Track, letters: readonly SentInquiry[]): Promise<JsonValue[]> {
  const bodies = await findBodies(
    db,
    letters.map(({ body }) => body),
  );
  return letters.map(({ id, inquiry, body, dueOn, overdue }) => {
    const name = policy.inquiries?.find((one) => one.id === inquiry)?.name;
    return {
      id,
      inquiry,
      name: name ? { ...name } : null,
      body: bodies.find((one) => one.id === body)?.name ?? body,
      dueOn,
      overdue,
    };
  });
}
