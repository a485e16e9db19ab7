import type { Period } from './policy.js';
import { addPeriod, daysUsed, type Calendar } from './working-days.js';

/** A deadline as a budget of days: how many there are, how many are used, and the last day as things stand. */
export interface Budget {
  readonly length: number;
  readonly unit: Period['unit'];
  /** Days used before the present stretch. */
  readonly used: number;
  /** The day from which the present stretch counts; it does not count itself. YYYY-MM-DD in China. */
  readonly startedOn: string;
  readonly dueOn: string;
  /** Whether the last day rests on a year whose calendar is not published. */
  readonly provisional: boolean;
}

/** A period that begins on a day. */
export const begun = (calendar: Calendar, { length, unit }: Pick<Period, 'length' | 'unit'>, day: string): Budget =>
  from(calendar, { length, unit, used: 0 }, day);

/**
 * The days used when the clock is stopped on a day. Of a deadline that has passed already all are: a body that is late
 * does not get rid of its deadline by asking for a supplement.
 */
export const usedWhenStopped = (calendar: Calendar, budget: Budget, day: string, passed: boolean): number =>
  passed ? budget.length : budget.used + daysUsed(calendar, budget.startedOn, day, budget.unit);

/**
 * Goes on with what is left; the day of resumption, like any starting day, does not count. Nothing left means due on that
 * day, not in the past.
 */
export const goneOn = (calendar: Calendar, budget: Pick<Budget, 'length' | 'unit' | 'used'>, day: string): Budget =>
  from(calendar, budget, day);

function from(
  calendar: Calendar,
  { length, unit, used }: Pick<Budget, 'length' | 'unit' | 'used'>,
  day: string,
): Budget {
  const end = addPeriod(calendar, day, { length: Math.max(length - used, 0), unit });
  return { length, unit, used, startedOn: day, dueOn: end.date, provisional: end.provisional };
}
