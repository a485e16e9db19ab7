// 认领、分办: who of a body does which duty at the step where a case stands.
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { verifyDatabase } from '../../src/audit/verify-database.js';
import { Reader } from '../../src/database/reader.js';
import { WriteDoor } from '../../src/database/transactions.js';
import { openHouseWithKeys, type HouseWithKeys } from '../audit/vetting.js';
import { act, because, look, outlookOn, submittedCase, tryTo, type TestCase } from '../support/cases.js';
import { describeOnBothDatabases } from '../support/databases.js';

const HANDLES = { body: 'zj-kx', duty: 'handler' } as const;
const DECIDES = { body: 'zj-kx', duty: 'approver' } as const;

describeOnBothDatabases('a case', (open, engine) => {
  let house: HouseWithKeys;
  const ids: Record<string, string> = {};
  beforeAll(async () => {
    house = await openHouseWithKeys(await open());
    for (const who of ['kx-handler', 'kx-approver', 'kx-approver-2', 'mzt-handler', 'kx-submitter'])
      ids[who] = String((await house.ask(who, 'GET', '/sessions/current')).body['official']);
    ids['handler-2'] = await house.enter('handler-2', HANDLES);
    ids['both'] = await house.enter('both', HANDLES, DECIDES);
  });
  afterAll(() => house.close());

  const today = () => house.clock.now().slice(0, 10);
  const as = (duty: string, who?: string) => ({ duty, ...(who === undefined ? {} : { official: ids[who] }) });
  const offered = async (of: TestCase, who: string, list = 'mine') => {
    const { items } = (await house.ask(who, 'GET', `/worklist?limit=200&list=${list}`)).body as {
      items: { id: string; assigned: { official: string; duty: string }[] }[];
    };
    return items.find(({ id }) => id === of.id)?.assigned;
  };
  const fits = async () => {
    const outcome = await verifyDatabase(house.nest.get(Reader), house.keys);
    return 'why' in outcome ? outcome.why : 'fits';
  };
  const assigned = async (of: TestCase, who = 'kx-handler') =>
    ((await look(house, of, who))['assigned'] as { official: string; duty: string }[]).map(({ official, duty }) => [
      Object.keys(ids).find((login) => ids[login] === official),
      duty,
    ]);

  let one: TestCase;
  beforeEach(async () => {
    one = await submittedCase(house);
  });

  it('that nobody took is for all of the duty; whoever takes it has it alone, and gives it back', async () => {
    expect([await offered(one, 'kx-handler'), await offered(one, 'handler-2')]).toEqual([[], []]);
    await act(house, one, 'kx-handler', 'claim', as('handler'));
    expect(await offered(one, 'handler-2')).toBeUndefined();
    expect(await offered(one, 'handler-2', 'body')).toMatchObject([{ official: ids['kx-handler'], duty: 'handler' }]);
    expect(await tryTo(house, one, 'handler-2', 'accept')).toBe('403 assigned_to_another');
    expect(await outlookOn(house, one, 'handler-2', 'accept')).toBe('assigned_to_another');
    expect(await tryTo(house, one, 'handler-2', 'claim', as('handler'))).toBe('403 assigned_to_another');
    expect(await outlookOn(house, one, 'handler-2', 'claim')).toBe('assigned_to_another');
    expect(await tryTo(house, one, 'kx-handler', 'claim', as('handler'))).toBe('409 assigned_already');
    expect(await tryTo(house, one, 'handler-2', 'release', as('handler'))).toBe('409 not_assigned');
    await act(house, one, 'kx-handler', 'release', as('handler'));
    await act(house, one, 'handler-2', 'accept');
    expect([engine, await fits()]).toEqual([engine, 'fits']);
  });

  it('is assigned by an approver of the body, to somebody else who may act in that duty', async () => {
    expect(await tryTo(house, one, 'kx-handler', 'assign', as('handler', 'handler-2'))).toBe('403 not_your_duty');
    expect(await tryTo(house, one, 'kx-submitter', 'assign', as('handler', 'handler-2'))).toBe('403 not_your_duty');
    expect(await tryTo(house, one, 'mzt-approver', 'assign', as('handler', 'handler-2'))).toBe('404 not_found');
    await act(house, one, 'kx-handler', 'recusals', { ground: 'relative' });
    await house.ask('handler-2', 'POST', '/absences', { from: today(), to: today() });
    const unfit: [string, string, string][] = [
      ['handler', 'kx-handler', 'conflict_of_interest'],
      ['handler', 'handler-2', 'absent'],
      ['handler', 'kx-approver-2', 'not_your_body'],
      ['handler', 'mzt-handler', 'not_your_body'],
      ['approver', 'kx-approver', 'oneself'],
    ];
    for (const [duty, who, reason] of unfit) {
      const answer = await house.ask('kx-approver', 'POST', `/cases/${one.id}/assign`, as(duty, who), {
        version: one.version,
      });
      expect([who, answer.status, answer.body]).toMatchObject([who, 422, { code: 'assignee_unfit', reason }]);
    }
    await act(house, one, 'kx-approver', 'assign', as('handler', 'both'));
    await act(house, one, 'kx-approver', 'assign', as('approver', 'kx-approver-2'));
    expect(await tryTo(house, one, 'kx-approver', 'assign', as('handler', 'both'))).toBe('409 assigned_already');
    expect(await assigned(one, 'both')).toEqual([
      ['both', 'handler'],
      ['kx-approver-2', 'approver'],
    ]);
    await act(house, one, 'both', 'accept');
    expect(await tryTo(house, one, 'kx-approver', 'approve')).toBe('403 assigned_to_another');
    expect(await tryTo(house, one, 'kx-approver', 'claim', as('approver'))).toBe('403 assigned_to_another');
    await act(house, one, 'kx-approver-2', 'approve');
    expect(await fits()).toBe('fits');
    const { items } = (await house.ask('kx-approver', 'GET', '/absences')).body as { items: { id: string }[] };
    for (const { id } of items) await house.ask('handler-2', 'POST', `/absences/${id}/end`);
  });

  it('that is assigned can be signed by others who are asked, and only decided by whose it is', async () => {
    await act(house, one, 'kx-handler', 'accept');
    await act(house, one, 'kx-approver', 'claim', as('approver'));
    await act(house, one, 'kx-handler', 'signatures', { officials: [ids['kx-approver-2']], weight: 'binding' });
    await act(house, one, 'kx-approver-2', 'sign', { agree: true });
    expect(await tryTo(house, one, 'kx-approver-2', 'approve')).toBe('403 assigned_to_another');
    await act(house, one, 'kx-approver', 'approve');
    expect([await assigned(one), await fits()]).toEqual([[], 'fits']);
  });

  it('binds whoever takes it to the duty in which they did', async () => {
    await act(house, one, 'both', 'claim', as('approver'));
    expect(await tryTo(house, one, 'both', 'accept')).toBe('403 reviewer_may_not_change_duty');
    expect(await tryTo(house, one, 'both', 'claim', as('handler'))).toBe('403 reviewer_may_not_change_duty');
    expect(await tryTo(house, one, 'kx-approver', 'claim', as('handler'))).toBe('403 not_your_duty');
  });

  it('stays assigned while the unit supplements, and is assigned to nobody at the next step', async () => {
    await act(house, one, 'kx-handler', 'claim', as('handler'));
    await act(house, one, 'kx-handler', 'accept');
    await act(house, one, 'kx-handler', 'return-for-supplement', because('materials_incomplete'));
    expect(await assigned(one)).toEqual([['kx-handler', 'handler']]);
    await act(house, one, 'kx-submitter', 'answer-supplement', { remarks: '已补正' });
    expect(await tryTo(house, one, 'handler-2', 'propose', { agree: true })).toBe('403 assigned_to_another');
    await act(house, one, 'kx-approver', 'approve');
    expect([await assigned(one), await fits()]).toEqual([[], 'fits']);
  });

  it('is for all again when whoever had it steps back, loses the duty, or the account is closed', async () => {
    await act(house, one, 'kx-handler', 'claim', as('handler'));
    await act(house, one, 'kx-handler', 'recusals', { ground: 'interest' });
    expect([await assigned(one, 'handler-2'), await fits()]).toEqual([[], 'fits']);
    const leaves = await house.enter(`leaves-${engine}`, HANDLES);
    await act(house, one, `leaves-${engine}`, 'claim', as('handler'));
    expect(await tryTo(house, one, 'handler-2', 'accept')).toBe('403 assigned_to_another');
    const duties = { active: true, mandates: [DECIDES] };
    await house.ask('administrator', 'PUT', `/officials/${leaves}/duties`, duties, { version: 1 });
    expect(await outlookOn(house, one, 'handler-2', 'accept')).toBe('allowed');
    await act(house, one, 'handler-2', 'accept');
  });

  it('of somebody who is away is done by their delegate, or assigned anew', async () => {
    await act(house, one, 'kx-handler', 'accept');
    await act(house, one, 'kx-approver', 'claim', as('approver'));
    const away = { from: today(), to: today(), delegate: ids['both'] };
    const { body } = await house.ask('kx-approver', 'POST', '/absences', away);
    expect(await tryTo(house, one, 'kx-approver-2', 'approve')).toBe('403 assigned_to_another');
    expect(await outlookOn(house, one, 'both', 'approve')).toBe('allowed');
    const file = await look(house, one, 'both');
    expect(file['version']).toBe(one.version);
    const { obstacles } = (await house.ask('kx-approver-2', 'GET', `/cases/${one.id}/why-not?act=approve`)).body as {
      obstacles: { code: string; lifts: { code: string }[] }[];
    };
    expect(obstacles.map(({ code, lifts }) => [code, ...lifts.map((lift) => lift.code)])).toEqual([
      ['assigned_to_another', 'lift_assigned', 'lift_colleagues'],
    ]);
    await act(house, one, 'both', 'approve');
    const { history } = (await look(house, one, 'kx-handler')) as {
      history: { actor: { onBehalfOf: object | null } }[];
    };
    expect(history.at(-1)?.actor.onBehalfOf).toMatchObject({ official: ids['kx-approver'] });
    await house.ask('kx-approver', 'POST', `/absences/${String(body['id'])}/end`);
    const other = await act(house, await submittedCase(house), 'kx-handler', 'accept');
    await act(house, other, 'kx-approver', 'claim', as('approver'));
    await house.ask('kx-approver', 'POST', '/absences', { from: today(), to: today() });
    await act(house, other, 'kx-approver-2', 'assign', as('approver', 'both'));
    await act(house, other, 'both', 'approve');
    expect(await fits()).toBe('fits');
  });

  it('tells the submitting side nothing of who has it', async () => {
    await act(house, one, 'kx-handler', 'claim', as('handler'));
    const file = (await look(house, one, 'kx-submitter')) as { assigned: object[]; history: { actor: object }[] };
    expect([file.assigned, await offered(one, 'kx-submitter', 'body')]).toEqual([[], []]);
    expect(file.history.at(-1)?.actor).toMatchObject({ official: null, name: null, duty: null });
  });

  it('has its assignments on record: what is changed in the tables is found', async () => {
    await act(house, one, 'kx-handler', 'claim', as('handler'));
    const door = house.nest.get(WriteDoor);
    for (const [set, back] of [
      [`official_id = '${ids['handler-2'] ?? ''}'`, `official_id = '${ids['kx-handler'] ?? ''}'`],
      ['ended_in = 2', 'ended_in = NULL'],
    ] as const) {
      await door.write((tx) => tx.execute(`UPDATE assignments SET ${set} WHERE case_id = '${one.id}'`));
      expect([set, await fits()]).toEqual([set, 'it tells of another list than its assignments']);
      await door.write((tx) => tx.execute(`UPDATE assignments SET ${back} WHERE case_id = '${one.id}'`));
    }
    expect(await fits()).toBe('fits');
  });
});
