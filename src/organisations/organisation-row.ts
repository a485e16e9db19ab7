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
  bodies: JSON.parse(row.bodies) as Organisation['bodies'],
  version: row.version,
});

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
      bodies, version, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
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
      industry_association = ?, bodies = ?, version = ? WHERE id = ? AND version = ?`,
    [
      after.name,
      after.kind,
      after.uscc,
      after.nameApproval,
      after.jurisdiction,
      after.regime,
      after.charity ? 1 : 0,
      after.industryAssociation ? 1 : 0,
      JSON.stringify(after.bodies),
      after.version,
      before.id,
      before.version,
    ],
  );
  return changed === 1;
}
