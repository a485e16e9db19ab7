import type { Official } from './actor.js';
import type { Duty } from './terms.js';

/**
 * How much of a case an actor is shown: the dossier (identity numbers masked), the record alone (an auditor sees acts
 * and commitments, not the person), or nothing, which looks like a case that does not exist.
 */
export type Sight = 'dossier' | 'record' | 'nothing';

/**
 * @param seenBy bodies the case has reached, the submitting one among them
 * @param auditsIt whether the actor is auditor at a body of the case's jurisdiction
 */
export function sightOf(actor: Official, seenBy: readonly string[], auditsIt: boolean): Sight {
  const duties: readonly Duty[] = ['submitter', 'handler', 'approver'];
  const reads = actor.mandates.some(({ body, duty }) => duties.includes(duty) && seenBy.includes(body));
  if (reads) return 'dossier';
  return auditsIt ? 'record' : 'nothing';
}

/**
 * Whether an administrator of one place keeps the directory of another: of their own, and of what lies within it
 * (330000 covers 330100 and 330102; GB/T 2260).
 */
export const administers = (own: string, other: string): boolean => other.startsWith(reachOf(own));

/** With what the codes of all places begin that lie within one. */
export const reachOf = (place: string): string => place.replace(/(00){1,2}$/, '');
