import { describe } from '@jest/globals';
import type { CheckFacts, SlateParticulars } from '../../../src/policy/checks/facts.js';
import type { ElectionMode, Post } from '../../../src/policy/terms.js';
import { AS_HANDED_IN } from '../../../src/policy/checks/roster.js';
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
      'that nobody can count are not found, either: an approver answers for them',
      either,
      facts({ candidate: { posts: ['vice_president'] }, findings: { candidates_per_seat: CLEAR } }),
      'unknown',
    ],
  ]);
  const stood = (electedOn: (string | undefined)[], notElectedOn: string[], slate: SlateParticulars) =>
    facts({
      candidate: { posts: ['vice_president'] },
      peers: electedOn.map((day, n) => ({
        id: String(n),
        posts: ['vice_president'],
        memberUnit: null,
        ...(day === undefined ? {} : { electedOn: day }),
      })),
      roster: {
        ...AS_HANDED_IN,
        notElected: notElectedOn.map((votedOn) => ({ posts: ['vice_president'] as const, votedOn })),
      },
      slate,
    });
  const [today, before] = ['2026-03-01', '2026-02-01'];
  const equalFor = (seats: number) => ({ electionMode: 'equal', seats: { vice_president: seats } }) as const;
  holds([
    ['of an equal election are not fewer than seats', either, vices(1, 2, 'equal'), 'fail'],
    ['of an unstated election may be fewer than seats', either, vices(1, 2), 'pass'],
    [
      'are counted with those elected by the same vote',
      either,
      stood([today, undefined], [], equalFor(3)),
      'pass',
      seen(3, 3, 'pass'),
    ],
    [
      'are counted with those whom the same vote did not elect',
      contest,
      stood([today], [today], { seats: { vice_president: 2 } }),
      'pass',
      seen(3, 2, 'pass'),
    ],
    [
      'of a further vote are counted against the seats that are left',
      either,
      stood([before], [before], equalFor(2)),
      'pass',
      seen(1, 1, 'pass'),
    ],
    [
      'of a further vote are not more than those where it is an equal election',
      either,
      stood([before, undefined], [before], equalFor(2)),
      'fail',
      seen(2, 1, 'fail'),
    ],
    [
      'stand for no seat when earlier votes have filled all',
      either,
      stood([before, before], [], { electionMode: 'competitive', seats: { vice_president: 2 } }),
      'fail',
      seen(1, 0, 'fail'),
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

describe('E25 the seats, once the candidate is elected,', () => {
  const rule = ruleOn('candidates_per_seat', { mode: 'competitive', surplusPercent: 20 });
  const elected = (others: (string | undefined)[], seats?: number) =>
    facts({
      candidate: { posts: ['vice_president'], electedOn: '2026-02-01' },
      peers: others.map((day, n) => ({
        id: String(n),
        posts: ['vice_president'],
        memberUnit: null,
        ...(day === undefined ? {} : { electedOn: day }),
      })),
      slate: seats === undefined ? {} : { seats: { vice_president: seats } },
    });
  const came = (said: Record<string, number>) => ({ outcomes: [said] });
  holds([
    ['are filled', rule, elected(['2026-02-01'], 2), 'pass', came({ elected: 2, seats: 2, waiting: 0 })],
    [
      'are for a person to see while one is vacant',
      rule,
      elected(['2026-02-01'], 3),
      'needs_human',
      came({ elected: 2, seats: 3, waiting: 0 }),
    ],
    [
      'are no more filled by one who waits for a further vote',
      rule,
      elected([undefined], 2),
      'needs_human',
      came({ elected: 1, seats: 2, waiting: 1 }),
    ],
    ['are not fewer than those elected', rule, elected(['2026-02-01', '2026-02-02'], 2), 'fail'],
    ['are unknown while nobody stated them', rule, elected(['2026-02-01']), 'unknown'],
  ]);
});

describe('E25 the seat of a post of which there is one', () => {
  const rule = ruleOn('candidates_per_seat');
  const keeps = (...posts: Post[]) => [{ posts, memberUnit: null }];
  const held = (...posts: Post[]) => ({ ...AS_HANDED_IN, held: keeps(...posts) });
  const standing = (slate: SlateParticulars, roster = AS_HANDED_IN, electedOn?: string) =>
    facts({ occasion: 'mid_term', candidate: electedOn === undefined ? {} : { electedOn }, slate, roster });
  holds([
    [
      'is no seat while somebody keeps it',
      rule,
      standing({ electionMode: 'equal', staying: keeps('president') }, held('president')),
      'fail',
      { contests: [{ candidates: 1, seats: 0 }] },
    ],
    [
      'is none of a contest, either',
      rule,
      standing({ electionMode: 'competitive', staying: keeps('president') }),
      'fail',
      { contests: [{ candidates: 1, seats: 0 }] },
    ],
    [
      'is not free a second time by being stated',
      rule,
      standing({ seats: { president: 1 }, staying: keeps('president') }),
      'fail',
    ],
    ['is free while another post is kept', rule, standing({ staying: keeps('vice_president') }), 'pass'],
    [
      'is for a person to see where the system knows who holds it, and nobody says that they stay',
      rule,
      standing({ electionMode: 'equal', staying: [] }, held('president')),
      'needs_human',
      { contests: [{ candidates: 1, seats: 1, unaccounted: true }] },
    ],
    [
      'fails by those who stand, whoever is known',
      rule,
      facts({ peers: peers('president'), slate: { electionMode: 'equal' }, roster: held('president') }),
      'fail',
    ],
    [
      'is filled twice by a vote while somebody keeps it',
      rule,
      standing({ staying: keeps('president') }, undefined, '2026-02-01'),
      'fail',
    ],
    [
      'is for a person to see after the vote, too',
      rule,
      standing({ staying: [] }, held('president'), '2026-02-01'),
      'needs_human',
      { outcomes: [{ elected: 1, seats: 1, unaccounted: true }] },
    ],
  ]);
  const vice = (staying: number) =>
    facts({
      candidate: { posts: ['vice_president'] },
      slate: {
        electionMode: 'equal',
        seats: { vice_president: 1 },
        staying: Array.from({ length: staying }, () => ({ posts: ['vice_president'], memberUnit: null })),
      },
      roster: held('vice_president'),
    });
  holds([['is no question of posts of which there are several', rule, vice(4), 'pass']]);
});

describe('E25 candidates for the Party committee', () => {
  const rule = ruleOn('candidates_per_seat', { mode: 'competitive', surplusPercent: 20, of: 'party_committee' });
  const committee = (candidates: number, seats: number) =>
    facts({
      candidate: { posts: ['party_secretary'] },
      slate: { party: { fullMembers: 60, organisation: true, crossHolders: 0, committee: { seats, candidates } } },
    });
  const unstated = facts({
    candidate: { posts: ['party_secretary'] },
    slate: { party: { fullMembers: 60, organisation: true, crossHolders: 0 } },
  });
  holds([
    ['are a fifth more than the seats', rule, committee(6, 5), 'pass', { committee: { seats: 5, candidates: 6 } }],
    ['are not as many as the seats', rule, committee(5, 5), 'fail', { committee: { seats: 5, candidates: 5 } }],
    ['are two more for seven, since a fifth is rounded up', rule, committee(8, 7), 'fail'],
    ['are for a person to see where a branch has no committee', rule, committee(0, 0), 'needs_human'],
    ['do not stand for a committee that there is none of', rule, committee(9, 0), 'fail'],
    ['are unknown where nobody stated them', rule, unstated, 'unknown', { notStated: ['party.committee'] }],
  ]);
});
