// Which posts are on the roster of a slate, and of which a seat is vacant.
import { describe, expect, it } from '@jest/globals';
import { postsOnRoster, type Known } from '../../src/slates/posts-on-roster.js';
import type { Post } from '../../src/policy/terms.js';

type Stands = 'running' | 'elected' | 'out';
const member = (post: Post, how: Stands = 'running', n = 0): Known['members'][number] => ({
  id: `${post} ${n}`,
  candidate: `${post} ${n}`,
  posts: [post],
  out: how === 'out',
  votedOn: how === 'elected' ? '2026-12-28' : null,
});
const keeps = (...posts: Post[]) => ({ posts, memberUnit: null });

const seen = ({ particulars = {}, members = [], held = [] }: Partial<Known>) =>
  postsOnRoster({ particulars, members, held }, { cases: [], candidates: [] }).map(
    ({ post, seats, staying, vacant, contested }) => [
      post,
      seats,
      staying,
      vacant,
      ...(contested ? ['contested'] : []),
    ],
  );

/** What is known, and each post that is then on the roster: its seats, who stays, and how many seats nobody is left for. */
const ROSTERS: readonly [what: string, known: Partial<Known>, posts: readonly (readonly unknown[])[]][] = [
  [
    'a post that nobody stands for and nobody was said to keep is not on it',
    { members: [member('president'), member('secretary_general')] },
    [
      ['president', 1, 0, 0],
      ['secretary_general', 1, 0, 0],
    ],
  ],
  [
    'the seat of a post for which everybody withdrew, or was rejected, is vacant',
    { members: [member('president', 'out')] },
    [['president', 1, 0, 1]],
  ],
  [
    'a post whose seats the slate fills partly has the others vacant',
    {
      particulars: { seats: { vice_president: 3 } },
      members: [member('vice_president'), member('vice_president', 'out')],
    },
    [['vice_president', 3, 0, 2]],
  ],
  [
    'a post whose seats were stated and for which nobody stood is vacant, as a whole',
    { particulars: { seats: { executive_head: 1 } }, members: [member('president')] },
    [
      ['president', 1, 0, 0],
      ['executive_head', 1, 0, 1],
    ],
  ],
  [
    'who stays leaves no seat of theirs vacant',
    { particulars: { staying: [keeps('president')] }, members: [member('secretary_general')] },
    [
      ['president', 0, 1, 0],
      ['secretary_general', 1, 0, 0],
    ],
  ],
  [
    'of a post that somebody held in this term, and is not said to keep, nobody knows whether it is vacant',
    { members: [member('vice_president')], held: [{ posts: ['president', 'legal_representative'] }] },
    [
      ['president', null, 0, null],
      ['vice_president', null, 0, null],
      ['legal_representative', null, 0, null],
    ],
  ],
  [
    'of one who held a post in this term and keeps it, it is known',
    { particulars: { staying: [keeps('president')] }, held: [{ posts: ['president'] }] },
    [['president', 0, 1, 0]],
  ],
  [
    'a post for which more stand than it has seats is contested',
    { members: [member('president', 'elected'), member('president', 'running', 1)] },
    [['president', 1, 0, 0, 'contested']],
  ],
];

describe('on the roster of a slate', () => {
  it.each(ROSTERS)('%s', (_what, known, posts) => {
    expect(seen(known)).toEqual(posts);
  });
});
