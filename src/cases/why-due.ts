import type { DeadlineExplained, SpanView } from './explain-deadline.js';
import { say, type Said } from './said.js';

/** A deadline told in sentences, in the order in which it came about. Pure. */
export function whyDue(deadline: DeadlineExplained): Said[] {
  const { period, length, unit, source, spans, suspensions, left, dueOn, provisional, whenPassed } = deadline;
  const stretches = spans.flatMap((span, place) => {
    const stopped = suspensions[place];
    return [
      place === 0 ? say('due_starts', { day: span.from }) : say('due_resumed', { day: span.from }),
      ...daysOf(span, unit),
      ...(stopped ? [say('due_stopped', { day: stopped.from, act: stopped.by, counted: span.counted })] : []),
    ];
  });
  return [
    say('due_period', { period, length, unit, source }),
    ...stretches,
    dueOn === null ? say('due_waiting', { left, unit }) : say('due_left_on', { day: dueOn }),
    ...(whenPassed === 'accepted' ? [say('due_silence_accepted')] : []),
    ...(whenPassed === 'consent' ? [say('due_silence_consent')] : []),
    ...(provisional ? [say('due_provisional', { year: (dueOn ?? '').slice(0, 4) })] : []),
  ];
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
