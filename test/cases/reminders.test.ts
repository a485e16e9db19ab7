// 催办: who has the case before them is told that a period is about to pass, and whoever is next in line that it has.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { verifyDatabase } from '../../src/audit/verify-database.js';
import { DueCases } from '../../src/cases/due-cases.js';
import { RecomputeDeadlines } from '../../src/cases/recompute-deadlines.js';
import { SendReminders } from '../../src/cases/send-reminders.js';
import { Reader } from '../../src/database/reader.js';
import { WriteDoor } from '../../src/database/transactions.js';
import { act, because, look, onDay, submittedCase, submittedCases, type TestCase } from '../support/cases.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';
import { candidate, dualSlate } from '../support/slates.js';
import { SHIPPED_TEXT } from '../workflow/shipped-courses.js';
import { policiesSaying } from './policies.js';

const REMINDING = `${SHIPPED_TEXT}
reminders:
  - { id: passed, periods: [acceptance, decision], when: after, days: 1, to: approvers, source: assumed }
  - { id: soon, periods: [acceptance, decision], when: before, days: 2, to: handlers, source: assumed }
  - { id: escalated, periods: [acceptance, decision], when: after, days: 3, to: next_in_line, nextInLine: [supervising_unit, registration_authority], source: assumed }
  - { id: supplement_due, periods: [supplement], when: before, days: 3, to: submitters, source: assumed }
`;

describeOnBothDatabases('a reminder', (open) => {
  let house: House;
  let folder: string;
  let cases: TestCase[];
  beforeAll(async () => {
    folder = policiesSaying(REMINDING);
    house = await openHouse(await open(), { POLICIES: folder });
    cases = await submittedCases(house, 7);
  });
  afterAll(() => house.close());

  const of = (place: number): TestCase => {
    const one = cases[place];
    if (!one) throw new Error('A case is missing.');
    return one;
  };
  /** What the record tells of a case, without its submission: the acts of the clock with their reminder. */
  const told = async (one: TestCase): Promise<string[]> => {
    const sql = 'SELECT entry FROM audit_entries WHERE chain = ? ORDER BY seq';
    const rows = await house.nest.get(Reader).query<{ entry: string }>(sql, [`case:${one.id}`]);
    const entries = rows.map(({ entry }) => JSON.parse(entry) as { act: string; facts: { reminder?: string } });
    return entries.slice(1).map(({ act: done, facts }) => [done, facts.reminder].filter(Boolean).join(' '));
  };
  const worklist = async (who: string) =>
    ((await house.ask(who, 'GET', '/worklist?list=escalated')).body['items'] as { id: string }[]).map(({ id }) => id);

  it('comes when its day begins, once, also with a second instance, and is no act', async () => {
    // The acceptance is due on Monday the 9th: two working days before is Thursday the 5th.
    const [met, deferred, supplemented, withdrawn, late, jumped] = [of(0), of(1), of(2), of(3), of(4), of(5)];
    await act(house, met, 'kx-handler', 'accept');
    await act(house, deferred, 'kx-handler', 'accept');
    await act(house, withdrawn, 'kx-submitter', 'withdraw', because('candidate_withdrew'));
    house.clock.moveTo('2026-11-04T02:00:00.000Z');
    await act(house, deferred, 'kx-handler', 'defer', because('facts_being_verified'));
    await act(house, supplemented, 'kx-handler', 'return-for-supplement', because('materials_incomplete'));
    house.clock.moveTo('2026-11-04T15:59:59.999Z');
    expect(await house.nest.get(SendReminders).execute()).toBe(0);
    house.clock.moveTo('2026-11-04T16:00:00.000Z');
    const second = await house.another();
    const [here, there] = await Promise.all([house, second].map((each) => each.nest.get(SendReminders).execute()));
    await second.close();
    expect((here ?? 0) + (there ?? 0)).toBe(3);
    expect(await told(late)).toEqual(['remind soon']);
    expect(await told(jumped)).toEqual(['remind soon']);
    expect(await house.nest.get(SendReminders).execute()).toBe(0);
    expect(await look(house, late, 'kx-handler')).toMatchObject({ version: 1 });
    expect(await told(met)).toEqual(['accept']);
    expect(await told(withdrawn)).toEqual(['withdraw']);
  });

  it('is told of by the deadline, with those to come, and in a message that names nobody', async () => {
    const { body } = await house.ask('kx-submitter', 'GET', `/cases/${of(4).id}/deadline`);
    expect((body['deadline'] as { reminders: object[] }).reminders).toMatchObject([
      { reminder: 'soon', on: '2026-11-05', body: 'zj-kx', duty: 'handler', sentAt: '2026-11-04T16:00:00.000Z' },
      { reminder: 'passed', on: '2026-11-10', body: 'zj-kx', duty: 'approver', sentAt: null, escalated: false },
      {
        reminder: 'escalated',
        on: '2026-11-12',
        body: 'zj-mzt',
        bodyName: expect.any(String),
        sentAt: null,
        escalated: true,
      },
    ]);
    const codes = (body['why'] as { code: string }[]).map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['due_reminded', 'due_reminder_to_come', 'due_escalation_to_come']));
    const sql = `SELECT subject, payload FROM outbox WHERE topic = 'case.remind' ORDER BY id`;
    const messages = await house.nest.get(Reader).query<{ subject: string; payload: string }>(sql, []);
    expect(messages.map(({ payload }) => JSON.parse(payload) as object)).toEqual(
      [4, 5, 6].map(() => ({
        reminder: 'soon',
        period: 'acceptance',
        dueOn: '2026-11-09',
        body: 'zj-kx',
        duty: 'handler',
      })),
    );
  });

  it('after the period has passed comes to who decides, then to the next in line, who sees the case from then on', async () => {
    const late = of(4);
    expect(await onDay(house, '2026-11-09')).toBe(0);
    expect(await onDay(house, '2026-11-10')).toBe(3);
    // Late, but done by then: nobody hears of it any more.
    await look(house, of(6), 'kx-handler');
    await act(house, of(6), 'kx-handler', 'accept');
    expect(await told(late)).toEqual(['remind soon', 'mark_overdue', 'remind passed']);
    expect((await house.ask('mzt-handler', 'GET', `/cases/${late.id}`)).status).toBe(404);
    expect(await worklist('mzt-handler')).toEqual([]);
    await onDay(house, '2026-11-12');
    expect((await told(late)).at(-1)).toBe('escalate escalated');
    expect((await told(of(6))).slice(-2)).toEqual(['remind passed', 'accept']);
    expect(await look(house, late, 'mzt-handler')).toMatchObject({ overdue: true });
    expect(await worklist('mzt-handler')).toEqual([late.id, of(5).id].sort());
    expect(await worklist('kx-handler')).toEqual([]);
    await look(house, late, 'kx-handler');
    await act(house, late, 'kx-handler', 'accept');
    expect(await worklist('mzt-approver')).toEqual([of(5).id]);
  });

  it('moves with a clock that stood still, and does not come twice', async () => {
    const [reminded, deferred, supplemented] = [of(0), of(1), of(2)];
    // The supplement is due on the 18th; three working days before is the 13th.
    await onDay(house, '2026-11-13');
    expect(await told(supplemented)).toEqual(['return_for_supplement', 'remind supplement_due']);
    await look(house, supplemented, 'kx-submitter');
    await act(house, supplemented, 'kx-submitter', 'answer-supplement', { remarks: '已补正' });
    // Reminded on the 12th of what was due on the 16th, with a day left when its clock is stopped.
    expect((await told(reminded)).at(-1)).toBe('remind soon');
    await look(house, reminded, 'kx-handler');
    await act(house, reminded, 'kx-handler', 'defer', because('facts_being_verified'));
    await onDay(house, '2026-11-18');
    await look(house, reminded, 'kx-handler');
    await act(house, reminded, 'kx-handler', 'resume');
    await onDay(house, '2026-11-19');
    expect((await told(reminded)).at(-1)).toBe('resume');
    // The acceptance goes on with three of its five days: until the 18th, so that it was reminded of on the 16th.
    expect((await told(supplemented)).slice(2, 4)).toEqual(['answer_supplement', 'remind soon']);
    await look(house, deferred, 'kx-handler');
    await act(house, deferred, 'kx-handler', 'resume');
    // Eight days are left of the decision: until 1 December, and two working days before is the 27th.
    await onDay(house, '2026-11-26');
    expect((await told(deferred)).at(-1)).toBe('resume');
    await onDay(house, '2026-11-27');
    expect((await told(deferred)).at(-1)).toBe('remind soon');
    // Late again, in its next period: escalated it is only when that one is.
    expect((await told(of(4))).slice(-2)).toEqual(['mark_overdue', 'remind passed']);
    expect(await worklist('mzt-approver')).not.toContain(of(4).id);
  });

  it('each comes in its order, before and after the passing, when nobody looked for weeks', async () => {
    const late = await submittedCase(house);
    house.clock.moveTo('2026-12-30T02:00:00.000Z');
    expect(await house.nest.get(DueCases).execute(AbortSignal.abort())).toBe(0);
    const second = await house.another();
    await Promise.all([house, second].map((each) => each.nest.get(DueCases).execute()));
    await second.close();
    expect(await told(late)).toEqual(['remind soon', 'mark_overdue', 'remind passed', 'escalate escalated']);
    expect(await verifyDatabase(house.nest.get(Reader))).toHaveProperty('chains');
    const forge = (body: string) =>
      house.nest
        .get(WriteDoor)
        .write((tx) =>
          tx.execute(`UPDATE reminders SET body_id = ? WHERE case_id = ? AND reminder = 'passed'`, [body, late.id]),
        );
    await forge('zj-mzt');
    expect(await verifyDatabase(house.nest.get(Reader))).toMatchObject({
      chain: `case:${late.id}`,
      why: 'it tells of another list than its reminders',
    });
    await forge('zj-kx');
  });

  it('of an end that is a guess comes when the calendar does', async () => {
    const slate = dualSlate([candidate(0)], '2027-12-31');
    const one = await submittedCase(house, slate);
    await onDay(house, '2027-01-07');
    expect(await told(one)).toEqual([]);
    writeFileSync(
      join(folder, 'calendars', '2027.json'),
      JSON.stringify({
        year: 2027,
        publisher: '虚构',
        holidays: [{ from: '2027-01-01', to: '2027-01-03', name: '元旦' }],
        makeUpWorkingDays: [],
        workingDaysInYear: 260,
      }),
    );
    const after = await house.another();
    await after.nest.get(RecomputeDeadlines).execute();
    await after.nest.get(DueCases).execute();
    await after.close();
    expect((await told(one)).slice(0, 2)).toEqual(['recompute_deadline', 'remind soon']);
  });
});
