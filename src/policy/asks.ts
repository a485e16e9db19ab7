import type { ReviewStage } from './policy.js';
import { isOf, type Signature } from './signatures.js';

/** Somebody who could sign now: for themselves, or as the delegate of who is away. */
export interface Signer {
  readonly official: string;
  readonly onBehalfOf?: string;
}

/** What the system does where it asks all approvers of a body: whom it asks now, and for whom it waits no longer. */
export interface Asks {
  readonly asked: readonly Signer[];
  readonly ended: readonly string[];
}

/** Whether the system asks at a step; a handler does at others. */
export const systemAsks = (stage: Pick<ReviewStage, 'quorum'> | undefined): boolean =>
  stage?.quorum?.asks === 'all_approvers';

export const NO_ASKS: Asks = { asked: [], ended: [] };

const personsOf = ({ official, onBehalfOf }: Signer): readonly string[] =>
  onBehalfOf === undefined ? [official] : [official, onBehalfOf];

/**
 * Whom to ask so that everybody is asked who could sign, once each, and for whom to wait no longer, because neither they nor
 * somebody in their place could. What was signed stands.
 * @param standing the signatures of the step that stand
 * @param signers who could sign now
 */
export function asksOfAll(standing: readonly Signature[], signers: readonly Signer[]): Asks {
  const requests = standing.filter(({ weight }) => weight !== 'proposal');
  const asked = signers.filter((signer) => !requests.some((request) => isOf(request, personsOf(signer))));
  const ended = requests.filter(
    (request) => request.vote === 'waiting' && !signers.some((signer) => isOf(request, personsOf(signer))),
  );
  return { asked, ended: ended.map(({ official }) => official) };
}

/** The signatures as they stand once the system has asked. */
export const withAsks = (standing: readonly Signature[], { asked, ended }: Asks): Signature[] => [
  ...standing.filter(({ official, vote }) => vote !== 'waiting' || !ended.includes(official)),
  ...asked.map((signer): Signature => ({ ...signer, weight: 'binding', vote: 'waiting' })),
];
