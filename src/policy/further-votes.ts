import { refuse, type Refusal } from '../kernel/refusal.js';
import type { CrossError } from './cross-check-rules.js';
import type { ElectionRule, Policy } from './policy.js';
import { POSTS, type FurtherCandidacy, type Post } from './terms.js';

/** A case, as far as votes go. */
export interface Standing {
  readonly id: string;
  readonly posts: readonly Post[];
  /** The day of the vote in which the candidate stood, YYYY-MM-DD; null while it is to come. */
  readonly votedOn: string | null;
  /** What they would be in a further vote. */
  readonly candidacy: FurtherCandidacy;
}

/**
 * 另行选举: whether a vote is one more than a policy allows for a post, or held on somebody whom it does not let stand. The
 * results of one day are one vote, in however many reports they come; a post is voted on for itself.
 * @param rule left out: as often as there are seats and candidates
 */
export function furtherVoteInTheWay(
  rule: ElectionRule | undefined,
  members: readonly Standing[],
  stood: readonly Standing[],
  heldOn: string,
): Refusal | null {
  if (!rule) return null;
  const { atMost, candidates } = rule.furtherVotes;
  for (const post of POSTS) {
    const standing = stood.filter(({ posts }) => posts.includes(post));
    const days = new Set(members.flatMap(({ posts, votedOn }) => (posts.includes(post) && votedOn ? [votedOn] : [])));
    if (standing.length === 0 || days.size === 0 || days.has(heldOn)) continue;
    if (days.size > atMost) return refuse('further_vote_not_allowed', { post, held: days.size, atMost });
    const other = standing.find(({ candidacy }) => !candidates.includes(candidacy));
    if (other) return refuse('further_vote_not_open', { case: other.id, post, candidates: [...candidates] });
  }
  return null;
}

/** What a schema cannot say of further votes. */
export function crossCheckFurtherVotes({ election }: Policy): CrossError[] {
  if (!election) return [];
  const { atMost, candidates } = election.furtherVotes;
  const key = ['election', 'furtherVotes'];
  if (atMost === 0 && candidates.length > 0) {
    return [
      { key, message: 'nobody stands in a further vote where none is allowed; leave candidates empty, or allow one' },
    ];
  }
  if (atMost > 0 && candidates.length === 0) {
    return [
      { key, message: 'a further vote is allowed and nobody may stand in it; name candidates, or set atMost to 0' },
    ];
  }
  return [];
}
