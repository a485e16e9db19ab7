import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parseCalendars } from '../../src/policy/calendar.js';
import type { DayKind } from '../../src/policy/working-days.js';

const folder = new URL('../../policies/calendars/', import.meta.url);
const published = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => ({ file, text: readFileSync(new URL(file, folder), 'utf8') }));

/** A sound file of 2026 with fewer holidays than the real one, and what the case puts in its place. */
function yearFile(changes: object = {}) {
  const sound = {
    year: 2026,
    publisher: '国务院办公厅',
    holidays: [{ from: '2026-10-01', to: '2026-10-07', name: '国庆节' }],
    makeUpWorkingDays: ['2026-09-20', '2026-10-10'],
    workingDaysInYear: 258, // 261 from Monday to Friday, less 5, plus 2
  };
  return { file: '2026.json', text: JSON.stringify({ ...sound, ...changes }) };
}

function errorsOf(...files: { file: string; text: string }[]): string[] {
  const read = parseCalendars(files);
  return read.ok ? [] : read.errors.map(({ file, key, message }) => `${file} ${key}: ${message}`);
}

const holiday = (from: unknown, to: unknown, name: unknown = '国庆节') => ({ from, to, name });

const DAYS: [date: string, kind: DayKind, holiday: string | undefined, what: string][] = [
  ['2024-09-26', 'working', undefined, 'a Thursday'],
  ['2024-09-28', 'rest', undefined, 'a Saturday'],
  ['2024-09-29', 'working', undefined, 'a Sunday that makes up for a holiday'],
  ['2024-10-01', 'rest', '国庆节', 'a holiday on a Tuesday'],
  ['2024-10-05', 'rest', '国庆节', 'a holiday on a Saturday'],
  ['2024-02-29', 'working', undefined, 'a leap day'],
  ['2026-12-31', 'working', undefined, 'the last day known'],
  ['2027-01-01', 'unknown', undefined, 'a day after the last year published'],
  ['2023-12-29', 'unknown', undefined, 'a day before the first year published'],
];

const NO_DATE = 'must be a date of the form YYYY-MM-DD';
const shared = [holiday('2026-10-01', '2026-10-07'), holiday('2026-10-07', '2026-10-07', '中秋节')];

const WRONG: [what: string, changes: object, key: string, message: string][] = [
  ['its year is missing', { year: undefined }, 'year', 'must be a whole number from 1949 to 9999'],
  ['its year is a text', { year: '2026' }, 'year', 'must be a whole number from 1949 to 9999'],
  ['its year is of long ago', { year: 1948 }, 'year', 'must be a whole number from 1949 to 9999'],
  ['nobody published it', { publisher: '' }, 'publisher', 'must say who published the notice'],
  ['its holidays are no list', { holidays: {} }, 'holidays', 'must be a list'],
  ['a holiday has no name', { holidays: [holiday('2026-10-01', '2026-10-07', '')] }, 'holidays[0].name', 'must name'],
  ['a holiday begins on no day', { holidays: [holiday('2026-09-31', '2026-10-07')] }, 'holidays[0].from', NO_DATE],
  ['a holiday ends on no date', { holidays: [holiday('2026-10-01', 7)] }, 'holidays[0].to', NO_DATE],
  ['a holiday runs backwards', { holidays: [holiday('2026-10-07', '2026-10-01')] }, 'holidays[0].to', 'lies before'],
  [
    'a holiday begins too early',
    { holidays: [holiday('2025-12-31', '2026-01-02')] },
    'holidays[0].from',
    'outside the',
  ],
  [
    'a holiday ends too late',
    { holidays: [holiday('2026-12-31', '2027-01-02')] },
    'holidays[0].to',
    'outside the year',
  ],
  ['two holidays share a day', { holidays: shared }, 'holidays[1]', '2026-10-07 belongs to another'],
  ['its make-up days are no list', { makeUpWorkingDays: null }, 'makeUpWorkingDays', 'must be a list'],
  ['a make-up day is no day', { makeUpWorkingDays: ['2026-02-29'] }, 'makeUpWorkingDays[0]', NO_DATE],
  ['a make-up day is next year', { makeUpWorkingDays: ['2027-10-09'] }, 'makeUpWorkingDays[0]', 'outside the year'],
  ['a make-up day comes twice', { makeUpWorkingDays: Array(2).fill('2026-09-20') }, 'makeUpWorkingDays[1]', 'twice'],
  ['a make-up day is a Monday', { makeUpWorkingDays: ['2026-09-21'] }, 'makeUpWorkingDays[0]', 'no Saturday or Sunday'],
  ['a make-up day is a holiday', { makeUpWorkingDays: ['2026-10-03'] }, 'makeUpWorkingDays[0]', 'is a holiday too'],
  ['its count is wrong', { workingDaysInYear: 257 }, 'workingDaysInYear', 'is 257, but the days make 258'],
  [
    'its count is missing',
    { workingDaysInYear: undefined },
    'workingDaysInYear',
    'must be a whole number from 1 to 366',
  ],
];

describe('the published calendars', () => {
  it('are those of 2024 to 2026, each with the number of working days it states', () => {
    expect(errorsOf(...published)).toEqual([]);
    expect(parseCalendars([...published].reverse())).toMatchObject({ calendars: { knownYears: [2024, 2025, 2026] } });
  });

  it.each(DAYS)('have %s as a %s day, holiday %s: %j', (date, kind, name) => {
    const read = parseCalendars(published);
    if (!read.ok) throw new Error('The published calendars do not read.');
    expect({ kind: read.calendars.dayKind(date), name: read.calendars.holidayName(date) }).toEqual({ kind, name });
  });

  it.each(['2024-02-30', '2027-13-01', '2024-1-1', 'tomorrow'])('know no day %s', (date) => {
    const read = parseCalendars(published);
    expect(() => read.ok && read.calendars.dayKind(date)).toThrow(RangeError);
  });
});

describe('a calendar file', () => {
  it('is read when it is sound', () => {
    expect(errorsOf(yearFile())).toEqual([]);
  });

  it.each(WRONG)('is refused, with no other complaint, when %s', (_what, changes, key, message) => {
    const errors = errorsOf(yearFile(changes));
    expect(errors).toEqual([expect.stringContaining(`2026.json ${key}: `)]);
    expect(errors).toEqual([expect.stringContaining(message)]);
  });

  it.each(['', 'null', '[]', '{"year": 2026,}'])('is refused when it is no JSON object: %s', (text) => {
    expect(errorsOf({ file: '2026.json', text })).toEqual([expect.stringMatching(/^2026\.json : is not (a )?JSON/)]);
  });

  it('is told once of a holiday that stands there twice, and on which line', () => {
    const twice = [holiday('2026-10-01', '2026-10-07'), holiday('2026-10-01', '2026-10-07')];
    const { file, text } = yearFile({ holidays: twice });
    const read = parseCalendars([{ file, text: JSON.stringify(JSON.parse(text), null, 1) }]);
    expect(read).toMatchObject({
      ok: false,
      years: expect.arrayContaining([2026]),
      errors: [
        { file, line: 10, key: 'holidays[1]', message: expect.stringMatching(/^2026-10-01 to 2026-10-07 belongs/) },
      ],
    });
  });

  it('is refused when its year has a file already', () => {
    const again = { ...yearFile(), file: 'again.json' };
    expect(errorsOf(yearFile(), again)).toEqual(['again.json year: 2026 has another file already; keep one']);
  });

  it('is refused with all errors of all files at once, and no count over wrong days', () => {
    const changes = { holidays: ['2026-10-01'], makeUpWorkingDays: ['2026-09-21'], workingDaysInYear: 1 };
    expect(errorsOf({ file: 'bad.json', text: '!' }, yearFile(changes)).map((error) => error.split(': ')[0])).toEqual([
      'bad.json ',
      '2026.json holidays[0].name',
      '2026.json holidays[0].from',
      '2026.json holidays[0].to',
      '2026.json makeUpWorkingDays[0]',
    ]);
  });
});
