import type { Statechart } from './build-statechart.js';
import { nameOf } from './advance.js';
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
  const ends = new Set([...stops].filter(([, { ended }]) => ended).map(([name]) => name));
  const ways = [...stops].map(([name, { standing, moves }]) => ({
    name,
    others: moves.filter(({ to }) => to !== standing).map(({ to }) => nameOf(to)),
  }));
  for (let grown = true; grown;) {
    grown = false;
    for (const { name, others } of ways) {
      if (!ends.has(name) && others.some((other) => ends.has(other))) {
        ends.add(name);
        grown = true;
      }
    }
  }
  const stuck = [...stops].filter(([name]) => !ends.has(name)).map(([, { standing }]) => standing.state);
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
