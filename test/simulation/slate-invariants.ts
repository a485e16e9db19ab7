import { POSTS } from '../../src/policy/terms.js';
import type { Done } from './done.js';
import { electedTo, isAsCounted, seatsByHand } from './slate-count.js';
import { unseenIn } from './slate-roster.js';
import type { CaseSeen, Moved, SlateSeen } from './slate-seen.js';
import { furtherVoteUnallowed, isHeld } from './slate-votes.js';

/** How each case stands, by its id: state, memory, whose turn it is, and every deadline. */
export const standings = ({ cases }: Pick<SlateSeen, 'cases'>): Map<string, string> =>
  new Map(cases.map((each) => [each.id, standingOf(each)]));

const standingOf = ({ one: { row, deadlines } }: CaseSeen): string =>
  JSON.stringify([
    row.state,
    row.context,
    row.turnBodyId,
    row.ended,
    deadlines.map(({ key, status, budget }) => [key, status, budget]),
  ]);

/** What has to hold of several after every act, said without the functions that decide. */
type Invariant = readonly [sentence: string, holds: (slate: SlateSeen, just: Moved) => boolean];

const lastOf = ({ one: { done } }: CaseSeen): Done | undefined => done.at(-1);
const personsOf = (done: Done | undefined): string[] =>
  done?.actor.kind === 'official' ? [done.actor.id, ...(done.onBehalfOf === null ? [] : [done.onBehalfOf])] : [];

/** Their rejection after the vote was set aside, and they do not hold the post yet; or that is under way. */
function waitsForSeat({ one: { done, row } }: CaseSeen): boolean {
  const vote = done.findIndex(({ act }) => act === 'record_election');
  const rejected = done.slice(vote + 1).some(({ act }) => act === 'reject');
  return rejected && !['filed', 'registered', 'approved'].includes(row.state);
}

/** All that a candidate who was replaced may still be told: that their data was corrected elsewhere. */
function restsReplaced({ one: { done, row, deadlines } }: CaseSeen): boolean {
  const replacedAt = done.findIndex(({ act }) => act === 'supersede');
  return (
    row.state === 'superseded' &&
    row.ended &&
    row.turnBodyId === null &&
    done.slice(replacedAt + 1).every(({ act }) => act === 'note_correction') &&
    deadlines.every(({ status }) => status === 'over' || status === 'passed')
  );
}

export const SLATE_INVARIANTS: readonly Invariant[] = [
  [
    'no more are elected to a post than it has seats, but for one who returned and waits for theirs',
    (slate) =>
      POSTS.every(
        (post) => electedTo(slate, post).filter((each) => !waitsForSeat(each)).length <= seatsByHand(slate, post),
      ),
  ],
  [
    'who was replaced does nothing any more, waits for nothing, and has nothing adverse said of them',
    ({ cases }) => cases.every((each) => !each.one.done.some(({ act }) => act === 'supersede') || restsReplaced(each)),
  ],
  [
    'the others of the slate keep state and deadlines when one is replaced or added',
    ({ cases }, { kind, moved, before }) => {
      if (kind !== 'replacement' && kind !== 'addition') return true;
      const replaced = new Set(moved.filter((each) => before.has(each.id)).map(({ candidateId }) => candidateId));
      const others = cases.filter(({ id, candidateId }) => before.has(id) && !replaced.has(candidateId));
      return replaced.size <= 1 && others.every((each) => before.get(each.id) === standingOf(each));
    },
  ],
  [
    'who is named in another one’s place begins at the first step, for the same posts',
    ({ cases }, { kind, moved, before }) => {
      if (kind !== 'replacement') return true;
      const postsOf = (those: readonly CaseSeen[]) => [...new Set(those.flatMap(({ posts }) => posts))].sort().join();
      const [gone, come] = [moved.filter(({ id }) => before.has(id)), cases.filter(({ id }) => !before.has(id))];
      return postsOf(gone) === postsOf(come) && come.every(({ one: { done } }) => done.length === 1);
    },
  ],
  [
    'nobody is elected without a vote that could be held so',
    (slate, { moved }) => moved.every((each) => lastOf(each)?.act !== 'record_election' || isHeld(slate, each)),
  ],
  [
    'a post is voted on only as often as the policy lets it, and only on whom it lets stand again',
    (slate, { kind }) => kind !== 'vote' || !furtherVoteUnallowed(slate),
  ],
  ['the roster as it is reported is the one that is counted', (slate) => isAsCounted(slate)],
  [
    'nobody is brought on over a roster that their policy blocks, unless somebody answered for it',
    (slate, { moved }) => moved.every((each) => unseenIn(slate, each, lastOf(each)).length === 0),
  ],
  [
    'nobody who named somebody on a slate reviews anybody of it, nor the other way round',
    ({ cases, editors }, { kind, moved }) =>
      (kind === 'addition' || kind === 'replacement' ? cases.flatMap(({ one }) => one.done) : moved.map(lastOf)).every(
        (done) => done?.duty === 'submitter' || !personsOf(done).some((person) => editors.includes(person)),
      ),
  ],
];

/** @returns the sentences that are false of a slate after an act */
export const brokenTogether = (slate: SlateSeen, just: Moved): string[] =>
  SLATE_INVARIANTS.filter(([, holds]) => !holds(slate, just)).map(([sentence]) => sentence);
