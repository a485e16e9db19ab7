import { describe, expect, it } from '@jest/globals';
import { ageOn, yearsAfter } from '../../../src/policy/checks/age.js';

describe('a year of age', () => {
  it.each([
    ['1956-03-01', '2026-02-28', 69],
    ['1956-03-01', '2026-03-01', 70],
    ['1956-02-29', '2026-02-28', 69],
    ['1956-02-29', '2026-03-01', 70],
    ['1956-02-29', '2028-02-29', 72],
  ])('of one born on %s is completed by %s for the %ith time', (birthDate, day, age) => {
    expect(ageOn(birthDate, day)).toBe(age);
  });
});

describe('years after a day', () => {
  it.each([
    ['2021-03-01', 5, '2026-03-01'],
    ['2020-02-29', 5, '2025-03-01'],
    ['2020-02-29', 4, '2024-02-29'],
    ['2020-02-28', 1, '2021-02-28'],
  ])('from %s, %i of them, come to %s', (day, years, end) => {
    expect(yearsAfter(day, years)).toBe(end);
  });
});
