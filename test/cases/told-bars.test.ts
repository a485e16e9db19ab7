// What keeps an official from a case, a kinship say, is told to them and to who may let them go on; to others, that something does.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { act, submittedCase, type TestCase } from '../support/cases.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';

const KIN = '人选系本人表兄（虚构）';
const TOLD = '有人反映其与人选的亲属关系（虚构）';

describeOnBothDatabases('what keeps an official from a case', (open) => {
  let house: House;
  let one: TestCase;
  let cousin = '';
  let approver = '';
  let handler = '';

  beforeAll(async () => {
    house = await openHouse(await open());
    cousin = await house.enter('kx-cousin', { body: 'zj-kx', duty: 'approver' });
    approver = String((await house.ask('kx-approver-2', 'GET', '/sessions/current')).body['official']);
    one = await submittedCase(house);
    for (const login of ['kx-approver-3', 'kx-approver-4'])
      await house.enter(login, { body: 'zj-kx', duty: 'approver' });
    await act(house, one, 'kx-handler', 'accept');
    await act(house, one, 'kx-cousin', 'recusals', { ground: 'relative', remarks: KIN });
    await act(house, one, 'kx-approver-2', 'recusals', { ground: 'self' });
    handler = await house.enter('kx-handler-2', { body: 'zj-kx', duty: 'handler' });
  });
  afterAll(() => house.close());

  const WORDLESS = [null, null, null, 'recusal_established', null, null, 'no_real_interest', null];
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

  const words = async (who: string) => {
    const { history } = (await house.ask(who, 'GET', `/cases/${one.id}`)).body as {
      history: {
        act: string;
        actor: { name: string | null };
        remarks: string | null;
        reason: { code: string; text: string | null; legalBasis: string[] } | null;
      }[];
    };
    const lines = history.filter(({ act: done }) => /recus/.test(done));
    expect(lines.map(({ act: done, actor }) => [done, actor.name !== null])).toEqual([
      ['recuse', true],
      ['recuse', true],
      ['order_recusal', true],
      ['waive_recusal', true],
    ]);
    return lines.flatMap(({ remarks, reason: given }) => [remarks, ...(given ? Object.values(given) : [])].flat());
  };

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

  it('is in the words of who steps back, has to or is let go on: for the body’s approvers, and whom it is about', async () => {
    const reason = (code: string) => ({ reason: { code, text: TOLD, legalBasis: ['公务员法第七十六条'] } });
    const order = { ground: 'relative', remarks: TOLD, ...reason('recusal_established') };
    await act(house, one, 'kx-approver', `recusals/${handler}/order`, order);
    await act(house, one, 'kx-approver-3', `recusals/${handler}/waive`, reason('no_real_interest'));
    const ordered = [TOLD, 'recusal_established', TOLD, '公务员法第七十六条'];
    const waived = [null, 'no_real_interest', TOLD, '公务员法第七十六条'];
    expect(await words('kx-approver-4')).toEqual([KIN, null, ...ordered, ...waived]);
    expect(await words('kx-handler-2')).toEqual([null, null, ...ordered, ...waived]);
    // Who ordered it knows what they wrote.
    expect((await words('kx-approver')).slice(2, 6)).toEqual(ordered);
    expect(await words('kx-handler')).toEqual(WORDLESS);
  });

  it('is not told at another body, whose approvers let nobody of this one go on', async () => {
    await act(house, one, 'kx-approver-4', 'approve');
    expect(await words('kx-dw-approver')).toEqual(WORDLESS);
    expect((await signatures('kx-dw-approver')).recused).toMatchObject([
      { official: cousin, ...NEUTRAL },
      { official: approver, ...NEUTRAL },
    ]);
  });
});
