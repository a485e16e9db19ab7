import { afterEach, expect, it } from '@jest/globals';
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
  reject,
} from '../support/cases.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';
import { candidate, dualSlate } from '../support/slates.js';

describeOnBothDatabases('the notices of a slate', (open) => {
  let house: House;
  afterEach(() => house.close());

  /** Three candidates of one slate, the first two cleared for notice. */
  async function twoCleared(): Promise<readonly [TestCase, TestCase, TestCase]> {
    house = await openHouse(await open());
    const [first, second, third] = await submittedCases(house, 3);
    if (!first || !second || !third) throw new Error('A case is missing.');
    for (const one of [first, second]) await clearForNotice(house, one);
    return [first, second, third];
  }

  const send = (slate: string, cases: readonly TestCase[], who = 'kx-handler') =>
    house.ask(who, 'POST', `/slates/${slate}/notices`, {
      cases: cases.map(({ id, version }) => ({ caseId: id, version })),
    });
  const noticeOf = async (id: string) => (await house.ask(null, 'GET', `/notices/${id}`)).body;

  it('name together who is cleared; who is cleared later gets a notice of their own, with its own number and end', async () => {
    const [first, second, third] = await twoCleared();
    const earlier = await publish(house, 'kx-handler', [first, second]);
    await onDay(house, '2026-11-05');
    await look(house, third, 'kx-handler');
    await clearForNotice(house, third);
    const later = await publish(house, 'kx-handler', [third]);
    expect(await noticeOf(earlier)).toMatchObject({
      number: '浙江省科学技术协会公示〔2026〕1号',
      lastDay: '2026-11-09',
      lines: [
        { line: 1, name: '试甲0（虚构）' },
        { line: 2, name: '试甲1（虚构）' },
      ],
    });
    expect(await noticeOf(later)).toMatchObject({
      number: '浙江省科学技术协会公示〔2026〕2号',
      lastDay: '2026-11-12',
      lines: [{ line: 1, name: '试甲2（虚构）' }],
    });
    expect(await onDay(house, '2026-11-10')).toBe(2);
    const states = await Promise.all(
      [first, second, third].map(async (one) => (await look(house, one, 'kx-handler'))['state']),
    );
    expect(states).toEqual(['passed', 'passed', 'onNotice']);
    expect(await onDay(house, '2026-11-13')).toBe(1);
    expect(await look(house, third, 'kx-handler')).toMatchObject({ state: 'passed' });
  });

  it('name whom the handler chooses; another who is cleared waits', async () => {
    const [first, second] = await twoCleared();
    await publish(house, 'kx-handler', [second]);
    expect(await look(house, first, 'kx-handler')).toMatchObject({ state: 'clearedForNotice' });
    expect(await look(house, second, 'kx-handler')).toMatchObject({ state: 'onNotice' });
  });

  it('are published for all that they name, or for none', async () => {
    const [first, second, third] = await twoCleared();
    const foreign = await submittedCase(house);
    const wrong: readonly (readonly [named: readonly TestCase[], status: number, code: string])[] = [
      [[first, third], 409, 'out_of_turn'],
      [[first, { ...second, version: second.version - 1 }], 412, 'stale_version'],
      [[first, foreign], 422, 'case_not_in_slate'],
    ];
    for (const [named, status, code] of wrong) {
      const answer = await send(first.slate, named);
      expect([answer.status, answer.body['code']]).toEqual([status, code]);
    }
    expect((await house.ask(null, 'GET', '/notices')).body['items']).toEqual([]);
    for (const one of [first, second]) {
      expect(await look(house, one, 'kx-handler')).toMatchObject({ state: 'clearedForNotice', version: 8 });
    }
  });

  it('are published by a handler of the body that the route names, once for each candidate', async () => {
    const [first] = await twoCleared();
    for (const [who, status, code] of [
      ['kx-dw-handler', 403, 'not_your_body'],
      ['mzt-handler', 403, 'not_your_body'],
      ['kx-approver-2', 403, 'not_your_duty'],
      ['zhdw-handler', 404, 'not_found'],
    ] as const) {
      const answer = await send(first.slate, [first], who);
      expect([who, answer.status, answer.body['code']]).toEqual([who, status, code]);
    }
    await publish(house, 'kx-handler', [first]);
    const again = await send(first.slate, [first]);
    expect([again.status, again.body['code']]).toEqual([409, 'out_of_turn']);
  });

  it('tell a body nothing of the candidates of the slate who have not reached it', async () => {
    house = await openHouse(await open());
    const slate = dualSlate([candidate(0), candidate(1, ['party_secretary'])]);
    const [officer, secretary] = await submittedCases(house, 2, slate);
    if (!officer || !secretary) throw new Error('A case is missing.');
    for (const version of [officer.version, officer.version + 1]) {
      const answer = await send(officer.slate, [{ ...officer, version }], 'kx-dw-handler');
      expect([answer.status, answer.body['code']]).toEqual([422, 'case_not_in_slate']);
    }
    const own = await send(secretary.slate, [secretary], 'kx-dw-handler');
    expect([own.status, own.body['code']]).toEqual([409, 'out_of_turn']);
  });

  it('leave out who stepped back in the meantime, and the others go on', async () => {
    const [first, second, third] = await twoCleared();
    await act(house, second, 'kx-submitter', 'withdraw', because('candidate_withdrew'));
    await act(house, third, 'kx-handler', 'accept');
    await reject(house, third, 'kx-approver', because('conduct'));
    const both = await send(first.slate, [first, second]);
    expect([both.status, both.body['code']]).toEqual([409, 'out_of_turn']);
    await publish(house, 'kx-handler', [first]);
    await onDay(house, '2026-11-10');
    const states = await Promise.all(
      [first, second, third].map(async (one) => (await look(house, one, 'kx-submitter'))['state']),
    );
    expect(states).toEqual(['passed', 'withdrawn', 'notPassed']);
  });

  it('are numbered from 1 in each year of China, to the minute', async () => {
    const [first, second] = await twoCleared();
    const numberOf = async (notice: string) => (await noticeOf(notice))['number'];
    house.clock.moveTo('2026-12-31T15:59:00.000Z');
    const old = await publish(house, 'kx-handler', [first]);
    house.clock.moveTo('2026-12-31T17:00:00.000Z');
    const later = await publish(house, 'kx-handler', [second]);
    const third = await clearForNotice(house, await submittedCase(house, dualSlate([candidate(45)], '2027-03-01')));
    const last = await publish(house, 'kx-handler', [third]);
    expect([await numberOf(old), await numberOf(later), await numberOf(last)]).toEqual([
      '浙江省科学技术协会公示〔2026〕1号',
      '浙江省科学技术协会公示〔2027〕1号',
      '浙江省科学技术协会公示〔2027〕2号',
    ]);
  });

  it('name nobody twice', async () => {
    const [first] = await twoCleared();
    const answer = await send(first.slate, [first, first]);
    expect([answer.status, answer.body['code']]).toEqual([400, 'invalid_request']);
  });
});
