import { intendRevocationIn } from './answering.js';
import { charts, checkable, correctable, entered, lapse, meta, recusable, withdrawable } from './charts.js';
import { completionStates, rejectionStates } from './end-states.js';
import { revocationStates, revokeFrom } from './revocation-states.js';
import { NEW_CASE } from './events.js';
import { noticeStates } from './notice-states.js';
import { reviewState } from './review-state.js';
import type { RouteShape, StageShape } from './route-shape.js';

/** Where a stage begins. */
function entryOf(stage: StageShape, completes: boolean): string {
  switch (stage.kind) {
    case 'review':
      return `#review.${stage.step}`;
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
  const intends = (act: 'reject' | 'revoke') => shape.intention?.before.includes(act) === true;
  const intention = (state: string) => (intends('revoke') ? intendRevocationIn(state) : {});
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
          reviews.map((stage) => [
            stage.step,
            reviewState(stage, next(stage), beforeElection(stage), intends('reject')),
          ]),
        ),
      },
      ...(notice ? noticeStates(notice.by, next(notice), beforeElection(notice), intends('reject')) : {}),
      toPassed: entered('passed', 'validity'),
      passed: {
        meta: meta('submitting_body'),
        on: {
          record_election: [
            { guard: 'elected', target: next(vote), actions: 'stop_deadline' },
            { target: '#notElected', actions: 'end_deadlines' },
          ],
          ...checkable,
          ...recusable,
          ...correctable,
          lapse,
          ...revokeFrom('passed'),
          ...intention('passed'),
          ...withdrawable,
        },
      },
      ...completionStates(completion.by, shape.completion.acts, intends('revoke')),
      ...rejectionStates(shape),
      ...revocationStates(shape.completion.acts),
      notElected: { id: 'notElected', tags: ['ended'], meta: meta(null) },
      superseded: { id: 'superseded', tags: ['ended'], meta: meta(null) },
      withdrawn: { id: 'withdrawn', tags: ['ended'], meta: meta(null) },
      lapsed: { id: 'lapsed', tags: ['ended'], meta: meta(null) },
    },
  });
}

export type Statechart = ReturnType<typeof buildStatechart>;
