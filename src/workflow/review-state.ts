import { answeringState, intend } from './answering.js';
import {
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
  withdraw,
} from './charts.js';
import type { ReviewShape } from './route-shape.js';

/** One body's turn: arriving (passed over, or) → awaiting acceptance → deciding ⇄ supplement, deferred. */
export function reviewState(stage: ReviewShape, target: string, beforeElection: boolean, intends: boolean) {
  const { step, by, supplements } = stage;
  const withdrawable = beforeElection ? { withdraw } : {};
  const overdue = { mark_overdue: markOverdue };
  const intention = intends ? { intend_rejection: intend('answering') } : {};
  const askSupplement = {
    guard: 'supplementLeft',
    target: 'supplement',
    actions: ['countSupplement', 'suspend_deadline', start('supplement')],
  } as const;
  return charts.createStateConfig({
    initial: 'arriving',
    states: {
      arriving: arriving(stage, target),
      awaiting: {
        meta: meta(by, step),
        on: {
          accept: {
            target: 'deciding',
            actions: [
              { type: 'rememberAccepted', params: { step } },
              ...(supplements?.within === 'acceptance' ? ['closeSupplements' as const] : []),
              'stop_deadline',
              start('decision'),
            ],
          },
          return_for_supplement: askSupplement,
          ...recusable,
          ...correctable,
          ...overdue,
          ...withdrawable,
        },
      },
      deciding: {
        meta: meta(by, step),
        on: {
          approve: { target, actions: [...leaving, 'stop_deadline'] },
          reject: [{ guard: 'wasReconsidered', ...rejectForGoodAt(step) }, rejectAt(step)],
          return_for_supplement: askSupplement,
          defer: { target: 'deferred', actions: ['suspend_deadline', start('deferral')] },
          ...intention,
          ...checkable,
          ...signable,
          ...recusable,
          ...correctable,
          ...overdue,
          ...withdrawable,
        },
      },
      supplement: supplementState(step, withdrawable),
      ...(intends ? { answering: answeringState(step, withdrawable) } : {}),
      deferred: {
        meta: meta(by, step),
        on: { resume: goOn('deciding'), ...checkable, ...recusable, ...correctable, ...overdue, ...withdrawable },
      },
    },
  });
}

/** Where a step begins: passed over, or waiting for its body, which may ask for so many supplements. */
const arriving = ({ step, supplements }: ReviewShape, target: string) =>
  charts.createStateConfig({
    always: [
      { guard: { type: 'isSkipped', params: { step } }, target, actions: { type: 'skip_step', params: { step } } },
      {
        target: 'awaiting',
        actions: [
          { type: 'allowSupplements', params: { atMost: supplements?.atMost ?? null } },
          { type: 'enter_step', params: { step } },
          start('acceptance'),
        ],
      },
    ],
  });

/** What the step remembered of its supplements matters to nobody after it. */
const leaving = [{ type: 'allowSupplements', params: { atMost: null } }] as const;

/** Back to the body, whose clock goes on with the days that were left. */
const goOn = (target: string) => ({ target, actions: ['stop_deadline', 'resume_deadline'] }) as const;

/** 补正: the submitter's turn. Answered, the case returns to where the body stood; unanswered in time, it lapses. */
const supplementState = (step: string, withdrawable: object) =>
  charts.createStateConfig({
    meta: meta('submitting_body', step),
    on: {
      answer_supplement: [{ guard: { type: 'wasAccepted', params: { step } }, ...goOn('deciding') }, goOn('awaiting')],
      ...checkable,
      ...recusable,
      ...correctable,
      lapse,
      ...withdrawable,
    },
  });
