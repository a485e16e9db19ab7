import { and } from 'xstate';
import { answeringRevocation, intendRevocationAfterEnd, intendRevocationIn } from './answering.js';
import {
  assignable,
  charts,
  entered,
  checkable,
  correctable,
  markOverdue,
  meta,
  recusable,
  start,
  told,
} from './charts.js';
import { revokeAfterEnd, revokeFrom } from './revocation-states.js';
import { completionOf, type RouteShape } from './route-shape.js';

/** From the vote to the end: 备案 and 变更登记 are separate acts, one after the other where both are due. */
export function completionStates(by: string, acts: readonly ('file' | 'register')[], intends: boolean) {
  const filed = { target: '#filed', actions: 'stop_deadline' } as const;
  const registered = { target: '#registered', actions: 'stop_deadline' } as const;
  const files = acts.includes('file');
  const { going, end } = completionOf(acts);
  const completing = (state: string, completed: object) =>
    charts.createStateConfig({
      meta: meta(by),
      on: {
        ...completed,
        ...checkable,
        ...recusable,
        ...correctable,
        ...assignable,
        mark_overdue: markOverdue,
        ...revokeFrom(state),
        ...(intends ? intendRevocationIn(state) : {}),
      },
    });
  return {
    ...(going.includes('elected')
      ? {
          toElected: entered('elected', files ? 'filing' : 'registration'),
          elected: completing('elected', files ? { file: filed } : { register: registered }),
        }
      : {}),
    ...(going.includes('filed')
      ? { toFiled: entered('filed', 'registration'), filed: completing('filed', { register: registered }) }
      : {}),
    [end]: charts.createStateConfig({
      id: end,
      tags: ['ended'],
      meta: meta(null),
      on: { ...revokeAfterEnd(end), ...told, ...(intends ? intendRevocationAfterEnd : {}) },
    }),
    ...(intends ? answeringRevocation(['passed', ...going], end) : {}),
  };
}

/** After a rejection: final, unless the submitter asks for reconsideration in time, once, and another person sets it aside. */
export function rejectionStates(shape: RouteShape) {
  const reviews = shape.route.stages.filter((stage) => stage.kind === 'review');
  const onNotice = shape.route.stages.some((stage) => stage.kind === 'notice');
  const again = [
    ...reviews.map((stage) => ({
      guard: and(['overturned', { type: 'wasRejectedAt' as const, params: { place: stage.step } }]),
      target: `#review.${stage.step}.deciding`,
      actions: [{ type: 'rememberReconsidered' as const }, { type: 'stop_deadline' as const }, start('decision')],
    })),
    ...(onNotice
      ? [
          {
            guard: and(['overturned', { type: 'wasRejectedAt' as const, params: { place: 'notice' } }]),
            target: '#onNotice',
            actions: [
              { type: 'rememberReconsidered' as const },
              { type: 'forgetUpheldObjections' as const },
              { type: 'stop_deadline' as const },
              // The notice's own period is over or goes on as published; what the body has now is the time of a decision.
              start('decision'),
            ],
          },
        ]
      : []),
    { target: '#notPassed', actions: [{ type: 'rememberReconsidered' as const }, { type: 'stop_deadline' as const }] },
  ];
  return {
    notPassed: charts.createStateConfig({
      id: 'notPassed',
      tags: ['ended', 'adverse'],
      meta: meta('submitting_body'),
      on: {
        reconsider: {
          guard: 'reconsiderable',
          target: '#reconsidering',
          actions: ['stop_deadline', start('decision')],
        },
        become_final: { guard: 'reconsiderable', actions: ['rememberFinal', 'end_deadlines'] },
        ...told,
      },
    }),
    reconsidering: charts.createStateConfig({
      id: 'reconsidering',
      meta: meta('rejecting_body'),
      on: { conclude_reconsideration: again, ...recusable, ...correctable, ...assignable, mark_overdue: markOverdue },
    }),
  };
}
