import { isRefusal } from '../../src/kernel/refusal.js';
import { advance, nameOf, type Standing } from '../../src/workflow/advance.js';
import type { Statechart } from '../../src/workflow/build-statechart.js';
import { CASE_ACTS, eventOf, type CaseAct } from '../../src/workflow/events.js';

/** Cases stand in the same few places again and again: there, each act is asked about once. */
const KNOWN = new WeakMap<Statechart, Map<string, readonly CaseAct[]>>();
const OF_STANDING = new WeakMap<Standing, readonly CaseAct[]>();

/** The acts whose turn it is where a case stands. @param at not changed afterwards, but put in the place of another */
export function actsIn(chart: Statechart, at: Standing): readonly CaseAct[] {
  const acts = OF_STANDING.get(at) ?? askedIn(chart, at);
  OF_STANDING.set(at, acts);
  return acts;
}

function askedIn(chart: Statechart, at: Standing): readonly CaseAct[] {
  const known = KNOWN.get(chart) ?? new Map<string, readonly CaseAct[]>();
  KNOWN.set(chart, known);
  const name = nameOf(at);
  const acts = known.get(name) ?? CASE_ACTS.filter((act) => !isRefusal(advance(chart, at, eventOf(act))));
  known.set(name, acts);
  return acts;
}
