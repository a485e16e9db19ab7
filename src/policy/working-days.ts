import type { Period } from './policy.js';

/** What a day is: `unknown` when no calendar has been published for its year. */
export type DayKind = 'working' | 'rest' | 'unknown';

/** The published calendars of all years together. Dates are YYYY-MM-DD days in China; a text that is none throws. */
export interface Calendar {
  /** Ascending. */
  readonly knownYears: readonly number[];
  readonly dayKind: (date: string) => DayKind;
  /** The name of the holiday the day belongs to, 国庆节 for instance; undefined on any other day, weekends too. */
  readonly holidayName: (date: string) => string | undefined;
}

export interface DayNotCounted {
  readonly date: string;
  /** `unknown_calendar`: a Saturday or Sunday taken as a rest day only until that year's notice is published. */
  readonly why: 'start_day' | 'weekend' | 'holiday' | 'unknown_calendar';
}

export interface PeriodEnd {
  /** The last day of the period, YYYY-MM-DD in China; it ends at 24:00 (see `endOfDayInChina`). */
  readonly date: string;
  /** The end rests on a year without a published calendar: to be worked out again when there is one. */
  readonly provisional: boolean;
  readonly notCounted: readonly DayNotCounted[];
}

/** A period as the policy states it, or what is left of one. */
export type Span = Pick<Period, 'length' | 'unit'>;

const MS_PER_DAY = 86_400_000;
/** China has one time zone, UTC+8, and (since 1991) no summer time. */
const CHINA_AHEAD_OF_UTC_MS = 8 * 3_600_000;

/** Days since 1970-01-01 of a YYYY-MM-DD date. @throws RangeError when there is no such day, or before the year 100. */
export function dayNumber(date: string): number {
  const number = findDayNumber(date);
  if (number === undefined) throw new RangeError('Not a date of the form YYYY-MM-DD.');
  return number;
}

function findDayNumber(date: string): number | undefined {
  const [, year, month, day] = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(date) ?? [];
  const number = Date.UTC(Number(year), Number(month) - 1, Number(day)) / MS_PER_DAY;
  // Date.UTC turns 30 February into 1 March: only what comes back the same is a date.
  return Number.isFinite(number) && toIso(number * MS_PER_DAY).slice(0, 10) === date ? number : undefined;
}

/** The YYYY-MM-DD date of a day counted from 1970-01-01. @throws RangeError after the year 9999. */
export function dateOfDay(number: number): string {
  const iso = toIso(number * MS_PER_DAY);
  if (iso.length > 24) throw new RangeError('The date lies after the year 9999.');
  return iso.slice(0, 10);
}

/** Whether a text is a day of the calendar as YYYY-MM-DD, leap days included. */
export const isDate = (text: string): boolean => findDayNumber(text) !== undefined;

/** Whether a date is a Saturday or a Sunday, whatever the holiday notices say. @throws RangeError when it is no date. */
export function isWeekend(date: string): boolean {
  return [0, 6].includes(new Date(dayNumber(date) * MS_PER_DAY).getUTCDay());
}

/** The last instant that somebody asked about: one act asks several times about its own. */
let asked = { instant: '', day: '' };

/**
 * The day it is in China at an instant, YYYY-MM-DD.
 * @param instant ISO 8601 with its offset (`Z`, `+08:00`); without one it would mean the machine's own zone.
 * @throws RangeError when it is not such a text.
 */
export function dateInChina(instant: string): string {
  if (instant !== asked.instant) asked = { instant, day: dayInChina(instant) };
  return asked.day;
}

function dayInChina(instant: string): string {
  const day = /^([^T]{10})T[0-9:.]+(?:Z|[+-][0-9]{2}:[0-9]{2})$/.exec(instant)?.[1];
  if (!day || !isDate(day)) throw new RangeError('Not an ISO 8601 instant with its offset from UTC.');
  return dateOfDay(Math.floor((Date.parse(instant) + CHINA_AHEAD_OF_UTC_MS) / MS_PER_DAY));
}

/**
 * The instant a day in China is over, 24:00 (民法典 art. 203), as ISO 8601 in UTC with milliseconds: the first instant
 * that is too late, so "in time" is `instant < endOfDayInChina(date)`.
 * @throws RangeError when `date` is no date.
 */
export function endOfDayInChina(date: string): string {
  return toIso((dayNumber(date) + 1) * MS_PER_DAY - CHINA_AHEAD_OF_UTC_MS);
}

/** The instant at which a day in China begins, 0:00. @throws RangeError when `date` is no date. */
export const startOfDayInChina = (date: string): string => toIso(dayNumber(date) * MS_PER_DAY - CHINA_AHEAD_OF_UTC_MS);

/**
 * The day that lies so many working days before another, or so many calendar days and then back to one that is no rest
 * day: the mirror of `addPeriod`. In years without a published calendar Monday to Friday are taken as working days.
 */
export function dayBefore(calendar: Calendar, date: string, { length, unit }: Span): string {
  let day = dayNumber(date);
  const skipRestDays = (): void => {
    while (whyRestDay(calendar, dateOfDay(day))) day -= 1;
  };
  if (unit === 'calendar_days') day -= length;
  for (let counted = 0; unit === 'working_days' && counted < length; counted += 1) {
    day -= 1;
    skipRestDays();
  }
  skipRestDays();
  return dateOfDay(day);
}

/**
 * The last day of a period, and why days in between did not count. The starting day does not count (民法典 art. 201).
 * Working days are those of the published calendar, make-up days (调休上班) included. A period in calendar days whose
 * last day is a rest day ends with the next day that is none (民法典 art. 203). In a year without a published calendar
 * Monday to Friday are taken as working days, and the answer is provisional.
 *
 * A length of 0 is what is left of a budget used up: it ends with the starting day, or the next day that is no rest day.
 * @throws RangeError when `startDate` is no date or the length is not a whole number from 0.
 */
export function addPeriod(calendar: Calendar, startDate: string, span: Span): PeriodEnd {
  const known = KNOWN_ENDS.get(calendar) ?? new Map<string, PeriodEnd>();
  KNOWN_ENDS.set(calendar, known);
  const name = `${startDate} ${span.length} ${span.unit}`;
  const end = known.get(name) ?? countPeriod(calendar, startDate, span);
  if (known.size < MOST_KNOWN) known.set(name, end);
  return end;
}

/** Every act begins one of the policy's few periods, and most begin today. */
const KNOWN_ENDS = new WeakMap<Calendar, Map<string, PeriodEnd>>();
/** Some periods on each day of many years. */
const MOST_KNOWN = 50_000;

function countPeriod(calendar: Calendar, startDate: string, { length, unit }: Span): PeriodEnd {
  if (!Number.isSafeInteger(length) || length < 0) throw new RangeError('A period is 0 or more whole days.');
  const notCounted: DayNotCounted[] = length > 0 ? [{ date: startDate, why: 'start_day' }] : [];
  let provisional = false;
  let day = dayNumber(startDate);
  const skipRestDays = (): void => {
    for (; ; day += 1) {
      const date = dateOfDay(day);
      provisional ||= calendar.dayKind(date) === 'unknown';
      const why = whyRestDay(calendar, date);
      if (!why) return;
      notCounted.push({ date, why });
    }
  };
  if (unit === 'calendar_days') day += length;
  for (let counted = 0; unit === 'working_days' && counted < length; counted += 1) {
    day += 1;
    skipRestDays();
  }
  skipRestDays(); // the roll of art. 203; a working day just counted stays where it is
  return { date: dateOfDay(day), provisional, notCounted };
}

/**
 * How many working days lie after `fromDate` up to and including `toDate`: what a period that started on `fromDate` has
 * used by the end of `toDate`. In years without a published calendar Monday to Friday are counted, provisionally.
 * @throws RangeError when either is no date or `toDate` lies before `fromDate`.
 */
export function workingDaysBetween(calendar: Calendar, fromDate: string, toDate: string): number {
  const last = dayNumber(fromDate) + calendarDaysBetween(fromDate, toDate);
  let count = 0;
  for (let day = dayNumber(fromDate) + 1; day <= last; day += 1) {
    if (!whyRestDay(calendar, dateOfDay(day))) count += 1;
  }
  return count;
}

/** `workingDaysBetween`, or the same count in calendar days, rest days included: what a period in that unit has used. */
export function daysUsed(calendar: Calendar, fromDate: string, toDate: string, unit: Period['unit']): number {
  if (unit === 'working_days') return workingDaysBetween(calendar, fromDate, toDate);
  return calendarDaysBetween(fromDate, toDate);
}

/**
 * The days from `fromDate`, the starting day, to `toDate` that do not count, each with why: what a period in that unit has
 * not used by the end of `toDate`. In calendar days only the starting day does not count.
 * @throws RangeError when either is no date or `toDate` lies before `fromDate`.
 */
export function daysNotCounted(
  calendar: Calendar,
  fromDate: string,
  toDate: string,
  unit: Period['unit'],
): DayNotCounted[] {
  const days = Array.from({ length: calendarDaysBetween(fromDate, toDate) }, (_, n) =>
    dateOfDay(dayNumber(fromDate) + n + 1),
  );
  const resting = days.flatMap((date): DayNotCounted[] => {
    const why = unit === 'working_days' ? whyRestDay(calendar, date) : undefined;
    return why ? [{ date, why }] : [];
  });
  return [{ date: fromDate, why: 'start_day' }, ...resting];
}

function calendarDaysBetween(fromDate: string, toDate: string): number {
  if (toDate < fromDate) throw new RangeError(`${toDate} lies before ${fromDate}.`);
  return dayNumber(toDate) - dayNumber(fromDate);
}

function whyRestDay(calendar: Calendar, date: string): DayNotCounted['why'] | undefined {
  const kind = calendar.dayKind(date);
  if (kind === 'unknown') return isWeekend(date) ? 'unknown_calendar' : undefined;
  if (kind === 'working') return undefined;
  return calendar.holidayName(date) === undefined ? 'weekend' : 'holiday';
}

const toIso = (milliseconds: number): string => new Date(milliseconds).toISOString();
