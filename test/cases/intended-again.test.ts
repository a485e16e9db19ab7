// What is intended can be told again; what was said to it before is answered for all the same.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { act, because, CONSIDERED, look, onDay, submittedCase, tryTo } from '../support/cases.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';
import { candidate, dualSlate } from '../support/slates.js';

const UNFIT = because('condition_not_met');

describeOnBothDatabases('what is intended, told again', (open) => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse(await open());
    await house.enter('anew', { body: 'zj-kx', duty: 'approver' });
  });
  afterAll(() => house.close());

  it('takes no duty away: what was said is answered for, until it was rejected', async () => {
    const { organisation, ...rest } = dualSlate([candidate(0)]);
    const slate = { ...rest, organisation: { ...organisation, jurisdiction: '330200' } };
    const one = await act(house, await submittedCase(house, slate), 'kx-handler', 'accept');
    await act(house, one, 'kx-approver', 'intend-rejection', UNFIT);
    await act(house, one, 'kx-submitter', 'answer-intention', { unit: '本单位认为该人选符合条件（虚构）' });
    const last = {
      text: '本人陈述完毕（虚构）',
      receivedOn: house.clock.now().slice(0, 10),
      channel: 'letter',
      last: true,
    };
    await act(house, one, 'kx-handler', 'statements', last);
    await act(house, one, 'kx-approver', 'intend-rejection', UNFIT);
    await onDay(house, '2026-11-12');
    await look(house, one, 'kx-approver');
    expect(one.state).toBe('review.supervising_review.deciding');
    expect(await tryTo(house, one, 'kx-approver', 'reject', UNFIT)).toBe('422 statements_not_considered');
    await act(house, one, 'kx-approver', 'reject', { ...UNFIT, ...CONSIDERED });
    await act(house, one, 'kx-submitter', 'reconsider', because('disagrees_with_finding'));
    const aside = { outcome: 'overturned', ...because('original_set_aside') };
    await act(house, one, 'kx-approver-2', 'conclude-reconsideration', aside);
    // Decided anew: what was answered for is not answered for once more.
    await act(house, one, 'anew', 'intend-rejection', UNFIT);
    await onDay(house, '2026-11-24');
    await look(house, one, 'kx-approver');
    await act(house, one, 'anew', 'reject', UNFIT);
    expect(one.state).toBe('notPassed');
  });

  it('that nobody answers leaves the body late with its decision, not with the answer, when that is over', async () => {
    const { organisation, ...rest } = dualSlate([candidate(0)]);
    const slate = { ...rest, organisation: { ...organisation, jurisdiction: '330200' } };
    const one = await act(house, await submittedCase(house, slate), 'kx-handler', 'accept');
    await act(house, one, 'kx-approver', 'intend-rejection', UNFIT);
    await onDay(house, '2026-12-14');
    const { body } = await house.ask('kx-submitter', 'GET', `/cases/${one.id}/deadline`);
    expect(body['deadline']).toMatchObject({ period: 'decision', status: 'passed', whenPassed: 'overdue' });
    expect(await look(house, one, 'kx-approver')).toMatchObject({ deadline: { period: 'decision' }, overdue: true });
    // What the case is late with is what rests, with all its days used, when something is waited for.
    await act(house, one, 'kx-handler', 'defer', because('facts_being_verified'));
    await act(house, one, 'kx-handler', 'resume');
    expect(await look(house, one, 'kx-approver')).toMatchObject({
      deadline: { period: 'decision', status: 'running' },
    });
  });
});
