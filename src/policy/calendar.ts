import {
  isText,
  lineOf,
  readDay,
  readHolidays,
  readList,
  readRecord,
  readWholeNumber,
  type CalendarError,
  type Report,
} from './calendar-parts.js';
import { readLines } from './lines.js';
import { dateOfDay, dayNumber, isDate, isWeekend, type Calendar, type DayKind } from './working-days.js';

// Declared in working-days, whose dates this file needs: the other way round would be a cycle.
export type { Calendar } from './working-days.js';

export type CalendarsRead =
  | { ok: true; calendars: Calendar }
  /** `years`: those that have a file, whatever is wrong in it. */
  | { ok: false; errors: readonly CalendarError[]; years: readonly number[] };

interface CalendarYear {
  readonly year: number;
  /** Day off → name of the holiday. */
  readonly holidays: ReadonlyMap<string, string>;
  readonly makeUpDays: ReadonlySet<string>;
  readonly workingDaysInYear: number;
}

/**
 * Reads the yearly calendars, each made from the State Council's holiday notice (国务院办公厅关于节假日安排的通知), into
 * one over all years, or answers all errors of all files at once. A file states how many working days its year has, so
 * that a day left out or mistyped cannot pass unseen.
 */
export function parseCalendars(files: readonly { readonly file: string; readonly text: string }[]): CalendarsRead {
  const errors: CalendarError[] = [];
  const years = new Map<number, CalendarYear>();
  const named: number[] = [];
  for (const { file, text } of files) {
    const report: Report = (key, message) => void errors.push({ file, line: lineOf(text, key), key, message });
    const errorsBefore = errors.length;
    named.push(...yearsNamed(file, text));
    const year = readYear(text, report);
    if (!year) continue;
    // Counted only over sound dates: next to a wrong date a wrong count would be a second message for one mistake.
    if (errors.length === errorsBefore) checkCount(year, report);
    if (years.has(year.year)) report('year', `${year.year} has another file already; keep one`);
    years.set(year.year, year);
  }
  return errors.length > 0
    ? { ok: false, errors, years: named }
    : { ok: true, calendars: calendarOf([...years.values()]) };
}

/** The years that a file is for, by its name and by what it says, so that a faulty one is not missed besides. */
function yearsNamed(file: string, text: string): number[] {
  const name = /(\d{4})\.json$/.exec(file)?.[1];
  const year = readLines(text).document.get('year');
  return [...(name === undefined ? [] : [Number(name)]), ...(typeof year === 'number' ? [year] : [])];
}

function calendarOf(years: readonly CalendarYear[]): Calendar {
  const kinds = new Map(years.flatMap((year) => [...daysOf(year)]));
  const names = new Map(years.flatMap((year) => [...year.holidays]));
  return {
    knownYears: years.map(({ year }) => year).sort((a, b) => a - b),
    dayKind: (date) => {
      if (!kinds.has(date) && !isDate(date)) throw new RangeError('Not a date of the form YYYY-MM-DD.');
      return kinds.get(date) ?? 'unknown';
    },
    holidayName: (date) => names.get(date),
  };
}

/** Every day of the year: off when a holiday, else working when made up for or not on a weekend. */
function daysOf({ year, holidays, makeUpDays }: CalendarYear): Map<string, DayKind> {
  const days = new Map<string, DayKind>();
  for (let day = dayNumber(`${year}-01-01`); day <= dayNumber(`${year}-12-31`); day += 1) {
    const date = dateOfDay(day);
    days.set(date, !holidays.has(date) && (makeUpDays.has(date) || !isWeekend(date)) ? 'working' : 'rest');
  }
  return days;
}

function checkCount(year: CalendarYear, report: Report): void {
  const stated = year.workingDaysInYear;
  const counted = [...daysOf(year).values()].filter((kind) => kind === 'working').length;
  if (counted !== stated) report('workingDaysInYear', `is ${stated}, but the days make ${counted}; check each day`);
}

function readYear(text: string, report: Report): CalendarYear | undefined {
  const content = readRecord(text, report);
  if (!content) return undefined;
  const year = readWholeNumber(content['year'], 'year', 1949, 9999, report);
  if (!isText(content['publisher'])) report('publisher', 'must say who published the notice');
  const holidays = readHolidays(content['holidays'], 'holidays', year, report);
  const makeUpDays = readMakeUpDays(content['makeUpWorkingDays'], year, holidays, report);
  const count = readWholeNumber(content['workingDaysInYear'], 'workingDaysInYear', 1, 366, report);
  return year && count ? { year, holidays, makeUpDays, workingDaysInYear: count } : undefined;
}

function readMakeUpDays(listed: unknown, year: number | undefined, holidays: Map<string, string>, report: Report) {
  const makeUpDays = new Set<string>();
  for (const [index, item] of readList(listed, 'makeUpWorkingDays', report).entries()) {
    const key = `makeUpWorkingDays[${index}]`;
    const date = readDay(item, year, key, report);
    if (!date) continue;
    if (makeUpDays.has(date)) report(key, `${date} stands here twice; name it once`);
    if (!isWeekend(date)) report(key, `${date} is no Saturday or Sunday and works anyway; remove it`);
    if (holidays.has(date)) report(key, `${date} is a holiday too; it can only be one of them`);
    makeUpDays.add(date);
  }
  return makeUpDays;
}
