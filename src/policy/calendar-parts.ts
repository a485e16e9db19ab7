import { readLines } from './lines.js';
import { dateOfDay, dayNumber, isDate } from './working-days.js';

/** One thing wrong with a calendar file; the key is like `holidays[2].from`, empty for the file as a whole. */
export interface CalendarError {
  readonly file: string;
  readonly line: number;
  readonly key: string;
  readonly message: string;
}

export type Report = (key: string, message: string) => void;

/** The line of a key like `holidays[2].from`. */
export const lineOf = (text: string, key: string): number =>
  readLines(text).lineOf(key.match(/[^.[\]]+/g)?.map((part) => (/^\d+$/.test(part) ? Number(part) : part)) ?? []);

/** The object that a file holds; undefined, and told, if it holds none. */
export function readRecord(text: string, report: Report): Record<string, unknown> | undefined {
  try {
    const content: unknown = JSON.parse(text);
    if (isRecord(content)) return content;
    report('', 'is not a JSON object; write it like the other years');
  } catch (error) {
    report('', `is not JSON: ${String(error)}`);
  }
  return undefined;
}

/** Days off, each under the name of its holiday. @param list the key under which they stand */
export function readHolidays(
  listed: unknown,
  list: string,
  year: number | undefined,
  report: Report,
): Map<string, string> {
  const holidays = new Map<string, string>();
  for (const [index, holiday] of readList(listed, list, report).entries()) {
    const key = `${list}[${index}]`;
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

export function readDay(date: unknown, year: number | undefined, key: string, report: Report): string | undefined {
  if (!isText(date) || !isDate(date)) report(key, 'must be a date of the form YYYY-MM-DD');
  else if (year === undefined || date.startsWith(`${year}-`)) return date;
  else report(key, `${date} lies outside the year of the file`);
  return undefined;
}

export function readList(value: unknown, key: string, report: Report): readonly unknown[] {
  if (!Array.isArray(value)) report(key, 'must be a list');
  return Array.isArray(value) ? value : [];
}

export function readWholeNumber(
  value: unknown,
  key: string,
  from: number,
  to: number,
  report: Report,
): number | undefined {
  if (typeof value === 'number' && Number.isInteger(value) && value >= from && value <= to) return value;
  report(key, `must be a whole number from ${from} to ${to}`);
  return undefined;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
