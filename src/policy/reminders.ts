import type { Budget } from './budget.js';
import type { Reminder } from './reminder.js';
import type { PeriodKey } from './terms.js';
import { addPeriod, dayBefore, startOfDayInChina, type Calendar } from './working-days.js';

/** A reminder of one deadline, and when it is due. */
export interface DueReminder {
  readonly reminder: Reminder;
  /** YYYY-MM-DD in China. */
  readonly day: string;
  /** The hour at which that day begins in China; ISO instant. */
  readonly at: string;
}

/** What a reminder needs to know of a deadline. */
export type Reminded = Pick<Budget, 'unit' | 'startedOn' | 'dueOn'> & { readonly period: PeriodKey };

/**
 * All reminders of a deadline in the order in which they are due. Days are counted in the unit of the period: working days
 * never end on a rest day; in calendar days, a day before that is a rest day moves back, a day after moves on, to a day on
 * which somebody is there. What would be due before the clock began to run, or went on, is due at once.
 */
export function remindersOf(
  calendar: Calendar,
  reminders: readonly Reminder[],
  { period, unit, startedOn, dueOn }: Reminded,
): DueReminder[] {
  const due = reminders
    .filter(({ periods }) => periods.includes(period))
    .map((reminder) => {
      const { when, days } = reminder;
      const counted =
        when === 'before'
          ? dayBefore(calendar, dueOn, { length: days, unit })
          : addPeriod(calendar, dueOn, { length: days, unit }).date;
      const day = counted < startedOn ? startedOn : counted;
      return { reminder, day, at: startOfDayInChina(day) };
    });
  return due.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

/** @param sent ids of the reminders of this deadline that were sent: none is sent twice, wherever its end moves */
export const nextReminder = (
  calendar: Calendar,
  reminders: readonly Reminder[],
  deadline: Reminded,
  sent: readonly string[],
): DueReminder | undefined =>
  remindersOf(calendar, reminders, deadline).find(({ reminder }) => !sent.includes(reminder.id));
