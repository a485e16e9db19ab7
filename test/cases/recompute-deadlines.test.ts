// A deadline that reached into a year without a calendar is worked out again when the calendar has come: on record, once.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { verifyDatabase } from '../../src/audit/verify-database.js';
import { RecomputeDeadlines } from '../../src/cases/recompute-deadlines.js';
import { Reader } from '../../src/database/reader.js';
import {
  act,
  because,
  clearForNotice,
  look,
  onDay,
  publish,
  submittedCase,
  submittedCases,
  type TestCase,
} from '../support/cases.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';
import { candidate, dualSlate } from '../support/slates.js';
import { SHIPPED_TEXT } from '../workflow/shipped-courses.js';
import { policiesSaying } from './policies.js';

/** Invented (虚构): New Year's Day 2027 is a Friday, and the Saturday after it is worked. */
const CALENDAR_2027 = {
  year: 2027,
  publisher: '虚构',
  holidays: [{ from: '2027-01-01', to: '2027-01-01', name: '元旦' }],
  makeUpWorkingDays: ['2027-01-09'],
  workingDaysInYear: 261,
};

describeOnBothDatabases('a deadline that rests on a calendar not yet published', (open) => {
  let folder: string;
  let house: House;
  const others: House[] = [];
  beforeEach(async () => {
    folder = policiesSaying(SHIPPED_TEXT);
    house = await openHouse(await open(), { POLICIES: folder });
    await onDay(house, '2026-12-28');
  });
  afterEach(async () => {
    for (const other of others.splice(0)) await other.close();
    await house.close();
  });

  const planned = (howMany: number, day = '2027-12-31') =>
    dualSlate(
      Array.from({ length: howMany }, (_, n) => candidate(n)),
      day,
    );

  /** The calendar is added and the program started again. */
  async function restartedWith(calendar: object): Promise<House> {
    writeFileSync(join(folder, 'calendars', '2027.json'), JSON.stringify(calendar));
    const other = await house.another();
    others.push(other);
    return other;
  }
  const recompute = (at: House) => at.nest.get(RecomputeDeadlines).execute();
  const deadlineOf = async (at: House, one: TestCase) =>
    (await look(at, one, 'kx-handler'))['deadline'] as Record<string, unknown>;
  const entriesOf = async (one: TestCase) =>
    (
      await house.nest
        .get(Reader)
        .query<{ entry: string }>('SELECT entry FROM audit_entries WHERE chain = ? ORDER BY seq', [`case:${one.id}`])
    ).map(({ entry }) => JSON.parse(entry) as { act: string; actor: object; facts: object });

  it('is worked out again when it is there, by the clock, on record, and once', async () => {
    const one = await submittedCase(house, planned(1));
    expect(await deadlineOf(house, one)).toMatchObject({ dueOn: '2027-01-04', provisional: true });
    expect(await recompute(house)).toBe(0);
    const after = await restartedWith(CALENDAR_2027);
    expect(await recompute(after)).toBe(1);
    expect(await deadlineOf(after, one)).toMatchObject({
      dueOn: '2027-01-05',
      dueAt: '2027-01-05T16:00:00.000Z',
      provisional: false,
    });
    const { body } = await after.ask('kx-handler', 'GET', '/worklist?list=body');
    expect(body['items']).toMatchObject([{ id: one.id, dueAt: '2027-01-05T16:00:00.000Z' }]);
    expect((await entriesOf(one)).at(-1)).toMatchObject({
      act: 'recompute_deadline',
      actor: { kind: 'clock' },
      facts: { period: 'acceptance', was: '2027-01-04', dueOn: '2027-01-05', provisional: false, version: 1 },
    });
    expect(await recompute(after)).toBe(0);
    expect(await entriesOf(one)).toHaveLength(2);
    expect(await verifyDatabase(after.nest.get(Reader))).toHaveProperty('chains');
  });

  it('then comes due like any other, and whoever was about to act need not look again', async () => {
    const [one, two] = await submittedCases(house, 2, planned(2));
    if (!one || !two) throw new Error('A case is missing.');
    const after = await restartedWith(CALENDAR_2027);
    expect(await recompute(after)).toBe(2);
    await act(after, one, 'kx-handler', 'accept');
    expect(one.version).toBe(2);
    expect(await onDay(after, '2027-01-05')).toBe(0);
    expect(await onDay(after, '2027-01-06')).toBe(1);
    expect(await look(after, two, 'kx-handler')).toMatchObject({ overdue: true });
  });

  it('is left alone for as long as its calendar does not come, also when the day it shows is over', async () => {
    const one = await submittedCase(house, planned(1));
    for (const day of ['2027-01-04', '2027-01-05', '2027-01-06']) {
      await onDay(house, day);
      expect(await recompute(house)).toBe(0);
    }
    expect(await deadlineOf(house, one)).toMatchObject({ dueOn: '2027-01-04', provisional: true });
    expect(await entriesOf(one)).toHaveLength(1);
  });

  it('has what was left of its budget after the days that it rested', async () => {
    const one = await submittedCase(house, planned(1));
    await onDay(house, '2026-12-29');
    await act(house, one, 'kx-handler', 'return-for-supplement', because('materials_incomplete'));
    await onDay(house, '2026-12-30');
    await act(house, one, 'kx-submitter', 'answer-supplement', { remarks: '已补正' });
    expect(await deadlineOf(house, one)).toMatchObject({ period: 'acceptance', used: 1, dueOn: '2027-01-05' });
    const after = await restartedWith(CALENDAR_2027);
    expect(await recompute(after)).toBe(1);
    expect(await deadlineOf(after, one)).toMatchObject({ used: 1, dueOn: '2027-01-06', provisional: false });
  });

  it('moves earlier over a Saturday that is worked, but never into the past', async () => {
    await onDay(house, '2027-01-04');
    const [one, late] = await submittedCases(house, 2, planned(2));
    if (!one || !late) throw new Error('A case is missing.');
    expect(await deadlineOf(house, one)).toMatchObject({ dueOn: '2027-01-11', provisional: true });
    await act(house, late, 'kx-handler', 'return-for-supplement', because('materials_incomplete'));
    expect(await deadlineOf(house, late)).toMatchObject({ period: 'supplement', dueOn: '2027-01-18' });
    const after = await restartedWith(CALENDAR_2027);
    expect(await recompute(after)).toBe(2);
    expect(await deadlineOf(after, one)).toMatchObject({ dueOn: '2027-01-09', provisional: false });
    expect(await deadlineOf(after, late)).toMatchObject({ dueOn: '2027-01-15', provisional: false });
    await onDay(house, '2027-01-16');
    const tooLate = await submittedCase(house, planned(1));
    await onDay(house, '2027-02-01');
    const { dueOn } = await deadlineOf(house, tooLate);
    expect(dueOn).toBe('2027-01-22');
    expect(await recompute(after)).toBe(1);
    expect(await deadlineOf(after, tooLate)).toMatchObject({ dueOn: '2027-02-01', provisional: false });
  });

  it('stays provisional as long as it reaches into a year that is still unknown', async () => {
    const one = await submittedCase(house, planned(1));
    await clearForNotice(house, one);
    await publish(house, 'kx-handler', [one]);
    const after = await restartedWith(CALENDAR_2027);
    await recompute(after);
    await onDay(after, '2027-01-06');
    expect(await deadlineOf(after, one)).toMatchObject({ period: 'validity', dueOn: '2027-07-05', provisional: false });
    await onDay(after, '2027-12-30');
    const late = await submittedCase(after, planned(1, '2028-12-29'));
    expect(await deadlineOf(after, late)).toMatchObject({ provisional: true });
    expect(await recompute(after)).toBe(0);
  });

  it('of a notice is not moved before the end that the notice says', async () => {
    await onDay(house, '2027-01-04');
    const one = await submittedCase(house, planned(1));
    await clearForNotice(house, one);
    const notice = await publish(house, 'kx-handler', [one]);
    const after = await restartedWith(CALENDAR_2027);
    await recompute(after);
    const { body } = await after.ask(null, 'GET', `/notices/${notice}`);
    expect(body).toMatchObject({ lastDay: '2027-01-11' });
    expect(await deadlineOf(after, one)).toMatchObject({ period: 'notice', dueOn: '2027-01-11', provisional: false });
  });
});
