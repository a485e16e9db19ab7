// 同一单位回避: whose office employs the candidate is kept from the case, or says so on record, as the policy has it.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { verifyDatabase } from '../../src/audit/verify-database.js';
import { PastMandates0000000000041 } from '../../migrations/0041-past-mandates.js';
import { openWriter } from '../../src/database/data-sources.js';
import { Reader } from '../../src/database/reader.js';
import { WriteDoor } from '../../src/database/transactions.js';
import { openHouseWithKeys, type HouseWithKeys } from '../audit/vetting.js';
import { act, answerChecks, because, clear, outlookOn, submittedCase, tryTo, type TestCase } from '../support/cases.js';
import { describeOnBothDatabases, type TestDatabase } from '../support/databases.js';
import { candidate, dualSlate } from '../support/slates.js';
import { SHIPPED_TEXT } from '../workflow/shipped-courses.js';
import { policiesSaying } from './policies.js';

const KX = '浙江省科学技术协会';
/** Invented, with check characters that fit. */
const [ITS, OTHER] = ['11330000MB9900013T', '11330000MB9900021M'];
/** As a unit may write it, in characters of another width. */
const EMPLOYED_BY_KX = ` ${KX} `;

function employedBy(employer: string, n = 0, code?: string) {
  const { person, ...rest } = candidate(n);
  const employerCreditCode = code === undefined ? {} : { employerCreditCode: code };
  return dualSlate([{ ...rest, person: { ...person, employer, ...employerCreditCode } }]);
}

const idOf = async (house: HouseWithKeys, who: string) =>
  String((await house.ask(who, 'GET', '/sessions/current')).body['official']);
const fits = async (house: HouseWithKeys) => {
  const outcome = await verifyDatabase(house.nest.get(Reader), house.keys);
  return 'why' in outcome ? outcome.why : 'fits';
};
const lastEntry = async (house: HouseWithKeys, one: TestCase) => {
  const chain = await house.ask('auditor', 'GET', `/record/case:${one.id}`);
  return JSON.parse((chain.body['items'] as { entry: string }[]).at(-1)?.entry ?? '') as {
    act: string;
    commitments: object;
    facts: object;
  };
};

describeOnBothDatabases('an office that employs the candidate', (open, engine) => {
  let house: HouseWithKeys;
  let database: TestDatabase;
  beforeAll(async () => {
    database = await open();
    house = await openHouseWithKeys(database);
    await house.enter('of-two', { body: 'zj-kx', duty: 'handler' }, { body: 'zj-kx-dw', duty: 'handler' });
  });
  afterAll(() => house.close());

  const whyNot = async (one: TestCase, who: string, what: string) =>
    (
      (await house.ask(who, 'GET', `/cases/${one.id}/why-not?act=${what}`)).body['obstacles'] as {
        code: string;
        lifts: { code: string; facts: { names?: string[] } }[];
      }[]
    ).map(({ code, lifts }) => [code, ...lifts.map((lift) => lift.facts.names?.join() ?? lift.code)]);

  it('does nothing in the case until an approver of it lets somebody go on, with reason and legal basis', async () => {
    const one = await submittedCase(house, employedBy(EMPLOYED_BY_KX));
    expect(await lastEntry(house, one)).toMatchObject({
      act: 'submit',
      commitments: { employers: expect.any(String) as unknown },
    });
    for (const what of ['accept', 'recusals'])
      expect(await tryTo(house, one, 'kx-handler', what, what === 'accept' ? {} : { ground: 'other' })).toBe(
        '403 same_employer',
      );
    expect(await outlookOn(house, one, 'kx-handler', 'accept')).toBe('same_employer');
    expect(await whyNot(one, 'kx-handler', 'accept')).toEqual([
      ['same_employer', 'lift_another_person', 'lift_waiver', 'lift_nobody_free'],
    ]);
    const { recused } = (await house.ask('kx-approver', 'GET', `/cases/${one.id}/signatures`)).body as {
      recused: { official: string; ground: string }[];
    };
    const handler = await idOf(house, 'kx-handler');
    expect(recused).toContainEqual(
      expect.objectContaining({ official: handler, ground: 'same_employer', foundBy: 'name' }),
    );
    const goesOn = (who: string, whom: string) =>
      act(house, one, who, `recusals/${whom}/waive`, because('no_substitute'));
    await goesOn('kx-approver-2', handler);
    await act(house, one, 'kx-handler', 'accept');
    expect(await tryTo(house, one, 'kx-approver', 'approve')).toBe('403 same_employer');
    expect((await whyNot(one, 'kx-approver', 'approve'))[0]).toEqual([
      'same_employer',
      'lift_another_person',
      'lift_waiver',
      'lift_nobody_free',
    ]);
    await goesOn('kx-approver-2', await idOf(house, 'kx-approver'));
    expect((await whyNot(one, 'kx-approver-2', 'approve'))[0]).toEqual([
      'same_employer',
      'lift_another_person',
      'lift_waiver',
      '审批甲（虚构）',
    ]);
    await act(house, one, 'kx-approver', 'approve');
    expect([engine, one.state, await fits(house)]).toEqual([engine, 'review.party_review.awaiting', 'fits']);
  });

  it('keeps its officials from it at other offices, too, and nobody else there', async () => {
    const one = await submittedCase(house, employedBy('浙江省科学技术协会机关党委', 1));
    await act(house, one, 'kx-handler', 'accept');
    await act(house, one, 'kx-approver', 'approve');
    const two = await submittedCase(house, employedBy(KX, 2));
    for (const who of ['kx-handler', 'kx-approver'])
      await act(house, two, 'kx-approver-2', `recusals/${await idOf(house, who)}/waive`, because('no_substitute'));
    await act(house, two, 'kx-handler', 'accept');
    await act(house, two, 'kx-approver', 'approve');
    expect(await outlookOn(house, one, 'of-two', 'accept')).toBe('allowed');
    expect(await outlookOn(house, two, 'of-two', 'accept')).toBe('same_employer');
    await act(house, two, 'kx-dw-handler', 'accept');
  });

  it('is looked for again when the employer is corrected', async () => {
    const one = await submittedCase(house, employedBy('虚构单位', 3));
    await act(house, one, 'kx-handler', 'accept');
    const correction = { person: { employer: KX }, why: '录入时有误（虚构）', evidence: '虚构证〔2026〕3号' };
    await act(house, one, 'kx-submitter', 'corrections', correction);
    await act(house, one, 'kx-handler', 'corrections/conclude', { outcome: 'made', ...because('data_wrong') });
    expect(await tryTo(house, one, 'kx-approver', 'approve')).toBe('403 same_employer');
    expect(await fits(house)).toBe('fits');
  });

  it('is found by its code under whatever name, and not by its name under another code', async () => {
    const set = await house.ask('administrator', 'PUT', '/bodies/zj-kx/credit-code', { creditCode: ITS });
    expect(set).toMatchObject({ status: 200, body: { id: 'zj-kx' } });
    expect((await house.ask('kx-handler', 'GET', '/bodies/zj-kx')).body['creditCode']).toBe(ITS);
    const one = await submittedCase(house, employedBy('省科协（虚构简称）', 4, ITS));
    expect(await tryTo(house, one, 'kx-handler', 'accept')).toBe('403 same_employer');
    const { recused } = (await house.ask('kx-approver-2', 'GET', `/cases/${one.id}/signatures`)).body as {
      recused: { foundBy: string }[];
    };
    expect(new Set(recused.map(({ foundBy }) => foundBy))).toEqual(new Set(['credit_code']));
    await act(house, await submittedCase(house, employedBy(KX, 5, OTHER)), 'kx-handler', 'accept');
    const unknown = await submittedCase(house, employedBy(KX, 6));
    expect([engine, await tryTo(house, unknown, 'kx-handler', 'accept')]).toEqual([engine, '403 same_employer']);
    expect(await fits(house)).toBe('fits');
  });

  it('is looked for by its name again when a correction names an employer and no code', async () => {
    const one = await submittedCase(house, employedBy('虚构单位', 7, OTHER));
    await act(house, one, 'kx-handler', 'accept');
    const correction = { person: { employer: KX }, why: '录入时有误（虚构）', evidence: '虚构证〔2026〕4号' };
    await act(house, one, 'kx-submitter', 'corrections', correction);
    expect(await lastEntry(house, one)).toMatchObject({
      facts: { fields: ['profile.employer', 'profile.employerCreditCode'] },
    });
    await act(house, one, 'kx-handler', 'corrections/conclude', { outcome: 'made', ...because('data_wrong') });
    expect(await tryTo(house, one, 'kx-approver', 'approve')).toBe('403 same_employer');
    expect((await house.ask('kx-handler', 'GET', `/cases/${one.id}`)).body).toMatchObject({
      candidate: { employer: KX, employerCreditCode: null },
    });
    expect(await fits(house)).toBe('fits');
  });

  it('is an interest of whoever declared one in its code', async () => {
    const about = { kind: 'code', value: OTHER.toLowerCase() };
    await house.ask('kx-dw-handler', 'POST', '/interests', { ground: 'relative', about });
    const one = await submittedCase(house, employedBy('虚构单位', 8, OTHER));
    await act(house, one, 'kx-handler', 'accept');
    await act(house, one, 'kx-approver', 'approve');
    expect(await outlookOn(house, one, 'kx-dw-handler', 'accept')).toBe('conflict_of_interest');
  });

  const SKL = '浙江省社会科学界联合会';
  const givenDuties = async (official: string, version: number, ...mandates: { body: string; duty: string }[]) => {
    house.clock.moveTo(new Date(Date.parse(house.clock.now()) + 60_000).toISOString());
    const duties = { active: true, mandates };
    const given = await house.ask('administrator', 'PUT', `/officials/${official}/duties`, duties, { version });
    expect(given.status).toBe(200);
    house.clock.moveTo(new Date(Date.parse(house.clock.now()) + 60_000).toISOString());
  };

  it('keeps from it, too, who was of it when the case was submitted or since, and has moved to the body that reviews', async () => {
    const moves = await house.enter('moves', { body: 'zj-skl', duty: 'handler' });
    const comesAndGoes = await house.enter('comes-and-goes', { body: 'zj-kx', duty: 'approver' });
    const one = await submittedCase(house, employedBy(SKL, 9));
    await act(house, one, 'kx-handler', 'accept');
    await givenDuties(moves, 1, { body: 'zj-kx', duty: 'approver' });
    await givenDuties(comesAndGoes, 1, { body: 'zj-skl', duty: 'approver' });
    await givenDuties(comesAndGoes, 2, { body: 'zj-kx', duty: 'approver' });
    expect(await tryTo(house, one, 'moves', 'approve')).toBe('403 same_employer');
    expect(await tryTo(house, one, 'comes-and-goes', 'approve')).toBe('403 same_employer');
    const later = await submittedCase(house, employedBy(SKL, 10));
    await act(house, later, 'kx-handler', 'accept');
    await act(house, later, 'moves', 'approve');
    expect(await fits(house)).toBe('fits');
    await act(house, one, 'kx-approver', `recusals/${moves}/waive`, because('no_substitute'));
    await act(house, one, 'moves', 'approve');
  });

  it('takes from what somebody signed and answered for what it counted, once they are of it', async () => {
    const goes = await house.enter('goes-there', { body: 'zj-mzt', duty: 'approver' });
    const one = await submittedCase(house, employedBy(SKL, 11));
    for (const body of ['kx', 'kx-dw']) {
      await act(house, one, `${body}-handler`, 'accept');
      await act(house, one, `${body}-approver`, 'approve');
    }
    await act(house, one, 'mzt-handler', 'accept');
    await answerChecks(house, one, 'mzt-handler');
    const findings = [{ ...clear('court_dishonesty'), answer: 'adverse' }];
    await act(house, one, 'mzt-handler', 'findings', { findings });
    await act(house, one, 'mzt-handler', 'signatures', { officials: [goes], weight: 'binding' });
    await act(house, one, 'goes-there', 'checks/court_dishonesty/resolve', because('exception_approved'));
    await act(house, one, 'goes-there', 'sign', { agree: false, ...because('condition_not_met') });
    const resolvedBy = async () => {
      const { body } = await house.ask('mzt-handler', 'GET', `/cases/${one.id}/checks`);
      const { checks } = body as { checks: { rule: string; resolvedBy: number | null }[] };
      return checks.find(({ rule }) => rule === 'court_dishonesty')?.resolvedBy;
    };
    expect(await resolvedBy()).toBe(one.version - 1);
    expect(await tryTo(house, one, 'mzt-approver', 'approve')).toBe('409 signatures_open');
    await givenDuties(goes, 1, { body: 'zj-mzt', duty: 'approver' }, { body: 'zj-skl', duty: 'handler' });
    expect(await resolvedBy()).toBeNull();
    await act(house, one, 'mzt-approver', 'checks/court_dishonesty/resolve', because('exception_approved'));
    await act(house, one, 'mzt-approver', 'approve');
    expect([engine, one.state, await fits(house)]).toEqual([engine, 'clearedForNotice', 'fits']);
  });

  it('is known of those who had moved before it was kept, from the record', async () => {
    const door = house.nest.get(WriteDoor);
    await door.write((tx) => tx.execute("UPDATE past_mandates SET ended_at = ''"));
    expect(await fits(house)).toBe('it tells of another list than the duties they had');
    await door.write((tx) => tx.execute('DROP TABLE past_mandates'));
    const writer = await openWriter(database.url, 1);
    // eslint-disable-next-line no-restricted-syntax -- a migration is run by hand, on a connection that nobody else has
    await new PastMandates0000000000041().up(writer.createQueryRunner());
    await writer.destroy();
    expect(await fits(house)).toBe('fits');
  });

  it('cannot be made another past the record', async () => {
    const statement = (sql: string) =>
      house.nest.get(WriteDoor).write((tx) => tx.execute(sql, []).then((rows) => ({ rows })));
    await statement("UPDATE bodies SET credit_code = NULL WHERE id = 'zj-kx'");
    expect(await fits(house)).toBe('it tells of another creditCode than its row');
    await statement(`UPDATE bodies SET credit_code = '${ITS}' WHERE id = 'zj-kx'`);
    await statement("UPDATE case_employers SET found_by = 'name'");
    expect(await fits(house)).toBe('it tells of another list than the offices that employ the candidate');
    await statement('DELETE FROM case_employers');
    expect(await fits(house)).toBe('it tells of another list than the offices that employ the candidate');
  });
});

describeOnBothDatabases('an office that employs the candidate, where the policy has it declared', (open) => {
  let house: HouseWithKeys;
  beforeAll(async () => {
    const text = `${SHIPPED_TEXT}\nrecusal: { sameEmployer: declare, source: assumed }\n`;
    house = await openHouseWithKeys(await open(), { POLICIES: policiesSaying(text) });
  });
  afterAll(() => house.close());

  it('acts, and each of its acts says so on record', async () => {
    const one = await submittedCase(house, employedBy(KX));
    await act(house, one, 'kx-handler', 'accept');
    expect(await lastEntry(house, one)).toMatchObject({
      act: 'accept',
      commitments: { sameEmployer: expect.any(String) as unknown },
    });
    await act(house, one, 'kx-approver', 'approve');
    await act(house, one, 'kx-dw-handler', 'accept');
    expect((await lastEntry(house, one)).commitments).not.toHaveProperty('sameEmployer');
    expect(await fits(house)).toBe('fits');
  });
});
