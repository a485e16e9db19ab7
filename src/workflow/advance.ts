import {
  createActor,
  getNextTransitions,
  initialTransition,
  type ActionExecutor,
  type ActorRefFrom,
  type ActorScope,
  type SnapshotFrom,
  type StateValue,
} from 'xstate';
import { refuse, type ReasonCode, type Refusal } from '../kernel/refusal.js';
import type { Statechart } from './build-statechart.js';
import { CASE_ACTS, NEW_CASE, type CaseAct, type CaseContext, type CaseEvent, type Effect } from './events.js';
import { GUARDS, isGuardName } from './guards.js';
import type { StateMeta } from './route-shape.js';

/** Where a case stands: the path of its state (`review.party_review.deciding`) and what it remembers. */
export interface Standing {
  readonly state: string;
  readonly context: CaseContext;
}

export interface Advanced extends Standing {
  readonly effects: readonly Effect[];
  readonly turn: StateMeta;
  readonly ended: boolean;
}

type Snapshot = SnapshotFrom<Statechart>;

/**
 * A chart is pure: what it answered once, it answers always. Cases of one route meet the same few moves again and again,
 * and XState takes longer over one than the database over an act (docs/benchmarks.md).
 */
const KNOWN = new WeakMap<Statechart, Map<string, Known>>();
/** Of one standing: the acts that are possible, once somebody has asked, and what came of the events that were tried. */
interface Known {
  acts?: readonly CaseAct[];
  readonly moves: Map<string, Advanced | Refusal>;
}

/** Standings of one chart of which that is remembered; a route of three bodies has some 200. */
const MOST_KNOWN = 1_000;

function knownOf(chart: Statechart, from: Standing): Known {
  const places = KNOWN.get(chart) ?? new Map<string, Known>();
  KNOWN.set(chart, places);
  const place = nameOf(from);
  const known = places.get(place) ?? { moves: new Map() };
  if (places.size < MOST_KNOWN) places.set(place, known);
  return known;
}

/** What tells standings apart, put together once for each: a search asks again and again. */
export function nameOf(standing: Standing): string {
  const name = NAMES.get(standing) ?? `${standing.state} ${JSON.stringify(standing.context)}`;
  NAMES.set(standing, name);
  return name;
}

const NAMES = new WeakMap<Standing, string>();

/** The standing of a case that has not been submitted. */
export function beginning(chart: Statechart, skipped: readonly string[]): Standing {
  const [snapshot] = initialTransition(chart, { skipped });
  return standingOf(snapshot);
}

/**
 * Asks, then moves: XState says nothing about an event it does not handle, so `can` comes first.
 * @returns the next standing with the effects to carry out, or `out_of_turn` / the reason of the guard in the way.
 */
export function advance(chart: Statechart, from: Standing, event: CaseEvent): Advanced | Refusal {
  const { moves } = knownOf(chart, from);
  // Most events are an act and nothing more.
  const name = Object.keys(event).length === 1 ? event.type : JSON.stringify(event);
  const move = moves.get(name) ?? askThere(chart, snapshotOf(chart, from), event);
  moves.set(name, move);
  return move;
}

/** As `advance`, of a standing that XState has looked up already, and of moves that nobody will ask about again. */
export function askThere(chart: Statechart, there: Snapshot, event: CaseEvent): Advanced | Refusal {
  if (!there.can(event)) {
    return refuse(whyNot(there, event.type), { state: pathOf(there.value), acts: actsIn(there) });
  }
  const { next, actions } = moved(chart, there, event);
  return {
    ...standingOf(next),
    turn: turnOf(next),
    ended: next.hasTag('ended'),
    effects: actions.map(({ type, params }) => ({ type, ...(params as object | undefined) }) as Effect),
  };
}

type Action = Parameters<ActionExecutor>[0];

/**
 * What XState's own `transition` does, but with one actor a chart: it makes a new one for each move, and begins the chart
 * anew in it, which takes longer than the move. Ours never runs, and no chart of ours speaks to its actor.
 */
function moved(chart: Statechart, from: Snapshot, event: CaseEvent): { next: Snapshot; actions: readonly Action[] } {
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

/** The acts the statechart allows now. */
export function possibleActs(chart: Statechart, from: Standing): readonly CaseAct[] {
  const known = knownOf(chart, from);
  return (known.acts ??= actsIn(snapshotOf(chart, from)));
}

/** Of the acts that are possible: whether one leaves the case where it stands, whatever its form. */
export interface Turn {
  readonly act: CaseAct;
  readonly stays: boolean;
}

/** The acts the statechart allows now, and which of them move nothing: XState need not be asked what comes of those. */
export function turns(snapshot: Snapshot): Turn[] {
  const candidates = getNextTransitions(snapshot);
  return actsIn(snapshot, candidates).map((act) => ({
    act,
    stays: candidates
      .filter(({ eventType }) => eventType === act)
      .every(
        ({ target, actions }) => target === undefined && actions.every((action) => MOVES_NOTHING.includes(action)),
      ),
  }));
}

/** Effects that leave state and memory as they are. */
const MOVES_NOTHING: readonly unknown[] = ['stay', 'mark_overdue'] satisfies Effect['type'][];

/** Whose turn it is in a state, and at which step. */
export const turnIn = (chart: Statechart, state: string): StateMeta =>
  turnOf(snapshotOf(chart, { state, context: NEW_CASE }));

const turnOf = (snapshot: Snapshot): StateMeta =>
  Object.values(snapshot.getMeta()).find((meta) => meta !== undefined) ?? { turn: null, step: null };

function actsIn(snapshot: Snapshot, candidates = getNextTransitions(snapshot)): CaseAct[] {
  const known = new Set(candidates.map((candidate) => candidate.eventType as string));
  return CASE_ACTS.filter((act) => known.has(act) && guardInTheWay(snapshot, act, candidates) === null);
}

const whyNot = (snapshot: Snapshot, act: CaseAct): ReasonCode => guardInTheWay(snapshot, act) ?? 'out_of_turn';

function guardInTheWay(snapshot: Snapshot, act: CaseAct, candidates = getNextTransitions(snapshot)): ReasonCode | null {
  for (const candidate of candidates) {
    const guard = candidate.eventType === act ? candidate.guard : undefined;
    const name = typeof guard === 'string' ? guard : undefined;
    if (name && isGuardName(name) && !GUARDS[name].allows(snapshot.context))
      return GUARDS[name].reason(snapshot.context);
  }
  return null;
}

const standingOf = (snapshot: Snapshot): Standing => ({
  state: pathOf(snapshot.value),
  context: snapshot.context,
});

/** A standing as XState looks it up. */
export const snapshotOf = (chart: Statechart, { state, context }: Standing): Snapshot =>
  chart.resolveState({ value: valueOf(state), context });

/** No state of ours is parallel, so a state is one path and a readable column. */
function pathOf(value: StateValue): string {
  if (typeof value === 'string') return value;
  const [[parent, child] = []] = Object.entries(value);
  return parent && child ? `${parent}.${pathOf(child)}` : '';
}

const valueOf = (path: string): StateValue =>
  path.split('.').reduceRight<StateValue | null>((inner, name) => (inner === null ? name : { [name]: inner }), null) ??
  path;
