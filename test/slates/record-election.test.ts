import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  act,
  because,
  clearForNotice,
  draft,
  elect,
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

describeOnBothDatabases('the vote on a slate', (open) => {
  let house: House;
  let chosen: TestCase;
  let defeated: TestCase;
  let later: TestCase;
  /** Of the same slate, but still in review. */
  let notPassedYet: TestCase;

  beforeAll(async () => {
    house = await openHouse(await open());
    const cases = await submittedCases(house, 4);
    const [first, second, third, fourth] = cases;
    if (!first || !second || !third || !fourth) throw new Error('A case is missing.');
    [chosen, defeated, later, notPassedYet] = [first, second, third, fourth];
    for (const one of [chosen, defeated, later]) await clearForNotice(house, one);
    await publish(house, 'kx-handler', [chosen, defeated, later]);
    await onDay(house, '2026-11-10');
    for (const one of cases) await look(house, one, 'kx-submitter');
  });
  afterAll(() => house.close());

  const result = ({ id, version }: TestCase, elected = true) => ({
    caseId: id,
    version,
    elected,
    votesFor: elected ? 60 : 10,
    votesAgainst: elected ? 10 : 60,
    abstentions: 0,
  });
  const report = (results: object[], slate = chosen.slate, more: object = {}, who = 'kx-submitter') =>
    house.ask(who, 'POST', `/slates/${slate}/election`, {
      heldOn: '2026-11-10',
      votersDue: 100,
      votersPresent: 70,
      results,
      ...more,
    });
  const codeOf = async (answer: ReturnType<typeof report>) => {
    const { status, body } = await answer;
    return [status, body['code']];
  };

  it('is reported whole or not at all: one result that cannot be recorded, and none is', async () => {
    const foreign = await submittedCase(house);
    expect(await codeOf(report([result(chosen), result(notPassedYet)]))).toEqual([409, 'out_of_turn']);
    expect(await codeOf(report([result(chosen), { ...result(defeated), version: 1 }]))).toEqual([412, 'stale_version']);
    expect(await codeOf(report([result(chosen), result(foreign)]))).toEqual([422, 'case_not_in_slate']);
    expect(await look(house, chosen, 'kx-submitter')).toMatchObject({ state: 'passed', version: chosen.version });
  });

  it('was held on a day that exists and has come, after the candidate had passed', async () => {
    for (const [heldOn, status, code] of [
      ['2026-11-11', 422, 'election_date_in_future'],
      ['2026-02-30', 400, 'invalid_request'],
      ['2026-11-09', 422, 'election_before_passed'],
    ]) {
      expect([heldOn, ...(await codeOf(report([result(chosen)], chosen.slate, { heldOn })))]).toEqual([
        heldOn,
        status,
        code,
      ]);
    }
  });

  it('is reported by a submitter of the body that handed the slate in, who did not review', async () => {
    expect(await codeOf(report([result(chosen)], chosen.slate, {}, 'kx-handler'))).toEqual([403, 'not_your_duty']);
    expect(await codeOf(report([result(chosen)], chosen.slate, {}, 'zhdw-submitter'))).toEqual([404, 'not_found']);
  });

  it('is not reported for a slate that was not handed in', async () => {
    const id = await draft(house, dualSlate([candidate(30)]));
    expect(await codeOf(report([result(chosen)], id))).toEqual([409, 'slate_not_submitted']);
  });

  it('decides candidate by candidate: elected, not elected, or decided another day', async () => {
    const { status, body } = await report([result(chosen), result(defeated, false)]);
    expect(status).toBe(200);
    const states = (body['cases'] as { id: string; state: string }[]).map(({ id, state }) => [id, state]);
    expect(Object.fromEntries(states)).toEqual({ [chosen.id]: 'elected', [defeated.id]: 'notElected' });
    for (const [who, election] of [
      ['mzt-handler', { heldOn: '2026-11-10', votesFor: result(chosen).votesFor }],
      ['auditor', { heldOn: '2026-11-10', votersPresent: expect.any(Number) }],
    ] as const) {
      const { history } = (await look(house, chosen, who)) as { history?: object[] };
      expect(history?.at(-1)).toMatchObject({ act: 'record_election', election });
    }
    expect(await look(house, later, 'kx-submitter')).toMatchObject({ state: 'passed', version: later.version });
    await onDay(house, '2026-11-20');
    await elect(house, [later]);
    expect(later.state).toBe('elected');
    for (const one of [chosen, defeated]) await look(house, one, 'kx-submitter');
    expect(await codeOf(report([result(chosen)]))).toEqual([409, 'out_of_turn']);
    expect(await codeOf(report([result(defeated)]))).toEqual([409, 'out_of_turn']);
  });

  it('leaves who was not elected at an end, and the others to be filed each on its own', async () => {
    expect(await look(house, defeated, 'kx-submitter')).toMatchObject({
      state: 'notElected',
      ended: true,
      deadline: null,
    });
    await look(house, chosen, 'mzt-approver-2');
    await act(house, chosen, 'mzt-approver-2', 'file', { remarks: '准予备案' });
    expect(await look(house, chosen, 'kx-submitter')).toMatchObject({ state: 'filed', ended: true });
    expect(await look(house, later, 'kx-submitter')).toMatchObject({ state: 'elected', ended: false });
    await act(house, notPassedYet, 'kx-submitter', 'withdraw', because('nomination_changed'));
  });
});
