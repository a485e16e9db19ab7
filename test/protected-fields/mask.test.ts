import { describe, expect, it } from '@jest/globals';
import { maskIdentityNumber, maskPhone } from '../../src/protected-fields/mask.js';

describe('a masked number', () => {
  it.each([
    ['110101199003071234', '110101********1234'],
    ['11010519491231002X', '110105********002X'],
    ['11010519491231002x', '110105********002x'],
    ['E12345678', 'E******78'], // passport
    ['H0123456789', 'H********89'], // Mainland travel permit
    ['911010519491231002X', '9****************2X'], // 19 characters: no resident identity number
    ['𠮷23456', '𠮷***56'],
    ['12345', '*****'],
    ['', ''],
  ])('of the identity document %s is %s', (number, masked) => {
    expect(maskIdentityNumber(number)).toBe(masked);
  });

  it.each([
    ['13800138000', '138****8000'],
    ['0571-87654321', '***********21'],
    ['+8613800138000', '************00'],
    ['12345', '*****'],
    ['', ''],
  ])('of the telephone %s is %s', (number, masked) => {
    expect(maskPhone(number)).toBe(masked);
  });
});
