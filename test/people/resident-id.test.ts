import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { checkResidentId, type ResidentIdReason } from '../../src/people/resident-id.js';

const TODAY = '2026-03-01';
const vectors = JSON.parse(readFileSync(new URL('../data/identifiers.json', import.meta.url), 'utf8')) as {
  residentId: { valid: string[]; invalid: { value: string; why: string }[] };
};

const READ: [number: string, birthDate: string, sex: 'male' | 'female', warnings: 'unknown_area'[]][] = [
  ['11010519491231002X', '1949-12-31', 'female', []], // the samples of GB 11643-1999 itself
  ['440524188001010014', '1880-01-01', 'male', []],
  ['99999919600229001X', '1960-02-29', 'male', ['unknown_area']],
  ['810000199912310039', '1999-12-31', 'male', []], // a Hong Kong resident with a residence permit
];

const REFUSED: [number: string, why: string, reasons: ResidentIdReason[]][] = [
  ['', 'it is empty', ['resident_id_shape']],
  ['1101051949123100', 'it has 16 digits', ['resident_id_shape']],
  ['110105194912310020X', 'it has 19 characters', ['resident_id_shape']],
  ['1101051949123100X2', 'X stands before the end', ['resident_id_shape']],
  ['110105 19491231 002X', 'it has spaces inside', ['resident_id_shape']],
  ['１１０１０５１９４９１２３１００２X', 'its digits are full-width', ['resident_id_shape']],
  ['110105194912310021', 'the check digit is another', ['resident_id_check_digit']],
  ['999999195502290011', '1955 had no 29 February', ['resident_id_date']],
  ['110105195513010016', 'there is no 13th month', ['resident_id_date']],
  ['110105190002290017', '1900 was no leap year', ['resident_id_date']],
  ['110105190002290018', 'both date and digit are wrong', ['resident_id_date', 'resident_id_check_digit']],
];

describe('a resident identity number', () => {
  it.each(READ)('%s says born %s, %s, warnings %j', (number, birthDate, sex, warnings) => {
    expect(checkResidentId(number, TODAY)).toEqual({ ok: true, number, birthDate, sex, warnings });
  });

  it.each(vectors.residentId.valid)('%s of the shared vectors is sound', (number) => {
    expect(checkResidentId(number, TODAY)).toMatchObject({ ok: true, number });
  });

  it.each(vectors.residentId.invalid)('$value of the shared vectors is refused: $why', ({ value }) => {
    expect(checkResidentId(value, TODAY)).toMatchObject({ ok: false });
  });

  it.each(REFUSED)('%s is refused because %s', (number, _why, reasons) => {
    expect(checkResidentId(number, TODAY)).toEqual({ ok: false, reasons });
  });

  // One for each remainder 0 to 10, whose check digits are 1 0 X 9 8 7 6 5 4 3 2.
  it.each('0011 0070 002X 0089 0038 0097 0046 0185 0054 0003 0062'.split(' '))('may end in %s', (sequenceAndCheck) => {
    expect(checkResidentId(`11010119900307${sequenceAndCheck}`, TODAY)).toMatchObject({ ok: true });
  });

  it('is trimmed and its x made a capital', () => {
    expect(checkResidentId(' 11010519491231002x\n', TODAY)).toMatchObject({ ok: true, number: '11010519491231002X' });
  });

  it('may be of somebody born today but not tomorrow', () => {
    const number = '999999199602290017';
    expect(checkResidentId(number, '1996-02-29')).toMatchObject({ ok: true });
    expect(checkResidentId(number, '1996-02-28')).toEqual({ ok: false, reasons: ['resident_id_date'] });
  });

  it.each(['10', '16', '24', '38', '47', '49', '55', '66', '70', '72', '80', '84'])(
    'has a warning for the area %s',
    (area) => {
      expect(withArea(area)).toMatchObject({ ok: true, warnings: ['unknown_area'] });
    },
  );

  it.each(['11', '15', '23', '37', '46', '50', '54', '65', '71', '81', '82', '83'])(
    'has no warning for the area %s',
    (area) => {
      expect(withArea(area)).toMatchObject({ ok: true, warnings: [] });
    },
  );

  it('cannot be checked against a day that is none', () => {
    expect(() => checkResidentId('11010519491231002X', '2026-02-29')).toThrow(RangeError);
  });
});

/** The check of a number of that area with whichever last digit makes it right. */
function withArea(area: string) {
  const checks = [...'0123456789X'].map((digit) => checkResidentId(`${area}010119900307123${digit}`, TODAY));
  return checks.find((check) => check.ok);
}
