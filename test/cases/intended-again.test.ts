// What is intended can be told again; what was said to it before is answered for all the same.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { act, because, CONSIDERED, look, onDay, submittedCase, tryTo } from '../support/cases.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';
import { candidate, dualSlate } from '../support/slates.js';

const UNFIT = because('condition_not_met');

function inNingbo() {
  const { organisation, ...rest } = dualSlate([candidate(0)]);
  return { ...rest, organisation: { ...organisation, jurisdiction: '330200' } };
}

interface Told {
  readonly deadline: {
    readonly suspensions: readonly object[];
    readonly goesOn: object | null;
  } | null;
  readonly why: readonly { readonly code: string }[];
}

describeOnBothDatabases('what is intended, told again', (open) => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse(await open());
    await house.enter('anew', { body: 'zj-kx', duty: 'approver' });
  });
  afterAll(() => house.close());

  it('takes no duty away: what was said is answered for, until it was rejected', async () => {
    const one = await act(house, await submittedCase(house, inNingbo()), 'kx-handler', 'accept');
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
    const one = await act(house, await submittedCase(house, inNingbo()), 'kx-handler', 'accept');
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

  it('is heard in the time of the body: its clock stood still once, and says so', async () => {
    const one = await act(house, await submittedCase(house, inNingbo()), 'kx-handler', 'accept');
    const told = async () =>
      (await house.ask('kx-submitter', 'GET', `/cases/${one.id}/deadline`)).body as unknown as Told;
    await act(house, one, 'kx-approver', 'intend-rejection', UNFIT);
    expect((await told()).deadline).toMatchObject({ period: 'answer', goesOn: null });
    await onDay(house, '2026-12-16');
    await act(house, one, 'kx-approver', 'drop-intention', because('intended_in_error'));
    // Seven working days from the 16th.
    expect((await told()).deadline).toMatchObject({ period: 'decision', dueOn: '2026-12-25', goesOn: null });
    await onDay(house, '2026-12-17');
    await act(house, one, 'kx-approver', 'intend-rejection', UNFIT);
    const { deadline, why } = await told();
    // Those concerned have as long as before; the body has not.
    expect(deadline).toMatchObject({
      period: 'answer',
      dueOn: '2026-12-24',
      goesOn: { period: 'decision', dueOn: '2026-12-25' },
    });
    expect(why.map(({ code }) => code)).toContain('due_goes_on');
    await onDay(house, '2026-12-21');
    await act(house, one, 'kx-approver', 'drop-intention', because('intended_in_error'));
    const after = (await told()).deadline;
    expect(after).toMatchObject({ period: 'decision', status: 'running', dueOn: '2026-12-25', goesOn: null });
    expect(after?.suspensions).toEqual([expect.objectContaining({ from: '2026-12-14', to: '2026-12-16' })]);
    // Over while somebody is heard it is late, as soon as they were heard, and not before.
    await act(house, one, 'kx-approver', 'intend-rejection', UNFIT);
    await onDay(house, '2026-12-27');
    expect(await look(house, one, 'kx-approver')).toMatchObject({ overdue: false });
    await onDay(house, '2026-12-29');
    expect(await look(house, one, 'kx-approver')).toMatchObject({ overdue: true });
    expect((await told()).deadline).toMatchObject({ period: 'decision', status: 'passed', dueOn: '2026-12-25' });
    // What rests while something is waited for is what the case is late with, with all its days used, and no other period.
    await act(house, one, 'kx-handler', 'defer', because('facts_being_verified'));
    await act(house, one, 'kx-handler', 'resume');
    expect(await look(house, one, 'kx-approver')).toMatchObject({
      deadline: { period: 'decision', status: 'running' },
    });
    await act(house, one, 'kx-approver', 'reject', UNFIT);
    expect(one.state).toBe('notPassed');
  });
});
