import { and } from 'xstate';
import { assignable, charts, correctable, markOverdue, meta, recusable, start, told } from './charts.js';
import { completionOf } from './route-shape.js';

const rememberFrom = (state: string) => ({ type: 'rememberRevoked', params: { state } }) as const;

/** 撤销: the clock of the case stands still as long as the revocation can be set aside, and goes on if it is. */
export const revokeFrom = (state: string) =>
  ({
    revoke: { target: '#revoked', actions: [rememberFrom(state), 'suspend_deadline', start('reconsideration')] },
  }) as const;

/** Where the case is over already, there is no clock to stand still. */
export const revokeAfterEnd = (end: string) =>
  ({ revoke: { target: '#revoked', actions: [rememberFrom(end), start('reconsideration')] } }) as const;

/**
 * After a revocation: final, unless the submitter asks for reconsideration in time, and another person sets it aside; then
 * the case is where it was, with what was left of its period.
 */
export function revocationStates(acts: readonly ('file' | 'register')[]) {
  const { going, end } = completionOf(acts);
  const upheld = { target: '#revoked', actions: ['rememberRevocationUpheld', 'end_deadlines'] } as const;
  const back = ['passed', ...going].map((state) => ({
    guard: and(['overturned', { type: 'wasRevokedFrom' as const, params: { state } }]),
    target: state,
    actions: ['forgetRevokedFrom', 'stop_deadline', 'resume_deadline'] as const,
  }));
  const meanwhile = { ...recusable, ...assignable, mark_overdue: markOverdue };
  const reconsidered = ['stop_deadline', start('decision')] as const;
  return {
    revoked: charts.createStateConfig({
      id: 'revoked',
      tags: ['ended', 'adverse'],
      meta: meta('submitting_body'),
      on: {
        reconsider: [
          {
            guard: and(['revocationReconsiderable', { type: 'wasRevokedFrom', params: { state: end } }]),
            target: '#reconsideringRevocationAfterEnd',
            actions: reconsidered,
          },
          { guard: 'revocationReconsiderable', target: '#reconsideringRevocation', actions: reconsidered },
        ],
        become_final: { guard: 'revocationReconsiderable', actions: ['forgetRevokedFrom', 'end_deadlines'] },
        ...told,
      },
    }),
    reconsideringRevocation: charts.createStateConfig({
      id: 'reconsideringRevocation',
      meta: meta('revoking_body'),
      on: { conclude_reconsideration: [...back, upheld], ...correctable, ...meanwhile },
    }),
    reconsideringRevocationAfterEnd: charts.createStateConfig({
      id: 'reconsideringRevocationAfterEnd',
      tags: ['ended'],
      meta: meta('revoking_body'),
      on: {
        conclude_reconsideration: [
          { guard: 'overturned', target: end, actions: ['forgetRevokedFrom', 'stop_deadline'] },
          upheld,
        ],
        ...told,
        ...meanwhile,
      },
    }),
  };
}
