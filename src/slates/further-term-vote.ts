import type { Case } from '../cases/case-row.js';
import { judge, type Means } from '../cases/checks.js';
import { rulesFor } from '../cases/gate.js';
import type { Tx } from '../database/transactions.js';
import { refuse, type Refusal } from '../kernel/refusal.js';

/**
 * Whether a candidate was elected to a term beyond the limit with fewer votes than the policy asks for it. To be asked once
 * the vote is recorded, in the same transaction: its figures are among the facts then.
 * @param row the case as it stood before
 */
export async function furtherTermNotCarried(tx: Tx, means: Means, row: Case, at: string): Promise<Refusal | null> {
  const track = means.book.track(row.policyId, row.courseId);
  const rules = rulesFor(row, track).filter(
    ({ check, blocks }) => check === 'consecutive_terms' && blocks?.includes('record_election') === true,
  );
  if (rules.length === 0) return null;
  const { standings } = await judge(tx, means.keys, row, track, rules, { at });
  const short = standings.find(({ verdict, resolvedBy }) => 'needed' in verdict.facts && resolvedBy === null);
  if (!short) return null;
  const { post = null, votesFor = null, needed = null, among = null } = short.verdict.facts;
  return refuse('further_term_not_carried', { post, votesFor, needed, among });
}
