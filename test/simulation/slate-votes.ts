import { POSTS, type Post } from '../../src/policy/terms.js';
import type { Election } from '../../src/slates/election.js';
import { seatsByHand } from './slate-count.js';
import type { CaseSeen, SlateSeen } from './slate-seen.js';

/** Whether what is recorded of somebody's election is in the figures of one vote, and those can be. */
export function isHeld(slate: SlateSeen, { id, one: { done } }: CaseSeen): boolean {
  const recorded = done.flatMap(({ event, day }) => (event.type === 'record_election' ? [{ ...event, day }] : []));
  const told = slate.votes.flatMap((vote) =>
    vote.results.filter(({ caseId }) => caseId === id).map((result) => ({ vote, result })),
  );
  return (
    recorded.length === told.length &&
    told.every(({ vote, result: { elected, votesFor, votesAgainst, abstentions } }, place) => {
      const cast = votesFor + votesAgainst + abstentions;
      const before = vote.heldOn <= (recorded[place]?.day ?? '');
      const people = cast <= vote.votersPresent && vote.votersPresent <= vote.votersDue;
      return elected === recorded[place]?.elected && (!elected || votesFor > 0) && people && before;
    }) &&
    told.every(({ vote }) => POSTS.every((post) => votesFor(slate, vote, post) <= mostVotes(slate, vote, post)))
  );
}

const votesFor = ({ cases }: SlateSeen, { results }: Election, post: Post): number =>
  results.reduce(
    (sum, { caseId, votesFor: own }) =>
      cases.some(({ id, posts }) => id === caseId && posts.includes(post)) ? sum + own : sum,
    0,
  );

/** Each of those present has as many votes as there are seats. */
const mostVotes = (slate: SlateSeen, { votersPresent }: Election, post: Post): number =>
  votersPresent * seatsByHand(slate, post);

/** Whether the last vote was one too many for a post, or held on somebody who may not stand again. */
export function furtherVoteUnallowed({ of, cases, votes }: SlateSeen): boolean {
  const rule = of.policy.election?.furtherVotes;
  const last = votes.at(-1);
  if (!rule || !last) return false;
  return POSTS.some((post) => {
    const standing = (vote: Election) =>
      cases.filter(({ id, posts }) => posts.includes(post) && vote.results.some(({ caseId }) => caseId === id));
    const days = [...new Set(votes.filter((vote) => standing(vote).length > 0).map(({ heldOn }) => heldOn))];
    const own = standing(last);
    const earlier = days.filter((day) => day !== last.heldOn).length;
    // What is reported later of a day on which the post was voted on already is the same vote.
    const again = votes.slice(0, -1).some((vote) => vote.heldOn === last.heldOn && standing(vote).length > 0);
    if (own.length === 0 || earlier === 0 || again) return false;
    const late = own.some(({ handedIn }) => !rule.candidates.includes(handedIn ? 'remaining' : 'named_later'));
    return earlier > rule.atMost || late;
  });
}
