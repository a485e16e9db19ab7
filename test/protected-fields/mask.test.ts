import { describe, expect, it } from '@jest/globals';
import { maskAddress, maskIdentityNumber, maskTelephone } from '../../src/protected-fields/mask.js';

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

describe('a masked way to reach somebody', () => {
  it.each([
    ['13900001234', '13*******34'],
    ['057187654321', '057*******21'],
    ['87654321', '87****21'],
    ['1234567', '1******'],
    ['110', '***'],
  ])('is of the telephone %s %s', (number, masked) => {
    expect(maskTelephone(number)).toBe(masked);
  });

  it.each([
    ['浙江省杭州市虚构区虚构路1号', '浙江省杭**********'],
    ['浙江省杭州市虚构区虚构街道虚构小区虚构幢1号', '浙江省杭州市****************'],
    ['𠮷村1', '𠮷**'],
    ['某', '*'],
  ])('is of the address %s %s', (address, masked) => {
    expect(maskAddress(address)).toBe(masked);
  });
});
