// What keeps an official from a case, a kinship say, is told to them and to who may let them go on; to others, that something does.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { act, submittedCase, type TestCase } from '../support/cases.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';

describeOnBothDatabases('what keeps an official from a case', (open) => {
  let house: House;
  let one: TestCase;
  let cousin = '';
  let approver = '';

  beforeAll(async () => {
    house = await openHouse(await open());
    cousin = await house.enter('kx-cousin', { body: 'zj-kx', duty: 'approver' });
    approver = String((await house.ask('kx-approver-2', 'GET', '/sessions/current')).body['official']);
    one = await submittedCase(house);
    await act(house, one, 'kx-handler', 'accept');
    await act(house, one, 'kx-cousin', 'recusals', { ground: 'relative' });
    await act(house, one, 'kx-approver-2', 'recusals', { ground: 'self' });
  });
  afterAll(() => house.close());

  const NEUTRAL = { ground: null, number: null, interest: null, foundBy: null };
  const whyNot = async (who: string) => {
    const { body } = await house.ask(who, 'GET', `/cases/${one.id}/why-not?act=approve&official=${cousin}`);
    const [obstacle] = body['obstacles'] as { code: string; lifts: { code: string }[] }[];
    return { body, told: [obstacle?.code, ...(obstacle?.lifts ?? []).map(({ code }) => code)] };
  };
  const signatures = async (who: string) => {
    const { body } = await house.ask(who, 'GET', `/cases/${one.id}/signatures`);
    return body as { recused: object[]; mayBeAsked: { official: string; reason: string | null }[] };
  };
  const reasonIn = ({ mayBeAsked }: Awaited<ReturnType<typeof signatures>>) =>
    mayBeAsked.find(({ official }) => official === cousin)?.reason;

  it('is what they themselves are told', async () => {
    expect((await whyNot('kx-cousin')).told).toEqual(['conflict_of_interest', 'lift_another_person', 'lift_waiver']);
  });

  it('is what an approver of the body is told, who may let them go on', async () => {
    expect((await whyNot('kx-approver')).told).toEqual([
      'conflict_of_interest',
      'lift_another_person',
      'lift_waiver',
      'lift_colleagues',
    ]);
    const seen = await signatures('kx-approver');
    expect(seen.recused).toMatchObject([
      { official: cousin, ground: 'relative', number: 3 },
      { official: approver, ground: 'self', number: 4 },
    ]);
    expect(reasonIn(seen)).toBe('conflict_of_interest');
  });

  it('is to a handler of the body no more than that something does, and who could act instead', async () => {
    const { body, told } = await whyNot('kx-handler');
    expect(told).toEqual(['kept_from_case', 'lift_another_person', 'lift_colleagues']);
    expect(JSON.stringify(body)).not.toMatch(/interest|relative|亲属|回避|recus/i);
    const seen = await signatures('kx-handler');
    expect(seen.recused).toMatchObject([
      { official: cousin, ...NEUTRAL },
      { official: approver, ...NEUTRAL },
    ]);
    expect(reasonIn(seen)).toBe('kept_from_case');
  });

  it('is not told to the handler who asks them to sign, and is to the approver who assigns them', async () => {
    const asks = { officials: [cousin], weight: 'binding' };
    const refused = await house.ask('kx-handler', 'POST', `/cases/${one.id}/signatures`, asks, {
      version: one.version,
    });
    expect(refused.body).toMatchObject({
      code: 'signer_unfit',
      signers: [{ official: cousin, reason: 'kept_from_case' }],
    });
    const assigned = { official: cousin, duty: 'approver' };
    const told = await house.ask('kx-approver', 'POST', `/cases/${one.id}/assign`, assigned, { version: one.version });
    expect(told.body).toMatchObject({ code: 'assignee_unfit', reason: 'conflict_of_interest' });
  });

  it('is not told at another body, whose approvers let nobody of this one go on', async () => {
    await act(house, one, 'kx-approver', 'approve');
    expect((await signatures('kx-dw-approver')).recused).toMatchObject([
      { official: cousin, ...NEUTRAL },
      { official: approver, ...NEUTRAL },
    ]);
  });
});
