import { assign, setup } from 'xstate';
import type { CaseContext, CaseEvent } from './events.js';
import { GUARDS } from './guards.js';
import type { StateMeta } from './route-shape.js';

const noEffectHere = () => {
  // Effects are names: `advance` hands them to the caller, who carries them out in the same transaction.
};

/** The vocabulary of every case's chart: context, events, guards, and effects that are names only. */
export const charts = setup({
  types: {
    context: {} as CaseContext,
    events: {} as CaseEvent,
    input: {},
    meta: {} as StateMeta,
    tags: {} as 'ended' | 'adverse',
  },
  guards: {
    supplementLeft: ({ context }) => GUARDS.supplementLeft.allows(context),
    deferralLeft: ({ context }) => GUARDS.deferralLeft.allows(context),
    objectionsDisposed: ({ context }) => GUARDS.objectionsDisposed.allows(context),
    someObjectionOpen: ({ context }) => GUARDS.someObjectionOpen.allows(context),
    someInquiryOpen: ({ context }) => GUARDS.someInquiryOpen.allows(context),
    nothingAsked: ({ context }) => GUARDS.nothingAsked.allows(context),
    otherInquiriesOpen: ({ context }) => context.openInquiries > 1,
    suspends: ({ event }) => event.type === 'send_inquiry' && event.suspends,
    goesOn: ({ event }) => 'goesOn' in event && event.goesOn,
    overtakes: ({ event }) => 'overtakes' in event && event.overtakes,
    heard: ({ event }) => 'heard' in event && event.heard,
    stoodForHearing: ({ context }) => context.hearingStood,
    objectionUpheld: ({ context }) => GUARDS.objectionUpheld.allows(context),
    reconsiderable: ({ context }) => GUARDS.reconsiderable.allows(context),
    revocationReconsiderable: ({ context }) => GUARDS.revocationReconsiderable.allows(context),
    wasReconsidered: ({ context }) => context.reconsidered,
    elected: ({ event }) => event.type === 'record_election' && event.elected,
    overturned: ({ event }) => event.type === 'conclude_reconsideration' && event.overturned,
    isSkipped: ({ context }, params: { step: string }) => context.skipped.includes(params.step),
    wasAccepted: ({ context }, params: { step: string }) => context.accepted === params.step,
    wasRevokedFrom: ({ context }, params: { state: string }) => context.revokedFrom === params.state,
    wasRejectedAt: ({ context }, params: { place: string }) => context.rejectedAt === params.place,
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
    countInquiries: assign({
      openInquiries: ({ context, event }) => context.openInquiries + (event.type === 'send_inquiry' ? event.sent : 0),
    }),
    discountInquiry: assign({ openInquiries: ({ context }) => context.openInquiries - 1 }),
    forgetInquiries: assign({ openInquiries: 0 }),
    countObjection: assign({ openObjections: ({ context }) => context.openObjections + 1 }),
    discountObjection: assign({
      openObjections: ({ context }) => context.openObjections - 1,
      upheldObjections: ({ context, event }) =>
        context.upheldObjections + (event.type === 'conclude_objection' && event.upheld ? 1 : 0),
    }),
    forgetUpheldObjections: assign({ upheldObjections: 0, objectionsTold: 0 }),
    tellObjections: assign({ objectionsTold: ({ context }) => context.upheldObjections }),
    forgetObjectionsTold: assign({
      upheldObjections: ({ context }) => context.upheldObjections - context.objectionsTold,
      objectionsTold: 0,
    }),
    allowSupplements: assign({
      supplementsLeft: (_, params: { atMost: number | null }) => params.atMost,
      supplementsOver: false,
    }),
    countSupplement: assign({
      supplementsLeft: ({ context }) => (context.supplementsLeft === null ? null : context.supplementsLeft - 1),
    }),
    allowDeferrals: assign({ deferralsLeft: (_, params: { atMost: number | null }) => params.atMost }),
    countDeferral: assign({
      deferralsLeft: ({ context }) => (context.deferralsLeft === null ? null : context.deferralsLeft - 1),
    }),
    rememberHearing: assign({ hearingStood: true }),
    forgetHearing: assign({ hearingStood: false }),
    closeSupplements: assign({ supplementsOver: true }),
    rememberAccepted: assign({ accepted: (_, params: { step: string }) => params.step }),
    rememberRejected: assign({ rejectedAt: (_, params: { place: string }) => params.place }),
    rememberReconsidered: assign({ reconsidered: true }),
    rememberFinal: assign({ final: true }),
    rememberRevokedFrom: assign({ revokedFrom: (_, params: { state: string }) => params.state }),
    forgetRevokedFrom: assign({ revokedFrom: null }),
    rememberRevocationUpheld: assign({ revokedFrom: null, revocationReconsidered: true }),
    /** Each revocation is an act of its own, and can be reconsidered. */
    rememberRevoked: assign({
      revokedFrom: (_, params: { state: string }) => params.state,
      revocationReconsidered: false,
    }),
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
