import { isDate } from '../working-days.js';

/** Completed years of age on a day; who was born on 29 February completes a year on 1 March of a common year. */
export function ageOn(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

/** The same day so many years later, YYYY-MM-DD; of 29 February, 1 March in a common year. */
export function yearsAfter(day: string, years: number): string {
  const year = String(Number(day.slice(0, 4)) + years).padStart(4, '0');
  const sameDay = `${year}-${day.slice(5)}`;
  return isDate(sameDay) ? sameDay : `${year}-03-01`;
}
