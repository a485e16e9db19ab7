/** 6 digits area, date of birth, 3 sequence, check digit; a space or hyphen may stand where people put one. */
const RESIDENT_ID =
  /(?<![0-9])([0-9]{6})[ -]?([0-9]{4})[ -]?([0-9]{2})[ -]?([0-9]{2})[ -]?([0-9]{3})[ -]?([0-9X])(?![0-9])/gi;
/** With or without the country code; written in one or as 3, 4 and 4 digits. */
const MOBILE_NUMBER = /(?<![0-9])(?:(?:\+|00)?86[ -]?)?(1[3-9][0-9])[ -]?([0-9]{4})[ -]?([0-9]{4})(?![0-9])/g;

/**
 * The resident identity numbers (GB 11643-1999) and mainland mobile numbers in a free text, so that a text that is to
 * be public can be refused, and tests can look for leaks.
 *
 * The date of birth must be a real date of the years 1800 to 2099, which leaves out nearly all other numbers of 18
 * digits; the check digit is not asked for, because a number with a typing error still points at its owner. Full-width
 * digits count as digits. A masked number is not found.
 *
 * @returns each number once, without separators, identity numbers first; empty when there is none. They are personal
 *   data: count them, do not show them.
 */
export function findIdentityNumbers(text: string): string[] {
  const plain = text.normalize('NFKC'); // full-width digits, letters and spaces become ASCII
  const residentIds = [...plain.matchAll(RESIDENT_ID)]
    .filter(([, , year = '', month = '', day = '']) => isBirthDate(Number(year), Number(month), Number(day)))
    .map(withoutSeparators);
  const mobileNumbers = [...plain.matchAll(MOBILE_NUMBER)].map(withoutSeparators);
  return [...new Set([...residentIds, ...mobileNumbers])];
}

function isBirthDate(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  // Date.UTC turns 30 February into 1 March: a real date comes back with its own month and day.
  return year >= 1800 && year < 2100 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

const withoutSeparators = ([, ...groups]: RegExpExecArray): string => groups.join('').toUpperCase();
