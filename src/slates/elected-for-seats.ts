import { outOf } from '../cases/roster-rows.js';
import type { Tx } from '../database/transactions.js';
import { refuse, type Refusal } from '../kernel/refusal.js';
import type { SlateParticulars } from '../policy/checks/facts.js';
import { seatsOf } from '../policy/checks/roster.js';
import { POSTS, type Post } from '../policy/terms.js';
import type { Slate } from './slate-row.js';

/**
 * Whether more have been elected to a post than the slate has seats for it, by all votes together that were recorded of it;
 * who was elected and is out since (revoked for good, not approved) has left the seat.
 * @param posts to which this vote elected somebody: one whose rejection was set aside may wait for a seat of another post
 */
export async function moreElectedThanSeats(
  tx: Tx,
  { id, particulars = {} }: Slate,
  posts: readonly Post[],
): Promise<Refusal | null> {
  const rows = await tx.query<{ posts: string }>(
    `SELECT c.posts FROM cases c WHERE c.slate_id = ? AND NOT ${outOf('c')}
       AND EXISTS (SELECT 1 FROM case_acts a WHERE a.case_id = c.id AND a.act = 'record_election')`,
    [id],
  );
  const elected = rows.map(({ posts }) => JSON.parse(posts) as Post[]);
  return seatsExceeded(elected, particulars, posts);
}

/**
 * Who of two with as many votes is elected is for the minutes to say: nothing here chooses.
 * @param elected the posts of each case that was elected and is not out
 * @param posts those that are looked at
 */
export function seatsExceeded(
  elected: readonly (readonly Post[])[],
  particulars: SlateParticulars,
  posts: readonly Post[],
): Refusal | null {
  const held = elected.flat();
  for (const post of POSTS.filter((each) => posts.includes(each))) {
    const [holders, seats] = [held.filter((each) => each === post).length, seatsOf(post, particulars)];
    if (seats !== null && holders > seats) return refuse('more_elected_than_seats', { post, elected: holders, seats });
  }
  return null;
}
