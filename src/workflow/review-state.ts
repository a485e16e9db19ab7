import {
  charts,
  checkable,
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
export function reviewState(stage: ReviewShape, target: string, beforeElection: boolean) {
  const { step, by } = stage;
  const withdrawable = beforeElection ? { withdraw } : {};
  const overdue = { mark_overdue: markOverdue };
  const askSupplement = { target: 'supplement', actions: ['suspend_deadline', start('supplement')] } as const;
  return charts.createStateConfig({
    initial: 'arriving',
    states: {
      arriving: {
        always: [
          {
            guard: { type: 'isSkipped', params: { step } },
            target,
            actions: { type: 'skip_step', params: { step } },
          },
          { target: 'awaiting', actions: [{ type: 'enter_step', params: { step } }, start('acceptance')] },
        ],
      },
      awaiting: {
        meta: meta(by, step),
        on: {
          accept: {
            target: 'deciding',
            actions: [{ type: 'rememberAccepted', params: { step } }, 'stop_deadline', start('decision')],
          },
          return_for_supplement: askSupplement,
          ...recusable,
          ...overdue,
          ...withdrawable,
        },
      },
      deciding: {
        meta: meta(by, step),
        on: {
          approve: { target, actions: 'stop_deadline' },
          reject: [{ guard: 'wasReconsidered', ...rejectForGoodAt(step) }, rejectAt(step)],
          return_for_supplement: askSupplement,
          defer: { target: 'deferred', actions: ['suspend_deadline', start('deferral')] },
          ...checkable,
          ...signable,
          ...recusable,
          ...overdue,
          ...withdrawable,
        },
      },
      supplement: supplementState(step, withdrawable),
      deferred: {
        meta: meta(by, step),
        on: { resume: goOn('deciding'), ...checkable, ...recusable, ...overdue, ...withdrawable },
      },
    },
  });
}

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
      lapse,
      ...withdrawable,
    },
  });
