import type { Period } from './policy.js';
import { addPeriod, daysUsed, type Calendar, type PeriodEnd } from './working-days.js';

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

/** The last day of something, as it was told, or is told now. */
export type End = Pick<Budget, 'dueOn' | 'provisional'>;

/**
 * An end that is worked out again, because a calendar came or is another one now. One that was certain moves only later:
 * nobody has less time than they were told. One that was a guess may move earlier, but not into the past, where nobody
 * could keep it any more; and a guess that stays one does not move along with today.
 */
export function endAnew(was: End, { date, provisional }: Pick<PeriodEnd, 'date' | 'provisional'>, today: string): End {
  const earliest = was.provisional ? (provisional ? date : today) : was.dueOn;
  return { dueOn: date < earliest ? earliest : date, provisional };
}
