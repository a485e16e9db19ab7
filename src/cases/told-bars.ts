import { isRefusal, type ReasonCode } from '../kernel/refusal.js';
import type { Official } from '../policy/actor.js';
import { mayAct, type CaseFacts } from '../policy/may-act.js';
import type { Bar } from './recusal-rows.js';

/** What keeps somebody from a case is their own matter: a kinship, say, or who employs whom. */
const OWN_MATTERS: readonly ReasonCode[] = ['conflict_of_interest', 'same_employer'];

type Person = Pick<Official, 'id' | 'mandates'>;

/**
 * Whether somebody is told exactly what keeps an official from a case: the official, and an approver of their body who may
 * let them go on. Others plan without that person, and need no more for it than that they are kept from it.
 */
export function mayKnowBars(reader: Official, official: Person, facts: CaseFacts): boolean {
  if (official.id === reader.id) return true;
  const by = mayAct('waive_recusal', reader, facts);
  return !isRefusal(by) && by.kind === 'official' && official.mandates.some(({ body }) => body === by.body);
}

/** A reason why somebody may not act, as it is told to who may know it exactly, or not. */
export const toldReason = (reason: ReasonCode, exact: boolean): ReasonCode =>
  exact || !OWN_MATTERS.includes(reason) ? reason : 'kept_from_case';

/** Whom something keeps from a case; for who may not know what, one line a person says no more than that. */
export function toldBars(bars: readonly Bar[], exact: (official: string) => boolean): Bar[] {
  const neutral = bars
    .filter(({ official }) => !exact(official))
    .map(({ official, name }) => ({ official, name, ground: null, number: null, interest: null, foundBy: null }));
  return [
    ...bars.filter(({ official }) => exact(official)),
    ...new Map(neutral.map((each) => [each.official, each])).values(),
  ];
}
