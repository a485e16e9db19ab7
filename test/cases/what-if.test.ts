// What would be due when, under another version of the policy: the days used so far are counted as that version counts.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { act, because, clear, onDay, submittedCase, type TestCase } from '../support/cases.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';
import { policiesChanging } from './policies.js';

const VERSION = '330200/2026-07-01';
/** Its decision takes twenty calendar days; that of the version in force, ten working days. */
const COUNTING_ALL_DAYS = policiesChanging(
  VERSION,
  'decision: { length: 7, unit: working_days,',
  'decision: { length: 20, unit: calendar_days,',
);

describeOnBothDatabases('what if another version counted in another unit', (open) => {
  let house: House;
  let one: TestCase;
  let resting: TestCase;
  beforeAll(async () => {
    house = await openHouse(await open(), { POLICIES: COUNTING_ALL_DAYS });
    one = await act(house, await submittedCase(house), 'kx-handler', 'accept');
    resting = await act(house, await submittedCase(house), 'kx-handler', 'accept');
  });
  afterAll(() => house.close());

  const due = async (of: TestCase, policy = VERSION) =>
    (await house.ask('kx-handler', 'GET', `/cases/${of.id}/what-if?policy=${policy}`)).body['due'];

  it('a first stretch has the whole of its period', async () => {
    const left = { length: 20, unit: 'calendar_days' };
    expect(await due(one)).toEqual({ now: '2026-11-16', then: '2026-11-23', provisional: false, left });
  });

  it('the days before it rested are counted in its unit, not in that in which they were', async () => {
    await onDay(house, '2026-11-09');
    await act(house, one, 'kx-handler', 'defer', because('facts_being_verified'));
    // The clock stands still for the police until they answer, however late that is.
    await act(house, resting, 'kx-handler', 'inquiries', { inquiries: [{ inquiry: 'criminal_record' }] });
    await onDay(house, '2026-11-10');
    await act(house, one, 'kx-handler', 'resume');
    const left = { length: 13, unit: 'calendar_days' };
    expect(await due(one)).toEqual({ now: '2026-11-17', then: '2026-11-23', provisional: false, left });
  });

  it('an end in a year without a calendar is said to be provisional', async () => {
    await onDay(house, '2026-12-22');
    const late = await act(house, await submittedCase(house), 'kx-handler', 'accept');
    expect(await due(late)).toMatchObject({ provisional: true });
  });

  it('while the clock stands still nobody knows the day, but what is left', async () => {
    const left = { length: 13, unit: 'calendar_days' };
    expect(await due(resting)).toEqual({ now: null, then: null, provisional: false, left });
    expect(await due(resting, '330000/2026-07-01')).toMatchObject({ left: { length: 5, unit: 'working_days' } });
  });
});

describeOnBothDatabases('what if somebody decided on another day', (open) => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse(await open());
  });
  afterAll(() => house.close());

  it('an answer that is too old by then counts no more, and one that is not counts', async () => {
    const one = await act(house, await submittedCase(house), 'kx-handler', 'accept');
    await act(house, one, 'kx-handler', 'findings', { findings: [clear('court_dishonesty')] });
    const then = async (askedOn: string) => {
      const { status, body } = await house.ask('kx-handler', 'GET', `/cases/${one.id}/what-if?askedOn=${askedOn}`);
      expect(status).toBe(200);
      return (body['checks'] as { rule: string }[]).filter(({ rule }) => rule === 'court_dishonesty');
    };
    expect(await then('2027-01-31')).toEqual([]);
    expect(await then('2027-02-01')).toMatchObject([{ now: 'pass', then: 'unknown' }]);
  });

  it('the deadlines are those of today, and it is said that they are; where no day is supposed, it is not', async () => {
    const one = await act(house, await submittedCase(house), 'kx-handler', 'accept');
    const asked = async (supposed: string) =>
      (await house.ask('kx-handler', 'GET', `/cases/${one.id}/what-if?${supposed}`)).body;
    const { due, said } = await asked('askedOn=2027-02-01&heldOn=2027-03-01');
    expect(due).toMatchObject({ now: '2026-11-16', then: '2026-11-16' });
    const last = (said as { code: string; words: { en: string } }[]).at(-1);
    expect(last).toMatchObject({
      code: 'what_if_deadlines',
      facts: { days: ['2027-03-01', '2027-02-01'], today: '2026-11-02' },
    });
    expect(last?.words.en).toContain('2027-03-01, 2027-02-01');
    const days = { code: 'what_if_deadlines', facts: { days: ['2027-03-01'] } };
    expect(await asked('heldOn=2027-03-01')).toMatchObject({ said: [{ code: 'what_if_same' }, days] });
    const { said: otherwise } = await asked('policy=330200/2026-07-01');
    expect((otherwise as { code: string }[]).map(({ code }) => code)).not.toContain('what_if_deadlines');
    expect(await asked('')).toMatchObject({ checks: [], said: [{ code: 'what_if_nothing' }] });
  });

  it('another version has a check stand in the way where this one only warns, and says of what', async () => {
    const one = await act(house, await submittedCase(house), 'kx-handler', 'accept');
    const { body } = await house.ask('kx-handler', 'GET', `/cases/${one.id}/what-if?policy=330200/2026-07-01`);
    const acts = ['publish_notice', 'record_election', 'file'];
    const roster = (body['checks'] as { rule: string; words: object }[]).find(({ rule }) => rule === 'roster_size');
    expect(roster).toMatchObject({
      blocks: { now: [], then: acts },
      warns: { now: ['publish_notice', 'file'], then: [] },
    });
    const facts = { check: roster?.words, acts };
    expect(body['said']).toContainEqual(expect.objectContaining({ code: 'what_if_check_blocks', facts }));
  });
});
