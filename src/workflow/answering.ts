import { and } from 'xstate';
import { assignable, charts, checkable, correctable, meta, recusable, start, told } from './charts.js';

/** 陈述申辩: while those concerned can answer what is intended, the clock of the body stands still and theirs runs. */
export const intend = (target: string) => ({ target, actions: ['suspend_deadline', start('answer')] }) as const;

/** Back to where something was intended: the period to answer is over, and what was left of the body's goes on. */
const goOn = ['stop_deadline', 'resume_deadline'] as const;

/** What else can happen in the meantime. */
const meanwhile = {
  ...checkable,
  ...recusable,
  ...correctable,
  ...assignable,
} as const;

/**
 * The unit and the candidate are heard, each in their own right: what one of them says ends nothing for the other. With
 * both heard, the period over, or what was intended given up, it is the body's turn again.
 */
const hearing = <const Back, const Heard>(back: Back, ...heard: Heard[]) => ({
  answer_intention: [...heard, { actions: 'stay' } as const],
  record_statement: [...heard, { actions: 'stay' } as const],
  close_answering: back,
  drop_intention: back,
});

/** At a review: a rejection is intended. Ended by an answer, by its period, or by the body that intends it no longer. */
export function answeringState(step: string, endable: object) {
  const back = { target: 'deciding', actions: goOn } as const;
  return charts.createStateConfig({
    meta: meta('submitting_body', step),
    on: { ...hearing(back, { guard: 'heard', ...back }), ...meanwhile, ...endable },
  });
}

/**
 * On notice: a rejection is intended for an objection that was upheld. The notice itself goes on to the end that it says;
 * what the body has afterwards is the time of a decision.
 */
export function answeringOnNotice(endable: object) {
  const back = { target: '#onNotice', actions: ['stop_deadline', start('decision')] } as const;
  return charts.createStateConfig({
    id: 'answeringOnNotice',
    meta: meta('submitting_body'),
    on: {
      object: { actions: 'countObjection' },
      ...hearing(back, { guard: 'heard', ...back }),
      drop_intention: { target: '#onNotice', actions: ['forgetObjectionsTold', ...back.actions] },
      ...meanwhile,
      ...endable,
    },
  });
}

/** After the reviews: a revocation is intended. Where the case is over already, there is no clock to stand still. */
export function answeringRevocation(living: readonly string[], end: string) {
  const returns = living.map((state) => ({
    guard: { type: 'wasRevokedFrom', params: { state } } as const,
    target: state,
    actions: ['forgetRevokedFrom', ...goOn] as const,
  }));
  const toTheEnd = { target: end, actions: 'stop_deadline' } as const;
  return {
    answeringRevocation: charts.createStateConfig({
      id: 'answeringRevocation',
      meta: meta('submitting_body'),
      on: {
        ...hearing(returns, ...returns.map((back) => ({ ...back, guard: and([back.guard, 'heard']) }))),
        ...meanwhile,
      },
    }),
    answeringRevocationAfterEnd: charts.createStateConfig({
      id: 'answeringRevocationAfterEnd',
      tags: ['ended'],
      meta: meta('submitting_body'),
      on: { ...hearing(toTheEnd, { guard: 'heard', ...toTheEnd }), ...told },
    }),
  };
}

/** The act that begins it, in a state that goes on afterwards. */
export const intendRevocationIn = (state: string) =>
  ({
    intend_revocation: {
      target: '#answeringRevocation',
      actions: [{ type: 'rememberRevokedFrom', params: { state } }, 'suspend_deadline', start('answer')],
    },
  }) as const;

export const intendRevocationAfterEnd = {
  intend_revocation: { target: '#answeringRevocationAfterEnd', actions: start('answer') },
} as const;
