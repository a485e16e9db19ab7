import { describe, expect, it } from '@jest/globals';
import { getAdjacencyMap, getShortestPaths, getSimplePaths } from 'xstate/graph';
import { createMachine, type StateValue } from 'xstate';
import { isRefusal } from '../../src/kernel/refusal.js';
import type { Policy } from '../../src/policy/policy.js';
import { coursesOf } from '../../src/policy/route.js';
import type { WhenPassed } from '../../src/policy/terms.js';
import { advance, beginning, possibleActs, type Standing } from '../../src/workflow/advance.js';
import type { Statechart } from '../../src/workflow/build-statechart.js';
import { checkStatechart } from '../../src/workflow/check-statechart.js';
import { CASE_ACTS, eventOf, type CaseAct, type CaseEvent, type Effect } from '../../src/workflow/events.js';
import { EXPECTED_COURSES, SHIPPED_POLICY, unheardChart, type ExpectedCourse } from './shipped-courses.js';

type Path = ReturnType<typeof getShortestPaths<Statechart>>[number];
type Snapshot = Path['state'];

/** A standing with all that one event more leads to. */
interface Adjacent {
  readonly state: Snapshot;
  readonly transitions: Readonly<Record<string, { readonly state: Snapshot }>>;
}

/** Every act, in each form that can lead to a different state. */
const EVENTS: readonly CaseEvent[] = CASE_ACTS.flatMap((type): CaseEvent[] => {
  if (type === 'conclude_objection') return [true, false].map((upheld) => ({ type, upheld }));
  if (type === 'record_election') return [true, false].map((elected) => ({ type, elected }));
  if (type === 'conclude_reconsideration') return [true, false].map((overturned) => ({ type, overturned }));
  if (type === 'send_inquiry') return [true, false].map((suspends) => ({ type, sent: 1, suspends }));
  if (type === 'inquiry_overdue') return [true, false].map((goesOn) => ({ type, goesOn }));
  return [eventOf(type)];
});

const pathOf = (value: StateValue): string =>
  typeof value === 'string'
    ? value
    : Object.entries(value)
        .map(([parent, child]) => `${parent}.${pathOf(child ?? '')}`)
        .join();

const nameOf = ({ state, context }: Standing) => `${state} ${JSON.stringify(context)}`;

/** Asked for the same snapshots again and again by the search for paths, so each is named once. */
const names = new WeakMap<Snapshot, string>();
function nameOfSnapshot(snapshot: Snapshot): string {
  const name = names.get(snapshot) ?? nameOf({ state: pathOf(snapshot.value), context: snapshot.context });
  names.set(snapshot, name);
  return name;
}

/** A second objection beside the first opens no new branch, and without an end to them the walk would have none. */
const oneObjection = ({ context }: Snapshot, { type }: CaseEvent) =>
  type !== 'object' || context.openObjections + context.upheldObjections === 0;

/** Nor does a second letter beside the first. */
const oneLetter = ({ context }: Snapshot, { type }: CaseEvent) =>
  type !== 'send_inquiry' || context.openInquiries === 0;

const LIMIT = 20_000;
const walk = (skipped: readonly string[]) => ({
  events: EVENTS,
  filterEvents: (there: Snapshot, event: CaseEvent) => oneObjection(there, event) && oneLetter(there, event),
  serializeState: nameOfSnapshot,
  limit: LIMIT,
  input: { skipped },
});

/** A path as the moves it makes: where from, by which event, where to. XState's first step is the beginning itself. */
const movesOf = (path: Path) =>
  path.steps.slice(1).map(({ event, state }, index) => ({
    from: pathOf(path.steps[index]?.state.value ?? ''),
    event,
    to: pathOf(state.value),
  }));

const stepIn = (state: string) => (state.startsWith('review.') ? (state.split('.')[1] ?? '') : '');

/** The steps in the order in which a path comes to them, up to a reconsideration; staying within one is not coming again. */
function stepsVisited(path: Path): string[] {
  const end = path.steps.findIndex(({ event }) => event.type === 'conclude_reconsideration');
  const steps = path.steps.slice(0, end === -1 ? undefined : end).map(({ state }) => stepIn(pathOf(state.value)));
  return steps.filter((step, index) => step !== '' && step !== steps[index - 1]);
}

/** Every state a course has, written down from what the course is meant to be. */
function statesOf(course: ExpectedCourse, skipped: readonly string[]): string[] {
  const steps = [...course.beforeTheVote, ...course.afterTheVote]
    .filter(([step]) => !skipped.includes(step))
    .flatMap(([step]) =>
      ['awaiting', 'deciding', 'supplement', 'inquiring', 'deferred'].map((state) => `review.${step}.${state}`),
    );
  const notice = course.notice ? ['clearedForNotice', 'onNotice'] : [];
  const ends = ['notPassed', 'reconsidering', 'notElected', 'withdrawn', 'superseded', 'lapsed', 'revoked'];
  const again = ['reconsideringRevocation', 'reconsideringRevocationAfterEnd'];
  return ['draft', ...steps, ...notice, 'passed', ...course.completion, ...ends, ...again].sort();
}

type Clock = 'none' | 'running' | 'resting';

/** A deadline that has passed still is somebody's: it stands in the worklist, overdue, until it is met. */
function clockAfter(clock: Clock, { type }: Effect): Clock {
  if (type === 'start_deadline') return 'running';
  if (type === 'stop_deadline' || type === 'end_deadlines') return 'none';
  if (type === 'suspend_deadline' || type === 'set_aside_deadline') return 'resting';
  return type === 'resume_deadline' || type === 'take_up_deadline' ? 'running' : clock;
}

const WHEN_PASSED = {
  overdue: 'mark_overdue',
  lapse: 'lapse',
  close_notice: 'close_notice',
  final: 'become_final',
  close_answering: 'close_answering',
  resume: 'resume',
} as const satisfies Record<WhenPassed, CaseAct>;

const periodsOf = ({ periods }: Policy): Readonly<Record<string, WhenPassed>> =>
  Object.fromEntries(Object.entries(periods).map(([key, { whenPassed }]) => [key, whenPassed]));

const WAYS = EXPECTED_COURSES.flatMap((course) => [
  { course, id: course.id, how: 'with every body there', skipped: [] as readonly string[] },
  ...(course.skippable.length > 0
    ? [{ course, id: course.id, how: `without ${course.skippable.join()}`, skipped: course.skippable }]
    : []),
]);

it('the shipped policy has the courses that are walked here, and no other', () => {
  expect(coursesOf(SHIPPED_POLICY).map(({ id }) => id)).toEqual(EXPECTED_COURSES.map(({ id }) => id));
});

describe.each(WAYS)('the course $id, $how', ({ course, skipped }) => {
  const chart = unheardChart(course.id);
  const shortest = getShortestPaths(chart, walk(skipped));
  // A letter leads back to where it was sent from: with it the simple paths would be many times as many, and show no more.
  const simple = getSimplePaths(chart, {
    ...walk(skipped),
    filterEvents: (there: Snapshot, event: CaseEvent) => oneObjection(there, event) && event.type !== 'send_inquiry',
  });
  const everyPath = [...shortest, ...simple];

  it('reaches every state it is meant to have, and no other', () => {
    const reached = new Set(shortest.map(({ state }) => pathOf(state.value)));
    expect([...reached].sort()).toEqual(statesOf(course, skipped));
  });

  it('lets a case follow every path event by event, and to the same state', () => {
    const astray = everyPath.flatMap((path) => {
      let standing = beginning(chart, skipped);
      for (const { event, state } of path.steps.slice(1)) {
        const moved = advance(chart, standing, event);
        if (isRefusal(moved)) return [`${standing.state}: ${event.type} is refused for ${moved.refused}`];
        if (nameOf(moved) !== nameOfSnapshot(state))
          return [`${standing.state}: ${event.type} leads to ${moved.state}`];
        standing = moved;
      }
      return [];
    });
    expect(astray).toEqual([]);
    const withoutLetters = shortest.filter((path) => movesOf(path).every(({ event }) => event.type !== 'send_inquiry'));
    expect(simple.length).toBeGreaterThan(withoutLetters.length);
  });

  it('keeps a clock running, for somebody whose turn it is, from the draft to the end', () => {
    const idle = everyPath.flatMap((path) => {
      let standing = beginning(chart, skipped);
      let clock: Clock = 'none';
      return path.steps.slice(1).flatMap(({ event }) => {
        const moved = advance(chart, standing, event);
        if (isRefusal(moved)) throw new Error(`${event.type} is refused.`);
        standing = moved;
        clock = moved.effects.reduce(clockAfter, clock);
        return moved.ended || (clock === 'running' && moved.turn.turn !== null) ? [] : [moved.state];
      });
    });
    expect([...new Set(idle)]).toEqual([]);
  });

  it('can do what the policy has the clock do when a period has passed', () => {
    const helpless = everyPath.flatMap((path) => {
      let standing = beginning(chart, skipped);
      return path.steps.slice(1).flatMap(({ event }) => {
        const moved = advance(chart, standing, event);
        if (isRefusal(moved)) throw new Error(`${event.type} is refused.`);
        standing = moved;
        const acts = possibleActs(chart, moved);
        const started = moved.effects.flatMap((effect) => (effect.type === 'start_deadline' ? [effect.period] : []));
        return started.filter((period) => !acts.includes(WHEN_PASSED[periodsOf(SHIPPED_POLICY)[period] ?? 'overdue']));
      });
    });
    expect([...new Set(helpless)]).toEqual([]);
  });

  it('can be brought to an end from every state', () => {
    const adjacent = getAdjacencyMap(chart, walk(skipped)) as unknown as Readonly<Record<string, Adjacent>>;
    const next = Object.values(adjacent).map(({ state, transitions }) => ({
      state,
      name: nameOfSnapshot(state),
      to: Object.values(transitions).map((each) => nameOfSnapshot(each.state)),
    }));
    const ending = new Set(next.filter(({ state }) => state.hasTag('ended')).map(({ name }) => name));
    for (let before = -1; before < ending.size;) {
      before = ending.size;
      for (const { name, to } of next) if (to.some((other) => ending.has(other))) ending.add(name);
    }
    const stuck = shortest.filter(({ state }) => !ending.has(nameOfSnapshot(state)));
    expect(stuck.map(({ state }) => nameOfSnapshot(state))).toEqual([]);
  });

  it('comes to no step twice before a reconsideration', () => {
    const twice = everyPath.map(stepsVisited).filter((steps) => new Set(steps).size < steps.length);
    expect(twice).toEqual([]);
  });

  it('comes to the steps in the order of the route', () => {
    const order = [...course.beforeTheVote, ...course.afterTheVote]
      .map(([step]) => step)
      .filter((step) => !skipped.includes(step));
    const orders = everyPath.map(stepsVisited).map((steps) => steps.join());
    expect(orders.filter((steps) => !order.join().startsWith(steps))).toEqual([]);
    expect(orders).toContain(order.join());
  });

  it('elects nobody whom a body before the vote, or the notice, has not let pass', () => {
    const due = [
      ...course.beforeTheVote.filter(([step]) => !skipped.includes(step)).map(([step]) => `approve in ${step}`),
      ...(course.notice ? ['close_notice in onNotice'] : []),
    ];
    const elections = everyPath.filter((path) => movesOf(path).some(({ event }) => elects(event)));
    const short = elections.flatMap((path) => {
      const moves = movesOf(path);
      const vote = moves.findIndex(({ event }) => elects(event));
      const done = moves.slice(0, vote).map(({ event, from }) => `${event.type} in ${stepIn(from) || from}`);
      return due.filter((what) => !done.includes(what));
    });
    expect(short).toEqual([]);
    expect(elections.length).toBeGreaterThan(0);
  });

  it('reaches no completion without a vote', () => {
    const unvoted = everyPath.filter(
      (path) =>
        course.completion.includes(pathOf(path.state.value)) && !movesOf(path).some(({ event }) => elects(event)),
    );
    expect(unvoted.map(({ state }) => nameOfSnapshot(state))).toEqual([]);
  });
});

const elects = (event: CaseEvent) => event.type === 'record_election' && event.elected;

/** The chart of a course with some states put in place of its own: a fault, planted. */
function withStates(id: string, states: object): Statechart {
  const { config, implementations } = unheardChart(id);
  const planted: unknown = { ...config, states: { ...config.states, ...states } };
  const [like, as] = [planted, implementations] as unknown as Parameters<typeof createMachine>;
  return createMachine(like, as) as unknown as Statechart;
}

describe('the check at start-up', () => {
  const course = 'dual_management/file';

  it.each(EXPECTED_COURSES)('finds no fault in the course $id', ({ id, skippable }) => {
    expect(checkStatechart(unheardChart(id), skippable)).toEqual([]);
  });

  it('finds a state that nothing leads to', () => {
    const chart = withStates(course, { island: {} });
    expect(checkStatechart(chart, [])).toEqual(['the state "island" can never be reached']);
  });

  it('finds the states of a step that nothing leads to', () => {
    const chart = withStates(course, { draft: { on: { submit: '#review.party_review' } } });
    const states = ['awaiting', 'deciding', 'supplement', 'inquiring', 'deferred'].map(
      (state) => `review.supervising_review.${state}`,
    );
    expect(checkStatechart(chart, [])).toEqual(states.map((state) => `the state "${state}" can never be reached`));
  });

  it('finds a state from which no end can be reached', () => {
    const chart = withStates(course, { clearedForNotice: { id: 'clearedForNotice' } });
    const faults = checkStatechart(chart, []);
    expect(faults).toContain('no end can be reached from the state "clearedForNotice"');
    expect(faults).not.toContain('no end can be reached from the state "draft"');
  });

  it('finds two states that lead only to each other', () => {
    const trap = {
      elected: { id: 'elected', on: { file: '#filed' } },
      filed: { id: 'filed', on: { register: '#elected' } },
    };
    expect(checkStatechart(withStates(course, trap), [])).toEqual([
      // Nothing leads on to the end any more, so no end is revoked either.
      'the state "reconsideringRevocationAfterEnd" can never be reached',
      'no end can be reached from the state "elected"',
      'no end can be reached from the state "filed"',
    ]);
  });
});
