// A quorum that a body has too few approvers for is told of at the start, to administrators, and to whoever accepts a case.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openHouseWithKeys, type HouseWithKeys } from '../audit/vetting.js';
import { act, draft, ofItsOwn, submit, type TestCase } from '../support/cases.js';
import { describeOnBothDatabases, type TestDatabase } from '../support/databases.js';
import { openHouse } from '../support/house.js';
import { candidate, decoupledSlate } from '../support/slates.js';

const AT = 'hz-shgzb';
const JOINT = { body: AT, policy: '330100/2026-07-01', step: 'joint_review', needed: 3, there: 2 };

describeOnBothDatabases('a body with too few approvers for a quorum', (open) => {
  let house: HouseWithKeys;
  let database: TestDatabase;
  beforeAll(async () => {
    database = await open();
    house = await openHouseWithKeys(database);
    const body = {
      id: AT,
      name: '杭州市委社会工作部（虚构）',
      kinds: ['social_work_department'],
      jurisdiction: '330100',
    };
    await house.ask('administrator', 'POST', '/bodies', body);
    await house.enter('handler', { body: AT, duty: 'handler' });
    for (const name of ['a', 'b']) await house.enter(name, { body: AT, duty: 'approver' });
    await house.enter('keeps-the-city', { body: AT, duty: 'administrator' });
    const other = { ...body, id: 'nb-shgzb', name: '宁波市委社会工作部（虚构）', jurisdiction: '330200' };
    await house.ask('administrator', 'POST', '/bodies', other);
    await house.enter('keeps-another', { body: 'nb-shgzb', duty: 'administrator' });
  });
  afterAll(() => house.close());

  async function atJointReview(): Promise<TestCase> {
    const { organisation, ...rest } = ofItsOwn(house, decoupledSlate([candidate(0)]));
    const slate = { ...rest, organisation: { ...organisation, jurisdiction: '330100', socialWorkDepartment: AT } };
    const [one] = await submit(house, await draft(house, slate, 'zhdw-submitter'), 'zhdw-submitter');
    if (!one) throw new Error('No case was opened.');
    for (const body of ['zhdw', 'jxt']) {
      await act(house, one, `${body}-handler`, 'accept');
      await act(house, one, `${body}-approver`, 'approve');
    }
    return one;
  }
  const accept = async (one: TestCase, who: string) =>
    (await house.ask(who, 'POST', `/cases/${one.id}/accept`, {}, { version: one.version })).body;
  const told = async (who: string) => {
    const { body } = await house.ask(who, 'GET', '/directory/shortages');
    return (body['items'] as { body: string }[] | undefined)?.filter((each) => each.body === AT) ?? body['code'];
  };
  const warnings = async () => {
    let log = '';
    const logs = { write: (line: string) => void (log += line) };
    const again = await openHouse(database, { KEY_FILE: house.keyFile, LOG_LEVEL: 'warn' }, logs);
    await again.close();
    return log
      .split('\n')
      .filter((line) => line.includes('too few approvers'))
      .map((line) => JSON.parse(line) as { body: string })
      .filter((line) => line.body === AT);
  };

  it('is named at the start, which goes on all the same, and to the administrators of its place', async () => {
    expect(await told('administrator')).toEqual([]);
    const one = await atJointReview();
    expect(await told('administrator')).toEqual([expect.objectContaining(JOINT)]);
    expect([await told('keeps-the-city'), await told('keeps-another'), await told('a')]).toEqual([
      [expect.objectContaining({ ...JOINT, name: '杭州市委社会工作部（虚构）', jurisdiction: '330100' })],
      [],
      'not_your_duty',
    ]);
    expect(await warnings()).toEqual([expect.objectContaining({ ...JOINT, level: 40 })]);
    expect(await accept(one, 'handler')).toMatchObject({ state: 'review.joint_review.deciding', approversMissing: 1 });
  });

  /** What the unit that waits for the decision is told of the office. */
  const toldToTheUnit = async (one: TestCase, of = 'approve') => {
    const { body } = await house.ask('zhdw-submitter', 'GET', `/cases/${one.id}/why-not?act=${of}`);
    return (body['obstacles'] as { code: string; lifts: { code: string; facts: object }[] }[]).map(
      ({ code, lifts }) => [code, lifts.find((lift) => lift.code === 'lift_more_approvers')?.facts ?? null],
    );
  };

  it('is told to the unit that waits for its decision, before it has accepted the case and after', async () => {
    const one = await atJointReview();
    const short = { body: '杭州市委社会工作部（虚构）', missing: 1 };
    expect(await toldToTheUnit(one)).toEqual([['out_of_turn', short]]);
    await act(house, one, 'handler', 'accept');
    for (const decision of ['approve', 'reject'])
      expect(await toldToTheUnit(one, decision)).toEqual([['not_your_body', short]]);
    expect(await toldToTheUnit(one, 'return_for_supplement')).toEqual([['not_your_body', null]]);
  });

  it('is so once nobody is missing any more', async () => {
    const one = await atJointReview();
    expect(await toldToTheUnit(one)).toEqual([['out_of_turn', expect.anything()]]);
    await house.enter('c', { body: AT, duty: 'approver' });
    expect([await told('administrator'), await warnings()]).toEqual([[], []]);
    expect(await toldToTheUnit(one)).toEqual([['out_of_turn', null]]);
    expect(await accept(one, 'handler')).not.toHaveProperty('approversMissing');
  });

  it('is one while an approver is away and nobody acts in their place, and is told who, and until when', async () => {
    const today = house.clock.now().slice(0, 10);
    const away = async (who: string, more: object = {}) => {
      const { body } = await house.ask(who, 'POST', '/absences', { from: today, to: today, ...more });
      return () => house.ask(who, 'POST', `/absences/${String(body['id'])}/end`);
    };
    expect(await told('administrator')).toEqual([]);
    const back = await away('c');
    const { body } = await house.ask('c', 'GET', '/sessions/current');
    const c = expect.objectContaining({ official: body['official'], to: today });
    expect(await told('administrator')).toEqual([expect.objectContaining({ ...JOINT, away: [c] })]);
    expect(await warnings()).toEqual([expect.objectContaining({ ...JOINT, away: 1 })]);
    await back();
    expect(await told('administrator')).toEqual([]);
    // A colleague who approves there anyhow is one person; one who does not is one more.
    const ids = { a: '', handler: '' };
    for (const who of ['a', 'handler'] as const)
      ids[who] = String((await house.ask(who, 'GET', '/sessions/current')).body['official']);
    const backAgain = await away('c', { delegate: ids.a });
    expect(await told('administrator')).toEqual([expect.objectContaining(JOINT)]);
    await backAgain();
    const andAgain = await away('c', { delegate: ids.handler });
    expect(await told('administrator')).toEqual([]);
    await andAgain();
  });

  it('is one, too, where who accepts the case would have been the last approver', async () => {
    await house.enter('both', { body: AT, duty: 'approver' }, { body: AT, duty: 'handler' });
    const one = await atJointReview();
    const left = { active: false, mandates: [{ body: AT, duty: 'approver' }] };
    const { body } = await house.ask('administrator', 'GET', '/officials?limit=200');
    const c = (body['items'] as { id: string; login: string }[]).find(({ login }) => login === 'c');
    expect(
      (await house.ask('administrator', 'PUT', `/officials/${c?.id ?? ''}/duties`, left, { version: 1 })).status,
    ).toBe(200);
    expect(await accept(one, 'both')).toMatchObject({ approversMissing: 1 });
  });
});
