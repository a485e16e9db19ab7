import { forUpdate } from '../database/dialect.js';
import type { Tx } from '../database/transactions.js';
import type { SlateParticulars } from '../policy/checks/facts.js';
import type { Occasion } from '../policy/terms.js';

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

/**
 * Removes what the record could open of a draft's earlier versions (PIPL art. 47). The commitments stay; without their
 * openings they tell nothing of anybody.
 */
export async function forgetOpenings(tx: Tx, slateId: string): Promise<void> {
  await tx.execute('DELETE FROM audit_openings WHERE chain = ?', [`slate:${slateId}`]);
}
