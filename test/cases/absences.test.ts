// 请假、委托代理: who is away is offered nothing and does nothing; whoever stands in for them acts for both.
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { verifyDatabase } from '../../src/audit/verify-database.js';
import { Reader } from '../../src/database/reader.js';
import { WriteDoor } from '../../src/database/transactions.js';
import { openHouseWithKeys, type HouseWithKeys } from '../audit/vetting.js';
import {
  act,
  because,
  draft,
  look,
  ofItsOwn,
  outlookOn,
  submit,
  submittedCase,
  tryTo,
  type TestCase,
  reject,
} from '../support/cases.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { dualSlate } from '../support/slates.js';

const AT_KX = { body: 'zj-kx', duty: 'approver' } as const;
const HANDLES = { body: 'zj-kx', duty: 'handler' } as const;

describeOnBothDatabases('an absence', (open, engine) => {
  let house: HouseWithKeys;
  const ids: Record<string, string> = {};
  let today = '';
  beforeAll(async () => {
    house = await openHouseWithKeys(await open());
    for (const who of ['kx-handler', 'kx-approver', 'kx-approver-2', 'mzt-handler', 'kx-submitter', 'administrator'])
      ids[who] = String((await house.ask(who, 'GET', '/sessions/current')).body['official']);
    ids['deputy'] = await house.enter('deputy', HANDLES);
    ids['deputy-2'] = await house.enter('deputy-2', HANDLES);
    ids['both'] = await house.enter('both', AT_KX, { body: 'zj-kx-dw', duty: 'approver' });
    ids['submits-too'] = await house.enter('submits-too', HANDLES, { body: 'zj-kx', duty: 'submitter' });
  });
  afterAll(() => house.close());

  const away = (who: string, said: object = {}) =>
    house.ask(who, 'POST', '/absences', { from: today, to: today, ...said });
  /** @returns its id */
  const isAway = async (who: string, said: object = {}): Promise<string> => {
    const { status, body } = await away(who, said);
    if (status !== 201) throw new Error(`${who}: ${JSON.stringify(body)}`);
    return String(body['id']);
  };
  const back = (who: string, id: string) => house.ask(who, 'POST', `/absences/${id}/end`);
  const offered = async (of: TestCase, who: string) => {
    const { items } = (await house.ask(who, 'GET', '/worklist?limit=200')).body as { items: { id: string }[] };
    return items.some(({ id }) => id === of.id);
  };
  const fits = async () => {
    const outcome = await verifyDatabase(house.nest.get(Reader), house.keys);
    return 'why' in outcome ? outcome.why : 'fits';
  };
  const toDecide = async () => act(house, await submittedCase(house), 'kx-handler', 'accept');

  // Each test has a day of its own: absences of the one before are over.
  let day = 2;
  beforeEach(() => {
    day += 1;
    today = `2026-11-${String(day).padStart(2, '0')}`;
    house.clock.moveTo(`${today}T02:00:00.000Z`);
  });

  it('keeps its official from what is in its scope until they end it, and nobody else', async () => {
    const one = await toDecide();
    const id = await isAway('kx-approver');
    expect(await tryTo(house, one, 'kx-approver', 'approve')).toBe('403 absent');
    expect(await outlookOn(house, one, 'kx-approver', 'approve')).toBe('absent');
    expect([await offered(one, 'kx-approver'), await offered(one, 'kx-approver-2')]).toEqual([false, true]);
    expect((await back('kx-approver', id)).status).toBe(200);
    expect(await offered(one, 'kx-approver')).toBe(true);
    await act(house, one, 'kx-approver', 'approve');
    expect((await back('kx-approver', id)).body['code']).toBe('absence_over');
  });

  it('lasts from the first moment of its first day in China to the last of its last', async () => {
    const one = await toDecide();
    const next = (n: number) => `2026-11-${String(day + n).padStart(2, '0')}`;
    await isAway('kx-approver', { from: next(1), to: next(2) });
    const at = async (instant: string) => {
      house.clock.moveTo(instant);
      return outlookOn(house, one, 'kx-approver', 'approve');
    };
    expect(await at(`${today}T15:59:59.999Z`)).toBe('allowed');
    expect(await at(`${today}T16:00:00.000Z`)).toBe('absent');
    expect(await at(`${next(2)}T15:59:59.999Z`)).toBe('absent');
    expect(await at(`${next(2)}T16:00:00.000Z`)).toBe('allowed');
    day += 3;
  });

  it('can be from one body, or from one duty there', async () => {
    const one = await toDecide();
    const id = await isAway('both', { body: 'zj-kx-dw' });
    expect(await outlookOn(house, one, 'both', 'approve')).toBe('allowed');
    await back('both', id);
    await isAway('both', AT_KX);
    expect(await outlookOn(house, one, 'both', 'approve')).toBe('absent');
    await act(house, one, 'kx-approver', 'approve');
    await act(house, one, 'kx-dw-handler', 'accept');
    expect(await outlookOn(house, one, 'both', 'approve')).toBe('allowed');
  });

  it('gives its duties to the delegate, whose acts say in whose place they were done', async () => {
    const one = await toDecide();
    expect(await tryTo(house, one, 'deputy', 'approve')).toBe('403 not_your_duty');
    await isAway('kx-approver', { delegate: ids['deputy'] });
    expect(await offered(one, 'deputy')).toBe(true);
    await act(house, one, 'deputy', 'approve', { remarks: '代为审批（虚构）' });
    const lineOf = async (who: string) =>
      ((await look(house, one, who))['history'] as { act: string; actor: object }[]).find(
        ({ act: done }) => done === 'approve',
      )?.actor;
    expect(await lineOf('kx-handler')).toMatchObject({
      official: ids['deputy'],
      duty: 'approver',
      onBehalfOf: { official: ids['kx-approver'], name: '审批甲（虚构）' },
    });
    const chain = await house.ask('auditor', 'GET', `/record/case:${one.id}`);
    const entries = (chain.body['items'] as { entry: string }[]).map(({ entry }) => JSON.parse(entry) as object);
    expect(entries.at(-1)).toMatchObject({
      act: 'approve',
      actor: { id: ids['deputy'], duty: 'approver', onBehalfOf: ids['kx-approver'] },
    });
    expect([engine, await fits()]).toEqual([engine, 'fits']);
  });

  it('keeps the delegate, and who came back, from what either of them did not leave open', async () => {
    const one = await toDecide();
    const id = await isAway('kx-approver', { delegate: ids['deputy'] });
    await reject(house, one, 'deputy', because('condition_not_met'), { handler: 'kx-handler' });
    await act(house, one, 'kx-submitter', 'reconsider', because('disagrees_with_finding'));
    const upheld = { outcome: 'upheld', ...because('original_upheld') };
    expect(await tryTo(house, one, 'deputy', 'conclude-reconsideration', upheld)).toBe('403 decided_before');
    await back('kx-approver', id);
    expect(await tryTo(house, one, 'kx-approver', 'conclude-reconsideration', upheld)).toBe('403 decided_before');
    await act(house, one, 'kx-approver-2', 'conclude-reconsideration', upheld);
  });

  it('has the delegate act in one duty: who handled a case does not decide it, who decided does not handle', async () => {
    const handled = await act(house, await submittedCase(house), 'deputy', 'accept');
    const decided = await toDecide();
    await isAway('kx-approver', { delegate: ids['deputy'] });
    expect(await tryTo(house, handled, 'deputy', 'approve')).toBe('403 handler_may_not_decide');
    await act(house, decided, 'deputy', 'approve');
    await act(house, handled, 'kx-approver-2', 'approve');
  });

  it('keeps the delegate from a case from which who is away was kept', async () => {
    const one = await toDecide();
    await act(house, one, 'kx-approver', 'recusals', { ground: 'relative' });
    await isAway('kx-approver', { delegate: ids['deputy'] });
    expect(await tryTo(house, one, 'deputy', 'approve')).toBe('403 kept_from_case');
    expect(await outlookOn(house, one, 'deputy', 'approve')).toBe('kept_from_case');
  });

  it('keeps a delegate who submitted from reviewing', async () => {
    const [one] = await submit(house, await draft(house, ofItsOwn(house, dualSlate()), 'submits-too'), 'submits-too');
    if (!one) throw new Error('No case was opened.');
    await act(house, one, 'kx-handler', 'accept');
    await isAway('kx-approver', { delegate: ids['submits-too'] });
    expect(await tryTo(house, one, 'submits-too', 'approve')).toBe('403 submitter_may_not_review');
  });

  it('is not passed on: a delegate who goes away, too, leaves the duty to nobody', async () => {
    const one = await toDecide();
    await isAway('kx-approver', { delegate: ids['deputy'] });
    await isAway('deputy', { delegate: ids['deputy-2'] });
    expect(await tryTo(house, one, 'deputy', 'approve')).toBe('403 absent');
    expect(await tryTo(house, one, 'deputy-2', 'approve')).toBe('403 not_your_duty');
  });

  it('gives the delegate nothing that its official does not have any more', async () => {
    const leaves = await house.enter('leaves', AT_KX);
    const one = await toDecide();
    await isAway('leaves', { delegate: ids['deputy'] });
    expect(await outlookOn(house, one, 'deputy', 'approve')).toBe('allowed');
    const duties = { active: true, mandates: [{ body: 'zj-kx', duty: 'handler' }] };
    await house.ask('administrator', 'PUT', `/officials/${leaves}/duties`, duties, { version: 1 });
    expect(await outlookOn(house, one, 'deputy', 'approve')).toBe('not_your_duty');
    const closed = { active: false, mandates: [AT_KX] };
    await house.ask('administrator', 'PUT', `/officials/${leaves}/duties`, closed, { version: 2 });
    expect(await outlookOn(house, one, 'deputy', 'approve')).toBe('not_your_duty');
  });

  it('has nobody asked to sign who is away; their delegate can be, in their place, once', async () => {
    const one = await toDecide();
    const ask = (who: string[]) => ({ officials: who.map((each) => ids[each]), weight: 'binding' });
    await isAway('kx-approver', { delegate: ids['deputy'] });
    const asked = await house.ask('kx-handler', 'POST', `/cases/${one.id}/signatures`, ask(['kx-approver']), {
      version: one.version,
    });
    expect(asked.body['signers']).toEqual([{ official: ids['kx-approver'], reason: 'absent' }]);
    await act(house, one, 'kx-handler', 'signatures', ask(['deputy']));
    const { signatures, mayBeAsked } = (await house.ask('kx-handler', 'GET', `/cases/${one.id}/signatures`)).body as {
      signatures: object[];
      mayBeAsked: { official: string; reason: string | null }[];
    };
    expect(signatures).toMatchObject([{ official: ids['deputy'], onBehalfOf: ids['kx-approver'], vote: 'waiting' }]);
    expect(mayBeAsked).toContainEqual(expect.objectContaining({ official: ids['deputy'], reason: 'asked_already' }));
    expect(await tryTo(house, one, 'kx-approver-2', 'approve')).toBe('409 signatures_open');
    await act(house, one, 'deputy', 'sign', { agree: true });
    await act(house, one, 'kx-approver-2', 'approve');
    expect(await fits()).toBe('fits');
  });

  it('leaves a signature that was asked before it to the delegate; the two have one between them', async () => {
    const one = await toDecide();
    const ask = (who: string[]) => ({ officials: who.map((each) => ids[each]), weight: 'binding' });
    await act(house, one, 'kx-handler', 'signatures', ask(['kx-approver', 'both']));
    const id = await isAway('kx-approver', { delegate: ids['deputy'] });
    await act(house, one, 'deputy', 'sign', { agree: true });
    expect(await tryTo(house, one, 'deputy', 'sign', { agree: true })).toBe('409 signature_not_asked');
    await back('kx-approver', id);
    expect(await tryTo(house, one, 'kx-approver', 'sign', { agree: true })).toBe('409 signature_not_asked');
    const again = await house.ask('kx-handler', 'POST', `/cases/${one.id}/signatures`, ask(['kx-approver']), {
      version: one.version,
    });
    expect(again.body['signers']).toEqual([{ official: ids['kx-approver'], reason: 'asked_already' }]);
    await act(house, one, 'both', 'sign', { agree: true });
    await act(house, one, 'kx-approver', 'approve');
    expect([one.state, await fits()]).toEqual(['review.party_review.awaiting', 'fits']);
  });

  it('ends what the delegate signed when its official is recused', async () => {
    const one = await toDecide();
    await isAway('kx-approver', { delegate: ids['deputy'] });
    await act(house, one, 'kx-handler', 'signatures', { officials: [ids['deputy']], weight: 'binding' });
    await act(house, one, 'deputy', 'sign', { agree: true });
    const order = { ground: 'relative', ...because('recusal_established') };
    await act(house, one, 'both', `recusals/${ids['kx-approver'] ?? ''}/order`, order);
    const { signatures } = (await house.ask('kx-handler', 'GET', `/cases/${one.id}/signatures`)).body as {
      signatures: { endedIn: number | null }[];
    };
    expect([signatures.map(({ endedIn }) => endedIn), await fits()]).toEqual([[one.version], 'fits']);
  });

  it('is refused where it cannot be', async () => {
    const yesterday = `2026-11-${String(day - 1).padStart(2, '0')}`;
    await isAway('deputy-2');
    const refusals: readonly [who: string, said: object, code: string, facts?: object][] = [
      ['kx-approver', { from: yesterday }, 'absence_days_impossible'],
      ['kx-approver', { to: yesterday }, 'absence_days_impossible'],
      ['kx-approver', { from: '2026-02-30' }, 'invalid_request'],
      ['kx-approver', { duty: 'approver' }, 'absence_without_duty'],
      ['kx-approver', { duty: 'handler', body: 'zj-kx' }, 'absence_without_duty'],
      ['kx-approver', { body: 'zj-mzt' }, 'absence_without_duty'],
      ['kx-submitter', {}, 'absence_without_duty'],
      ['auditor', {}, 'absence_without_duty'],
      ['kx-approver', { delegate: ids['kx-approver'] }, 'delegate_unfit', { reason: 'oneself' }],
      ['kx-approver', { delegate: ids['mzt-handler'] }, 'delegate_unfit', { reason: 'not_of_the_body' }],
      ['kx-approver', { delegate: ids['kx-submitter'] }, 'delegate_unfit', { reason: 'not_of_the_body' }],
      ['both', { delegate: ids['kx-approver'] }, 'delegate_unfit', { reason: 'not_of_the_body' }],
      ['kx-approver', { delegate: ids['deputy-2'] }, 'delegate_unfit', { reason: 'absent' }],
      ['kx-approver', { delegate: '00000000-0000-7000-8000-000000000000' }, 'delegate_unfit', { reason: 'not_found' }],
      ['deputy-2', {}, 'absence_overlaps'],
      ['deputy-2', HANDLES, 'absence_overlaps'],
      ['kx-approver', { reason: '休假' }, 'absence_reason'],
      ['kx-approver', { official: ids['deputy'] }, 'not_found'],
      ['administrator', { official: ids['deputy'] }, 'absence_reason'],
    ];
    for (const [who, said, code, facts = {}] of refusals) {
      expect([who, said, (await away(who, said)).body]).toMatchObject([who, said, { code, ...facts }]);
    }
  });

  it('of somebody else is declared and ended by an administrator of the place, with a reason that is sealed', async () => {
    const elsewhere = {
      id: 'hz-mzj',
      name: '杭州市民政局（虚构）',
      kinds: ['registration_authority'],
      jurisdiction: '330100',
    };
    await house.ask('administrator', 'POST', '/bodies', elsewhere);
    await house.enter('hz-administrator', { body: 'hz-mzj', duty: 'administrator' });
    const said = { official: ids['kx-approver'], reason: '本人住院，不能登录（虚构）' };
    const id = await isAway('administrator', said);
    expect((await back('kx-approver-2', id)).status).toBe(404);
    for (const answer of [await away('hz-administrator', said), await back('hz-administrator', id)])
      expect(answer.body['code']).toBe('not_your_jurisdiction');
    const seen = async (who: string) => {
      const { items } = (await house.ask(who, 'GET', '/absences')).body as { items: { id: string; reason: unknown }[] };
      return items.find((each) => each.id === id)?.reason;
    };
    expect([await seen('kx-approver'), await seen('administrator')]).toEqual([said.reason, said.reason]);
    expect([await seen('kx-handler'), await seen('mzt-handler')]).toEqual([null, undefined]);
    const rows = await house.nest.get(Reader).query<object>('SELECT * FROM absences WHERE id = ?', [id]);
    expect(JSON.stringify(rows)).not.toContain('住院');
    expect([(await back('administrator', id)).status, await fits()]).toEqual([200, 'fits']);
  });

  it('is on record: what is changed, added or taken away in the tables is found', async () => {
    const id = await isAway('kx-approver', { delegate: ids['deputy'] });
    const door = house.nest.get(WriteDoor);
    const tampering: readonly [statement: string, back: string, why: string][] = [
      ['delegate_id', `'${ids['deputy-2'] ?? ''}'`, 'it tells of another delegate than the row of its absence'],
      ['to_day', `'2027-01-01'`, 'it tells of another last day than the row of its absence'],
      ['ended_at', `'2026-11-01T00:00:00.000Z'`, 'it tells of another end than the row of its absence'],
    ];
    for (const [column, value, why] of tampering) {
      const [row] = await house.nest
        .get(Reader)
        .query<Record<string, string | null>>(`SELECT ${column} AS said FROM absences WHERE id = '${id}'`);
      await door.write((tx) => tx.execute(`UPDATE absences SET ${column} = ${value} WHERE id = '${id}'`));
      expect([column, await fits()]).toEqual([column, why]);
      await door.write((tx) =>
        tx.execute(`UPDATE absences SET ${column} = ? WHERE id = '${id}'`, [row?.['said'] ?? null]),
      );
    }
    const one = await toDecide();
    await act(house, one, 'deputy', 'approve');
    await door.write((tx) => tx.execute(`UPDATE case_acts SET on_behalf_of = NULL WHERE case_id = '${one.id}'`));
    expect(await fits()).toMatch(/^it tells of another official represented/);
    await door.write((tx) =>
      tx.execute(
        `UPDATE case_acts SET on_behalf_of = '${ids['kx-approver'] ?? ''}' WHERE case_id = '${one.id}' AND act = 'approve'`,
      ),
    );
    expect(await fits()).toBe('fits');
  });
});
