import { startsWithProvinceCode } from '../kernel/province-codes.js';
import { isDate } from '../policy/working-days.js';

export type ResidentIdReason = 'resident_id_shape' | 'resident_id_date' | 'resident_id_check_digit';

export type ResidentIdCheck =
  | {
      readonly ok: true;
      /** Trimmed, with a capital X: the form to seal and to index. */
      readonly number: string;
      /** YYYY-MM-DD */
      readonly birthDate: string;
      readonly sex: 'male' | 'female';
      readonly warnings: readonly 'unknown_area'[];
    }
  | { readonly ok: false; readonly reasons: readonly ResidentIdReason[] };

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/** GB 11643-1999 table: the check digit for each remainder 0 to 10. */
const CHECK_DIGITS = '10X98765432';

/**
 * Checks a citizen identity number (公民身份号码, GB 11643-1999): 6 digits area, 8 birth date, 3 sequence (odd male,
 * even female), 1 check digit (ISO 7064 MOD 11-2).
 *
 * The date is checked as well as the digit, because a right digit over an impossible date exists. An unknown area is a
 * warning only: codes get abolished and people keep their number. Full-width digits are not accepted.
 *
 * @param today YYYY-MM-DD in China; nobody was born after it.
 * @returns every reason at once, except that a wrong shape leaves nothing else to check.
 * @throws RangeError when `today` is not a date.
 */
export function checkResidentId(text: string, today: string): ResidentIdCheck {
  if (!isDate(today)) throw new RangeError('The "today" given to checkResidentId is not a YYYY-MM-DD date.');
  const number = text.trim().toUpperCase();
  if (!/^[0-9]{17}[0-9X]$/.test(number)) return { ok: false, reasons: ['resident_id_shape'] };

  const birthDate = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  const reasons: ResidentIdReason[] = [];
  // Dates of this form sort as text, so "later than" is a comparison of text.
  if (!isDate(birthDate) || birthDate > today) reasons.push('resident_id_date');
  if (checkDigit(number) !== number.charAt(17)) reasons.push('resident_id_check_digit');
  if (reasons.length > 0) return { ok: false, reasons };

  const sex = Number(number.charAt(16)) % 2 === 1 ? 'male' : 'female';
  return { ok: true, number, birthDate, sex, warnings: startsWithProvinceCode(number) ? [] : ['unknown_area'] };
}

function checkDigit(number: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(number.charAt(index)), 0);
  return CHECK_DIGITS.charAt(sum % 11);
}
