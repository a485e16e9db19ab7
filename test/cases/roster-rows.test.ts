// What partial results have made of a slate: which seats nobody takes any more, and who is to hold posts on both sides.
import { describe, expect, it } from '@jest/globals';
import { becomeOf, peersAmong, type Member } from '../../src/cases/roster-rows.js';
import type { Post } from '../../src/policy/terms.js';

const member = (candidate: string, posts: readonly Post[], change: Partial<Member> = {}): Member => ({
  id: `${candidate}/${posts.join()}`,
  candidate,
  posts,
  memberUnit: null,
  out: false,
  handedIn: true,
  votedOn: null,
  notElected: false,
  ...change,
});
const OUT = { out: true };
const LATER = { handedIn: false };
const DEFEATED = { out: true, notElected: true, votedOn: '2026-03-01' };

describe('of the seats of officers,', () => {
  const rows: readonly [sentence: string, lost: number, members: Member[], seats?: number][] = [
    ['none is lost while everybody stands', 0, [member('a', ['vice_president']), member('b', ['vice_president'])]],
    ['one is lost with who is out', 1, [member('a', ['vice_president']), member('b', ['vice_president'], OUT)]],
    [
      'none is lost for which somebody was named since',
      0,
      [member('a', ['president'], OUT), member('b', ['president'], LATER)],
    ],
    [
      'none is lost by a rival who was not elected',
      0,
      [member('a', ['president'], { votedOn: '2026-03-01' }), member('b', ['president'], DEFEATED)],
    ],
    [
      'the one is lost for which no rival was elected',
      1,
      [member('a', ['president'], DEFEATED), member('b', ['president'], DEFEATED)],
    ],
    [
      'as many are lost as were to be filled',
      1,
      [1, 2, 3].map((n) => member(String(n), ['vice_president'], n === 1 ? {} : OUT)),
      2,
    ],
    ['none is one of the Party', 0, [member('a', ['party_secretary'], OUT)]],
  ];
  it.each(rows)('%s', (...[, lost, members, seats]) => {
    expect(becomeOf(members, seats === undefined ? {} : { seats: { vice_president: seats } }).lost).toBe(lost);
  });
});

describe('who was to hold a post of the Party and another one', () => {
  const both = [member('a', ['president']), member('a', ['party_secretary'])];
  const lostOf = (members: Member[]) => becomeOf(members, {}).crossHoldersLost;

  it('is lost with either of the two, unless somebody else comes to hold both', () => {
    expect(lostOf(both)).toBe(0);
    expect(lostOf([member('a', ['president'], OUT), member('a', ['party_secretary'])])).toBe(1);
    expect(lostOf([member('a', ['president']), member('a', ['party_secretary'], OUT)])).toBe(1);
    const other = [member('b', ['president'], LATER), member('b', ['party_secretary'], LATER)];
    expect(lostOf([member('a', ['president'], OUT), member('a', ['party_secretary']), ...other])).toBe(0);
  });
});

describe('a vote', () => {
  it('is known of those whom it elected, and of those whom it did not', () => {
    const members = [member('a', ['president'], { votedOn: '2026-03-01' }), member('b', ['president'], DEFEATED)];
    expect(peersAmong(members)).toMatchObject([{ candidate: 'a', electedOn: '2026-03-01' }]);
    expect(becomeOf(members, {}).notElected).toEqual([{ posts: ['president'], votedOn: '2026-03-01' }]);
    expect(peersAmong(members, 'a')).toEqual([]);
  });
});
