import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PolicyBook } from '../../src/cases/policy-book.js';
import { parseBodyCalendars } from '../../src/policy/body-calendars.js';
import { begun, goneOn, usedWhenStopped, type Budget } from '../../src/policy/budget.js';
import { parseCalendars } from '../../src/policy/calendar.js';
import { addPeriod, dateOfDay, dayNumber, type Calendar } from '../../src/policy/working-days.js';

const national = parseCalendars(
  [2024, 2025, 2026].map((year) => {
    const file = `policies/calendars/${year}.json`;
    return { file, text: readFileSync(file, 'utf8') };
  }),
);
if (!national.ok) throw new Error('The published calendars do not read.');

/** Invented (虚构): a festival of a prefecture from Tuesday to Thursday, and an office that opens on a Saturday. */
const FESTIVAL = {
  calendar: 'festival',
  year: 2026,
  publisher: '虚构州人民政府',
  restDays: [{ from: '2026-11-10', to: '2026-11-12', name: '虚构节' }],
  workingDays: ['2026-11-14'],
};
const fileOf = (content: object, name = 'festival', year = 2026) => ({
  file: `policies/calendars/bodies/${name}/${year}.json`,
  text: JSON.stringify(content, null, 1),
});
const read = (...files: { file: string; text: string }[]) => parseBodyCalendars(files, national.calendars);

function calendarNamed(name: string, ...files: { file: string; text: string }[]): Calendar {
  const found = read(...files);
  const calendar = found.ok ? found.calendars.get(name) : undefined;
  if (!calendar) throw new Error(JSON.stringify(found));
  return calendar;
}
const festival = calendarNamed('festival', fileOf(FESTIVAL));

describe('the calendar of a body', () => {
  it('that comes along as an example is sound, and no start reads it before it is copied', () => {
    const file = 'policies/calendars/examples/bodies/sanyuesan/2026.json';
    const found = read({ file, text: readFileSync(file, 'utf8') });
    expect(found.ok && found.calendars.get('sanyuesan')?.holidayName('2026-04-20')).toBe('三月三（示例）');
    expect(PolicyBook.read('policies').calendarNames).toEqual([]);
  });

  it('has the days of the country, but for its own', () => {
    const kinds = ['2026-11-09', '2026-11-10', '2026-11-13', '2026-11-14', '2026-11-15', '2026-10-01', '2027-01-04'];
    expect(kinds.map(festival.dayKind)).toEqual(['working', 'rest', 'working', 'working', 'rest', 'rest', 'unknown']);
    expect(['2026-11-11', '2026-10-01', '2026-11-14'].map(festival.holidayName)).toEqual([
      '虚构节',
      '国庆节',
      undefined,
    ]);
    expect(addPeriod(festival, '2026-11-06', { length: 5, unit: 'working_days' })).toMatchObject({
      date: '2026-11-17',
      notCounted: expect.arrayContaining([{ date: '2026-11-10', why: 'holiday' }]),
    });
    expect(addPeriod(festival, '2026-11-03', { length: 7, unit: 'calendar_days' }).date).toBe('2026-11-13');
  });

  it('may have several years, and several bodies theirs', () => {
    const other = { ...FESTIVAL, calendar: 'closed', restDays: [], workingDays: [] };
    const earlier = {
      ...FESTIVAL,
      year: 2025,
      restDays: [{ from: '2025-11-11', to: '2025-11-11', name: '虚构节' }],
      workingDays: [],
    };
    const found = read(fileOf(FESTIVAL), fileOf(other, 'closed'), fileOf(earlier, 'festival', 2025));
    expect(found.ok && [...found.calendars.keys()]).toEqual(['festival', 'closed']);
    expect(found.ok && found.calendars.get('festival')?.dayKind('2025-11-11')).toBe('rest');
    expect(found.ok && found.calendars.get('closed')?.dayKind('2026-11-10')).toBe('working');
  });

  it.each([
    [
      'a day that rests and works',
      { workingDays: ['2026-11-11'] },
      'workingDays[0]',
      '2026-11-11 is a rest day here too; it can only be one of them',
    ],
    [
      'a working day that is one anyway',
      { workingDays: ['2026-11-16'] },
      'workingDays[0]',
      '2026-11-16 is worked anyway; remove it',
    ],
    [
      'a working day twice',
      { workingDays: ['2026-11-14', '2026-11-14'] },
      'workingDays[1]',
      '2026-11-14 stands here twice; name it once',
    ],
    [
      'a holiday twice',
      { restDays: [...FESTIVAL.restDays, ...FESTIVAL.restDays] },
      'restDays[1]',
      '2026-11-10 to 2026-11-12 belongs to another holiday already; name it once',
    ],
    [
      'a rest that is one anyway',
      { restDays: [{ from: '2026-10-01', to: '2026-10-02', name: '国庆节' }] },
      'restDays[0]',
      'rests anyway, by the national calendar; remove it',
    ],
    [
      'a year without a national calendar',
      { year: 2027 },
      'year',
      '2027 has no national calendar; add calendars/2027.json first, or take this file out',
    ],
    ['a year nobody knows', { year: 'next' }, 'year', 'must be a whole number from 1949 to 9999'],
    [
      'another name than its folder',
      { calendar: 'elsewhere' },
      'calendar',
      'the file must lie at bodies/elsewhere/2026.json, where its name and year say',
    ],
    [
      'no name',
      { calendar: 'Büro 1' },
      'calendar',
      'must be the name of the calendar, in small letters, digits and hyphens',
    ],
    ['nobody who decided it', { publisher: '' }, 'publisher', 'must say who decided it'],
  ] as const)('with %s is refused: file, line, key, and what to do', (_what, change, key, message) => {
    const content = { ...FESTIVAL, ...change };
    const { file, text } = fileOf(content, 'festival', typeof content.year === 'number' ? content.year : 2026);
    const found = read({ file, text });
    expect(found).toMatchObject({ ok: false });
    expect(found.ok ? [] : found.errors).toContainEqual({ file, line: expect.any(Number), key, message });
  });

  it('tells all errors of all files at once, also beside a national one that cannot be read', () => {
    const faulty = fileOf({ ...FESTIVAL, publisher: '', workingDays: ['2026-11-11'] });
    const found = parseBodyCalendars([faulty, { file: 'policies/calendars/bodies/x/2026.json', text: '{' }], undefined);
    expect(found.ok ? [] : found.errors.map(({ key }) => key)).toEqual(['publisher', 'workingDays[0]', '']);
  });
});

describe('a budget counted by the calendar of a body', () => {
  /** Rest days at random over three years, as an office could have them. */
  const closed = fc
    .uniqueArray(fc.integer({ min: dayNumber('2024-01-05'), max: dayNumber('2026-09-20') }), { maxLength: 40 })
    .map((days) => days.map(dateOfDay).filter((day) => national.calendars.dayKind(day) === 'working'))
    .map((days) =>
      [2024, 2025, 2026].map((year) =>
        fileOf(
          {
            calendar: 'office',
            year,
            publisher: '虚构机关',
            restDays: days
              .filter((day) => day.startsWith(String(year)))
              .map((day) => ({ from: day, to: day, name: '闭馆' })),
            workingDays: [],
          },
          'office',
          year,
        ),
      ),
    );
  const starts = fc.integer({ min: dayNumber('2024-01-02'), max: dayNumber('2026-05-30') });
  const rests = fc.array(fc.tuple(fc.integer({ min: 0, max: 25 }), fc.integer({ min: 0, max: 25 })), { maxLength: 5 });

  it('is over, however often its clock is stopped, no earlier than if it had never been stopped', () => {
    const units = fc.constantFrom('working_days' as const, 'calendar_days' as const);
    fc.assert(
      fc.property(
        closed,
        starts,
        fc.integer({ min: 1, max: 60 }),
        units,
        rests,
        (files, start, length, unit, pauses) => {
          const calendar = calendarNamed('office', ...files);
          const whole = begun(calendar, { length, unit }, dateOfDay(start));
          let budget: Budget = whole;
          let day = start;
          for (const [ran, rested] of pauses) {
            day += ran;
            const passed = dateOfDay(day) > budget.dueOn;
            const used = usedWhenStopped(calendar, budget, dateOfDay(day), passed);
            const before = budget.dueOn;
            day += rested;
            budget = goneOn(calendar, { ...budget, used }, dateOfDay(day));
            // Each rest for itself, and all of them together.
            if (!passed) expect(budget.dueOn >= before).toBe(true);
            expect(budget.dueOn >= dateOfDay(day)).toBe(true);
          }
          expect(budget.dueOn >= whole.dueOn).toBe(true);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('has as many working days as it is long, counted one by one without the days the office is closed', () => {
    fc.assert(
      fc.property(closed, starts, fc.integer({ min: 1, max: 60 }), (files, start, length) => {
        const calendar = calendarNamed('office', ...files);
        const off = new Set(
          files.flatMap(({ text }) => (JSON.parse(text) as typeof FESTIVAL).restDays.map(({ from }) => from)),
        );
        let day = start;
        for (let counted = 0; counted < length;) {
          day += 1;
          if (national.calendars.dayKind(dateOfDay(day)) === 'working' && !off.has(dateOfDay(day))) counted += 1;
        }
        expect(addPeriod(calendar, dateOfDay(start), { length, unit: 'working_days' }).date).toBe(dateOfDay(day));
      }),
      { numRuns: 400 },
    );
  });
});
