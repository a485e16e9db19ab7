import { join } from 'node:path';

const fileOf = (folder: string, year: number): string => join(folder, 'calendars', `${year}.json`);

/**
 * The years without a calendar up to the last that has one, each as an error. A year left out would make its holidays working days.
 * @param first the first year in which a policy is in force; undefined if that is not known
 * @param known the years with a calendar
 */
export function missingYears(folder: string, first: number | undefined, known: readonly number[]): string[] {
  if (first === undefined) return [];
  return yearsBetween(first, Math.max(first, ...known))
    .filter((year) => !known.includes(year))
    .map(
      (year) =>
        `${fileOf(folder, year)}: is missing, and policies are in force in ${year}; ` +
        "add it, from the State Council's notice",
    );
}

/** From this month on the notice of the next year is expected. */
const NOTICE_IN = '11';

/**
 * The years past the last known one whose notice is out, or soon will be. No errors: who starts again on New Year's Day has a
 * server whose deadlines are provisional (decision 0011), and is told so, rather than none.
 * @param today YYYY-MM-DD in China
 */
export function yearsToAdd(folder: string, known: readonly number[], today: string): string[] {
  const year = yearOf(today);
  const until = today.slice(5, 7) < NOTICE_IN ? year : year + 1;
  return yearsBetween(Math.max(...known) + 1, until).map((missing) =>
    missing > year
      ? `${fileOf(folder, missing)}: is not there yet; add it when the State Council's notice appears, usually in November, and ` +
        `restart: until then deadlines that reach into ${missing} are provisional`
      : `${fileOf(folder, missing)}: is missing, and ${missing} has begun: no deadline that reaches into it fires. Add it, ` +
        "from the State Council's notice, and restart",
  );
}

const yearsBetween = (first: number, last: number): number[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => first + n);

const yearOf = (day: string): number => Number(day.slice(0, 4));
