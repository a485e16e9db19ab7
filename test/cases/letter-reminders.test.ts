// 催办 of what is waited for beside the steps: the answer of a department, and that of the unit to what is intended.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { verifyDatabase } from '../../src/audit/verify-database.js';
import { Recorder } from '../../src/audit/record.js';
import { DueCases } from '../../src/cases/due-cases.js';
import { DueInquiries } from '../../src/cases/due-inquiries.js';
import { SendReminders } from '../../src/cases/send-reminders.js';
import { MovableClock } from '../../src/kernel/clock.js';
import { RemindDepartments } from '../../src/cases/remind-departments.js';
import { Reader } from '../../src/database/reader.js';
import { WriteDoor } from '../../src/database/transactions.js';
import { act, because, onDay, submittedCase, type TestCase } from '../support/cases.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';
import { edited } from '../policy/sound-policy.js';
import { SHIPPED_TEXT } from '../workflow/shipped-courses.js';
import { policiesSaying } from './policies.js';

const PERIODS = `  inquiry: { length: 5, unit: working_days, whenPassed: overdue, source: assumed }
  answer: { length: 5, unit: working_days, whenPassed: close_answering, source: assumed }
`;
const REASONS = `  - { code: late, acts: [take_back_inquiry], zh-CN: 逾期, en: Late }
  - { code: convincing, acts: [drop_intention], zh-CN: 成立, en: Convincing }
`;
const REMINDING = `${edited(edited(SHIPPED_TEXT, '\nreasons:\n', `\nreasons:\n${REASONS}`), '\nperiods:\n', `\nperiods:\n${PERIODS}`)}
intention: { before: [reject], source: assumed }
inquiries:
  - id: police
    name: { zh-CN: 函询, en: Inquiry }
    to: public_security
    steps: [supervising_review]
    questions:
      - { id: any, words: { zh-CN: 有无情况, en: Anything } }
    fields: [organisation]
    legalBasis: 虚构条例第一条
    source: assumed
    blocks: [approve]
    suspends: until_answered
reminders:
  - { id: late, periods: [inquiry], when: after, days: 1, to: approvers, source: assumed }
  - { id: soon, periods: [inquiry, decision], when: before, days: 2, to: handlers, source: assumed }
  - { id: answer_due, periods: [answer], when: before, days: 2, to: submitters, source: assumed }
`;
/** Invented (虚构): the office is closed on 30 November and 1 December. */
const CLOSED = {
  calendar: 'closed',
  year: 2026,
  publisher: '虚构机关',
  restDays: [{ from: '2026-11-30', to: '2026-12-01', name: '闭馆（虚构）' }],
  workingDays: [],
};

describeOnBothDatabases('a reminder', (open) => {
  let house: House;
  beforeAll(async () => {
    const folder = policiesSaying(REMINDING);
    mkdirSync(join(folder, 'calendars', 'bodies', 'closed'), { recursive: true });
    writeFileSync(join(folder, 'calendars', 'bodies', 'closed', '2026.json'), JSON.stringify(CLOSED));
    house = await openHouse(await open(), { POLICIES: folder });
  });
  afterAll(() => house.close());

  const deciding = async () => act(house, await submittedCase(house), 'kx-handler', 'accept');
  const asked = async () =>
    act(house, await deciding(), 'kx-handler', 'inquiries', { inquiries: [{ inquiry: 'police' }] });
  const letterOf = async (one: TestCase) => {
    const { body } = await house.ask('kx-handler', 'GET', `/cases/${one.id}/inquiries`);
    const [letter] = body['items'] as { id: string; reminders: object[] }[];
    if (!letter) throw new Error('No letter was sent.');
    return letter;
  };
  const told = async (chain: string, what = 'remind'): Promise<object[]> => {
    const sql = 'SELECT entry FROM audit_entries WHERE chain = ? ORDER BY seq';
    const rows = await house.nest.get(Reader).query<{ entry: string }>(sql, [chain]);
    const entries = rows.map(({ entry }) => JSON.parse(entry) as { act: string; at: string; facts: object });
    return entries.filter(({ act: done }) => done.startsWith(what)).map(({ facts }) => facts);
  };
  const fits = () => verifyDatabase(house.nest.get(Reader));

  it('of a letter comes to the department before it is due, when it begins to be, and once', async () => {
    // Sent on Monday the 2nd, due on the 9th; two working days before is the 5th.
    const one = await asked();
    const answered = await asked();
    const { id } = await letterOf(one);
    const reply = {
      document: '虚构复〔2026〕1号',
      datedOn: '2026-11-02',
      answers: [{ question: 'any', answer: 'clear' }],
    };
    const other = (await letterOf(answered)).id;
    await house.ask('gat-handler', 'POST', `/inquiries/${other}/answer`, reply, { version: 1 });
    house.clock.moveTo('2026-11-04T15:59:59.999Z');
    expect(await house.nest.get(RemindDepartments).execute()).toBe(0);
    house.clock.moveTo('2026-11-04T16:00:00.000Z');
    const second = await house.another();
    const sent = await Promise.all([house, second].map((each) => each.nest.get(RemindDepartments).execute()));
    await second.close();
    expect((sent[0] ?? 0) + (sent[1] ?? 0)).toBe(1);
    expect(await told(`inquiry:${id}`)).toEqual([
      { reminder: 'soon', dueOn: '2026-11-09', body: 'zj-gat', duty: 'handler' },
    ]);
    expect(await letterOf(one)).toMatchObject({
      reminders: [{ reminder: 'soon', duty: 'handler', sentAt: '2026-11-04T16:00:00.000Z' }],
    });
    expect(await told(`inquiry:${other}`)).toEqual([]);
    const sql = `SELECT subject, payload FROM outbox WHERE topic = 'inquiry.remind'`;
    const messages = await house.nest.get(Reader).query<{ subject: string; payload: string }>(sql, []);
    expect(messages.map(({ subject, payload }) => [subject, JSON.parse(payload) as object])).toEqual([
      [`inquiry:${id}`, { reminder: 'soon', dueOn: '2026-11-09', body: 'zj-gat', duty: 'handler' }],
    ]);
    // Of the deadline of the case nobody is reminded meanwhile, and who submitted learns of no reminder.
    expect(await house.nest.get(SendReminders).execute()).toBe(0);
    expect(await told(`case:${one.id}`)).toEqual([]);
    const { body } = await house.ask('kx-submitter', 'GET', `/cases/${one.id}/deadline`);
    expect(body['deadline']).toMatchObject({ period: 'inquiry', reminders: [] });
  });

  it('of a letter that is late comes after it was marked, to who decides there; of one that is taken back, to nobody', async () => {
    const [one, back] = [await asked(), await asked()];
    const letters = [await letterOf(one), await letterOf(back)];
    // Sent on the 5th, due on the 12th; nobody looks for days, and all comes in its order.
    house.clock.moveTo('2026-11-12T02:00:00.000Z');
    expect(await house.nest.get(DueCases).execute(AbortSignal.abort())).toBe(0);
    await onDay(house, '2026-11-13');
    const overdue = await house.nest.get(Reader).query<{ at: string }>(
      `SELECT a.at FROM case_acts a JOIN inquiries i ON i.case_id = a.case_id AND i.overdue_in = a.number
       WHERE a.case_id = ?`,
      [one.id],
    );
    expect(overdue).toHaveLength(1);
    const ids = async (at: number) =>
      (await told(`inquiry:${letters[at]?.id ?? ''}`)).map((facts) => (facts as { reminder: string }).reminder);
    expect(await ids(0)).toEqual(['soon', 'late']);
    expect(await ids(1)).toEqual(['soon', 'late']);
    await onDay(house, '2026-11-16');
    expect(await ids(0)).toEqual(['soon', 'late']);
    const third = await asked();
    const { id } = await letterOf(third);
    await act(house, third, 'kx-handler', `inquiries/${id}/take-back`, because('late'));
    await onDay(house, '2026-11-26');
    expect(await told(`inquiry:${id}`)).toEqual([]);
    // The clock of the case went on, and of its own period somebody is reminded as ever.
    expect(await told(`case:${third.id}`)).toMatchObject([{ reminder: 'soon', period: 'decision' }]);
  });

  it('of a letter moves with its end', async () => {
    // Sent on the 26th, due on 3 December; the office turns out to be closed on the 30th and the 1st.
    const one = await asked();
    const { id } = await letterOf(one);
    await house.ask('administrator', 'PUT', '/bodies/zj-gat/calendar', { calendar: 'closed' });
    await onDay(house, '2026-12-02');
    expect(await told(`inquiry:${id}`)).toEqual([]);
    await onDay(house, '2026-12-03');
    expect(await told(`inquiry:${id}`)).toMatchObject([{ reminder: 'soon', dueOn: '2026-12-07' }]);
  });

  it('of what is intended comes to the unit, before it has to have answered, and not when it has', async () => {
    const intended = async () =>
      act(house, await deciding(), 'kx-approver', 'intend-rejection', because('condition_not_met'));
    const [one, answered] = [await intended(), await intended()];
    await act(house, answered, 'kx-submitter', 'answer-intention', { waives: true });
    await onDay(house, '2026-12-07');
    expect(await told(`case:${one.id}`)).toEqual([]);
    await onDay(house, '2026-12-08');
    expect(await told(`case:${one.id}`)).toMatchObject([
      { reminder: 'answer_due', period: 'answer', dueOn: '2026-12-10', body: 'zj-kx', duty: 'submitter' },
    ]);
    expect(await told(`case:${answered.id}`)).toEqual([]);
  });

  it('comes before the passing also when who looks for reminders is behind: nothing passes while one is to be sent', async () => {
    const [one, waiting] = [await deciding(), await asked()];
    const behind = new MovableClock(house.clock.now());
    house.clock.moveTo('2027-01-01T02:00:00.000Z');
    const { nest, clock } = house;
    const [recorder, reader, { book, keys }] = [nest.get(Recorder), nest.get(Reader), nest.get(DueCases)];
    const letters = new DueInquiries(
      recorder,
      reader,
      book,
      clock,
      new RemindDepartments(recorder, reader, book, behind),
    );
    const reminders = new SendReminders(recorder, reader, book, behind);
    const actsOf = async ({ id }: TestCase) =>
      (
        await reader.query<{ act: string }>(
          `SELECT act FROM case_acts WHERE case_id = ? AND actor_kind = 'clock' ORDER BY number`,
          [id],
        )
      ).map(({ act: done }) => done);
    const late = new DueCases(recorder, reader, book, keys, clock, letters, reminders);
    await late.execute();
    expect(await actsOf(one)).toEqual([]);
    expect(await actsOf(waiting)).not.toContain('inquiry_overdue');
    // Two who look at the same moment: each passing is one.
    const due = nest.get(DueCases);
    const fired = await Promise.all([due.execute(), due.execute()]);
    expect(fired.reduce((sum, each) => sum + each, 0)).toBeGreaterThan(0);
    expect(await actsOf(one)).toEqual(['mark_overdue']);
    expect((await actsOf(waiting)).filter((done) => done === 'inquiry_overdue')).toHaveLength(1);
    expect(await told(`case:${one.id}`)).toMatchObject([{ reminder: 'soon', version: 2 }]);
    const { id } = await letterOf(waiting);
    expect((await told(`inquiry:${id}`)).map((facts) => (facts as { reminder: string }).reminder)).toEqual([
      'soon',
      'late',
    ]);
  });

  it('of a letter cannot be added past the record', async () => {
    expect(await fits()).toHaveProperty('chains');
    const forged = `INSERT INTO letter_reminders (inquiry_id, reminder, duty, sent_at)
      SELECT inquiry_id, 'forged', duty, sent_at FROM letter_reminders WHERE reminder = 'late'`;
    await house.nest.get(WriteDoor).write((tx) => tx.execute(forged).then((rows) => ({ rows })));
    expect(await fits()).toMatchObject({ why: 'it tells of another list than its reminders' });
  });
});
