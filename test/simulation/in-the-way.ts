import type { Case } from '../../src/cases/case-row.js';
import { correctionsWaitFor } from '../../src/cases/corrections.js';
import type { Track } from '../../src/cases/policy-book.js';
import { isRefusal } from '../../src/kernel/refusal.js';
import type { Attribution } from '../../src/policy/actor.js';
import type { Verdict } from '../../src/policy/checks/judge.js';
import { intentionInTheWay, standingIntention, type PastAct } from '../../src/policy/intention.js';
import { personsIn } from '../../src/policy/may-act.js';
import type { ReviewStage } from '../../src/policy/policy.js';
import { decisionInTheWay, silenceInTheWay } from '../../src/policy/signatures.js';
import { advance } from '../../src/workflow/advance.js';
import type { CaseAct, CaseEvent } from '../../src/workflow/events.js';
import type { Clocks } from './clocks.js';
import type { Letters } from './letters.js';
import type { Within } from './within.js';

/** A case, as far as it says what stands in the way of an act. */
interface Standing {
  readonly track: Track;
  readonly row: Pick<Case, 'state' | 'context'>;
  readonly within: Within;
  readonly clocks: Clocks;
  readonly post: Letters;
  readonly learned: readonly number[];
  readonly correctionOpen: boolean;
  readonly step: () => string | null;
  readonly stage: () => ReviewStage | undefined;
  readonly acts: () => PastAct[];
  readonly seatTaken: () => boolean;
  readonly openVerdicts: (day: string, act: CaseAct) => Verdict[];
}

const HELD: readonly string[] = ['filed', 'registered', 'approved'];

/** A consent that nobody gave is looked at like one that somebody gave. */
export const agreement = (act: CaseAct): CaseAct => (act === 'deem_consent' ? 'approve' : act);

/** Whether anything but a person's duty and the turn keeps an act from being done, as the product asks it. */
export function inTheWay(one: Standing, by: Attribution, event: CaseEvent, day: string): boolean {
  const { type } = event;
  if (correctionInTheWay(one, agreement(type))) return true;
  if (periodInTheWay(one, type, day)) return true;
  if (seatInTheWay(one, event)) return true;
  if (type === 'record_election' && !event.elected) return false;
  const stage = one.stage();
  if (stage && by.kind === 'official' && (type === 'approve' || type === 'reject')) {
    if (decisionInTheWay(stage, one.within.signatures, personsIn(by), type)) return true;
  }
  if (type === 'drop_intention') return one.track.policy.intention !== undefined && !standingIntention(one.acts());
  if ((type === 'reject' || type === 'revoke') && unheard(one, type)) return true;
  if (stage && type === 'deem_consent') {
    const spoken = standingIntention(one.acts()) !== null || one.row.context.openInquiries > 0;
    if (spoken || silenceInTheWay(stage, one.within.signatures)) return true;
  }
  const waited = one.post.waitedFor(agreement(type), one.step());
  return waited.length > 0 || one.openVerdicts(day, agreement(type)).length > 0;
}

/** Whoever has to be heard was not, or not on this. */
function unheard(one: Standing, type: 'reject' | 'revoke'): boolean {
  const standing = standingIntention(one.acts());
  if (intentionInTheWay(one.track.policy, standing, type, undefined, one.learned)) return true;
  const { upheldObjections, objectionsTold } = one.row.context;
  return type === 'reject' && standing !== null && upheldObjections > objectionsTold;
}

/** The product asks only of acts that can complete a case; any that would is one of them. */
function seatInTheWay({ track, row, seatTaken }: Standing, event: CaseEvent): boolean {
  if (!row.context.reconsidered || HELD.includes(row.state)) return false;
  const next = advance(track.chart, row, event);
  return !isRefusal(next) && HELD.includes(next.state) && seatTaken();
}

/** The gate itself asks the database; this is its rule. */
function correctionInTheWay(one: Standing, act: CaseAct): boolean {
  if (act === 'conclude_correction') return !one.correctionOpen;
  if (act === 'ask_correction' || act === 'register_correction')
    return one.track.policy.corrections === undefined || one.correctionOpen;
  return one.correctionOpen && correctionsWaitFor(act);
}

function periodInTheWay(one: Standing, type: CaseAct, day: string): boolean {
  const { clocks } = one;
  if (type === 'close_notice') return day <= (clocks.latest('notice')?.budget.dueOn ?? '');
  if (type === 'reconsider') return day > (clocks.latest('reconsideration')?.budget.dueOn ?? day);
  return type === 'return_for_supplement' && tooLateForSupplement(one, day);
}

function tooLateForSupplement(one: Standing, day: string): boolean {
  const { stages } = one.track.course.route;
  const stage = stages.filter((each) => each.kind === 'review').find((each) => each.step === one.step());
  const within = stage?.supplements?.within;
  if (within !== (one.row.state.endsWith('.awaiting') ? 'acceptance' : 'decision')) return false;
  return day > (one.clocks.latest(within)?.budget.dueOn ?? day);
}
