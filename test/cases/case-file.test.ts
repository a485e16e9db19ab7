import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  act,
  because,
  clearForNotice,
  look,
  objectTo,
  outlookOn,
  publish,
  submittedCase,
  submittedCases,
  type TestCase,
} from '../support/cases.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';
import { candidate, decoupledSlate, dualSlate, foundingSlate } from '../support/slates.js';

interface Action {
  readonly act: string;
  readonly allowed: boolean;
  readonly reason: string | null;
}

describeOnBothDatabases('a case file', (open) => {
  let house: House;

  beforeAll(async () => {
    house = await openHouse(await open());
  });
  afterAll(() => house.close());

  /** What may be done, and for the rest why not, in the acts' own order. */
  async function outlookFor(who: string, one: TestCase): Promise<Record<string, string>> {
    const actions = (await look(house, one, who))['actions'] as Action[];
    return Object.fromEntries(
      actions.map(({ act: what, allowed, reason }) => [what, allowed ? 'allowed' : String(reason)]),
    );
  }

  it('tells where the case stands, at which step, since which version, under which rules, and whose turn it is', async () => {
    const one = await submittedCase(house, dualSlate([candidate(0, ['president', 'legal_representative'])]));
    await act(house, one, 'kx-handler', 'accept');
    const answer = await house.ask('kx-approver', 'GET', `/cases/${one.id}`);
    expect(answer.headers.get('etag')).toBe('"2"');
    expect(answer.body).toMatchObject({
      id: one.id,
      slateId: one.slate,
      organisation: { name: expect.stringMatching(/^浙江省虚构组织第\d+（虚构）$/) },
      posts: ['president', 'legal_representative'],
      state: 'review.supervising_review.deciding',
      step: 'supervising_review',
      version: 2,
      ended: false,
      overdue: false,
      policy: '330000/2026-07-01',
      course: 'dual_management/file_and_register',
      turnBody: 'zj-kx',
      bodies: {
        submitting_body: 'zj-kx',
        supervising_unit: 'zj-kx',
        party_building_body: 'zj-kx-dw',
        registration_authority: 'zj-mzt',
      },
      candidate: { name: '试甲0（虚构）', sex: 'female', birthDate: '1975-06-15', fullTime: false, terms: {} },
    });
  });

  it('shows the deadline with its source and its reason, and the suspended one no longer than it rests', async () => {
    const one = await submittedCase(house);
    await act(house, one, 'kx-handler', 'accept');
    expect(await look(house, one, 'kx-handler')).toMatchObject({
      deadline: { period: 'decision', source: 'assumed', whenPassed: 'overdue', dueOn: '2026-11-16' },
    });
    await act(house, one, 'kx-handler', 'defer', because('facts_being_verified'));
    expect(await look(house, one, 'kx-handler')).toMatchObject({ deadline: { period: 'deferral', status: 'running' } });
    await act(house, one, 'kx-handler', 'resume');
    expect(await look(house, one, 'kx-handler')).toMatchObject({ deadline: { period: 'decision', status: 'running' } });
  });

  it('tells its whole history: who, for which body, in which duty, when, from where to where, and why', async () => {
    const one = await submittedCase(house);
    const instant = house.clock.now();
    await act(house, one, 'kx-handler', 'return-for-supplement', because('materials_incomplete'));
    await act(house, one, 'kx-submitter', 'answer-supplement', { remarks: '已补交所在单位意见' });
    const { history } = (await look(house, one, 'kx-handler')) as { history: object[] };
    expect(history).toEqual([
      {
        number: 1,
        act: 'submit',
        name: { 'zh-CN': '提交', en: 'Submit' },
        at: instant,
        actor: {
          kind: 'official',
          official: expect.any(String),
          name: '申报甲（虚构）',
          body: 'zj-kx',
          duty: 'submitter',
          onBehalfOf: null,
        },
        from: 'draft',
        to: 'review.supervising_review.awaiting',
        reason: null,
        remarks: null,
        election: null,
      },
      {
        number: 2,
        act: 'return_for_supplement',
        name: { 'zh-CN': '退回补正', en: 'Return for a supplement' },
        at: instant,
        actor: {
          kind: 'official',
          official: expect.any(String),
          name: '经办甲（虚构）',
          body: 'zj-kx',
          duty: 'handler',
          onBehalfOf: null,
        },
        from: 'review.supervising_review.awaiting',
        to: 'review.supervising_review.supplement',
        reason: { code: 'materials_incomplete', text: '测试理由', legalBasis: ['测试依据第一条'] },
        remarks: null,
        election: null,
      },
      {
        number: 3,
        act: 'answer_supplement',
        name: { 'zh-CN': '提交补正', en: 'Answer the supplement' },
        at: instant,
        actor: {
          kind: 'official',
          official: expect.any(String),
          name: '申报甲（虚构）',
          body: 'zj-kx',
          duty: 'submitter',
          onBehalfOf: null,
        },
        from: 'review.supervising_review.supplement',
        to: 'review.supervising_review.awaiting',
        reason: null,
        remarks: '已补交所在单位意见',
        election: null,
      },
    ]);
  });

  it('names nobody for what the public and the clock did', async () => {
    const one = await clearForNotice(house, await submittedCase(house));
    await objectTo(house, await publish(house, 'kx-handler', [one]));
    const { history } = (await look(house, one, 'kx-handler')) as { history: object[] };
    expect(history.at(-1)).toMatchObject({
      act: 'object',
      actor: { kind: 'public', official: null, name: null, body: null, duty: null },
      reason: null,
      remarks: null,
    });
    expect(JSON.stringify(history)).not.toContain('所列业绩');
  });

  it('tells each asker what they may do, and for everything else why they may not', async () => {
    const one = await submittedCase(house);
    await act(house, one, 'kx-handler', 'accept');
    const outOfTurn = Object.fromEntries(
      [
        'submit',
        'accept',
        'answer_supplement',
        'resume',
        'publish_notice',
        'object',
        'conclude_objection',
        'close_notice',
      ].map((what) => [what, 'out_of_turn']),
    );
    expect(await outlookFor('kx-handler', one)).toMatchObject({
      ...outOfTurn,
      approve: 'not_your_duty',
      reject: 'not_your_duty',
      return_for_supplement: 'allowed',
      defer: 'allowed',
      withdraw: 'not_your_duty',
      mark_overdue: 'clock_only',
      revoke: 'out_of_turn',
    });
    expect(await outlookFor('kx-approver', one)).toMatchObject({
      ...outOfTurn,
      approve: 'allowed',
      intend_rejection: 'allowed',
      reject: 'intention_missing',
      return_for_supplement: 'not_your_duty',
      defer: 'not_your_duty',
    });
    expect(await outlookFor('kx-submitter', one)).toMatchObject({
      ...outOfTurn,
      approve: 'not_your_duty',
      withdraw: 'allowed',
    });
    expect(await outlookFor('auditor', one)).toMatchObject({ approve: 'not_your_body', withdraw: 'not_your_body' });
  });

  it('is right in what it promises: each act it calls allowed goes through, each other is refused for the reason it gives', async () => {
    const paths: Readonly<Record<string, [path: string, body: object]>> = {
      accept: ['accept', {}],
      approve: ['approve', {}],
      reject: ['reject', because('conduct')],
      return_for_supplement: ['return-for-supplement', because('facts_differ')],
      answer_supplement: ['answer-supplement', { remarks: '已补正' }],
      defer: ['defer', because('facts_being_verified')],
      resume: ['resume', {}],
      withdraw: ['withdraw', because('candidate_withdrew')],
      close_notice: ['close-notice', {}],
      file: ['file', {}],
      register: ['register', {}],
      reconsider: ['reconsider', because('disagrees_with_finding')],
      conclude_reconsideration: ['conclude-reconsideration', { outcome: 'upheld', ...because('original_upheld') }],
      revoke: ['revoke', because('falsehood')],
    };
    for (const who of ['kx-handler', 'kx-approver', 'kx-submitter']) {
      const cases = await submittedCases(house, Object.keys(paths).length);
      for (const one of cases) await act(house, one, 'kx-handler', 'accept');
      for (const [index, [what, [path, body]]] of Object.entries(paths).entries()) {
        const one = cases[index];
        if (!one) throw new Error('A case is missing.');
        const promised = (await outlookFor(who, one))[what];
        const sent = await house.ask(who, 'POST', `/cases/${one.id}/${path}`, body, { version: one.version });
        expect([who, what, sent.status === 200 ? 'allowed' : sent.body['code']]).toEqual([who, what, promised]);
      }
    }
  });

  it('does not promise what the time does not allow yet, and does when it does', async () => {
    const running = await openHouse(await open());
    const one = await clearForNotice(running, await submittedCase(running));
    await publish(running, 'kx-handler', [one]);
    expect(await outlookOn(running, one, 'kx-handler', 'close_notice')).toBe('notice_period_running');
    const waiting = await running.ask('kx-handler', 'GET', '/worklist');
    expect(waiting.body['items']).toEqual([]);
    running.clock.moveTo('2026-11-09T16:00:00.000Z');
    expect(await outlookOn(running, one, 'kx-handler', 'close_notice')).toBe('allowed');
    const ready = await running.ask('kx-handler', 'GET', '/worklist');
    expect(ready.body['items']).toMatchObject([{ id: one.id, acts: ['close_notice'] }]);
    await running.close();
  });

  it('keeps on record that a step was passed over, and why', async () => {
    const one = await submittedCase(house, foundingSlate());
    await act(house, one, 'zhdw-handler', 'accept');
    await act(house, one, 'zhdw-approver', 'approve');
    expect(one.state).toBe('review.registration_review.awaiting');
    const { body } = await house.ask('auditor', 'GET', `/record/case:${one.id}`);
    const entries = (body['items'] as { entry: string }[]).map(
      ({ entry }) => JSON.parse(entry) as Record<string, unknown>,
    );
    expect(entries.map((entry) => entry['act'])).toEqual(['submit', 'accept', 'approve', 'skip_step']);
    expect(entries.at(-1)).toMatchObject({
      facts: { step: 'industry_review', why: 'the organisation names no body for this step' },
    });
    const visited = await submittedCase(house, decoupledSlate());
    await act(house, visited, 'zhdw-handler', 'accept');
    await act(house, visited, 'zhdw-approver', 'approve');
    expect(visited.state).toBe('review.industry_review.awaiting');
  });
});
