// Local holidays, and days on which an office is closed: the deadlines of that office are counted by its own calendar.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { verifyDatabase } from '../../src/audit/verify-database.js';
import { RecomputeDeadlines } from '../../src/cases/recompute-deadlines.js';
import { Reader } from '../../src/database/reader.js';
import { WriteDoor } from '../../src/database/transactions.js';
import { act, because, onDay, submittedCase, type TestCase } from '../support/cases.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';
import { candidate, dualSlate } from '../support/slates.js';
import { SHIPPED_TEXT } from '../workflow/shipped-courses.js';
import { policiesSaying } from './policies.js';

/** Invented (虚构): the office is closed from 4 to 6 November. */
const CLOSED = {
  calendar: 'closed',
  year: 2026,
  publisher: '虚构机关',
  restDays: [{ from: '2026-11-04', to: '2026-11-06', name: '搬迁闭馆（虚构）' }],
  workingDays: [],
};
const CALENDAR_2027 = {
  year: 2027,
  publisher: '虚构',
  holidays: [{ from: '2027-01-01', to: '2027-01-03', name: '元旦' }],
  makeUpWorkingDays: [],
  workingDaysInYear: 260,
};

describeOnBothDatabases('a body with a calendar of its own', (open) => {
  let house: House;
  let folder: string;
  beforeAll(async () => {
    folder = policiesSaying(SHIPPED_TEXT);
    mkdirSync(join(folder, 'calendars', 'bodies', 'closed'), { recursive: true });
    writeFileSync(join(folder, 'calendars', 'bodies', 'closed', '2026.json'), JSON.stringify(CLOSED));
    house = await openHouse(await open(), { POLICIES: folder });
  });
  afterAll(() => house.close());

  const give = async (calendar: unknown, who = 'administrator', body = 'zj-kx') => {
    const { status, body: said } = await house.ask(who, 'PUT', `/bodies/${body}/calendar`, { calendar });
    return `${status} ${String(said['code'] ?? said['id'])}`;
  };
  const deadlineOf = async (one: TestCase, at: House = house) =>
    (await at.ask('kx-submitter', 'GET', `/cases/${one.id}/deadline`)).body['deadline'] as Record<string, unknown>;

  it('gets it from an administrator, if there is such a calendar', async () => {
    expect(await give('open')).toBe('422 calendar_unknown');
    expect(await give('closed', 'kx-handler')).toBe('403 not_your_duty');
    expect(await give('closed', 'administrator', 'nowhere')).toBe('404 not_found');
    expect(await give(7)).toBe('400 invalid_request');
    expect(await give('closed')).toBe('200 zj-kx');
    expect((await house.ask('kx-handler', 'GET', '/bodies/zj-kx')).body).toMatchObject({ calendar: 'closed' });
    expect((await house.ask('kx-handler', 'GET', '/bodies/zj-mzt')).body).toMatchObject({ calendar: null });
  });

  it('given while a case is open, moves its ends at once and on record, later but never earlier', async () => {
    await give(null);
    const running = await submittedCase(house);
    const resting = await submittedCase(house);
    await act(house, resting, 'kx-handler', 'return-for-supplement', because('materials_incomplete'));
    expect(await deadlineOf(running)).toMatchObject({ calendar: null, dueOn: '2026-11-09', provisional: false });
    await give('closed');
    expect(await deadlineOf(running)).toMatchObject({ calendar: 'closed', dueOn: '2026-11-12', provisional: false });
    // The unit's time is not the body's; what is left of the body's is counted by its calendar when it goes on.
    expect(await deadlineOf(resting)).toMatchObject({ period: 'supplement', calendar: null, dueOn: '2026-11-16' });
    await act(house, resting, 'kx-submitter', 'answer-supplement', { remarks: '已补正' });
    expect(await deadlineOf(resting)).toMatchObject({ period: 'acceptance', calendar: 'closed', dueOn: '2026-11-12' });
    expect(await house.nest.get(RecomputeDeadlines).execute()).toBe(0);
    await give(null);
    expect(await deadlineOf(running)).toMatchObject({ calendar: null, dueOn: '2026-11-12' });
    const sql = 'SELECT entry FROM audit_entries WHERE chain = ? ORDER BY seq';
    const rows = await house.nest.get(Reader).query<{ entry: string }>(sql, [`case:${running.id}`]);
    const entries = rows.map(({ entry }) => JSON.parse(entry) as { act: string; actor: object; facts: object });
    expect(entries.slice(1)).toMatchObject([
      {
        act: 'recompute_deadline',
        actor: { kind: 'clock' },
        facts: { period: 'acceptance', was: '2026-11-09', dueOn: '2026-11-12', calendar: 'closed', version: 1 },
      },
      { act: 'recompute_deadline', facts: { was: '2026-11-12', dueOn: '2026-11-12', calendar: null } },
    ]);
    expect(await give('closed')).toBe('200 zj-kx');
    expect(await verifyDatabase(house.nest.get(Reader))).toHaveProperty('chains');
  });

  it('has its periods counted by it, and nobody else theirs', async () => {
    const one = await submittedCase(house);
    expect(await deadlineOf(one)).toMatchObject({
      period: 'acceptance',
      calendar: 'closed',
      dueOn: '2026-11-12',
      spans: [
        { notCounted: expect.arrayContaining([{ date: '2026-11-05', why: 'holiday', holiday: '搬迁闭馆（虚构）' }]) },
      ],
    });
    await act(house, one, 'kx-handler', 'return-for-supplement', because('materials_incomplete'));
    expect(await deadlineOf(one)).toMatchObject({ period: 'supplement', calendar: null, dueOn: '2026-11-16' });
    await onDay(house, '2026-11-03');
    await act(house, one, 'kx-submitter', 'answer-supplement', { remarks: '已补正' });
    expect(await deadlineOf(one)).toMatchObject({ period: 'acceptance', calendar: 'closed', dueOn: '2026-11-13' });
    await act(house, one, 'kx-handler', 'accept');
    await act(house, one, 'kx-approver', 'approve');
    expect(await deadlineOf(one)).toMatchObject({ period: 'acceptance', calendar: null, dueOn: '2026-11-10' });
  });

  it('has an end that was a guess worked out again when it gets another one, on record', async () => {
    expect(await give(null)).toBe('200 zj-kx');
    await onDay(house, '2026-12-30');
    const one = await submittedCase(house, dualSlate([candidate(0)], '2027-12-31'));
    // Three days used, the first of January among them: nobody knows yet that it is none.
    await onDay(house, '2027-01-04');
    await act(house, one, 'kx-handler', 'return-for-supplement', because('materials_incomplete'));
    await onDay(house, '2027-01-06');
    await act(house, one, 'kx-submitter', 'answer-supplement', { remarks: '已补正' });
    expect(await deadlineOf(one)).toMatchObject({ provisional: true, calendar: null, dueOn: '2027-01-08' });
    await give('closed');
    expect(await deadlineOf(one)).toMatchObject({ provisional: true, calendar: 'closed', dueOn: '2027-01-08' });
    expect(await house.nest.get(RecomputeDeadlines).execute()).toBe(0);

    writeFileSync(join(folder, 'calendars', '2027.json'), JSON.stringify(CALENDAR_2027));
    const restDays = [{ from: '2027-01-07', to: '2027-01-08', name: '闭馆（虚构）' }];
    const next = { ...CLOSED, year: 2027, restDays };
    writeFileSync(join(folder, 'calendars', 'bodies', 'closed', '2027.json'), JSON.stringify(next));
    const after = await house.another();
    expect(await after.nest.get(RecomputeDeadlines).execute()).toBeGreaterThan(0);
    // The first was a holiday, so three days are left, not two; and the office is closed on the 7th and 8th.
    expect(await deadlineOf(one, after)).toMatchObject({ provisional: false, calendar: 'closed', dueOn: '2027-01-13' });
    expect(await verifyDatabase(after.nest.get(Reader))).toHaveProperty('chains');
    await after.nest.get(WriteDoor).write((tx) => tx.execute(`UPDATE bodies SET calendar = NULL WHERE id = 'zj-kx'`));
    expect(await verifyDatabase(after.nest.get(Reader))).toMatchObject({ chain: 'body:zj-kx' });
    await after.close();
  });

  it('keeps the start from going on without it, while deadlines are counted by it', async () => {
    rmSync(join(folder, 'calendars', 'bodies'), { recursive: true });
    await expect(house.another()).rejects.toThrow('calendars/bodies/closed: is missing');
  });
});
