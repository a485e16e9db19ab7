import type { Case } from '../cases/case-row.js';
import type { Member } from '../cases/roster-rows.js';
import type { SlateParticulars } from '../policy/checks/facts.js';
import { holding, seatsOf } from '../policy/checks/roster.js';
import { POSTS, type Post } from '../policy/terms.js';
import type { Candidate } from './candidate-rows.js';

/** Who will hold a post after this slate: those who stay, those elected, and those who still can be. */
export interface PostOnRoster {
  readonly post: Post;
  /** 应选人数; null if nobody stated it, 0 of a post that this slate does not fill. */
  readonly seats: number | null;
  readonly staying: number;
  readonly elected: number;
  readonly running: number;
  /** Seats for which nobody is left; null where the seats are not known. */
  readonly vacant: number | null;
  /** Whether more stand than there are seats. */
  readonly contested: boolean;
  /** Of those elected and in the running, whom the asker sees. */
  readonly holders: readonly {
    readonly case: string;
    readonly candidate: number;
    readonly name: string;
    readonly elected: boolean;
  }[];
}

/** What is known of a roster: what was stated, what became of the cases, who holds posts by other slates of the term. */
export interface Known {
  readonly particulars: SlateParticulars;
  readonly members: readonly Pick<Member, 'id' | 'candidate' | 'posts' | 'out' | 'votedOn'>[];
  readonly held: readonly { readonly posts: readonly Post[] }[];
}

/** Of whom the asker is told the name. */
export interface Shown {
  readonly cases: readonly Pick<Case, 'id'>[];
  readonly candidates: readonly Pick<Candidate, 'id' | 'ordinal' | 'profile'>[];
}

/**
 * The posts that a slate has to do with: somebody stood for them, their seats were stated, or somebody keeps or holds them in
 * this term. What nobody stands for or was said to keep is no vacancy: an association that has no executive head lacks none.
 */
export const postsOnRoster = (known: Known, shown: Shown): PostOnRoster[] =>
  POSTS.filter((post) => isOnRoster(post, known)).map((post) => onRoster(post, known, shown));

const isOnRoster = (post: Post, { particulars, members, held }: Known): boolean =>
  particulars.seats?.[post] !== undefined ||
  [members, particulars.staying ?? [], held].some((those) => holding(those, post).length > 0);

function onRoster(post: Post, known: Known, { cases, candidates }: Shown): PostOnRoster {
  const standing = holding(known.members, post).filter(({ out }) => !out);
  const elected = standing.filter(({ votedOn }) => votedOn !== null).length;
  const seats = seatsToFill(post, known);
  return {
    post,
    seats,
    staying: holding(known.particulars.staying ?? [], post).length,
    elected,
    running: standing.length - elected,
    vacant: seats === null ? null : Math.max(0, seats - standing.length),
    contested: seats !== null && standing.length > seats,
    holders: standing.flatMap(({ id, candidate, votedOn }) => {
      const named = cases.some((row) => row.id === id) ? candidates.find((each) => each.id === candidate) : undefined;
      return named ? [{ case: id, candidate: named.ordinal, name: named.profile.name, elected: votedOn !== null }] : [];
    }),
  };
}

/**
 * Of a post for which nobody ever stood only what was stated is to be filled; of one that more held in this term than are said
 * to stay nobody knows whether its seat is free.
 */
function seatsToFill(post: Post, { particulars, members, held }: Known): number | null {
  const stated = particulars.seats?.[post];
  if (stated !== undefined || holding(members, post).length > 0) return seatsOf(post, particulars);
  return holding(held, post).length > holding(particulars.staying ?? [], post).length ? null : 0;
}
