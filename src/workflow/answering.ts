import { assignable, charts, checkable, correctable, meta, recusable, start } from './charts.js';

/** 陈述申辩: while those concerned can answer what is intended, the clock of the body stands still and theirs runs. */
export const intend = (target: string) => ({ target, actions: ['suspend_deadline', start('answer')] }) as const;

/** Back to where something was intended: the period to answer is over, and what was left of the body's goes on. */
const goOn = ['stop_deadline', 'resume_deadline'] as const;

/** What else can happen in the meantime. */
const meanwhile = {
  record_statement: { actions: 'stay' },
  ...checkable,
  ...recusable,
  ...correctable,
  ...assignable,
} as const;

/** At a review: a rejection is intended. Ended by an answer, by its period, or by the body that intends it no longer. */
export function answeringState(step: string, withdrawable: object) {
  const back = { target: 'deciding', actions: goOn } as const;
  return charts.createStateConfig({
    meta: meta('submitting_body', step),
    on: { answer_intention: back, close_answering: back, drop_intention: back, ...meanwhile, ...withdrawable },
  });
}

/**
 * On notice: a rejection is intended for an objection that was upheld. The notice itself goes on to the end that it says;
 * what the body has afterwards is the time of a decision.
 */
export function answeringOnNotice(withdrawable: object) {
  const back = { target: '#onNotice', actions: ['stop_deadline', start('decision')] } as const;
  return charts.createStateConfig({
    id: 'answeringOnNotice',
    meta: meta('submitting_body'),
    on: {
      object: { actions: 'countObjection' },
      answer_intention: back,
      close_answering: back,
      drop_intention: { target: '#onNotice', actions: ['forgetUpheldObjections', ...back.actions] },
      ...meanwhile,
      ...withdrawable,
    },
  });
}

/** After the reviews: a revocation is intended. Where the case is over already, there is no clock to stand still. */
export function answeringRevocation(living: readonly string[], end: string) {
  const back = living.map(
    (state) =>
      ({
        guard: { type: 'wasRevokedFrom', params: { state } },
        target: state,
        actions: ['forgetRevokedFrom', ...goOn],
      }) as const,
  );
  const toTheEnd = { target: end, actions: 'stop_deadline' } as const;
  return {
    answeringRevocation: charts.createStateConfig({
      id: 'answeringRevocation',
      meta: meta('submitting_body'),
      on: { answer_intention: back, close_answering: back, drop_intention: back, ...meanwhile },
    }),
    answeringRevocationAfterEnd: charts.createStateConfig({
      id: 'answeringRevocationAfterEnd',
      tags: ['ended'],
      meta: meta('submitting_body'),
      on: {
        answer_intention: toTheEnd,
        close_answering: toTheEnd,
        drop_intention: toTheEnd,
        record_statement: { actions: 'stay' },
      },
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
