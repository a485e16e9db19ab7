import type { Period } from '../policy/policy.js';
import type { CheckResult, GatedAct, PeriodKey } from '../policy/terms.js';
import type { Words } from '../policy/words.js';
import { say, type Said } from './said.js';
import type { StepView } from './why-route.js';

export type Span = Pick<Period, 'length' | 'unit'>;

export interface PeriodThen {
  readonly period: PeriodKey;
  readonly now: Span | null;
  readonly then: Span | null;
}

export interface StepThen extends StepView {
  /** What would be without a body: the step is passed over, or a slate like this refused; null where there is one. */
  readonly without: 'passed_over' | 'refused' | null;
}

interface Acts {
  readonly now: readonly GatedAct[];
  readonly then: readonly GatedAct[];
}

export interface CheckThen {
  readonly rule: string;
  readonly words: Words;
  readonly now: CheckResult | null;
  readonly then: CheckResult | null;
  /** The acts that wait until it is a pass or answered for; none where it is not asked for. */
  readonly blocks: Acts;
  /** The acts beside which it warns. */
  readonly warns: Acts;
}

export interface DueThen {
  readonly now: string | null;
  readonly then: string | null;
  readonly provisional: boolean;
  readonly left: Span;
}

/** What would be otherwise, and on what ground: the steps as they are, and what is asked of the case under either version. */
export interface Compared {
  readonly steps: readonly StepThen[] | null;
  readonly periods: readonly PeriodThen[];
  readonly due: DueThen | null;
  readonly checks: readonly CheckThen[];
  readonly stepsNow: readonly Pick<StepThen, 'step' | 'name' | 'body'>[];
  /** The rules of either version that fit the posts of the case. */
  readonly asked: { readonly now: readonly string[]; readonly then: readonly string[] };
}

/** What would be otherwise, in sentences; that nothing would, where that is so. Pure. */
export function whatIfSaid({ steps, stepsNow, periods, due, checks, asked }: Compared): Said[] {
  const said = [
    ...(steps === null ? [say('what_if_no_route')] : stepsSaid(stepsNow, steps)),
    ...periods.map(periodSaid),
    ...(due && due.now !== null && due.then !== null && due.now !== due.then
      ? [say('what_if_due', { now: due.now, then: due.then })]
      : []),
    ...checks.flatMap((check) => checkSaid(check, asked)),
  ];
  return said.length > 0 || checks.length > 0 ? said : [say('what_if_same')];
}

function stepsSaid(now: Compared['stepsNow'], then: readonly StepThen[]): Said[] {
  const isIn = (steps: readonly { step: string }[], step: string) => steps.some((each) => each.step === step);
  return [
    ...then.flatMap(({ step, name: words, body, without }) => {
      const name = { ...words };
      const already = now.some((each) => each.step === step && each.body === null);
      if (without === 'passed_over') return already ? [] : [say('what_if_step_passed_over', { name })];
      if (without === 'refused') return [say('what_if_step_refused', { name })];
      return isIn(now, step) ? [] : [say('what_if_step_more', { name, body })];
    }),
    ...now.filter(({ step }) => !isIn(then, step)).map(({ name }) => say('what_if_step_less', { name: { ...name } })),
  ];
}

function periodSaid({ period, now, then }: PeriodThen): Said {
  if (then === null) return say('what_if_period_none', { period });
  const facts = { period, length: then.length, unit: then.unit };
  if (now === null) return say('what_if_period_new', facts);
  const before = { ...facts, lengthNow: now.length, unitNow: now.unit };
  if (now.unit !== then.unit) return say('what_if_period_other', before);
  return say(then.length > now.length ? 'what_if_period_longer' : 'what_if_period_shorter', before);
}

/** What a check comes to, and which acts it stands in the way of or beside; under either version, or one of them. */
function checkSaid({ rule, words, now, then, blocks, warns }: CheckThen, asked: Compared['asked']): Said[] {
  const check = { ...words };
  const without = (acts: readonly string[], others: readonly string[]) => acts.filter((act) => !others.includes(act));
  const free = without([...blocks.now, ...warns.now], [...blocks.then, ...warns.then]);
  const told = (code: Said['code'], acts: readonly string[]) => (acts.length > 0 ? [say(code, { check, acts })] : []);
  if (then === null) return asked.then.includes(rule) ? [] : [say('what_if_check_less', { check })];
  const more = now === null && !asked.now.includes(rule) ? [say('what_if_check_more', { check, then })] : [];
  return [
    ...(now === null ? more : now === then ? [] : [say('what_if_check', { check, now, then })]),
    ...told('what_if_check_blocks', without(blocks.then, blocks.now)),
    ...told('what_if_check_warns', without(warns.then, warns.now)),
    ...told('what_if_check_frees', free),
  ];
}
