import { declarationIn } from '../cases/check-facts.js';
import type { Tx } from '../database/transactions.js';
import { newId } from '../kernel/ids.js';
import { forgetUnnamed, normalIdentityNumber, personsWith } from '../people/person-row.js';
import type { CandidateData } from '../policy/corrections.js';
import type { Declaration } from '../policy/checks/facts.js';
import type { Informed } from '../policy/processing-notice.js';
import type { Post } from '../policy/terms.js';
import type { Keys } from '../protected-fields/keys.js';
import { PLACES } from '../protected-fields/places.js';
import { seal } from '../protected-fields/seal.js';
import { profileOf, type CandidateInput, type Profile } from './slate-input.js';

/** One person on a slate, as submitted. */
export interface Candidate {
  readonly id: string;
  readonly ordinal: number;
  readonly personId: string;
  readonly profile: Profile;
  readonly posts: readonly Post[];
  readonly fullTime: boolean;
  readonly terms: Readonly<Partial<Record<Post, number>>>;
  /** Opened by `declarationOf`. */
  readonly declarationSealed: string | null;
  /** The candidate in whose place they were named. */
  readonly replacesId: string | null;
  /** How they were told of the processing of their data; left out where nothing was stated. */
  readonly informed?: Informed;
}

/** What a candidate stated for the checks. */
export const declarationOf = (keys: Keys, { id, declarationSealed }: Candidate): { declaration?: Declaration } =>
  declarationSealed === null ? {} : { declaration: declarationIn(keys, id, declarationSealed) };

/** What was stated of how a candidate was told, as JSON. */
export const informedOf = ({ informed }: Pick<Candidate, 'informed'>) =>
  informed ? { informed: { ...informed } } : {};

export async function candidatesOf(db: Pick<Tx, 'query'>, slateId: string): Promise<Candidate[]> {
  const rows = await db.query<{
    id: string;
    ordinal: number;
    person_id: string;
    profile: string;
    posts: string;
    full_time: number;
    terms: string;
    declaration_sealed: string | null;
    replaces_id: string | null;
    informed: string | null;
  }>('SELECT * FROM candidates WHERE slate_id = ? ORDER BY ordinal', [slateId]);
  return rows.map((row) => ({
    id: row.id,
    ordinal: row.ordinal,
    personId: row.person_id,
    profile: JSON.parse(row.profile) as Profile,
    posts: JSON.parse(row.posts) as Post[],
    fullTime: row.full_time === 1,
    terms: JSON.parse(row.terms) as Candidate['terms'],
    declarationSealed: row.declaration_sealed,
    replacesId: row.replaces_id,
    ...(row.informed === null ? {} : { informed: JSON.parse(row.informed) as Informed }),
  }));
}

/** Writes the candidates of a draft anew. Its earlier candidates are nobody's record yet: who is named no more is forgotten. */
export async function replaceCandidates(
  tx: Tx,
  keys: Keys,
  slateId: string,
  candidates: readonly CandidateInput[],
  at: string,
): Promise<void> {
  const before = await tx.query<{ person_id: string }>(
    'DELETE FROM candidates WHERE slate_id = ? RETURNING person_id',
    [slateId],
  );
  await insertCandidates(tx, keys, slateId, candidates, 0, at);
  await forgetUnnamed(
    tx,
    before.map(({ person_id }) => person_id),
  );
}

/**
 * @param from the place of the first of them on the slate, from 0
 * @param replacesId the candidate in whose place they are named
 */
export async function insertCandidates(
  tx: Tx,
  keys: Keys,
  slateId: string,
  candidates: readonly CandidateInput[],
  from: number,
  at: string,
  replacesId: string | null = null,
): Promise<void> {
  const identities = candidates.map(({ person: { identity } }) => ({
    type: identity.type,
    number: normalIdentityNumber(identity.number),
  }));
  const persons = await personsWith(tx, keys, identities, at);
  for (const [index, { person, posts, fullTime, terms, declaration, informed }] of candidates.entries()) {
    const id = newId();
    const contact = { phone: person.phone, address: person.address };
    await tx.execute(
      `INSERT INTO candidates (id, slate_id, ordinal, person_id, profile, contact_sealed, posts, full_time, terms,
         declaration_sealed, replaces_id, informed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        id,
        slateId,
        from + index,
        persons[index],
        JSON.stringify(profileOf(person)),
        (person.phone ?? person.address) ? seal(keys, PLACES.contact(id), JSON.stringify(contact)) : null,
        JSON.stringify(posts),
        fullTime ? 1 : 0,
        JSON.stringify(terms),
        declaration ? seal(keys, PLACES.declaration(id), JSON.stringify(declaration)) : null,
        replacesId,
        informed ? JSON.stringify(informed) : null,
      ],
    );
  }
}

/** What a candidate stated, as it is after a correction. */
export function updateCandidate(tx: Tx, keys: Keys, id: string, data: CandidateData): void {
  const declared = Object.keys(data.declaration).length > 0;
  const reachable = Object.keys(data.contact).length > 0;
  tx.send(
    `UPDATE candidates SET profile = ?, contact_sealed = ?, full_time = ?, terms = ?, declaration_sealed = ?
     WHERE id = ?`,
    [
      JSON.stringify(data.profile),
      reachable ? seal(keys, PLACES.contact(id), JSON.stringify(data.contact)) : null,
      data.fullTime ? 1 : 0,
      JSON.stringify(data.terms),
      declared ? seal(keys, PLACES.declaration(id), JSON.stringify(data.declaration)) : null,
      id,
    ],
  );
}
