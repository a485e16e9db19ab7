import type { Policy, Stage } from '../policy.js';
import { GATED_ACTS, type GatedAct } from '../terms.js';
import type { CheckRule } from './rule.js';

export const isGated = (act: string): act is GatedAct => (GATED_ACTS as readonly string[]).includes(act);

/** The rules that an act has to do with: those that stand in its way unless they are met, and those shown beside it. */
export interface Gate {
  readonly blocking: readonly CheckRule[];
  readonly warning: readonly CheckRule[];
}

/** @param step at which somebody would approve; null outside the reviews */
export function gateOf(
  { checks = [] }: Pick<Policy, 'checks'>,
  stages: readonly Stage[],
  act: GatedAct,
  step: string | null,
): Gate {
  const here = checks.filter((rule) => act !== 'approve' || (rule.step ?? lastReviewBeforeVote(stages)) === step);
  return {
    blocking: here.filter(({ blocks = [] }) => blocks.includes(act)),
    warning: here.filter(({ warns = [] }) => warns.includes(act)),
  };
}

/** Where all that was found out has to be at hand: after it nobody reviews before the vote. */
export function lastReviewBeforeVote(stages: readonly Stage[]): string | null {
  const vote = stages.findIndex(({ kind }) => kind === 'election');
  const last = stages.slice(0, vote).findLast(({ kind }) => kind === 'review');
  return last?.kind === 'review' ? last.step : null;
}
