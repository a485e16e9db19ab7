import type { Tx } from '../database/transactions.js';
import { CATALOGUE } from '../policy/checks/catalogue.js';
import { isStillTold } from '../policy/checks/evidence.js';
import type { FoundElsewhere } from '../policy/checks/facts.js';
import type { Policy } from '../policy/policy.js';
import type { BodyKind } from '../policy/terms.js';
import { dateInChina } from '../policy/working-days.js';
import type { Keys } from '../protected-fields/keys.js';
import type { Case } from './case-row.js';
import { checksAnsweredFor, foundAgainst } from './check-rows.js';
import { RECONSIDERABLE } from './roster-rows.js';

/** Of a case `c`: nothing of what was found in it can change any more, so that it grows old. */
const ENDED = `(c.ended = 1 AND NOT ${RECONSIDERABLE})`;

/**
 * What was found against the same person, by their identity number, in other reviews, for the same organisation or another one: those
 * under way, and those that have ended, however they did, as long as the policy says. That it is there, when and by what kind of body
 * it was recorded, and nothing else: what it says, of which organisation and for which post, is for those who review there.
 */
export async function foundElsewhere(
  db: Pick<Tx, 'query'>,
  keys: Keys,
  { id, candidateId }: Case,
  { foundElsewhere: rule, at }: { readonly foundElsewhere?: Policy['foundElsewhere']; readonly at: string },
): Promise<FoundElsewhere[]> {
  const others = await db.query<{ id: string; ended: number }>(
    `SELECT c.id, CASE WHEN ${ENDED} THEN 1 ELSE 0 END AS ended
     FROM candidates own JOIN candidates k ON k.person_id = own.person_id JOIN cases c ON c.candidate_id = k.id
     WHERE own.id = ? AND c.id <> ? AND EXISTS (SELECT 1 FROM findings f WHERE f.case_id = c.id) ORDER BY c.id`,
    [candidateId, id],
  );
  const today = dateInChina(at);
  const found = await Promise.all(
    others.map(async (other) =>
      (await foundIn(db, keys, other.id)).filter(({ on }) =>
        isStillTold(rule, { on, ended: other.ended === 1 }, today),
      ),
    ),
  );
  return found.flat();
}

/** What stands against somebody in a review: not what rested on data that is another since, nor what an approver answered for. */
async function foundIn(db: Pick<Tx, 'query'>, keys: Keys, caseId: string): Promise<FoundElsewhere[]> {
  const [against, answeredFor] = await Promise.all([foundAgainst(db, keys, caseId), checksAnsweredFor(db, caseId)]);
  const standing = [...against].filter(
    ([check, { number, overtaken }]) =>
      CATALOGUE[check].needs?.includes('found') && !overtaken && (answeredFor.get(check) ?? 0) < number,
  );
  if (standing.length === 0) return [];
  const acts = await db.query<{ number: number; at: string; kinds: string }>(
    'SELECT a.number, a.at, b.kinds FROM case_acts a JOIN bodies b ON b.id = a.body_id WHERE a.case_id = ?',
    [caseId],
  );
  return standing.flatMap(([check, { finding, number }]) =>
    acts
      .filter((act) => act.number === number)
      .map(({ at, kinds }) => ({
        id: `${caseId}/${number}`,
        check,
        on: dateInChina(at),
        by: JSON.parse(kinds) as BodyKind[],
        finding,
      })),
  );
}
