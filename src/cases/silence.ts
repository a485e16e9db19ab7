import type { Tx } from '../database/transactions.js';
import { isRefusal, refuse, type Refusal } from '../kernel/refusal.js';
import { THE_CLOCK } from '../policy/actor.js';
import { systemAsks } from '../policy/asks.js';
import { counted, silenceInTheWay } from '../policy/signatures.js';
import type { PeriodKey } from '../policy/terms.js';
import type { CaseEvent } from '../workflow/events.js';
import { asksBeside, asksNow, standingNow } from './asks.js';
import { NOTHING, type Beside } from './beside.js';
import { involvedIn, type Case } from './case-row.js';
import { checksBeside, type Means } from './checks.js';
import { correctionsInTheWay } from './corrections.js';
import { inquiriesInTheWay } from './inquiries-in-the-way.js';
import { intentionIn } from './intentions.js';
import type { Track } from './policy-book.js';
import { decidedAt, reviewAt } from './review-at.js';
import { endSignatures, standingSignatures } from './signature-rows.js';

/** What a body that says nothing counts as having done. */
type Silence = Extract<CaseEvent, { type: 'deem_accepted' | 'deem_consent' }>;

export const isSilence = (event: CaseEvent): event is Silence =>
  event.type === 'deem_accepted' || event.type === 'deem_consent';

/** What the clock makes of the silence of a body when a period has passed; null where the policy makes nothing of it. */
export function silentEvent(row: Pick<Case, 'state'>, track: Pick<Track, 'course'>, period: PeriodKey): Silence | null {
  const silence = reviewAt(row, track)?.silence;
  if (period === 'acceptance') return silence?.acceptance === 'accepted' ? { type: 'deem_accepted' } : null;
  return period === 'decision' && silence?.decision === 'consent' ? { type: 'deem_consent' } : null;
}

/** What goes with a silence that counts for something, or what stands in its way. */
export const silenceBeside = async (
  tx: Tx,
  means: Means,
  row: Case,
  track: Track,
  { type }: Silence,
  at: string,
): Promise<Beside | Refusal> =>
  type === 'deem_accepted' ? acceptanceBeside(tx, row, track, at) : consentBeside(tx, means, row, track, at);

/** Accepted by nobody, a case has its signatures asked for as if somebody had. */
async function acceptanceBeside(tx: Tx, row: Case, track: Track, at: string): Promise<Beside> {
  if (!systemAsks(reviewAt(row, track))) return NOTHING;
  const [involved, standing] = await Promise.all([involvedIn(tx, row), standingSignatures(tx, row.id)]);
  return asksBeside(tx, row, THE_CLOCK, await asksNow(tx, row, track, involved, standing, at));
}

/**
 * A consent that nobody gave passes nothing that an approval could not: what stands in the way of one, or what goes with
 * it. If anything does, the case is overdue and no more; a body decides.
 */
async function consentBeside(tx: Tx, means: Means, row: Case, track: Track, at: string): Promise<Beside | Refusal> {
  const stage = decidedAt(row, track);
  if (!stage) return NOTHING;
  // A body that means to reject, or asks a department, has said something; whoever asked for a correction waits for an answer.
  if (row.context.openInquiries > 0) return refuse('inquiry_open');
  if (track.policy.intention && (await intentionIn(tx, row.id))) return refuse('out_of_turn');
  const waiting =
    (await correctionsInTheWay(tx, row, track, 'approve')) ??
    (await inquiriesInTheWay(tx, means.keys, row, track, 'approve', at));
  if (waiting) return waiting;
  const involved = await involvedIn(tx, row);
  const standing = await standingNow(tx, row, track, involved, at);
  const signed = silenceInTheWay(stage, counted(standing, involved));
  if (signed) return signed;
  const checked = await checksBeside(tx, means, row, track, { event: { type: 'approve' } }, at);
  if (isRefusal(checked)) return checked;
  return {
    ...checked,
    store: (number) => {
      checked.store(number);
      if (standing.length > 0) endSignatures(tx, row.id, number);
    },
  };
}
