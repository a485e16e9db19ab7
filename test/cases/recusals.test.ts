// Who has an interest in a case is kept from it on every path: offered, asked to sign, deciding, publishing.
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { verifyDatabase } from '../../src/audit/verify-database.js';
import { Reader } from '../../src/database/reader.js';
import { WriteDoor } from '../../src/database/transactions.js';
import { openHouseWithKeys, type HouseWithKeys } from '../audit/vetting.js';
import {
  act,
  because,
  clear,
  clearForNotice,
  draft,
  look,
  ofItsOwn,
  outlookOn,
  submit,
  submittedCase,
  tryTo,
  type TestCase,
} from '../support/cases.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { candidate, dualSlate } from '../support/slates.js';

describeOnBothDatabases('a recusal', (open) => {
  let house: HouseWithKeys;
  let again = '';
  beforeAll(async () => {
    house = await openHouseWithKeys(await open());
    again = await house.enter('kx-approver-3', { body: 'zj-kx', duty: 'approver' });
  });
  afterAll(() => house.close());

  const fits = async () => {
    const outcome = await verifyDatabase(house.nest.get(Reader), house.keys);
    return 'why' in outcome ? outcome.why : 'fits';
  };
  const offered = async (of: TestCase, who: string) => {
    const { items } = (await house.ask(who, 'GET', '/worklist?limit=200')).body as { items: { id: string }[] };
    return items.some(({ id }) => id === of.id);
  };
  const officialOf = async (who: string) => String((await house.ask(who, 'GET', '/sessions/current')).body['official']);

  let one: TestCase;
  beforeEach(async () => {
    one = await submittedCase(house);
  });

  it('keeps whoever steps back from every act on that case, and on no other', async () => {
    const other = await submittedCase(house);
    expect(await offered(one, 'kx-handler')).toBe(true);
    await act(house, one, 'kx-handler', 'recusals', { ground: 'relative', remarks: '人选系本人亲属（虚构）' });
    expect(await tryTo(house, one, 'kx-handler', 'accept')).toBe('403 conflict_of_interest');
    expect(await outlookOn(house, one, 'kx-handler', 'accept')).toBe('conflict_of_interest');
    expect([await offered(one, 'kx-handler'), await offered(other, 'kx-handler')]).toEqual([false, true]);
    expect((await house.ask('kx-handler', 'GET', `/cases/${one.id}/signatures`)).status).toBe(404);
  });

  const order = (reason = 'recusal_established') => ({ ground: 'same_employer', ...because(reason) });
  const bars = async (who: string) =>
    (
      (await house.ask(who, 'GET', `/cases/${one.id}/signatures`)).body as {
        recused: { official: string; ground: string | null; interest: string | null }[];
      }
    ).recused;
  const waiving = (interests: string[]) => ({ ...because('no_real_interest'), interests });

  it('of somebody else is decided by an approver of their body, with reason and legal basis', async () => {
    const path = `recusals/${await officialOf('kx-handler')}/order`;
    expect(await tryTo(house, one, 'kx-dw-approver', path, order())).toBe('404 not_found');
    expect(await tryTo(house, one, 'kx-submitter', path, order())).toBe('403 not_your_duty');
    expect(await tryTo(house, one, 'kx-handler', path, order())).toBe('403 not_your_duty');
    expect(await tryTo(house, one, 'kx-approver', path, { ground: 'other' })).toBe('422 reason_missing');
    expect(await tryTo(house, one, 'kx-approver', path, order('no_substitute'))).toBe('422 reason_unknown');
    const outside = `recusals/${await officialOf('mzt-handler')}/order`;
    expect(await tryTo(house, one, 'kx-approver', outside, order())).toBe('422 not_of_the_body');
    const own = `recusals/${await officialOf('kx-approver')}/order`;
    expect(await tryTo(house, one, 'kx-approver', own, order())).toBe('422 not_of_the_body');
    await act(house, one, 'kx-approver', path, order());
    expect(await tryTo(house, one, 'kx-handler', 'accept')).toBe('403 conflict_of_interest');
  });

  it('of a colleague is decided by nobody who then decides on the candidate, or has signed', async () => {
    await act(house, one, 'kx-handler', 'accept');
    await act(house, one, 'kx-handler', 'signatures', {
      officials: [await officialOf('kx-approver')],
      weight: 'binding',
    });
    await act(house, one, 'kx-approver', 'sign', { agree: false, ...because('condition_not_met') });
    const colleague = `recusals/${await officialOf('kx-approver-2')}/order`;
    expect(await tryTo(house, one, 'kx-approver', colleague, order())).toBe('403 decided_before');
    await act(house, one, 'kx-approver-2', `recusals/${await officialOf('kx-approver')}/order`, order());
    expect(await tryTo(house, one, 'kx-approver-2', 'approve')).toBe('403 decided_before');
    expect(
      await tryTo(house, one, 'kx-approver-2', 'checks/political_rights/resolve', because('exception_approved')),
    ).toBe('403 decided_before');
    await act(house, one, 'kx-approver-3', 'approve');
    expect([one.state, await fits()]).toEqual(['review.party_review.awaiting', 'fits']);
  });

  it('is waived by another approver of the body with reason and legal basis', async () => {
    const approver = await officialOf('kx-approver');
    await act(house, one, 'kx-approver', 'recusals', { ground: 'interest' });
    const path = `recusals/${approver}/waive`;
    expect(await tryTo(house, one, 'kx-approver', path, because('no_real_interest'))).toBe('403 conflict_of_interest');
    expect(await tryTo(house, one, 'kx-approver-2', path)).toBe('422 reason_missing');
    expect(await tryTo(house, one, 'kx-approver-2', path, because('condition_not_met'))).toBe('422 reason_unknown');
    expect(await tryTo(house, one, 'kx-approver-2', `recusals/${again}/waive`, because('no_substitute'))).toBe(
      '409 not_recused',
    );
    expect(
      await tryTo(
        house,
        one,
        'kx-approver-2',
        `recusals/${await officialOf('mzt-approver')}/waive`,
        because('no_substitute'),
      ),
    ).toBe('422 not_of_the_body');
    await act(house, one, 'kx-approver-2', path, because('no_real_interest'));
    await act(house, one, 'kx-handler', 'accept');
    await act(house, one, 'kx-approver', 'approve');
    expect(one.state).toBe('review.party_review.awaiting');
  });

  it('of whom it is about themselves is waived by nobody, nor is an interest in it', async () => {
    const approver = await officialOf('kx-approver');
    await act(house, one, 'kx-approver', 'recusals', { ground: 'self' });
    const path = `recusals/${approver}/waive`;
    expect(await tryTo(house, one, 'kx-approver-2', path, because('no_substitute'))).toBe('409 own_matter');
    const lifts = async (who: string) => {
      const { obstacles } = (await house.ask(who, 'GET', `/cases/${one.id}/why-not?act=approve`)).body as {
        obstacles: { code: string; lifts: { code: string }[] }[];
      };
      return obstacles.flatMap((each) => each.lifts.map(({ code }) => code));
    };
    await act(house, one, 'kx-handler', 'accept');
    expect(await tryTo(house, one, 'kx-approver', 'approve')).toBe('403 conflict_of_interest');
    expect(await lifts('kx-approver')).toContain('lift_another_person');
    expect(await lifts('kx-approver')).not.toContain('lift_waiver');
    const [own] = await submit(house, await draft(house, ofItsOwn(house, dualSlate([candidate(45)]))), 'kx-submitter');
    if (!own) throw new Error('No case was opened.');
    one = own;
    await house.enter('kx-candidate', { body: 'zj-kx', duty: 'approver' });
    const about = { kind: 'resident_id', value: candidate(45).person.identity.number };
    const declared = await house.ask('kx-candidate', 'POST', '/interests', { ground: 'self', about });
    const itself = `recusals/${await officialOf('kx-candidate')}/waive`;
    const interests = [String(declared.body['id'])];
    expect(await tryTo(house, one, 'kx-approver-2', itself, { ...waiving(interests) })).toBe('409 own_matter');
    expect(await bars('kx-approver-2')).toMatchObject([{ ground: null, interest: interests[0] }]);
  });

  it('is waived by nobody who then decides on the candidate, or has signed', async () => {
    const relative = await officialOf('kx-approver');
    await act(house, one, 'kx-handler', 'accept');
    const asking = { officials: [again], weight: 'binding' };
    await act(house, one, 'kx-handler', 'signatures', asking);
    await act(house, one, 'kx-approver-3', 'sign', { agree: true });
    await act(house, one, 'kx-approver', 'recusals', { ground: 'relative' });
    const path = `recusals/${relative}/waive`;
    expect(await tryTo(house, one, 'kx-approver-3', path, because('no_substitute'))).toBe('403 decided_before');
    await act(house, one, 'kx-approver-2', path, because('no_substitute'));
    expect(await tryTo(house, one, 'kx-approver-2', 'approve')).toBe('403 decided_before');
    await act(house, one, 'kx-approver-3', 'approve');
    expect([one.state, await fits()]).toEqual(['review.party_review.awaiting', 'fits']);
  });

  it('after a waiver keeps away again', async () => {
    const approver = await officialOf('kx-approver');
    await act(house, one, 'kx-approver', 'recusals', { ground: 'interest' });
    await act(house, one, 'kx-approver-2', `recusals/${approver}/waive`, because('no_real_interest'));
    await act(house, one, 'kx-approver', 'recusals', { ground: 'relative' });
    await act(house, one, 'kx-handler', 'accept');
    expect(await tryTo(house, one, 'kx-approver', 'approve')).toBe('403 conflict_of_interest');
  });

  it('that follows from interests is waived for those that are named, and for none declared since', async () => {
    const slate = ofItsOwn(house, dualSlate([candidate(42)]));
    const [own] = await submit(house, await draft(house, slate), 'kx-submitter');
    if (!own) throw new Error('No case was opened.');
    one = own;
    const declare = async (kind: string, value: string) =>
      String(
        (await house.ask('kx-approver-3', 'POST', '/interests', { ground: 'interest', about: { kind, value } })).body[
          'id'
        ],
      );
    await act(house, one, 'kx-handler', 'accept');
    await act(house, one, 'kx-handler', 'signatures', { officials: [again], weight: 'binding' });
    await act(house, one, 'kx-approver-3', 'sign', { agree: true });
    const first = await declare('name', slate.organisation.name);
    expect(await bars('kx-approver')).toMatchObject([{ official: again, ground: null, interest: first }]);
    const second = await declare('code', slate.organisation.uscc);
    const path = `recusals/${again}/waive`;
    expect(await tryTo(house, one, 'kx-approver', path, waiving([first]))).toBe('409 recusal_changed');
    await act(house, one, 'kx-approver', path, waiving([first, second]));
    expect(await bars('kx-approver')).toEqual([]);
    expect(await tryTo(house, one, 'kx-approver-3', 'sign', { agree: true })).toBe('409 signature_not_asked');
    const third = await declare('name', slate.organisation.name);
    expect(await bars('kx-approver')).toMatchObject([{ interest: third }]);
    expect(await tryTo(house, one, 'kx-approver-3', 'approve')).toBe('403 conflict_of_interest');
    const door = house.nest.get(WriteDoor);
    await door.write((tx) => tx.execute(`DELETE FROM waived_interests WHERE interest_id = '${first}'`));
    expect(await fits()).toBe('it tells of another list than its waivers');
    const waiver = one.version;
    await door.write((tx) => tx.execute(`INSERT INTO waived_interests VALUES ('${own.id}', ${waiver}, '${first}')`));
    expect(await fits()).toBe('fits');
  });

  it.each([
    [
      'the organisation by its name',
      (slate: ReturnType<typeof dualSlate>) => ({ kind: 'name', value: ` ${slate.organisation.name}` }),
    ],
    [
      'the organisation by its code',
      (slate: ReturnType<typeof dualSlate>) => ({ kind: 'code', value: slate.organisation.uscc.toLowerCase() }),
    ],
    ['the employer of the candidate', () => ({ kind: 'name', value: '虚构 单位' })],
    [
      'the candidate',
      (slate: ReturnType<typeof dualSlate>) => ({
        kind: 'resident_id',
        value: slate.candidates[0]?.person.identity.number ?? '',
      }),
    ],
  ])('follows by itself from a declared interest in %s, on every path', async (what, about) => {
    const name = `kx-in ${what}`;
    const who = await house.enter(name, { body: 'zj-kx', duty: 'approver' });
    const slate = ofItsOwn(house, dualSlate([candidate(40)]));
    const [own] = await submit(house, await draft(house, slate), 'kx-submitter');
    if (!own) throw new Error('No case was opened.');
    await act(house, own, 'kx-handler', 'accept');
    const declared = await house.ask(name, 'POST', '/interests', {
      ground: 'interest',
      about: about(slate),
    });
    expect(declared.status).toBe(201);
    expect(await offered(own, name)).toBe(false);
    expect(await tryTo(house, own, name, 'approve')).toBe('403 conflict_of_interest');
    expect(await tryTo(house, own, name, 'reject', because('condition_not_met'))).toBe('403 conflict_of_interest');
    const asked = await house.ask(
      'kx-handler',
      'POST',
      `/cases/${own.id}/signatures`,
      { officials: [who], weight: 'binding' },
      { version: own.version },
    );
    expect(asked.body['signers']).toEqual([{ official: who, reason: 'kept_from_case' }]);
    const { recused } = (await house.ask('kx-handler', 'GET', `/cases/${own.id}/signatures`)).body as {
      recused: object[];
    };
    expect(recused).toMatchObject([{ official: who, ground: null }]);
    await house.ask(name, 'POST', `/interests/${String(declared.body['id'])}/end`);
    expect(await tryTo(house, own, name, 'approve')).toBe('403 conflict_of_interest');
    house.clock.moveTo(new Date(Date.parse(house.clock.now()) + 60_000).toISOString());
    const [later] = await submit(
      house,
      await draft(house, ofItsOwn(house, dualSlate([candidate(40)]))),
      'kx-submitter',
    );
    if (!later) throw new Error('No case was opened.');
    expect(await outlookOn(house, later, name, 'recuse')).toBe('allowed');
  });

  it('follows from an interest in the organisation by a name or a code that it gets later, or had before', async () => {
    const slate = ofItsOwn(house, dualSlate([candidate(43)]));
    const [own] = await submit(house, await draft(house, slate), 'kx-submitter');
    if (!own) throw new Error('No case was opened.');
    const [before, after] = ['kx-in the old name', 'kx-in the new name'];
    for (const who of [before, after]) await house.enter(who, { body: 'zj-kx', duty: 'handler' });
    const renamed = { ...slate.organisation, name: `${slate.organisation.name}新名（虚构）` };
    const declare = (who: string, value: string) =>
      house.ask(who, 'POST', '/interests', { ground: 'interest', about: { kind: 'name', value } });
    await declare(after, renamed.name);
    expect(await outlookOn(house, own, after, 'accept')).toBe('allowed');
    const { organisation } = (await look(house, own, 'kx-handler')) as unknown as { organisation: { id: string } };
    const path = `/organisations/${organisation.id}`;
    expect((await house.ask('administrator', 'PUT', path, renamed, { version: 1 })).status).toBe(200);
    expect(await outlookOn(house, own, after, 'accept')).toBe('conflict_of_interest');
    await declare(before, slate.organisation.name);
    const mid = { ...slate, organisation: renamed, occasion: 'mid_term', candidates: [candidate(44)] };
    const [later] = await submit(house, await draft(house, mid), 'kx-submitter');
    if (!later) throw new Error('No case was opened.');
    expect(await outlookOn(house, later, before, 'accept')).toBe('conflict_of_interest');
    expect(await outlookOn(house, later, 'kx-handler', 'accept')).toBe('allowed');
    expect(await fits()).toBe('fits');
  });

  it('stops an act on several cases, and the recording of findings', async () => {
    await clearForNotice(house, one);
    await house.enter('kx-handler-2', { body: 'zj-kx', duty: 'handler' });
    await act(house, one, 'kx-handler-2', 'recusals', { ground: 'other' });
    const cases = [{ caseId: one.id, version: one.version }];
    const published = await house.ask('kx-handler-2', 'POST', `/slates/${one.slate}/notices`, { cases });
    expect([published.status, published.body['code'], published.body['case']]).toEqual([
      403,
      'conflict_of_interest',
      one.id,
    ]);
    const findings = [clear('court_dishonesty')];
    expect(await tryTo(house, one, 'kx-handler-2', 'findings', { findings })).toBe('403 conflict_of_interest');
  });

  it('is declared by everybody for themselves alone; what it is in is sealed, and on record', async () => {
    const about = { kind: 'resident_id', value: candidate(41).person.identity.number };
    const declared = await house.ask('mzt-handler', 'POST', '/interests', { ground: 'relative', about });
    const id = String(declared.body['id']);
    const own = (await house.ask('mzt-handler', 'GET', '/interests')).body as {
      items: { id: string; about: { value: string } }[];
    };
    expect(own.items.map((each) => each.id)).toEqual([id]);
    expect(own.items[0]?.about.value).not.toBe(about.value);
    expect((await house.ask('mzt-approver', 'GET', '/interests')).body).toEqual({ items: [] });
    expect((await house.ask('mzt-approver', 'POST', `/interests/${id}/end`)).status).toBe(404);
    const reader = house.nest.get(Reader);
    expect(JSON.stringify(await reader.query('SELECT * FROM interests'))).not.toContain(about.value);
    expect(await fits()).toBe('fits');
    const door = house.nest.get(WriteDoor);
    await door.write((tx) => tx.execute(`UPDATE interests SET ended_at = declared_at WHERE id = '${id}'`));
    expect(await fits()).toBe('it tells of another end than the row of its interest');
    await door.write((tx) => tx.execute(`UPDATE interests SET ended_at = NULL WHERE id = '${id}'`));
    expect(await fits()).toBe('fits');
  });

  it('tells its ground to the record as a commitment alone: kinship is personal', async () => {
    const handler = await officialOf('kx-handler');
    await act(house, one, 'kx-approver', 'recusals', { ground: 'relative' });
    const order = { ground: 'relative', ...because('recusal_established') };
    await act(house, one, 'kx-approver-2', `recusals/${handler}/order`, order);
    const about = { kind: 'name', value: '虚构的某单位' };
    const declared = await house.ask('kx-approver-3', 'POST', '/interests', { ground: 'relative', about });
    const interest = `WHERE id = '${String(declared.body['id'])}'`;
    const entriesOf = async (chain: string) =>
      ((await house.ask('auditor', 'GET', `/record/${chain}?limit=200`)).body['items'] as { entry: string }[]).map(
        ({ entry }) => JSON.parse(entry) as { act: string; facts: object; commitments: object },
      );
    const entries = [...(await entriesOf(`case:${one.id}`)), ...(await entriesOf(`official:${again}`))];
    const telling = entries.filter(({ act: done }) => /recus|declare_interest/.test(done));
    expect([...new Set(telling.map(({ act: done }) => done))]).toEqual(['recuse', 'order_recusal', 'declare_interest']);
    for (const { facts, commitments } of telling) {
      expect(facts).not.toHaveProperty('ground');
      expect(commitments).toHaveProperty('ground');
    }
    expect(await fits()).toBe('fits');
    const door = house.nest.get(WriteDoor);
    const row = `WHERE case_id = '${one.id}' AND official_id = '${handler}'`;
    await door.write((tx) => tx.execute(`UPDATE recusals SET ground = 'other' ${row}`));
    expect(await fits()).toBe('it tells of another ground than its order_recusal');
    await door.write((tx) => tx.execute(`UPDATE recusals SET ground = 'relative' ${row}`));
    await door.write((tx) => tx.execute(`UPDATE interests SET ground = 'other' ${interest}`));
    expect(await fits()).toBe('it tells of another ground than the row of its interest');
    await door.write((tx) => tx.execute(`UPDATE interests SET ground = 'relative' ${interest}`));
    expect(await fits()).toBe('fits');
  });

  it('follows from no more interests than somebody could have: ten a day, thirty that are living or ended within a year', async () => {
    await house.enter('guessing', { body: 'zj-kx', duty: 'handler' });
    const declare = async (n: number) => {
      const about = { kind: 'resident_id', value: candidate(100 + n).person.identity.number };
      const { status, body } = await house.ask('guessing', 'POST', '/interests', { ground: 'interest', about });
      return status === 201 ? String(body['id']) : `${status} ${String(body['code'])} ${String(body['living'])}`;
    };
    const declareTen = async (from: number) => {
      for (let n = from; n < from + 10; n += 1) expect(await declare(n)).toMatch(/^[0-9a-f-]{36}$/);
    };
    await declareTen(0);
    expect(await declare(10)).toBe('409 too_many_interests 10');
    const pass = (hours: number) =>
      house.clock.moveTo(new Date(Date.parse(house.clock.now()) + hours * 3_600_000).toISOString());
    pass(23.9);
    expect(await declare(10)).toBe('409 too_many_interests 10');
    pass(0.2);
    for (const from of [10, 20]) {
      await declareTen(from);
      pass(24.1);
    }
    expect(await declare(30)).toBe('409 too_many_interests 30');
    const own = (await house.ask('guessing', 'GET', '/interests')).body as { items: { id: string }[] };
    await house.ask('guessing', 'POST', `/interests/${own.items[0]?.id ?? ''}/end`);
    pass(364 * 24);
    expect(await declare(30)).toBe('409 too_many_interests 30');
    pass(24.1);
    expect(await declare(30)).toMatch(/^[0-9a-f-]{36}$/);
  });
});
