import type { Policy, Stage } from '../policy.js';
import { GATED_ACTS, type GatedAct } from '../terms.js';
import type { CheckRule } from './rule.js';

export const isGated = (act: string): act is GatedAct => (GATED_ACTS as readonly string[]).includes(act);

/** The rules that an act has to do with: those that stand in its way unless they are met, and those shown beside it. */
export interface Gate {
  readonly blocking: readonly CheckRule[];
  readonly warning: readonly CheckRule[];
}

/** The course of a case: its stages, and the steps passed over because there is no such body. */
export interface Path {
  readonly stages: readonly Stage[];
  readonly skipped: readonly string[];
}

/**
 * @param step at which somebody would approve; null outside the reviews
 * @param unsettled steps that agreed on data that is another since: what stood in the way of that stands in the way of
 *   whatever brings the case on
 */
export function gateOf(
  { checks = [] }: Pick<Policy, 'checks'>,
  path: Path,
  act: GatedAct,
  step: string | null,
  unsettled: readonly string[] = [],
): Gate {
  const last = lastReviewBeforeVote(path);
  const isHere = (rule: CheckRule) => act !== 'approve' || (rule.step ?? last) === step;
  const isAnew = (rule: CheckRule) => act !== 'reject' && isUnsettled(rule, path, unsettled);
  return {
    blocking: checks.filter((rule) => (isHere(rule) && rule.blocks?.includes(act) === true) || isAnew(rule)),
    warning: checks.filter((rule) => isHere(rule) && rule.warns?.includes(act) === true && !isAnew(rule)),
  };
}

/** Whether a rule stood in the way of an approval that was given on other data. */
export const isUnsettled = (rule: CheckRule, path: Path, unsettled: readonly string[]): boolean =>
  unsettled.length > 0 &&
  rule.blocks?.includes('approve') === true &&
  unsettled.includes(rule.step ?? lastReviewBeforeVote(path) ?? '');

/** Where all that was found out has to be at hand: after it nobody reviews before the vote. */
export function lastReviewBeforeVote({ stages, skipped }: Path): string | null {
  const vote = stages.findIndex(({ kind }) => kind === 'election');
  const last = stages
    .slice(0, vote)
    .flatMap((stage) => (stage.kind === 'review' && !skipped.includes(stage.step) ? [stage.step] : []));
  return last.at(-1) ?? null;
}
