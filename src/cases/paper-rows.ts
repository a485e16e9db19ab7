import type { Tx } from '../database/transactions.js';
import type { Finding } from '../policy/checks/facts.js';
import type { CheckName } from '../policy/terms.js';
import type { Keys } from '../protected-fields/keys.js';
import { PLACES } from '../protected-fields/places.js';
import { open, seal } from '../protected-fields/seal.js';
import type { NamedFinding } from './check-rows.js';

/** A paper that says otherwise than what counts: whoever answers for the check sees it; it weighs nothing by itself. */
export interface Paper extends Finding {
  /** Number of the act by which it was put on record. */
  readonly recordedIn: number;
}

/** @param number of the act that puts them on record */
export function insertPapers(
  tx: Tx,
  keys: Keys,
  caseId: string,
  number: number,
  papers: readonly NamedFinding[],
): void {
  for (const { check, ...paper } of papers) {
    tx.send('INSERT INTO papers (case_id, number, check_name, sealed) VALUES (?, ?, ?, ?)', [
      caseId,
      number,
      check,
      seal(keys, PLACES.paper(caseId, number, check), JSON.stringify(paper)),
    ]);
  }
}

/** By the check: the papers of a case, the first first. */
export async function papersOf(
  db: Pick<Tx, 'query'>,
  keys: Keys,
  caseId: string,
): Promise<ReadonlyMap<CheckName, readonly Paper[]>> {
  const rows = await db.query<{ number: number; check_name: CheckName; sealed: string }>(
    'SELECT number, check_name, sealed FROM papers WHERE case_id = ? ORDER BY number, check_name',
    [caseId],
  );
  const papers = new Map<CheckName, Paper[]>();
  for (const { number, check_name, sealed } of rows) {
    const paper = JSON.parse(open(keys, PLACES.paper(caseId, number, check_name), sealed)) as Finding;
    papers.set(check_name, [...(papers.get(check_name) ?? []), { ...paper, recordedIn: number }]);
  }
  return papers;
}
