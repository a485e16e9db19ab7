import {
  createActor,
  getNextTransitions,
  type ActionExecutor,
  type ActorRefFrom,
  type ActorScope,
  type SnapshotFrom,
  type StateValue,
} from 'xstate';
import { refuse, type ReasonCode, type Refusal } from '../kernel/refusal.js';
import type { Statechart } from './build-statechart.js';
import { CASE_ACTS, NEW_CASE, type CaseAct, type CaseContext, type CaseEvent, type Effect } from './events.js';
import { GUARDS, isGuardName, type GuardName } from './guards.js';
import { seen } from './notes.js';
import type { StateMeta } from './route-shape.js';

type Snapshot = SnapshotFrom<Statechart>;

/** A state of a chart as XState looks it up. */
export interface Place {
  readonly there: Snapshot;
  readonly turn: StateMeta;
  /** The acts that it handles, in the order of a case's life, each with the guards that can refuse it. */
  readonly handled: ReadonlyMap<CaseAct, readonly GuardName[]>;
  /** Of those, the acts that leave a case where it stands, whatever their form. */
  readonly staying: ReadonlySet<CaseAct>;
}

/** Where an event leads, and with which effects. */
export interface Moved {
  readonly state: string;
  readonly effects: readonly Effect[];
  readonly turn: StateMeta;
  readonly ended: boolean;
}

export function lookUp(chart: Statechart, state: string): Place {
  const there = chart.resolveState({ value: valueOf(state), context: NEW_CASE });
  const handled = new Map<CaseAct, GuardName[]>();
  const staying = new Set<CaseAct>();
  const candidates = getNextTransitions(there);
  for (const act of CASE_ACTS) {
    const own = candidates.filter(({ eventType }) => eventType === act);
    const guards = own.map(({ guard }) => guard).filter((guard) => typeof guard === 'string');
    if (own.length > 0) handled.set(act, guards.filter(isGuardName));
    if (own.every(({ target, actions }) => target === undefined && actions.every(movesNothing))) staying.add(act);
  }
  return { there, turn: turnOf(there), handled, staying };
}

/** Effects that leave state and memory as they are. */
const MOVES_NOTHING: readonly unknown[] = ['stay', 'mark_overdue'] satisfies Effect['type'][];
const movesNothing = (action: unknown): boolean => MOVES_NOTHING.includes(action);

/**
 * XState says nothing about an event it does not handle, so `can` comes first.
 * @returns `out_of_turn`, or the reason of the guard in the way, where it cannot
 */
export function ask(
  chart: Statechart,
  place: Place,
  context: CaseContext,
  event: CaseEvent,
): { readonly moved: Moved; readonly context: CaseContext } | Refusal {
  const there = { ...place.there, context };
  if (!there.can(event)) {
    const memory = seen(context, event);
    const reason = guardInTheWay(place, event.type, memory) ?? 'out_of_turn';
    return refuse(reason, { state: pathOf(there.value), acts: actsAt(place, memory) });
  }
  const { next, actions } = transition(chart, there, event);
  const effects = actions.map(({ type, params }) => ({ type, ...(params as object | undefined) }) as Effect);
  return {
    moved: { state: pathOf(next.value), effects, turn: turnOf(next), ended: next.hasTag('ended') },
    context: next.context,
  };
}

type Action = Parameters<ActionExecutor>[0];

/**
 * What XState's own `transition` does, but with one actor a chart: it makes a new one for each move, and begins the chart
 * anew in it, which takes longer than the move. Ours never runs, and no chart of ours speaks to its actor.
 */
function transition(
  chart: Statechart,
  from: Snapshot,
  event: CaseEvent,
): { next: Snapshot; actions: readonly Action[] } {
  const actions: Action[] = [];
  const actor = ACTORS.get(chart) ?? createActor(chart, { input: { skipped: [] } });
  ACTORS.set(chart, actor);
  const scope: ActorScope<Snapshot, CaseEvent> = {
    self: actor,
    system: actor.system,
    id: '',
    sessionId: '',
    logger: () => undefined,
    defer: () => undefined,
    emit: () => undefined,
    stopChild: () => undefined,
    actionExecutor: (action) => void actions.push(action),
  };
  return { next: chart.transition(from, event, scope), actions };
}

const ACTORS = new WeakMap<Statechart, ActorRefFrom<Statechart>>();

const turnOf = (snapshot: Snapshot): StateMeta =>
  Object.values(snapshot.getMeta()).find((meta) => meta !== undefined) ?? { turn: null, step: null };

/** The acts that a case with this memory can do at a place. */
export const actsAt = (place: Place, memory: CaseContext): CaseAct[] =>
  [...place.handled.keys()].filter((act) => guardInTheWay(place, act, memory) === null);

function guardInTheWay({ handled }: Place, act: CaseAct, memory: CaseContext): ReasonCode | null {
  const guard = handled.get(act)?.find((name) => !GUARDS[name].allows(memory));
  return guard === undefined ? null : GUARDS[guard].reason(memory);
}

/** No state of ours is parallel, so a state is one path and a readable column. */
export function pathOf(value: StateValue): string {
  if (typeof value === 'string') return value;
  const [[parent, child] = []] = Object.entries(value);
  return parent && child ? `${parent}.${pathOf(child)}` : '';
}

const valueOf = (path: string): StateValue =>
  path.split('.').reduceRight<StateValue | null>((inner, name) => (inner === null ? name : { [name]: inner }), null) ??
  path;
