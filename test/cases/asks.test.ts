// 会签: where the policy says so, the system asks everybody who approves for the body, as they are at that moment.
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { verifyDatabase } from '../../src/audit/verify-database.js';
import { Reader } from '../../src/database/reader.js';
import { WriteDoor } from '../../src/database/transactions.js';
import { openHouseWithKeys, type HouseWithKeys } from '../audit/vetting.js';
import { act, look, onDay, outlookOn, submittedCase, tryTo, type TestCase } from '../support/cases.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { SHIPPED_TEXT } from '../workflow/shipped-courses.js';
import { policiesSaying } from './policies.js';

const STEP = 'step: supervising_review,';
const ALL_ASKED = `${STEP} quorum: { agree: all, signers: 2, asks: all_approvers, source: assumed },
          silence: { acceptance: accepted, source: L7 },`;
const AGREE = { agree: true };

describeOnBothDatabases('where the system asks all approvers of a body', (open, engine) => {
  let house: HouseWithKeys;
  const ids: Record<string, string> = {};
  const NAMES = ['kx-approver', 'kx-approver-2', 'third'] as const;
  beforeAll(async () => {
    house = await openHouseWithKeys(await open(), { POLICIES: policiesSaying(SHIPPED_TEXT.replace(STEP, ALL_ASKED)) });
    ids['third'] = await house.enter('third', { body: 'zj-kx', duty: 'approver' });
    ids['both'] = await house.enter('both', { body: 'zj-kx', duty: 'handler' }, { body: 'zj-kx', duty: 'approver' });
    for (const who of ['kx-approver', 'kx-approver-2', 'kx-handler'])
      ids[who] = String((await house.ask(who, 'GET', '/sessions/current')).body['official']);
  });
  afterAll(() => house.close());

  const nameOf = (id: string) => Object.keys(ids).find((name) => ids[name] === id) ?? id;
  const shown = async (of: TestCase) =>
    (await house.ask('kx-handler', 'GET', `/cases/${of.id}/signatures`)).body as {
      tally: { asked: number; agreed: number; waiting: number };
      signatures: { official: string; name: string; askedIn: number | null; endedIn: number | null; stands: boolean }[];
    };
  /** Whose request stands in the rows. */
  const rows = async (of: TestCase) =>
    (await shown(of)).signatures
      .filter(({ askedIn, endedIn }) => askedIn !== null && endedIn === null)
      .map(({ official }) => nameOf(official))
      .sort();
  /** Whose request counts, whether a row tells of it or not. */
  const standing = async (of: TestCase) =>
    (await shown(of)).signatures
      .filter(({ stands }) => stands)
      .map(({ official }) => nameOf(official))
      .sort();
  const waitedFor = async (of: TestCase) => (await shown(of)).tally.waiting;
  const offered = async (of: TestCase, who: string) => {
    const { items } = (await house.ask(who, 'GET', '/worklist?limit=200')).body as {
      items: { id: string; acts: string[] }[];
    };
    return items.find(({ id }) => id === of.id)?.acts ?? [];
  };
  const fits = async () => {
    const outcome = await verifyDatabase(house.nest.get(Reader), house.keys);
    return 'why' in outcome ? outcome.why : 'fits';
  };

  let one: TestCase;
  beforeEach(async () => {
    // Whoever handles a case signs nothing in it, although they approve for the body.
    one = await act(house, await submittedCase(house), 'both', 'accept');
  });

  it('they are asked with the act that accepts the case, on record, and all of them decide', async () => {
    expect(await rows(one)).toEqual([...NAMES]);
    const chain = await house.ask('auditor', 'GET', `/record/case:${one.id}`);
    const entries = (chain.body['items'] as { entry: string }[]).map(({ entry }) => JSON.parse(entry) as object);
    const asked = NAMES.map((name) => ({ official: ids[name] }));
    expect(entries.at(-1)).toMatchObject({
      act: 'accept',
      facts: { systemAsks: expect.arrayContaining(asked) as unknown },
    });
    expect(await offered(one, 'third')).toEqual(expect.arrayContaining(['sign']));
    expect(await tryTo(house, one, 'kx-approver', 'approve')).toBe('409 signatures_open');
    await act(house, one, 'third', 'sign', AGREE);
    await act(house, one, 'kx-approver-2', 'sign', AGREE);
    await act(house, one, 'kx-approver', 'approve');
    expect([engine, one.state, await fits()]).toEqual([engine, 'review.party_review.awaiting', 'fits']);
  });

  it('whoever steps back is waited for no longer', async () => {
    await act(house, one, 'third', 'recusals', { ground: 'relative' });
    expect([await rows(one), await waitedFor(one)]).toEqual([['kx-approver', 'kx-approver-2'], 2]);
    await act(house, one, 'kx-approver', 'sign', AGREE);
    await act(house, one, 'kx-approver-2', 'approve');
    expect(await fits()).toBe('fits');
  });

  it('whoever is away is not waited for, and is again when they are back', async () => {
    const said = { from: '2026-11-02', to: '2026-11-02' };
    const { body } = await house.ask('third', 'POST', '/absences', said);
    expect([await waitedFor(one), await standing(one)]).toEqual([2, ['kx-approver', 'kx-approver-2']]);
    // Until an act ends it, the request is there and waits for nobody.
    expect(await rows(one)).toEqual([...NAMES]);
    await act(house, one, 'kx-approver', 'sign', AGREE);
    expect([await rows(one), await fits()]).toEqual([['kx-approver', 'kx-approver-2'], 'fits']);
    await house.ask('third', 'POST', `/absences/${String(body['id'])}/end`);
    expect(await waitedFor(one)).toBe(2);
    expect(await outlookOn(house, one, 'kx-approver-2', 'approve')).toBe('signatures_open');
    await act(house, one, 'third', 'sign', AGREE);
    await act(house, one, 'kx-approver-2', 'approve');
    expect(await fits()).toBe('fits');
  });

  it('nobody takes them away, whatever they say: not a handler who handles the case', async () => {
    const remove = `signatures/${ids['third'] ?? ''}/remove`;
    expect(await tryTo(house, one, 'kx-handler', remove)).toBe('409 asked_by_the_policy');
    expect(await tryTo(house, one, 'kx-handler', remove, { remarks: '出差' })).toBe('409 asked_by_the_policy');
    expect(await outlookOn(house, one, 'kx-handler', 'remove_signature')).toBe('asked_by_the_policy');
    const { body } = await house.ask('kx-handler', 'GET', `/cases/${one.id}/why-not?act=remove_signature`);
    expect(body['obstacles']).toMatchObject([{ code: 'asked_by_the_policy', lifts: [{ code: 'lift_policy_asks' }] }]);
    expect(await standing(one)).toEqual([...NAMES]);
  });

  it('somebody who comes is asked, and who has left is waited for no longer', async () => {
    ids['new'] ??= await house.enter('new', { body: 'zj-kx', duty: 'approver' });
    expect([await rows(one), await waitedFor(one)]).toEqual([[...NAMES], 4]);
    // Told at once, though no act has stored it.
    expect(await standing(one)).toEqual([...NAMES, 'new'].sort());
    expect((await shown(one)).signatures.at(-1)).toEqual({
      official: ids['new'],
      onBehalfOf: null,
      name: 'new（虚构）',
      step: 'supervising_review',
      weight: 'binding',
      vote: 'waiting',
      askedIn: null,
      signedIn: null,
      endedIn: null,
      stands: true,
    });
    for (const who of ['kx-approver', 'kx-approver-2', 'third']) await act(house, one, who, 'sign', AGREE);
    expect(await offered(one, 'new')).toEqual(expect.arrayContaining(['approve', 'sign']));
    const left = { active: false, mandates: [{ body: 'zj-kx', duty: 'approver' }] };
    await house.ask('administrator', 'PUT', `/officials/${ids['new']}/duties`, left, { version: 1 });
    expect(await waitedFor(one)).toBe(0);
    await act(house, one, 'kx-handler', 'propose', AGREE);
    expect([await rows(one), await fits()]).toEqual([[...NAMES, 'kx-handler'].sort(), 'fits']);
  });

  it('they are asked with an acceptance that nobody gave, too, on record', async () => {
    const silent = await submittedCase(house);
    expect(await standing(silent)).toEqual([]);
    expect(await onDay(house, '2026-11-10')).toBeGreaterThan(0);
    await look(house, silent, 'kx-handler');
    expect([silent.state, await rows(silent)]).toEqual([
      'review.supervising_review.deciding',
      [...NAMES, 'both'].sort(),
    ]);
    const chain = await house.ask('auditor', 'GET', `/record/case:${silent.id}`);
    const entries = (chain.body['items'] as { entry: string }[]).map(({ entry }) => JSON.parse(entry) as object);
    const asked = NAMES.map((name) => ({ official: ids[name] }));
    expect(entries.at(-1)).toMatchObject({
      act: 'deem_accepted',
      facts: { period: 'acceptance', systemAsks: expect.arrayContaining(asked) as unknown },
    });
    expect([engine, await fits()]).toEqual([engine, 'fits']);
  });

  it('who was asked cannot be changed past the record', async () => {
    const statement = (sql: string) =>
      house.nest.get(WriteDoor).write((tx) => tx.execute(sql, []).then((changed) => ({ changed })));
    await statement(`DELETE FROM signatures WHERE case_id = '${one.id}' AND official_id = '${ids['third'] ?? ''}'`);
    expect(await fits()).toBe('it tells of another list than its signatures');
    await look(house, one, 'kx-handler');
  });
});
