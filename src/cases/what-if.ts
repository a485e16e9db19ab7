import { findBodies } from '../bodies/body-row.js';
import type { Reader } from '../database/reader.js';
import type { Clock } from '../kernel/clock.js';
import { refuse, type Refusal } from '../kernel/refusal.js';
import type { Official } from '../policy/actor.js';
import { goneOn } from '../policy/budget.js';
import type { CheckRule } from '../policy/checks/rule.js';
import type { Policy } from '../policy/policy.js';
import { coursesFor, skippedSteps } from '../policy/route.js';
import { ALL_PERIOD_KEYS, type PeriodKey } from '../policy/terms.js';
import { dateInChina, daysUsed, startOfDayInChina, type Calendar } from '../policy/working-days.js';
import type { Keys } from '../protected-fields/keys.js';
import type { Case } from './case-row.js';
import { judge, type Standing } from './checks.js';
import { rulesFor } from './gate.js';
import { currentDeadline, spansOf, usedByNow, type DeadlineColumns } from './deadlines.js';
import type { PolicyBook, Track } from './policy-book.js';
import { say, type Said } from './said.js';
import { findCaseFor, reviews } from './scope.js';
import { whatIfSaid, type CheckThen, type DueThen, type PeriodThen, type Span, type StepThen } from './what-if-said.js';
import { explainRoute, groundOf, type StepView } from './why-route.js';

/** What to suppose; what is left out is as it is. */
export interface Supposed {
  /** The day of the vote, YYYY-MM-DD. */
  readonly heldOn?: string;
  /** The day on which somebody decides, YYYY-MM-DD: what is known now, judged then, when answers of today have grown old. */
  readonly askedOn?: string;
  /** A version of a policy. */
  readonly policy?: string;
}

export interface WhatIf {
  readonly version: number;
  readonly policy: string;
  /** The steps the case would go; null if the version has no route for its posts. */
  readonly steps: readonly StepThen[] | null;
  /** The periods that would be others; null where a version states none. */
  readonly periods: readonly PeriodThen[];
  /**
   * Of the deadline that runs or rests now: its last day, and what it would be with the days used so far, null while the clock
   * stands still; whether that is provisional; and what would be left of it for the present stretch. Null if there is none.
   */
  readonly due: DueThen | null;
  /** The checks that would come to something else, stand in the way of other acts, are asked for now alone, or then alone. */
  readonly checks: readonly CheckThen[];
  /** The same in sentences, and, of another day, what the answer leaves as it is. */
  readonly said: readonly Said[];
}

/** What would be otherwise on another day, of the vote or of the decision, or under another version: asked, never stored. */
export class AskWhatIf {
  constructor(
    private readonly reader: Reader,
    private readonly book: PolicyBook,
    private readonly keys: Keys,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Official, caseId: string, supposed: Supposed): Promise<WhatIf | Refusal> {
    const found = await findCaseFor(this.reader, actor, caseId);
    if (found?.sight !== 'dossier') return refuse('not_found');
    const { row } = found;
    const now = this.book.track(row.policyId, row.courseId);
    const id = supposed.policy ?? row.policyId;
    if (!this.book.ids.includes(id)) return refuse('policy_unknown', { policy: id, policies: this.book.ids });
    const policy = this.book.version(id);
    const ground = await groundOf(this.reader, row);
    const { courses } = coursesFor(policy, ground.regime, ground.occasion, row.posts);
    const course = id === row.policyId ? now.course : courses.find(({ posts }) => posts.length === row.posts.length);
    const then = course && this.book.track(id, course.id);
    const bodies = await findBodies(this.reader, Object.values(row.bodies));
    const passedOver = course ? skippedSteps(course.route, row.bodies) : [];
    const context = { ...row.context, skipped: passedOver };
    const steps = then
      ? explainRoute(then, { ...row, context }, ground, bodies).steps.map((step) => stepThen(step, passedOver))
      : null;
    const periods = ALL_PERIOD_KEYS.map((period) => ({
      period,
      now: spanOf(now.policy, period),
      then: spanOf(policy, period),
    })).filter((span) => !sameSpan(span.now, span.then));
    const due = await this.due(row, policy);
    const checks = then ? await this.checks(actor, row, now, then, supposed) : [];
    const idsOf = (track: Track) => rulesFor(row, track).map((rule) => rule.id);
    const asked = { now: idsOf(now), then: then ? idsOf(then) : [] };
    const { steps: stepsNow } = explainRoute(now, row, ground, bodies);
    return {
      version: row.version,
      policy: id,
      steps,
      periods,
      due,
      checks,
      said: isNothing(supposed)
        ? [say('what_if_nothing')]
        : [
            ...whatIfSaid({ steps, stepsNow, periods, due, checks, asked }),
            ...leftAsItIs(supposed, dateInChina(this.clock.now())),
          ],
    };
  }

  private async due(row: Case, policy: Policy): Promise<WhatIf['due']> {
    const deadline = await currentDeadline(this.reader, row);
    const period = deadline && spanOf(policy, deadline.period);
    if (!period || deadline.status === 'passed') return null;
    const calendar = this.book.calendarOf(deadline.calendar);
    const stopped = deadline.status === 'suspended';
    const used = await this.usedIn(deadline, period.unit, calendar);
    const { dueOn, provisional } = goneOn(calendar, { ...period, used }, deadline.started_on);
    return {
      now: stopped ? null : deadline.due_on,
      then: stopped ? null : dueOn,
      provisional: !stopped && provisional,
      left: { length: Math.max(period.length - used, 0), unit: period.unit },
    };
  }

  /** What the stretches that are over have used, in the unit of the other version: days of one kind are none of the other. */
  private async usedIn(deadline: DeadlineColumns, unit: Span['unit'], calendar: Calendar): Promise<number> {
    if (unit === deadline.unit) return usedByNow(this.reader, calendar, deadline);
    const over = await spansOf(this.reader, deadline.id);
    return over.reduce((sum, span) => sum + daysUsed(calendar, span.started_on, span.stopped_on, unit), 0);
  }

  private async checks(actor: Official, row: Case, now: Track, then: Track, { heldOn, askedOn }: Supposed) {
    const at = this.clock.now();
    const reviewing = await reviews(this.reader, actor, row, now.course.route);
    const judged = async (track: Track, when: Parameters<typeof judge>[5]): Promise<readonly Standing[]> => {
      const result = await judge(this.reader, this.keys, row, track, rulesFor(row, track), when);
      return reviewing ? result.standings : result.submitted();
    };
    const day = askedOn === undefined ? at : startOfDayInChina(askedOn);
    const as = await judged(now, { at });
    const would = await judged(then, heldOn === undefined ? { at: day } : { at: day, heldOn });
    const resultIn = (standings: readonly Standing[], id: string) =>
      standings.find(({ verdict }) => verdict.rule === id)?.verdict.result ?? null;
    const [rulesNow, rulesThen] = [rulesFor(row, now), rulesFor(row, then)];
    return [...new Set([...rulesThen, ...rulesNow].map(({ id }) => id))].flatMap((id) => {
      const results = { now: resultIn(as, id), then: resultIn(would, id) };
      const ruleOf = (rules: readonly CheckRule[]) => rules.find((rule) => rule.id === id);
      return checkThen(id, results, { now: ruleOf(rulesNow), then: ruleOf(rulesThen) });
    });
  }
}

/** None where nothing would be otherwise. */
function checkThen(
  rule: string,
  { now, then }: Pick<CheckThen, 'now' | 'then'>,
  rules: { readonly now: CheckRule | undefined; readonly then: CheckRule | undefined },
): CheckThen[] {
  const words = (rules.then ?? rules.now)?.rule;
  const [ruleNow, ruleThen] = [now === null ? undefined : rules.now, then === null ? undefined : rules.then];
  const blocks = { now: ruleNow?.blocks ?? [], then: ruleThen?.blocks ?? [] };
  const warns = { now: ruleNow?.warns ?? [], then: ruleThen?.warns ?? [] };
  const same = now === then && [blocks, warns].every((acts) => isSame(acts.now, acts.then));
  return same || !words ? [] : [{ rule, words, now, then, blocks, warns }];
}

const isSame = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === others.length && some.every((each) => others.includes(each));

/** A step without a body is passed over where its route says so; without that, no slate of the organisation is accepted. */
const stepThen = (step: StepView, passedOver: readonly string[]): StepThen => ({
  ...step,
  without: passedOver.includes(step.step) ? 'passed_over' : step.body === null ? 'refused' : null,
});

const isNothing = ({ heldOn, askedOn, policy }: Supposed): boolean =>
  heldOn === undefined && askedOn === undefined && policy === undefined;

/** Periods run by what is done in them, which nobody can suppose: they are told as they are today. */
function leftAsItIs({ heldOn, askedOn }: Supposed, today: string): Said[] {
  const days = [heldOn, askedOn].filter((day) => day !== undefined);
  return days.length > 0 ? [say('what_if_deadlines', { days: [...new Set(days)], today })] : [];
}

function spanOf({ periods }: Policy, key: PeriodKey): Span | null {
  const period = periods[key];
  return period ? { length: period.length, unit: period.unit } : null;
}

const sameSpan = (one: Span | null, other: Span | null): boolean =>
  one?.length === other?.length && one?.unit === other?.unit;
