import type { Member } from '../cases/roster-rows.js';
import { refuse, type Refusal } from '../kernel/refusal.js';
import { holding, seatsOf } from '../policy/checks/roster.js';
import { furtherVoteInTheWay, type Standing } from '../policy/further-votes.js';
import type { Policy } from '../policy/policy.js';
import { POSTS } from '../policy/terms.js';
import type { Election, ElectionResult } from './election.js';
import type { Slate } from './slate-row.js';

/** Nobody votes who is not there, and nobody is elected without a vote; which majority is needed is the charter's. */
export function countsInTheWay(election: Election): Refusal | null {
  const impossible = election.results.find((result) => !possible(election, result));
  if (election.votersPresent <= election.votersDue && !impossible) return null;
  return refuse('election_counts_impossible', { case: impossible?.caseId ?? null });
}

const possible = ({ votersPresent }: Election, { elected, votesFor, votesAgainst, abstentions }: ElectionResult) =>
  votesFor + votesAgainst + abstentions <= votersPresent && (!elected || votesFor > 0);

/** Who was not elected first: whoever was is judged by the roster that this vote leaves. */
export const inOrderOfRecording = ({ results }: Pick<Election, 'results'>): ElectionResult[] =>
  [...results].sort((a, b) => Number(a.elected) - Number(b.elected) || (a.caseId < b.caseId ? -1 : 1));

/**
 * What no single result shows: more votes for a post than those present had, or a further vote that the policy does not know.
 * @param members the cases of the slate, before this vote is recorded
 */
export function voteInTheWay(
  policy: Policy,
  { particulars = {} }: Pick<Slate, 'particulars'>,
  members: readonly Member[],
  { heldOn, votersPresent, results }: Election,
): Refusal | null {
  const stood = members.filter(({ id }) => results.some(({ caseId }) => caseId === id));
  for (const post of POSTS) {
    const candidates = holding(stood, post);
    const votes = results
      .filter(({ caseId }) => candidates.some(({ id }) => id === caseId))
      .reduce((sum, { votesFor }) => sum + votesFor, 0);
    const seats = seatsOf(post, particulars);
    // Nobody votes for more candidates than there are seats.
    if (seats !== null && votes > votersPresent * seats) {
      return refuse('election_counts_impossible', { case: null, post, votesFor: votes, seats });
    }
  }
  return furtherVoteInTheWay(policy.election, members.map(standingOf), stood.map(standingOf), heldOn);
}

const standingOf = ({ id, posts, votedOn, handedIn }: Member): Standing => ({
  id,
  posts,
  votedOn,
  candidacy: handedIn ? 'remaining' : 'named_later',
});
