// What came of a move is remembered, and told to every case that differs in nothing that was looked at. XState itself, asked
// for each case anew, has to say the same.
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { transition } from 'xstate';
import { isRefusal } from '../../src/kernel/refusal.js';
import { advance, type Standing } from '../../src/workflow/advance.js';
import { pathOf } from '../../src/workflow/ask-chart.js';
import type { Statechart } from '../../src/workflow/build-statechart.js';
import type { CaseEvent } from '../../src/workflow/events.js';
import { EVERY_EVENT, walk } from '../../src/workflow/walk.js';
import { hearingChart, unheardChart } from './shipped-courses.js';

const valueOf = (state: string) => {
  const [top = '', step, inner] = state.split('.');
  return step === undefined ? top : { [top]: { [step]: inner ?? '' } };
};

/** @returns null where it cannot */
function asXStateSays(chart: Statechart, { state, context }: Standing, event: CaseEvent) {
  const there = chart.resolveState({ value: valueOf(state), context });
  if (!there.can(event)) return null;
  const [next, actions] = transition(chart, there, event);
  return {
    state: pathOf(next.value),
    context: next.context,
    effects: actions.map(({ type, params }) => ({ type, ...(params as object | undefined) })),
    turn: Object.values(next.getMeta()).at(-1),
    ended: next.hasTag('ended'),
  };
}

describe.each<[string, Statechart, readonly string[]]>([
  [
    'dual_management/file_and_register, where those concerned are heard',
    hearingChart('dual_management/file_and_register'),
    [],
  ],
  [
    'direct_or_decoupled/file, without its industry department',
    unheardChart('direct_or_decoupled/file'),
    ['industry_review'],
  ],
  ['party_post/approval, where those concerned are heard', hearingChart('party_post/approval'), []],
])('on the course %s', (_course, chart, skippable) => {
  it('every move of every case is the one that XState would make', () => {
    const stops = [...walk(chart, skippable).values()];
    const differing = stops.flatMap(({ standing }) =>
      EVERY_EVENT.filter((event) => {
        const known = advance(chart, standing, event);
        return !isDeepStrictEqual(isRefusal(known) ? null : known, asXStateSays(chart, standing, event));
      }).map(({ type }) => `${type} in ${standing.state}`),
    );
    expect(differing.slice(0, 10)).toEqual([]);
    expect(stops.length).toBeGreaterThan(100);
  });
});
