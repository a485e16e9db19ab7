import { forUpdate } from '../database/dialect.js';
import type { Tx } from '../database/transactions.js';
import type { BodyFunction, OrganisationKind, Regime } from '../policy/terms.js';

/** A social organisation, or one being founded: then it has a name approval instead of a code. */
export interface Organisation {
  readonly id: string;
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly uscc: string | null;
  readonly nameApproval: string | null;
  readonly jurisdiction: string;
  readonly regime: Regime;
  readonly charity: boolean;
  readonly industryAssociation: boolean;
  /** Of a foundation: privately funded, and not raising funds from the public. Left out: nobody has stated it. */
  readonly privatelyFunded?: boolean;
  /** Of a social service institution: a private school (民办学校). Left out: nobody has stated it. */
  readonly school?: boolean;
  /** Which body stands in which function to it. */
  readonly bodies: Readonly<Partial<Record<BodyFunction, string>>>;
  readonly version: number;
}

interface OrganisationColumns {
  id: string;
  name: string;
  kind: OrganisationKind;
  uscc: string | null;
  name_approval: string | null;
  jurisdiction: string;
  regime: Regime;
  charity: number;
  industry_association: number;
  privately_funded: number | null;
  school: number | null;
  bodies: string;
  version: number;
}

const organisationFrom = (row: OrganisationColumns): Organisation => ({
  id: row.id,
  name: row.name,
  kind: row.kind,
  uscc: row.uscc,
  nameApproval: row.name_approval,
  jurisdiction: row.jurisdiction,
  regime: row.regime,
  charity: row.charity === 1,
  industryAssociation: row.industry_association === 1,
  ...particularsIn(row),
  bodies: JSON.parse(row.bodies) as Organisation['bodies'],
  version: row.version,
});

/** What only organisations of one kind can be, as it is stated; what was not stated is left out. */
export const particularsIn = ({
  privately_funded,
  school,
}: Pick<OrganisationColumns, 'privately_funded' | 'school'>): Pick<Organisation, 'privatelyFunded' | 'school'> => ({
  ...(privately_funded === null ? {} : { privatelyFunded: privately_funded === 1 }),
  ...(school === null ? {} : { school: school === 1 }),
});

const orNull = (stated: boolean | undefined): number | null => (stated === undefined ? null : Number(stated));

/** The organisation with this code, or with this name approval while it has none. */
export async function findOrganisationByCode(
  db: Pick<Tx, 'query'>,
  codes: { uscc: string | null; nameApproval: string | null },
): Promise<Organisation | undefined> {
  const [column, value] = codes.uscc === null ? ['name_approval', codes.nameApproval] : ['uscc', codes.uscc];
  if (value === null) return undefined;
  const [row] = await db.query<OrganisationColumns>(`SELECT * FROM organisations WHERE ${column} = ?`, [value]);
  return row && organisationFrom(row);
}

export async function findOrganisation(db: Pick<Tx, 'query'>, id: string): Promise<Organisation | undefined> {
  const [row] = await db.query<OrganisationColumns>('SELECT * FROM organisations WHERE id = ?', [id]);
  return row && organisationFrom(row);
}

/** Keeps everybody else from submitting for this organisation until the transaction ends. */
export async function lockOrganisation(tx: Tx, id: string): Promise<void> {
  await tx.query(`SELECT id FROM organisations WHERE id = ?${forUpdate(tx.engine)}`, [id]);
}

export async function listOrganisations(db: Pick<Tx, 'query'>, after: string, limit: number): Promise<Organisation[]> {
  const rows = await db.query<OrganisationColumns>('SELECT * FROM organisations WHERE id > ? ORDER BY id LIMIT ?', [
    after,
    limit,
  ]);
  return rows.map(organisationFrom);
}

export async function insertOrganisation(tx: Tx, organisation: Organisation, at: string): Promise<void> {
  await tx.execute(
    `INSERT INTO organisations (id, name, kind, uscc, name_approval, jurisdiction, regime, charity, industry_association,
      privately_funded, school, bodies, version, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      organisation.id,
      organisation.name,
      organisation.kind,
      organisation.uscc,
      organisation.nameApproval,
      organisation.jurisdiction,
      organisation.regime,
      organisation.charity ? 1 : 0,
      organisation.industryAssociation ? 1 : 0,
      orNull(organisation.privatelyFunded),
      orNull(organisation.school),
      JSON.stringify(organisation.bodies),
      organisation.version,
      at,
    ],
  );
}

/** @param subjects what it is and was called, each by its index */
export function insertOrganisationSubjects(tx: Tx, id: string, subjects: readonly string[]): void {
  for (const subject of subjects) {
    tx.send('INSERT INTO organisation_subjects (organisation_id, subject) VALUES (?, ?) ON CONFLICT DO NOTHING', [
      id,
      subject,
    ]);
  }
}

/** Stores new particulars if nobody changed them since they were read. @returns whether they were stored. */
export async function updateOrganisation(tx: Tx, before: Organisation, after: Organisation): Promise<boolean> {
  const changed = await tx.execute(
    `UPDATE organisations SET name = ?, kind = ?, uscc = ?, name_approval = ?, jurisdiction = ?, regime = ?, charity = ?,
      industry_association = ?, privately_funded = ?, school = ?, bodies = ?, version = ? WHERE id = ? AND version = ?`,
    [
      after.name,
      after.kind,
      after.uscc,
      after.nameApproval,
      after.jurisdiction,
      after.regime,
      after.charity ? 1 : 0,
      after.industryAssociation ? 1 : 0,
      orNull(after.privatelyFunded),
      orNull(after.school),
      JSON.stringify(after.bodies),
      after.version,
      before.id,
      before.version,
    ],
  );
  return changed === 1;
}
