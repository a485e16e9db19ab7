import { initialTransition } from 'xstate';
import { isRefusal, type Refusal } from '../kernel/refusal.js';
import { actsAt, ask, lookUp, pathOf, type Moved, type Place } from './ask-chart.js';
import type { Statechart } from './build-statechart.js';
import type { CaseAct, CaseContext, CaseEvent } from './events.js';
import { takeNotes, type Part } from './notes.js';
import type { StateMeta } from './route-shape.js';

/** Where a case stands: the path of its state (`review.party_review.deciding`) and what it remembers. */
export interface Standing {
  readonly state: string;
  readonly context: CaseContext;
}

export interface Advanced extends Standing, Moved {}

/** A state of a chart, with what is known of it by the acts that were asked about. */
interface Known extends Place {
  readonly moves: Map<CaseAct, Move[]>;
}

interface Remembered {
  readonly part: Part;
  readonly is: CaseContext[Part];
}

/** What came of an event, and of what: wherever a case remembers the same of all that was looked at, the same comes of it. */
interface Move {
  /** What was said of the act; of most there is nothing more to say. */
  readonly said: readonly (readonly [string, unknown])[];
  readonly given: readonly Remembered[];
  readonly came: Refusal | Moved;
  /** What the case remembers of it. */
  readonly remembers: readonly Remembered[];
}

/**
 * A chart is pure: what it answered once, it answers always, and to all cases that do not differ in what it looked at. Cases
 * of one route meet the same few moves again and again, and XState takes longer over one than the database over an act
 * (docs/benchmarks.md).
 */
const KNOWN = new WeakMap<Statechart, Map<string, Known>>();

/** Moves by one act from one state of which that is remembered: of letters there can be any number. */
const MOST_KNOWN = 200;

function knownOf(chart: Statechart, state: string): Known {
  const known = KNOWN.get(chart)?.get(state);
  if (known) return known;
  const place = { ...lookUp(chart, state), moves: new Map<CaseAct, Move[]>() };
  KNOWN.set(chart, (KNOWN.get(chart) ?? new Map<string, Known>()).set(state, place));
  return place;
}

/** What tells standings apart: put together in short, and once for what is remembered, since a search asks again and again. */
export function nameOf({ state, context }: Standing): string {
  const memory = MEMORIES.get(context) ?? JSON.stringify(Object.values(context));
  MEMORIES.set(context, memory);
  return `${state} ${memory}`;
}

const MEMORIES = new WeakMap<CaseContext, string>();

/** The standing of a case that has not been submitted. */
export function beginning(chart: Statechart, skipped: readonly string[]): Standing {
  const [{ value, context }] = initialTransition(chart, { skipped });
  return { state: pathOf(value), context };
}

/**
 * Asks, then moves.
 * @returns the next standing with the effects to carry out, or `out_of_turn` / the reason of the guard in the way.
 */
export function advance(chart: Statechart, from: Standing, event: CaseEvent): Advanced | Refusal {
  const place = knownOf(chart, from.state);
  const { came, remembers } =
    place.moves.get(event.type)?.find((move) => holds(move, from.context, event)) ??
    learn(chart, place, from.context, event);
  if (isRefusal(came)) return came;
  const { state, effects, turn, ended } = came;
  return { state, context: remembering(from.context, remembers), effects, turn, ended };
}

/** Whether what came of a move then comes of this event now. */
const holds = ({ given, said }: Move, context: CaseContext, event: CaseEvent): boolean =>
  given.every(({ part, is }) => isSame(context[part], is)) &&
  said.every(([what, is]) => (event as Readonly<Record<string, unknown>>)[what] === is);

/** The one thing remembered that is no single value is a list of steps. */
const isSame = (one: CaseContext[Part], other: CaseContext[Part]): boolean =>
  one === other || (Array.isArray(one) && JSON.stringify(one) === JSON.stringify(other));

function remembering(context: CaseContext, remembers: readonly Remembered[]): CaseContext {
  const others = remembers.filter(({ part, is }) => context[part] !== is);
  if (others.length === 0) return context;
  return { ...context, ...Object.fromEntries(others.map(({ part, is }) => [part, is])) };
}

/** Asks XState, and remembers the answer together with what it rests on. */
function learn(chart: Statechart, place: Known, context: CaseContext, event: CaseEvent): Move {
  const { type: act, ...more } = event;
  const noted = { ...event };
  const notes = takeNotes(noted);
  const answer = ask(chart, place, context, noted);
  const given = [...notes.read].map((part) => ({ part, is: context[part] }));
  const remembers = isRefusal(answer) ? [] : [...notes.changed].map((part) => ({ part, is: answer.context[part] }));
  const move = { said: Object.entries(more), given, came: isRefusal(answer) ? answer : answer.moved, remembers };
  const others = place.moves.get(act) ?? [];
  if (others.length < MOST_KNOWN) place.moves.set(act, [...others, move]);
  return move;
}

/** The acts the statechart allows now. */
export const possibleActs = (chart: Statechart, { state, context }: Standing): readonly CaseAct[] =>
  actsAt(knownOf(chart, state), context);

/** Of the acts that are possible: whether one leaves the case where it stands, whatever its form. */
export interface Turn {
  readonly act: CaseAct;
  readonly stays: boolean;
}

/** The acts the statechart allows now, and which of them move nothing: XState need not be asked what comes of those. */
export const turns = (chart: Statechart, from: Standing): Turn[] =>
  possibleActs(chart, from).map((act) => ({ act, stays: knownOf(chart, from.state).staying.has(act) }));

/** Whose turn it is in a state, and at which step. */
export const turnIn = (chart: Statechart, state: string): StateMeta => knownOf(chart, state).turn;
