import type { Tx } from '../database/transactions.js';
import { refuse, type Refusal } from '../kernel/refusal.js';
import { judgeChecks } from '../policy/checks/judge.js';
import { isLighter } from '../policy/checks/judgement.js';
import type { Finding } from '../policy/checks/facts.js';
import type { Keys } from '../protected-fields/keys.js';
import type { Case } from './case-row.js';
import { factsFor } from './check-facts.js';
import { foundAgainst, type NamedFinding } from './check-rows.js';
import { rulesFor } from './gate.js';
import type { Track } from './policy-book.js';

/**
 * What was found against a candidate no handler takes back, whoever found it: they record nothing lighter of the same check, nor
 * the same with days by which it would weigh less. An approver answers for it with a reason, also where it was recorded in
 * error, or the department that is asked says otherwise.
 */
export async function easesFinding(
  db: Pick<Tx, 'query'>,
  keys: Keys,
  row: Case,
  track: Track,
  findings: readonly NamedFinding[],
  at: string,
): Promise<Refusal | null> {
  const against = await foundAgainst(db, keys, row.id);
  const again = findings.flatMap((finding) => {
    const before = against.get(finding.check);
    return before ? [{ finding, before: before.finding }] : [];
  });
  if (again.length === 0) return null;
  const rules = rulesFor(row, track).filter(({ check }) => again.some(({ finding }) => finding.check === check));
  const known = await factsFor(db, keys, row, { rules, voteAhead: true, at });
  const resultsBy = ({ check }: NamedFinding, supposed: Finding) =>
    judgeChecks(
      rules.filter((rule) => rule.check === check),
      track.policy.limits,
      { ...known, findings: { ...known.findings, [check]: supposed } },
    ).map(({ result }) => result);
  const eased = again.find(({ finding, before }) => {
    const [was, would] = [resultsBy(finding, before), resultsBy(finding, finding)];
    return finding.answer !== 'adverse' || would.some((result, place) => isLighter(result, was[place] ?? result));
  });
  return eased ? refuse('adverse_found', { check: eased.finding.check }) : null;
}
