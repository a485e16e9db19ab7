import type { Policy } from './policy.js';
import type { BodyFunction, Regime } from './terms.js';

/** How many approvers a body needs at a step that it decides. */
export interface ApproversNeeded {
  readonly body: string;
  readonly step: string;
  readonly needed: number;
}

/**
 * What the bodies of an organisation need for the reviews of every route that its cases can take: one approver, or as many
 * as the quorum asks. One person approves at a step, whatever other bodies they approve for.
 */
export function approversNeeded(
  { routes }: Pick<Policy, 'routes'>,
  { regime, bodies }: { readonly regime: Regime; readonly bodies: Readonly<Partial<Record<BodyFunction, string>>> },
): ApproversNeeded[] {
  const needs = routes
    .filter(({ regimes }) => regimes.includes(regime))
    .flatMap(({ stages }) => stages)
    .flatMap((stage) => {
      const body = stage.kind === 'review' ? bodies[stage.by] : undefined;
      return stage.kind === 'review' && body !== undefined
        ? [{ body, step: stage.step, needed: stage.quorum?.signers ?? 1 }]
        : [];
    });
  return needs.filter((one, place) => needs.findIndex((each) => isSame(each, one)) === place);
}

const isSame = (one: ApproversNeeded, other: ApproversNeeded): boolean =>
  one.body === other.body && one.step === other.step && one.needed === other.needed;
