import { isRefusal } from '../kernel/refusal.js';
import type { Mandate, Official } from '../policy/actor.js';
import { mayAct, type CaseFacts } from '../policy/may-act.js';
import type { Bar } from './recusal-rows.js';

/** Somebody, and the bodies of which they are. */
type Person = { readonly id: string; readonly mandates: readonly Pick<Mandate, 'body'>[] };

/**
 * Whether somebody is told exactly what keeps an official from a case: the official, and an approver of their body who may
 * let them go on. Others plan without that person, and need no more for it than that they are kept from it.
 */
export function mayKnowBars(reader: Official, official: Person, facts: CaseFacts): boolean {
  if (official.id === reader.id) return true;
  const by = mayAct('waive_recusal', reader, facts);
  return !isRefusal(by) && by.kind === 'official' && official.mandates.some(({ body }) => body === by.body);
}

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
