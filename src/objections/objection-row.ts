import type { Tx } from '../database/transactions.js';
import type { ObjectionOutcome } from '../policy/terms.js';
import type { Keys } from '../protected-fields/keys.js';
import { PLACES } from '../protected-fields/places.js';
import { open, seal } from '../protected-fields/seal.js';

/** 署名, 单位盖章, 匿名: all are heard; named ones are answered. */
export const IDENTITY_CLASSES = ['named', 'unit', 'anonymous'] as const;
export type IdentityClass = (typeof IDENTITY_CLASSES)[number];

/** What somebody says against a candidate on notice. Who says it is sealed, and shown to nobody here. */
export interface Objection {
  readonly id: string;
  readonly noticeId: string;
  readonly caseId: string;
  readonly identityClass: IdentityClass;
  readonly facts: string;
  readonly receivedAt: string;
  readonly outcome: ObjectionOutcome | null;
}

export interface NewObjection extends Omit<Objection, 'outcome'> {
  readonly objector: { readonly name: string; readonly contact: string } | null;
  /** SHA-256 of the receipt code. The code is the objector's; no row of an objection holds it. */
  readonly receiptHash: string;
}

interface ObjectionColumns {
  id: string;
  notice_id: string;
  case_id: string;
  identity_class: IdentityClass;
  facts_sealed: string;
  received_at: string;
  outcome: ObjectionOutcome | null;
}

const COLUMNS = 'id, notice_id, case_id, identity_class, facts_sealed, received_at, outcome';

const objectionFrom = (keys: Keys, row: ObjectionColumns): Objection => ({
  id: row.id,
  noticeId: row.notice_id,
  caseId: row.case_id,
  identityClass: row.identity_class,
  facts: open(keys, PLACES.objectionFacts(row.id), row.facts_sealed),
  receivedAt: row.received_at,
  outcome: row.outcome,
});

export async function insertObjection(tx: Tx, keys: Keys, objection: NewObjection): Promise<void> {
  const { id, objector } = objection;
  await tx.execute(
    `INSERT INTO objections (id, notice_id, case_id, receipt_hash, identity_class, objector_sealed, facts_sealed,
      received_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      id,
      objection.noticeId,
      objection.caseId,
      objection.receiptHash,
      objection.identityClass,
      objector && seal(keys, PLACES.objector(id), JSON.stringify(objector)),
      seal(keys, PLACES.objectionFacts(id), objection.facts),
      objection.receivedAt,
    ],
  );
}

export async function objectionsTo(db: Pick<Tx, 'query'>, keys: Keys, caseId: string): Promise<Objection[]> {
  const rows = await db.query<ObjectionColumns>(
    `SELECT ${COLUMNS} FROM objections WHERE case_id = ? ORDER BY received_at, id`,
    [caseId],
  );
  return rows.map((row) => objectionFrom(keys, row));
}

/** Concludes an objection that was open. @returns whether it was */
export async function concludeOpenObjection(
  tx: Tx,
  caseId: string,
  id: string,
  outcome: ObjectionOutcome,
  at: string,
): Promise<boolean> {
  const changed = await tx.execute(
    'UPDATE objections SET outcome = ?, concluded_at = ? WHERE id = ? AND case_id = ? AND outcome IS NULL',
    [outcome, at, id, caseId],
  );
  return changed === 1;
}

/** What the holder of a receipt code may know: when it was received, and how it was concluded. */
export async function objectionByReceipt(
  db: Pick<Tx, 'query'>,
  receiptHash: string,
): Promise<{ receivedAt: string; outcome: ObjectionOutcome | null; concludedAt: string | null } | undefined> {
  const [row] = await db.query<{
    received_at: string;
    outcome: ObjectionOutcome | null;
    concluded_at: string | null;
  }>('SELECT received_at, outcome, concluded_at FROM objections WHERE receipt_hash = ?', [receiptHash]);
  return row && { receivedAt: row.received_at, outcome: row.outcome, concludedAt: row.concluded_at };
}
