// 逐案声明: where the policy asks for it, whoever decides in a case says with the act that they have no interest in it.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { verifyDatabase } from '../../src/audit/verify-database.js';
import { Reader } from '../../src/database/reader.js';
import { WriteDoor } from '../../src/database/transactions.js';
import { openHouseWithKeys, type HouseWithKeys } from '../audit/vetting.js';
import {
  act,
  answerChecks,
  because,
  elect,
  look,
  objectTo,
  onDay,
  outlookOn,
  publish,
  submittedCase,
  tryTo,
  type TestCase,
  CONSIDERED,
} from '../support/cases.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { candidate, dualSlate } from '../support/slates.js';
import { policiesAdding } from './policies.js';

const UNSTATED = '422 no_interest_not_stated';
const SILENT = { noInterest: undefined };
const NONE = { noInterest: true };
const SOME = { noInterest: false };

/** Of an organisation of the city whose policy asks for the statement, or of the province, whose does not. */
function slateOf(jurisdiction: string, n = 0) {
  const slate = dualSlate([candidate(n)]);
  return { ...slate, organisation: { ...slate.organisation, jurisdiction } };
}

describeOnBothDatabases('whoever decides in a case', (open) => {
  let house: HouseWithKeys;
  beforeAll(async () => {
    house = await openHouseWithKeys(await open());
  });
  afterAll(() => house.close());

  const accepted = async (jurisdiction: string, n = 0): Promise<TestCase> =>
    act(house, await submittedCase(house, slateOf(jurisdiction, n)), 'kx-handler', 'accept');
  const fits = async () => {
    const outcome = await verifyDatabase(house.nest.get(Reader), house.keys);
    return 'why' in outcome ? outcome.why : 'fits';
  };
  const wanted = async (one: TestCase, who: string) =>
    ((await look(house, one, who))['actions'] as { act: string; wantsNoInterest: boolean }[])
      .filter(({ wantsNoInterest }) => wantsNoInterest)
      .map(({ act }) => act)
      .sort();
  const stated = async (one: TestCase, who: string) =>
    ((await look(house, one, who))['history'] as { act: string; noInterest?: boolean }[])
      .filter(({ noInterest }) => noInterest)
      .map(({ act }) => act);

  it('says that they have no interest in it, and steps back if they have one', async () => {
    const one = await accepted('330100');
    for (const said of [SILENT, SOME]) expect(await tryTo(house, one, 'kx-approver', 'approve', said)).toBe(UNSTATED);
    const rejection = { ...because('condition_not_met'), ...SILENT };
    expect(await tryTo(house, one, 'kx-approver', 'reject', rejection)).toBe(UNSTATED);
    await act(house, one, 'kx-approver', 'approve', NONE);
    expect(one.state).toBe('review.party_review.awaiting');
    await act(house, one, 'kx-dw-handler', 'accept');
    await act(house, one, 'kx-dw-approver', 'recusals', { ground: 'relative' });
    expect(await tryTo(house, one, 'kx-dw-approver', 'approve', NONE)).toBe('403 conflict_of_interest');
    expect([await stated(one, 'kx-handler'), await stated(one, 'kx-submitter'), await fits()]).toEqual([
      ['approve'],
      ['approve'],
      'fits',
    ]);
  });

  it('is told before that they will be asked, and finds the act among those that they may do', async () => {
    const one = await accepted('330100', 1);
    expect(await wanted(one, 'kx-approver')).toEqual([
      'approve',
      'conclude_objection',
      'conclude_reconsideration',
      'drop_intention',
      'file',
      'intend_rejection',
      'intend_revocation',
      'register',
      'reject',
      'resolve_check',
      'revoke',
      'sign',
    ]);
    expect(await outlookOn(house, one, 'kx-approver', 'approve')).toBe('allowed');
    const { items } = (await house.ask('kx-approver', 'GET', '/worklist?list=mine&limit=100')).body as {
      items: { id: string; acts: string[] }[];
    };
    expect(items.find(({ id }) => id === one.id)?.acts).toEqual(
      expect.arrayContaining(['approve', 'intend_rejection']),
    );
  });

  it.each([
    ['sign', { agree: true }],
    ['intend-rejection', because('condition_not_met')],
    ['intend-revocation', because('condition_not_met')],
    ['drop-intention', because('condition_not_met')],
    ['checks/criminal_record/resolve', { verdict: 'any' }],
    ['objections/01890000-0000-7000-8000-000000000000/conclude', { outcome: 'not_proven' }],
    ['conclude-reconsideration', { outcome: 'upheld' }],
    ['file', {}],
    ['register', {}],
    ['revoke', because('condition_not_met')],
  ])('is heard on it with the act %s', async (path, body) => {
    const one = await accepted('330000', 2);
    const answer = await house.ask(
      'kx-approver',
      'POST',
      `/cases/${one.id}/${path}`,
      { ...body, ...NONE },
      {
        version: one.version,
      },
    );
    expect([answer.status, answer.body['code']]).not.toEqual([400, 'invalid_request']);
  });

  it('is asked nothing where the policy asks for nothing; what they state all the same is kept, and an interest keeps them', async () => {
    const one = await accepted('330000', 3);
    expect(await wanted(one, 'kx-approver')).toEqual([]);
    expect(await tryTo(house, one, 'kx-approver', 'approve', SOME)).toBe(UNSTATED);
    await act(house, one, 'kx-approver', 'approve', SILENT);
    await act(house, one, 'kx-dw-handler', 'accept');
    await act(house, one, 'kx-dw-approver', 'approve', NONE);
    expect(await stated(one, 'kx-handler')).toEqual(['approve']);
  });

  it('cannot be made to have said it past the record', async () => {
    const door = house.nest.get(WriteDoor);
    expect(await fits()).toBe('fits');
    await door.write(async (tx) => ({
      rows: await tx.execute(`UPDATE case_acts SET details = NULL WHERE details = '{"noInterest":true}'`),
    }));
    expect(await fits()).toMatch(/remark/);
  });
});

describeOnBothDatabases('each act that decides', (open) => {
  let house: HouseWithKeys;
  beforeAll(async () => {
    const recusal = 'recusal: { declaration: per_case, source: assumed }';
    house = await openHouseWithKeys(await open(), { POLICIES: policiesAdding('330200/2026-07-01', recusal) });
  });
  afterAll(() => house.close());

  const UNFIT = because('condition_not_met');
  /** Refused without the statement, done with it, and kept with it. */
  const wantsIt = async (one: TestCase, who: string, path: string, body: object = {}) => {
    expect([path, await tryTo(house, one, who, path, { ...body, ...SILENT })]).toEqual([path, UNSTATED]);
    await act(house, one, who, path, body);
    const { history } = (await look(house, one, 'kx-handler')) as { history: object[] };
    expect(history.at(-1)).toMatchObject(NONE);
  };
  const heard = async (one: TestCase, body: string) => {
    await act(house, one, 'kx-submitter', 'answer-intention', { waives: true });
    const receivedOn = house.clock.now().slice(0, 10);
    const words = { text: '本人陈述完毕（虚构）', receivedOn, channel: 'letter', last: true };
    await act(house, one, `${body}-handler`, 'statements', words);
  };
  const handedIn = async (n: number) =>
    act(house, await submittedCase(house, slateOf('330200', n)), 'kx-handler', 'accept');

  it('on the way to a rejection and after it goes with it', async () => {
    const one = await handedIn(0);
    await wantsIt(one, 'kx-approver', 'intend-rejection', UNFIT);
    await heard(one, 'kx');
    await wantsIt(one, 'kx-approver', 'reject', { ...UNFIT, ...CONSIDERED });
    await act(house, one, 'kx-submitter', 'reconsider', because('disagrees_with_finding'));
    const upheld = { outcome: 'upheld', ...because('original_upheld') };
    await wantsIt(one, 'kx-approver-2', 'conclude-reconsideration', upheld);
  });

  it('on the way to a filing and after it goes with it', async () => {
    const one = await handedIn(1);
    await wantsIt(one, 'kx-approver', 'intend-rejection', UNFIT);
    await wantsIt(one, 'kx-approver', 'drop-intention', because('intended_in_error'));
    await wantsIt(one, 'kx-approver', 'approve');
    await act(house, one, 'kx-dw-handler', 'accept');
    await wantsIt(one, 'kx-dw-approver', 'approve');
    await act(house, one, 'mzt-handler', 'accept');
    await wantsIt(one, 'mzt-approver', 'checks/court_dishonesty/resolve', because('shown_otherwise'));
    await answerChecks(house, one, 'mzt-handler');
    await wantsIt(one, 'mzt-approver', 'approve');
    const notice = await publish(house, 'kx-handler', [one]);
    await objectTo(house, notice);
    await look(house, one, 'kx-handler');
    const { items } = (await house.ask('kx-approver-2', 'GET', `/cases/${one.id}/objections`)).body as {
      items: { id: string }[];
    };
    const conclusion = { outcome: 'not_proven', ...because('objection_not_proven') };
    await wantsIt(one, 'kx-approver-2', `objections/${items[0]?.id ?? ''}/conclude`, conclusion);
    await onDay(house, '2026-11-13');
    await look(house, one, 'kx-submitter');
    await elect(house, [one]);
    await wantsIt(one, 'mzt-approver', 'file');
    await wantsIt(one, 'mzt-approver', 'intend-revocation', because('bar_arose'));
    await heard(one, 'mzt');
    await wantsIt(one, 'mzt-approver', 'revoke', { ...because('bar_arose'), ...CONSIDERED });
    expect(one.state).toBe('revoked');
  });
});
