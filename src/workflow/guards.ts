import type { ReasonCode } from '../kernel/refusal.js';
import type { CaseContext } from './events.js';

interface Guard {
  readonly allows: (context: CaseContext) => boolean;
  /** Why a person is refused when the guard stands in the way. */
  readonly reason: (context: CaseContext) => ReasonCode;
}

/** The guards that can refuse an act whose turn it is. Guards that only choose between two branches refuse nothing. */
export const GUARDS = {
  supplementLeft: {
    allows: (context) => !context.supplementsOver && context.supplementsLeft !== 0,
    reason: (context) => (context.supplementsOver ? 'supplement_period_over' : 'supplements_used_up'),
  },
  deferralLeft: {
    allows: (context) => context.deferralsLeft !== 0,
    reason: () => 'deferrals_used_up',
  },
  objectionsDisposed: {
    allows: (context) => context.openObjections === 0 && context.upheldObjections === 0,
    reason: (context) => (context.openObjections > 0 ? 'objection_open' : 'objection_upheld'),
  },
  someInquiryOpen: { allows: (context) => context.openInquiries > 0, reason: () => 'inquiry_not_open' },
  /** While the clock stands still for a letter nobody decides; without one no case is there. */
  nothingAsked: { allows: (context) => context.openInquiries === 0, reason: () => 'inquiry_open' },
  someObjectionOpen: { allows: (context) => context.openObjections > 0, reason: () => 'no_objection_open' },
  /** Each objector is answered first: after a rejection nobody would conclude what is still open. */
  objectionUpheld: {
    allows: (context) => context.upheldObjections > 0 && context.openObjections === 0,
    reason: (context) => (context.openObjections > 0 ? 'objection_open' : 'no_objection_upheld'),
  },
  reconsiderable: {
    allows: (context) => !context.reconsidered && !context.final,
    reason: (context) => (context.reconsidered ? 'already_reconsidered' : 'reconsideration_period_over'),
  },
  /** Once it is final, it is remembered no longer from where a case was revoked. */
  revocationReconsiderable: {
    allows: (context) => context.revokedFrom !== null,
    reason: (context) => (context.revocationReconsidered ? 'already_reconsidered' : 'reconsideration_period_over'),
  },
} satisfies Record<string, Guard>;

export type GuardName = keyof typeof GUARDS;

export const isGuardName = (name: string): name is GuardName => Object.hasOwn(GUARDS, name);
