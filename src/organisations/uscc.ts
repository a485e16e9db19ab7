import { startsWithProvinceCode } from '../kernel/province-codes.js';
import type { OrganisationKind } from '../policy/terms.js';

export type UsccKind = OrganisationKind | 'other';

export type UsccReason = 'uscc_shape' | 'uscc_alphabet' | 'uscc_check_character' | 'uscc_organisation_code';

export type UsccCheck =
  | {
      readonly ok: true;
      /** Trimmed, in capitals. */
      readonly code: string;
      /** What the first two characters say; the caller compares it with the kind that was declared. */
      readonly kind: UsccKind;
      readonly warnings: readonly 'unknown_area'[];
    }
  | { readonly ok: false; readonly reasons: readonly UsccReason[] };

/** GB 32100-2015: digits and capitals without I O S V Z. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** 3 to the power of the position, modulo 31. */
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
/** GB 11714-1997 */
const ORGANISATION_CODE_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];
/** The area code of what the Ministry of Civil Affairs itself registers: the whole country, in no province. */
const WHOLE_COUNTRY = '100000';

const KINDS: ReadonlyMap<string, UsccKind> = new Map([
  ['51', 'social_group'],
  ['52', 'social_service_institution'],
  ['53', 'foundation'],
]);

/**
 * Checks a unified social credit code (统一社会信用代码, GB 32100-2015): 1 registering department, 1 kind, 6 digits
 * area of the registering authority (not of the residence), 9 organisation code with its own check character
 * (GB 11714), 1 check character.
 *
 * A right code is not proof that the organisation exists: that is for the registry to say.
 *
 * @returns every reason at once; check characters are not worked out over a text of the wrong length or alphabet.
 */
export function checkUscc(text: string): UsccCheck {
  const code = text.trim().toUpperCase();
  if (code.length !== 18) return { ok: false, reasons: ['uscc_shape'] };
  if (![...code].every((character) => ALPHABET.includes(character))) return { ok: false, reasons: ['uscc_alphabet'] };

  const reasons: UsccReason[] = [];
  const area = code.slice(2, 8);
  if (!/^[0-9]{6}$/.test(area)) reasons.push('uscc_shape');
  if (checkCharacter(code) !== code.charAt(17)) reasons.push('uscc_check_character');
  if (organisationCodeCheck(code.slice(8, 16)) !== code.charAt(16)) reasons.push('uscc_organisation_code');
  if (reasons.length > 0) return { ok: false, reasons };

  const known = area === WHOLE_COUNTRY || startsWithProvinceCode(area);
  return { ok: true, code, kind: KINDS.get(code.slice(0, 2)) ?? 'other', warnings: known ? [] : ['unknown_area'] };
}

function checkCharacter(code: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * ALPHABET.indexOf(code.charAt(index)), 0);
  return ALPHABET.charAt((31 - (sum % 31)) % 31);
}

/** Here a letter counts A = 10 to Z = 35 over the whole Latin alphabet, unlike in the check character around it. */
function organisationCodeCheck(eight: string): string {
  const sum = ORGANISATION_CODE_WEIGHTS.reduce(
    (total, weight, index) => total + weight * Number.parseInt(eight.charAt(index), 36),
    0,
  );
  return '0123456789X0'.charAt(11 - (sum % 11));
}
