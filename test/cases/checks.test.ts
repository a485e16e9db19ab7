import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { verifyDatabase } from '../../src/audit/verify-database.js';
import { Reader } from '../../src/database/reader.js';
import { WriteDoor } from '../../src/database/transactions.js';
import {
  act,
  answerChecks,
  because,
  clear,
  clearForNotice,
  draft,
  elect,
  look,
  ofItsOwn,
  onDay,
  passNotice,
  publish,
  submit,
  submittedCase,
  tryTo,
  type TestCase,
  reject,
  tellAndHear,
  CONSIDERED,
} from '../support/cases.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { openHouseWithKeys, type HouseWithKeys } from '../audit/vetting.js';
import { openHouse } from '../support/house.js';
import { ASKED_OF_A_VICE_PRESIDENT, candidate, DECLARATION, decoupledSlate, dualSlate } from '../support/slates.js';

interface Check {
  readonly rule: string;
  readonly check: string;
  readonly kind: string;
  readonly result: string;
  readonly resolvedBy: number | null;
  readonly verdict: string;
  readonly judgedOn: string;
  readonly queriedOn: string | null;
  readonly facts: Readonly<Record<string, unknown>>;
}

const EXCEPTION = because('exception_approved');

const adverse = (check: string, more: object = {}) => ({ ...clear(check), answer: 'adverse', ...more });

describeOnBothDatabases('what is checked of a candidate', (open, engine) => {
  let house: HouseWithKeys;
  beforeAll(async () => {
    house = await openHouseWithKeys(await open());
  });
  afterAll(() => house.close());

  /** A case of `dualSlate` with the last body, accepted there. */
  async function atLastBody(slate: ReturnType<typeof dualSlate>): Promise<TestCase> {
    const one = await submittedCase(house, slate);
    for (const body of ['kx', 'kx-dw']) {
      await act(house, one, `${body}-handler`, 'accept');
      await act(house, one, `${body}-approver`, 'approve');
    }
    return act(house, one, 'mzt-handler', 'accept');
  }

  const checks = async (one: TestCase, who = 'mzt-handler') =>
    (await house.ask(who, 'GET', `/cases/${one.id}/checks`)).body['checks'] as Check[];
  const result = async (one: TestCase, rule: string) =>
    (await checks(one)).find((check) => check.rule === rule)?.result;
  const find = (one: TestCase, ...findings: object[]) => act(house, one, 'mzt-handler', 'findings', { findings });
  const approve = (one: TestCase) => tryTo(house, one, 'mzt-approver', 'approve');
  const resolve = (one: TestCase, rule: string) => act(house, one, 'mzt-approver', `checks/${rule}/resolve`, EXCEPTION);

  let one: TestCase;
  /** Another person for each test: what was found against somebody is seen in their other reviews. */
  let persons = 100;
  let person = candidate(persons);
  beforeEach(async () => {
    person = candidate((persons += 1));
    one = await atLastBody(dualSlate([person]));
  });

  it('stands in the way of the last approval as long as it is unknown, by its rules and not by what they came to', async () => {
    expect(await result(one, 'political_rights')).toBe('unknown');
    const refused = await house.ask('mzt-approver', 'POST', `/cases/${one.id}/approve`, {}, { version: one.version });
    expect([refused.status, refused.body['code']]).toEqual([409, 'checks_in_the_way']);
    expect(refused.body['checks']).toEqual(
      ASKED_OF_A_VICE_PRESIDENT.map((rule) => ({
        rule,
        check: rule,
        words: { 'zh-CN': expect.any(String), en: expect.any(String) },
      })),
    );
    const { actions } = (await look(house, one, 'mzt-approver')) as { actions: { act: string; reason: string }[] };
    expect(actions.find((action) => action.act === 'approve')).toMatchObject({
      allowed: false,
      reason: 'checks_in_the_way',
    });
    await answerChecks(house, one, 'mzt-handler');
    await act(house, one, 'mzt-approver', 'approve');
    expect(one.state).toBe('clearedForNotice');
  });

  it('passes by no unclear answer, and an adverse one is lifted by an approver who answers for it', async () => {
    await answerChecks(house, one, 'mzt-handler');
    await find(one, { ...clear('court_dishonesty'), answer: 'unclear' });
    expect(await result(one, 'court_dishonesty')).toBe('needs_human');
    await find(one, adverse('court_dishonesty'));
    expect(await approve(one)).toBe('409 checks_in_the_way');
    await resolve(one, 'court_dishonesty');
    expect((await checks(one)).find(({ rule }) => rule === 'court_dishonesty')).toMatchObject({
      result: 'fail',
      resolvedBy: one.version,
    });
    // What was resolved is that answer; another one has to be looked at again.
    await find(one, adverse('court_dishonesty', { source: '另一名单（虚构）' }));
    expect(await approve(one)).toBe('409 checks_in_the_way');
    await resolve(one, 'court_dishonesty');
    await act(house, one, 'mzt-approver', 'approve');
    expect(one.state).toBe('clearedForNotice');
  });

  it.each(['mzt-handler', 'mzt-colleague'])(
    'is lifted by no later finding of a handler, who found against the candidate or a colleague: an approver answers for it: %s',
    async (another) => {
      if (another === 'mzt-colleague') await house.enter(another, { body: 'zj-mzt', duty: 'handler' });
      await answerChecks(house, one, 'mzt-handler');
      await find(one, adverse('court_dishonesty'));
      for (const answer of ['clear', 'unclear']) {
        const findings = [clear('political_rights'), { ...clear('court_dishonesty'), answer }];
        expect(await tryTo(house, one, another, 'findings', { findings })).toBe('409 adverse_found');
      }
      expect(await result(one, 'court_dishonesty')).toBe('fail');
      // Of other checks they find on, and against the candidate, too.
      await act(house, one, another, 'findings', { findings: [clear('political_rights')] });
      await resolve(one, 'court_dishonesty');
      expect(await tryTo(house, one, another, 'findings', { findings: [clear('court_dishonesty')] })).toBe(
        '409 adverse_found',
      );
      await act(house, one, 'mzt-approver', 'approve');
      expect(one.state).toBe('clearedForNotice');
    },
  );

  it('is lifted by no later finding with days by which it weighs less, but by one with days by which it weighs more', async () => {
    const before = adverse('political_rights');
    const effective = { ...before, effectiveOn: '2019-04-01' };
    const findings = (finding: object) => ({ findings: [finding] });
    await find(one, before);
    await find(one, effective);
    expect(await result(one, 'political_rights')).toBe('fail');
    expect(await tryTo(house, one, 'mzt-handler', 'findings', findings(before))).toBe('409 adverse_found');
    await find(one, { ...effective, source: '另一机关（虚构）' });
    expect(await result(one, 'political_rights')).toBe('fail');
  });

  it('is lifted by no correction of what the candidate stated, after which a handler finds less: the check is open, for an approver', async () => {
    await answerChecks(house, one, 'mzt-handler');
    await find(one, adverse('court_dishonesty'));
    const person = { employer: '虚构的另一单位' };
    await act(house, one, 'kx-submitter', 'corrections', {
      person,
      why: '录入有误（虚构）',
      evidence: '虚构证〔2026〕9号',
    });
    await act(house, one, 'mzt-handler', 'corrections/conclude', { outcome: 'made', ...because('data_wrong') });
    expect(await result(one, 'court_dishonesty')).toBe('unknown');
    const findings = [clear('court_dishonesty')];
    expect(await tryTo(house, one, 'mzt-handler', 'findings', { findings })).toBe('409 adverse_found');
    await resolve(one, 'court_dishonesty');
  });

  it('stands in the way of filing, too, when the list names the candidate after the vote', async () => {
    const later = await openHouse(await open()); // days go by here
    const voted = await passNotice(later, await submittedCase(later));
    await elect(later, [voted]);
    await act(later, voted, 'mzt-handler', 'findings', { findings: [adverse('court_dishonesty')] });
    const file = await later.ask('mzt-approver', 'POST', `/cases/${voted.id}/file`, {}, { version: voted.version });
    expect([file.status, file.body['code']]).toEqual([409, 'checks_in_the_way']);
    expect(file.body['checks']).toMatchObject([{ rule: 'court_dishonesty' }]);
    await act(later, voted, 'mzt-approver', 'checks/court_dishonesty/resolve', EXCEPTION);
    await act(later, voted, 'mzt-approver', 'file');
    expect(voted.state).toBe('filed');
    await later.close();
  });

  it('never rejects by itself: a rejection is refused as long as it would rest on no effective judgment', async () => {
    await find(one, adverse('political_rights'));
    expect(await result(one, 'political_rights')).toBe('needs_human');
    await tellAndHear(house, one, 'mzt-approver', 'intend-rejection', because('statutory_bar'));
    const rejection = { ...because('statutory_bar'), ...CONSIDERED };
    expect(await tryTo(house, one, 'mzt-approver', 'reject', rejection)).toBe('409 checks_in_the_way');
    await find(one, adverse('political_rights', { effectiveOn: '2019-04-01' }));
    expect(await result(one, 'political_rights')).toBe('fail');
    await reject(house, one, 'mzt-approver', because('statutory_bar'));
    expect(one.state).toBe('notPassed');
  });

  it.each([
    ['what the policy does not ask of this post', [clear('residence')], '422 check_not_asked'],
    ['what was asked tomorrow', [clear('court_dishonesty', '2026-11-03')], '422 finding_days_impossible'],
    [
      'a judgment over nothing',
      [{ ...clear('political_rights'), effectiveOn: '2019-04-01' }],
      '422 finding_days_impossible',
    ],
    [
      'a judgment after it was heard of',
      [adverse('political_rights', { effectiveOn: '2026-11-04' })],
      '422 finding_days_impossible',
    ],
    [
      'a sentence that ended before it began',
      [adverse('political_rights', { effectiveOn: '2019-04-01', endedOn: '2018-04-01' })],
      '422 finding_days_impossible',
    ],
    ['one check twice', [clear('court_dishonesty'), clear('court_dishonesty')], '400 invalid_request'],
    [
      'an identity number in the words',
      [{ ...clear('court_dishonesty'), source: '999999197506150023' }],
      '400 invalid_request',
    ],
  ])('is not recorded: %s', async (_what, findings, refused) => {
    expect(await tryTo(house, one, 'mzt-handler', 'findings', { findings })).toBe(refused);
  });

  it('is recorded and resolved where the case stands, and by whom the table names', async () => {
    const findings = [clear('court_dishonesty')];
    expect(await tryTo(house, one, 'kx-handler', 'findings', { findings })).toBe('403 not_your_body');
    expect(await tryTo(house, one, 'mzt-approver', 'findings', { findings })).toBe('403 not_your_duty');
    const open = 'checks/court_dishonesty/resolve';
    expect(await tryTo(house, one, 'mzt-approver', open, because('conduct'))).toBe('422 reason_unknown');
    expect(await tryTo(house, one, 'mzt-approver', 'checks/no_rule/resolve', EXCEPTION)).toBe('422 check_unknown');
    expect(await tryTo(house, one, 'mzt-approver', 'checks/cadre_approval/resolve', EXCEPTION)).toBe(
      '409 check_not_open',
    );
  });

  it('is resolved by nobody who is kept from the case since: another official answers anew, and they do, once they are let go on', async () => {
    await answerChecks(house, one, 'mzt-handler');
    await find(one, adverse('court_dishonesty'));
    const resolvedBy = async () => (await checks(one)).find(({ rule }) => rule === 'court_dishonesty')?.resolvedBy;
    const officialOf = async (who: string) =>
      String((await house.ask(who, 'GET', '/sessions/current')).body['official']);
    await resolve(one, 'court_dishonesty');
    expect(await resolvedBy()).toBe(one.version);
    await act(house, one, 'mzt-approver', 'recusals', { ground: 'relative' });
    expect(await resolvedBy()).toBeNull();
    expect(await tryTo(house, one, 'mzt-approver-2', 'approve')).toBe('409 checks_in_the_way');
    const waiver = `recusals/${await officialOf('mzt-approver')}/waive`;
    await house.enter('mzt-approver-3', { body: 'zj-mzt', duty: 'approver' });
    await act(house, one, 'mzt-approver-3', waiver, because('no_real_interest'));
    expect(await resolvedBy()).toBeNull();
    await resolve(one, 'court_dishonesty');
    const interest = { ground: 'interest', about: { kind: 'resident_id', value: person.person.identity.number } };
    await house.ask('mzt-approver', 'POST', '/interests', interest);
    expect(await resolvedBy()).toBeNull();
    await act(house, one, 'mzt-approver-2', 'checks/court_dishonesty/resolve', EXCEPTION);
    await act(house, one, 'mzt-approver-2', 'approve');
    expect(one.state).toBe('clearedForNotice');
  });

  it('is passed by no finding of somebody who is kept from the case since: it is asked anew, of another official or of them, once they are let go on', async () => {
    const officialOf = async (who: string) =>
      String((await house.ask(who, 'GET', '/sessions/current')).body['official']);
    await house.enter('mzt-finds', { body: 'zj-mzt', duty: 'handler' });
    await answerChecks(house, one, 'mzt-finds');
    expect(await result(one, 'court_dishonesty')).toBe('pass');
    await act(house, one, 'mzt-finds', 'recusals', { ground: 'relative' });
    expect(await result(one, 'court_dishonesty')).toBe('unknown');
    expect(await approve(one)).toBe('409 checks_in_the_way');
    const waiver = `recusals/${await officialOf('mzt-finds')}/waive`;
    await act(house, one, 'mzt-approver-2', waiver, because('no_real_interest'));
    expect(await result(one, 'court_dishonesty')).toBe('unknown');
    await act(house, one, 'mzt-finds', 'findings', { findings: [clear('court_dishonesty')] });
    expect(await result(one, 'court_dishonesty')).toBe('pass');
    const interest = { ground: 'interest', about: { kind: 'resident_id', value: person.person.identity.number } };
    await house.ask('mzt-finds', 'POST', '/interests', interest);
    expect(await result(one, 'court_dishonesty')).toBe('unknown');
    await answerChecks(house, one, 'mzt-handler');
    await act(house, one, 'mzt-approver', 'approve');
    expect(one.state).toBe('clearedForNotice');
  });

  it('passes by no recusal of who found against the candidate, though a colleague had found nothing before', async () => {
    await answerChecks(house, one, 'mzt-handler');
    await house.enter('mzt-finds-against', { body: 'zj-mzt', duty: 'handler' });
    await act(house, one, 'mzt-finds-against', 'findings', { findings: [adverse('court_dishonesty')] });
    await act(house, one, 'mzt-finds-against', 'recusals', { ground: 'relative' });
    expect(await result(one, 'court_dishonesty')).toBe('unknown');
    expect(await approve(one)).toBe('409 checks_in_the_way');
    await find(one, clear('court_dishonesty'));
    await act(house, one, 'mzt-approver', 'approve');
  });

  it('is resolved by the verdict that was seen: who answers for what it no longer comes to is told to look again', async () => {
    await find(one, adverse('court_dishonesty'));
    const seen = (await checks(one)).find(({ rule }) => rule === 'court_dishonesty')?.verdict;
    await find(one, adverse('court_dishonesty', { source: '另一名单（虚构）' }));
    const answer = { verdict: seen, ...EXCEPTION };
    expect(await tryTo(house, one, 'mzt-approver', 'checks/court_dishonesty/resolve', answer)).toBe(
      '409 check_changed',
    );
    expect(await tryTo(house, one, 'mzt-approver', 'checks/court_dishonesty/resolve', EXCEPTION)).toBe(
      '200 review.registration_review.deciding',
    );
  });

  it('tells a submitter neither by its words, nor by what is missing, what others answered', async () => {
    const own = async () => (await checks(one, 'kx-submitter')).map(({ rule, result: comes }) => `${rule} ${comes}`);
    const before = await own();
    await find(one, adverse('court_dishonesty'), adverse('age_limit'));
    await resolve(one, 'court_dishonesty');
    expect(await own()).toEqual(before);
    expect(await result(one, 'age_limit')).toBe('fail');
    const told = async (who: string) => {
      const { history } = (await look(house, one, who)) as {
        history: { act: string; reason: { text: string } | null }[];
      };
      return history
        .filter(({ act: done }) => done === 'resolve_check')
        .map(({ reason }) => (reason === null ? null : reason.text));
    };
    expect(await told('kx-submitter')).toEqual([null]);
    expect(await told('kx-handler')).toEqual(['测试理由']);
  });

  it('is unknown as long as nobody states the terms served; an approver answers for it, and no finding of a handler', async () => {
    const unstated = await atLastBody(dualSlate([{ ...candidate(9), terms: {} }]));
    await answerChecks(house, unstated, 'mzt-handler');
    await find(unstated, clear('consecutive_terms'));
    expect(await result(unstated, 'consecutive_terms')).toBe('unknown');
    expect(await approve(unstated)).toBe('409 checks_in_the_way');
    await resolve(unstated, 'consecutive_terms');
    expect(await approve(unstated)).toBe('200 clearedForNotice');
  });

  it('is shown to who reviews; to who submitted, what follows from the submission alone', async () => {
    await answerChecks(house, one, 'mzt-handler');
    const all = await checks(one);
    const own = await checks(one, 'kx-submitter');
    expect(new Set(own.map(({ kind }) => kind))).toEqual(new Set(['machine']));
    expect(own.every(({ queriedOn }) => queriedOn === null)).toBe(true);
    expect(all.length).toBeGreaterThan(own.length);
    expect(all.find(({ rule }) => rule === 'court_dishonesty')).toMatchObject({
      result: 'pass',
      judgedOn: '2026-12-28',
      queriedOn: '2026-11-02',
      facts: { answer: 'clear', source: '虚构的查询机关' },
    });
    expect((await house.ask('auditor', 'GET', `/cases/${one.id}/checks`)).status).toBe(404);
  });

  it('is shown to nobody who submitted the candidate, whatever other duties they have', async () => {
    await house.enter('of-both', { body: 'zj-kx', duty: 'submitter' }, { body: 'zj-kx', duty: 'handler' });
    const slate = ofItsOwn(house, dualSlate([candidate(10)]));
    const [own] = await submit(house, await draft(house, slate, 'of-both'), 'of-both');
    if (!own) throw new Error('No case was opened.');
    const kinds = async (of: TestCase) => new Set((await checks(of, 'of-both')).map(({ kind }) => kind));
    expect(await kinds(own)).toEqual(new Set(['machine']));
    expect(await kinds(one)).toEqual(new Set(['machine', 'assisted', 'human']));
  });

  it('counts a rejection elsewhere as under review for as long as it may still be set aside', async () => {
    const chair = () => decoupledSlate([candidate(11, ['president'])]);
    const rejected = await submittedCase(house, chair());
    const other = await submittedCase(house, chair());
    await act(house, rejected, 'zhdw-handler', 'accept');
    await reject(house, rejected, 'zhdw-approver', because('condition_not_met'), { submitter: 'zhdw-submitter' });
    const counted = async () =>
      (await checks(other, 'zhdw-handler')).find(({ rule }) => rule === 'leading_post_elsewhere')?.facts;
    expect(await counted()).toMatchObject({ elsewhere: 0, underReview: 1 });
    await act(house, rejected, 'zhdw-submitter', 'reconsider', because('disagrees_with_finding'));
    expect(await counted()).toMatchObject({ elsewhere: 0, underReview: 1 });
    await house.enter('zhdw-approver-2', { body: 'zj-zhdw', duty: 'approver' });
    const upheld = { outcome: 'upheld', ...because('original_upheld') };
    await act(house, rejected, 'zhdw-approver-2', 'conclude-reconsideration', upheld);
    expect(await counted()).toMatchObject({ elsewhere: 0, underReview: 0 });
  });

  it('keeps two reviews of one person from both going well, also when they are decided at once', async () => {
    const chair = () => ({ ...candidate(8, ['president']), person: { ...candidate(8).person } });
    const inAssociation = () => {
      const slate = decoupledSlate([chair()]);
      return { ...slate, particulars: { ...slate.particulars } };
    };
    const both: TestCase[] = [];
    for (let n = 0; n < 2; n += 1) {
      const review = await submittedCase(house, inAssociation());
      for (const body of ['zhdw', 'jxt']) {
        await act(house, review, `${body}-handler`, 'accept');
        await act(house, review, `${body}-approver`, 'approve');
      }
      await act(house, review, 'mzt-handler', 'accept');
      await answerChecks(house, review, 'mzt-handler');
      both.push(review);
    }
    const answers = await Promise.all(
      both.map(({ id, version }, n) =>
        house.ask(n === 0 ? 'mzt-approver' : 'mzt-approver-2', 'POST', `/cases/${id}/approve`, {}, { version }),
      ),
    );
    expect(answers.map(({ status, body }) => `${status} ${String(body['code'] ?? body['state'])}`).sort()).toEqual([
      '200 clearedForNotice',
      '409 checks_in_the_way',
    ]);
    expect(answers.find(({ status }) => status === 409)?.body['checks']).toMatchObject([
      { rule: 'leading_post_elsewhere' },
    ]);
  });

  it('is kept sealed, and on record: what is changed there, removed or added is found', async () => {
    await find(one, adverse('court_dishonesty', { source: '失信名单（虚构）' }));
    await resolve(one, 'court_dishonesty');
    await answerChecks(house, one, 'mzt-handler');
    await act(house, one, 'mzt-approver', 'approve');
    const reader = house.nest.get(Reader);
    const door = house.nest.get(WriteDoor);
    const verified = async () => {
      const outcome = await verifyDatabase(reader, house.keys);
      return 'why' in outcome ? outcome.why : 'fits';
    };
    expect(await verified()).toBe('fits');
    const stored = await reader.query<object>(
      "SELECT case_id, number, check_name, sealed FROM findings UNION ALL SELECT case_id, number, '', verdict_index FROM check_resolutions",
    );
    // As a word of its own: four letters in a row are also what a long enough seal spells by chance.
    expect(JSON.stringify([stored, await reader.query('SELECT * FROM verdicts')])).not.toMatch(
      /失信|adverse|"fail\\?"/,
    );
    const tampering: readonly [statement: string, back: string, why: string][] = [
      [
        `UPDATE findings SET check_name = 'relatives' WHERE check_name = 'court_dishonesty' AND case_id = '${one.id}'`,
        `UPDATE findings SET check_name = 'court_dishonesty' WHERE check_name = 'relatives' AND case_id = '${one.id}'`,
        'it tells of another list than the findings of act 7',
      ],
      [
        `UPDATE check_resolutions SET number = 2 WHERE case_id = '${one.id}'`,
        `UPDATE check_resolutions SET number = 8 WHERE case_id = '${one.id}'`,
        'it tells of another list than the check_resolutions of act 8',
      ],
      [
        `UPDATE check_resolutions SET verdict_index = 'of another' || verdict_index WHERE case_id = '${one.id}'`,
        `UPDATE check_resolutions SET verdict_index = substr(verdict_index, 11) WHERE case_id = '${one.id}'`,
        'it tells of another verdict than the check_resolutions of act 8',
      ],
      [
        `UPDATE check_resolutions SET check_name = 'revoked_organisation' WHERE case_id = '${one.id}'`,
        `UPDATE check_resolutions SET check_name = 'court_dishonesty' WHERE case_id = '${one.id}'`,
        'it tells of another check than the check_resolutions of act 8',
      ],
      [
        `UPDATE verdicts SET number = 99 WHERE case_id = '${one.id}'`,
        `UPDATE verdicts SET number = 10 WHERE case_id = '${one.id}'`,
        'it tells of another list than the verdicts of act 10',
      ],
    ];
    for (const [statement, back, why] of tampering) {
      await door.write((tx) => tx.execute(statement));
      expect([statement, await verified()]).toEqual([statement, why]);
      await door.write((tx) => tx.execute(back));
    }
    expect([engine, await verified()]).toEqual([engine, 'fits']);
  });

  // From here on the clock is moved.

  it('holds a cadre back until the approval covers this post and this term; what is answered for once is not asked again', async () => {
    const approval = {
      authority: '组织部（虚构）',
      number: '1号',
      approvedOn: '2026-10-01',
      posts: ['vice_president'],
      termNumber: 2,
    };
    const cadre = { status: 'retired', retiredOn: '2019-01-01', unpaid: true, approval };
    const retired = { ...candidate(4), declaration: { ...DECLARATION, cadre } };
    const cadreCase = await atLastBody(dualSlate([retired]));
    const unnumbered = { check: 'cadre_approval', answer: 'clear', source: '虚构组织部', queriedOn: '2026-11-02' };
    const claims = { findings: [clear('court_dishonesty'), unnumbered] };
    const { status, body } = await house.ask('mzt-handler', 'POST', `/cases/${cadreCase.id}/findings`, claims, {
      version: cadreCase.version,
    });
    const [code, field] = [body['code'], body['field']];
    expect({ status, code, field }).toEqual({
      status: 422,
      code: 'finding_number_missing',
      field: 'findings.1.reference',
    });
    // That nothing was found, or something against them, is no document.
    const unclear = { findings: [{ ...unnumbered, answer: 'unclear' }] };
    await act(house, cadreCase, 'mzt-handler', 'findings', unclear);
    await answerChecks(house, cadreCase, 'mzt-handler');
    // The approval is of the term before: two rules say so, and somebody answers for each.
    expect(await approve(cadreCase)).toBe('409 checks_in_the_way');
    await resolve(cadreCase, 'retired_cadre');
    expect(await approve(cadreCase)).toBe('409 checks_in_the_way');
    await resolve(cadreCase, 'cadre_approval');
    await act(house, cadreCase, 'mzt-approver', 'approve');
    await publish(house, 'kx-handler', [cadreCase]);
    await onDay(house, '2026-11-10');
    await look(house, cadreCase, 'kx-submitter');
    await elect(house, [cadreCase]);
    expect(cadreCase.state).toBe('elected');
  });

  it('can be answered for on the day of a vote that was held before the planned one, and is not recorded yet', async () => {
    // The audit is to be reported on 20 November: before the planned vote, and after the one that was held.
    const slate = dualSlate([candidate(5)]);
    const audit = { number: '虚构审〔2026〕9号', reportedOn: '2026-11-20' };
    const early = await submittedCase(house, { ...slate, particulars: { ...slate.particulars, audit } });
    for (const body of ['kx', 'kx-dw', 'mzt']) {
      await act(house, early, `${body}-handler`, 'accept');
      await answerChecks(house, early, `${body}-handler`);
      await act(house, early, `${body}-approver`, 'approve');
    }
    const asked = (heldOn: string) => house.ask('mzt-handler', 'GET', `/cases/${early.id}/checks?heldOn=${heldOn}`);
    expect((await asked('2026-11-19')).body['code']).toBe('vote_not_awaited');
    await publish(house, 'kx-handler', [early]);
    await onDay(house, '2026-11-23');
    await look(house, early, 'kx-submitter');
    expect((await asked('2026-11-25')).body['code']).toBe('election_date_in_future');
    const votes = { elected: true, votesFor: 60, votesAgainst: 1, abstentions: 0 };
    const record = () => {
      const results = [{ caseId: early.id, version: early.version, ...votes }];
      const election = { heldOn: '2026-11-19', votersDue: 100, votersPresent: 70, results };
      return house.ask('kx-submitter', 'POST', `/slates/${early.slate}/election`, election);
    };
    expect((await record()).body['checks']).toMatchObject([{ rule: 'audit_done' }]);
    const path = 'checks/audit_done/resolve';
    expect(await tryTo(house, early, 'mzt-approver', path, EXCEPTION)).toBe('409 check_not_open');
    await act(house, early, 'mzt-approver', path, { heldOn: '2026-11-19', ...EXCEPTION });
    expect((await record()).status).toBe(200);
  });

  it('counts the terms that the system itself knows of and those stated before them, whatever is stated now', async () => {
    const slate = ofItsOwn(house, dualSlate([candidate(12)]));
    const before = { ...slate, candidates: [{ ...candidate(12), terms: { vice_president: 1 } }] };
    const [first] = await submit(house, await draft(house, before), 'kx-submitter');
    if (!first) throw new Error('No case was opened.');
    await clearForNotice(house, first);
    await publish(house, 'kx-handler', [first]);
    await onDay(house, '2026-12-01');
    await look(house, first, 'kx-submitter');
    await elect(house, [first]);
    await act(house, first, 'mzt-approver', 'file');
    const served = async (of: TestCase | undefined) =>
      of && (await checks(of, 'kx-handler')).find(({ rule }) => rule === 'consecutive_terms')?.facts;
    const { termNumber } = slate;
    const nextTerm = { ...slate, termNumber: termNumber + 1, electionDate: '2026-12-30' };
    const [second] = await submit(house, await draft(house, nextTerm), 'kx-submitter');
    expect(await served(second)).toMatchObject({ served: 2, limit: 2 });
  });

  it('is judged on the day of the vote: the planned one, and the one on which it was held', async () => {
    // Seventy-one on 2 January 2027; the vote is planned for 28 December 2026.
    const old = await atLastBody(dualSlate([candidate(2, ['vice_president'], '1956-01-02')]));
    await answerChecks(house, old, 'mzt-handler');
    await act(house, old, 'mzt-approver', 'approve');
    await publish(house, 'kx-handler', [old]);
    await onDay(house, '2026-12-15');
    await look(house, old, 'kx-submitter');
    house.clock.moveTo('2027-01-05T02:00:00.000Z');
    const results = [
      { caseId: old.id, version: old.version, elected: true, votesFor: 60, votesAgainst: 1, abstentions: 0 },
    ];
    const held = (heldOn: string) =>
      house.ask('kx-submitter', 'POST', `/slates/${old.slate}/election`, {
        heldOn,
        votersDue: 100,
        votersPresent: 70,
        results,
      });
    const late = await held('2027-01-04');
    expect([late.status, late.body['code'], late.body['case']]).toEqual([409, 'checks_in_the_way', old.id]);
    expect(late.body['checks']).toMatchObject([{ rule: 'age_limit' }]);
    expect((await held('2026-12-31')).status).toBe(200);
  });
});
