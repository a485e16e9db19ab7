import { describe } from '@jest/globals';
import type { CheckFacts, SlateParticulars } from '../../../src/policy/checks/facts.js';
import type { ElectionMode, Post } from '../../../src/policy/terms.js';
import { CLEAR, facts, holds, ruleOn } from './sound-facts.js';

const peers = (...posts: Post[]): CheckFacts['peers'] =>
  posts.map((post, n) => ({ id: String(n), posts: [post], memberUnit: null }));

describe('E25 candidates per seat', () => {
  const either = ruleOn('candidates_per_seat', { mode: 'either', surplusPercent: 20 });
  const contest = ruleOn('candidates_per_seat', { mode: 'competitive', surplusPercent: 20 });
  const anyMore = ruleOn('candidates_per_seat', { mode: 'competitive', surplusPercent: 0 });
  const vices = (candidates: number, seats?: number, electionMode?: ElectionMode) =>
    facts({
      candidate: { posts: ['vice_president'] },
      peers: peers(...Array.from({ length: candidates - 1 }, () => 'vice_president' as const)),
      slate: {
        ...(seats === undefined ? {} : { seats: { vice_president: seats } }),
        ...(electionMode && { electionMode }),
      },
    });
  const twoPosts = (seats: SlateParticulars['seats'] = {}) =>
    facts({
      candidate: { posts: ['president', 'vice_president'] },
      peers: peers('president', 'vice_president'),
      slate: { electionMode: 'competitive', seats },
    });
  const presidentsOnly = ruleOn(
    'candidates_per_seat',
    { mode: 'either', surplusPercent: 20 },
    { posts: ['president'] },
  );
  const seen = (candidates: number, seats: number, result: string) => ({ contests: [{ candidates, seats, result }] });
  holds([
    ['are six for five where a fifth more is required', contest, vices(6, 5), 'pass', seen(6, 5, 'pass')],
    ['are not five for five there', contest, vices(5, 5), 'fail', seen(5, 5, 'fail')],
    ['are two more for six, since a fifth is rounded up', contest, vices(8, 6), 'pass'],
    ['are not one more for six', contest, vices(7, 6), 'fail'],
    ['are one more at least, where no share is named', anyMore, vices(3, 3), 'fail'],
    ['are one more for two, at least', contest, vices(3, 2), 'pass'],
    [
      'of a contest are one more than seats',
      either,
      vices(3, 2, 'competitive'),
      'pass',
      { electionMode: 'competitive' },
    ],
    ['of a contest are not as many as seats', either, vices(2, 2, 'competitive'), 'fail'],
    ['of an equal election are as many as seats', either, vices(2, 2, 'equal'), 'pass', { electionMode: 'equal' }],
    ['of an equal election are not more than seats', either, vices(3, 2, 'equal'), 'fail'],
    ['of an unstated election may be as many as seats', either, vices(2, 2), 'pass', { electionMode: null }],
    ['of an unstated election cannot be judged when they are more', either, vices(3, 2), 'unknown'],
    [
      'cannot be judged by seats that nobody stated',
      either,
      vices(2, undefined, 'equal'),
      'unknown',
      { contests: [{ seats: null }] },
    ],
    ['are one for the one president', either, facts({ slate: { electionMode: 'equal' } }), 'pass', seen(1, 1, 'pass')],
    ['are not one for the one president of a contest', contest, facts(), 'fail', seen(1, 1, 'fail')],
    [
      'are counted against the seats stated',
      either,
      facts({ slate: { electionMode: 'competitive', seats: { president: 0 } } }),
      'pass',
    ],
    [
      'fail by the worst post',
      either,
      twoPosts({ vice_president: 2 }),
      'fail',
      { contests: [{ result: 'pass' }, { result: 'fail' }] },
    ],
    [
      'are unknown by the worst post',
      either,
      twoPosts(),
      'unknown',
      { contests: [{ result: 'pass' }, { result: 'unknown' }] },
    ],
    [
      'are counted for the posts of the rule only',
      presidentsOnly,
      twoPosts({ vice_president: 2 }),
      'pass',
      { contests: [{ post: 'president' }] },
    ],
    [
      'that nobody can count may be found',
      either,
      facts({ candidate: { posts: ['vice_president'] }, findings: { candidates_per_seat: CLEAR } }),
      'pass',
    ],
  ]);
  holds(
    (['president', 'secretary_general', 'executive_head', 'legal_representative', 'party_secretary'] as const).map(
      (post) => [`of the ${post} stand for one seat`, either, facts({ candidate: { posts: [post] } }), 'pass'],
    ),
  );
  holds([
    [
      'of the deputy Party secretary stand for seats unstated',
      either,
      facts({ candidate: { posts: ['party_deputy_secretary'] } }),
      'unknown',
    ],
  ]);
});
