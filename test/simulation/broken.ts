import type { SimulatedSlate } from './simulated-slate.js';

/** Told with the seed, so that the same year can be had again. */
export class InvariantBroken extends Error {}

/** The acts of all cases of a slate, in the order of the cases. */
export const told = ({ cases, votes }: SimulatedSlate, ids: readonly string[]): string =>
  [
    ...cases
      .filter(({ id }) => ids.includes(id))
      .flatMap(({ id, posts, candidateId, one: { done, row } }) => [
        `  ${id} of ${candidateId} for ${posts.join()}: now ${row.state}`,
        ...done.map(
          ({ day, act, actor, body, from, to }) =>
            `    ${day} ${act} by ${actor.kind === 'official' ? actor.id : actor.kind} for ${body ?? '-'}: ${from} -> ${to}`,
        ),
        `    context ${JSON.stringify(row.context)}`,
      ]),
    ...votes.map((vote) => `  vote ${JSON.stringify(vote)}`),
  ].join('\n');
