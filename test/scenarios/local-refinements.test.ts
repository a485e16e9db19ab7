// Organisations of two cities whose policies refine the province's: a joint review in one, a longer notice in the other.
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import {
  answerChecks,
  act,
  clearForNotice,
  draft,
  look,
  onDay,
  publish,
  submit,
  type TestCase,
} from '../support/cases.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';
import { candidate, decoupledSlate, dualSlate, ofAnother } from '../support/slates.js';

describeOnBothDatabases('an organisation of a city with a policy of its own', (open) => {
  let house: House;
  beforeEach(async () => {
    house = await openHouse(await open());
  });
  afterEach(() => house.close());

  async function submitted(slate: object, who: string): Promise<TestCase> {
    const [one] = await submit(house, await draft(house, slate, who), who);
    if (!one) throw new Error('No case was opened.');
    return one;
  }

  const inCity = <S extends { organisation: object }>(slate: S, jurisdiction: string, bodies: object = {}): S => {
    const { organisation, ...rest } = ofAnother(1, slate);
    return { ...rest, organisation: { ...organisation, jurisdiction, ...bodies } } as unknown as S;
  };

  it('is reviewed jointly, led by the social work department, before the registration authority', async () => {
    const body = {
      id: 'hz-shgzb',
      name: '杭州市委社会工作部（虚构）',
      kinds: ['social_work_department'],
      jurisdiction: '330100',
    };
    expect((await house.ask('administrator', 'POST', '/bodies', body)).status).toBe(201);
    await house.enter('shgzb-handler', { body: 'hz-shgzb', duty: 'handler' });
    const approvers: string[] = [];
    for (const name of ['shgzb-approver', 'shgzb-approver-2', 'shgzb-approver-3'])
      approvers.push(await house.enter(name, { body: 'hz-shgzb', duty: 'approver' }));
    const slate = inCity(decoupledSlate([candidate(0)]), '330100', { socialWorkDepartment: 'hz-shgzb' });
    const one = await submitted(slate, 'zhdw-submitter');
    for (const [handler, approver, then] of [
      ['zhdw-handler', 'zhdw-approver', 'review.industry_review.awaiting'],
      ['jxt-handler', 'jxt-approver', 'review.joint_review.awaiting'],
      ['shgzb-handler', 'shgzb-approver', 'review.registration_review.awaiting'],
      ['mzt-handler', 'mzt-approver', 'clearedForNotice'],
    ] as const) {
      await act(house, one, handler, 'accept');
      await answerChecks(house, one, handler);
      if (handler === 'shgzb-handler') {
        // 会签: two of the three who are asked agree, as a handler proposes.
        await act(house, one, handler, 'signatures', { officials: approvers, weight: 'binding' });
        await act(house, one, handler, 'propose', { agree: true });
        await act(house, one, 'shgzb-approver-2', 'sign', { agree: true });
      }
      await act(house, one, approver, 'approve');
      expect(one.state).toBe(then);
    }
    expect(await look(house, one, 'shgzb-handler')).toMatchObject({
      policy: '330100/2026-07-01',
    });
  });

  it('is refused where the joint review lacks its body', async () => {
    const slate = inCity(decoupledSlate([candidate(0)]), '330100');
    const { status, body } = await house.ask('zhdw-submitter', 'POST', '/slates', slate);
    expect(status).toBe(422);
    expect(body['defects']).toMatchObject([{ field: 'organisation.socialWorkDepartment', rule: 'body_missing' }]);
  });

  it('is on notice for the seven working days of its city, not the five of its province', async () => {
    const one = await submitted(inCity(dualSlate([candidate(0)]), '330200'), 'kx-submitter');
    await clearForNotice(house, one);
    await publish(house, 'kx-handler', [one]);
    expect(await look(house, one, 'kx-handler')).toMatchObject({
      policy: '330200/2026-07-01',
      deadline: { dueOn: '2026-11-11', length: 7 },
    });
    await onDay(house, '2026-11-11');
    expect((await look(house, one, 'kx-handler'))['state']).toBe('onNotice');
    await onDay(house, '2026-11-12');
    expect((await look(house, one, 'kx-handler'))['state']).toBe('passed');
  });
});
