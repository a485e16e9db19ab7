import { and } from 'xstate';
import { assignable, charts, checkable, correctable, meta, recusable, start, told } from './charts.js';

/**
 * 陈述申辩: while those concerned can answer what is intended, theirs is the time. The clock of the body stands still for it
 * once: what is intended anew, whether it was given up before or not, is heard as long, but costs the body days of its own. It
 * could put its decision off for ever otherwise.
 */
export const intend = (target: string) =>
  [
    { guard: 'stoodForHearing', target, actions: ['set_aside_deadline', start('answer')] },
    { target, actions: ['suspend_deadline', start('answer')] },
  ] as const;

/** Back to where something was intended: the period to answer is over, and what was left of the body's goes on. */
const goOn = ['stop_deadline', 'resume_deadline'] as const;
/** Or it went on all the time. */
const takeUp = ['stop_deadline', 'take_up_deadline'] as const;

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
const hearing = <const Back, const Heard extends readonly unknown[]>(back: Back, ...heard: Heard) => ({
  answer_intention: [...heard, { actions: 'stay' } as const],
  record_statement: [...heard, { actions: 'stay' } as const],
  close_answering: back,
  drop_intention: back,
});

/** Where the body's clock stands still once: back from a hearing for which it went on, or from the first. */
const heardOnce = <const Again, const First>(again: Again, first: First) =>
  hearing(
    [{ guard: 'stoodForHearing', ...again } as const, first],
    { guard: and(['heard', 'stoodForHearing']), ...again } as const,
    { guard: 'heard', ...first } as const,
  );

/** At a review: a rejection is intended. Ended by an answer, by its period, or by the body that intends it no longer. */
export function answeringState(step: string, endable: object) {
  const again = { target: 'deciding', actions: takeUp } as const;
  const first = { target: 'deciding', actions: [...goOn, 'rememberHearing'] } as const;
  return charts.createStateConfig({
    meta: meta('submitting_body', step),
    on: { ...heardOnce(again, first), ...meanwhile, ...endable },
  });
}

/**
 * On notice: a rejection is intended for an objection that was upheld. The notice itself goes on to the end that it says;
 * what the body has afterwards is the time of a decision, of which a second hearing is a part.
 */
export function answeringOnNotice(endable: object) {
  const again = { target: '#onNotice', actions: takeUp } as const;
  const first = { target: '#onNotice', actions: ['stop_deadline', start('decision'), 'rememberHearing'] } as const;
  return charts.createStateConfig({
    id: 'answeringOnNotice',
    meta: meta('submitting_body'),
    on: {
      object: { actions: 'countObjection' },
      ...heardOnce(again, first),
      drop_intention: [
        { guard: 'stoodForHearing', ...again, actions: ['forgetObjectionsTold', ...again.actions] },
        { ...first, actions: ['forgetObjectionsTold', ...first.actions] },
      ],
      ...meanwhile,
      ...endable,
    },
  });
}

/** After the reviews: a revocation is intended. Where the case is over already, there is no clock to stand still. */
export function answeringRevocation(living: readonly string[], end: string) {
  const from = (state: string) => ({ type: 'wasRevokedFrom', params: { state } }) as const;
  const again = (state: string) => ({ target: state, actions: ['forgetRevokedFrom', ...takeUp] }) as const;
  const first = (state: string) =>
    ({ target: state, actions: ['forgetRevokedFrom', ...goOn, 'rememberHearing'] }) as const;
  const returns = living.flatMap((state) => [
    { guard: and([from(state), 'stoodForHearing']), ...again(state) } as const,
    { guard: from(state), ...first(state) } as const,
  ]);
  const heard = living.flatMap((state) => [
    { guard: and([from(state), 'stoodForHearing', 'heard']), ...again(state) } as const,
    { guard: and([from(state), 'heard']), ...first(state) } as const,
  ]);
  const toTheEnd = { target: end, actions: 'stop_deadline' } as const;
  return {
    answeringRevocation: charts.createStateConfig({
      id: 'answeringRevocation',
      meta: meta('submitting_body'),
      on: {
        ...hearing(returns, ...heard),
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
export const intendRevocationIn = (state: string) => {
  const remember = { type: 'rememberRevokedFrom', params: { state } } as const;
  const target = '#answeringRevocation';
  return {
    intend_revocation: [
      { guard: 'stoodForHearing', target, actions: [remember, 'set_aside_deadline', start('answer')] },
      { target, actions: [remember, 'suspend_deadline', start('answer')] },
    ],
  } as const;
};

export const intendRevocationAfterEnd = {
  intend_revocation: { target: '#answeringRevocationAfterEnd', actions: start('answer') },
} as const;
