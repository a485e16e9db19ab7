import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PolicyBook } from '../../src/cases/policy-book.js';
import { remindAt } from '../../src/cases/deadlines.js';
import { recipientOf } from '../../src/cases/send-reminders.js';
import type { Reminder } from '../../src/policy/reminder.js';
import { nextReminder, remindersOf } from '../../src/policy/reminders.js';
import { addPeriod, dateOfDay, dayBefore, dayNumber, daysUsed } from '../../src/policy/working-days.js';

const { calendar } = PolicyBook.read('policies');

const reminder = (when: Reminder['when'], days: number, more: Partial<Reminder> = {}): Reminder => ({
  id: `${when}_${'abcdefghij'.charAt(days)}`,
  periods: ['decision', 'filing'],
  when,
  days,
  to: 'handlers',
  source: 'assumed',
  ...more,
});

const deadline = (startedOn: string, dueOn: string, unit: 'working_days' | 'calendar_days' = 'working_days') => ({
  period: unit === 'working_days' ? ('decision' as const) : ('filing' as const),
  unit,
  startedOn,
  dueOn,
});

describe('the next reminder of a deadline', () => {
  const reminders = [reminder('before', 2, { periods: ['decision', 'inquiry'] })];
  const budget = { unit: 'working_days', startedOn: '2026-09-14', dueOn: '2026-09-28', provisional: false } as const;

  it('begins with its day', () => {
    expect(remindAt(calendar, { reminders }, 'decision', budget, [])).toBe('2026-09-22T16:00:00.000Z');
  });

  it('is none of the period in which a department is asked: it is reminded of its letter', () => {
    expect(remindAt(calendar, { reminders }, 'inquiry', budget, [])).toBeNull();
  });

  it('is none while the end is a guess, once it was sent, or where the policy has none', () => {
    expect(remindAt(calendar, { reminders }, 'decision', { ...budget, provisional: true }, [])).toBeNull();
    expect(remindAt(calendar, { reminders }, 'decision', budget, ['before_c'])).toBeNull();
    expect(remindAt(calendar, {}, 'decision', budget, [])).toBeNull();
    expect(remindAt(calendar, { reminders }, 'filing', budget, [])).toBeNull();
  });
});

describe('a reminder', () => {
  it.each([
    // 2026: the first to the seventh of October are holidays, and Saturday the tenth is worked.
    ['2 working days before', 'before', 2, '2026-09-21', '2026-10-12', 'working_days', '2026-10-09'],
    ['5 working days before, over the holidays', 'before', 5, '2026-09-21', '2026-10-12', 'working_days', '2026-09-29'],
    [
      'a working day after, which is a Saturday that is worked',
      'after',
      1,
      '2026-09-21',
      '2026-10-09',
      'working_days',
      '2026-10-10',
    ],
    ['on the last day', 'before', 0, '2026-09-21', '2026-10-12', 'working_days', '2026-10-12'],
    ['3 calendar days before, no rest day', 'before', 3, '2026-09-01', '2026-09-24', 'calendar_days', '2026-09-21'],
    [
      '3 calendar days before, moved back off a weekend',
      'before',
      3,
      '2026-08-01',
      '2026-09-01',
      'calendar_days',
      '2026-08-28',
    ],
    [
      '2 calendar days after, moved on off the holidays',
      'after',
      2,
      '2026-08-01',
      '2026-09-30',
      'calendar_days',
      '2026-10-08',
    ],
    ['before the clock began to run: at once', 'before', 5, '2026-11-04', '2026-11-06', 'working_days', '2026-11-04'],
  ] as const)('%s', (_what, when, days, start, due, unit, day) => {
    expect(remindersOf(calendar, [reminder(when, days)], deadline(start, due, unit))).toMatchObject([{ day }]);
  });

  it('is due when its day begins in China', () => {
    expect(remindersOf(calendar, [reminder('after', 1)], deadline('2026-11-02', '2026-11-09'))).toMatchObject([
      { day: '2026-11-10', at: '2026-11-09T16:00:00.000Z' },
    ]);
  });

  it('is of the periods it names, and comes in the order of its day, not of the policy', () => {
    const all = [reminder('after', 3), reminder('before', 2), reminder('after', 1), reminder('before', 5)];
    const ids = (period: 'decision' | 'acceptance') =>
      remindersOf(calendar, all, { ...deadline('2026-11-02', '2026-11-16'), period }).map((each) => each.reminder.id);
    expect(ids('decision')).toEqual(['before_f', 'before_c', 'after_b', 'after_d']);
    expect(ids('acceptance')).toEqual([]);
  });

  it('is sent once: the next one is one that was not sent, wherever the end has moved', () => {
    const all = [reminder('before', 2), reminder('after', 1)];
    const next = (dueOn: string, sent: readonly string[]) =>
      nextReminder(calendar, all, deadline('2026-11-02', dueOn), sent)?.reminder.id;
    expect(next('2026-11-16', [])).toBe('before_c');
    expect(next('2026-11-16', ['before_c'])).toBe('after_b');
    expect(next('2026-12-30', ['before_c'])).toBe('after_b');
    expect(next('2026-12-30', ['before_c', 'after_b'])).toBeUndefined();
  });

  it('falls, for every end of two years and up to 30 days, on a day on which somebody works, so many days away', () => {
    const ends = fc.integer({ min: dayNumber('2024-03-01'), max: dayNumber('2026-10-30') });
    const length = fc.integer({ min: 0, max: 30 });
    fc.assert(
      fc.property(ends, length, (end, days) => {
        const due = addPeriod(calendar, dateOfDay(end), { length: 1, unit: 'calendar_days' }).date;
        const before = dayBefore(calendar, due, { length: days, unit: 'working_days' });
        expect(daysUsed(calendar, before, due, 'working_days')).toBe(days);
        const natural = dayBefore(calendar, due, { length: days, unit: 'calendar_days' });
        expect(dayNumber(due) - dayNumber(natural)).toBeGreaterThanOrEqual(days);
        expect([before, natural].map(calendar.dayKind)).toEqual(['working', 'working']);
        // Moved back off rest days, and no further.
        const from = dateOfDay(dayNumber(due) - days);
        expect(daysUsed(calendar, natural, from, 'working_days')).toBe(0);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a reminder goes', () => {
  const bodies = {
    submitting_body: 'unit',
    supervising_unit: 'unit',
    party_building_body: 'party',
    registration_authority: 'registry',
  };
  const to = (more: Partial<Reminder>, turnBodyId: string) =>
    recipientOf(reminder('after', 1, more), { bodies, turnBodyId });

  it.each([
    ['to who handles it', { to: 'handlers' }, 'party', { body: 'party', duty: 'handler', escalated: false }],
    ['to who decides', { to: 'approvers' }, 'party', { body: 'party', duty: 'approver', escalated: false }],
    ['to who submitted', { to: 'submitters' }, 'unit', { body: 'unit', duty: 'submitter', escalated: false }],
    [
      'to the first of those next in line that is neither late nor the submitting body',
      {
        to: 'next_in_line',
        nextInLine: ['supervising_unit', 'party_building_body', 'industry_department', 'registration_authority'],
      },
      'party',
      { body: 'registry', duty: 'approver', escalated: true },
    ],
    [
      'to who decides there, where nobody stands above',
      { to: 'next_in_line', nextInLine: ['registration_authority'] },
      'registry',
      { body: 'registry', duty: 'approver', escalated: false },
    ],
  ] as const)('%s', (_how, more, late, recipient) => {
    expect(to(more, late)).toEqual(recipient);
  });
});
