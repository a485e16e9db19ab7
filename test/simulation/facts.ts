import type { CheckFacts, Finding, SlateParticulars } from '../../src/policy/checks/facts.js';
import { AS_HANDED_IN } from '../../src/policy/checks/roster.js';
import type { Occasion, Post, Regime } from '../../src/policy/terms.js';
import type { Random } from './random.js';

/** Mostly stated; now and then left out, and so unknown. */
export const stated = <T extends object>(random: Random, fields: T): T | object => (random.chance(85) ? fields : {});

/** What the directory has of an organisation at random. */
export const organisationAtRandom = (random: Random, regime: Regime): CheckFacts['organisation'] => ({
  kind: random.oneOf(['social_group', 'social_group', 'social_service_institution', 'foundation'] as const),
  regime,
  charity: random.chance(30),
  industryAssociation: random.chance(50),
  ...(random.chance(60) ? { privatelyFunded: random.chance(50), school: random.chance(50) } : {}),
});

/** What is stated of a candidate at random: often sound, now and then unknown or in the way. */
export const candidateAtRandom = (random: Random, posts: readonly Post[]): CheckFacts['candidate'] => ({
  birthDate: `${1945 + random.below(50)}-06-15`,
  residentId: random.chance(90),
  posts,
  fullTime: random.chance(50),
  terms: random.chance(85) ? Object.fromEntries(posts.map((post) => [post, random.below(3)])) : {},
  knownTerms: {},
  memberUnit: random.chance(85) ? null : undefined,
  declaration: {
    ...stated(random, { supervisor: random.chance(5) }),
    ...stated(random, { residence: 'mainland', chineseCitizen: true }),
    ...stated(random, { cadre: { status: random.oneOf(['none', 'none', 'none', 'serving', 'retired'] as const) } }),
    ...stated(random, { otherPosts: [] }),
    ...stated(random, { relatives: random.chance(95) ? [] : (['council'] as const) }),
    ...stated(random, { party: { membership: 'full', rightsSuspended: false } }),
    ...stated(random, { yearsInField: random.below(20) }),
  },
});

/** What a unit states of its council, its charter and its audit. */
export const councilAtRandom = (random: Random): SlateParticulars => ({
  ...stated(random, { council: { size: 25, changing: random.below(7), related: 0 } }),
  ...stated(random, { charter: { termYears: 5, legalRepresentatives: ['president'] } }),
  ...stated(random, { audit: { number: '1', reportedOn: '2025-12-01' } }),
});

/** All that there is to know of one who stands alone. */
export const factsAtRandom = (
  random: Random,
  { posts, regime, occasion }: { posts: readonly Post[]; regime: Regime; occasion: Occasion },
): CheckFacts => ({
  today: '2026-01-01',
  on: '2026-12-28',
  occasion,
  termNumber: 3,
  organisation: organisationAtRandom(random, regime),
  candidate: candidateAtRandom(random, posts),
  slate: {
    ...stated(random, { electionMode: 'equal' }),
    ...stated(random, { staying: [] }),
    ...councilAtRandom(random),
  },
  peers: [],
  roster: AS_HANDED_IN,
  elsewhere: [],
  foundElsewhere: [],
  findings: {},
});

/** What somebody answers who is asked. */
export const findingAtRandom = (random: Random, queriedOn: string): Finding => {
  const answer = random.oneOf(['clear', 'clear', 'clear', 'clear', 'adverse', 'unclear'] as const);
  const effectiveOn = answer === 'adverse' && random.chance(50) ? '2024-01-01' : null;
  return {
    answer,
    source: '某机关',
    reference: null,
    queriedOn,
    effectiveOn,
    endedOn: effectiveOn && random.chance(50) ? '2025-01-01' : null,
    intentional: random.oneOf([true, false, null]),
  };
};
