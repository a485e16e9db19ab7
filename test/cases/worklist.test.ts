import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { act, because, clearForNotice, look, onDay, submittedCases, type TestCase, reject } from '../support/cases.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';
import { candidate, dualSlate } from '../support/slates.js';

interface Item {
  readonly id: string;
  readonly candidate: string;
  readonly state: string;
  readonly dueAt: string | null;
  readonly overdue: boolean;
  readonly acts: readonly string[];
}

describeOnBothDatabases('the worklist', (open) => {
  let house: House;
  /** Handed in on 2 November: to be accepted (overdue); being decided; cleared; waiting for the submitter; over. */
  let early: TestCase[];
  /** Handed in on 10 November. */
  let late: TestCase[];

  const page = async (who: string, query: string) => {
    const { status, body } = await house.ask(who, 'GET', `/worklist${query}`);
    expect(status).toBe(200);
    return body as { items: Item[]; next: string | null };
  };
  const namesIn = async (who: string, query: string) =>
    (await page(who, query)).items.map(({ candidate: name }) => name);

  beforeAll(async () => {
    house = await openHouse(await open());
    early = await submittedCases(house, 5);
    const [, deciding, cleared, supplement, over] = early;
    if (!deciding || !cleared || !supplement || !over) throw new Error('A case is missing.');
    await act(house, deciding, 'kx-handler', 'accept');
    await clearForNotice(house, cleared);
    await act(house, supplement, 'kx-handler', 'return-for-supplement', because('facts_differ'));
    await act(house, over, 'kx-submitter', 'withdraw', because('candidate_withdrew'));
    await onDay(house, '2026-11-10');
    late = await submittedCases(house, 1, dualSlate([candidate(10), candidate(11)]));
  });
  afterAll(() => house.close());

  it('holds what waits for a body, the most urgent first, and nothing that is over', async () => {
    const { items, next } = await page('kx-handler', '?list=body');
    expect(items.map(({ candidate: name, state, dueAt, overdue }) => [name, state, dueAt, overdue])).toEqual([
      ['试甲0（虚构）', 'review.supervising_review.awaiting', '2026-11-09T16:00:00.000Z', true],
      ['试甲2（虚构）', 'clearedForNotice', '2026-11-09T16:00:00.000Z', true],
      ['试甲1（虚构）', 'review.supervising_review.deciding', '2026-11-16T16:00:00.000Z', false],
      ['试甲3（虚构）', 'review.supervising_review.supplement', '2026-11-16T16:00:00.000Z', false],
      ['试甲10（虚构）', 'review.supervising_review.awaiting', '2026-11-17T16:00:00.000Z', false],
      ['试甲11（虚构）', 'review.supervising_review.awaiting', '2026-11-17T16:00:00.000Z', false],
    ]);
    expect(next).toBeNull();
  });

  it('says of each case what this person may do now, and of withdrawing, always possible, nothing', async () => {
    const acts = async (who: string) =>
      Object.fromEntries((await page(who, '?list=body')).items.map(({ candidate: name, acts: own }) => [name, own]));
    expect(await acts('kx-handler')).toMatchObject({
      '试甲0（虚构）': ['accept', 'return_for_supplement'],
      '试甲1（虚构）': ['return_for_supplement', 'defer'],
      '试甲2（虚构）': ['publish_notice'],
      '试甲3（虚构）': [],
    });
    expect(await acts('kx-approver')).toMatchObject({
      '试甲0（虚构）': [],
      '试甲1（虚构）': ['approve', 'intend_rejection'],
    });
    expect(await acts('kx-submitter')).toMatchObject({ '试甲0（虚构）': [], '试甲3（虚构）': ['answer_supplement'] });
  });

  it('mine holds only the cases on which I may act now; it is what is shown if nothing is asked for', async () => {
    const mine = { 'kx-handler': [0, 2, 1, 10, 11], 'kx-approver': [1], 'kx-approver-2': [1], 'kx-submitter': [3] };
    for (const [who, numbers] of Object.entries(mine)) {
      const names = numbers.map((n) => `试甲${n}（虚构）`);
      expect([who, await namesIn(who, '?list=mine')]).toEqual([who, names]);
      expect([who, await namesIn(who, '')]).toEqual([who, names]);
    }
  });

  it('overdue holds what is past its deadline at my body', async () => {
    expect(await namesIn('kx-approver', '?list=overdue')).toEqual(['试甲0（虚构）', '试甲2（虚构）']);
  });

  it('is empty for other bodies, for the auditor and for the administrator', async () => {
    for (const who of ['kx-dw-handler', 'mzt-handler', 'zhdw-submitter', 'auditor', 'administrator']) {
      for (const list of ['mine', 'body', 'overdue']) expect(await namesIn(who, `?list=${list}`)).toEqual([]);
    }
  });

  it.each([1, 2, 3, 4, 6])('read in pages of %i is the same list, each case once, in the same order', async (size) => {
    const whole = (await page('kx-handler', '?list=body')).items.map(({ id }) => id);
    const read: string[] = [];
    let pages = 0;
    for (let after: string | null = ''; after !== null; pages += 1) {
      const from: string = after === '' ? '' : `&after=${encodeURIComponent(after)}`;
      const { items, next } = await page('kx-handler', `?list=body&limit=${size}${from}`);
      expect(items.length).toBeLessThanOrEqual(size);
      read.push(...items.map(({ id }) => id));
      after = next;
    }
    expect(read).toEqual(whole);
    expect(pages).toBe(Math.ceil(6 / size));
  });

  it('goes on where it stopped, though the cases before were dealt with meanwhile', async () => {
    const first = await page('kx-handler', '?list=body&limit=2');
    const [one] = late;
    if (!one || first.next === null) throw new Error('A case is missing.');
    await act(house, one, 'kx-submitter', 'withdraw', because('candidate_withdrew'));
    const [urgent] = early;
    if (!urgent) throw new Error('A case is missing.');
    await look(house, urgent, 'kx-handler');
    await act(house, urgent, 'kx-handler', 'accept');
    const second = await page('kx-handler', `?list=body&limit=10&after=${encodeURIComponent(first.next)}`);
    expect(second.items.map(({ candidate: name }) => name)).toEqual([
      '试甲1（虚构）',
      '试甲3（虚构）',
      '试甲11（虚构）',
      '试甲0（虚构）',
    ]);
  });

  it('fills the pages of mine, however many cases of others lie between; an empty page is the last', async () => {
    const whole = (await page('kx-approver', '?list=mine&limit=50')).items.map(({ id }) => id);
    expect(whole.length).toBeGreaterThan(0);
    const read: string[] = [];
    for (let after: string | null = ''; after !== null;) {
      const from: string = after === '' ? '' : `&after=${encodeURIComponent(after)}`;
      const { items, next } = await page('kx-approver', `?list=mine&limit=1${from}`);
      if (next !== null) expect(items).toHaveLength(1);
      read.push(...items.map(({ id }) => id));
      after = next;
    }
    expect(read).toEqual(whole);
  });

  it('holds a rejection for its submitter for as long as reconsideration may be asked for', async () => {
    const [one] = await submittedCases(house, 1, dualSlate([candidate(20)]));
    if (!one) throw new Error('A case is missing.');
    await act(house, one, 'kx-handler', 'accept');
    await reject(house, one, 'kx-approver', because('conduct'));
    const mine = async () => (await page('kx-submitter', '?list=mine&limit=50')).items.find(({ id }) => id === one.id);
    expect(await mine()).toMatchObject({ state: 'notPassed', acts: ['reconsider'], overdue: false });
    await act(house, one, 'kx-submitter', 'reconsider', because('disagrees_with_finding'));
    const upheld = { outcome: 'upheld', ...because('original_upheld') };
    await act(house, one, 'kx-approver-2', 'conclude-reconsideration', upheld);
    expect(await mine()).toBeUndefined();
  });

  it.each(['xyz', '%ff', '2026-12-01', 'a~b'])(
    'goes on from no place that it has not named itself (%s)',
    async (after) => {
      const { status, body } = await house.ask('kx-handler', 'GET', `/worklist?after=${after}`);
      expect([status, body['code']]).toEqual([400, 'invalid_request']);
    },
  );
});
