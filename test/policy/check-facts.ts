// Facts enough that every number and every word of a check makes a difference to somebody.
import type { CheckFacts, Finding } from '../../src/policy/checks/facts.js';
import { CHECKS, OCCASIONS, POSTS, REGIMES } from '../../src/policy/terms.js';
import { factsAtRandom, findingAtRandom } from '../simulation/facts.js';
import { Random } from '../simulation/random.js';

const elsewhereAtRandom = (random: Random): CheckFacts['elsewhere'] =>
  (['c', 'd'] as const)
    .filter(() => random.chance(50))
    .map((id) => ({
      id,
      organisation: id,
      kind: random.oneOf(['social_group', 'foundation'] as const),
      posts: [random.oneOf(POSTS), 'legal_representative'],
      standing: 'cleared',
    }));

const declarationAtRandom = (random: Random, declared: CheckFacts['candidate']['declaration']) => {
  const cadre = {
    status: random.oneOf(['serving', 'retired'] as const),
    retiredOn: `${2022 + random.below(5)}-01-01`,
    unpaid: true,
    approval: { authority: 'x', number: '1', approvedOn: '2025-12-01', posts: [...POSTS], termNumber: 3 },
  };
  return {
    ...declared,
    ...(random.chance(50) ? { cadre } : {}),
    ...(random.chance(40) ? { residence: 'abroad' as const, monthsInMainland: random.below(12) } : {}),
    chineseCitizen: random.chance(50),
  };
};

const slateAtRandom = (random: Random, slate: CheckFacts['slate']): CheckFacts['slate'] => ({
  ...slate,
  seats: { president: 1 + random.below(5) },
  charter: { termYears: 1 + random.below(10), legalRepresentatives: POSTS.filter(() => random.chance(50)) },
  council: { size: 24, changing: random.below(14), related: random.below(14) },
  party: {
    fullMembers: random.below(12),
    organisation: random.chance(50),
    crossHolders: 0,
    committee: { seats: random.below(9), candidates: random.below(11) },
  },
});

/** Of something adverse, effective and over in one year or another. */
const foundAtRandom = (random: Random): Finding => ({
  // On the day of asking, or 91 days before it.
  ...findingAtRandom(random, random.oneOf(['2026-01-01', '2025-10-02'])),
  answer: random.oneOf(['clear', 'adverse', 'adverse', 'unclear'] as const),
  effectiveOn: random.chance(80) ? `${2008 + random.below(18)}-01-01` : null,
  endedOn: random.chance(80) ? `${2008 + random.below(18)}-01-01` : null,
});

/** To whom a rule applies that is for as many as it can be for: most of them, or hardly anything would be seen of it. */
const MOSTLY = { charity: false, industryAssociation: true, privatelyFunded: false, school: false };

function factsOf(seed: number): CheckFacts {
  const random = new Random(seed);
  const second = random.chance(40) ? 'legal_representative' : random.oneOf(POSTS);
  const posts = [...new Set([random.oneOf(POSTS), second])].slice(0, 1 + random.below(2));
  const facts = factsAtRandom(random, { posts, regime: random.oneOf(REGIMES), occasion: random.oneOf(OCCASIONS) });
  const findings = Object.fromEntries(CHECKS.map((check) => [check, foundAtRandom(random)]));
  return {
    ...facts,
    organisation: { ...facts.organisation, ...(random.chance(75) ? MOSTLY : {}) },
    slate: slateAtRandom(random, facts.slate),
    candidate: {
      ...facts.candidate,
      ...(random.chance(50) ? { birthDate: `${1953 + random.below(6)}-06-15` } : {}),
      declaration: declarationAtRandom(random, facts.candidate.declaration),
      vote: { votersDue: 90, votersPresent: 60, votesFor: 20 + random.below(60) },
    },
    peers: Array.from({ length: random.below(12) }, (_each, id) => ({
      id: String(id),
      posts: [random.oneOf(['president', 'vice_president', 'vice_president'] as const)],
      memberUnit: null,
    })),
    elsewhere: elsewhereAtRandom(random),
    findings: random.chance(50) ? findings : {},
  };
}

export const FACTS: readonly CheckFacts[] = Array.from({ length: 600 }, (_, seed) => factsOf(seed));
