import { assign, setup } from 'xstate';
import type { CaseContext, CaseEvent } from './events.js';
import { GUARDS } from './guards.js';
import { changed, seen } from './notes.js';
import type { StateMeta } from './route-shape.js';

const noEffectHere = () => {
  // Effects are names: `advance` hands them to the caller, who carries them out in the same transaction.
};

type Memory = CaseContext;

/** A guard: what it looks at of the memory of a case is noted, so that its answer holds wherever that is the same. */
const asked =
  <Params = undefined>(allows: (memory: Memory, event: CaseEvent, params: Params) => boolean) =>
  ({ context, event }: { context: Memory; event: CaseEvent }, params: Params): boolean =>
    allows(seen(context, event), event, params);

/** A change of the memory, noted as well. */
const remember = <Params = undefined>(
  change: (memory: Memory, event: CaseEvent, params: Params) => Partial<Memory>,
): ReturnType<typeof assign<Memory, CaseEvent, Params, CaseEvent, never>> =>
  assign(({ context, event }, params) => changed(event, change(seen(context, event), event, params)));

/** The vocabulary of every case's chart: context, events, guards, and effects that are names only. */
export const charts = setup({
  types: {
    context: {} as Memory,
    events: {} as CaseEvent,
    input: {},
    meta: {} as StateMeta,
    tags: {} as 'ended' | 'adverse',
  },
  guards: {
    supplementLeft: asked(GUARDS.supplementLeft.allows),
    deferralLeft: asked(GUARDS.deferralLeft.allows),
    objectionsDisposed: asked(GUARDS.objectionsDisposed.allows),
    someObjectionOpen: asked(GUARDS.someObjectionOpen.allows),
    someInquiryOpen: asked(GUARDS.someInquiryOpen.allows),
    nothingAsked: asked(GUARDS.nothingAsked.allows),
    otherInquiriesOpen: asked(({ openInquiries }) => openInquiries > 1),
    suspends: asked((_, event) => event.type === 'send_inquiry' && event.suspends),
    goesOn: asked((_, event) => 'goesOn' in event && event.goesOn),
    overtakes: asked((_, event) => 'overtakes' in event && event.overtakes),
    heard: asked((_, event) => 'heard' in event && event.heard),
    stoodForHearing: asked(({ hearingStood }) => hearingStood),
    objectionUpheld: asked(GUARDS.objectionUpheld.allows),
    reconsiderable: asked(GUARDS.reconsiderable.allows),
    revocationReconsiderable: asked(GUARDS.revocationReconsiderable.allows),
    wasReconsidered: asked(({ reconsidered }) => reconsidered),
    elected: asked((_, event) => event.type === 'record_election' && event.elected),
    overturned: asked((_, event) => event.type === 'conclude_reconsideration' && event.overturned),
    isSkipped: asked(({ skipped }, _, { step }: { step: string }) => skipped.includes(step)),
    wasAccepted: asked(({ accepted }, _, { step }: { step: string }) => accepted === step),
    wasRevokedFrom: asked(({ revokedFrom }, _, { state }: { state: string }) => revokedFrom === state),
    wasRejectedAt: asked(({ rejectedAt }, _, { place }: { place: string }) => rejectedAt === place),
  },
  actions: {
    start_deadline: (_, _params: { period: string }) => noEffectHere(),
    stop_deadline: noEffectHere,
    end_deadlines: noEffectHere,
    mark_overdue: noEffectHere,
    stay: noEffectHere,
    suspend_deadline: noEffectHere,
    resume_deadline: noEffectHere,
    set_aside_deadline: noEffectHere,
    take_up_deadline: noEffectHere,
    enter_step: (_, _params: { step: string }) => noEffectHere(),
    skip_step: (_, _params: { step: string }) => noEffectHere(),
    countInquiries: remember(({ openInquiries }, event) => ({
      openInquiries: openInquiries + (event.type === 'send_inquiry' ? event.sent : 0),
    })),
    discountInquiry: remember(({ openInquiries }) => ({ openInquiries: openInquiries - 1 })),
    forgetInquiries: remember(() => ({ openInquiries: 0 })),
    countObjection: remember(({ openObjections }) => ({ openObjections: openObjections + 1 })),
    discountObjection: remember(({ openObjections, upheldObjections }, event) => ({
      openObjections: openObjections - 1,
      upheldObjections: upheldObjections + (event.type === 'conclude_objection' && event.upheld ? 1 : 0),
    })),
    forgetUpheldObjections: remember(() => ({ upheldObjections: 0, objectionsTold: 0 })),
    tellObjections: remember(({ upheldObjections }) => ({ objectionsTold: upheldObjections })),
    forgetObjectionsTold: remember(({ upheldObjections, objectionsTold }) => ({
      upheldObjections: upheldObjections - objectionsTold,
      objectionsTold: 0,
    })),
    allowSupplements: remember((_, __, { atMost }: { atMost: number | null }) => ({
      supplementsLeft: atMost,
      supplementsOver: false,
    })),
    countSupplement: remember(({ supplementsLeft }) => ({
      supplementsLeft: supplementsLeft === null ? null : supplementsLeft - 1,
    })),
    allowDeferrals: remember((_, __, { atMost }: { atMost: number | null }) => ({ deferralsLeft: atMost })),
    countDeferral: remember(({ deferralsLeft }) => ({
      deferralsLeft: deferralsLeft === null ? null : deferralsLeft - 1,
    })),
    rememberHearing: remember(() => ({ hearingStood: true })),
    forgetHearing: remember(() => ({ hearingStood: false })),
    closeSupplements: remember(() => ({ supplementsOver: true })),
    rememberAccepted: remember((_, __, { step }: { step: string }) => ({ accepted: step })),
    rememberRejected: remember((_, __, { place }: { place: string }) => ({ rejectedAt: place })),
    rememberReconsidered: remember(() => ({ reconsidered: true })),
    rememberFinal: remember(() => ({ final: true })),
    rememberRevokedFrom: remember((_, __, { state }: { state: string }) => ({ revokedFrom: state })),
    forgetRevokedFrom: remember(() => ({ revokedFrom: null })),
    rememberRevocationUpheld: remember(() => ({ revokedFrom: null, revocationReconsidered: true })),
    /** Each revocation is an act of its own, and can be reconsidered. */
    rememberRevoked: remember((_, __, { state }: { state: string }) => ({
      revokedFrom: state,
      revocationReconsidered: false,
    })),
  },
});

export const start = (period: string) => ({ type: 'start_deadline', params: { period } }) as const;
export const meta = (turn: string | null, step: string | null = null): StateMeta => ({ turn, step });
/**
 * A state with a period of its own, and the way into it: whoever comes to it from before starts the period; who comes back to
 * it finds the period as they left it.
 */
export const entered = (state: string, period: string) =>
  charts.createStateConfig({ id: state, always: { target: state, actions: start(period) } });
/** Until the vote the submitting side can end a case: the candidate steps back, or another one takes their place. */
export const withdrawable = {
  withdraw: { target: '#withdrawn', actions: 'end_deadlines' },
  supersede: { target: '#superseded', actions: 'end_deadlines' },
} as const;
/** Without an action XState would take it for a forbidden event. */
export const markOverdue = { actions: 'mark_overdue' } as const;
/** Facts are checked where somebody decides, or will: the case stays where it is, one act older. */
export const checkable = { record_findings: { actions: 'stay' }, resolve_check: { actions: 'stay' } } as const;
/** Somebody steps back from the case, has to, or is let go on: as long as officials still act on it. */
export const recusable = {
  recuse: { actions: 'stay' },
  order_recusal: { actions: 'stay' },
  waive_recusal: { actions: 'stay' },
} as const;
/** Also where a case is over and may come back: whoever takes it up again finds that the data is another. */
export const told = {
  note_correction: [{ guard: 'overtakes', actions: 'forgetInquiries' }, { actions: 'stay' }],
} as const;
/** Wrong data of the candidate is corrected, and what one case learned the others are told: as long as officials act on it. */
export const correctable = {
  ask_correction: { actions: 'stay' },
  register_correction: { actions: 'stay' },
  conclude_correction: [{ guard: 'overtakes', actions: 'forgetInquiries' }, { actions: 'stay' }],
  ...told,
} as const;
/** Letters that nobody's clock stands still for are answered, taken back or overdue wherever the step is. */
const closing = { guard: 'someInquiryOpen', actions: 'discountInquiry' } as const;
export const answerable = {
  answer_inquiry: closing,
  register_answer: closing,
  take_back_inquiry: closing,
  inquiry_overdue: { guard: 'someInquiryOpen', actions: 'stay' },
} as const;
/** Somebody takes the case in their duty, is given it, or gives it back: where it waits for an office. */
export const assignable = {
  claim: { actions: 'stay' },
  assign: { actions: 'stay' },
  release: { actions: 'stay' },
} as const;
/** Several sign before one decides for the body. */
export const signable = {
  ask_signatures: { actions: 'stay' },
  remove_signature: { actions: 'stay' },
  sign: { actions: 'stay' },
  propose: { actions: 'stay' },
} as const;
export const lapse = { target: '#lapsed', actions: 'end_deadlines' } as const;
export const rejectAt = (place: string) =>
  ({
    target: '#notPassed',
    actions: [{ type: 'rememberRejected', params: { place } }, 'end_deadlines', start('reconsideration')],
  }) as const;
/** A case is reconsidered once: there is nothing to ask for any more, and no period in which to ask. */
export const rejectForGoodAt = (place: string) =>
  ({
    target: '#notPassed',
    actions: [{ type: 'rememberRejected', params: { place } }, 'end_deadlines'],
  }) as const;
