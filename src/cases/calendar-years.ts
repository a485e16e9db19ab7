import { join } from 'node:path';

const fileOf = (folder: string, year: number): string => join(folder, 'calendars', `${year}.json`);

/**
 * The years without a calendar up to the present one, each as an error. A year left out would make its holidays working days.
 * @param first the first year in which a policy is in force; undefined if that is not known
 * @param known the years with a calendar
 * @param today YYYY-MM-DD in China; left out, up to the last known year
 */
export function missingYears(
  folder: string,
  first: number | undefined,
  known: readonly number[],
  today?: string,
): string[] {
  if (first === undefined) return [];
  const last = Math.max(first, ...known, ...(today === undefined ? [] : [yearOf(today)]));
  return Array.from({ length: last - first + 1 }, (_, n) => first + n)
    .filter((year) => !known.includes(year))
    .map(
      (year) =>
        `${fileOf(folder, year)}: is missing, and policies are in force in ${year}; ` +
        "add it, from the State Council's notice",
    );
}

/** From this month on the notice of the next year is expected. */
const NOTICE_IN = '11';

/** That the next year's calendar is not there while its notice is out, or soon will be: no error, for it may not be yet. */
export function nextYearMissing(folder: string, known: readonly number[], today: string): string[] {
  const next = yearOf(today) + 1;
  if (today.slice(5, 7) < NOTICE_IN || known.includes(next)) return [];
  return [
    `${fileOf(folder, next)}: is not there yet; add it when the State Council's notice appears, usually in November, and ` +
      `restart: until then deadlines that reach into ${next} are provisional, and from 1 January on no start is possible without it`,
  ];
}

const yearOf = (day: string): number => Number(day.slice(0, 4));
