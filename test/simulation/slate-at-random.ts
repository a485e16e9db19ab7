import type { PolicyBook } from '../../src/cases/policy-book.js';
import type { Case } from '../../src/cases/case-row.js';
import type { CheckFacts, SlateParticulars } from '../../src/policy/checks/facts.js';
import type { Policy } from '../../src/policy/policy.js';
import { coursesFor } from '../../src/policy/route.js';
import { POSTS, type FurtherCandidacy, type Occasion, type Post } from '../../src/policy/terms.js';
import { addPeriod } from '../../src/policy/working-days.js';
import { councilAtRandom, organisationAtRandom, stated } from './facts.js';
import { bodiesFor } from './people.js';
import type { Random } from './random.js';

/** What one organisation submits for one occasion, before anybody has looked at it. */
export interface Occasioned {
  readonly policy: Policy;
  readonly bodies: Case['bodies'];
  readonly organisation: CheckFacts['organisation'];
  readonly occasion: Occasion;
  /** The day on which it was handed in, and the one for which the vote is planned, YYYY-MM-DD. */
  readonly submittedOn: string;
  readonly electionDate: string;
  readonly particulars: SlateParticulars;
  /** What other slates of the term have made of it. */
  readonly term: Pick<CheckFacts['roster'], 'changedBefore' | 'held'>;
  /** Whether the directory has the departments that a policy asks. */
  readonly askable: boolean;
}

/** So many candidates stand on a slate, by the posts of each. */
export interface Named {
  readonly slate: Occasioned;
  readonly posts: readonly (readonly Post[])[];
}

/** The more often it stands here, the more often somebody stands for it. */
const TOGETHER: readonly (readonly Post[])[] = [
  ['president'],
  ['president'],
  ['president', 'legal_representative'],
  ['vice_president'],
  ['vice_president'],
  ['vice_president'],
  ['vice_president'],
  ['secretary_general'],
  ['secretary_general', 'legal_representative'],
  ['executive_head'],
  ['party_secretary'],
  ['party_deputy_secretary'],
  ['vice_president', 'party_secretary'],
  ['president', 'party_deputy_secretary'],
];
const MOST_CANDIDATES = 9;

/** A slate of one to nine candidates under one of the shipped policies, with as many seats as that takes, or fewer. */
export function slateAtRandom(random: Random, book: PolicyBook): Named {
  const shipped = book.version(random.oneOf(book.ids));
  const route = random.oneOf(shipped.routes);
  const [regime, occasion] = [random.oneOf(route.regimes), random.oneOf(route.occasions)];
  const later = (day: string, length: number) => addPeriod(book.calendar, day, { length, unit: 'calendar_days' }).date;
  const covered = TOGETHER.filter((posts) => coursesFor(shipped, regime, occasion, posts).uncovered.length === 0);
  const posts = Array.from({ length: 1 + random.below(MOST_CANDIDATES) }, () => random.oneOf(covered));
  const submittedOn = later('2026-01-01', 1 + random.below(300));
  const slate = {
    policy: withFurtherVotes(random, shipped),
    bodies: bodiesFor(random),
    organisation: organisationAtRandom(random, regime),
    occasion,
    submittedOn,
    electionDate: later(submittedOn, 10 + random.below(120)),
    particulars: particularsAtRandom(random, posts),
    term: {
      changedBefore: random.oneOf([0, 0, 0, 1, 3, null]),
      held: random.chance(80) ? [] : [{ posts: random.oneOf(covered), memberUnit: null }],
    },
    askable: random.chance(85),
  };
  return { slate, posts };
}

/** One version that is shipped limits the votes; the others are tried with a limit, too. */
function withFurtherVotes(random: Random, policy: Policy): Policy {
  if (random.chance(50)) return policy;
  const candidates: readonly FurtherCandidacy[] = random.oneOf([
    ['remaining'],
    ['named_later'],
    ['remaining', 'named_later'],
  ]);
  const atMost = random.below(3);
  return {
    ...policy,
    election: { furtherVotes: { atMost, candidates: atMost === 0 ? [] : candidates }, source: 'assumed' },
  };
}

function particularsAtRandom(random: Random, named: Named['posts']): SlateParticulars {
  const electionMode = random.oneOf(['equal', 'equal', 'competitive'] as const);
  const seatsFor = (post: Post) => {
    const candidates = named.filter((posts) => posts.includes(post)).length;
    const wrong = random.chance(15) ? random.below(3) - 1 : 0;
    return Math.max(1, candidates - (electionMode === 'competitive' ? 1 : 0) + wrong);
  };
  const standing = POSTS.filter((post) => named.some((posts) => posts.includes(post)));
  const counted = standing.filter(() => random.chance(80));
  const staying = [['vice_president'], ['vice_president'], ['executive_head']] satisfies Post[][];
  return {
    ...stated(random, { electionMode }),
    ...stated(random, { seats: Object.fromEntries(counted.map((post) => [post, seatsFor(post)])) }),
    ...stated(random, {
      staying: staying.filter(() => random.chance(40)).map((posts) => ({ posts, memberUnit: null })),
    }),
    ...councilAtRandom(random),
  };
}
