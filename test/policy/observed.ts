// Everything that follows from a policy for cases, slates and people, through the functions that decide.
import { checkReason, reasonsFor } from '../../src/cases/reasons.js';
import { startDeadline } from '../../src/cases/deadlines.js';
import { offerOf } from '../../src/cases/get-inquiries.js';
import { PolicyBook, shapeOf } from '../../src/cases/policy-book.js';
import { nextOf } from '../../src/cases/remind-departments.js';
import { recipientOf } from '../../src/cases/send-reminders.js';
import { silentEvent } from '../../src/cases/silence.js';
import { explainRoute } from '../../src/cases/why-route.js';
import { stateWords } from '../../src/cases/words.js';
import { letterOf } from '../../src/inquiries/letter.js';
import { approversNeeded } from '../../src/policy/approvers-needed.js';
import { systemAsks } from '../../src/policy/asks.js';
import { begun } from '../../src/policy/budget.js';
import { isStillTold } from '../../src/policy/checks/evidence.js';
import { gateOf } from '../../src/policy/checks/gates.js';
import { appliesTo } from '../../src/policy/checks/judge.js';
import { isWaitedFor, notOffered } from '../../src/policy/corrections.js';
import { furtherVoteInTheWay } from '../../src/policy/further-votes.js';
import { BLOCKED_ACTS, inquiriesAt, questionsFor, unheard, waitsFor } from '../../src/policy/inquiries.js';
import { periodOf, type Policy } from '../../src/policy/policy.js';
import { policyInForce } from '../../src/policy/policy-in-force.js';
import { processingNoticeOf } from '../../src/policy/processing-notice.js';
import { wantsNoInterest } from '../../src/policy/recusal.js';
import { remindersOf } from '../../src/policy/reminders.js';
import { coursesFor, coursesOf, missingBodies, skippedSteps, type Course } from '../../src/policy/route.js';
import { barsEmployed, declaresEmployed } from '../../src/policy/same-employer.js';
import { decisionInTheWay } from '../../src/policy/signatures.js';
import {
  ALL_PERIOD_KEYS,
  BODY_FUNCTIONS,
  CHECKS,
  GATED_ACTS,
  OCCASIONS,
  OUTCOMES,
  POSTS,
  REASONED_ACTS,
  REGIMES,
  type PeriodKey,
} from '../../src/policy/terms.js';
import { checkSlate } from '../../src/slates/check-slate.js';
import { turnIn, type Advanced } from '../../src/workflow/advance.js';
import { buildStatechart } from '../../src/workflow/build-statechart.js';
import { NEW_CASE } from '../../src/workflow/events.js';
import { walk } from '../../src/workflow/walk.js';
import { inputOf } from '../slates/input-of.js';
import { candidate, dualSlate } from '../support/slates.js';
import { FACTS } from './check-facts.js';

export const BOOK = PolicyBook.read('policies');

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
  REGIMES.flatMap((regime) => [
    approversNeeded(policy, { regime, bodies: BODIES }),
    ...OCCASIONS.flatMap((occasion) => {
      const { courses, uncovered } = coursesFor(policy, regime, occasion, POSTS);
      return [
        uncovered,
        POSTS.map((post) => coursesFor(policy, regime, occasion, [post]).courses.map(({ id }) => id)),
        ...courses.map((course) => {
          const skipped = skippedSteps(course.route, BODIES);
          const row = { posts: course.posts, bodies: BODIES, context: { ...NEW_CASE, skipped } };
          const ground = { regime, jurisdiction: '330102', occasion, submittedAt: '2026-11-02T01:00:00.000Z' };
          const track = { policy, course, chart: ANY_CHART };
          return [course.id, missingBodies(course.route, {}), explainRoute(track, row, ground, [])];
        }),
      ];
    }),
  ]);

interface Walked {
  /** What can be done in each standing, and whose turn it is. */
  readonly stops: readonly unknown[];
  readonly states: readonly string[];
  readonly periods: readonly PeriodKey[];
}

/** To walk a chart takes longer than all the rest, and most keys change few of them. */
const walked = new Map<string, Walked>();

function walkedOf(policy: Policy, course: Course): Walked {
  const shape = shapeOf(policy, course);
  const told = JSON.stringify(shape);
  const known = walked.get(told) ?? walkAnew(course, shape);
  walked.set(told, known);
  return known;
}

function walkAnew(course: Course, shape: ReturnType<typeof shapeOf>): Walked {
  const chart = buildStatechart(course.id, shape);
  const stops = [...walk(chart, skippedSteps(course.route, {})).values()];
  // What a walk has moved to says with which effects it did.
  const effects = stops.flatMap(({ moves }) => moves.flatMap(({ to }) => (to as Partial<Advanced>).effects ?? []));
  const started = effects.flatMap((effect) => (effect.type === 'start_deadline' ? [effect.period] : []));
  const states = [...new Set(stops.map(({ standing }) => standing.state))];
  return {
    stops: [
      stops.map(({ standing, moves }) => [standing.state, moves.map(({ act }) => act)]),
      states.map((state) => turnIn(chart, state)),
    ],
    states,
    periods: ALL_PERIOD_KEYS.filter((key) => started.includes(key)),
  };
}

/** What can happen to a case of one course, by its place among the courses of the policy. */
const chartOf =
  (place: number): Observer =>
  (policy) =>
    coursesOf(policy)
      .slice(place, place + 1)
      .map((course) => {
        const { stops, states } = walkedOf(policy, course);
        return [stops, states.map((state) => stateWords(course, state))];
      });

/** What a policy makes of the silence of a body that has to accept a case, or to decide it. */
const silencesOf = (policy: Policy) =>
  coursesOf(policy).map((course) =>
    course.route.stages.map((stage) =>
      stage.kind === 'review'
        ? ALL_PERIOD_KEYS.map((period) => silentEvent({ state: `review.${stage.step}.awaiting` }, { course }, period))
        : [],
    ),
  );

/** The deadlines that cases of some course come to, as they are written down, but for their ids. */
function deadlinesOf(policy: Policy) {
  const started = new Set(coursesOf(policy).flatMap((course) => walkedOf(policy, course).periods));
  const written: unknown[] = [];
  const tx = { send: (_statement: string, [_id, ...values]: readonly unknown[] = []) => void written.push(values) };
  const calendar = { calendar: BOOK.calendar, name: null };
  for (const key of started) startDeadline(tx, calendar, policy, 'c', key, '2026-09-28T01:00:00.000Z');
  return written;
}

const reasonsOf = (policy: Policy) =>
  REASONED_ACTS.flatMap((act) =>
    ['reconsidering', 'reconsideringRevocation'].flatMap((state) => [
      reasonsFor(policy, act, state).map(({ acts: _acts, of: _of, ...reason }) => reason),
      ...[undefined, ...OUTCOMES].map((outcome) => checkReason(policy, act, undefined, state, outcome)),
    ]),
  );

const STEPS = ['party_review', 'joint_review', 'registration_review', 'supervising_review', 'superior_examination'];

const gatesOf = (policy: Policy) => {
  const { stages } = policy.routes.find(({ id }) => id === 'direct_or_decoupled') ?? { stages: [] };
  return GATED_ACTS.flatMap((act) =>
    [null, ...STEPS].map((step) => {
      const { blocking, warning } = gateOf(policy, { stages, skipped: [] }, act, step);
      return [blocking, warning].map((rules) => rules.map(({ id }) => id));
    }),
  );
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
      return [
        systemAsks(stage),
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
  [...STEPS, 'nowhere', 'another_one'].map((step) => [
    step,
    inquiriesAt(policy, step).map((inquiry) => [
      letterOf(inquiry, questionsFor(inquiry, ['credit_information']), ADDRESSES, KNOWN),
      CHECKS.map((check) => unheard(inquiry, [check], []).map(({ id }) => id)),
      offerOf({ policy }, inquiry, inquiry.questions, [], true),
      BLOCKED_ACTS.map((act) => waitsFor([inquiry], { ...SENT, inquiry: inquiry.id }, act)),
      FACTS.map(
        (facts) =>
          offerOf({ policy }, inquiry, inquiry.questions, [], appliesTo(inquiry.required ?? {}, facts)).required,
      ),
    ]),
  ]);

const remindedOf = (policy: Policy) => {
  const { reminders = [] } = policy;
  const told = { id: 'l', sentAt: '2026-09-14T01:00:00.000Z', dueOn: '2026-09-28', provisional: false };
  return [
    ALL_PERIOD_KEYS.map((period) => {
      const budget = begun(BOOK.calendar, { length: 12, unit: periodOf(policy, period).unit }, '2026-09-14');
      return remindersOf(BOOK.calendar, reminders, { period, ...budget }).map(({ reminder, at }) => [
        reminder.id,
        at,
        recipientOf(reminder, { bodies: BODIES, turnBodyId: 'p' }),
        BODY_FUNCTIONS.map((only) =>
          recipientOf(reminder, { bodies: { submitting_body: 's', [only]: 'n' }, turnBodyId: 'p' }),
        ),
      ]);
    }),
    [[], ['about_to_pass'], ['about_to_pass', 'passed']].map((sent) => nextOf(BOOK.calendar, policy, told, sent)),
  ];
};

/** The limits and posts of a slate, where no check of the policy judges them. */
const slatesOf = (policy: Policy) => {
  const old = {
    ...candidate(1, ['president', 'secretary_general'], '1950-01-02'),
    terms: { president: 3, secretary_general: 2 },
  };
  const everybody = [candidate(2, [...POSTS], '1950-01-02')].map((one) => ({
    ...one,
    terms: Object.fromEntries(POSTS.map((post) => [post, 2])),
  }));
  return [[candidate(0), old], everybody, ...POSTS.map((post) => [candidate(3, [post], '1950-01-02')])].map(
    (candidates) => checkSlate(inputOf(dualSlate(candidates)), policy, [], '2026-11-02'),
  );
};

const COURSES = coursesOf(BOOK.version('330100/2026-07-01'));

/** A policy, and the same without its checks: where there are some, they judge instead of the slate. */
type Observer = (policy: Policy, withoutChecks: Policy) => unknown;

/** What follows, each by itself; what takes longest is asked last. */
export const OBSERVERS: readonly Observer[] = [
  placesAndDays,
  routesOf,
  silencesOf,
  reasonsOf,
  (policy) =>
    ['profile.name', 'contact.phone', 'full_time', 'terms.president', 'declaration.cadre'].map((field) =>
      notOffered(policy, [field]),
    ),
  (policy) => [1, 2, 3].map((asked) => isWaitedFor(policy, { side: 'unit', asked })),
  votesOf,
  gatesOf,
  signaturesOf,
  (policy) => [barsEmployed(policy), declaresEmployed(policy)],
  (policy) => wantsNoInterest(policy, 'approve'),
  inquiriesOf,
  (policy) => slatesOf(policy),
  (_policy, withoutChecks) => slatesOf(withoutChecks),
  remindedOf,
  (policy) => processingNoticeOf(policy),
  ({ foundElsewhere }) =>
    [4, 5, 6].map((years) => isStillTold(foundElsewhere, { on: '2026-11-02', ended: true }, `${2026 + years}-11-01`)),
  deadlinesOf,
  ...COURSES.map((_course, place) => chartOf(COURSES.length - 1 - place)),
];
