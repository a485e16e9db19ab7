import type { Tx } from '../database/transactions.js';
import type { StatementChannel, StatementSide } from '../policy/terms.js';
import type { Keys } from '../protected-fields/keys.js';
import { PLACES } from '../protected-fields/places.js';
import { open, seal } from '../protected-fields/seal.js';

/** 陈述申辩: what the unit or the candidate says to what is intended. */
export interface Statement {
  readonly side: StatementSide;
  /** Day on which it reached the body, YYYY-MM-DD in China. */
  readonly receivedOn: string;
  /** How it came, if not with the answer of the unit. */
  readonly channel: StatementChannel | null;
  readonly text: string;
  /** Of what the candidate says directly: it is all that they want to say. */
  readonly last: boolean;
}

/** @param number of the act that answered or recorded it */
export function insertStatements(
  tx: Tx,
  keys: Keys,
  caseId: string,
  number: number,
  statements: readonly Statement[],
): void {
  for (const { side, receivedOn, channel, text, last } of statements) {
    const sealed = seal(keys, PLACES.statement(caseId, number, side), text);
    tx.send(
      `INSERT INTO statements (case_id, number, side, received_on, channel, text_sealed, is_last)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      [caseId, number, side, receivedOn, channel, sealed, last ? 1 : 0],
    );
  }
}

/** Numbers of the acts after another that brought a statement. */
export async function statementsSince(db: Pick<Tx, 'query'>, caseId: string, after: number): Promise<number[]> {
  const rows = await db.query<{ number: number }>(
    'SELECT DISTINCT number FROM statements WHERE case_id = ? AND number > ? ORDER BY number',
    [caseId, after],
  );
  return rows.map(({ number }) => number);
}

/** All statements in a case, with the number of the act that brought each, the oldest first. */
export async function statementsOf(
  db: Pick<Tx, 'query'>,
  keys: Keys,
  caseId: string,
): Promise<(Statement & { readonly number: number })[]> {
  const rows = await db.query<{
    number: number;
    side: StatementSide;
    received_on: string;
    channel: StatementChannel | null;
    text_sealed: string;
    is_last: number;
  }>(
    `SELECT number, side, received_on, channel, text_sealed, is_last FROM statements WHERE case_id = ?
     ORDER BY number, side DESC`,
    [caseId],
  );
  return rows.map(({ number, side, received_on, channel, text_sealed, is_last }) => ({
    number,
    side,
    receivedOn: received_on,
    channel,
    text: open(keys, PLACES.statement(caseId, number, side), text_sealed),
    last: is_last === 1,
  }));
}
