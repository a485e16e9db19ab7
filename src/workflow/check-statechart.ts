import type { Statechart } from './build-statechart.js';
import { advance, beginning, possibleActs, type Standing } from './advance.js';
import type { CaseAct, CaseEvent } from './events.js';
import { isRefusal } from '../kernel/refusal.js';

/** Every event, in each form that can lead to a different state; the compiler holds the list complete. */
export const EVERY_EVENT: readonly CaseEvent[] = Object.values({
  submit: [{ type: 'submit' }],
  accept: [{ type: 'accept' }],
  approve: [{ type: 'approve' }],
  reject: [{ type: 'reject' }],
  return_for_supplement: [{ type: 'return_for_supplement' }],
  answer_supplement: [{ type: 'answer_supplement' }],
  defer: [{ type: 'defer' }],
  resume: [{ type: 'resume' }],
  withdraw: [{ type: 'withdraw' }],
  publish_notice: [{ type: 'publish_notice' }],
  object: [{ type: 'object' }],
  conclude_objection: [
    { type: 'conclude_objection', upheld: false },
    { type: 'conclude_objection', upheld: true },
  ],
  close_notice: [{ type: 'close_notice' }],
  record_election: [
    { type: 'record_election', elected: true },
    { type: 'record_election', elected: false },
  ],
  file: [{ type: 'file' }],
  register: [{ type: 'register' }],
  reconsider: [{ type: 'reconsider' }],
  conclude_reconsideration: [
    { type: 'conclude_reconsideration', overturned: true },
    { type: 'conclude_reconsideration', overturned: false },
  ],
  become_final: [{ type: 'become_final' }],
  mark_overdue: [{ type: 'mark_overdue' }],
  lapse: [{ type: 'lapse' }],
  revoke: [{ type: 'revoke' }],
} satisfies { [Act in CaseAct]: Extract<CaseEvent, { type: Act }>[] }).flat();

/** One objection open or upheld stands for many: more of them change no branch, and would make the walk endless. */
const OBJECTIONS_WALKED = 1;

/**
 * Walks a chart from its draft through every event and says what is wrong with it: a state never reached, or one from
 * which no end can be reached. Run for every course at start-up, with every step present and with every step skipped.
 */
export function checkStatechart(chart: Statechart, skippable: readonly string[]): string[] {
  const visited = new Map<string, { standing: Standing; next: Set<string>; ended: boolean }>();
  const waiting: { standing: Standing; ended: boolean }[] = [[], skippable].map((skipped) => ({
    standing: beginning(chart, skipped),
    ended: false,
  }));
  for (let at = waiting.pop(); at; at = waiting.pop()) {
    const name = nameOf(at.standing);
    if (visited.has(name)) continue;
    const next = new Set<string>();
    visited.set(name, { standing: at.standing, next, ended: at.ended });
    const possible = new Set(possibleActs(chart, at.standing));
    for (const event of EVERY_EVENT.filter(({ type }) => possible.has(type))) {
      const moved = advance(chart, at.standing, event);
      if (isRefusal(moved) || moved.context.openObjections + moved.context.upheldObjections > OBJECTIONS_WALKED)
        continue;
      next.add(nameOf(moved));
      waiting.push({ standing: moved, ended: moved.ended });
    }
  }
  return [...unreached(chart, visited), ...withoutEnd(visited)];
}

const nameOf = (standing: Standing) => `${standing.state} ${JSON.stringify(standing.context)}`;

function unreached(chart: Statechart, visited: Map<string, { standing: Standing }>): string[] {
  const reached = new Set([...visited.values()].map(({ standing }) => standing.state));
  return leafStates(chart)
    .filter((state) => !reached.has(state))
    .map((state) => `the state "${state}" of ${chart.id} can never be reached`);
}

function withoutEnd(visited: Map<string, { standing: Standing; next: Set<string>; ended: boolean }>): string[] {
  const ends = new Set([...visited].filter(([, { ended }]) => ended).map(([name]) => name));
  for (let grown = true; grown;) {
    grown = false;
    for (const [name, { next }] of visited) {
      if (!ends.has(name) && [...next].some((n) => ends.has(n))) {
        ends.add(name);
        grown = true;
      }
    }
  }
  const stuck = [...visited].filter(([name]) => !ends.has(name)).map(([, { standing }]) => standing.state);
  return [...new Set(stuck)].map((state) => `no end can be reached from the state "${state}"`);
}

/** The paths of all states in which a case can rest; a state with only `always` is passed through. */
export function leafStates(chart: Statechart): string[] {
  type Node = Pick<typeof chart.root, 'always' | 'path'> & { states: object };
  const leaves = (node: Node): string[] => {
    const children = Object.values(node.states) as Node[];
    if (children.length > 0) return children.flatMap(leaves);
    return node.always?.length ? [] : [node.path.join('.')];
  };
  return leaves(chart.root);
}
