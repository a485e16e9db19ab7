import { findBodies } from '../bodies/body-row.js';
import type { Reader } from '../database/reader.js';
import type { Attribution, Official } from '../policy/actor.js';
import { administers } from '../policy/sight.js';
import { Refused } from './refused.js';

/**
 * The administrator's duty whose jurisdiction contains these bodies and places.
 * @throws Refused when none of theirs reaches so far
 */
export async function administratorFor(
  reader: Reader,
  actor: Official,
  bodyIds: readonly string[],
  places: readonly string[] = [],
): Promise<Extract<Attribution, { kind: 'official' }>> {
  const mandates = actor.mandates.filter(({ duty }) => duty === 'administrator');
  const bodies = await findBodies(reader, [...new Set([...mandates.map(({ body }) => body), ...bodyIds])]);
  const placesOf = (ids: readonly string[]) =>
    bodies.filter(({ id }) => ids.includes(id)).map(({ jurisdiction }) => jurisdiction);
  const concerned = [...places, ...placesOf(bodyIds)];
  const mandate = mandates.find(({ body }) =>
    placesOf([body]).some((own) => concerned.every((place) => administers(own, place))),
  );
  if (!mandate) throw Refused.because('not_your_jurisdiction', { places: concerned });
  return { kind: 'official', id: actor.id, body: mandate.body, duty: mandate.duty };
}
