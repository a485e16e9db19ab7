import { findBodies } from '../bodies/body-row.js';
import type { Tx } from '../database/transactions.js';
import type { JsonValue } from '../kernel/canonical-json.js';
import { refuse, type Refusal } from '../kernel/refusal.js';
import { inquiriesOf, type SentInquiry } from '../inquiries/inquiry-row.js';
import { appliesTo } from '../policy/checks/judge.js';
import { inquiriesAt, isDone, questionsFor, waitsFor, type BlockedAct, type Inquiry } from '../policy/inquiries.js';
import type { Keys } from '../protected-fields/keys.js';
import type { CaseAct } from '../workflow/events.js';
import { stepOf } from './apply-event.js';
import type { Case } from './case-row.js';
import { factsFor } from './check-facts.js';
import { askedOf } from './checks.js';
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
  const undone = required.filter((inquiry) => !isDone(inquiry, letters));
  const missing = undone.length > 0 ? await applying(db, keys, row, track, undone, at) : [];
  if (missing.length === 0) return null;
  return refuse('inquiry_missing', {
    inquiries: missing.map(({ id, name }) => ({ inquiry: id, name: { ...name } })),
  });
}

/** Those that are required of this candidate, and of whom something may be asked. */
async function applying(
  db: Pick<Tx, 'query'>,
  keys: Keys,
  row: Case,
  track: Track,
  required: readonly Inquiry[],
  at: string,
): Promise<Inquiry[]> {
  const facts = await factsFor(db, keys, row, { rules: [], voteAhead: true, at });
  const checks = askedOf(row, track, facts);
  return required.filter(
    (inquiry) => appliesTo(inquiry.required ?? {}, facts) && questionsFor(inquiry, checks).length > 0,
  );
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
