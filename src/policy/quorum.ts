/**
 * 会签、或签: how many of those asked to sign at a step have to agree before one of them decides for the body. Without it
 * one approver decides alone. A signature asked for later (加签) counts like the others, one taken back (减签) or recused no
 * longer.
 */
export type Quorum = {
  /** At least so many approvers are asked; while fewer were, nothing is decided. */
  readonly signers: number;
  /** Who asks: the system asks everybody who approves for the body, and asks anew as they come and go; a handler if left out. */
  readonly asks?: 'all_approvers';
} & (
  | {
      /** 会签: everybody who is asked; one disagreement is enough as it is. */ readonly agree: 'all';
      readonly veto?: never;
    }
  | (Vetoed &
      ({ /** 或签: one of them. */ readonly agree: 'any' } | { readonly agree: 'at_least'; readonly atLeast: number }))
);

interface Vetoed {
  /** One disagreement is enough for the body not to agree; it agrees when nobody who could veto is waited for. */
  readonly veto?: boolean;
}

/** A signature that counts: given, or still waited for. */
export type Vote = 'agree' | 'disagree' | 'waiting';

/** What the signatures of a step come to: nothing is decided while it could still go either way. */
export type Count = 'agreed' | 'not_agreed' | 'open';

export function countOf(quorum: Quorum, votes: readonly Vote[]): Count {
  const asked = votes.length;
  if (asked < quorum.signers) return 'open';
  const needed = neededOf(quorum, asked);
  const agreeing = votes.filter((vote) => vote === 'agree').length;
  const disagreeing = votes.filter((vote) => vote === 'disagree').length;
  if (quorum.veto === true && disagreeing > 0) return 'not_agreed';
  const mayVeto = quorum.veto === true && agreeing < asked;
  if (agreeing >= needed && !mayVeto) return 'agreed';
  return asked - disagreeing < needed ? 'not_agreed' : 'open';
}

/** @param asked how many were asked to sign, or will be */
export function neededOf(quorum: Quorum, asked: number): number {
  switch (quorum.agree) {
    case 'all':
      return asked;
    case 'any':
      return 1;
    case 'at_least':
      return quorum.atLeast;
  }
}
