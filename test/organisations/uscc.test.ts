import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { checkUscc, type UsccKind, type UsccReason } from '../../src/organisations/uscc.js';

const vectors = JSON.parse(readFileSync(new URL('../data/identifiers.json', import.meta.url), 'utf8')) as {
  uscc: { valid: string[]; invalid: { value: string; why: string }[] };
};

const READ: [code: string, kind: UsccKind, warnings: 'unknown_area'[]][] = [
  ['51330000MJ90000141', 'social_group', []],
  ['52330282MJ9000022U', 'social_service_institution', []],
  ['53330000MJ9000030G', 'foundation', []],
  ['91110000600037341L', 'other', []], // a company, a code in public use
  ['53100000MJ9000030N', 'foundation', []], // registered by the ministry: area 100000, the whole country
  ['51990000MJ90000142', 'social_group', ['unknown_area']],
];

const REFUSED: [code: string, why: string, reasons: UsccReason[]][] = [
  ['', 'it is empty', ['uscc_shape']],
  ['51330000MJ9000014', 'it has 17 characters', ['uscc_shape']],
  ['51330000MJ900001411', 'it has 19 characters', ['uscc_shape']],
  ['5133O000MJ90000141', 'O is not in the alphabet', ['uscc_alphabet']],
  ['51330000MJ9000014-', 'a hyphen is not in the alphabet', ['uscc_alphabet']],
  ['５1330000MJ90000141', 'a full-width digit is not in the alphabet', ['uscc_alphabet']],
  ['51330000MJ90000140', 'the check character is another', ['uscc_check_character']],
  ['51330000MJ90000151', 'both check characters are others', ['uscc_check_character', 'uscc_organisation_code']],
  ['51330000MJ90000154', 'only the organisation code is wrong', ['uscc_organisation_code']],
  ['5133A000MJ9000014W', 'the area is not of digits', ['uscc_shape']],
];

describe('a unified social credit code', () => {
  it.each(READ)('%s is of a %s, warnings %j', (code, kind, warnings) => {
    expect(checkUscc(code)).toEqual({ ok: true, code, kind, warnings });
  });

  it.each(vectors.uscc.valid)('%s of the shared vectors is sound', (code) => {
    expect(checkUscc(code)).toMatchObject({ ok: true, code });
  });

  it.each(vectors.uscc.invalid)('$value of the shared vectors is refused: $why', ({ value }) => {
    expect(checkUscc(value)).toMatchObject({ ok: false });
  });

  it.each(REFUSED)('%s is refused because %s', (code, _why, reasons) => {
    expect(checkUscc(code)).toEqual({ ok: false, reasons });
  });

  it('is trimmed and put in capitals', () => {
    expect(checkUscc('\t52330282mj9000022u ')).toMatchObject({ ok: true, code: '52330282MJ9000022U' });
  });

  it('is refused when any one of its characters is another', () => {
    const code = '53330000MJ9000030G';
    const changed = [...code].flatMap((character, at) =>
      [...'0123456789ABCDEFGHJKLMNPQRTUWXY']
        .filter((other) => other !== character)
        .map((other) => code.slice(0, at) + other + code.slice(at + 1)),
    );
    expect(changed).toHaveLength(18 * 30);
    expect(changed.filter((one) => checkUscc(one).ok)).toEqual([]);
  });

  it.each(['51330000MJWY002870', '51330000MJWY00164Y'])('%s ends in the first or last of the alphabet', (code) => {
    expect(checkUscc(code)).toMatchObject({ ok: true });
  });

  // GB 11714: 11 minus the remainder, of which 10 is written X and 11 is written 0.
  it.each(['51330000MJ900017XA', '51330000MJ9000110A'])('%s has an organisation code that ends in X or 0', (code) => {
    expect(checkUscc(code)).toMatchObject({ ok: true });
  });
});
