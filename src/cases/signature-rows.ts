import type { Tx } from '../database/transactions.js';
import type { Signature } from '../policy/signatures.js';
import type { Vote } from '../policy/quorum.js';
import type { SignatureWeight } from '../policy/terms.js';

/** A request to sign, with the numbers of the acts that asked, gave the signature, and ended it. */
export interface StoredSignature extends Signature {
  readonly name: string;
  readonly onBehalfOf: string | null;
  readonly step: string;
  readonly askedIn: number;
  readonly signedIn: number | null;
  readonly endedIn: number | null;
}

interface SignatureColumns {
  readonly asked_in: number;
  readonly official_id: string;
  readonly on_behalf_of: string | null;
  readonly name: string;
  readonly step: string;
  readonly weight: SignatureWeight;
  readonly vote: Vote;
  readonly signed_in: number | null;
  readonly ended_in: number | null;
}

/** All signatures that were ever asked for in a case, in the order in which they were. */
export async function signaturesOf(db: Pick<Tx, 'query'>, caseId: string): Promise<StoredSignature[]> {
  const rows = await db.query<SignatureColumns>(
    `SELECT s.asked_in, s.official_id, s.on_behalf_of, o.name, s.step, s.weight, s.vote, s.signed_in, s.ended_in
     FROM signatures s JOIN officials o ON o.id = s.official_id
     WHERE s.case_id = ? ORDER BY s.asked_in, s.official_id`,
    [caseId],
  );
  return rows.map((row) => ({
    official: row.official_id,
    onBehalfOf: row.on_behalf_of,
    name: row.name,
    step: row.step,
    weight: row.weight,
    vote: row.vote,
    askedIn: row.asked_in,
    signedIn: row.signed_in,
    endedIn: row.ended_in,
  }));
}

/** What the holder of a request `s`, or who acts in their place, last signed at its step before they were asked. */
const SAID_BEFORE = `SELECT given.vote FROM signatures given
  WHERE given.case_id = s.case_id AND given.step = s.step AND given.weight <> 'proposal' AND given.signed_in IS NOT NULL
    AND given.asked_in < s.asked_in
    AND (given.official_id IN (s.official_id, s.on_behalf_of) OR given.on_behalf_of IN (s.official_id, s.on_behalf_of))
  ORDER BY given.signed_in DESC LIMIT 1`;

/** Those that stand: neither taken back, recused, returned nor decided. They are of the step where the case is. */
export async function standingSignatures(db: Pick<Tx, 'query'>, caseId: string): Promise<Signature[]> {
  const rows = await db.query<{
    official: string;
    on_behalf_of: string | null;
    weight: SignatureWeight;
    vote: Vote;
    said_before: Vote | null;
  }>(
    `SELECT s.official_id AS official, s.on_behalf_of, s.weight, s.vote, (${SAID_BEFORE}) AS said_before FROM signatures s
     WHERE s.case_id = ? AND s.ended_in IS NULL ORDER BY s.asked_in, s.official_id`,
    [caseId],
  );
  return rows.map(({ on_behalf_of, said_before, ...row }) => ({
    ...row,
    onBehalfOf: on_behalf_of,
    saidBefore: said_before,
  }));
}

/** @param number of the act that asks; of one that is given unasked, of the act that gives it */
export function insertSignature(
  tx: Tx,
  { caseId, step, number }: { caseId: string; step: string; number: number },
  { official, onBehalfOf = null, weight, vote }: Signature,
): void {
  tx.send(
    `INSERT INTO signatures (case_id, asked_in, official_id, on_behalf_of, step, weight, vote, signed_in)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    [caseId, number, official, onBehalfOf, step, weight, vote, vote === 'waiting' ? null : number],
  );
}

/** What somebody says who was waited for. */
export function signAs(tx: Tx, caseId: string, official: string, vote: Vote, number: number): void {
  tx.send(
    `UPDATE signatures SET vote = ?, signed_in = ?
     WHERE case_id = ? AND official_id = ? AND ended_in IS NULL AND vote = 'waiting'`,
    [vote, number, caseId, official],
  );
}

/** @param official whose signatures end, those in their place too; everybody's if left out */
export function endSignatures(tx: Tx, caseId: string, number: number, official?: string): void {
  tx.send(
    `UPDATE signatures SET ended_in = ? WHERE case_id = ? AND ended_in IS NULL${official ? ' AND (official_id = ? OR on_behalf_of = ?)' : ''}`,
    [number, caseId, ...(official ? [official, official] : [])],
  );
}
