import { and, assign, setup } from 'xstate';
import { NEW_CASE, type CaseContext, type CaseEvent } from './events.js';
import { GUARDS } from './guards.js';
import type { ReviewShape, RouteShape, StageShape, StateMeta } from './route-shape.js';

const noEffectHere = () => {
  // Effects are names: `advance` hands them to the caller, who carries them out in the same transaction.
};

const charts = setup({
  types: {
    context: {} as CaseContext,
    events: {} as CaseEvent,
    input: {} as Partial<CaseContext> | undefined,
    meta: {} as StateMeta,
    tags: {} as 'ended' | 'adverse',
  },
  guards: {
    objectionsDisposed: ({ context }) => GUARDS.objectionsDisposed.allows(context),
    someObjectionOpen: ({ context }) => GUARDS.someObjectionOpen.allows(context),
    objectionUpheld: ({ context }) => GUARDS.objectionUpheld.allows(context),
    notReconsidered: ({ context }) => GUARDS.notReconsidered.allows(context),
    elected: ({ event }) => event.type === 'record_election' && event.elected,
    overturned: ({ event }) => event.type === 'conclude_reconsideration' && event.overturned,
    isSkipped: ({ context }, params: { step: string }) => context.skipped.includes(params.step),
    wasAccepted: ({ context }, params: { step: string }) => context.accepted === params.step,
    wasRejectedAt: ({ context }, params: { place: string }) => context.rejectedAt === params.place,
  },
  actions: {
    start_deadline: (_, _params: { period: string }) => noEffectHere(),
    stop_deadline: noEffectHere,
    end_deadlines: noEffectHere,
    mark_overdue: noEffectHere,
    suspend_deadline: noEffectHere,
    resume_deadline: noEffectHere,
    enter_step: (_, _params: { step: string }) => noEffectHere(),
    skip_step: (_, _params: { step: string }) => noEffectHere(),
    countObjection: assign({ openObjections: ({ context }) => context.openObjections + 1 }),
    discountObjection: assign({
      openObjections: ({ context }) => context.openObjections - 1,
      upheldObjections: ({ context, event }) =>
        context.upheldObjections + (event.type === 'conclude_objection' && event.upheld ? 1 : 0),
    }),
    forgetUpheldObjections: assign({ upheldObjections: 0 }),
    rememberAccepted: assign({ accepted: (_, params: { step: string }) => params.step }),
    rememberRejected: assign({ rejectedAt: (_, params: { place: string }) => params.place }),
    rememberReconsidered: assign({ reconsidered: true }),
  },
});

const start = (period: string) => ({ type: 'start_deadline', params: { period } }) as const;
const meta = (turn: string | null, step: string | null = null): StateMeta => ({ turn, step });
const stepState = (step: string) => `#review.${step}`;
const withdraw = { target: '#withdrawn', actions: 'end_deadlines' } as const;
/** Without an action XState would take it for a forbidden event. */
const markOverdue = { actions: 'mark_overdue' } as const;
const lapse = { target: '#lapsed', actions: 'end_deadlines' } as const;
const rejectAt = (place: string) =>
  ({
    target: '#notPassed',
    actions: [{ type: 'rememberRejected', params: { place } }, 'end_deadlines', start('reconsideration')],
  }) as const;

/** Where a stage begins. */
function entryOf(stage: StageShape, completes: boolean): string {
  switch (stage.kind) {
    case 'review':
      return stepState(stage.step);
    case 'notice':
      return '#clearedForNotice';
    case 'election':
      return '#passed';
    case 'completion':
      return completes ? '#elected' : '#approved';
  }
}

/** Where a case goes after each stage: to the beginning of the next one. */
function nextAfter(shape: RouteShape): (stage: StageShape) => string {
  const completes = shape.completion.acts.length > 0;
  return (stage) => {
    const next = shape.route.stages[shape.route.stages.indexOf(stage) + 1];
    if (!next) throw new Error(`Nothing follows the stage "${stage.kind}"; a route must end with its completion.`);
    return entryOf(next, completes);
  };
}

/** One body's turn: arriving (passed over, or) → awaiting acceptance → deciding ⇄ supplement, deferred. */
function reviewState(stage: ReviewShape, target: string, beforeElection: boolean) {
  const { step, by } = stage;
  const withdrawable = beforeElection ? { withdraw } : {};
  const overdue = { mark_overdue: markOverdue };
  const askSupplement = { target: 'supplement', actions: ['suspend_deadline', start('supplement')] } as const;
  return charts.createStateConfig({
    initial: 'arriving',
    states: {
      arriving: {
        always: [
          {
            guard: { type: 'isSkipped', params: { step } },
            target,
            actions: { type: 'skip_step', params: { step } },
          },
          { target: 'awaiting', actions: [{ type: 'enter_step', params: { step } }, start('acceptance')] },
        ],
      },
      awaiting: {
        meta: meta(by, step),
        on: {
          accept: {
            target: 'deciding',
            actions: [{ type: 'rememberAccepted', params: { step } }, 'stop_deadline', start('decision')],
          },
          return_for_supplement: askSupplement,
          ...overdue,
          ...withdrawable,
        },
      },
      deciding: {
        meta: meta(by, step),
        on: {
          approve: { target, actions: 'stop_deadline' },
          reject: rejectAt(step),
          return_for_supplement: askSupplement,
          defer: { target: 'deferred', actions: ['suspend_deadline', start('deferral')] },
          ...overdue,
          ...withdrawable,
        },
      },
      supplement: {
        meta: meta('submitting_body', step),
        on: {
          answer_supplement: [
            {
              guard: { type: 'wasAccepted', params: { step } },
              target: 'deciding',
              actions: ['stop_deadline', 'resume_deadline'],
            },
            { target: 'awaiting', actions: ['stop_deadline', 'resume_deadline'] },
          ],
          lapse,
          ...withdrawable,
        },
      },
      deferred: {
        meta: meta(by, step),
        on: {
          resume: { target: 'deciding', actions: ['stop_deadline', 'resume_deadline'] },
          ...overdue,
          ...withdrawable,
        },
      },
    },
  });
}

/** The states of the public notice: cleared, on notice; closing waits for every objection. */
function noticeStates(by: string, target: string, beforeElection: boolean) {
  const withdrawable = beforeElection ? { withdraw } : {};
  return {
    clearedForNotice: charts.createStateConfig({
      id: 'clearedForNotice',
      meta: meta(by),
      entry: start('publication'),
      on: {
        publish_notice: { target: '#onNotice', actions: ['stop_deadline', start('notice')] },
        mark_overdue: markOverdue,
        ...withdrawable,
      },
    }),
    onNotice: charts.createStateConfig({
      id: 'onNotice',
      meta: meta(by),
      on: {
        object: { actions: 'countObjection' },
        conclude_objection: { guard: 'someObjectionOpen', actions: 'discountObjection' },
        close_notice: { guard: 'objectionsDisposed', target, actions: 'stop_deadline' },
        reject: { guard: 'objectionUpheld', ...rejectAt('notice') },
        mark_overdue: markOverdue,
        ...withdrawable,
      },
    }),
  };
}

/** From the vote to the end: 备案 and 变更登记 are separate acts, one after the other where both are due. */
function completionStates(by: string, acts: readonly ('file' | 'register')[], revoke: object) {
  const filed = { target: '#filed', actions: 'stop_deadline' } as const;
  const registered = { target: '#registered', actions: 'stop_deadline' } as const;
  const registers = acts.includes('register');
  const files = acts.includes('file');
  const ends = { id: 'ended', tags: ['ended' as const], meta: meta(null), on: { revoke } };
  if (acts.length === 0) return { approved: charts.createStateConfig({ ...ends, id: 'approved' }) };
  return {
    elected: charts.createStateConfig({
      id: 'elected',
      meta: meta(by),
      entry: start(files ? 'filing' : 'registration'),
      on: { ...(files ? { file: filed } : { register: registered }), mark_overdue: markOverdue, revoke },
    }),
    ...(files && registers
      ? {
          filed: charts.createStateConfig({
            id: 'filed',
            meta: meta(by),
            entry: start('registration'),
            on: { register: registered, mark_overdue: markOverdue, revoke },
          }),
        }
      : {}),
    ...(files && !registers ? { filed: charts.createStateConfig({ ...ends, id: 'filed' }) } : {}),
    ...(registers ? { registered: charts.createStateConfig({ ...ends, id: 'registered' }) } : {}),
  };
}

/** After a rejection: final, unless the submitter asks for reconsideration in time, once, and another person sets it aside. */
function rejectionStates(shape: RouteShape) {
  const reviews = shape.route.stages.filter((stage) => stage.kind === 'review');
  const onNotice = shape.route.stages.some((stage) => stage.kind === 'notice');
  const again = [
    ...reviews.map((stage) => ({
      guard: and(['overturned', { type: 'wasRejectedAt' as const, params: { place: stage.step } }]),
      target: `#review.${stage.step}.deciding`,
      actions: [{ type: 'rememberReconsidered' as const }, { type: 'stop_deadline' as const }, start('decision')],
    })),
    ...(onNotice
      ? [
          {
            guard: and(['overturned', { type: 'wasRejectedAt' as const, params: { place: 'notice' } }]),
            target: '#onNotice',
            actions: [
              { type: 'rememberReconsidered' as const },
              { type: 'forgetUpheldObjections' as const },
              { type: 'stop_deadline' as const },
            ],
          },
        ]
      : []),
    { target: '#notPassed', actions: [{ type: 'rememberReconsidered' as const }, { type: 'stop_deadline' as const }] },
  ];
  return {
    notPassed: charts.createStateConfig({
      id: 'notPassed',
      tags: ['ended', 'adverse'],
      meta: meta(null),
      on: {
        reconsider: {
          guard: 'notReconsidered',
          target: '#reconsidering',
          actions: ['stop_deadline', start('decision')],
        },
        // The period for asking has run out: nothing more to do than to say so on the record.
        mark_overdue: markOverdue,
      },
    }),
    reconsidering: charts.createStateConfig({
      id: 'reconsidering',
      meta: meta('rejecting_body'),
      on: { conclude_reconsideration: again, mark_overdue: markOverdue },
    }),
  };
}

/**
 * Builds the statechart of a course, so that a jurisdiction adds a step without code. Pure: no clock, no database,
 * no ids; what must happen beside the change of state is returned by `advance` as named effects.
 */
export function buildStatechart(id: string, shape: RouteShape) {
  const { stages } = shape.route;
  const next = nextAfter(shape);
  const first = stages[0];
  if (!first) throw new Error(`The course ${id} has no stage.`);
  const election = stages.findIndex((stage) => stage.kind === 'election');
  const revoke = { target: '#revoked', actions: 'end_deadlines' } as const;
  const beforeElection = (stage: StageShape) => stages.indexOf(stage) < election;
  const reviews = stages.filter((stage) => stage.kind === 'review');
  const notice = stages.find((stage) => stage.kind === 'notice');
  const completion = stages.find((stage) => stage.kind === 'completion');
  const vote = stages[election];
  if (!vote || !completion) throw new Error(`The course ${id} lacks an election or a completion.`);

  return charts.createMachine({
    id,
    context: ({ input }) => ({ ...NEW_CASE, ...input }),
    initial: 'draft',
    states: {
      draft: { meta: meta('submitting_body'), on: { submit: { target: entryOf(first, true) } } },
      review: {
        id: 'review',
        initial: reviews[0]?.step ?? '',
        states: Object.fromEntries(
          reviews.map((stage) => [stage.step, reviewState(stage, next(stage), beforeElection(stage))]),
        ),
      },
      ...(notice ? noticeStates(notice.by, next(notice), beforeElection(notice)) : {}),
      passed: {
        id: 'passed',
        meta: meta('submitting_body'),
        entry: start('validity'),
        on: {
          record_election: [
            { guard: 'elected', target: next(vote), actions: 'stop_deadline' },
            { target: '#notElected', actions: 'end_deadlines' },
          ],
          lapse,
          revoke,
          withdraw,
        },
      },
      ...completionStates(completion.by, shape.completion.acts, revoke),
      ...rejectionStates(shape),
      notElected: { id: 'notElected', tags: ['ended'], meta: meta(null) },
      withdrawn: { id: 'withdrawn', tags: ['ended'], meta: meta(null) },
      lapsed: { id: 'lapsed', tags: ['ended'], meta: meta(null) },
      revoked: { id: 'revoked', tags: ['ended', 'adverse'], meta: meta(null) },
    },
  });
}

export type Statechart = ReturnType<typeof buildStatechart>;
