import { declarationIn } from '../cases/check-facts.js';
import { forUpdate } from '../database/dialect.js';
import type { Tx } from '../database/transactions.js';
import { newId } from '../kernel/ids.js';
import { forgetUnnamed, normalIdentityNumber, personsWith } from '../people/person-row.js';
import type { CandidateData } from '../policy/corrections.js';
import type { Declaration, SlateParticulars } from '../policy/checks/facts.js';
import type { Informed } from '../policy/processing-notice.js';
import type { Occasion, Post } from '../policy/terms.js';
import type { Keys } from '../protected-fields/keys.js';
import { PLACES } from '../protected-fields/places.js';
import { seal } from '../protected-fields/seal.js';
import { profileOf, type CandidateInput, type Profile } from './slate-input.js';

export type SlateState = 'draft' | 'submitted' | 'discarded';

export interface Slate {
  readonly id: string;
  readonly organisationId: string;
  readonly occasion: Occasion;
  readonly termNumber: number;
  readonly electionDate: string;
  readonly particulars?: SlateParticulars;
  readonly submittingBodyId: string;
  readonly draftedBy: string;
  readonly state: SlateState;
  readonly policyId: string | null;
  readonly version: number;
  readonly createdAt: string;
  readonly submittedAt: string | null;
}

interface SlateColumns {
  id: string;
  organisation_id: string;
  occasion: Occasion;
  term_number: number;
  election_date: string;
  particulars: string | null;
  submitting_body_id: string;
  drafted_by: string;
  state: SlateState;
  policy_id: string | null;
  version: number;
  created_at: string;
  submitted_at: string | null;
}

const slateFrom = (row: SlateColumns): Slate => ({
  id: row.id,
  organisationId: row.organisation_id,
  occasion: row.occasion,
  termNumber: row.term_number,
  electionDate: row.election_date,
  ...(row.particulars === null ? {} : { particulars: JSON.parse(row.particulars) as SlateParticulars }),
  submittingBodyId: row.submitting_body_id,
  draftedBy: row.drafted_by,
  state: row.state,
  policyId: row.policy_id,
  version: row.version,
  createdAt: row.created_at,
  submittedAt: row.submitted_at,
});

export async function findSlateForChange(tx: Tx, id: string): Promise<Slate | undefined> {
  const [row] = await tx.query<SlateColumns>(`SELECT * FROM slates WHERE id = ?${forUpdate(tx.engine)}`, [id]);
  return row && slateFrom(row);
}

export async function findSlate(db: Pick<Tx, 'query'>, id: string): Promise<Slate | undefined> {
  const [row] = await db.query<SlateColumns>('SELECT * FROM slates WHERE id = ?', [id]);
  return row && slateFrom(row);
}

/** The slates of a body, newest first. @param before the last id of the page before, or `~` for the first page */
export async function listSlates(
  db: Pick<Tx, 'query'>,
  bodyId: string,
  before: string,
  limit: number,
): Promise<Slate[]> {
  const rows = await db.query<SlateColumns>(
    'SELECT * FROM slates WHERE submitting_body_id = ? AND id < ? ORDER BY id DESC LIMIT ?',
    [bodyId, before, limit],
  );
  return rows.map(slateFrom);
}

export async function insertSlate(tx: Tx, slate: Slate): Promise<void> {
  await tx.execute(
    `INSERT INTO slates (id, organisation_id, occasion, term_number, election_date, particulars, submitting_body_id,
      drafted_by, state, version, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      slate.id,
      slate.organisationId,
      slate.occasion,
      slate.termNumber,
      slate.electionDate,
      particularsColumn(slate),
      slate.submittingBodyId,
      slate.draftedBy,
      slate.state,
      slate.version,
      slate.createdAt,
    ],
  );
}

const particularsColumn = ({ particulars }: Slate) => (particulars ? JSON.stringify(particulars) : null);

/** Stores what changed if nobody changed the slate since it was read. @returns whether it was stored. */
export async function updateSlate(tx: Tx, before: Slate, after: Slate, submittedBy: string | null): Promise<boolean> {
  const changed = await tx.execute(
    `UPDATE slates SET organisation_id = ?, occasion = ?, term_number = ?, election_date = ?, particulars = ?, state = ?,
      policy_id = ?, version = ?, submitted_at = ?, submitted_by = ? WHERE id = ? AND version = ?`,
    [
      after.organisationId,
      after.occasion,
      after.termNumber,
      after.electionDate,
      particularsColumn(after),
      after.state,
      after.policyId,
      after.version,
      after.submittedAt,
      submittedBy,
      before.id,
      before.version,
    ],
  );
  return changed === 1;
}

/** Remembers who wrote a draft, or changed it: none of them takes part in the review of its candidates. */
export async function rememberEditor(tx: Tx, slateId: string, officialId: string, bodyId: string): Promise<void> {
  await tx.execute(
    'INSERT INTO slate_editors (slate_id, official_id, body_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    [slateId, officialId, bodyId],
  );
}

/** Counts an act on a submitted slate, so that the row says how far its chain in the record must reach. @returns the version */
export async function countSlateAct(tx: Tx, { id, version }: Slate): Promise<number> {
  await tx.execute('UPDATE slates SET version = ? WHERE id = ?', [version + 1, id]);
  return version + 1;
}

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
  tx.send('UPDATE candidates SET profile = ?, full_time = ?, terms = ?, declaration_sealed = ? WHERE id = ?', [
    JSON.stringify(data.profile),
    data.fullTime ? 1 : 0,
    JSON.stringify(data.terms),
    declared ? seal(keys, PLACES.declaration(id), JSON.stringify(data.declaration)) : null,
    id,
  ]);
}

/**
 * Removes what the record could open of a draft's earlier versions (PIPL art. 47). The commitments stay; without their
 * openings they tell nothing of anybody.
 */
export async function forgetOpenings(tx: Tx, slateId: string): Promise<void> {
  await tx.execute('DELETE FROM audit_openings WHERE chain = ?', [`slate:${slateId}`]);
}
