// Wrong data of a candidate is corrected, with the old value kept (PIPL art. 46).
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { verifyDatabase } from '../../src/audit/verify-database.js';
import { Reader } from '../../src/database/reader.js';
import { WriteDoor } from '../../src/database/transactions.js';
import { PLACES } from '../../src/protected-fields/places.js';
import { open as unseal, seal } from '../../src/protected-fields/seal.js';
import { openHouseWithKeys, type HouseWithKeys } from '../audit/vetting.js';
import {
  act,
  answerChecks,
  because,
  clear,
  clearForNotice,
  look,
  outlookOn,
  publish,
  submittedCase,
  submittedCases,
  tryTo,
  type TestCase,
  reject,
} from '../support/cases.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { candidate, DECLARATION, dualSlate, INFORMED } from '../support/slates.js';

const WHY = { why: '录入时有误（虚构）', evidence: '虚构证〔2026〕3号' };
const EMPLOYER = { person: { employer: '虚构新单位' }, ...WHY };
const MADE = { outcome: 'made', ...because('data_wrong') };
const REFUSED = { outcome: 'refused', ...because('data_right') };

describeOnBothDatabases('a correction', (open, engine) => {
  let house: HouseWithKeys;
  beforeAll(async () => {
    house = await openHouseWithKeys(await open());
  });
  afterAll(() => house.close());

  const deciding = async () => act(house, await submittedCase(house), 'kx-handler', 'accept');
  const fits = async () => {
    const outcome = await verifyDatabase(house.nest.get(Reader), house.keys);
    return 'why' in outcome ? outcome.why : 'fits';
  };
  const stated = async (one: TestCase, who = 'kx-approver') =>
    (await look(house, one, who))['candidate'] as Record<string, unknown>;

  it('is asked for by the unit, and decisions wait until a handler of the body on turn has concluded it', async () => {
    const one = await deciding();
    expect(await tryTo(house, one, 'kx-handler', 'corrections/conclude', MADE)).toBe('409 correction_not_open');
    expect(await tryTo(house, one, 'kx-handler', 'corrections', EMPLOYER)).toBe('403 not_your_duty');
    await act(house, one, 'kx-submitter', 'corrections', EMPLOYER);
    for (const [who, path, body] of [
      ['kx-approver', 'approve', {}],
      ['kx-approver', 'intend-rejection', because('conduct')],
      ['kx-handler', 'inquiries', { inquiries: [{ inquiry: 'court_dishonesty' }] }],
      ['kx-submitter', 'corrections', { fullTime: true, ...WHY }],
      ['kx-handler', 'corrections/register', { fullTime: true, ...WHY }],
    ] as const)
      expect([path, await tryTo(house, one, who, path, body)]).toEqual([path, '409 correction_open']);
    expect(await tryTo(house, one, 'kx-submitter', 'corrections/conclude', MADE)).toBe('403 not_your_duty');
    expect(await tryTo(house, one, 'kx-handler', 'corrections/conclude', { outcome: 'made' })).toBe(
      '422 reason_missing',
    );
    expect(await tryTo(house, one, 'kx-handler', 'corrections/conclude', { ...REFUSED, outcome: 'made' })).toBe(
      '422 reason_unknown',
    );
    await act(house, one, 'kx-handler', 'corrections/conclude', MADE);
    await act(house, one, 'kx-approver', 'approve');
    expect(one.state).toBe('review.party_review.awaiting');
  });

  it('made changes what everybody reads from then on, and keeps what stood before for those who review', async () => {
    const one = await deciding();
    const changes = {
      person: { employer: '虚构新单位', nativePlace: '虚构地' },
      fullTime: true,
      terms: { vice_president: 1 },
      declaration: { residence: 'hong_kong', monthsInMainland: 10 },
      ...WHY,
    };
    await act(house, one, 'kx-handler', 'corrections/register', changes);
    // Nobody checks what they registered themselves.
    expect(await tryTo(house, one, 'kx-handler', 'corrections/conclude', MADE)).toBe('403 decided_before');
    await act(house, one, 'kx-approver', 'corrections/conclude', MADE);
    for (const who of ['kx-approver', 'kx-submitter'])
      expect(await stated(one, who)).toMatchObject({
        employer: '虚构新单位',
        nativePlace: '虚构地',
        education: '本科',
        fullTime: true,
        terms: { vice_president: 1 },
        declaration: { ...DECLARATION, residence: 'hong_kong', monthsInMainland: 10 },
        informed: INFORMED,
      });
    const { body } = await house.ask('kx-approver', 'GET', `/cases/${one.id}/corrections`);
    expect(body['corrections']).toMatchObject([
      {
        ...WHY,
        outcome: 'made',
        before: {
          'profile.employer': '虚构单位',
          'profile.nativePlace': null,
          full_time: false,
          'terms.vice_president': 0,
          'declaration.residence': 'mainland',
          'declaration.monthsInMainland': null,
        },
      },
    ]);
    for (const who of ['auditor', 'mzt-handler', 'zhdw-submitter'])
      expect((await house.ask(who, 'GET', `/cases/${one.id}/corrections`)).status).toBe(404);
    // What the candidate turned to the body with the unit is not shown.
    expect(await read(one, 'kx-submitter')).toEqual([]);
    expect(await fits()).toBe('fits');
  });

  const read = async (one: TestCase, who: string) => {
    const { body } = await house.ask(who, 'GET', `/cases/${one.id}/corrections`);
    return body['corrections'];
  };

  it('is read by the unit that asked for it, with what came of it', async () => {
    const one = await deciding();
    await act(house, one, 'kx-submitter', 'corrections', EMPLOYER);
    const asked = { side: 'unit', suspends: true, changes: { 'profile.employer': '虚构新单位' }, ...WHY };
    expect(await read(one, 'kx-submitter')).toMatchObject([{ ...asked, outcome: null, before: null }]);
    await act(house, one, 'kx-handler', 'corrections/conclude', MADE);
    const before = { 'profile.employer': '虚构单位' };
    for (const who of ['kx-submitter', 'kx-approver'])
      expect(await read(one, who)).toMatchObject([{ ...asked, outcome: 'made', before }]);
  });

  it('can be of telephone and address: sealed, masked for whoever reads it, and on record as a commitment alone', async () => {
    const one = await deciding();
    const contact = { phone: '13900001234', address: '浙江省杭州市虚构区虚构路1号' };
    await act(house, one, 'kx-submitter', 'corrections', { contact, ...WHY });
    await act(house, one, 'kx-handler', 'corrections/conclude', MADE);
    const stored = async () => {
      const rows = await house.nest.get(Reader).query<{
        id: string;
        sealed: string;
      }>('SELECT d.id, d.contact_sealed AS sealed FROM candidates d JOIN cases c ON c.candidate_id = d.id WHERE c.id = ?', [one.id]);
      return rows.map(({ id, sealed }) => JSON.parse(unseal(house.keys, PLACES.contact(id), sealed)) as object);
    };
    expect(await stored()).toEqual([contact]);
    const masked = { 'contact.phone': '13*******34', 'contact.address': '浙江省杭**********' };
    for (const who of ['kx-submitter', 'kx-approver'])
      expect(await read(one, who)).toMatchObject([
        { changes: masked, before: { 'contact.phone': null, 'contact.address': null } },
      ]);
    await act(house, one, 'kx-submitter', 'corrections', { contact: { phone: '13900005678' }, ...WHY });
    await act(house, one, 'kx-handler', 'corrections/conclude', MADE);
    expect(await stored()).toEqual([{ ...contact, phone: '13900005678' }]);
    expect(await read(one, 'kx-approver')).toMatchObject([{}, { before: { 'contact.phone': '13*******34' } }]);
    // No check looks at it, and nobody looks a person up by it.
    const { history } = (await look(house, one, 'kx-approver')) as { history: object[] };
    expect(JSON.stringify(history)).not.toContain('1390000');
    expect(await fits()).toBe('fits');
    const door = house.nest.get(WriteDoor);
    const mine = `id = (SELECT candidate_id FROM cases WHERE id = '${one.id}')`;
    await door.write((tx) => tx.execute(`UPDATE candidates SET contact_sealed = NULL WHERE ${mine}`));
    expect(await fits()).toMatch(/it tells of another contact \d+ than the rows of its candidates/);
    const [row] = await house.nest.get(Reader).query<{ id: string }>(`SELECT id FROM candidates WHERE ${mine}`);
    const back = seal(house.keys, PLACES.contact(row?.id ?? ''), JSON.stringify({ ...contact, phone: '13900005678' }));
    await door.write((tx) => tx.execute(`UPDATE candidates SET contact_sealed = '${back}' WHERE ${mine}`));
    expect(await fits()).toBe('fits');
  });

  it('is looked at again once when it was refused, by somebody who did not refuse it', async () => {
    const one = await deciding();
    await act(house, one, 'kx-submitter', 'corrections', EMPLOYER);
    await act(house, one, 'kx-handler', 'corrections/conclude', REFUSED);
    await act(house, one, 'kx-submitter', 'corrections', { ...EMPLOYER, why: '另附劳动合同（虚构）' });
    expect(await tryTo(house, one, 'kx-handler', 'corrections/conclude', MADE)).toBe('403 decided_before');
    expect(await outlookOn(house, one, 'kx-handler', 'conclude_correction')).toBe('decided_before');
    const { body } = await house.ask('kx-handler', 'GET', `/cases/${one.id}/why-not?act=conclude_correction`);
    expect((body['obstacles'] as { code: string }[]).map(({ code }) => code)).toEqual(['decided_before']);
    expect(await tryTo(house, one, 'kx-approver', 'corrections/conclude', { outcome: 'refused' })).toBe(
      '422 reason_missing',
    );
    expect(await outlookOn(house, one, 'kx-approver', 'conclude_correction')).toBe('allowed');
    await act(house, one, 'kx-approver', 'corrections/conclude', MADE);
    expect(await stated(one)).toMatchObject({ employer: '虚构新单位' });
    expect(await fits()).toBe('fits');
  });

  it('has each field that was refused looked at again by itself: two refused by two are not asked for together', async () => {
    const one = await deciding();
    const nativePlace = { person: { nativePlace: '虚构地' }, ...WHY };
    const refusedBy = async (asked: object, who: string) => {
      await act(house, one, 'kx-handler', 'corrections/register', asked);
      await act(house, one, who, 'corrections/conclude', REFUSED);
    };
    await refusedBy(EMPLOYER, 'kx-approver');
    await refusedBy(nativePlace, 'kx-approver-2');
    for (const [who, path] of [
      ['kx-handler', 'corrections/register'],
      ['kx-submitter', 'corrections'],
    ] as const) {
      const both = { person: { ...EMPLOYER.person, ...nativePlace.person }, ...WHY };
      const { status, body } = await house.ask(who, 'POST', `/cases/${one.id}/${path}`, both, { version: one.version });
      expect([status, body['code'], (body['fields'] as string[]).sort()]).toEqual([
        409,
        'correction_mixes_refused',
        ['profile.employer', 'profile.nativePlace'],
      ]);
      const withAnother = { ...EMPLOYER, fullTime: true };
      expect(await tryTo(house, one, who, path, withAnother)).toBe('409 correction_mixes_refused');
    }
    await act(house, one, 'kx-handler', 'corrections/register', EMPLOYER);
    expect(await tryTo(house, one, 'kx-approver', 'corrections/conclude', MADE)).toBe('403 decided_before');
    await act(house, one, 'kx-approver-2', 'corrections/conclude', MADE);
    // What is refused together is looked at again together.
    const together = { fullTime: true, terms: { vice_president: 1 }, ...WHY };
    await refusedBy(together, 'kx-approver');
    await refusedBy(together, 'kx-approver-2');
    await act(house, one, 'kx-approver', 'approve');
  });

  it('is looked at again by whoever refused it where nobody else in the body could: no case waits for nobody', async () => {
    const one = await act(house, await deciding(), 'kx-approver', 'approve');
    await act(house, one, 'kx-dw-handler', 'accept');
    await act(house, one, 'kx-dw-handler', 'corrections/register', EMPLOYER);
    await act(house, one, 'kx-dw-approver', 'corrections/conclude', REFUSED);
    await act(house, one, 'kx-dw-handler', 'corrections/register', EMPLOYER);
    expect(await tryTo(house, one, 'kx-dw-handler', 'corrections/conclude', REFUSED)).toBe('403 decided_before');
    expect(await tryTo(house, one, 'kx-dw-approver', 'corrections/conclude', REFUSED)).toBe('403 decided_before');
    await act(house, one, 'kx-dw-approver-2', 'recusals', { ground: 'relative' });
    expect(await outlookOn(house, one, 'kx-dw-approver', 'conclude_correction')).toBe('allowed');
    const { body } = await house.ask('kx-dw-approver', 'GET', `/cases/${one.id}/why-not?act=conclude_correction`);
    expect(body['obstacles']).toEqual([]);
    await act(house, one, 'kx-dw-approver', 'corrections/conclude', REFUSED);
    await act(house, one, 'kx-dw-approver', 'approve');
    expect(await fits()).toBe('fits');
  });

  it('waits for a colleague who comes back, or could have it assigned: whoever refused it looks at it again for neither', async () => {
    const one = await act(house, await deciding(), 'kx-approver', 'approve');
    await act(house, one, 'kx-dw-handler', 'accept');
    await act(house, one, 'kx-dw-handler', 'corrections/register', EMPLOYER);
    await act(house, one, 'kx-dw-approver', 'corrections/conclude', REFUSED);
    await act(house, one, 'kx-dw-handler', 'corrections/register', EMPLOYER);
    const today = house.clock.now().slice(0, 10);
    const { body } = await house.ask('kx-dw-approver-2', 'POST', '/absences', { from: today, to: today });
    expect(await outlookOn(house, one, 'kx-dw-approver-2', 'conclude_correction')).toBe('absent');
    expect(await tryTo(house, one, 'kx-dw-approver', 'corrections/conclude', REFUSED)).toBe('403 decided_before');
    await house.ask('kx-dw-approver-2', 'POST', `/absences/${String(body['id'])}/end`);
    await act(house, one, 'kx-dw-approver', 'claim', { duty: 'approver' });
    expect(await outlookOn(house, one, 'kx-dw-approver-2', 'conclude_correction')).toBe('assigned_to_another');
    expect(await tryTo(house, one, 'kx-dw-approver', 'corrections/conclude', REFUSED)).toBe('403 decided_before');
    await act(house, one, 'kx-dw-approver', 'release', { duty: 'approver' });
    await act(house, one, 'kx-dw-approver-2', 'corrections/conclude', MADE);
  });

  it('is not asked for again by the side that was refused the same twice, until the field has been corrected', async () => {
    const one = await deciding();
    const refused = async (asked: object, who = 'kx-handler') => {
      await act(house, one, 'kx-submitter', 'corrections', asked);
      await act(house, one, who, 'corrections/conclude', REFUSED);
    };
    await refused(EMPLOYER);
    await refused(EMPLOYER, 'kx-approver');
    await refused({ person: { employer: '虚构另一单位' }, ...WHY });
    for (const asked of [EMPLOYER, { ...EMPLOYER, fullTime: true, why: '另有说明（虚构）' }]) {
      const { status, body } = await house.ask('kx-submitter', 'POST', `/cases/${one.id}/corrections`, asked, {
        version: one.version,
      });
      expect([status, body['code'], body['fields']]).toEqual([409, 'correction_repeated', ['profile.employer']]);
    }
    // The candidate is another side: what they bring to the body is heard.
    await act(house, one, 'kx-handler', 'corrections/register', EMPLOYER);
    await act(house, one, 'kx-approver-2', 'corrections/conclude', REFUSED);
    await made(one, { person: { employer: '虚构第三单位' } }, 'kx-approver');
    await refused(EMPLOYER, 'kx-approver');
  });

  it('holds decisions up so often as the policy says, and is heard after that', async () => {
    const slate = dualSlate([candidate(0)]);
    const inHangzhou = { ...slate, organisation: { ...slate.organisation, jurisdiction: '330100' } };
    const [one] = await submittedCases(house, 1, inHangzhou);
    if (!one) throw new Error('No case was opened.');
    await act(house, one, 'kx-handler', 'accept');
    for (const post of ['虚构职务一', '虚构职务二']) {
      await act(house, one, 'kx-submitter', 'corrections', { person: { employerPost: post }, ...WHY });
      expect(await tryTo(house, one, 'kx-approver', 'intend-rejection', because('conduct'))).toBe(
        '409 correction_open',
      );
      await act(house, one, 'kx-handler', 'corrections/conclude', REFUSED);
    }
    await act(house, one, 'kx-handler', 'corrections/register', { fullTime: true, ...WHY });
    expect(await tryTo(house, one, 'kx-approver', 'approve')).toBe('409 correction_open');
    await act(house, one, 'kx-approver', 'corrections/conclude', REFUSED);
    await act(house, one, 'kx-submitter', 'corrections', { person: { employerPost: '虚构职务三' }, ...WHY });
    expect(await tryTo(house, one, 'kx-submitter', 'corrections', EMPLOYER)).toBe('409 correction_open');
    const suspends = ((await read(one, 'kx-submitter')) as { suspends: boolean }[]).map((each) => each.suspends);
    expect(suspends).toEqual([true, true, false]);
    const { actions } = (await look(house, one, 'kx-approver-2')) as { actions: { act: string; reason: string }[] };
    expect(actions.find((each) => each.act === 'intend_rejection')?.reason).toBeNull();
    await act(house, one, 'kx-approver-2', 'approve');
    await act(house, one, 'kx-dw-handler', 'corrections/conclude', MADE);
    expect(await stated(one, 'kx-dw-approver')).toMatchObject({ employerPost: '虚构职务三' });
    expect(await fits()).toBe('fits');
  });

  it('is concluded by whoever registered an earlier one: nobody is kept from another than their own', async () => {
    const one = await deciding();
    await act(house, one, 'kx-handler', 'corrections/register', EMPLOYER);
    expect(await outlookOn(house, one, 'kx-handler', 'conclude_correction')).toBe('decided_before');
    await act(house, one, 'kx-approver', 'corrections/conclude', REFUSED);
    await act(house, one, 'kx-submitter', 'corrections', EMPLOYER);
    expect(await outlookOn(house, one, 'kx-handler', 'conclude_correction')).toBe('allowed');
    await act(house, one, 'kx-handler', 'corrections/conclude', MADE);
    await act(house, one, 'kx-handler', 'corrections/register', { fullTime: true, ...WHY });
    expect(await tryTo(house, one, 'kx-handler', 'corrections/conclude', MADE)).toBe('403 decided_before');
    expect(await fits()).toBe('fits');
  });

  it('refused leaves everything as it is, with a reason', async () => {
    const one = await deciding();
    await act(house, one, 'kx-submitter', 'corrections', EMPLOYER);
    await act(house, one, 'kx-handler', 'corrections/conclude', REFUSED);
    expect(await stated(one)).toMatchObject({ employer: '虚构单位' });
    const { history } = (await look(house, one, 'kx-submitter')) as { history: { act: string; reason: object }[] };
    expect(history.at(-1)).toMatchObject({ act: 'conclude_correction', reason: REFUSED.reason });
    expect(await fits()).toBe('fits');
  });

  it('is one of something, to another value, that could be right and that the policy offers', async () => {
    const one = await deciding();
    const wrong: readonly [asked: object, code: string][] = [
      [{}, '422 correction_empty'],
      [{ person: { employer: '虚构单位' } }, '422 correction_empty'],
      [{ person: { birthDate: '1975-06-16' } }, '422 correction_contradicts_identity'],
      [{ person: { sex: 'male' } }, '422 correction_contradicts_identity'],
      [{ person: { identity: { type: 'passport', number: 'E12345678' } } }, '400 invalid_request'],
      [{ fullTime: true, why: `号码${candidate(0).person.identity.number}` }, '422 personal_data_in_text'],
    ];
    for (const [asked, code] of wrong)
      expect([asked, await tryTo(house, one, 'kx-submitter', 'corrections', { ...WHY, ...asked })]).toEqual([
        asked,
        code,
      ]);
  });

  it('is not made here of what stands on a public notice', async () => {
    const one = await clearForNotice(house, await submittedCase(house));
    await act(house, one, 'kx-submitter', 'corrections', EMPLOYER);
    const cases = [{ caseId: one.id, version: one.version }];
    const notice = await house.ask('kx-handler', 'POST', `/slates/${one.slate}/notices`, { cases });
    expect(notice.body['code']).toBe('correction_open');
    await act(house, one, 'kx-handler', 'corrections/conclude', REFUSED);
    await publish(house, 'kx-handler', [one]);
    await look(house, one, 'kx-handler');
    expect(await tryTo(house, one, 'kx-submitter', 'corrections', EMPLOYER)).toBe('409 published_on_notice');
    await act(house, one, 'kx-submitter', 'corrections', { declaration: { yearsInField: 5 }, ...WHY });
  });

  /** Asked for by the unit, and made by the handler of a body. */
  async function made(one: TestCase, changes: object, who = 'mzt-handler'): Promise<TestCase> {
    await act(house, one, 'kx-submitter', 'corrections', { ...changes, ...WHY });
    return act(house, one, who, 'corrections/conclude', MADE);
  }

  const overtakenOf = async (one: TestCase, check: string, who: string) => {
    const { body } = await house.ask(who, 'GET', `/cases/${one.id}/checks`);
    return (body['checks'] as { check: string; overtaken: unknown }[]).find((each) => each.check === check)?.overtaken;
  };

  it('is named by the checks, with its day and its fields, where what was found out counts no longer', async () => {
    const [officer, party] = await submittedCases(
      house,
      2,
      dualSlate([candidate(12, ['vice_president', 'party_deputy_secretary'])]),
    );
    if (!officer || !party) throw new Error('No cases were opened.');
    await act(house, party, 'kx-dw-handler', 'accept');
    await act(house, party, 'kx-dw-handler', 'findings', { findings: [clear('political_rights')] });
    expect(await overtakenOf(party, 'political_rights', 'kx-dw-handler')).toBeNull();
    await act(house, officer, 'kx-submitter', 'corrections', {
      person: { name: '虚构改名', education: '硕士' },
      ...WHY,
    });
    await act(house, officer, 'kx-handler', 'corrections/conclude', MADE);
    await look(house, party, 'kx-dw-handler');
    const told = { by: party.version, on: '2026-11-02', fields: ['profile.name', 'profile.education'] };
    expect(await overtakenOf(party, 'political_rights', 'kx-dw-handler')).toEqual(told);
    // What was never found out was overtaken by nothing; what is found out is for those who review.
    expect(await overtakenOf(party, 'court_dishonesty', 'kx-dw-handler')).toBeNull();
    expect(await overtakenOf(party, 'political_rights', 'kx-submitter')).toBeUndefined();
    await act(house, party, 'kx-dw-handler', 'findings', { findings: [clear('political_rights')] });
    expect(await overtakenOf(party, 'political_rights', 'kx-dw-handler')).toBeNull();
  });

  const resultOf = async (one: TestCase, check: string, who = 'mzt-handler') => {
    const { body } = await house.ask(who, 'GET', `/cases/${one.id}/checks`);
    return (body['checks'] as { check: string; result: string }[]).find((each) => each.check === check)?.result;
  };

  /** Where the last body before the vote decides, everything found out about the candidate. */
  async function foundOut(): Promise<TestCase> {
    const one = await submittedCase(house);
    for (const body of ['kx', 'kx-dw']) {
      await act(house, one, `${body}-handler`, 'accept');
      await act(house, one, `${body}-approver`, 'approve');
    }
    await act(house, one, 'mzt-handler', 'accept');
    return answerChecks(house, one, 'mzt-handler');
  }

  it('of what others look somebody up by has what they found be found out again; of other data it does not', async () => {
    const one = await foundOut();
    await made(one, { person: { education: '硕士' } });
    expect(await resultOf(one, 'court_dishonesty')).toBe('pass');
    // What was stated and confirmed is another statement now: nobody has confirmed it.
    await made(one, { declaration: { residence: 'hong_kong', monthsInMainland: 10 } });
    expect(await resultOf(one, 'court_dishonesty')).toBe('unknown');
    await answerChecks(house, one, 'mzt-handler');
    await made(one, { person: { name: '虚构改名' } });
    expect(await resultOf(one, 'court_dishonesty')).toBe('unknown');
    expect(await tryTo(house, one, 'mzt-approver', 'approve')).toBe('409 checks_in_the_way');
    await answerChecks(house, one, 'mzt-handler');
    await act(house, one, 'mzt-approver', 'approve');
    expect([one.state, await fits()]).toEqual(['clearedForNotice', 'fits']);
    const door = house.nest.get(WriteDoor);
    for (const table of ['findings', 'check_resolutions', 'inquiries']) {
      const moved = (by: number) =>
        door.write((tx) =>
          tx.execute(`UPDATE ${table} SET overtaken_in = overtaken_in + ${by} WHERE case_id = '${one.id}'`),
        );
      if ((await moved(1000)) === 0) continue;
      expect(await fits()).toMatch(`it tells of another correction than the ${table} of act`);
      await moved(-1000);
    }
    expect(await fits()).toBe('fits');
  });

  it('has what an approver answered for answered for again: it was about the person as they were named', async () => {
    const one = await submittedCase(house);
    for (const body of ['kx', 'kx-dw']) {
      await act(house, one, `${body}-handler`, 'accept');
      await act(house, one, `${body}-approver`, 'approve');
    }
    await act(house, one, 'mzt-handler', 'accept');
    const resolve = () =>
      tryTo(house, one, 'mzt-approver', 'checks/court_dishonesty/resolve', because('exception_approved'));
    expect(await resolve()).toMatch(/^200/);
    await look(house, one, 'mzt-handler');
    expect(await resolve()).toBe('409 check_not_open');
    await made(one, { person: { name: '虚构改名' } });
    expect(await resolve()).toMatch(/^200/);
    expect(await fits()).toBe('fits');
  });

  it('is told in a case that was rejected, too: taken up again, it finds that the data is another', async () => {
    const [officer, party] = await submittedCases(
      house,
      2,
      dualSlate([candidate(11, ['vice_president', 'party_deputy_secretary'])]),
    );
    if (!officer || !party) throw new Error('No cases were opened.');
    await act(house, party, 'kx-dw-handler', 'accept');
    await reject(house, party, 'kx-dw-approver', because('condition_not_met'));
    await act(house, officer, 'kx-submitter', 'corrections', EMPLOYER);
    await act(house, officer, 'kx-handler', 'corrections/conclude', MADE);
    const { history } = (await look(house, party, 'kx-dw-approver')) as { history: { act: string }[] };
    expect([party.state, history.at(-1)?.act]).toEqual(['notPassed', 'note_correction']);
    await act(house, party, 'kx-submitter', 'reconsider', because('disagrees_with_finding'));
    expect(await fits()).toBe('fits');
  });

  it('takes the letters back in which departments were asked by the wrong data, and the clock goes on', async () => {
    const one = await foundOut();
    await act(house, one, 'mzt-handler', 'inquiries', { inquiries: [{ inquiry: 'criminal_record' }] });
    expect(one.state).toBe('review.registration_review.inquiring');
    await made(one, { fullTime: true });
    expect(one.state).toBe('review.registration_review.inquiring');
    await made(one, { person: { employer: '虚构新单位' } });
    expect(one.state).toBe('review.registration_review.deciding');
    expect(await look(house, one, 'mzt-handler')).toMatchObject({
      deadline: { period: 'decision', status: 'running' },
    });
    const { body } = await house.ask('mzt-handler', 'GET', `/cases/${one.id}/inquiries`);
    const closed = { inquiry: 'criminal_record', status: 'closed', endedIn: one.version, overtakenIn: one.version };
    expect(body['items']).toMatchObject([closed]);
    await act(house, one, 'mzt-handler', 'inquiries', { inquiries: [{ inquiry: 'criminal_record' }] });
    expect(await fits()).toBe('fits');
  });

  it('after all have agreed has what stood in the way of agreeing stand in the way of going on', async () => {
    const one = await clearForNotice(house, await submittedCase(house));
    await made(one, { terms: { vice_president: 2 } }, 'kx-handler');
    const inTheWay = async () => {
      const cases = [{ caseId: one.id, version: one.version }];
      const { body } = await house.ask('kx-handler', 'POST', `/slates/${one.slate}/notices`, { cases });
      return ((body['checks'] ?? []) as { rule: string }[]).map(({ rule }) => rule);
    };
    expect(await inTheWay()).toEqual(expect.arrayContaining(['consecutive_terms', 'political_rights']));
    // What had been found out confirmed what was stated before; it is found out again where the case stands.
    const { body } = await house.ask('kx-handler', 'GET', `/cases/${one.id}/checks`);
    const open = (body['checks'] as { check: string; result: string; blocks: string[] }[]).filter(
      ({ result, blocks }) => ['unknown', 'needs_human'].includes(result) && blocks.includes('approve'),
    );
    const findings = [...new Set(open.map(({ check }) => check))].map((check) => clear(check));
    await act(house, one, 'kx-handler', 'findings', { findings });
    expect(await inTheWay()).toEqual(['consecutive_terms']);
    await act(house, one, 'kx-approver', 'checks/consecutive_terms/resolve', because('exception_approved'));
    await publish(house, 'kx-handler', [one]);
    expect(one.state).toBe('onNotice');
    expect(await fits()).toBe('fits');
  });

  it('is one at a time, in whichever of the cases of a candidate it is asked for, though it be at once', async () => {
    const posts: Parameters<typeof candidate>[1] = ['vice_president', 'party_deputy_secretary'];
    for (const number of [8, 9, 10]) {
      const both = await submittedCases(house, 2, dualSlate([candidate(number, posts)]));
      const answers = await Promise.all(both.map((one) => tryTo(house, one, 'kx-submitter', 'corrections', EMPLOYER)));
      expect(answers.filter((answer) => answer.endsWith('correction_open'))).toHaveLength(1);
    }
  });

  it('asks those who signed anew, and the checks judge on the new data', async () => {
    const [one] = await submittedCases(house, 1, dualSlate([candidate(0)]));
    if (!one) throw new Error('No case was opened.');
    await act(house, one, 'kx-handler', 'accept');
    const second = String((await house.ask('kx-approver-2', 'GET', '/sessions/current')).body['official']);
    await act(house, one, 'kx-handler', 'signatures', { officials: [second], weight: 'binding' });
    await act(house, one, 'kx-approver-2', 'sign', { agree: true });
    await act(house, one, 'kx-submitter', 'corrections', { terms: { vice_president: 2 }, ...WHY });
    const terms = async () => {
      const { body } = await house.ask('kx-handler', 'GET', `/cases/${one.id}/checks`);
      return (body['checks'] as { rule: string; result: string }[]).find(({ rule }) => rule === 'consecutive_terms')
        ?.result;
    };
    expect(await terms()).toBe('pass');
    await act(house, one, 'kx-handler', 'corrections/conclude', MADE);
    expect(await terms()).toBe('fail');
    expect(await tryTo(house, one, 'kx-approver', 'approve')).toBe('409 signatures_open');
    expect(await fits()).toBe('fits');
  });

  it('is told in every case of the candidate: whoever has another one before them looks again', async () => {
    const [officer, party] = await submittedCases(
      house,
      2,
      dualSlate([candidate(4, ['vice_president', 'party_deputy_secretary'])]),
    );
    if (!officer || !party) throw new Error('No cases were opened.');
    await act(house, party, 'kx-dw-handler', 'accept');
    await act(house, officer, 'kx-submitter', 'corrections', EMPLOYER);
    expect(await tryTo(house, party, 'kx-dw-approver', 'approve')).toBe('409 correction_open');
    expect(await tryTo(house, party, 'kx-dw-handler', 'corrections/conclude', MADE)).toBe('409 correction_not_open');
    await act(house, officer, 'kx-handler', 'corrections/conclude', MADE);
    expect(await tryTo(house, party, 'kx-dw-approver', 'approve')).toBe('412 stale_version');
    expect(await stated(party, 'kx-dw-approver')).toMatchObject({ employer: '虚构新单位' });
    const { history } = (await look(house, party, 'kx-dw-approver')) as { history: { act: string; actor: object }[] };
    expect(history.at(-1)).toMatchObject({ act: 'note_correction', actor: { kind: 'clock' } });
    expect(await fits()).toBe('fits');
  });

  it('lets an interest in the new employer keep its holder away, and nobody come back', async () => {
    const one = await deciding();
    const about = (value: string) => ({ ground: 'same_employer', about: { kind: 'name', value } });
    await house.enter(`old-${engine}`, { body: 'zj-kx', duty: 'approver' });
    await house.enter(`new-${engine}`, { body: 'zj-kx', duty: 'approver' });
    await house.ask(`old-${engine}`, 'POST', '/interests', about('虚构单位'));
    await house.ask(`new-${engine}`, 'POST', '/interests', about('虚构新单位'));
    await act(house, one, 'kx-submitter', 'corrections', EMPLOYER);
    await act(house, one, 'kx-handler', 'corrections/conclude', MADE);
    for (const who of [`old-${engine}`, `new-${engine}`])
      expect(await tryTo(house, one, who, 'approve')).toBe('403 conflict_of_interest');
  });

  it('waits for nobody in a case that is over', async () => {
    const [officer, party] = await submittedCases(
      house,
      2,
      dualSlate([candidate(6, ['vice_president', 'party_deputy_secretary'])]),
    );
    if (!officer || !party) throw new Error('No cases were opened.');
    await act(house, officer, 'kx-submitter', 'corrections', EMPLOYER);
    await act(house, officer, 'kx-submitter', 'withdraw', because('candidate_withdrew'));
    await act(house, party, 'kx-submitter', 'corrections', EMPLOYER);
    await act(house, party, 'kx-dw-handler', 'corrections/conclude', MADE);
    expect(await stated(officer, 'kx-submitter')).toMatchObject({ employer: '虚构新单位' });
    expect(await fits()).toBe('fits');
  });

  it('is on record: what is changed in the tables, before or after, is found', async () => {
    const one = await deciding();
    await act(house, one, 'kx-submitter', 'corrections', EMPLOYER);
    await act(house, one, 'kx-handler', 'corrections/conclude', MADE);
    expect(await fits()).toBe('fits');
    const door = house.nest.get(WriteDoor);
    const mine = `id = (SELECT candidate_id FROM cases WHERE id = '${one.id}')`;
    const tampering: readonly [statement: string, back: string, why: string][] = [
      [
        `UPDATE candidates SET full_time = 1 WHERE ${mine}`,
        `UPDATE candidates SET full_time = 0 WHERE ${mine}`,
        'it tells of another profile than the row of its candidate',
      ],
      [
        `UPDATE corrections SET outcome = 'refused' WHERE case_id = '${one.id}'`,
        `UPDATE corrections SET outcome = 'made' WHERE case_id = '${one.id}'`,
        'it tells of another outcome than its correction',
      ],
    ];
    for (const [statement, back, why] of tampering) {
      await door.write((tx) => tx.execute(statement));
      expect([statement, await fits()]).toEqual([statement, why]);
      await door.write((tx) => tx.execute(back));
    }
    expect(await fits()).toBe('fits');
  });
});
