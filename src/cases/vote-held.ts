import { refuse, type Refusal } from '../kernel/refusal.js';
import type { VoteFigures } from '../policy/checks/facts.js';
import { dateInChina } from '../policy/working-days.js';
import type { Case } from './case-row.js';

/** A vote that was held and is not recorded yet, as far as somebody says how it went: checks are judged as if it were. */
export interface VoteHeld {
  /** YYYY-MM-DD */
  readonly heldOn?: string;
  /** All of them, or none. */
  readonly figures?: Partial<VoteFigures>;
}

/** A vote that was held is asked about while the case waits for its record; before, it is planned, and after, it is known. */
export function voteHeldInTheWay({ id, state }: Case, { heldOn, figures }: VoteHeld, at: string): Refusal | null {
  if (heldOn === undefined && figures === undefined) return null;
  if (state !== 'passed') return refuse('vote_not_awaited', { heldOn: heldOn ?? null, state });
  const today = dateInChina(at);
  if (heldOn !== undefined && heldOn > today) return refuse('election_date_in_future', { heldOn, today });
  return figures && !wholeOf(figures) ? refuse('election_counts_impossible', { case: id }) : null;
}

/** Nobody votes who is not there. @returns null if a figure is missing, or they cannot be */
function wholeOf({ votersDue, votersPresent, votesFor }: Partial<VoteFigures>): VoteFigures | null {
  if (votersDue === undefined || votersPresent === undefined || votesFor === undefined) return null;
  return votersPresent <= votersDue && votesFor <= votersPresent ? { votersDue, votersPresent, votesFor } : null;
}

/** The same, for those who judge. */
export function asHeld({ heldOn, figures }: VoteHeld): { readonly heldOn?: string; readonly vote?: VoteFigures } {
  const vote = figures && wholeOf(figures);
  return { ...(heldOn === undefined ? {} : { heldOn }), ...(vote ? { vote } : {}) };
}
