// An end that is worked out again, when a calendar has come or a body has another one.
import { expect, it } from '@jest/globals';
import { endAnew } from '../../src/policy/budget.js';

const TODAY = '2026-11-10';

it.each([
  // what it was, and whether a guess; what it comes to now, and whether a guess; what it is from now on
  ['certain, and later now', '2026-11-12', false, '2026-11-16', false, '2026-11-16'],
  [
    'certain, and earlier now: nobody has less time than they were told',
    '2026-11-12',
    false,
    '2026-11-11',
    false,
    '2026-11-12',
  ],
  ['certain, and in the past: it passes as it would have', '2026-11-09', false, '2026-11-06', false, '2026-11-09'],
  ['certain, and a guess now', '2026-11-12', false, '2027-01-04', true, '2027-01-04'],
  ['a guess, and later', '2026-11-12', true, '2026-11-16', false, '2026-11-16'],
  ['a guess, and earlier', '2026-11-16', true, '2026-11-12', false, '2026-11-12'],
  ['a guess, and in the past, where nobody could keep it: today', '2026-11-16', true, '2026-11-06', false, TODAY],
  ['a guess still, which does not move along with today', '2026-11-06', true, '2026-11-06', true, '2026-11-06'],
] as const)('it was %s', (_what, dueOn, wasGuess, date, isGuess, expected) => {
  const end = endAnew({ dueOn, provisional: wasGuess }, { date, provisional: isGuess }, TODAY);
  expect(end).toEqual({ dueOn: expected, provisional: isGuess });
});
