// When a department has to have answered: counted by its own calendar, and again when a calendar comes.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { verifyDatabase } from '../../src/audit/verify-database.js';
import { RecomputeDeadlines } from '../../src/cases/recompute-deadlines.js';
import { Reader } from '../../src/database/reader.js';
import { WriteDoor } from '../../src/database/transactions.js';
import { act, onDay, submittedCase, type TestCase } from '../support/cases.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';
import { candidate, dualSlate } from '../support/slates.js';
import { edited } from '../policy/sound-policy.js';
import { SHIPPED_TEXT } from '../workflow/shipped-courses.js';
import { policiesSaying } from './policies.js';

const PERIOD = '  inquiry: { length: 3, unit: working_days, whenPassed: overdue, source: assumed }\n';
const REASON = '  - { code: late, acts: [take_back_inquiry], zh-CN: 逾期, en: Late }\n';
const inquiry = (id: string, to: string, more = '') => `  - id: ${id}
    name: { zh-CN: 函询, en: Inquiry }
    to: ${to}
    steps: [supervising_review]
    questions:
      - { id: any, words: { zh-CN: 有无情况, en: Anything } }
    fields: [organisation]
    legalBasis: 虚构条例第一条
    source: assumed
${more}`;
const WAITED = '    blocks: [approve]\n    suspends: until_answered\n';
const ASKING = `${edited(edited(SHIPPED_TEXT, '\nreasons:\n', `\nreasons:\n${REASON}`), '\nperiods:\n', `\nperiods:\n${PERIOD}`)}
inquiries:
${inquiry('police', 'public_security', WAITED)}${inquiry('court', 'court')}`;

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

describeOnBothDatabases('a letter to a department', (open) => {
  let house: House;
  let folder: string;
  beforeAll(async () => {
    folder = policiesSaying(ASKING);
    mkdirSync(join(folder, 'calendars', 'bodies', 'closed'), { recursive: true });
    writeFileSync(join(folder, 'calendars', 'bodies', 'closed', '2026.json'), JSON.stringify(CLOSED));
    house = await openHouse(await open(), { POLICIES: folder });
  });
  afterAll(() => house.close());

  const give = (body: string, calendar: string | null) =>
    house.ask('administrator', 'PUT', `/bodies/${body}/calendar`, { calendar });
  async function asked(id: string, day = '2026-12-28'): Promise<TestCase> {
    const one = await act(house, await submittedCase(house, dualSlate([candidate(0)], day)), 'kx-handler', 'accept');
    return act(house, one, 'kx-handler', 'inquiries', { inquiries: [{ inquiry: id }] });
  }
  const lettersOf = async (one: TestCase, at = house) =>
    (await at.ask('kx-handler', 'GET', `/cases/${one.id}/inquiries`)).body['items'];
  const deadlineOf = async (one: TestCase, who: string, at = house) =>
    (await at.ask(who, 'GET', `/cases/${one.id}/deadline`)).body['deadline'];
  async function recomputedIn(one: TestCase): Promise<object[]> {
    const sql = 'SELECT entry FROM audit_entries WHERE chain = ? ORDER BY seq';
    const rows = await house.nest.get(Reader).query<{ entry: string }>(sql, [`case:${one.id}`]);
    const entries = rows.map(({ entry }) => JSON.parse(entry) as { act: string });
    return entries.filter(({ act: done }) => done.startsWith('recompute_'));
  }
  const fits = async (at = house) => verifyDatabase(at.nest.get(Reader));

  it('is due by the calendar of the department, not of the body that asks, and the clock waits as long', async () => {
    await give('zj-kx', 'closed');
    const national = await asked('police');
    expect(await lettersOf(national)).toMatchObject([{ dueOn: '2026-11-05', provisional: false }]);
    await give('zj-kx', null);
    await give('zj-gat', 'closed');
    const own = await asked('police');
    expect(await lettersOf(own)).toMatchObject([{ dueOn: '2026-11-10', provisional: false }]);
    const days = (holiday: string | null) => [
      { notCounted: expect.arrayContaining([{ date: '2026-11-05', why: 'holiday', holiday }]) },
    ];
    expect(await deadlineOf(own, 'kx-handler')).toMatchObject({
      period: 'inquiry',
      calendar: 'closed',
      dueOn: '2026-11-10',
      spans: days('搬迁闭馆（虚构）'),
    });
    // Whose days of rest they are would tell the submitting side whom the letter went to.
    expect(await deadlineOf(own, 'kx-submitter')).toMatchObject({
      calendar: null,
      dueOn: '2026-11-10',
      spans: days(null),
    });
    // That of the case that was asked before followed.
    expect(await lettersOf(national)).toMatchObject([{ dueOn: '2026-11-10' }]);
  });

  it('is due later when its department gets a calendar meanwhile, on record, with the deadline of its case', async () => {
    await give('zj-gat', null);
    const one = await asked('police');
    const other = await asked('court');
    const answered = await asked('court');
    const [{ id }] = (await lettersOf(answered)) as [{ id: string }];
    const reply = {
      document: '虚构复〔2026〕1号',
      datedOn: '2026-11-02',
      receivedOn: '2026-11-02',
      answers: [{ question: 'any', answer: 'clear' }],
    };
    await act(house, answered, 'kx-handler', `inquiries/${id}/answer`, reply);
    expect(await deadlineOf(one, 'kx-handler')).toMatchObject({ dueOn: '2026-11-05', calendar: null });
    await give('zj-gat', 'closed');
    await give('zj-gy', 'closed');
    expect(await lettersOf(one)).toMatchObject([{ dueOn: '2026-11-10', provisional: false }]);
    expect(await lettersOf(other)).toMatchObject([{ dueOn: '2026-11-10', provisional: false }]);
    expect(await lettersOf(answered)).toMatchObject([{ dueOn: '2026-11-05' }]);
    expect(await deadlineOf(one, 'kx-handler')).toMatchObject({ dueOn: '2026-11-10', calendar: 'closed' });
    expect(await recomputedIn(one)).toMatchObject([
      {
        act: 'recompute_inquiry',
        actor: { kind: 'clock' },
        facts: { was: '2026-11-05', dueOn: '2026-11-10', provisional: false, calendar: 'closed', version: one.version },
      },
      { act: 'recompute_deadline', facts: { period: 'inquiry', was: '2026-11-05', dueOn: '2026-11-10' } },
    ]);
    expect(await house.nest.get(RecomputeDeadlines).execute()).toBe(0);
    await onDay(house, '2026-11-06');
    expect(await lettersOf(one)).toMatchObject([{ overdue: false }]);
    await onDay(house, '2026-11-11');
    expect(await lettersOf(one)).toMatchObject([{ overdue: true }]);
    // Late it stays, whatever its department rests on afterwards.
    await give('zj-gat', null);
    expect(await recomputedIn(one)).toHaveLength(2);
    expect(await fits()).toHaveProperty('chains');
  });

  it('whose end was a guess gets it worked out when the calendar has come: by the clock, on record, and once', async () => {
    await give('zj-gy', null);
    await onDay(house, '2026-12-30');
    const one = await asked('court', '2027-12-31');
    expect(await lettersOf(one)).toMatchObject([{ dueOn: '2027-01-04', provisional: true }]);
    await onDay(house, '2027-01-05');
    expect(await house.nest.get(RecomputeDeadlines).execute()).toBe(0);
    expect(await lettersOf(one)).toMatchObject([{ dueOn: '2027-01-04', provisional: true, overdue: false }]);
    writeFileSync(join(folder, 'calendars', '2027.json'), JSON.stringify(CALENDAR_2027));
    const after = await house.another();
    await after.nest.get(RecomputeDeadlines).execute();
    // By the calendar it was the fifth, which is today.
    expect(await lettersOf(one, after)).toMatchObject([{ dueOn: '2027-01-05', provisional: false }]);
    expect(await after.nest.get(RecomputeDeadlines).execute()).toBe(0);
    expect(
      (await recomputedIn(one)).filter((entry) => JSON.stringify(entry).includes('recompute_inquiry')),
    ).toMatchObject([{ facts: { was: '2027-01-04', dueOn: '2027-01-05', provisional: false, version: one.version } }]);
    await onDay(after, '2027-01-06');
    expect(await lettersOf(one, after)).toMatchObject([{ overdue: true }]);
    expect(await fits(after)).toHaveProperty('chains');
    const tampered = `UPDATE inquiries SET calendar = 'closed' WHERE case_id = '${one.id}'`;
    await after.nest.get(WriteDoor).write((tx) => tx.execute(tampered).then((rows) => ({ rows })));
    expect(await fits(after)).toMatchObject({ why: 'it tells of another list than its inquiries' });
    await after.close();
  });
});
