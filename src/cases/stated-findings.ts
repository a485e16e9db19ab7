import type { Tx } from '../database/transactions.js';
import { refuse, type Refusal } from '../kernel/refusal.js';
import { CATALOGUE } from '../policy/checks/catalogue.js';
import type { Keys } from '../protected-fields/keys.js';
import type { Beside } from './beside.js';
import { insertFindings, type NamedFinding, type StatedFinding } from './check-rows.js';
import { insertPapers } from './paper-rows.js';

/** What was found, and what was shown and only stands beside it. */
export function apart(stated: readonly StatedFinding[]) {
  const named = (beside: boolean): NamedFinding[] =>
    stated.filter((each) => (each.beside === true) === beside).map(({ beside: _, ...finding }) => finding);
  return { findings: named(false), papers: named(true) };
}

/** Findings and papers, for the record and their tables. */
export const foundBeside = (
  tx: Tx,
  keys: Keys,
  caseId: string,
  findings: readonly NamedFinding[],
  papers: readonly NamedFinding[],
): Beside => ({
  facts: {
    checks: findings.map(({ check }) => check),
    ...(papers.length > 0 ? { papers: papers.map(({ check }) => check) } : {}),
  },
  sealed: {
    ...(findings.length > 0 ? { findings: findings.map((finding) => ({ ...finding })) } : {}),
    ...(papers.length > 0 ? { papers: papers.map((paper) => ({ ...paper })) } : {}),
  },
  store: (number) => {
    insertFindings(tx, keys, caseId, number, findings);
    insertPapers(tx, keys, caseId, number, papers);
  },
});

/** A refusal for the first finding of days that cannot be. */
export function impossibleFinding(findings: readonly NamedFinding[], today: string): Refusal | null {
  const impossible = findings.find((finding) => !possible(finding, today));
  return impossible ? refuse('finding_days_impossible', { check: impossible.check, today }) : null;
}

/**
 * 先审批后选举: that somebody approved is shown by the number of the approval, not by the word of whoever asked. Nor is a paper
 * beside one without a number.
 */
export function undocumentedFinding(findings: readonly StatedFinding[]): Refusal | null {
  const place = findings.findIndex(({ check, answer, reference, beside }) => {
    const claimed = CATALOGUE[check].documented === true && answer === 'clear';
    return reference === null && (claimed || beside === true);
  });
  const found = findings[place];
  return found ? refuse('finding_number_missing', { check: found.check, field: `findings.${place}.reference` }) : null;
}

/** Nobody asks tomorrow, no judgment takes effect after somebody was told of it, and only what is adverse rests on one. */
function possible({ answer, queriedOn, effectiveOn, endedOn }: NamedFinding, today: string): boolean {
  if (queriedOn > today) return false;
  if (answer !== 'adverse') return effectiveOn === null && endedOn === null;
  return (effectiveOn ?? queriedOn) <= queriedOn && (endedOn === null || endedOn >= (effectiveOn ?? endedOn));
}
