import { and } from 'xstate';
import { answeringOnNotice } from './answering.js';
import {
  assignable,
  charts,
  checkable,
  correctable,
  markOverdue,
  meta,
  recusable,
  rejectAt,
  rejectForGoodAt,
  start,
  withdrawable,
} from './charts.js';

/** The states of the public notice: cleared, on notice; closing waits for every objection. */
export function noticeStates(by: string, target: string, beforeElection: boolean, intends: boolean) {
  const endable = beforeElection ? withdrawable : {};
  return {
    clearedForNotice: charts.createStateConfig({
      id: 'clearedForNotice',
      meta: meta(by),
      entry: start('publication'),
      on: {
        publish_notice: { target: '#onNotice', actions: ['stop_deadline', start('notice')] },
        ...checkable,
        ...recusable,
        ...correctable,
        ...assignable,
        mark_overdue: markOverdue,
        ...endable,
      },
    }),
    onNotice: charts.createStateConfig({
      id: 'onNotice',
      meta: meta(by),
      on: {
        object: { actions: 'countObjection' },
        conclude_objection: { guard: 'someObjectionOpen', actions: 'discountObjection' },
        close_notice: { guard: 'objectionsDisposed', target, actions: ['forgetHearing', 'stop_deadline'] },
        reject: [
          { guard: and(['objectionUpheld', 'wasReconsidered']), ...rejectForGoodAt('notice') },
          { guard: 'objectionUpheld', ...rejectAt('notice') },
        ],
        ...(intends
          ? {
              intend_rejection: [
                {
                  guard: and(['objectionUpheld', 'stoodForHearing']),
                  target: '#answeringOnNotice',
                  actions: ['tellObjections', 'set_aside_deadline', start('answer')],
                } as const,
                {
                  guard: 'objectionUpheld',
                  target: '#answeringOnNotice',
                  actions: ['tellObjections', 'stop_deadline', start('answer')],
                } as const,
              ],
              drop_intention: { guard: 'objectionUpheld', actions: 'forgetObjectionsTold' } as const,
            }
          : {}),
        ...checkable,
        ...recusable,
        ...correctable,
        ...assignable,
        mark_overdue: markOverdue,
        ...endable,
      },
    }),
    ...(intends ? { answeringOnNotice: answeringOnNotice(endable) } : {}),
  };
}
