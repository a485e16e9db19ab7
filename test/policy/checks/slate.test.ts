import { describe } from '@jest/globals';
import type { CheckFacts, RosterFacts, SlateParticulars } from '../../../src/policy/checks/facts.js';
import { AS_HANDED_IN } from '../../../src/policy/checks/roster.js';
import type { Occasion, Post } from '../../../src/policy/terms.js';
import { facts, holds, ruleOn } from './sound-facts.js';

const of = (slate: SlateParticulars, occasion: Occasion = 're_election') => facts({ slate, occasion });
const peers = (...posts: Post[]): CheckFacts['peers'] =>
  posts.map((post, n) => ({ id: String(n), posts: [post], memberUnit: null }));

describe('E04 a term', () => {
  const rule = ruleOn('term_length');
  const years = (termYears: number) => of({ charter: { termYears, legalRepresentatives: [] } });
  holds([
    ['is unknown without the charter', rule, of({}), 'unknown', { notStated: ['charter'] }],
    ['is not two years', rule, years(2), 'fail', { termYears: 2, minimumYears: 3, maximumYears: 5 }],
    ['may be three years', rule, years(3), 'pass'],
    ['may be five years', rule, years(5), 'pass'],
    ['is not six years', rule, years(6), 'fail'],
  ]);
});

describe('E23 the officers', () => {
  const rule = ruleOn('roster_size');
  const any = ruleOn('roster_size', { minimum: 3, maximum: 5, parity: 'any' });
  const vices = (count: number) => peers(...Array.from({ length: count }, () => 'vice_president' as const));
  const roster = (count: number) => facts({ peers: vices(count - 1) });
  const staying = [{ posts: ['secretary_general'], memberUnit: null }] as const;
  const twoPosts = facts({
    peers: [...vices(1), { id: 'd', posts: ['secretary_general', 'executive_head'], memberUnit: null }],
  });
  const party = facts({
    peers: peers('vice_president', 'secretary_general', 'party_secretary', 'legal_representative'),
  });
  const midTerm = { occasion: 'mid_term', peers: vices(1) } as const;
  const held = (...posts: Post[]) => posts.map((post) => ({ posts: [post], memberUnit: null }));
  const holders = (count: number) => held(...Array.from({ length: count }, () => 'vice_president' as const));
  const rivals = (seats: SlateParticulars['seats']) =>
    facts({ peers: peers('president', 'vice_president'), slate: { ...(seats ? { seats } : {}) } });
  holds([
    [
      'are one more where somebody who stands for the Party organisation stands for one of their posts by another route',
      rule,
      facts({
        candidate: { posts: ['party_secretary'], alsoFor: ['vice_president'] },
        peers: peers('president', 'vice_president', 'vice_president', 'secretary_general'),
      }),
      'pass',
      { officers: 5 },
    ],
    ['are one where two stand for one seat', rule, rivals(undefined), 'fail', { officers: 2, rivals: ['president'] }],
    [
      'are as many as the seats, however many stand for them',
      rule,
      facts({
        peers: peers('president', 'vice_president', 'vice_president', 'vice_president'),
        slate: { seats: { vice_president: 2 } },
      }),
      'pass',
      { officers: 3, rivals: ['president', 'vice_president'] },
    ],
    [
      'are unknown while a rival for one seat stands for another post, too',
      rule,
      facts({ peers: [{ id: 'b', posts: ['president', 'vice_president'], memberUnit: null }, ...vices(1)] }),
      'unknown',
      { officers: null, rivals: ['president'] },
    ],
    ['are known when each has a seat', rule, rivals({ president: 2, vice_president: 1 }), 'pass', { officers: 3 }],
    [
      'are counted by person, not by case',
      rule,
      facts({
        peers: [
          { id: 'b', candidate: 'k', posts: ['secretary_general'], memberUnit: null },
          { id: 'c', candidate: 'k', posts: ['executive_head'], memberUnit: null },
          ...vices(1),
        ],
      }),
      'pass',
      { officers: 3 },
    ],
    ['are three at least', rule, roster(3), 'pass', { officers: 3 }],
    ['are not fewer than three', rule, roster(1), 'fail', { officers: 1, minimum: 3, maximum: 5, parity: 'odd' }],
    ['are five at most', rule, roster(5), 'pass', { officers: 5 }],
    ['are not more than five', rule, roster(7), 'fail', { officers: 7 }],
    ['are odd in number', rule, roster(4), 'fail', { officers: 4 }],
    ['may be even in number where parity is no rule', any, roster(4), 'pass'],
    ['are counted by person, not by post', rule, twoPosts, 'pass', { officers: 3 }],
    ['are counted without Party posts', rule, party, 'pass', { officers: 3 }],
    [
      'in mid-term cannot be counted while nobody says who stays',
      rule,
      facts(midTerm),
      'unknown',
      { notStated: ['staying'] },
    ],
    [
      'in mid-term are for a person to see when more are known to hold a post than are said to stay',
      rule,
      facts({ ...midTerm, slate: { staying }, roster: { ...AS_HANDED_IN, held: held('executive_head') } }),
      'needs_human',
      { officers: 3, unaccounted: ['executive_head'] },
    ],
    [
      'in mid-term are so, too, where somebody stands who could follow: the one known may stay, and be forgotten',
      rule,
      facts({ ...midTerm, slate: { staying }, roster: { ...AS_HANDED_IN, held: held('president', 'vice_president') } }),
      'needs_human',
      { officers: 3, unaccounted: ['president', 'vice_president'] },
    ],
    [
      'in mid-term are so of fifteen who are known and four who are said to stay, when one more stands',
      ruleOn('roster_size', { minimum: 5, maximum: 40, parity: 'odd' }),
      facts({
        occasion: 'mid_term',
        candidate: { posts: ['vice_president'] },
        slate: { staying: holders(4) },
        roster: { ...AS_HANDED_IN, held: holders(15) },
      }),
      'needs_human',
      { officers: 5, unaccounted: ['vice_president'] },
    ],
    [
      'in mid-term need no such look where all that are known stay',
      rule,
      facts({ ...midTerm, slate: { staying }, roster: { ...AS_HANDED_IN, held: held('secretary_general') } }),
      'pass',
    ],
    [
      'are unknown in a contest for seats that nobody stated',
      rule,
      facts({ peers: vices(4), slate: { electionMode: 'competitive' } }),
      'unknown',
      { officers: null },
    ],
    [
      'are known in a contest for seats that were stated',
      rule,
      facts({ peers: vices(4), slate: { electionMode: 'competitive', seats: { vice_president: 2 } } }),
      'pass',
      { officers: 3 },
    ],
    [
      'are known in a contest for posts of which there is one',
      rule,
      facts({
        peers: peers('president', 'secretary_general', 'executive_head'),
        slate: { electionMode: 'competitive' },
      }),
      'pass',
      { officers: 3 },
    ],
    [
      'in mid-term are broken by their number before anybody asks who is known',
      rule,
      facts({ ...midTerm, slate: { staying: [] }, roster: { ...AS_HANDED_IN, held: held('executive_head') } }),
      'fail',
    ],
    [
      'in mid-term are counted with those who stay',
      rule,
      facts({ ...midTerm, slate: { staying } }),
      'pass',
      { officers: 3 },
    ],
    [
      'at a re-election are counted with those who stay, if any',
      rule,
      facts({ peers: vices(1), slate: { staying } }),
      'pass',
      { officers: 3 },
    ],
  ]);
});

describe('E24 the share of the council changed in mid-term', () => {
  const rule = ruleOn('mid_term_share');
  const brought = (change: Partial<RosterFacts>, council: { size: number; changing: number }) =>
    facts({ occasion: 'mid_term', slate: { council }, roster: { ...AS_HANDED_IN, ...change } });
  const growing = (standing: number, council: { size: number; changing: number }, more: SlateParticulars = {}) =>
    facts({
      occasion: 'mid_term',
      candidate: { posts: ['vice_president'] },
      peers: peers(...Array.from({ length: standing - 1 }, () => 'vice_president' as const)),
      slate: { council, ...more },
    });
  holds([
    ['is no question at a re-election', rule, of({ council: { size: 25, changing: 25 } }), 'pass'],
    ['may be a fifth', rule, of({ council: { size: 25, changing: 5 } }, 'mid_term'), 'pass', { changing: 5, size: 25 }],
    [
      'is not more than a fifth',
      rule,
      of({ council: { size: 24, changing: 5 } }, 'mid_term'),
      'fail',
      { atMostOneIn: 5 },
    ],
    [
      'counts what other slates of the term have changed',
      rule,
      brought({ changedBefore: 3 }, { size: 25, changing: 3 }),
      'fail',
      { changing: 3, changedBefore: 3, size: 25 },
    ],
    ['may come to a fifth by several slates', rule, brought({ changedBefore: 3 }, { size: 25, changing: 2 }), 'pass'],
    [
      'is unknown while another slate of the term does not say how many it changed',
      rule,
      brought({ changedBefore: null }, { size: 25, changing: 1 }),
      'unknown',
      { changedBefore: null },
    ],
    [
      'is more than a fifth by this slate alone, whatever another one changed',
      rule,
      brought({ changedBefore: null }, { size: 25, changing: 6 }),
      'fail',
    ],
    [
      'is for a person to see where it was a fifth, and a seat stays empty',
      rule,
      brought({ lost: 1 }, { size: 25, changing: 5 }),
      'needs_human',
      { lost: 1 },
    ],
    ['passes where an empty seat makes no difference', rule, brought({ lost: 1 }, { size: 25, changing: 4 }), 'pass'],
    [
      'is for a person to see when more stand than were said to change',
      rule,
      growing(11, { size: 25, changing: 1 }),
      'needs_human',
      { changing: 1, standing: 11 },
    ],
    ['may be what was stated while as many stand', rule, growing(2, { size: 25, changing: 2 }), 'pass'],
    [
      'is more than a fifth as it was stated, whoever stands',
      rule,
      growing(11, { size: 25, changing: 6 }),
      'fail',
      { standing: 11 },
    ],
    [
      'is unknown by another slate before anybody asks who stands',
      rule,
      { ...growing(2, { size: 25, changing: 1 }), roster: { ...AS_HANDED_IN, changedBefore: null } },
      'unknown',
      { standing: 2 },
    ],
    [
      'counts as many as there are seats, however many stand for them',
      rule,
      growing(4, { size: 25, changing: 1 }, { seats: { vice_president: 1 } }),
      'pass',
    ],
    [
      'counts all who stand in a contest for seats that nobody stated',
      rule,
      growing(2, { size: 25, changing: 1 }, { electionMode: 'competitive' }),
      'needs_human',
      { standing: 2 },
    ],
    [
      'counts nobody who stands for the Party organisation alone',
      rule,
      facts({
        occasion: 'mid_term',
        peers: peers('party_secretary', 'party_deputy_secretary'),
        slate: { council: { size: 25, changing: 1 } },
      }),
      'pass',
    ],
    ['is unknown while nobody says how many change', rule, of({ council: { size: 25 } }, 'mid_term'), 'unknown'],
    ['is unknown without the council', rule, of({}, 'mid_term'), 'unknown', { notStated: ['council.changing'] }],
  ]);
});

describe('E27 a Party organisation', () => {
  const rule = ruleOn('party_organisation');
  const party = (fullMembers: number, organisation: boolean, crossHolders: number) =>
    of({ party: { fullMembers, organisation, crossHolders } });
  holds([
    ['is unknown when not stated', rule, of({}), 'unknown', { notStated: ['party'] }],
    ['is needed from three full members', rule, party(3, false, 0), 'fail', { fullMembers: 3, organisation: false }],
    ['is not needed of two', rule, party(2, false, 0), 'pass'],
    ['with members in both passes', rule, party(3, true, 1), 'pass', { crossHolders: 1 }],
    [
      'is for a person to talk about when the only one to be in both came to nothing',
      rule,
      facts({
        slate: { party: { fullMembers: 3, organisation: true, crossHolders: 1 } },
        roster: { ...AS_HANDED_IN, crossHoldersLost: 1 },
      }),
      'needs_human',
      { crossHolders: 1, crossHoldersLost: 1 },
    ],
    [
      'passes while another one is in both',
      rule,
      facts({
        slate: { party: { fullMembers: 3, organisation: true, crossHolders: 2 } },
        roster: { ...AS_HANDED_IN, crossHoldersLost: 1 },
      }),
      'pass',
    ],
    ['with nobody in both is for a person to talk about', rule, party(2, true, 0), 'needs_human', { crossHolders: 0 }],
  ]);
});

describe('E31 the audit', () => {
  const rule = ruleOn('audit_done');
  const reported = (reportedOn: string) => of({ audit: { number: '1', reportedOn } });
  holds([
    ['is unknown when not stated', rule, of({}), 'unknown', { notStated: ['audit'] }],
    ['may be reported on the day of the vote', rule, reported('2026-03-01'), 'pass', { reportedOn: '2026-03-01' }],
    ['is not reported after the vote', rule, reported('2026-03-02'), 'fail'],
    [
      'is not done that will be reported tomorrow, before the vote',
      rule,
      facts({ today: '2026-02-01', slate: { audit: { number: '1', reportedOn: '2026-02-02' } } }),
      'fail',
    ],
  ]);
});
