import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  answerChecks,
  act,
  because,
  clear,
  clearForNotice,
  draft,
  look,
  objectTo,
  ofItsOwn,
  publish,
  submit,
  submittedCase,
  type TestCase,
  reject,
} from '../support/cases.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';
import { candidate, decoupledSlate, dualSlate, residentId } from '../support/slates.js';

/** Everybody with an account, by what their body is to a case under dual management that zj-kx submitted. */
const OF_THE_SUBMITTING_BODY = ['kx-submitter', 'kx-handler', 'kx-approver', 'kx-approver-2'];
const OF_THE_SECOND_BODY = ['kx-dw-handler', 'kx-dw-approver', 'kx-dw-approver-2'];
const OF_THE_THIRD_BODY = ['mzt-handler', 'mzt-approver', 'mzt-approver-2'];
const OF_NO_BODY_OF_IT = ['zhdw-submitter', 'zhdw-handler', 'zhdw-approver', 'jxt-handler', 'jxt-approver'];
const EVERYBODY = [
  ...OF_THE_SUBMITTING_BODY,
  ...OF_THE_SECOND_BODY,
  ...OF_THE_THIRD_BODY,
  ...OF_NO_BODY_OF_IT,
  'auditor',
  'administrator',
];

/** Every act an official can send to a case, with a body that is in order. */
const ACTS: readonly [path: string, body: object][] = [
  ['accept', {}],
  ['approve', {}],
  ['reject', because('conduct')],
  ['return-for-supplement', because('facts_differ')],
  ['answer-supplement', { remarks: '已补正' }],
  ['defer', because('facts_being_verified')],
  ['resume', {}],
  ['withdraw', because('candidate_withdrew')],
  ['close-notice', {}],
  ['file', {}],
  ['register', {}],
  ['reconsider', because('disagrees_with_finding')],
  ['conclude-reconsideration', { outcome: 'upheld', ...because('original_upheld') }],
  ['revoke', because('falsehood')],
  [
    'objections/00000000-0000-7000-8000-000000000000/conclude',
    { outcome: 'not_proven', ...because('objection_not_proven') },
  ],
];

describeOnBothDatabases('the scope of a case', (open) => {
  let house: House;

  beforeAll(async () => {
    house = await openHouse(await open());
  });
  afterAll(() => house.close());

  /** Who is shown the case, of everybody; the others are told that there is no such thing. */
  async function whoSees(one: TestCase): Promise<string[]> {
    const seeing: string[] = [];
    for (const who of EVERYBODY) {
      const { status, body } = await house.ask(who, 'GET', `/cases/${one.id}`);
      expect([200, 404]).toContain(status);
      if (status === 404) expect(body['code']).toBe('not_found');
      else seeing.push(who);
    }
    return seeing;
  }

  it('grows with its way: a body sees it from its turn on, and keeps seeing it', async () => {
    const one = await submittedCase(house);
    expect(await whoSees(one)).toEqual([...OF_THE_SUBMITTING_BODY, 'auditor']);
    await act(house, one, 'kx-handler', 'accept');
    await act(house, one, 'kx-approver', 'approve');
    expect(await whoSees(one)).toEqual([...OF_THE_SUBMITTING_BODY, ...OF_THE_SECOND_BODY, 'auditor']);
    await act(house, one, 'kx-dw-handler', 'accept');
    await answerChecks(house, one, 'kx-dw-handler');
    await act(house, one, 'kx-dw-approver', 'approve');
    const all = [...OF_THE_SUBMITTING_BODY, ...OF_THE_SECOND_BODY, ...OF_THE_THIRD_BODY, 'auditor'];
    expect(await whoSees(one)).toEqual(all);
    await act(house, one, 'mzt-handler', 'accept');
    await reject(house, one, 'mzt-approver', because('conduct'));
    expect(await whoSees(one)).toEqual(all);
  });

  it('is the same for reading one case, listing the cases and their worklists', async () => {
    const one = await submittedCase(house);
    for (const who of EVERYBODY) {
      const { status } = await house.ask(who, 'GET', `/cases/${one.id}`);
      const listed = await house.ask(who, 'GET', '/cases?limit=200');
      const items = listed.body['items'] as { id: string }[];
      expect([who, items.some(({ id }) => id === one.id)]).toEqual([who, status === 200]);
      const work = await house.ask(who, 'GET', '/worklist?list=body&limit=200');
      const waiting = (work.body['items'] as { id: string }[]).some(({ id }) => id === one.id);
      expect([who, waiting]).toEqual([who, OF_THE_SUBMITTING_BODY.includes(who)]);
    }
  });

  const OUTSIDE = ['zhdw-submitter', 'zhdw-approver', 'kx-dw-approver', 'mzt-handler', 'mzt-approver', 'administrator'];

  it.each(ACTS)('hides the case from an outsider who sends %s: 404, whatever the version', async (path, body) => {
    const one = await submittedCase(house);
    for (const who of OUTSIDE) {
      for (const version of [one.version, one.version + 7]) {
        const answer = await house.ask(who, 'POST', `/cases/${one.id}/${path}`, body, { version });
        expect([who, answer.status, answer.body['code']]).toEqual([who, 404, 'not_found']);
      }
    }
    expect((await look(house, one, 'kx-handler'))['version']).toBe(1);
  });

  it('hides the case from an outsider who names it in an election of a slate of their own', async () => {
    const hidden = await submittedCase(house);
    const own = await submittedCase(house, decoupledSlate([candidate(40)]));
    const vote = (caseId: string) => ({
      heldOn: '2026-11-02',
      votersDue: 9,
      votersPresent: 9,
      results: [{ caseId, version: 1, elected: true, votesFor: 9, votesAgainst: 0, abstentions: 0 }],
    });
    const nothing = '00000000-0000-7000-8000-000000000000';
    const answers = [hidden.id, nothing].map((id) =>
      house.ask('zhdw-submitter', 'POST', `/slates/${own.slate}/election`, vote(id)),
    );
    const [toHidden, toNothing] = await Promise.all(answers);
    expect([toHidden?.status, toHidden?.body['code']]).toEqual([toNothing?.status, toNothing?.body['code']]);
  });

  it('hides the slate from outsiders who would publish its notice or report its vote', async () => {
    const one = await submittedCase(house);
    const cases = [{ caseId: one.id, version: one.version }];
    for (const who of ['mzt-handler', 'kx-dw-handler', 'zhdw-handler', 'jxt-handler']) {
      const { status } = await house.ask(who, 'POST', `/slates/${one.slate}/notices`, { cases });
      expect([who, status]).toEqual([who, 404]);
    }
    const result = {
      caseId: one.id,
      version: one.version,
      elected: true,
      votesFor: 1,
      votesAgainst: 0,
      abstentions: 0,
    };
    const vote = { heldOn: '2026-11-02', votersDue: 1, votersPresent: 1, results: [result] };
    const reported = await house.ask('zhdw-submitter', 'POST', `/slates/${one.slate}/election`, vote);
    expect(reported.status).toBe(404);
  });

  it('lets nobody but the issuing body read the objections, and that not before the case has reached it', async () => {
    const dual = await clearForNotice(house, await submittedCase(house));
    await objectTo(house, await publish(house, 'kx-handler', [dual]));
    const readers: string[] = [];
    for (const who of EVERYBODY) {
      const { status } = await house.ask(who, 'GET', `/cases/${dual.id}/objections`);
      if (status === 200) readers.push(who);
      else expect([who, status]).toEqual([who, 404]);
    }
    expect(readers).toEqual(['kx-handler', 'kx-approver', 'kx-approver-2']);

    const decoupled = await submittedCase(house, decoupledSlate([candidate(41)]));
    const { status } = await house.ask('mzt-handler', 'GET', `/cases/${decoupled.id}/objections`);
    expect(status).toBe(404);
  });

  it('lets the body that submitted read no findings and signatures before its own turn to review', async () => {
    const slate = { ...dualSlate([candidate(42)]), submittedBy: 'zj-mzt' };
    await house.enter('mzt-submitter', { body: 'zj-mzt', duty: 'submitter' });
    const { organisation } = ofItsOwn(house, slate);
    const own = { ...slate, organisation };
    const [one] = await submit(house, await draft(house, own, 'mzt-submitter'), 'mzt-submitter');
    if (!one) throw new Error('No case was opened.');
    await act(house, one, 'kx-handler', 'accept');
    await act(house, one, 'kx-handler', 'findings', { findings: [clear('court_dishonesty')] });
    const reads = async (who: string) => {
      const { body } = await house.ask(who, 'GET', `/cases/${one.id}/checks`);
      const found = (body['checks'] as { check: string }[]).some(({ check }) => check === 'court_dishonesty');
      const { history } = (await look(house, one, who)) as {
        history?: { act: string; actor: { official: unknown } }[];
      };
      const named = history?.find((line) => line.act === 'record_findings')?.actor.official !== null;
      return [found, named, (await house.ask(who, 'GET', `/cases/${one.id}/signatures`)).status];
    };
    expect(await reads('kx-handler')).toEqual([true, true, 200]);
    expect(await reads('mzt-handler')).toEqual([false, false, 404]);
    await act(house, one, 'kx-approver', 'approve');
    await act(house, one, 'kx-dw-handler', 'accept');
    expect(await reads('mzt-approver')).toEqual([false, false, 404]);
    await act(house, one, 'kx-dw-approver', 'approve');
    expect(await reads('mzt-approver')).toEqual([true, true, 200]);
  });

  describe('an auditor', () => {
    let one: TestCase;

    beforeAll(async () => {
      one = await submittedCase(house);
      await act(house, one, 'kx-handler', 'accept', { remarks: '材料看过' });
      await reject(house, one, 'kx-approver', because('condition_not_met'));
    });

    it('sees the record: who did what, when, and for which reason', async () => {
      const file = await look(house, one, 'auditor');
      expect(file).toMatchObject({ state: 'notPassed', version: 6, course: 'dual_management/file' });
      expect(file['history']).toMatchObject([
        { number: 1, act: 'submit', actor: { kind: 'official', body: 'zj-kx', duty: 'submitter' } },
        { number: 2, act: 'accept', actor: { body: 'zj-kx', duty: 'handler' } },
        { number: 3, act: 'intend_rejection', actor: { duty: 'approver' }, reason: { code: 'condition_not_met' } },
        { number: 4, act: 'answer_intention', actor: { duty: 'submitter' } },
        { number: 5, act: 'record_statement', actor: { duty: 'handler' } },
        { number: 6, act: 'reject', actor: { duty: 'approver' }, reason: { code: 'condition_not_met' } },
      ]);
    });

    it('sees neither the dossier nor what was written of the person', async () => {
      const file = await look(house, one, 'auditor');
      expect(file['candidate']).toBeNull();
      const texts = (
        file['history'] as { reason: { text: unknown; legalBasis: unknown[] } | null; remarks: unknown }[]
      ).map(({ reason, remarks }) => [reason?.text ?? null, reason?.legalBasis ?? [], remarks]);
      expect(texts).toEqual(Array(6).fill([null, [], null]));
      expect(JSON.stringify(file)).not.toMatch(/试甲|材料看过|测试理由|测试依据|陈述意见/);
    });

    it('reads the chains of the jurisdiction that made them auditor, and those of no other', async () => {
      const hangzhou = {
        id: 'hz-mzj',
        name: '杭州市民政局（虚构）',
        jurisdiction: '330100',
        kinds: ['registration_authority'],
      };
      expect((await house.ask('administrator', 'POST', '/bodies', hangzhou)).status).toBe(201);
      const theirs = await house.enter('hz-auditor', { body: 'hz-mzj', duty: 'auditor' });
      const { body } = await house.ask('kx-handler', 'GET', `/cases/${one.id}`);
      const { id: organisation } = body['organisation'] as { id: string };
      const ours = (await house.ask('kx-handler', 'GET', '/sessions/current')).body['official'];
      const provincial = [`case:${one.id}`, `slate:${one.slate}`, `organisation:${organisation}`];
      provincial.push('body:zj-kx', `official:${String(ours)}`);
      const chains: [chain: string, readers: string[]][] = [
        ...provincial.map((chain): [string, string[]] => [chain, ['auditor']]),
        ...['body:hz-mzj', `official:${theirs}`].map((chain): [string, string[]] => [chain, ['hz-auditor']]),
        ['logins:unknown', ['auditor', 'hz-auditor']],
        ...['case:none', 'case', 'constructor:x', ':'].map((chain): [string, string[]] => [chain, []]),
      ];
      for (const [chain, readers] of chains) {
        for (const who of ['auditor', 'hz-auditor']) {
          const answer = await house.ask(who, 'GET', `/record/${chain}`);
          const seen = answer.status === 200 || answer.body['code'] !== 'not_found';
          expect([chain, who, seen]).toEqual([chain, who, readers.includes(who)]);
        }
      }
    });

    it('may do nothing', async () => {
      const file = await look(house, one, 'auditor');
      expect((file['actions'] as { allowed: boolean }[]).filter(({ allowed }) => allowed)).toEqual([]);
      const sent = await house.ask(
        'auditor',
        'POST',
        `/cases/${one.id}/reconsider`,
        because('disagrees_with_finding'),
        {
          version: one.version,
        },
      );
      expect([sent.status, sent.body['code']]).toEqual([403, 'not_your_body']);
    });
  });

  it('lets who reviews a case read its dossier, with the middle of the identity number masked', async () => {
    const one = await submittedCase(house);
    const file = await look(house, one, 'kx-handler');
    expect(file['candidate']).toMatchObject({
      name: expect.stringMatching(/^试甲\d+（虚构）$/),
      birthDate: '1975-06-15',
      identity: { type: 'resident_id', number: expect.stringMatching(/^99\*{15}[\dX]$/) },
    });
    expect(JSON.stringify(file)).not.toContain(residentId('1975-06-15', 2));
  });
});
