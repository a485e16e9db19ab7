import type { Reader } from '../database/reader.js';
import type { Clock } from '../kernel/clock.js';
import { refuse, type Refusal } from '../kernel/refusal.js';
import type { Official } from '../policy/actor.js';
import type { PolicyReason } from '../policy/policy.js';
import { addPeriod, daysNotCounted, type Calendar, type DayNotCounted } from '../policy/working-days.js';
import type { Keys } from '../protected-fields/keys.js';
import type { Case } from './case-row.js';
import { currentDeadline, spansOf, type DeadlineColumns, type DeadlineSpan } from './deadlines.js';
import { keptOpenBy, type Keeper } from './kept-open.js';
import type { PolicyBook, Track } from './policy-book.js';
import { remindersAbout, type ReminderView } from './reminders-of.js';
import { findCaseFor, reviews } from './scope.js';
import { deadlineSetAside } from './set-aside.js';
import { silentEvent } from './silence.js';

/** A stretch of days in which the clock ran, from its starting day, which never counts. */
export interface SpanView {
  readonly from: string;
  /** The day on which the clock was stopped; of the last stretch, the day on which the deadline is over. */
  readonly to: string;
  /** Days of the budget that the stretch used, or will have used by its end. */
  readonly counted: number;
  readonly notCounted: readonly (DayNotCounted & { readonly holiday: string | null })[];
}

export type ReasonView = Pick<PolicyReason, 'code' | 'zh-CN' | 'en'>;

/** Why a case is due when it is: the budget, where it is written, and what became of each day. */
export interface DeadlineExplained {
  readonly period: string;
  readonly status: DeadlineColumns['status'];
  readonly length: number;
  readonly unit: DeadlineColumns['unit'];
  /** The document the period is written in, or `assumed`. */
  readonly source: string;
  /** The calendar of a body by which it is counted; null: the national one. */
  readonly calendar: string | null;
  readonly startedOn: string;
  readonly spans: readonly SpanView[];
  /** When the clock was stopped, by which act, and when it went on; null: not yet. */
  readonly suspensions: readonly {
    readonly from: string;
    readonly to: string | null;
    readonly by: string;
    /** The reason of the policy: facts being verified, a review by experts, a hearing … */
    readonly reason: ReasonView | null;
  }[];
  /** Days of the budget not used by the stretches that are over. */
  readonly left: number;
  /** The last day; null while the clock is stopped, for nobody knows yet. */
  readonly dueOn: string | null;
  readonly dueAt: string | null;
  readonly provisional: boolean;
  /** What the clock does then: as the period says, or what the silence of the body counts for. */
  readonly whenPassed: DeadlineColumns['when_passed'] | 'accepted' | 'consent';
}

/** With who was reminded, and who will be. */
export interface DeadlineTold extends DeadlineExplained {
  readonly reminders: readonly ReminderView[];
  /** Of a notice that stays open past its end: what keeps it open, as far as the asker may know; else null. */
  readonly keptOpenBy: readonly Keeper[] | null;
  /** While those concerned are heard once more: the period of the body, which goes on meanwhile, and its last day; else null. */
  readonly goesOn: (Pick<DeadlineColumns, 'period'> & { readonly dueOn: string }) | null;
}

/** Answers everybody who sees a case why it is due when it is. */
export class ExplainDeadline {
  constructor(
    private readonly reader: Reader,
    private readonly book: PolicyBook,
    private readonly keys: Keys,
    private readonly clock: Clock,
  ) {}

  /** @returns the deadline that matters now, null when none does; `not_found` outside the actor's scope */
  async execute(actor: Official, caseId: string): Promise<{ deadline: DeadlineTold | null } | Refusal> {
    const found = await findCaseFor(this.reader, actor, caseId);
    if (!found) return refuse('not_found');
    const { row } = found;
    const deadline = await currentDeadline(this.reader, row);
    if (!deadline) return { deadline: null };
    const track = this.book.track(row.policyId, row.courseId);
    const { policy } = track;
    const calendar = this.book.calendarOf(deadline.calendar);
    const spans = await spansOf(this.reader, deadline.id);
    const whole = explain(calendar, deadline, spans, policy.reasons);
    // The calendar of a department would tell the submitting side which one is asked.
    const reviewing = await reviews(this.reader, actor, row, track.course.route);
    const mayKnow = deadline.calendar === null || deadline.period !== 'inquiry';
    const explained = mayKnow || reviewing ? whole : unnamed(whole, this.book.calendar);
    const kept = deadline.period === 'notice' && deadline.status === 'passed';
    const aside = await deadlineSetAside(this.reader, row);
    const silent = silentEvent(row, track, deadline.period);
    return {
      deadline: {
        ...explained,
        source: policy.sources[deadline.source] ?? deadline.source,
        reminders: await remindersAbout(this.reader, calendar, policy, deadline, row),
        keptOpenBy: kept ? await this.keptOpen(row, track, reviewing) : null,
        goesOn: aside && { period: aside.period, dueOn: aside.due_on },
        ...(silent ? { whenPassed: silent.type === 'deem_consent' ? 'consent' : 'accepted' } : {}),
      },
    };
  }

  /** What others answered and objected is for those who review. */
  private async keptOpen(row: Case, track: Track, reviewing: boolean): Promise<readonly Keeper[] | null> {
    const by = await keptOpenBy(this.reader, this.keys, row, track, this.clock.now());
    return by === null || reviewing ? by : [];
  }
}

/** Pure: from the rows of a deadline, the stretches that are over, and the reasons that the policy has words for. */
export function explain(
  calendar: Calendar,
  deadline: DeadlineColumns,
  over: readonly DeadlineSpan[],
  reasons: readonly PolicyReason[] = [],
): DeadlineExplained {
  const { period, status, length, unit, used, source, started_on, due_on, due_at, when_passed } = deadline;
  const left = Math.max(length - used, 0);
  const stopped = status === 'suspended';
  const present = { from: started_on, to: due_on, counted: left };
  return {
    period,
    status,
    length,
    unit,
    source,
    calendar: deadline.calendar,
    startedOn: over[0]?.started_on ?? started_on,
    spans: [
      ...over.map(({ started_on: from, stopped_on: to, counted }) => ({
        from,
        to,
        counted,
        notCounted: named(calendar, daysNotCounted(calendar, from, to, unit)),
      })),
      ...(stopped
        ? []
        : [
            {
              ...present,
              notCounted: named(calendar, addPeriod(calendar, started_on, { length: left, unit }).notCounted),
            },
          ]),
    ],
    suspensions: over.map(({ stopped_on: from, stopped_by: by, reason_code }, place) => ({
      from,
      to: over[place + 1]?.started_on ?? (stopped ? null : started_on),
      by,
      reason: reasonIn(reasons, reason_code),
    })),
    left,
    dueOn: stopped ? null : due_on,
    dueAt: stopped ? null : due_at,
    provisional: deadline.provisional === 1,
    whenPassed: when_passed,
  };
}

/** Which days do not count, and nothing of whose days of rest they are. */
const unnamed = (explained: DeadlineExplained, national: Calendar): DeadlineExplained => ({
  ...explained,
  calendar: null,
  spans: explained.spans.map((span) => ({ ...span, notCounted: named(national, span.notCounted) })),
});

function reasonIn(reasons: readonly PolicyReason[], code: string | null): ReasonView | null {
  const reason = reasons.find((each) => each.code === code);
  return reason ? { code: reason.code, 'zh-CN': reason['zh-CN'], en: reason.en } : null;
}

const named = (calendar: Calendar, days: readonly DayNotCounted[]): SpanView['notCounted'] =>
  days.map((day) => ({ ...day, holiday: calendar.holidayName(day.date) ?? null }));
