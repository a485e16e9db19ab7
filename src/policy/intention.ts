import { refuse, type Refusal } from '../kernel/refusal.js';
import type { Policy } from './policy.js';
import type { IntendedAct } from './terms.js';

/** An earlier act on a case, as far as it has to do with what is intended. */
export interface PastAct {
  readonly number: number;
  readonly act: string;
  readonly reason: string | null;
  readonly at: string;
}

/** 拟处理意见: what those concerned were told, and whether they were heard: they answered, or the period passed. */
export interface StandingIntention {
  readonly number: number;
  readonly before: IntendedAct;
  readonly reason: string | null;
  readonly at: string;
  readonly heard: boolean;
}

const BEFORE: Readonly<Record<string, IntendedAct>> = { intend_rejection: 'reject', intend_revocation: 'revoke' };
const HEARD = ['answer_intention', 'close_answering'];
/** With these it is acted upon, or given up. Other papers (补正) are another question. */
const ENDING = ['approve', 'reject', 'revoke', 'drop_intention', 'return_for_supplement'];

/** The acts that the answer bears on; the others need not be looked at. */
export const ACTS_OF_INTENTIONS: readonly string[] = [...Object.keys(BEFORE), ...HEARD, ...ENDING];

/** The intention that stands after these acts, in the order in which they were done. */
export function standingIntention(acts: readonly PastAct[]): StandingIntention | null {
  return acts.reduce<StandingIntention | null>((standing, { number, act, reason, at }) => {
    const before = BEFORE[act];
    if (before) return { number, before, reason, at, heard: false };
    if (ENDING.includes(act)) return null;
    return standing && HEARD.includes(act) ? { ...standing, heard: true } : standing;
  }, null);
}

/**
 * An adverse act rests on what those concerned were told and could answer: on this reason, and on what was known then.
 * @param reason of the act; of one that is only thought of, undefined
 * @param findings numbers of the acts that recorded something that is not clear
 */
export function intentionInTheWay(
  { intention }: Pick<Policy, 'intention'>,
  standing: StandingIntention | null,
  act: IntendedAct,
  reason: string | undefined,
  findings: readonly number[],
): Refusal | null {
  if (!intention?.before.includes(act)) return null;
  if (standing?.before !== act || !standing.heard) return refuse('intention_missing', { before: act });
  if (reason !== undefined && reason !== standing.reason)
    return refuse('reason_not_intended', { intended: standing.reason, reason });
  const since = findings.filter((number) => number > standing.number);
  return since.length > 0 ? refuse('findings_since_intention', { findings: since }) : null;
}
