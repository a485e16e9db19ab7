// What why-not says has to come first is compared with every way there is, found by walking the whole chart.
import { describe, expect, it } from '@jest/globals';
import { isRefusal } from '../../src/kernel/refusal.js';
import { advance, nameOf } from '../../src/workflow/advance.js';
import { CASE_ACTS, eventOf, NEW_CASE, type CaseAct } from '../../src/workflow/events.js';
import { walk, type Stop } from '../../src/workflow/walk.js';
import { wayTo } from '../../src/workflow/way-to.js';
import { unheardChart } from './shipped-courses.js';

/** By the name of a stop, how many acts it is away from an act; those from which there is no way are left out. */
function distances(chart: ReturnType<typeof unheardChart>, stops: ReadonlyMap<string, Stop>, act: CaseAct) {
  const far = new Map<string, number>();
  for (const [name, { standing }] of stops) {
    if (!isRefusal(advance(chart, standing, eventOf(act)))) far.set(name, 0);
  }
  for (let grew = true; grew;) {
    grew = false;
    for (const [name, { moves }] of stops) {
      const nearest = Math.min(...moves.map(({ to }) => far.get(nameOf(to)) ?? Infinity)) + 1;
      if (nearest < (far.get(name) ?? Infinity)) {
        far.set(name, nearest);
        grew = true;
      }
    }
  }
  return far;
}

describe.each(['dual_management/file_and_register', 'direct_or_decoupled/file', 'party_post/approval'])(
  'what has to come first in %s',
  (course) => {
    const chart = unheardChart(course);
    const stops = walk(chart, []);

    it.each(CASE_ACTS)('brings %s nearer, and nothing is named when nothing does', (act) => {
      const far = distances(chart, stops, act);
      const [said, due] = [new Map<string, string>(), new Map<string, string>()];
      for (const [name, { standing, moves }] of stops) {
        const away = far.get(name);
        // The walk knows one objection, so it ends where a second one would have to come.
        if (away === 0 || (act === 'conclude_objection' && standing.context.upheldObjections > 0)) continue;
        const nearer = moves.filter(({ to }) => far.get(nameOf(to)) === (away ?? NaN) - 1).map(({ act: each }) => each);
        said.set(name, [...wayTo(chart, standing, act)].sort().join());
        due.set(name, [...new Set(nearer)].sort().join());
      }
      expect(Object.fromEntries(said)).toEqual(Object.fromEntries(due));
    });
  },
);

describe('what has to come first', () => {
  const chart = unheardChart('dual_management/file');
  const at = (state: string, more = {}) => ({ state, context: { ...NEW_CASE, ...more } });
  it.each<[string, ReturnType<typeof at>, CaseAct, readonly CaseAct[]]>([
    ['the acceptance, before an approval', at('review.supervising_review.awaiting'), 'approve', ['accept']],
    [
      'the answer, while a supplement is asked for',
      at('review.party_review.supplement'),
      'approve',
      ['answer_supplement'],
    ],
    ['the approval, before what the next body does', at('review.party_review.deciding'), 'publish_notice', ['approve']],
    ['the record of the vote, before the filing', at('passed'), 'file', ['record_election']],
    ['an objection, before its conclusion', at('onNotice'), 'conclude_objection', ['object']],
    [
      'the conclusion, before a decision on an objection',
      at('onNotice', { openObjections: 1 }),
      'reject',
      ['conclude_objection'],
    ],
    [
      'reconsideration, before another decision',
      at('notPassed', { rejectedAt: 'party_review' }),
      'approve',
      ['reconsider'],
    ],
    ['nothing, once it is final', at('notPassed', { rejectedAt: 'party_review', final: true }), 'approve', []],
    ['nothing, once it is withdrawn', at('withdrawn'), 'accept', []],
  ])('is %s', (_what, from, act, firsts) => {
    expect(wayTo(chart, from, act)).toEqual(firsts);
  });
});
