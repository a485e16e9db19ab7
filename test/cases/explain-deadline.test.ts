// Why a case is due when it is: from the day on which its period began, each day that did not count, and each rest.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { explain } from '../../src/cases/explain-deadline.js';
import type { DeadlineColumns, DeadlineSpan } from '../../src/cases/deadlines.js';
import { PolicyBook } from '../../src/cases/policy-book.js';
import { addPeriod, dateOfDay, dayNumber, daysUsed, endOfDayInChina } from '../../src/policy/working-days.js';
import { act, because, onDay, submittedCase, type TestCase } from '../support/cases.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';

describeOnBothDatabases('the deadline of a case', (open) => {
  let house: House;
  let one: TestCase;
  beforeAll(async () => {
    house = await openHouse(await open());
    one = await submittedCase(house);
  });
  afterAll(() => house.close());

  const explained = async (who = 'kx-handler') => {
    const { status, body } = await house.ask(who, 'GET', `/cases/${one.id}/deadline`);
    return { status, ...(body['deadline'] as Record<string, unknown>) };
  };

  it('is explained by its source, its start, and the days that do not count', async () => {
    expect(await explained()).toEqual({
      status: 'running',
      period: 'acceptance',
      length: 5,
      unit: 'working_days',
      source: '行政许可法（2019）',
      calendar: null,
      startedOn: '2026-11-02',
      spans: [
        {
          from: '2026-11-02',
          to: '2026-11-09',
          counted: 5,
          notCounted: [
            { date: '2026-11-02', why: 'start_day', holiday: null },
            { date: '2026-11-07', why: 'weekend', holiday: null },
            { date: '2026-11-08', why: 'weekend', holiday: null },
          ],
        },
      ],
      suspensions: [],
      reminders: [],
      left: 5,
      dueOn: '2026-11-09',
      dueAt: '2026-11-09T16:00:00.000Z',
      provisional: false,
      keptOpenBy: null,
      goesOn: null,
      whenPassed: 'overdue',
    });
  });

  it('tells how long its clock stood still, for which act and for which reason', async () => {
    await act(house, one, 'kx-handler', 'accept');
    await onDay(house, '2026-11-04');
    await act(house, one, 'kx-handler', 'defer', because('expert_review'));
    expect(await explained()).toMatchObject({ period: 'deferral' });
    await onDay(house, '2026-11-11');
    await act(house, one, 'kx-handler', 'resume');
    expect(await explained()).toMatchObject({
      period: 'decision',
      startedOn: '2026-11-02',
      spans: [
        { from: '2026-11-02', to: '2026-11-04', counted: 2 },
        { from: '2026-11-11', to: '2026-11-23', counted: 8 },
      ],
      suspensions: [
        {
          from: '2026-11-04',
          to: '2026-11-11',
          by: 'defer',
          reason: { code: 'expert_review', en: expect.any(String) },
        },
      ],
      left: 8,
      dueOn: '2026-11-23',
    });
    await onDay(house, '2026-11-13');
    await act(house, one, 'kx-handler', 'return-for-supplement', because('facts_differ'));
    await onDay(house, '2026-11-16');
    await act(house, one, 'kx-submitter', 'answer-supplement', { remarks: '已补正' });
    expect(await explained()).toMatchObject({
      spans: [{ counted: 2 }, { from: '2026-11-11', to: '2026-11-13', counted: 2 }, { counted: 6 }],
      suspensions: [
        { by: 'defer', to: '2026-11-11', reason: { code: 'expert_review' } },
        { from: '2026-11-13', to: '2026-11-16', by: 'return_for_supplement', reason: { code: 'facts_differ' } },
      ],
      dueOn: '2026-11-24',
    });
    const { body } = await house.ask('kx-submitter', 'GET', `/cases/${one.id}/deadline`);
    expect(
      (body['why'] as { code: string; words: { en: string } }[]).filter(({ code }) => code === 'due_stopped_for'),
    ).toMatchObject([{ words: { en: expect.stringContaining('Experts are asked') } }, { code: 'due_stopped_for' }]);
  });

  it('is explained to everybody who sees the case, and to nobody else', async () => {
    expect((await explained('kx-submitter')).status).toBe('running');
    const { status, body } = await house.ask('zhdw-handler', 'GET', `/cases/${one.id}/deadline`);
    expect([status, body['code']]).toEqual([404, 'not_found']);
  });

  it('is none when the case has ended', async () => {
    await act(house, one, 'kx-submitter', 'withdraw', because('candidate_withdrew'));
    const { body } = await house.ask('kx-submitter', 'GET', `/cases/${one.id}/deadline`);
    expect(body).toEqual({ deadline: null, why: [] });
  });
});

describe('an explanation', () => {
  const { calendar } = PolicyBook.read('policies');

  /** A deadline that began on a day and was stopped and went on again after so many days each time. */
  function deadlineOf(
    start: number,
    length: number,
    unit: DeadlineColumns['unit'],
    rests: readonly [number, number][],
  ) {
    const over: DeadlineSpan[] = [];
    let [startedOn, used] = [dateOfDay(start), 0];
    for (const [ran, rested] of rests) {
      const stoppedOn = dateOfDay(dayNumber(startedOn) + ran);
      const counted = daysUsed(calendar, startedOn, stoppedOn, unit);
      if (used + counted >= length) break;
      over.push({ started_on: startedOn, stopped_on: stoppedOn, stopped_by: 'defer', reason_code: null, counted });
      [startedOn, used] = [dateOfDay(dayNumber(stoppedOn) + rested), used + counted];
    }
    const end = addPeriod(calendar, startedOn, { length: length - used, unit });
    const deadline: DeadlineColumns = {
      id: 'd',
      case_id: 'c',
      period: 'decision',
      length,
      unit,
      when_passed: 'overdue',
      source: 'assumed',
      started_on: startedOn,
      used,
      due_on: end.date,
      due_at: endOfDayInChina(end.date),
      provisional: 0,
      status: 'running',
      remind_at: null,
      calendar: null,
    };
    return { deadline, over };
  }

  it('accounts for every day from the first to the last: counted, not counted and why, or rested', () => {
    const rests = fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 20 })), {
      maxLength: 4,
    });
    const starts = fc.integer({ min: dayNumber('2024-01-01'), max: dayNumber('2026-06-30') });
    fc.assert(
      fc.property(starts, fc.integer({ min: 1, max: 60 }), rests, (start, length, pauses) => {
        const { deadline, over } = deadlineOf(start, length, 'working_days', pauses);
        const { spans, suspensions, startedOn, dueOn } = explain(calendar, deadline, over);
        expect(spans.reduce((sum, { counted }) => sum + counted, 0)).toBe(length);
        for (const { from, to, counted, notCounted } of spans) {
          expect(counted + notCounted.length).toBe(dayNumber(to) - dayNumber(from) + 1);
        }
        expect(startedOn).toBe(dateOfDay(start));
        const ran = spans.reduce((sum, { from, to }) => sum + dayNumber(to) - dayNumber(from), 0);
        const rested = suspensions.reduce((sum, { from, to }) => sum + dayNumber(to ?? from) - dayNumber(from), 0);
        expect(start + ran + rested).toBe(dayNumber(dueOn ?? ''));
      }),
      { numRuns: 500 },
    );
  });

  it('never comes to an earlier day for a rest', () => {
    const start = fc.integer({ min: dayNumber('2024-01-01'), max: dayNumber('2026-06-30') });
    const units = fc.constantFrom('working_days' as const, 'calendar_days' as const);
    const rest = fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 20 }));
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 60 }), units, rest, (from, length, unit, pause) => {
        const without = deadlineOf(from, length, unit, []).deadline.due_on;
        const resting = deadlineOf(from, length, unit, [pause]).deadline.due_on;
        expect(resting >= without).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
