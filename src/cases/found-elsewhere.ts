import type { Tx } from '../database/transactions.js';
import { CATALOGUE } from '../policy/checks/catalogue.js';
import type { FoundElsewhere } from '../policy/checks/facts.js';
import type { BodyKind } from '../policy/terms.js';
import { dateInChina } from '../policy/working-days.js';
import type { Keys } from '../protected-fields/keys.js';
import type { Case } from './case-row.js';
import { foundAgainst } from './check-rows.js';
import { RECONSIDERABLE } from './roster-rows.js';

/** Ends that a unit can bring about, or leave to come: what was found would vanish with them, and the candidate be sent elsewhere. */
const LEFT = "c.state IN ('withdrawn', 'lapsed', 'superseded')";

/** Of a case `c`: it is under way, a rejection that can still be set aside, or ended undecided. What a review decided upon stays there. */
const STILL_TOLD = `(c.ended = 0 OR ${RECONSIDERABLE} OR ${LEFT})`;

/**
 * What was found against the same person, by their identity number, in other reviews that are under way or ended undecided, for the
 * same organisation or another one. That it is there, when and by what kind of body it was recorded, and nothing else: what it says, of
 * which organisation and for which post, is for those who review there.
 */
export async function foundElsewhere(
  db: Pick<Tx, 'query'>,
  keys: Keys,
  { id, candidateId }: Case,
): Promise<FoundElsewhere[]> {
  const others = await db.query<{ id: string }>(
    `SELECT c.id FROM candidates own JOIN candidates k ON k.person_id = own.person_id JOIN cases c ON c.candidate_id = k.id
     WHERE own.id = ? AND c.id <> ? AND ${STILL_TOLD} AND EXISTS (SELECT 1 FROM findings f WHERE f.case_id = c.id)
     ORDER BY c.id`,
    [candidateId, id],
  );
  return (await Promise.all(others.map((other) => foundIn(db, keys, other.id)))).flat();
}

async function foundIn(db: Pick<Tx, 'query'>, keys: Keys, caseId: string): Promise<FoundElsewhere[]> {
  const against = [...(await foundAgainst(db, keys, caseId))].filter(([check]) =>
    CATALOGUE[check].needs?.includes('found'),
  );
  if (against.length === 0) return [];
  const acts = await db.query<{ number: number; at: string; kinds: string }>(
    'SELECT a.number, a.at, b.kinds FROM case_acts a JOIN bodies b ON b.id = a.body_id WHERE a.case_id = ?',
    [caseId],
  );
  return against.flatMap(([check, { number }]) =>
    acts
      .filter((act) => act.number === number)
      .map(({ at, kinds }) => ({
        id: `${caseId}/${number}`,
        check,
        on: dateInChina(at),
        by: JSON.parse(kinds) as BodyKind[],
      })),
  );
}
