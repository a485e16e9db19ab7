import type { AuditFact } from '../audit/entry.js';
import { actOn } from '../cases/act-on-case.js';
import type { Reason } from '../cases/apply-event.js';
import type { Case } from '../cases/case-row.js';
import type { Means } from '../cases/checks.js';
import type { Tx } from '../database/transactions.js';
import { isRefusal, refuse, type Refusal } from '../kernel/refusal.js';
import type { Official } from '../policy/actor.js';
import { advance } from '../workflow/advance.js';
import type { Statechart } from '../workflow/build-statechart.js';
import type { LookedAt } from './publish-notice-for-slate.js';
import type { CandidateInput } from './slate-input.js';

/** In whose place a candidate is named, and why. */
export interface Replacement extends LookedAt {
  readonly reason?: Reason;
}

/** A case, as far as it decides whether its candidate can be replaced. */
type Replaceable = Pick<Case, 'id' | 'candidateId' | 'version' | 'posts' | 'state' | 'context'>;

export interface Replaced {
  readonly candidateId: string;
  /** Those that ended with the replacement. */
  readonly cases: readonly string[];
  readonly facts: readonly AuditFact[];
}

/**
 * 更换人选: the cases of a candidate end, not adversely, and another one is named for the same posts. All of them end
 * whose vote is still to come; what was voted on stays, and who was rejected keeps the right to reconsideration.
 * @param cases of the slate, kept for this transaction
 * @param place of the candidate to come, in the list of the slate
 */
export async function replaceCandidate(
  tx: Tx,
  means: Means,
  actor: Official,
  cases: readonly Case[],
  { caseId, version, reason }: Replacement,
  added: readonly CandidateInput[],
  place: number,
  at: string,
): Promise<Replaced | Refusal> {
  const chartOf = (row: Case) => means.book.track(row.policyId, row.courseId).chart;
  const ending = casesToEnd(cases, chartOf, { caseId, version }, added);
  if (isRefusal(ending)) return ending;
  const { candidateId, open } = ending;
  const facts: AuditFact[] = [];
  for (const row of open) {
    const request = {
      caseId: row.id,
      expectedVersion: row.version,
      event: { type: 'supersede' } as const,
      ...(reason ? { reason } : {}),
      // By the place on the slate: the case of the one who comes is not opened yet.
      facts: { slate: row.slateId, replacedBy: place },
    };
    const acted = await actOn(tx, means, actor, request, at, row.slateId);
    if (isRefusal(acted)) return { ...acted, facts: { ...acted.facts, case: row.id } };
    facts.push(...acted.facts);
  }
  return { candidateId, cases: open.map(({ id }) => id), facts };
}

/**
 * The cases that end when another one is named: all of the candidate's, and nobody else's, whose vote is still to come.
 * @param chartOf the statechart of a case
 * @param added whoever is named: one, for the same posts
 */
export function casesToEnd<Row extends Replaceable>(
  cases: readonly Row[],
  chartOf: (row: Row) => Statechart,
  { caseId, version }: LookedAt,
  added: readonly Pick<CandidateInput, 'posts'>[],
): { readonly candidateId: string; readonly open: readonly Row[] } | Refusal {
  const named = cases.find(({ id }) => id === caseId);
  if (!named) return refuse('case_not_in_slate', { case: caseId });
  if (named.version !== version) {
    return refuse('stale_version', { case: caseId, version: named.version, expected: version });
  }
  const isOpen = (row: Row) => !isRefusal(advance(chartOf(row), row, { type: 'supersede' }));
  const open = cases.filter((row) => row.candidateId === named.candidateId && isOpen(row));
  if (!open.includes(named)) return refuse('candidate_not_replaceable', { case: caseId, state: named.state });
  const posts = [...new Set(open.flatMap((row) => row.posts))].sort();
  const [successor, ...more] = added;
  if (more.length > 0 || [...(successor?.posts ?? [])].sort().join() !== posts.join()) {
    return refuse('replacement_differs', { posts });
  }
  return { candidateId: named.candidateId, open };
}
