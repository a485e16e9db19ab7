import { holding, seatsOf } from './checks/roster.js';
import type { SlateParticulars } from './checks/facts.js';
import type { Post } from './terms.js';

/** Who was elected by a vote of the slate and is not out; not one whose rejection is being reconsidered, but one whose revocation is, or can be. */
export interface Elected {
  readonly id: string;
  readonly posts: readonly Post[];
  /** ISO instant at which a rejection after the vote was set aside; null if there was none. */
  readonly returnedAt: string | null;
}

/**
 * Whose rejection is set aside has stood for nothing, so it is set aside whoever was elected since; but the seat is the other
 * one's, who was elected to it while it was free. Whoever returns waits until it is free again.
 * @param all those elected, the candidate among them
 * @returns a post of theirs that others have, with its seats; null if each has a seat for them
 */
export function seatTaken(
  own: Elected,
  all: readonly Elected[],
  particulars: SlateParticulars,
): { readonly post: Post; readonly seats: number } | null {
  const before = all.filter((each) => each.id !== own.id && comesBefore(each, own));
  for (const post of own.posts) {
    const seats = seatsOf(post, particulars);
    if (seats !== null && holding(before, post).length >= seats) return { post, seats };
  }
  return null;
}

/** One vote elects no more than there are seats, so among those who never left theirs nobody comes before anybody. */
const comesBefore = (one: Elected, other: Elected): boolean => {
  if (other.returnedAt === null) return false;
  return one.returnedAt === null || [one.returnedAt, one.id].join(' ') < [other.returnedAt, other.id].join(' ');
};
