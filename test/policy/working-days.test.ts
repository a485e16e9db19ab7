import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseCalendars } from '../../src/policy/calendar.js';
import { addPeriod, dateInChina, dateOfDay, dayNumber, daysUsed } from '../../src/policy/working-days.js';
import { endOfDayInChina, isDate, isWeekend, workingDaysBetween } from '../../src/policy/working-days.js';

const files = [2024, 2025, 2026].map((year) => ({
  file: `${year}.json`,
  text: readFileSync(new URL(`../../policies/calendars/${year}.json`, import.meta.url), 'utf8'),
}));
const read = parseCalendars(files);
if (!read.ok) throw new Error('The published calendars do not read.');
const calendar = read.calendars;
const published = files.map(({ text }) => JSON.parse(text) as Published);

type Published = { holidays: { from: string; to: string }[]; makeUpWorkingDays: string[] };
type Unit = 'working_days' | 'calendar_days';

const ENDS: [length: number, unit: Unit, start: string, end: string, what: string][] = [
  [5, 'working_days', '2024-09-26', '2024-10-09', 'over a make-up Sunday and the National Day week'],
  [5, 'working_days', '2026-02-12', '2026-02-26', 'over a make-up Saturday and the Spring Festival'],
  [1, 'working_days', '2026-03-07', '2026-03-09', 'from a Saturday'],
  [1, 'working_days', '2025-12-31', '2026-01-04', 'over the New Year to a make-up Sunday'],
  [4, 'calendar_days', '2026-03-10', '2026-03-16', 'to a Saturday, rolled to Monday'],
  [5, 'calendar_days', '2024-09-24', '2024-09-29', 'to a make-up Sunday, which is no rest day'],
  [30, 'calendar_days', '2024-09-03', '2024-10-08', 'into the National Day week, rolled out of it'],
  [0, 'working_days', '2026-03-10', '2026-03-10', 'with nothing left, on a Tuesday'],
  [0, 'working_days', '2026-03-07', '2026-03-09', 'with nothing left, on a Saturday'],
];

describe('a period', () => {
  it.each(ENDS)('of %i %s after %s ends on %s: %s', (length, unit, start, end) => {
    expect(addPeriod(calendar, start, { length, unit })).toMatchObject({ date: end, provisional: false });
  });

  it('says of each day that did not count why', () => {
    expect(addPeriod(calendar, '2024-09-26', { length: 5, unit: 'working_days' }).notCounted).toEqual([
      { date: '2024-09-26', why: 'start_day' },
      { date: '2024-09-28', why: 'weekend' },
      ...['01', '02', '03', '04', '05', '06', '07'].map((day) => ({ date: `2024-10-${day}`, why: 'holiday' })),
    ]);
    expect(addPeriod(calendar, '2026-03-10', { length: 4, unit: 'calendar_days' }).notCounted).toEqual([
      { date: '2026-03-10', why: 'start_day' },
      ...['14', '15'].map((day) => ({ date: `2026-03-${day}`, why: 'weekend' })),
    ]);
    expect(addPeriod(calendar, '2026-03-10', { length: 0, unit: 'calendar_days' }).notCounted).toEqual([]);
  });

  it('is provisional past the last published year, where a weekend is taken as rest', () => {
    const end = addPeriod(calendar, '2026-12-31', { length: 2, unit: 'working_days' });
    expect(end).toMatchObject({ date: '2027-01-04', provisional: true });
    const why = 'unknown_calendar';
    expect(end.notCounted.slice(1)).toEqual(['2027-01-02', '2027-01-03'].map((date) => ({ date, why })));
    expect(addPeriod(calendar, '2026-12-25', { length: 4, unit: 'working_days' }).provisional).toBe(false);
    expect(addPeriod(calendar, '2026-12-31', { length: 1, unit: 'calendar_days' }).provisional).toBe(true);
  });

  it.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('has no length of %d', (length) => {
    expect(() => addPeriod(calendar, '2026-03-10', { length, unit: 'working_days' })).toThrow(RangeError);
  });

  it.each(['working_days', 'calendar_days'] as const)(
    'in %s ends, for every start of 2024 to 2026 and every length of 1 to 60 days, where a count day by day ends',
    (unit) => {
      const wrong: object[] = [];
      for (let start = 0; start <= 1095; start += 1) {
        const from = isoDay(new Date(Date.UTC(2024, 0, 1 + start)));
        const counted = countsDayByDay(from, 60, unit);
        for (let length = 1; length <= 60; length += 1) {
          const { date, provisional } = addPeriod(calendar, from, { length, unit });
          const expected = counted[length - 1];
          if (date !== expected?.date || provisional !== expected.provisional)
            wrong.push({ from, length, date, expected });
        }
      }
      expect(wrong.slice(0, 5)).toEqual([]);
    },
  );
});

describe('the days used of a period', () => {
  it.each([
    ['2024-09-26', '2024-10-09', 'working_days', 5],
    ['2024-09-26', '2024-10-09', 'calendar_days', 13],
    ['2024-09-29', '2024-09-29', 'working_days', 0],
    ['2024-09-28', '2024-09-29', 'working_days', 1],
  ] as const)('after %s up to %s in %s are %i', (from, to, unit, days) => {
    expect(daysUsed(calendar, from, to, unit)).toBe(days);
  });

  it('are its whole length in working days when it ends, and more only by the days of the roll in calendar days', () => {
    const usedAtTheEnd = fc.property(startDays, lengths, (start, length) => {
      const end = addPeriod(calendar, start, { length, unit: 'working_days' });
      expect(workingDaysBetween(calendar, start, end.date)).toBe(length);
      const rolled = addPeriod(calendar, start, { length, unit: 'calendar_days' });
      expect(daysUsed(calendar, start, rolled.date, 'calendar_days')).toBe(length + rolled.notCounted.length - 1);
    });
    fc.assert(usedAtTheEnd);
  });

  it.each(['working_days', 'calendar_days'] as const)('are not counted backwards in %s', (unit) => {
    expect(() => daysUsed(calendar, '2024-10-09', '2024-10-08', unit)).toThrow(RangeError);
  });
});

describe('a day in China', () => {
  it.each([
    ['2026-02-12T15:59:59.999Z', '2026-02-12'],
    ['2026-02-12T16:00:00.000Z', '2026-02-13'],
    ['2025-12-31T10:00:00-07:00', '2026-01-01'],
  ])('is, at %s, %s', (instant, date) => {
    expect(dateInChina(instant)).toBe(date);
  });

  const noInstants = ['2026-02-12', '2026-02-12T16:00:00', '2026-02-30T00:00:00Z', '2026-02-12T99:00:00Z', 'now'];
  it.each(noInstants)('is not to be had from %s', (instant) => {
    expect(() => dateInChina(instant)).toThrow(RangeError);
  });

  it('ends at 16:00 UTC, the first instant of the next day', () => {
    expect(endOfDayInChina('2026-12-31')).toBe('2026-12-31T16:00:00.000Z');
  });

  it.each(['2026-02-29', '2026-04-31', '2026-13-01', '2026-1-1', '0026-01-01', ''])('is not %j', (text) => {
    expect(isDate(text)).toBe(false);
    expect(() => endOfDayInChina(text)).toThrow(RangeError);
  });

  it('has a number counted from 1970, a date again from it, and a day of the week', () => {
    expect([dayNumber('1970-01-01'), dayNumber('2024-03-01'), dateOfDay(19_783)]).toEqual([0, 19_783, '2024-03-01']);
    expect(() => dateOfDay(dayNumber('9999-12-31') + 1)).toThrow(RangeError);
    expect(['2026-03-06', '2026-03-07', '2026-03-08', '2026-03-09'].map(isWeekend)).toEqual([false, true, true, false]);
  });
});

const lengths = fc.integer({ min: 1, max: 60 });
const startDays = fc.integer({ min: 0, max: 1095 }).map((day) => isoDay(new Date(Date.UTC(2024, 0, 1 + day))));

const isoDay = (date: Date): string => date.toISOString().slice(0, 10);

/** The days off and the worked Saturdays, read off the files with nothing shared with the product. */
const daysOff = new Set<string>();
for (const { holidays } of published) {
  for (const { from, to } of holidays) {
    for (const day = new Date(from); isoDay(day) <= to; day.setUTCDate(day.getUTCDate() + 1)) daysOff.add(isoDay(day));
  }
}
const worked = new Set(published.flatMap(({ makeUpWorkingDays }) => makeUpWorkingDays));
const rests = (day: Date): boolean =>
  !worked.has(isoDay(day)) && (daysOff.has(isoDay(day)) || day.getUTCDay() === 0 || day.getUTCDay() === 6);

/** The rules once more, one day after another: where each period of 1 to so many days ends that starts on this day. */
function countsDayByDay(start: string, longest: number, unit: Unit): { date: string; provisional: boolean }[] {
  const ends: { date: string; provisional: boolean }[] = [];
  const day = new Date(start);
  let provisional = false;
  let waiting = 0;
  for (let counted = 0; ends.length < longest;) {
    day.setUTCDate(day.getUTCDate() + 1);
    if (day.getUTCFullYear() > 2026) provisional = true;
    if (unit === 'calendar_days' || !rests(day)) counted += 1;
    waiting = Math.min(counted, longest) - ends.length;
    if (rests(day)) continue;
    // Every period whose last day has come ends here: those that would have ended on the rest days before roll on to it.
    for (; waiting > 0; waiting -= 1) ends.push({ date: isoDay(day), provisional });
  }
  return ends;
}
