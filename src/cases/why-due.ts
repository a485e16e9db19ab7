import type { DeadlineExplained, DeadlineTold, SpanView } from './explain-deadline.js';
import type { ReminderView } from './reminders-of.js';
import { say, type Said } from './said.js';

type Told = DeadlineExplained & Partial<Pick<DeadlineTold, 'reminders' | 'keptOpenBy' | 'goesOn'>>;

const KEPT_OPEN = {
  objections: 'due_open_for_objections',
  corrections: 'due_open_for_corrections',
  checks: 'due_open_for_checks',
} as const;

/** A deadline told in sentences, in the order in which it came about. Pure. */
export function whyDue(deadline: Told): Said[] {
  const { period, length, unit, source, spans, suspensions, left, dueOn, provisional, whenPassed } = deadline;
  const { reminders = [], keptOpenBy = null, goesOn = null } = deadline;
  const stretches = spans.flatMap((span, place) => {
    const stopped = suspensions[place];
    return [
      place === 0 ? say('due_starts', { day: span.from }) : say('due_resumed', { day: span.from }),
      ...daysOf(span, unit),
      ...(stopped ? [stoppedBy(stopped, span.counted)] : []),
    ];
  });
  return [
    say('due_period', { period, length, unit, source }),
    ...stretches,
    dueOn === null ? say('due_waiting', { left, unit }) : say('due_left_on', { day: dueOn }),
    ...(whenPassed === 'accepted' ? [say('due_silence_accepted')] : []),
    ...(whenPassed === 'consent' ? [say('due_silence_consent')] : []),
    ...reminders.map(reminded),
    ...(keptOpenBy === null ? [] : [say('due_kept_open'), ...keptOpenBy.map((keeper) => say(KEPT_OPEN[keeper]))]),
    ...(goesOn === null ? [] : [say('due_goes_on', { period: goesOn.period, day: goesOn.dueOn })]),
    // While the clock stands still there is no day that could be provisional.
    ...(provisional && dueOn !== null ? [say('due_provisional', { year: dueOn.slice(0, 4) })] : []),
  ];
}

function stoppedBy({ from: day, by: act, reason }: DeadlineExplained['suspensions'][number], counted: number): Said {
  if (!reason) return say('due_stopped', { day, act, counted });
  return say('due_stopped_for', { day, act, counted, reason: { 'zh-CN': reason['zh-CN'], en: reason.en } });
}

function reminded({ on, bodyName: body, duty, escalated, sentAt }: ReminderView): Said {
  const facts = { day: on, body, duties: [duty] };
  if (escalated) return say(sentAt === null ? 'due_escalation_to_come' : 'due_escalated', facts);
  return say(sentAt === null ? 'due_reminder_to_come' : 'due_reminded', facts);
}

/** The days that do not count, by what kept them from it; the starting day is told already. */
function daysOf({ notCounted }: SpanView, unit: DeadlineExplained['unit']): Said[] {
  const days = notCounted.filter(({ why }) => why !== 'start_day');
  const holidays = [...new Set(days.flatMap(({ holiday }) => holiday ?? []))];
  const plain = days.filter(({ holiday }) => holiday === null).map(({ date }) => date);
  if (unit === 'calendar_days')
    return days.length > 0 ? [say('due_rolled', { days: days.map(({ date }) => date) })] : [];
  return [
    ...(plain.length > 0 ? [say('due_not_counted', { days: plain })] : []),
    ...holidays.map((holiday) =>
      say('due_holiday', { holiday, days: days.filter((day) => day.holiday === holiday).map(({ date }) => date) }),
    ),
  ];
}
