// From when the body's clock goes on: how long a department took is not held against it, what it waited for nobody is.
import { describe, expect, it } from '@jest/globals';
import { stoodUntil, type SentInquiry } from '../../src/inquiries/inquiry-row.js';

const day = (number: number): string => `2026-11-${String(number).padStart(2, '0')}T16:00:00.000Z`;
/** A letter that was answered, or taken back, on a day; null: it is open. */
const letter = (due: number, ended: number | null, suspends: SentInquiry['suspends'] = 'until_overdue') =>
  ({ suspends, dueAt: day(due), endedAt: ended === null ? null : day(ended) }) as SentInquiry;

describe('the clock that stood still for a letter past due', () => {
  const late = letter(10, null);
  it.each<[string, SentInquiry[], number]>([
    ['goes on from when that was due', [], 10],
    ['and not from when an earlier one was answered in time', [letter(9, 6)], 10],
    ['but from when a later one was answered', [letter(20, 13)], 13],
    [
      'not from when an earlier one was answered late: it stood for it until that was due, and no longer',
      [letter(9, 14)],
      10,
    ],
    ['from when another late one was due, if that was later', [letter(12, 15)], 12],
    [
      'from when one was answered for which it stands until the answer, however late',
      [letter(9, 14, 'until_answered')],
      14,
    ],
    ['not from when one ended for which it never stood', [letter(20, 14, null)], 10],
    ['not from one that is open: it stands for that still, or not any more', [letter(20, null)], 10],
  ])('%s', (_sentence, others, from) => {
    expect(stoodUntil([...others, late], late)).toBe(day(from));
    expect(stoodUntil([late, ...others], late)).toBe(day(from));
  });
});
