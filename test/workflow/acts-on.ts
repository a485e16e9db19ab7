import { isRefusal } from '../../src/kernel/refusal.js';
import { advance, beginning, type Standing } from '../../src/workflow/advance.js';
import type { Statechart } from '../../src/workflow/build-statechart.js';
import { eventOf, type CaseAct } from '../../src/workflow/events.js';

/** A case on a chart, from its beginning. */
export function actsOn(chart: Statechart) {
  /** Does one act after the other. @returns where it stands, or why an act was refused */
  function after(...acts: CaseAct[]): Standing | string {
    let standing: Standing = beginning(chart, []);
    for (const type of acts) {
      const next = advance(chart, standing, eventOf(type));
      if (isRefusal(next)) return next.refused;
      standing = next;
    }
    return standing;
  }
  const stateAfter = (...acts: CaseAct[]): string => {
    const reached = after(...acts);
    return typeof reached === 'string' ? reached : reached.state;
  };
  return { after, stateAfter };
}
