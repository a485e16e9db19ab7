import { readLines } from './lines.js';
import { dateOfDay, dayNumber, isDate, isWeekend, type Calendar, type DayKind } from './working-days.js';

// Declared in working-days, whose dates this file needs: the other way round would be a cycle.
export type { Calendar } from './working-days.js';

/** One thing wrong with a calendar file; the key is like `holidays[2].from`, empty for the file as a whole. */
export interface CalendarError {
  readonly file: string;
  readonly line: number;
  readonly key: string;
  readonly message: string;
}

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

type Report = (key: string, message: string) => void;

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

/** The line of a key like `holidays[2].from`. */
const lineOf = (text: string, key: string): number =>
  readLines(text).lineOf(key.match(/[^.[\]]+/g)?.map((part) => (/^\d+$/.test(part) ? Number(part) : part)) ?? []);

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
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    report('', `is not JSON: ${String(error)}`);
    return undefined;
  }
  if (!isRecord(content)) {
    report('', 'is not a JSON object; write it like the other years');
    return undefined;
  }
  const year = readWholeNumber(content['year'], 'year', 1949, 9999, report);
  if (!isText(content['publisher'])) report('publisher', 'must say who published the notice');
  const holidays = readHolidays(content['holidays'], year, report);
  const makeUpDays = readMakeUpDays(content['makeUpWorkingDays'], year, holidays, report);
  const count = readWholeNumber(content['workingDaysInYear'], 'workingDaysInYear', 1, 366, report);
  return year && count ? { year, holidays, makeUpDays, workingDaysInYear: count } : undefined;
}

function readHolidays(listed: unknown, year: number | undefined, report: Report): Map<string, string> {
  const holidays = new Map<string, string>();
  for (const [index, holiday] of readList(listed, 'holidays', report).entries()) {
    const key = `holidays[${index}]`;
    const { from, to, name } = isRecord(holiday) ? holiday : {};
    if (!isText(name)) report(`${key}.name`, 'must name the holiday');
    const first = readDay(from, year, `${key}.from`, report);
    const last = readDay(to, year, `${key}.to`, report);
    if (!first || !last) continue;
    if (last < first) report(`${key}.to`, `${last} lies before the first day, ${first}`);
    const days = daysFrom(first, last);
    const taken = days.filter((day) => holidays.has(day));
    // One message for a holiday that stands there twice, not one for each of its days.
    if (taken.length > 0) report(key, `${spanOf(taken)} belongs to another holiday already; name it once`);
    for (const day of days) holidays.set(day, String(name));
  }
  return holidays;
}

const daysFrom = (first: string, last: string): string[] =>
  Array.from({ length: Math.max(0, dayNumber(last) - dayNumber(first) + 1) }, (_, n) =>
    dateOfDay(dayNumber(first) + n),
  );

const spanOf = (days: readonly string[]): string => [...new Set([days[0], days.at(-1)])].join(' to ');

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

function readDay(date: unknown, year: number | undefined, key: string, report: Report): string | undefined {
  if (!isText(date) || !isDate(date)) report(key, 'must be a date of the form YYYY-MM-DD');
  else if (year === undefined || date.startsWith(`${year}-`)) return date;
  else report(key, `${date} lies outside the year of the file`);
  return undefined;
}

function readList(value: unknown, key: string, report: Report): readonly unknown[] {
  if (!Array.isArray(value)) report(key, 'must be a list');
  return Array.isArray(value) ? value : [];
}

function readWholeNumber(value: unknown, key: string, from: number, to: number, report: Report): number | undefined {
  if (typeof value === 'number' && Number.isInteger(value) && value >= from && value <= to) return value;
  report(key, `must be a whole number from ${from} to ${to}`);
  return undefined;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
