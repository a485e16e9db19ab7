// What no single result of a vote shows: the votes for a post together, and that it is voted on again.
import { describe, expect, it } from '@jest/globals';
import type { Member } from '../../src/cases/roster-rows.js';
import { PolicyBook } from '../../src/cases/policy-book.js';
import type { Post } from '../../src/policy/terms.js';
import type { ElectionResult } from '../../src/slates/election.js';
import { voteInTheWay } from '../../src/slates/vote-in-the-way.js';

const BOOK = PolicyBook.read('policies');
const NINGBO = BOOK.version('330200/2026-07-01');

const member = (id: string, post: Post, votedOn: string | null = null, handedIn = true): Member => ({
  id,
  candidate: id,
  posts: [post],
  memberUnit: null,
  out: false,
  handedIn,
  votedOn,
  notElected: false,
});

const result = (caseId: string, votesFor: number): ElectionResult => ({
  caseId,
  version: 1,
  elected: true,
  votesFor,
  votesAgainst: 0,
  abstentions: 0,
});

const VOTE = { slateId: 's', votersDue: 100, votersPresent: 70 };

const asked = (members: readonly Member[], results: readonly ElectionResult[], heldOn = '2026-11-10', seats = {}) =>
  voteInTheWay(NINGBO, { particulars: { seats } }, members, { ...VOTE, heldOn, results });

describe('a vote', () => {
  const two = [member('a', 'president'), member('b', 'president')];

  it('has as many votes for one seat as there are voters, at most', () => {
    expect(asked(two, [result('a', 40), result('b', 30)])).toBeNull();
    expect(asked(two, [result('a', 40), result('b', 31)])).toMatchObject({
      refused: 'election_counts_impossible',
      facts: { post: 'president', votesFor: 71, seats: 1 },
    });
  });

  it('has as many for each seat more, and no limit where nobody stated the seats', () => {
    const vices = [member('a', 'vice_president'), member('b', 'vice_president')];
    expect(asked(vices, [result('a', 70), result('b', 70)])).toBeNull();
    expect(asked(vices, [result('a', 70), result('b', 70)], '2026-11-10', { vice_president: 2 })).toBeNull();
    expect(asked(vices, [result('a', 70), result('b', 70)], '2026-11-10', { vice_president: 1 })).toMatchObject({
      refused: 'election_counts_impossible',
    });
  });

  it('counts the votes of a post for itself', () => {
    const apart = [member('a', 'president'), member('b', 'secretary_general')];
    expect(asked(apart, [result('a', 70), result('b', 70)])).toBeNull();
  });

  it('is repeated once in Ningbo, whether for those who waited or for those named since', () => {
    const voted = member('a', 'president', '2026-11-10');
    expect(asked([voted, member('b', 'president')], [result('b', 60)], '2026-11-20')).toBeNull();
    expect(asked([voted, member('b', 'president', null, false)], [result('b', 60)], '2026-11-20')).toBeNull();
    const furtherVotes = { atMost: 1, candidates: ['remaining'] as const };
    const waiting = { ...NINGBO, election: { furtherVotes, source: 'assumed' } };
    const standing = [member('b', 'president'), member('c', 'president', null, false)];
    const further = (id: string) =>
      voteInTheWay(waiting, {}, [voted, ...standing], { ...VOTE, heldOn: '2026-11-20', results: [result(id, 60)] });
    expect(further('b')).toBeNull();
    expect(further('c')).toMatchObject({ refused: 'further_vote_not_open', facts: { case: 'c' } });
    const again = [voted, member('c', 'president', '2026-11-20'), member('b', 'president')];
    expect(asked(again, [result('b', 60)], '2026-11-30')).toMatchObject({
      refused: 'further_vote_not_allowed',
      facts: { post: 'president', held: 2, atMost: 1 },
    });
  });
});
