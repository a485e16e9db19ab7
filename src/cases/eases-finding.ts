import type { Tx } from '../database/transactions.js';
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
 * Those of these findings that make less of what was found against the candidate, whoever found it: what is lighter of the same
 * check, or the same with days by which it would weigh less. Nothing that a handler records takes it back, be it a paper that came.
 * An approver answers for it with a reason, also where it was recorded in error, or the department that is asked says otherwise
 * itself.
 */
export async function easingFindings(
  db: Pick<Tx, 'query'>,
  keys: Keys,
  row: Case,
  track: Track,
  findings: readonly NamedFinding[],
  at: string,
): Promise<NamedFinding[]> {
  const against = await foundAgainst(db, keys, row.id);
  const again = findings.flatMap((finding) => {
    const before = against.get(finding.check);
    return before ? [{ finding, before: before.finding }] : [];
  });
  if (again.length === 0) return [];
  const rules = rulesFor(row, track).filter(({ check }) => again.some(({ finding }) => finding.check === check));
  const known = await factsFor(db, keys, row, { rules, voteAhead: true, at });
  const resultsBy = ({ check }: NamedFinding, supposed: Finding) =>
    judgeChecks(
      rules.filter((rule) => rule.check === check),
      track.policy.limits,
      // What was found in another review would weigh the same on either side, and hide which of the two is lighter.
      { ...known, foundElsewhere: [], findings: { ...known.findings, [check]: supposed } },
    ).map(({ result }) => result);
  return again.flatMap(({ finding, before }) => {
    const [was, would] = [resultsBy(finding, before), resultsBy(finding, finding)];
    const lighter = would.some((result, place) => isLighter(result, was[place] ?? result));
    return finding.answer !== 'adverse' || lighter ? [finding] : [];
  });
}
