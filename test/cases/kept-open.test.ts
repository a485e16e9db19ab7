// A notice whose end has come while a check of the policy, or a correction, stands in the way of closing it: the clock passes over nothing.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { verifyDatabase } from '../../src/audit/verify-database.js';
import { Reader } from '../../src/database/reader.js';
import {
  act,
  because,
  clear,
  clearForNotice,
  concludeObjection,
  elect,
  look,
  objectTo,
  onDay,
  outlookOn,
  publish,
  submittedCase,
  submittedCases,
  tryTo,
  type TestCase,
} from '../support/cases.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';
import { candidate, dualSlate, PARTICULARS } from '../support/slates.js';

interface Told {
  readonly deadline: { readonly keptOpenBy: readonly string[] | null };
  readonly why: readonly { readonly code: string }[];
}

describeOnBothDatabases('when the clock comes to the end of a notice in Ningbo', (open) => {
  let house: House;
  let quiet: TestCase;
  let found: TestCase;
  let both: TestCase;

  const told = async (one: TestCase, who: string) => {
    const { body } = await house.ask(who, 'GET', `/cases/${one.id}/deadline`);
    const { deadline, why } = body as unknown as Told;
    return { by: deadline.keptOpenBy, why: why.map(({ code }) => code).filter((code) => code.includes('open')) };
  };
  const tasksOf = async (one: TestCase, who: string) => {
    const { body } = await house.ask(who, 'GET', '/worklist?list=mine&limit=200');
    return (body['items'] as { id: string; acts: string[] }[]).find(({ id }) => id === one.id)?.acts ?? [];
  };
  /** The acts of a case that have a verdict on the court's list stored beside them, and who did them. */
  const judgedAt = (one: TestCase) =>
    house.nest.get(Reader).query<{ act: string; actor_kind: string }>(
      `SELECT a.act, a.actor_kind FROM case_acts a JOIN verdicts v ON v.case_id = a.case_id AND v.number = a.number
       WHERE a.case_id = ? AND a.act = 'close_notice'`,
      [one.id],
    );
  const finds = (one: TestCase, found: object) =>
    act(house, one, 'kx-handler', 'findings', { findings: [{ ...clear('court_dishonesty'), ...found }] });

  beforeAll(async () => {
    house = await openHouse(await open());
    const slate = dualSlate([candidate(0), candidate(1), candidate(2)]);
    const cases = await submittedCases(house, 3, {
      ...slate,
      organisation: { ...slate.organisation, jurisdiction: '330200' },
      particulars: { ...PARTICULARS, seats: { vice_president: 3 } },
    });
    for (const one of cases) await clearForNotice(house, one);
    const notice = await publish(house, 'kx-handler', cases);
    await objectTo(house, notice, 3);
    const [one, two, three] = cases;
    if (!one || !two || !three) throw new Error('A case is missing.');
    [quiet, found, both] = [one, two, three];
    for (const each of cases) await look(house, each, 'kx-handler');
    await finds(found, { answer: 'adverse', effectiveOn: '2026-10-30' });
    await finds(both, { answer: 'unclear' });
  });
  afterAll(() => house.close());

  it('it says of nobody before that the notice is kept open', async () => {
    expect(await told(found, 'kx-handler')).toEqual({ by: null, why: [] });
    expect(await tasksOf(found, 'kx-handler')).toEqual([]);
  });

  it('it closes the notice of whom no check is against, and what they came to is stored with its act', async () => {
    expect(await onDay(house, '2026-11-12')).toBe(3);
    expect(await look(house, quiet, 'kx-handler')).toMatchObject({ state: 'passed', overdue: false });
    expect(await judgedAt(quiet)).toEqual([{ act: 'close_notice', actor_kind: 'clock' }]);
  });

  it('it closes none that a check stands in the way of: the case is overdue, and nothing is stored', async () => {
    for (const one of [found, both]) {
      expect(await look(house, one, 'kx-handler')).toMatchObject({ state: 'onNotice', overdue: true });
      expect(await judgedAt(one)).toEqual([]);
    }
    expect(await onDay(house, '2026-11-20')).toBe(0);
  });

  it('why it is still open is told to those who review: by checks, by objections, or both', async () => {
    const checks = ['due_kept_open', 'due_open_for_checks'];
    expect(await told(found, 'kx-handler')).toEqual({ by: ['checks'], why: checks });
    expect(await told(both, 'kx-approver')).toEqual({
      by: ['objections', 'checks'],
      why: ['due_kept_open', 'due_open_for_objections', 'due_open_for_checks'],
    });
    expect(await told(quiet, 'kx-handler')).toEqual({ by: null, why: [] });
  });

  it('who submitted is told that it is open, and not what others answered', async () => {
    expect(await told(found, 'kx-submitter')).toEqual({ by: [], why: ['due_kept_open'] });
  });

  it('asking and answering for the check are tasks, and closing is none', async () => {
    expect(await tasksOf(found, 'kx-handler')).toEqual(['record_findings']);
    expect(await tasksOf(found, 'kx-approver')).toEqual(['resolve_check']);
  });

  it('no person closes it either', async () => {
    expect(await tryTo(house, found, 'kx-handler', 'close-notice')).toBe('409 checks_in_the_way');
    expect(await outlookOn(house, found, 'kx-handler', 'close_notice')).toBe('checks_in_the_way');
    await concludeObjection(house, both, 'kx-approver-2', 'not_proven');
    expect(await tryTo(house, both, 'kx-handler', 'close-notice')).toBe('409 checks_in_the_way');
    expect(await told(both, 'kx-handler')).toMatchObject({ by: ['checks'] });
  });

  it('a handler closes it when an approver has answered for the check, or it came to something else', async () => {
    await act(house, found, 'kx-approver', 'checks/court_dishonesty/resolve', because('check_does_not_apply'));
    await finds(both, { queriedOn: '2026-11-19' });
    for (const one of [found, both]) {
      expect(await told(one, 'kx-handler')).toEqual({ by: [], why: ['due_kept_open'] });
      expect(await tasksOf(one, 'kx-handler')).toEqual(['close_notice']);
      await act(house, one, 'kx-handler', 'close-notice');
      expect(one.state).toBe('passed');
      expect(await judgedAt(one)).toEqual([{ act: 'close_notice', actor_kind: 'official' }]);
    }
  });

  it('the record fits all of it', async () => {
    expect(await verifyDatabase(house.nest.get(Reader))).toHaveProperty('chains');
  });
});

describeOnBothDatabases('a correction that is open', (open) => {
  let house: House;
  let one: TestCase;
  const asked = { declaration: { yearsInField: 5 }, why: '录入时有误（虚构）', evidence: '虚构证〔2026〕3号' };
  const refused = { outcome: 'refused', ...because('data_right') };
  const told = async (who: string) => {
    const { body } = await house.ask(who, 'GET', `/cases/${one.id}/deadline`);
    const { deadline, why } = body as unknown as Told;
    return { by: deadline.keptOpenBy, why: why.map(({ code }) => code).filter((code) => code.includes('open')) };
  };
  const whyNot = async (who: string, named: string) =>
    (await house.ask(who, 'GET', `/cases/${one.id}/why-not?act=${named}`)).body['obstacles'];

  beforeAll(async () => {
    house = await openHouse(await open());
    one = await clearForNotice(house, await submittedCase(house));
    await publish(house, 'kx-handler', [one]);
    await look(house, one, 'kx-handler');
    await act(house, one, 'kx-submitter', 'corrections', asked);
  });
  afterAll(() => house.close());

  it('keeps the clock from closing the notice, which says to those who review by what it is kept open', async () => {
    await onDay(house, '2026-11-12');
    expect(await look(house, one, 'kx-handler')).toMatchObject({ state: 'onNotice', overdue: true });
    expect(await told('kx-handler')).toEqual({
      by: ['corrections'],
      why: ['due_kept_open', 'due_open_for_corrections'],
    });
    expect(await told('kx-submitter')).toEqual({ by: [], why: ['due_kept_open'] });
    const { body } = await house.ask('kx-handler', 'GET', '/worklist?list=mine');
    expect(body['items']).toMatchObject([{ id: one.id, acts: ['conclude_correction'] }]);
  });

  it('keeps a handler from closing it, until it is concluded', async () => {
    expect(await tryTo(house, one, 'kx-handler', 'close-notice')).toBe('409 correction_open');
    await act(house, one, 'kx-handler', 'corrections/conclude', refused);
    await act(house, one, 'kx-handler', 'close-notice');
    expect(one.state).toBe('passed');
  });

  it('keeps the vote from being recorded, and the body that could revoke concludes it', async () => {
    await act(house, one, 'kx-submitter', 'corrections', { ...asked, declaration: { yearsInField: 6 } });
    await expect(elect(house, [one])).rejects.toThrow('correction_open');
    expect(await whyNot('kx-submitter', 'record_election')).toMatchObject([
      { code: 'correction_open', lifts: [{ code: 'lift_correction', facts: { body: '浙江省民政厅' } }] },
    ]);
    await act(house, one, 'mzt-handler', 'corrections/conclude', refused);
    await elect(house, [one]);
    expect(one.state).toBe('elected');
  });

  it('leaves a record that fits all of it', async () => {
    expect(await verifyDatabase(house.nest.get(Reader))).toHaveProperty('chains');
  });
});
