import { isText, lineOf, readDay, readHolidays, readList, readRecord, readWholeNumber } from './calendar-parts.js';
import type { CalendarError, Report } from './calendar-parts.js';
import type { Calendar } from './working-days.js';

/** The calendars of single bodies by their names, each with the national one beneath. */
export type BodyCalendarsRead =
  { ok: true; calendars: ReadonlyMap<string, Calendar> } | { ok: false; errors: readonly CalendarError[] };

interface BodyYear {
  readonly name: string;
  readonly year: number;
  /** Day off → what for. */
  readonly restDays: ReadonlyMap<string, string>;
  readonly workingDays: ReadonlySet<string>;
}

/**
 * Reads the days on which single bodies rest or work otherwise than the country: a local holiday, an office that is
 * closed. A file is the year of a calendar, `bodies/<name>/<year>.json`; several bodies may share a calendar.
 * @param national undefined when it cannot be read itself: then the files are looked at as far as they go without it
 */
export function parseBodyCalendars(
  files: readonly { readonly file: string; readonly text: string }[],
  national: Calendar | undefined,
): BodyCalendarsRead {
  const errors: CalendarError[] = [];
  const years: BodyYear[] = [];
  for (const { file, text } of files) {
    const report: Report = (key, message) => void errors.push({ file, line: lineOf(text, key), key, message });
    const year = readBodyYear(file, text, national, report);
    if (year) years.push(year);
  }
  if (errors.length > 0 || !national) return { ok: false, errors };
  const names = [...new Set(years.map(({ name }) => name))];
  return {
    ok: true,
    calendars: new Map(
      names.map((name) => [
        name,
        over(
          national,
          years.filter((year) => year.name === name),
        ),
      ]),
    ),
  };
}

/** The national calendar, but for the days on which the body rests or works otherwise. */
function over(national: Calendar, years: readonly BodyYear[]): Calendar {
  const rests = new Map(years.flatMap(({ restDays }) => [...restDays]));
  const works = new Set(years.flatMap(({ workingDays }) => [...workingDays]));
  return {
    knownYears: national.knownYears,
    dayKind: (date) => (rests.has(date) ? 'rest' : works.has(date) ? 'working' : national.dayKind(date)),
    holidayName: (date) => rests.get(date) ?? (works.has(date) ? undefined : national.holidayName(date)),
  };
}

function readBodyYear(
  file: string,
  text: string,
  national: Calendar | undefined,
  report: Report,
): BodyYear | undefined {
  const content = readRecord(text, report);
  if (!content) return undefined;
  const { calendar: name, publisher } = content;
  const year = readWholeNumber(content['year'], 'year', 1949, 9999, report);
  if (!isText(name) || !/^[a-z][a-z0-9-]{0,39}$/.test(name)) {
    report('calendar', 'must be the name of the calendar, in small letters, digits and hyphens');
    return undefined;
  }
  if (!isText(publisher)) report('publisher', 'must say who decided it');
  if (year && !file.replaceAll('\\', '/').endsWith(`/bodies/${name}/${year}.json`)) {
    report('calendar', `the file must lie at bodies/${name}/${year}.json, where its name and year say`);
  }
  if (year && national && !national.knownYears.includes(year)) {
    report('year', `${year} has no national calendar; add calendars/${year}.json first, or take this file out`);
    return undefined;
  }
  const restDays = readHolidays(content['restDays'], 'restDays', year, report);
  const workingDays = readWorkingDays(content['workingDays'], year, restDays, national, report);
  for (const [index, entry] of readList(content['restDays'], 'restDays', () => undefined).entries()) {
    const { from, to } = entry as { from: string; to: string };
    const days = [...restDays.keys()].filter((day) => day >= from && day <= to);
    if (national && days.length > 0 && days.every((day) => national.dayKind(day) === 'rest')) {
      report(`restDays[${index}]`, 'rests anyway, by the national calendar; remove it');
    }
  }
  return year ? { name, year, restDays, workingDays } : undefined;
}

function readWorkingDays(
  listed: unknown,
  year: number | undefined,
  restDays: ReadonlyMap<string, string>,
  national: Calendar | undefined,
  report: Report,
): Set<string> {
  const workingDays = new Set<string>();
  for (const [index, item] of readList(listed, 'workingDays', report).entries()) {
    const key = `workingDays[${index}]`;
    const date = readDay(item, year, key, report);
    if (!date) continue;
    if (workingDays.has(date)) report(key, `${date} stands here twice; name it once`);
    if (restDays.has(date)) report(key, `${date} is a rest day here too; it can only be one of them`);
    else if (national?.dayKind(date) === 'working') report(key, `${date} is worked anyway; remove it`);
    workingDays.add(date);
  }
  return workingDays;
}
