// A rule that nothing reads is a promise nobody keeps: whatever a policy can say, saying otherwise makes a difference.
import { describe, expect, it } from '@jest/globals';
import { recipientOf } from '../../src/cases/send-reminders.js';
import { PolicyBook, shapeOf } from '../../src/cases/policy-book.js';
import { checkReason } from '../../src/cases/reasons.js';
import { stateWords } from '../../src/cases/words.js';
import { explainRoute } from '../../src/cases/why-route.js';
import { systemAsks } from '../../src/policy/asks.js';
import { begun } from '../../src/policy/budget.js';
import { gateOf } from '../../src/policy/checks/gates.js';
import { offerOf } from '../../src/cases/get-inquiries.js';
import { letterOf } from '../../src/inquiries/letter.js';
import { appliesTo, judgeChecks } from '../../src/policy/checks/judge.js';
import { BLOCKED_ACTS, inquiriesAt, questionsFor, waitsFor } from '../../src/policy/inquiries.js';
import { furtherVoteInTheWay } from '../../src/policy/further-votes.js';
import type { Policy } from '../../src/policy/policy.js';
import { processingNoticeOf } from '../../src/policy/processing-notice.js';
import { policyInForce } from '../../src/policy/policy-in-force.js';
import { POLICY_SCHEMA } from '../../src/policy/policy-schema.js';
import { coursesFor, coursesOf, missingBodies, skippedSteps, type Course } from '../../src/policy/route.js';
import { isWaitedFor, notOffered } from '../../src/policy/corrections.js';
import { wantsNoInterest } from '../../src/policy/recusal.js';
import { remindersOf } from '../../src/policy/reminders.js';
import { barsEmployed, declaresEmployed } from '../../src/policy/same-employer.js';
import { decisionInTheWay } from '../../src/policy/signatures.js';
import {
  CHECKS,
  GATED_ACTS,
  OCCASIONS,
  ORGANISATION_KINDS,
  OUTCOMES,
  PERIOD_KEYS,
  POSTS,
  REASONED_ACTS,
  REGIMES,
} from '../../src/policy/terms.js';
import { checkSlate } from '../../src/slates/check-slate.js';
import { buildStatechart } from '../../src/workflow/build-statechart.js';
import { NEW_CASE } from '../../src/workflow/events.js';
import { walk } from '../../src/workflow/walk.js';
import { factsAtRandom, findingAtRandom } from '../simulation/facts.js';
import { Random } from '../simulation/random.js';
import { inputOf } from '../slates/input-of.js';
import { dualSlate, candidate } from '../support/slates.js';

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

const BOOK = PolicyBook.read('policies');

/** Scopes limit to whom something applies; one that names everybody limits it to nobody. */
const EVERYBODY = {
  kinds: [...ORGANISATION_KINDS],
  regimes: [...REGIMES],
  occasions: [...OCCASIONS],
  charity: false,
  industryAssociation: true,
  privatelyFunded: false,
  school: false,
};

/** The version that says most, with what no shipped one says beside it. */
const FULL = full(JSON.parse(JSON.stringify(BOOK.version('330100/2026-07-01'))) as Json) as {
  readonly [key: string]: Json;
};

function full(value: Json, key = ''): Json {
  if (Array.isArray(value)) return value.map((each) => full(each, key));
  if (typeof value !== 'object' || value === null) return value;
  const said = Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== 'refines')
      .map(([name, each]) => [name, full(each, name)]),
  );
  if (key === '') {
    const election = { furtherVotes: { atMost: 1, candidates: ['remaining'] }, source: 'assumed' };
    return { ...said, intention: { before: ['reject', 'revoke'], source: 'L15' }, election };
  }
  if (key === 'quorum') return { ...said, veto: false, asks: 'all_approvers' };
  if ('exception' in said || 'restYears' in said) return { ...said, declarationSuffices: true };
  if (key === 'required') return { ...EVERYBODY, ...said };
  if ('surplusPercent' in said) return { mode: 'competitive', surplusPercent: 20 };
  return said['id'] === 'civil_capacity' ? { ...said, step: 'party_review' } : said;
}

/** Said for people alone, and shown to them as it stands. */
const FOR_READERS = [
  'name',
  'name.zh-CN',
  'name.en',
  'periods.*.note',
  'routes.name',
  'routes.name.zh-CN',
  'routes.name.en',
  'intention.source',
  'corrections.source',
  'election.source',
  'processingNotice.source',
  'routes.stages.source',
  'routes.stages.quorum.source',
  'routes.stages.supplements.source',
  'routes.stages.silence.source',
  'reminders.source',
  'recusal.source',
  // One word is legal for each limit: it says in what the number counts.
  'limits.*.unit',
];

/** Every key that a policy file can have, `*` for those that are names of its own. */
function keysOf(schema: unknown, path = '', found = new Set<string>()): Set<string> {
  const node = schema as { oneOf?: unknown[]; anyOf?: unknown[]; items?: unknown; properties?: object; type?: string };
  for (const form of [...(node.oneOf ?? []), ...(node.anyOf ?? [])]) keysOf(form, path, found);
  if (node.items) keysOf(node.items, path, found);
  for (const [key, inner] of Object.entries(node.properties ?? {})) {
    const named = path === 'periods' || path === 'limits' ? '*' : key;
    const next = path === '' ? key : `${path}.${named}`;
    found.add(next);
    keysOf(inner, next, found);
  }
  return found;
}

describe('every key of a policy', () => {
  it('is one that can be told apart', () => {
    expect(keysOf(POLICY_SCHEMA).size).toBeGreaterThan(60);
    expect(observed(FULL)).toBe(observed(FULL));
  });

  it.each([...keysOf(POLICY_SCHEMA)].filter((key) => !FOR_READERS.includes(key)))('%s is read', (key) => {
    const changes = placesOf(FULL, key.split('.'));
    expect(changes.length).toBeGreaterThan(0);
    expect(changes.some(differs)).toBe(true);
  });
});

let before: string | undefined;

/** A policy that cannot be read at all, for want of a key, has read the key. */
function differs(changed: Json): boolean {
  try {
    return observed(changed) !== (before ??= observed(FULL));
  } catch {
    return true;
  }
}

/** The policy with the value under a key changed, once for each place where the key stands. */
function placesOf(policy: Json, [head, ...rest]: readonly string[]): Json[] {
  if (Array.isArray(policy)) {
    return policy.flatMap((each, at) =>
      placesOf(each, [head ?? '', ...rest]).map((changed) => policy.map((one, n) => (n === at ? changed : one))),
    );
  }
  if (typeof policy !== 'object' || policy === null || head === undefined) return [];
  const keys = head === '*' ? Object.keys(policy) : head in policy ? [head] : [];
  return keys.flatMap((key) => {
    const value = policy[key] ?? null;
    const changed = rest.length > 0 ? placesOf(value, rest) : otherThan(value);
    return changed.map((next) => ({ ...policy, [key]: next }));
  });
}

/** Values that are not this one, each legal for some key: a word of the same vocabulary, one more, one fewer. */
function otherThan(value: Json): Json[] {
  if (typeof value === 'number') return [value + 1, Math.max(1, value - 1), value * 3];
  if (typeof value === 'boolean') return [!value];
  if (value === null) return ['2026-08-01', 2];
  if (Array.isArray(value)) return [value.slice(1), []];
  if (typeof value === 'object') return [null];
  return [
    ...(VOCABULARIES.find((words) => words.includes(value)) ?? []).filter((word) => word !== value),
    `${value}_else`,
  ];
}

const VOCABULARIES: readonly (readonly string[])[] = [
  ['before', 'after'],
  ['handlers', 'approvers', 'submitters'],
  ['working_days', 'calendar_days'],
  ['all', 'any', 'at_least'],
  ['odd', 'any'],
  ['either', 'competitive'],
  ['approved', 'none'],
  ['mainland', 'mainland_citizen'],
  ['social_groups', 'all'],
  ['supervising_unit', 'party_building_body', 'registration_authority'],
  ['review', 'notice'],
  ['until_answered', 'until_overdue'],
];

/** Everything that follows from a policy for cases, slates and people, through the functions that decide. */
function observed(text: Json): string {
  const policy = text as unknown as Policy;
  return JSON.stringify([
    placesAndDays(policy),
    routesOf(policy),
    chartsOf(policy),
    periodsOf(policy),
    reasonsOf(policy),
    notOffered(policy, ['profile.name', 'contact.phone', 'full_time', 'terms.president', 'declaration.cadre']),
    [1, 2, 3].map((asked) => isWaitedFor(policy, { side: 'unit', asked })),
    votesOf(policy),
    checksOf(policy),
    signaturesOf(policy),
    [barsEmployed(policy), declaresEmployed(policy), wantsNoInterest(policy, 'approve')],
    inquiriesOf(policy),
    slatesOf(policy),
    remindedOf(policy),
    processingNoticeOf(policy)?.text,
  ]);
}

const placesAndDays = (policy: Policy) =>
  ['330100', '330102', '330000'].flatMap((place) =>
    ['2026-06-30', '2026-07-01', '2026-08-02', '2027-01-01'].map((day) => policyInForce([policy], place, day)?.policy),
  );

/** Why a route is taken does not depend on the chart that is built from it. */
const ANY_CHART = BOOK.track('330100/2026-07-01', 'direct_or_decoupled/file').chart;

const BODIES = {
  submitting_body: 's',
  supervising_unit: 'u',
  party_building_body: 'p',
  social_work_department: 'w',
  registration_authority: 'r',
};

const routesOf = (policy: Policy) =>
  REGIMES.flatMap((regime) =>
    OCCASIONS.flatMap((occasion) => {
      const { courses, uncovered } = coursesFor(policy, regime, occasion, POSTS);
      return [
        uncovered,
        ...courses.map((course) => {
          const skipped = skippedSteps(course.route, BODIES);
          const row = { posts: course.posts, bodies: BODIES, context: { ...NEW_CASE, skipped } };
          const ground = { regime, jurisdiction: '330102', occasion, submittedAt: '2026-11-02T01:00:00.000Z' };
          const track = { policy, course, chart: ANY_CHART };
          return [course.id, missingBodies(course.route, {}), explainRoute(track, row, ground, [])];
        }),
      ];
    }),
  );

/** Building a chart takes longer than all the rest, and most keys do not change the routes. */
const charts = new Map<string, string>();

function chartsOf(policy: Policy): string {
  const routes = JSON.stringify([policy.routes, policy.intention]);
  const known = charts.get(routes) ?? JSON.stringify(coursesOf(policy).map((course) => stopsOf(policy, course)));
  charts.set(routes, known);
  return known;
}

function stopsOf(policy: Policy, course: Course) {
  const chart = buildStatechart(course.id, shapeOf(policy, course));
  const stops = [...walk(chart, skippedSteps(course.route, {})).values()];
  return stops.map(({ standing, moves }) => [
    standing.state,
    stateWords(course, standing.state),
    moves.map(({ act }) => act),
  ]);
}

const periodsOf = ({ periods, sources }: Policy) =>
  Object.values(periods).map((period) => [
    begun(BOOK.calendar, period, '2026-09-28'),
    period.whenPassed,
    sources[period.source] ?? period.source,
  ]);

const reasonsOf = (policy: Policy) =>
  REASONED_ACTS.flatMap((act) => [
    policy.reasons.filter(({ acts }) => acts.includes(act)).map(({ acts: _acts, ...reason }) => reason),
    ...[undefined, ...OUTCOMES].map((outcome) => checkReason(policy, act, undefined, outcome)),
  ]);

const FACTS = Array.from({ length: 160 }, (_, n) => {
  const random = new Random(n);
  const posts = [random.oneOf(POSTS), random.oneOf(POSTS)];
  const facts = factsAtRandom(random, { posts, regime: random.oneOf(REGIMES), occasion: random.oneOf(OCCASIONS) });
  const findings = Object.fromEntries(CHECKS.map((check) => [check, findingAtRandom(random, '2026-01-01')]));
  const cadre = {
    status: random.oneOf(['serving', 'retired'] as const),
    retiredOn: `${2018 + random.below(8)}-01-01`,
    unpaid: true,
    approval: { authority: 'x', number: '1', approvedOn: '2025-12-01', posts: [...POSTS], termNumber: 3 },
  };
  const elsewhere = {
    id: 'c',
    organisation: '另',
    kind: 'social_group',
    posts: [random.oneOf(POSTS)],
    standing: 'cleared',
  } as const;
  const declaration = {
    ...facts.candidate.declaration,
    ...(random.chance(50) ? { cadre } : {}),
    ...(random.chance(40) ? { residence: 'abroad' as const, monthsInMainland: random.below(12) } : {}),
    chineseCitizen: random.chance(50),
  };
  return {
    ...facts,
    slate: {
      ...facts.slate,
      seats: { president: 1 + random.below(5) },
      party: { fullMembers: random.below(6), organisation: random.chance(50), crossHolders: 0 },
    },
    candidate: { ...facts.candidate, declaration },
    peers: Array.from({ length: random.below(8) }, (_each, id) => ({
      id: String(id),
      posts: [random.oneOf(['president', 'vice_president'] as const)],
      memberUnit: null,
    })),
    elsewhere: random.chance(50)
      ? [elsewhere, { ...elsewhere, id: 'd', organisation: '又', kind: 'foundation' as const }]
      : [],
    findings: random.chance(50) ? findings : {},
  };
});

const checksOf = (policy: Policy) => {
  const rules = policy.checks ?? [];
  const { stages } = policy.routes.find(({ id }) => id === 'direct_or_decoupled') ?? { stages: [] };
  return [
    FACTS.flatMap((facts) => judgeChecks(rules, policy.limits, facts)),
    GATED_ACTS.flatMap((act) =>
      [null, 'party_review', 'registration_review', 'nowhere_else'].map((step) => {
        const { blocking, warning } = gateOf(policy, { stages, skipped: [] }, act, step);
        return [...blocking, ...warning].map(({ id, rule, source }) => [
          id,
          rule,
          source.split(' ').map((key) => policy.sources[key] ?? key),
        ]);
      }),
    ),
  ];
};

const votesOf = ({ election }: Policy) =>
  (['remaining', 'named_later'] as const).flatMap((candidacy) =>
    [1, 2, 3].map((held) => {
      const case_ = { posts: ['president'] as const, candidacy };
      const before = Array.from({ length: held }, (_, n) => ({
        ...case_,
        id: String(n),
        votedOn: `2026-01-0${n + 1}`,
      }));
      return furtherVoteInTheWay(election, before, [{ ...case_, id: 'x', votedOn: null }], '2026-02-01');
    }),
  );

const signaturesOf = ({ routes }: Policy) =>
  routes.flatMap(({ stages }) =>
    stages.flatMap((stage) => {
      if (stage.kind !== 'review') return [];
      const proposal = { official: 'h', weight: 'proposal', vote: 'agree' } as const;
      const signed = (['agree', 'disagree', 'agree', 'waiting'] as const).map((vote, n) => ({
        official: 'abcd'.charAt(n),
        weight: 'binding' as const,
        vote,
      }));
      const asks = systemAsks(stage);
      return [
        asks,
        ...[[], [proposal], ...[1, 2, 3, 4].map((many) => [proposal, ...signed.slice(0, many)])].flatMap((current) =>
          ['a', 'b'].flatMap((who) =>
            (['approve', 'reject'] as const).map((act) => decisionInTheWay(stage, current, [who], act)),
          ),
        ),
      ];
    }),
  );

const KNOWN = {
  name: 'n',
  sex: 'female',
  birthDate: '1970-01-01',
  identity: { type: 'passport', number: 'P' },
  employer: 'e',
  employerPost: 'p',
  posts: [...POSTS],
  organisation: 'o',
  organisationCode: 'c',
} as const;
const ADDRESSES = { id: 'i', from: { body: 'f', name: 'f' }, to: { body: 't', name: 't' }, sentOn: '', dueOn: '' };

const SENT = { questions: [], status: 'open', overdue: true } as const;

const inquiriesOf = (policy: Policy) =>
  ['joint_review', 'registration_review', 'supervising_review', 'superior_examination', 'nowhere'].flatMap((step) =>
    inquiriesAt(policy, step).flatMap((inquiry) => [
      letterOf(inquiry, questionsFor(inquiry, ['credit_information']), ADDRESSES, KNOWN),
      offerOf({ policy }, inquiry, inquiry.questions, [], true),
      BLOCKED_ACTS.map((act) => waitsFor([inquiry], { ...SENT, inquiry: inquiry.id }, act)),
      FACTS.map((facts) => inquiry.required !== undefined && appliesTo(inquiry.required, facts)),
    ]),
  );

const remindedOf = ({ reminders = [], periods }: Policy) =>
  PERIOD_KEYS.map((period) => {
    const budget = begun(BOOK.calendar, { length: 12, unit: periods[period].unit }, '2026-09-14');
    return remindersOf(BOOK.calendar, reminders, { period, ...budget }).map(({ reminder, at }) => [
      reminder.id,
      at,
      recipientOf(reminder, { bodies: BODIES, turnBodyId: 'p' }),
    ]);
  });

const slatesOf = (policy: Policy) => {
  const old = {
    ...candidate(1, ['president', 'secretary_general'], '1950-01-02'),
    terms: { president: 3, secretary_general: 2 },
  };
  const { checks: _checks, ...withoutChecks } = policy;
  const input = inputOf(dualSlate([candidate(0), old]));
  return [policy, withoutChecks].map((each) => checkSlate(input, each, [], '2026-11-02'));
};
