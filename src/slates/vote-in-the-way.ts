import type { Member } from '../cases/roster-rows.js';
import { refuse, type Refusal } from '../kernel/refusal.js';
import { holding, seatsOf } from '../policy/checks/roster.js';
import { furtherVoteInTheWay, type Standing } from '../policy/further-votes.js';
import type { Policy } from '../policy/policy.js';
import { POSTS } from '../policy/terms.js';
import type { Election } from './election.js';
import type { Slate } from './slate-row.js';

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
