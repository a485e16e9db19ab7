import { describe, expect, it } from '@jest/globals';
import type { CheckFacts, MemberUnit } from '../../../src/policy/checks/facts.js';
import { AS_HANDED_IN } from '../../../src/policy/checks/roster.js';
import type { Post } from '../../../src/policy/terms.js';
import { facts, holds, ruleOn, verdictOf } from './sound-facts.js';

const UNIT = '51330000MJ90000141';
const OTHER_UNIT = '52330282MJ9000022U';

describe('E03 terms served', () => {
  const rule = ruleOn('consecutive_terms');
  const known = (knownTerms: CheckFacts['candidate']['terms'], stated: number | null = 0) =>
    facts({ candidate: { knownTerms, terms: stated === null ? {} : { president: stated } } });
  const served = (posts: readonly Post[], terms: CheckFacts['candidate']['terms']) =>
    facts({ candidate: { posts, terms } });
  holds([
    [
      'in the post are two at most',
      rule,
      served(['president'], { president: 2 }),
      'fail',
      { post: 'president', served: 2, limit: 2 },
    ],
    ['in the post may be one', rule, served(['president'], { president: 1 }), 'pass', { served: 1 }],
    ['that are left out are unknown', rule, served(['president'], {}), 'unknown', { notStated: ['terms'] }],
    ['that are left out are none at a founding', rule, facts({ occasion: 'founding' }), 'pass', { served: 0 }],
    [
      'fail by one post, whatever is left out of another',
      rule,
      served(['president', 'secretary_general'], { secretary_general: 2 }),
      'fail',
      { post: 'secretary_general' },
    ],
    [
      'are unknown by one post that is left out',
      rule,
      served(['president', 'secretary_general'], { secretary_general: 1 }),
      'unknown',
    ],
    ['are those the system knows of, whatever is stated', rule, known({ president: 2 }), 'fail', { served: 2 }],
    ['are those stated, of which the system knows one', rule, known({ president: 1 }, 2), 'fail', { served: 2 }],
    ['that the system knows of need no statement', rule, known({ president: 1 }, null), 'pass', { served: 1 }],
    [
      'in a post not stood for do not count',
      rule,
      served(['president'], { president: 0, secretary_general: 2 }),
      'pass',
    ],
    [
      'in a post without a limit do not count',
      rule,
      served(['vice_president'], { vice_president: 9 }),
      'pass',
      { limit: 2 },
    ],
    [
      'count in each post stood for',
      rule,
      served(['president', 'secretary_general'], { president: 1, secretary_general: 3 }),
      'fail',
      { post: 'secretary_general', served: 3 },
    ],
  ]);
});

describe('E03 a term beyond the limit', () => {
  const share = { furtherTerm: { votes: 2, outOf: 3, among: 'voters_due' } } as const;
  const [rule, ofPresent] = [share, { furtherTerm: { ...share.furtherTerm, among: 'voters_present' } } as const].map(
    (setting) => ruleOn('consecutive_terms', setting),
  );
  if (!rule || !ofPresent) throw new Error('No rules.');
  const after = (votesFor: number, served = 2) =>
    facts({
      candidate: { terms: { president: served }, vote: { votersDue: 100, votersPresent: 90, votesFor } },
    });
  const beyond = (rest: object) => ({ post: 'president', served: 2, limit: 2, ...rest });
  holds([
    [
      'waits for its approval before the vote',
      rule,
      facts({ candidate: { terms: { president: 2 } } }),
      'fail',
      beyond({}),
    ],
    ['lacks votes with less than two thirds', rule, after(66), 'fail', beyond({ votesFor: 66, needed: 67 })],
    ['lacks none with two thirds, and no pass either', rule, after(67), 'fail', beyond({})],
    ['is counted among those present where the rule says so', ofPresent, after(60), 'fail', beyond({})],
    ['is counted so to the vote', ofPresent, after(59), 'fail', beyond({ needed: 60, among: 'voters_present' })],
    ['needs no share where the rule asks for none', ruleOn('consecutive_terms'), after(1), 'fail', beyond({})],
    ['is another one than a second term', rule, after(1, 1), 'pass', { served: 1 }],
  ]);

  it('that has its share comes to the same as before the vote, so what was answered for stays answered for', () => {
    const before = facts({ candidate: { terms: { president: 2 } } });
    expect(verdictOf(rule, after(67))).toEqual(verdictOf(rule, before));
    expect(verdictOf(ofPresent, after(60))).toEqual(verdictOf(ofPresent, before));
    expect(verdictOf(ruleOn('consecutive_terms'), after(1))).toEqual(verdictOf(ruleOn('consecutive_terms'), before));
  });
});

describe('E14 president and secretary-general', () => {
  const rule = ruleOn('president_and_secretary_apart');
  type Units = [memberUnit: MemberUnit | undefined, ...others: (MemberUnit | undefined)[]];
  const units = ([memberUnit, ...others]: Units, post: Post = 'secretary_general') =>
    facts({
      candidate: { memberUnit },
      peers: others.map((unit, n) => ({ id: String(n), posts: [post], memberUnit: unit })),
    });
  const posts = (...held: Post[]) => facts({ candidate: { posts: held, memberUnit: null } });
  const midTerm = (slate: CheckFacts['slate'], memberUnit: MemberUnit = UNIT) =>
    facts({ occasion: 'mid_term', candidate: { memberUnit }, slate });
  const known = (held: (MemberUnit | undefined)[], staying: MemberUnit[], memberUnit?: MemberUnit) => {
    const secretaries = <Of>(from: readonly Of[]) =>
      from.map((one) => ({ posts: ['secretary_general'] as const, memberUnit: one }));
    const seen = midTerm({ staying: secretaries(staying) }, memberUnit);
    return { ...seen, roster: { ...AS_HANDED_IN, held: secretaries(held) } };
  };
  const secretary = facts({
    candidate: { posts: ['secretary_general'], memberUnit: UNIT },
    peers: [{ id: 'b', posts: ['president'], memberUnit: UNIT }],
  });
  holds([
    ['are not one person', rule, posts('president', 'secretary_general'), 'fail', { onePerson: true }],
    ['are another question for who is neither', rule, posts('vice_president'), 'pass'],
    ['are not from one member unit', rule, units([UNIT, UNIT]), 'fail', { sameUnit: true }],
    ['are not from one member unit, seen from the secretary-general', rule, secretary, 'fail', { sameUnit: true }],
    ['are from two member units', rule, units([UNIT, OTHER_UNIT]), 'pass', { onePerson: false, sameUnit: false }],
    ['may both come from no unit', rule, units([null, null]), 'pass'],
    ['are no other question for the vice-presidents', rule, units([UNIT, UNIT], 'vice_president'), 'pass'],
    [
      'cannot be compared when the candidate states no unit',
      rule,
      units([undefined, UNIT]),
      'unknown',
      { notStated: ['memberUnit'] },
    ],
    ['cannot be compared when the other states no unit', rule, units([UNIT, undefined]), 'unknown'],
    ['fail by one counterpart known, whatever is unknown of the next', rule, units([UNIT, undefined, UNIT]), 'fail'],
    [
      'in mid-term may clash with one who stays',
      rule,
      midTerm({ staying: [{ posts: ['secretary_general'], memberUnit: UNIT }] }),
      'fail',
    ],
    [
      'in mid-term may go with one who stays',
      rule,
      midTerm({ staying: [{ posts: ['secretary_general'], memberUnit: null }] }),
      'pass',
    ],
    ['in mid-term are unknown while nobody says who stays', rule, midTerm({}), 'unknown', { notStated: ['staying'] }],
    ['in mid-term pass when nobody stays', rule, midTerm({ staying: [] }), 'pass'],
    [
      'in mid-term are for a person to see where one from the same unit is known and not said to stay',
      rule,
      known([UNIT], []),
      'needs_human',
      { sameUnit: false, known: ['secretary_general'] },
    ],
    [
      'in mid-term are so where one is said to stay, and to come from elsewhere',
      rule,
      known([UNIT], [null]),
      'needs_human',
    ],
    [
      'in mid-term are so where nobody stated from which unit the one known comes',
      rule,
      known([undefined], []),
      'needs_human',
    ],
    ['in mid-term pass where it was not stated then and is stated now', rule, known([undefined], [OTHER_UNIT]), 'pass'],
    ['in mid-term pass where the one known comes from elsewhere', rule, known([OTHER_UNIT], []), 'pass'],
    ['in mid-term pass where the candidate comes from no unit', rule, known([null], [], null), 'pass'],
  ]);
});

describe('E22 the legal representative', () => {
  const rule = ruleOn('legal_representative_post');
  const as = (posts: readonly Post[], legalRepresentatives?: readonly Post[]) =>
    facts({
      candidate: { posts: [...posts, 'legal_representative'] },
      slate: legalRepresentatives ? { charter: { termYears: 5, legalRepresentatives } } : {},
    });
  holds([
    ['is another question for those who do not stand for it', rule, facts(), 'pass'],
    ['is ordinarily the president', rule, as(['president']), 'pass', { posts: ['president'] }],
    [
      'may be a vice-president if the charter says so, and somebody saw the approvals',
      rule,
      as(['vice_president'], ['vice_president']),
      'needs_human',
      { byCharter: true },
    ],
    [
      'may not be a vice-president against the charter',
      rule,
      as(['vice_president'], ['president']),
      'fail',
      { byCharter: false },
    ],
    [
      'may or may not be a vice-president by a charter nobody has seen',
      rule,
      as(['vice_president']),
      'unknown',
      { notStated: ['charter'] },
    ],
    ['may not be the executive head', rule, as(['executive_head'], ['executive_head']), 'fail'],
    ['may not stand for this post alone and be known', rule, as([]), 'unknown', { notStated: ['otherPost'] }],
  ]);
});
