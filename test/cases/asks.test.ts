// 会签: where the policy says so, the system asks everybody who approves for the body, as they are at that moment.
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { verifyDatabase } from '../../src/audit/verify-database.js';
import { Reader } from '../../src/database/reader.js';
import { WriteDoor } from '../../src/database/transactions.js';
import { openHouseWithKeys, type HouseWithKeys } from '../audit/vetting.js';
import { act, look, outlookOn, submittedCase, tryTo, type TestCase } from '../support/cases.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { SHIPPED_TEXT } from '../workflow/shipped-courses.js';
import { policiesSaying } from './policies.js';

const STEP = 'step: supervising_review,';
const ALL_ASKED = `${STEP} quorum: { agree: all, signers: 2, asks: all_approvers, source: assumed },`;
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
      signatures: { official: string; vote: string; endedIn: number | null }[];
    };
  /** Whose request stands in the rows. */
  const rows = async (of: TestCase) =>
    (await shown(of)).signatures
      .filter(({ endedIn }) => endedIn === null)
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
    expect(await waitedFor(one)).toBe(2);
    await act(house, one, 'kx-approver', 'sign', AGREE);
    expect([await rows(one), await fits()]).toEqual([['kx-approver', 'kx-approver-2'], 'fits']);
    await house.ask('third', 'POST', `/absences/${String(body['id'])}/end`);
    expect(await waitedFor(one)).toBe(2);
    expect(await outlookOn(house, one, 'kx-approver-2', 'approve')).toBe('signatures_open');
    await act(house, one, 'third', 'sign', AGREE);
    await act(house, one, 'kx-approver-2', 'approve');
    expect(await fits()).toBe('fits');
  });

  it('whom a handler does not want to wait for is not asked again but by a handler', async () => {
    await act(house, one, 'kx-handler', `signatures/${ids['third'] ?? ''}/remove`);
    await act(house, one, 'kx-approver', 'sign', AGREE);
    expect(await rows(one)).toEqual(['kx-approver', 'kx-approver-2']);
    expect(await tryTo(house, one, 'third', 'sign', AGREE)).toBe('409 signature_not_asked');
    await act(house, one, 'kx-handler', 'signatures', { officials: [ids['third']], weight: 'binding' });
    await act(house, one, 'third', 'sign', AGREE);
    await act(house, one, 'kx-approver-2', 'approve');
    expect(await fits()).toBe('fits');
  });

  it('somebody who comes is asked, and who has left is waited for no longer', async () => {
    ids['new'] ??= await house.enter('new', { body: 'zj-kx', duty: 'approver' });
    expect([await rows(one), await waitedFor(one)]).toEqual([[...NAMES], 4]);
    for (const who of ['kx-approver', 'kx-approver-2', 'third']) await act(house, one, who, 'sign', AGREE);
    expect(await offered(one, 'new')).toEqual(expect.arrayContaining(['approve', 'sign']));
    const left = { active: false, mandates: [{ body: 'zj-kx', duty: 'approver' }] };
    await house.ask('administrator', 'PUT', `/officials/${ids['new']}/duties`, left, { version: 1 });
    expect(await waitedFor(one)).toBe(0);
    await act(house, one, 'kx-handler', 'propose', AGREE);
    expect([await rows(one), await fits()]).toEqual([[...NAMES, 'kx-handler'].sort(), 'fits']);
  });

  it('who was asked cannot be changed past the record', async () => {
    const statement = (sql: string) =>
      house.nest.get(WriteDoor).write((tx) => tx.execute(sql, []).then((changed) => ({ changed })));
    await statement(`DELETE FROM signatures WHERE case_id = '${one.id}' AND official_id = '${ids['third'] ?? ''}'`);
    expect(await fits()).toBe('it tells of another list than its signatures');
    await look(house, one, 'kx-handler');
  });
});
