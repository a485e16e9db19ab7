import { isRefusal } from '../kernel/refusal.js';
import { advance, nameOf, turns, type Standing } from './advance.js';
import type { Statechart } from './build-statechart.js';
import { eventOf, type CaseAct } from './events.js';
import { EVERY_EVENT } from './walk.js';

/** One more objection, or letter, than there is shows all that they can lead to; without an end to them there would be none to the search. */
const MORE = 1;

const objectionsTo = ({ context }: Standing): number => context.openObjections + context.upheldObjections;

/** Whether there are more objections or letters than lead anywhere new. */
const tooMany = (from: Standing, to: Standing): boolean =>
  objectionsTo(to) > objectionsTo(from) + MORE || to.context.openInquiries > from.context.openInquiries + MORE;

/** What can be done next, each form of an act by itself, and where the case would stand then; not what leaves it where it is. */
function movesFrom(chart: Statechart, from: Standing, start: Standing): { act: CaseAct; to: Standing }[] {
  const moving = new Set(turns(chart, from).flatMap(({ act, stays }) => (stays ? [] : [act])));
  return EVERY_EVENT.filter(({ type }) => moving.has(type)).flatMap((event) => {
    const to = advance(chart, from, event);
    return isRefusal(to) || tooMany(start, to) ? [] : [{ act: event.type, to }];
  });
}

/**
 * The acts with which the shortest ways of a case to an act begin; none if it can do no way any more. Doing one of them
 * brings the act nearer, or makes it possible.
 */
export function wayTo(chart: Statechart, from: Standing, act: CaseAct): CaseAct[] {
  const seen = new Set([nameOf(from)]);
  let level = movesFrom(chart, from, from).map(({ act: first, to }) => ({ firsts: new Set([first]), to }));
  while (level.length > 0) {
    const arrived = level.filter(({ to }) => !isRefusal(advance(chart, to, eventOf(act))));
    if (arrived.length > 0) return [...new Set(arrived.flatMap(({ firsts }) => [...firsts]))];
    for (const { to } of level) seen.add(nameOf(to));
    const next = new Map<string, { firsts: Set<CaseAct>; to: Standing }>();
    for (const { firsts, to } of level) {
      for (const move of movesFrom(chart, to, from)) {
        const name = nameOf(move.to);
        if (seen.has(name)) continue;
        const known = next.get(name) ?? { firsts: new Set(), to: move.to };
        for (const first of firsts) known.firsts.add(first);
        next.set(name, known);
      }
    }
    level = [...next.values()];
  }
  return [];
}
