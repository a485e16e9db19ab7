import type { Tx } from '../database/transactions.js';
import type { Known } from '../inquiries/letter.js';
import { identityOf } from '../people/person-row.js';
import type { Keys } from '../protected-fields/keys.js';
import type { Case } from './case-row.js';

/** What letters can say of a case, and how its bodies are called. */
export interface KnownCase extends Known {
  readonly bodyNames: ReadonlyMap<string, string>;
}

interface Profile {
  readonly name: string;
  readonly sex: string;
  readonly birthDate: string;
  readonly employer?: string;
  readonly employerPost?: string;
}

export async function knownOf(db: Pick<Tx, 'query'>, keys: Keys, row: Case): Promise<KnownCase> {
  const [candidate] = await db.query<{
    person_id: string;
    profile: string;
    name: string;
    uscc: string | null;
  }>(
    `SELECT k.person_id, k.profile, o.name, o.uscc FROM candidates k, organisations o
     WHERE k.id = ? AND o.id = ?`,
    [row.candidateId, row.organisationId],
  );
  if (!candidate) throw new Error(`The case ${row.id} refers to a candidate or an organisation that is not there.`);
  const { name, sex, birthDate, employer, employerPost } = JSON.parse(candidate.profile) as Profile;
  const bodies = await db.query<{ id: string; name: string }>('SELECT id, name FROM bodies WHERE id = ?', [
    row.turnBodyId,
  ]);
  return {
    name,
    sex,
    birthDate,
    identity: await identityOf(db, keys, candidate.person_id),
    employer: employer ?? null,
    employerPost: employerPost ?? null,
    posts: row.posts,
    organisation: candidate.name,
    organisationCode: candidate.uscc,
    bodyNames: new Map(bodies.map((body) => [body.id, body.name])),
  };
}
