import { describe, expect, it } from '@jest/globals';
import { findIdentityNumbers } from '../../src/protected-fields/find-identity-numbers.js';

const FOUND: [text: string, numbers: string[]][] = [
  ['身份证号110101199003071234，男', ['110101199003071234']],
  ['id=11010519491231002x;', ['11010519491231002X']],
  ['110101 19900307 1234 和 110101-1990-03-07-123-4', ['110101199003071234']],
  ['１１０１０１１９９００３０７１２３４', ['110101199003071234']],
  ['{"n":"99999919600229001X"}', ['99999919600229001X']],
  ['联系电话：13800138000。', ['13800138000']],
  ['tel +86 138-0013-8000, 008613900139000, 8613700137000', ['13800138000', '13900139000', '13700137000']],
  ['李某 138 0013 8000 / 110101199003071234', ['110101199003071234', '13800138000']],
];

const NOT_FOUND: [text: string, why: string][] = [
  ['', 'nothing'],
  ['110101********1234 138****8000', 'masked numbers'],
  ['110101199002301234', '30 February'],
  ['110101199013071234', 'a 13th month'],
  ['110101179912311234', 'a birth in 1799'],
  ['110101210001011234', 'a birth in 2100'],
  ['6222021001116245702', '19 digits of a bank card'],
  ['9110101199003071234', '19 digits of which the last 18 would be one'],
  ['1101011990030712345', '19 digits of which the first 18 would be one'],
  ['51330000MJ90000141', 'a unified social credit code'],
  ['91110000600037341L', 'a unified social credit code of digits and a letter'],
  ['12800138000 138001380001', 'no mobile numbers'],
  ['2026-03-10 至 2026-03-16 0571-87654321 2026031012', 'dates, a landline, a document number'],
];

describe('identity numbers in a free text', () => {
  it.each(FOUND)('are found in %s', (text, numbers) => {
    expect(findIdentityNumbers(text)).toEqual(numbers);
  });

  it.each(NOT_FOUND)('are not found in %s (%s)', (text) => {
    expect(findIdentityNumbers(text)).toEqual([]);
  });
});
