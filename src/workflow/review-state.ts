import { answeringState, intend } from './answering.js';
import {
  answerable,
  assignable,
  charts,
  checkable,
  correctable,
  lapse,
  markOverdue,
  meta,
  recusable,
  rejectAt,
  rejectForGoodAt,
  signable,
  start,
  withdrawable,
} from './charts.js';
import type { ReviewShape } from './route-shape.js';

/** One body's turn: arriving (passed over, or) → awaiting acceptance → deciding ⇄ supplement, deferred, inquiring. */
export function reviewState(stage: ReviewShape, target: string, beforeElection: boolean, intends: boolean) {
  const { step, by, silence } = stage;
  const endable = beforeElection ? withdrawable : {};
  const always = { ...recusable, ...correctable, ...assignable, mark_overdue: markOverdue, ...endable };
  const intention = intends ? { intend_rejection: intend('answering') } : {};
  return charts.createStateConfig({
    initial: 'arriving',
    // A step that is left waits for no department any more.
    exit: 'forgetInquiries',
    states: {
      arriving: arriving(stage, target),
      awaiting: {
        meta: meta(by, step),
        on: {
          accept: accepted(stage),
          // Silence counts for something only where the policy says so; elsewhere no chart knows these acts.
          ...(silence?.acceptance === 'accepted' ? { deem_accepted: accepted(stage) } : {}),
          return_for_supplement: askSupplement,
          ...always,
        },
      },
      deciding: {
        meta: meta(by, step),
        on: {
          approve: agreed(target),
          ...(silence?.decision === 'consent' ? { deem_consent: agreed(target) } : {}),
          reject: [{ guard: 'wasReconsidered', ...rejectForGoodAt(step) }, rejectAt(step)],
          return_for_supplement: askSupplement,
          defer: {
            guard: 'deferralLeft',
            target: 'deferred',
            actions: ['countDeferral', 'suspend_deadline', start('deferral')],
          },
          ...intention,
          send_inquiry: sendInquiry,
          ...answerable,
          ...checkable,
          ...signable,
          ...always,
        },
      },
      supplement: supplementState(step, endable),
      inquiring: inquiringState(stage, always),
      ...(intends ? { answering: answeringState(step, { ...answerable, ...endable }) } : {}),
      deferred: {
        meta: meta(by, step),
        on: {
          resume: goOn('deciding'),
          ...answerable,
          ...checkable,
          ...always,
        },
      },
    },
  });
}

/** Back to the submitter, while the policy lets the step ask. */
const askSupplement = {
  guard: 'supplementLeft',
  target: 'supplement',
  actions: ['countSupplement', 'suspend_deadline', start('supplement')],
} as const;

/** Where a step begins: passed over, or waiting for its body, which may ask for so many supplements, and defer so often. */
const arriving = ({ step, supplements, deferrals }: ReviewShape, target: string) =>
  charts.createStateConfig({
    always: [
      { guard: { type: 'isSkipped', params: { step } }, target, actions: { type: 'skip_step', params: { step } } },
      {
        target: 'awaiting',
        actions: [
          { type: 'allowSupplements', params: { atMost: supplements?.atMost ?? null } },
          { type: 'allowDeferrals', params: { atMost: deferrals?.atMost ?? null } },
          { type: 'enter_step', params: { step } },
          start('acceptance'),
        ],
      },
    ],
  });

const accepted = ({ step, supplements }: ReviewShape) =>
  ({
    target: 'deciding',
    actions: [
      { type: 'rememberAccepted', params: { step } },
      ...(supplements?.within === 'acceptance' ? ['closeSupplements' as const] : []),
      'stop_deadline',
      start('decision'),
    ],
  }) as const;

/** On to the next stage; what the step remembered of its supplements, deferrals and hearings matters to nobody after it. */
const agreed = (target: string) =>
  ({
    target,
    actions: [
      { type: 'allowSupplements', params: { atMost: null } },
      { type: 'allowDeferrals', params: { atMost: null } },
      'forgetHearing',
      'stop_deadline',
    ],
  }) as const;

/** Back to the body, whose clock goes on with the days that were left. */
const goOn = (target: string) => ({ target, actions: ['stop_deadline', 'resume_deadline'] }) as const;

/** The clock stops for the letters that the policy stops it for; for others the body goes on meanwhile. */
const sendInquiry = [
  { guard: 'suspends', target: 'inquiring', actions: ['countInquiries', 'suspend_deadline', start('inquiry')] },
  { actions: 'countInquiries' },
] as const;

/** One letter fewer: the last for which the clock stood still lets it go on, any other changes nothing. */
const closing = [
  { guard: 'goesOn', target: 'deciding', actions: ['discountInquiry', 'stop_deadline', 'resume_deadline'] },
  { guard: 'otherInquiriesOpen', actions: 'discountInquiry' },
] as const;

const overtaken = {
  guard: 'overtakes',
  target: 'deciding',
  actions: ['forgetInquiries', 'stop_deadline', 'resume_deadline'],
} as const;

/** 征求意见: the body waits for departments, and decides nothing meanwhile; it can take its letters back. */
const inquiringState = ({ step, by }: ReviewShape, always: object) =>
  charts.createStateConfig({
    meta: meta(by, step),
    on: {
      send_inquiry: { actions: 'countInquiries' },
      answer_inquiry: closing,
      register_answer: closing,
      take_back_inquiry: closing,
      inquiry_overdue: [{ guard: 'goesOn', ...goOn('deciding') }, { actions: 'stay' }],
      approve: { guard: 'nothingAsked', target: 'deciding' },
      reject: { guard: 'nothingAsked', target: 'deciding' },
      ...checkable,
      ...always,
      // Letters about other data are waited for no longer, whichever they are.
      conclude_correction: [overtaken, { actions: 'stay' }],
      note_correction: [overtaken, { actions: 'stay' }],
    },
  });

/** 补正: the submitter's turn. Answered, the case returns to where the body stood; unanswered in time, it lapses. */
const supplementState = (step: string, endable: object) =>
  charts.createStateConfig({
    meta: meta('submitting_body', step),
    on: {
      answer_supplement: [{ guard: { type: 'wasAccepted', params: { step } }, ...goOn('deciding') }, goOn('awaiting')],
      ...answerable,
      ...checkable,
      ...recusable,
      ...correctable,
      ...assignable,
      lapse,
      ...endable,
    },
  });
