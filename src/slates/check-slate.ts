import type { Body } from '../bodies/body-row.js';
import { refuse, type Refusal } from '../kernel/refusal.js';
import type { Policy } from '../policy/policy.js';
import { isDate } from '../policy/working-days.js';
import { checkCandidate, peopleTwice } from './check-candidate.js';
import { checkOrganisation } from './check-organisation.js';
import { checkTerm } from './check-term.js';
import { cite } from '../policy/cite.js';
import { ofSlate, type Defect, type DefectRule, type WarningRule } from './defects.js';
import { HANDED_IN_NOW, previewChecks, type Beside, type CheckToCome } from './preview-checks.js';
import type { SlateInput } from './slate-input.js';

export interface SlateCheck {
  readonly defects: readonly Defect[];
  readonly warnings: readonly Defect<WarningRule>[];
  /** What the checks of the policy would say. They refuse no slate; of one that is refused they are told too. */
  readonly checks: readonly CheckToCome[];
}

/**
 * Checks a slate against identifiers, directory and policy; everything at once. Facts only: whether somebody is
 * suitable is for people to say.
 * @param bodies those of the directory that the slate names
 * @param today YYYY-MM-DD in China
 * @param beside the candidates who are on the slate already, and are not checked again, and what the term has brought
 */
export function checkSlate(
  slate: SlateInput,
  policy: Policy,
  bodies: readonly Body[],
  today: string,
  beside: Beside = HANDED_IN_NOW,
): SlateCheck {
  const organisation = checkOrganisation(slate, policy, bodies);
  const candidates = slate.candidates.map((candidate, index) => checkCandidate(slate, candidate, index, policy, today));
  const defects = [
    ...organisation.defects,
    ...checkElectionDate(slate, policy, today),
    ...checkTerm(slate, beside.latestTerm),
    ...peopleTwice(slate),
    ...candidates.flatMap((checked) => checked.defects),
  ];
  return {
    defects,
    checks: isDate(slate.electionDate) ? previewChecks(slate, policy, today, beside) : [],
    warnings: [...organisation.warnings, ...candidates.flatMap(({ warnings }) => warnings)],
  };
}

export const refuseDefects = ({ defects, checks }: SlateCheck): Refusal =>
  refuse('defects_found', { defects: defects.map((defect) => ({ ...defect })), checks: [...checks] });

function checkElectionDate(slate: SlateInput, policy: Policy, today: string): Defect[] {
  const report = (rule: DefectRule) => ofSlate({ field: 'electionDate', rule, source: cite(policy, 'R5') });
  if (!isDate(slate.electionDate)) return [report('election_date_invalid')];
  return slate.electionDate < today ? [report('election_date_past')] : [];
}
