// Versions (If-Match), repeated requests (Idempotency-Key) and acts out of turn, on both databases.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  bodySchema,
  documentOf,
  expectProblem,
  pathOf,
  routesIn,
  sampleOf,
  send,
  takes,
  whoFor,
  type ApiDocument,
  type Route,
} from '../support/api.js';
import { answerChecks, act, because, submittedCase, tellAndHear, CONSIDERED } from '../support/cases.js';
import { describeOnBothDatabases, openTestDatabase, type TestDatabase } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';
import { candidate, dualSlate } from '../support/slates.js';

describe('the headers of every route', () => {
  let database: TestDatabase;
  let house: House;
  let document: ApiDocument;
  let routes: Route[];
  beforeAll(async () => {
    database = await openTestDatabase('sqlite');
    house = await openHouse(database);
    document = await documentOf(house);
    routes = routesIn(document);
  });
  afterAll(async () => {
    await house.close();
    await database.drop();
  });

  /** A request that is right in all but its headers. */
  async function ask(route: Route, headers: Record<string, string | string[]>) {
    const who = whoFor(route);
    const schema = bodySchema(document, route);
    return send(house.address, {
      method: route.method,
      path: pathOf(route),
      headers: {
        'content-type': 'application/json',
        ...(who === null ? {} : { authorization: `Bearer ${await house.tokenOf(who)}` }),
        ...headers,
      },
      body: JSON.stringify(schema ? sampleOf(document, schema) : {}),
    });
  }

  /** Routes that say in the body which versions they were made on, make something new, are about oneself, or are about what has no version. */
  const WITHOUT_VERSION = [
    'POST /api/v1/sessions',
    'POST /api/v1/sessions/tokens',
    'DELETE /api/v1/sessions/current',
    'DELETE /api/v1/sessions/{id}',
    'PUT /api/v1/sessions/password',
    'PUT /api/v1/bodies/{id}/calendar',
    'PUT /api/v1/bodies/{id}/credit-code',
    'PUT /api/v1/officials/{id}/password',
    'POST /api/v1/bodies',
    'POST /api/v1/officials',
    'POST /api/v1/slates',
    'POST /api/v1/slates/{id}/notices',
    'POST /api/v1/slates/{id}/election',
    'POST /api/v1/notices/{id}/objections',
    'POST /api/v1/interests',
    'POST /api/v1/interests/{id}/end',
    'POST /api/v1/absences',
    'POST /api/v1/absences/{id}/end',
  ];

  it('every route that changes something that is there wants the version it was decided on', () => {
    const changing = routes.filter(({ method }) => method !== 'GET');
    const without = changing.filter((route) => !takes(route, 'If-Match')).map(({ name }) => name);
    expect(without.sort()).toEqual([...WITHOUT_VERSION].sort());
    expect(changing.length - without.length).toBeGreaterThanOrEqual(18);
  });

  it('a decision without a version is refused by every one of them', async () => {
    for (const route of routes.filter((one) => takes(one, 'If-Match'))) {
      expectProblem(await ask(route, {}), 428, 'if_match_required');
    }
  });

  it.each(['1', '"1', '""', '"-1"', '"1.0"', '"1234567890"', 'W/"1"', '*', '"1", "2"', '"one"'])(
    'a version written %s is refused by every one of them, and the header is named',
    async (version) => {
      for (const route of routes.filter((one) => takes(one, 'If-Match'))) {
        const answer = await ask(route, { 'if-match': version });
        expectProblem(answer, 400, 'invalid_request');
        expect(answer.body['errors']).toMatchObject([{ field: 'If-Match' }]);
      }
    },
  );

  it('a version given in two headers is refused', async () => {
    for (const route of routes.filter((one) => takes(one, 'If-Match')).slice(0, 3)) {
      expectProblem(await ask(route, { 'if-match': ['"1"', '"2"'] }), 400, 'invalid_request');
    }
  });

  it('every POST and PUT takes an Idempotency-Key, but for those that hand out a token or take a password that works once', () => {
    const without = routes.filter(({ method }) => method === 'POST' || method === 'PUT');
    expect(without.filter((route) => !takes(route, 'Idempotency-Key')).map(({ name }) => name)).toEqual([
      'POST /api/v1/sessions',
      'PUT /api/v1/sessions/password',
      'POST /api/v1/sessions/tokens',
    ]);
  });

  it.each([
    ['empty', ''],
    ['with a space', 'a b'],
    ['of 201 characters', 'x'.repeat(201)],
    ['of two headers', ['a', 'b']],
    ['of other letters', Buffer.from('键').toString('latin1')],
  ])('an Idempotency-Key %s is refused by every route that takes one', async (_, key) => {
    for (const route of routes.filter((one) => takes(one, 'Idempotency-Key'))) {
      const answer = await ask(route, { 'if-match': '"1"', 'idempotency-key': key });
      expectProblem(answer, 400, 'invalid_request');
      expect(answer.body['errors']).toMatchObject([{ field: 'Idempotency-Key' }]);
    }
  });
});

describeOnBothDatabases('a version', (open) => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse(await open());
  });
  afterAll(() => house.close());

  it('that is no longer the present one is refused, with the present version and state, and nothing is done', async () => {
    const one = await submittedCase(house);
    await act(house, one, 'kx-handler', 'accept');
    for (const version of [one.version - 1, one.version + 1, 0, 999_999_999]) {
      const answer = await house.ask('kx-approver', 'POST', `/cases/${one.id}/approve`, {}, { version });
      expectProblem(answer, 412, 'stale_version');
      expect(answer.body).toMatchObject({ version: one.version, state: one.state });
    }
    const file = await house.ask('kx-approver', 'GET', `/cases/${one.id}`);
    expect(file.body).toMatchObject({ version: one.version, state: one.state });
  });

  it('of a draft, an official or an organisation that is no longer the present one is refused', async () => {
    const draft = await house.ask('kx-submitter', 'POST', '/slates', dualSlate([candidate(11)]));
    const slate = `/slates/${String(draft.body['id'])}`;
    const duties = { active: true, mandates: [{ body: 'zj-kx', duty: 'handler' }] };
    const official = await house.enter('versioned', { body: 'zj-kx', duty: 'handler' });
    const listed = await house.ask('administrator', 'GET', '/organisations');
    const [organisation] = listed.body['items'] as { id: string }[];
    for (const [who, method, path, body] of [
      ['kx-submitter', 'PUT', slate, dualSlate([candidate(11)])],
      ['kx-submitter', 'POST', `${slate}/submit`, {}],
      ['kx-submitter', 'POST', `${slate}/candidates`, { candidates: [candidate(11)] }],
      ['kx-submitter', 'POST', `${slate}/discard`, {}],
      ['administrator', 'PUT', `/officials/${official}/duties`, duties],
      ['administrator', 'PUT', `/organisations/${organisation?.id ?? ''}`, dualSlate().organisation],
    ] as const) {
      const answer = await house.ask(who, method, path, body, { version: 7 });
      expectProblem(answer, 412, 'stale_version');
      expect(answer.body['version']).toBe(1);
    }
  });

  it('is the ETag of what was read or done, ready for the next decision', async () => {
    const one = await submittedCase(house, dualSlate([candidate(12)]));
    const read = await house.ask('kx-handler', 'GET', `/cases/${one.id}`);
    expect(read.headers.get('etag')).toBe(`"${one.version}"`);
    const headers = { 'if-match': String(read.headers.get('etag')) };
    const accepted = await house.ask('kx-handler', 'POST', `/cases/${one.id}/accept`, {}, { headers });
    expect(accepted.status).toBe(200);
    expect(accepted.headers.get('etag')).toBe(`"${String(accepted.body['version'])}"`);
  });

  it('lets one of two decisions made on it at once win', async () => {
    const one = await submittedCase(house, dualSlate([candidate(13)]));
    await act(house, one, 'kx-handler', 'accept');
    await tellAndHear(house, one, 'kx-approver', 'intend-rejection', because('condition_not_met'));
    const asked = { version: one.version };
    const answers = await Promise.all([
      house.ask('kx-approver', 'POST', `/cases/${one.id}/approve`, {}, asked),
      house.ask(
        'kx-approver-2',
        'POST',
        `/cases/${one.id}/reject`,
        { ...because('condition_not_met'), ...CONSIDERED },
        asked,
      ),
    ]);
    const [won, lost] = answers.map(({ status, body }) => [status, body['code']]).sort();
    expect([won, lost]).toEqual([
      [200, undefined],
      [412, 'stale_version'],
    ]);
  });
});

describeOnBothDatabases('an act out of turn', (open) => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse(await open());
  });
  afterAll(() => house.close());

  it.each([
    [20, 'kx-approver', 'approve', {}],
    [21, 'kx-approver', 'reject', because('condition_not_met')],
    [22, 'kx-handler', 'close-notice', {}],
    [23, 'kx-handler', 'resume', {}],
    [24, 'kx-submitter', 'answer-supplement', { remarks: '已补' }],
    [25, 'kx-submitter', 'reconsider', because('disagrees_with_finding')],
  ])(
    '(candidate %i, %s: %s before the papers are accepted) is refused with the state and the acts that are possible',
    async (n, who, path, body) => {
      const one = await submittedCase(house, dualSlate([candidate(n)]));
      const answer = await house.ask(who, 'POST', `/cases/${one.id}/${path}`, body, { version: one.version });
      expectProblem(answer, 409, 'out_of_turn');
      expect(answer.body['state']).toBe('review.supervising_review.awaiting');
      expect(answer.body['acts']).toEqual(expect.arrayContaining(['accept', 'return_for_supplement', 'withdraw']));
      expect(answer.body['acts']).not.toContain('approve');
      expect((await house.ask(who, 'GET', `/cases/${one.id}`)).body['version']).toBe(one.version);
    },
  );
});

describeOnBothDatabases('an Idempotency-Key', (open) => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse(await open());
  });
  afterAll(() => house.close());

  it('sent again with the same body has one effect and the same answer, for every kind of request', async () => {
    const twice = async (who: string | null, method: string, path: string, body: unknown, version?: number) => {
      const asked = { key: `twice ${method} ${path}`.replaceAll(/[^a-z0-9]/g, '-'), ...(version ? { version } : {}) };
      const first = await house.ask(who, method, path, body, asked);
      const second = await house.ask(who, method, path, body, asked);
      expect({ path, status: second.status, body: second.body }).toEqual({
        path,
        status: first.status,
        body: first.body,
      });
      expect(first.status).toBeLessThan(300);
      return first.body;
    };
    const { id } = await twice('kx-submitter', 'POST', '/slates', dualSlate([candidate(30)]));
    await twice('kx-submitter', 'PUT', `/slates/${String(id)}`, dualSlate([candidate(31)]), 1);
    const submitted = await twice('kx-submitter', 'POST', `/slates/${String(id)}/submit`, {}, 2);
    const joined = { candidates: [candidate(32, ['party_secretary'])] };
    await twice('kx-submitter', 'POST', `/slates/${String(id)}/candidates`, joined, 3);
    const [{ id: caseId }] = submitted['cases'] as [{ id: string }];
    const accepted = await twice('kx-handler', 'POST', `/cases/${caseId}/accept`, {}, 1);
    expect(accepted).toMatchObject({ version: 2 });
    const one = { id: caseId, slate: String(id), state: '', version: 2 };
    await act(house, one, 'kx-approver', 'approve');
    for (const body of ['kx-dw', 'mzt']) {
      await act(house, one, `${body}-handler`, 'accept');
      await answerChecks(house, one, `${body}-handler`);
      await act(house, one, `${body}-approver`, 'approve');
    }
    const cases = [{ caseId, version: one.version }];
    const notice = await twice('kx-handler', 'POST', `/slates/${String(id)}/notices`, { cases });
    const objection = { line: 1, identityClass: 'anonymous', facts: '虚构的事实' };
    await twice(null, 'POST', `/notices/${String(notice['id'])}/objections`, objection);
    const objections = await house.ask('kx-handler', 'GET', `/cases/${caseId}/objections`);
    expect(objections.body['items']).toHaveLength(1);
    const body = { id: 'zj-twice', name: '重复局（虚构）', jurisdiction: '330000', kinds: ['supervising_unit'] };
    await twice('administrator', 'POST', '/bodies', body);
    const mandates = [{ body: 'zj-twice', duty: 'handler' }];
    const official = { login: 'twice', name: '重复（虚构）', password: 'long enough', mandates };
    const entered = await twice('administrator', 'POST', '/officials', official);
    await twice('administrator', 'PUT', `/officials/${String(entered['id'])}/duties`, { active: false, mandates }, 1);
  });

  it('sent at once by eight connections has one effect', async () => {
    const slate = dualSlate([candidate(40)]);
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => house.ask('kx-submitter', 'POST', '/slates', slate, { key: 'eight' })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body }) => body['id'])).size).toBe(1);
  });

  it('used for another body, another path or another method is refused', async () => {
    const first = await house.ask('kx-submitter', 'POST', '/slates', dualSlate([candidate(41)]), { key: 'used' });
    const id = String(first.body['id']);
    for (const [method, path, body] of [
      ['POST', '/slates', dualSlate([candidate(42)])],
      ['POST', `/slates/${id}/submit`, {}],
      ['PUT', `/slates/${id}`, dualSlate([candidate(41)])],
    ] as const) {
      const answer = await house.ask('kx-submitter', method, path, body, { key: 'used', version: 1 });
      expectProblem(answer, 422, 'idempotency_key_reused');
    }
    expect((await house.ask('kx-submitter', 'GET', `/slates/${id}`)).body).toMatchObject({
      state: 'draft',
      version: 1,
    });
  });

  it('is its owner’s: the same key of somebody else names another request', async () => {
    const one = await submittedCase(house, dualSlate([candidate(43)]));
    const accepted = await house.ask('kx-handler', 'POST', `/cases/${one.id}/accept`, {}, { key: 'ours', version: 1 });
    const approved = await house.ask(
      'kx-approver',
      'POST',
      `/cases/${one.id}/approve`,
      {},
      { key: 'ours', version: 2 },
    );
    expect([accepted, approved].map(({ status, body }) => [status, body['version']])).toEqual([
      [200, 2],
      [200, 3],
    ]);
  });

  it('of a request that was refused can be used again', async () => {
    const one = await submittedCase(house, dualSlate([candidate(44)]));
    const path = `/cases/${one.id}/accept`;
    const stale = await house.ask('kx-handler', 'POST', path, {}, { key: 'again', version: 99 });
    expectProblem(stale, 412, 'stale_version');
    expect((await house.ask('kx-handler', 'POST', path, {}, { key: 'again', version: one.version })).status).toBe(200);
  });
});
