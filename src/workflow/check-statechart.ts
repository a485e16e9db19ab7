import type { Statechart } from './build-statechart.js';
import { walk, type Stop } from './walk.js';

/**
 * Walks a chart and says what is wrong with it: a state never reached, or one from which no end can be reached. Run for
 * every course at start-up, with every step present and with every step skipped.
 */
export function checkStatechart(chart: Statechart, skippable: readonly string[]): string[] {
  const stops = walk(chart, skippable);
  return [...unreached(chart, stops), ...withoutEnd(stops)];
}

function unreached(chart: Statechart, stops: ReadonlyMap<string, Stop>): string[] {
  const reached = new Set([...stops.values()].map(({ standing }) => standing.state));
  return leafStates(chart)
    .filter((state) => !reached.has(state))
    .map((state) => `the state "${state}" can never be reached`);
}

function withoutEnd(stops: ReadonlyMap<string, Stop>): string[] {
  const before = new Map<string, string[]>([...stops.keys()].map((name) => [name, []]));
  for (const [name, { moves }] of stops) for (const { at } of moves) if (at !== name) before.get(at)?.push(name);
  const ending = new Set([...stops].filter(([, { ended }]) => ended).map(([name]) => name));
  // What is added on the way is come to as well.
  for (const name of ending) for (const other of before.get(name) ?? []) ending.add(other);
  const stuck = [...stops].filter(([name]) => !ending.has(name)).map(([, { standing }]) => standing.state);
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
