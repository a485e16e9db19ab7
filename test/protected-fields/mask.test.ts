import { describe, expect, it } from '@jest/globals';
import { maskIdentityNumber } from '../../src/protected-fields/mask.js';

describe('a masked number', () => {
  it.each([
    ['110101199003071234', '11***************4'],
    ['11010519491231002X', '11***************X'],
    ['11010519491231002x', '11***************x'],
    ['E12345678', 'E******78'], // passport
    ['H0123456789', 'H********89'], // Mainland travel permit
    ['911010519491231002X', '9****************2X'], // 19 characters: no resident identity number
    ['𠮷23456', '𠮷***56'],
    ['12345', '*****'],
    ['', ''],
  ])('of the identity document %s is %s', (number, masked) => {
    expect(maskIdentityNumber(number)).toBe(masked);
  });
});
