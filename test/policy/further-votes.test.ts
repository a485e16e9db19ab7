// 另行选举: how often a post is voted on again, and who may stand.
import { describe, expect, it } from '@jest/globals';
import { crossCheckFurtherVotes, furtherVoteInTheWay, type Standing } from '../../src/policy/further-votes.js';
import type { ElectionRule, Policy } from '../../src/policy/policy.js';
import type { FurtherCandidacy, Post } from '../../src/policy/terms.js';

const one = (
  votedOn: string | null,
  candidacy: FurtherCandidacy = 'remaining',
  posts: readonly Post[] = ['vice_president'],
): Standing => ({ id: 'c', posts, votedOn, candidacy });

const rule = (
  atMost: number,
  candidates: readonly FurtherCandidacy[] = ['remaining', 'named_later'],
): ElectionRule => ({
  furtherVotes: { atMost, candidates },
  source: 'assumed',
});

const DAYS = ['2026-03-01', '2026-03-02', '2026-03-03'];
const held = (times: number) => DAYS.slice(0, times).map((day) => one(day));
const codeOf = (...asked: Parameters<typeof furtherVoteInTheWay>) => furtherVoteInTheWay(...asked)?.refused ?? null;

describe('a vote', () => {
  const rows: readonly [sentence: string, string | null, ElectionRule | undefined, Standing[], Standing[], string][] = [
    ['is a first one while there was none', null, rule(0, []), [one(null)], [one(null)], '2026-04-01'],
    ['can be repeated at will where no rule says anything', null, undefined, held(3), [one(null)], '2026-04-01'],
    ['can be repeated as often as the rule says', null, rule(2), held(2), [one(null)], '2026-04-01'],
    ['cannot be repeated once more', 'further_vote_not_allowed', rule(2), held(3), [one(null)], '2026-04-01'],
    [
      'cannot be repeated where the rule says never',
      'further_vote_not_allowed',
      rule(0, []),
      held(1),
      [one(null)],
      '2026-04-01',
    ],
    ['is one vote in however many reports of its day', null, rule(0, []), held(1), [one(null)], '2026-03-01'],
    [
      'on one post is no repetition of one on another',
      null,
      rule(0, []),
      [one('2026-03-01', 'remaining', ['president'])],
      [one(null)],
      '2026-04-01',
    ],
    [
      'is repeated for any of the posts that somebody stands for',
      'further_vote_not_allowed',
      rule(0, []),
      [one('2026-03-01', 'remaining', ['president'])],
      [one(null, 'remaining', ['president', 'legal_representative'])],
      '2026-04-01',
    ],
    [
      'can be repeated for those alone who wait for theirs',
      'further_vote_not_open',
      rule(1, ['remaining']),
      held(1),
      [one(null), one(null, 'named_later')],
      '2026-04-01',
    ],
    [
      'can be repeated for those alone who were named since',
      'further_vote_not_open',
      rule(1, ['named_later']),
      held(1),
      [one(null)],
      '2026-04-01',
    ],
    ['is open to everybody the first time', null, rule(1, ['remaining']), [], [one(null, 'named_later')], '2026-04-01'],
  ];
  it.each(rows)('%s', (_sentence, code, asked, members, stood, day) => {
    expect(codeOf(asked, members, stood, day)).toBe(code);
  });
});

describe('a policy', () => {
  const messages = (election?: ElectionRule) =>
    crossCheckFurtherVotes({ ...(election ? { election } : {}) } as Policy).map(({ message }) => message);

  it('says who may stand in the further votes that it allows, and nothing of those that it does not', () => {
    expect(messages()).toEqual([]);
    expect(messages(rule(1))).toEqual([]);
    expect(messages(rule(0, []))).toEqual([]);
    expect(messages(rule(0))).toEqual([expect.stringContaining('leave candidates empty')]);
    expect(messages(rule(1, []))).toEqual([expect.stringContaining('name candidates')]);
  });
});
