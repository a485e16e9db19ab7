import type { Tx } from '../database/transactions.js';
import type { Case } from './case-row.js';
import type { NamedFinding } from './check-rows.js';
import { judge, type Means, type Standing } from './checks.js';
import { rulesFor } from './gate.js';
import type { Track } from './policy-book.js';

/**
 * Whether findings would change what any check comes to, or what a check that is no pass rests on: whoever signed has then
 * signed something else. One more clear answer beside a pass changes nothing.
 */
export async function changeVerdicts(
  tx: Tx,
  { keys }: Means,
  row: Case,
  track: Track,
  findings: readonly NamedFinding[],
  at: string,
): Promise<boolean> {
  const rules = rulesFor(row, track);
  const supposing = Object.fromEntries(findings.map(({ check, ...finding }) => [check, finding]));
  const [before, after] = await Promise.all([
    judge(tx, keys, row, track, rules, { at }),
    judge(tx, keys, row, track, rules, { at, supposing }),
  ]);
  return before.standings.map(nameOf).join() !== after.standings.map(nameOf).join();
}

const nameOf = (standing: Standing): string =>
  `${standing.verdict.rule}=${standing.verdict.result === 'pass' ? 'pass' : standing.index}`;
