import { refuse, type Refusal } from '../kernel/refusal.js';
import type { Policy } from './policy.js';
import { INTENDED_BY, type IntendedAct } from './terms.js';

/** An earlier act on a case, as far as it has to do with what is intended. */
export interface PastAct {
  readonly number: number;
  readonly act: string;
  readonly reason: string | null;
  readonly legalBasis: readonly string[];
  readonly at: string;
  /** Of what the candidate said: it was all that they want to say. */
  readonly last: boolean;
  /** It brought the case to another state: of what is said, it was the last that had to be heard. */
  readonly moved: boolean;
}

/** 拟处理意见: what those concerned were told, and who of them was heard. */
export interface StandingIntention {
  readonly number: number;
  readonly before: IntendedAct;
  readonly reason: string | null;
  readonly legalBasis: readonly string[];
  readonly at: string;
  /** The unit answered. */
  readonly unitHeard: boolean;
  /** The candidate said, to the body itself, all that they want to say; what the unit passes on ends nothing for them. */
  readonly candidateHeard: boolean;
  /** Both were heard, or the period to answer passed. */
  readonly heard: boolean;
}

/** Why an adverse act is done, as far as those concerned were told it. */
export interface Grounds {
  readonly code: string;
  readonly legalBasis: readonly string[];
}

const HEARING = ['answer_intention', 'record_statement', 'close_answering'];
/** With these it is acted upon, or given up. Other papers (补正) are another question. */
const ENDING = ['approve', 'reject', 'revoke', 'drop_intention', 'return_for_supplement'];

/** The acts that the answer bears on; the others need not be looked at. */
export const ACTS_OF_INTENTIONS: readonly string[] = [...Object.keys(INTENDED_BY), ...HEARING, ...ENDING];

/** The intention that stands after these acts, in the order in which they were done. */
export function standingIntention(acts: readonly PastAct[]): StandingIntention | null {
  return acts.reduce<StandingIntention | null>((standing, past) => {
    const before = INTENDED_BY[past.act];
    if (before) return { ...told(past), before };
    if (ENDING.includes(past.act)) return null;
    return standing && heardIn(standing, past);
  }, null);
}

const told = ({ number, reason, legalBasis, at }: PastAct) => ({
  number,
  reason,
  legalBasis,
  at,
  unitHeard: false,
  candidateHeard: false,
  heard: false,
});

function heardIn(standing: StandingIntention, { act, last, moved }: PastAct): StandingIntention {
  const unitHeard = standing.unitHeard || act === 'answer_intention';
  const candidateHeard = standing.candidateHeard || (act === 'record_statement' && last);
  const heard = standing.heard || moved;
  return { ...standing, unitHeard, candidateHeard, heard };
}

/**
 * An adverse act rests on what those concerned were told and could answer: on these grounds, and on what was known then.
 * @param grounds of the act; of one that is only thought of, undefined
 * @param learned numbers of the acts by which something became known that does not speak for the candidate, or is another
 *   thing than what they were told of
 */
export function intentionInTheWay(
  { intention }: Pick<Policy, 'intention'>,
  standing: StandingIntention | null,
  act: IntendedAct,
  grounds: Grounds | undefined,
  learned: readonly number[],
): Refusal | null {
  if (!intention?.before.includes(act)) return null;
  if (standing?.before !== act || !standing.heard) return refuse('intention_missing', { before: act });
  const untold = (grounds?.legalBasis ?? []).filter((basis) => !standing.legalBasis.includes(basis));
  if (grounds && (grounds.code !== standing.reason || untold.length > 0))
    return refuse('reason_not_intended', {
      intended: standing.reason,
      reason: grounds.code,
      intendedBasis: [...standing.legalBasis],
      untoldBasis: untold,
    });
  const since = learned.filter((number) => number > standing.number);
  return since.length > 0 ? refuse('learned_since_intention', { since }) : null;
}
