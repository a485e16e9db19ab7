// The directory over HTTP: the administrator enters it, everybody in office reads it, and the administrator reads nothing
// else. On both databases.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { expectProblem } from '../support/api.js';
import { clearForNotice, objectTo, publish, submittedCase, type TestCase } from '../support/cases.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';
import { candidate, dualSlate } from '../support/slates.js';

type Row = Record<string, unknown> & { id: string };
const NEW_BODY = { id: 'zj-new', name: '新设局（虚构）', jurisdiction: '330000', kinds: ['supervising_unit'] };
const NEW_OFFICIAL = {
  login: 'newcomer',
  name: '新人（虚构）',
  password: 'long enough',
  mandates: [{ body: 'zj-new', duty: 'handler' }],
};

describeOnBothDatabases('the directory', (open) => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse(await open());
  });
  afterAll(() => house.close());

  it('gets a body, an official and their duties from the administrator, on record with who entered them', async () => {
    const entered = await house.ask('administrator', 'POST', '/bodies', NEW_BODY);
    expect(entered).toMatchObject({ status: 201, body: { id: 'zj-new' } });
    const official = await house.ask('administrator', 'POST', '/officials', NEW_OFFICIAL);
    expect(official.status).toBe(201);
    const path = `/officials/${String(official.body['id'])}`;
    const mandates = [{ body: 'zj-new', duty: 'approver' }];
    const changed = await house.ask(
      'administrator',
      'PUT',
      `${path}/duties`,
      { active: true, mandates },
      { version: 1 },
    );
    expect(changed).toMatchObject({ status: 200, body: { version: 2 } });
    const read = await house.ask('administrator', 'GET', path);
    expect(read.body).toMatchObject({ login: 'newcomer', active: true, version: 2, mandates });
    expect(JSON.stringify(read.body)).not.toMatch(/argon2|password/);
    for (const chain of ['body:zj-new', `official:${String(official.body['id'])}`]) {
      const record = await house.ask('auditor', 'GET', `/record/${chain}`);
      for (const { entry } of record.body['items'] as { entry: string }[]) {
        expect(JSON.parse(entry)).toMatchObject({ actor: { kind: 'official', body: 'zj-mzt', duty: 'administrator' } });
      }
    }
  });

  it.each([
    ['POST', '/bodies', { ...NEW_BODY, id: 'zj-other' }],
    ['POST', '/officials', { ...NEW_OFFICIAL, login: 'other' }],
    ['GET', '/officials', undefined],
    ['GET', `/officials/${crypto.randomUUID()}`, undefined],
    [
      'PUT',
      `/officials/${crypto.randomUUID()}/duties`,
      { active: true, mandates: [{ body: 'zj-kx', duty: 'handler' }] },
    ],
    ['PUT', `/organisations/${crypto.randomUUID()}`, dualSlate().organisation],
    ['PUT', '/bodies/zj-kx/credit-code', { creditCode: '11330000MB9900013T' }],
  ])('lets nobody but the administrator %s %s', async (method, path, body) => {
    for (const who of ['kx-submitter', 'kx-handler', 'kx-approver', 'mzt-approver', 'auditor']) {
      const answer = await house.ask(who, method, path, body, { version: 1 });
      expectProblem(answer, 403, 'not_your_duty');
      expect(answer.body['duties']).toEqual(['administrator']);
    }
    expectProblem(await house.ask(null, method, path, body, { version: 1 }), 401, 'unauthenticated');
  });

  it('is read by everybody in office, in pages that neither repeat nor leave out anything', async () => {
    for (const who of ['kx-submitter', 'jxt-handler', 'auditor', 'administrator']) {
      const ids: string[] = [];
      let after: string | null = null;
      do {
        const query: string = after === null ? '' : `&after=${after}`;
        const { body, status } = await house.ask(who, 'GET', `/bodies?limit=7${query}`);
        expect(status).toBe(200);
        ids.push(...(body['items'] as Row[]).map(({ id }) => id));
        after = body['next'] as string | null;
      } while (after !== null);
      expect(ids).toEqual([...ids].sort());
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids).toContain('zj-kx');
    }
  });

  it('is kept by the administrator of the place, or of the province it lies in, and by no neighbour', async () => {
    const office = (id: string, name: string, jurisdiction: string) => ({ ...NEW_BODY, id, name, jurisdiction });
    const enter = (who: string, body: object) => house.ask(who, 'POST', '/bodies', body);
    expect((await enter('administrator', office('hz-mzj', '杭州市民政局（虚构）', '330100'))).status).toBe(201);
    await house.enter('hz-administrator', { body: 'hz-mzj', duty: 'administrator' });
    expect((await enter('hz-administrator', office('hz-sc', '上城区民政局（虚构）', '330102'))).status).toBe(201);
    const account = (login: string, body: string) => ({
      login,
      name: '某人（虚构）',
      password: 'long enough',
      mandates: [{ body, duty: 'handler' }],
    });
    const entered = await house.ask('hz-administrator', 'POST', '/officials', account('sc-handler', 'hz-sc'));
    expect(entered.status).toBe(201);
    const provincial = await house.enter('provincial-handler', { body: 'zj-kx', duty: 'handler' });
    const duties = { active: true, mandates: [{ body: 'hz-sc', duty: 'handler' }] };
    const refused: [method: string, path: string, body: object, version?: number][] = [
      ['POST', '/bodies', office('nb-mzj', '宁波市民政局（虚构）', '330200')],
      ['POST', '/bodies', office('zj-more', '省里另一局（虚构）', '330000')],
      ['POST', '/officials', account('smuggled', 'zj-kx')],
      ['PUT', `/officials/${provincial}/duties`, duties, 1],
      ['PUT', `/officials/${provincial}/password`, { password: 'long enough' }],
      ['PUT', `/organisations/${crypto.randomUUID()}`, dualSlate().organisation, 1],
      ['PUT', '/bodies/zj-kx/credit-code', { creditCode: null }],
    ];
    for (const [method, path, body, version] of refused) {
      const answer = await house.ask('hz-administrator', method, path, body, version === undefined ? {} : { version });
      expectProblem(answer, 403, 'not_your_jurisdiction');
    }
    const path = `/officials/${String(entered.body['id'])}/duties`;
    expect((await house.ask('administrator', 'PUT', path, duties, { version: 1 })).status).toBe(200);
  });

  it('holds a name of an office once, because the numbers of its notices begin with it', async () => {
    const bodies = ['zj-one', 'zj-other', 'zj-third'].map((id) => ({ ...NEW_BODY, id, name: '同名局（虚构）' }));
    const answers = await Promise.all(bodies.map((body) => house.ask('administrator', 'POST', '/bodies', body)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    for (const answer of answers.filter(({ status }) => status !== 201)) expectProblem(answer, 409, 'body_name_taken');
  });

  it('holds a login and a body’s id once, also when two are entered at the same moment', async () => {
    for (const [path, body, code] of [
      ['/bodies', { ...NEW_BODY, id: 'zj-twice', name: '重名局（虚构）' }, 'body_id_taken'],
      [
        '/officials',
        { ...NEW_OFFICIAL, login: 'twice', mandates: [{ body: 'zj-kx', duty: 'handler' }] },
        'login_taken',
      ],
    ] as const) {
      const answers = await Promise.all(
        Array.from({ length: 6 }, () => house.ask('administrator', 'POST', path, body)),
      );
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
      for (const answer of answers.filter(({ status }) => status !== 201)) expectProblem(answer, 409, code);
    }
  });

  it('takes no duty at a body that it does not hold', async () => {
    const mandates = [
      { body: 'zj-kx', duty: 'handler' },
      { body: 'zj-nowhere', duty: 'handler' },
    ];
    const opened = await house.ask('administrator', 'POST', '/officials', { ...NEW_OFFICIAL, login: 'lost', mandates });
    expectProblem(opened, 422, 'body_unknown');
    expect(opened.body['bodies']).toEqual(['zj-nowhere']);
    const id = await house.enter('found', { body: 'zj-kx', duty: 'handler' });
    const change = { active: true, mandates };
    const changed = await house.ask('administrator', 'PUT', `/officials/${id}/duties`, change, { version: 1 });
    expectProblem(changed, 422, 'body_unknown');
    expect((await house.ask('administrator', 'GET', `/officials/${id}`)).body['version']).toBe(1);
  });

  it('gives an administrator no other duty, and lets nobody change their own', async () => {
    const both = [
      { body: 'zj-mzt', duty: 'administrator' },
      { body: 'zj-kx', duty: 'approver' },
    ];
    const account = { ...NEW_OFFICIAL, login: 'two-hats', mandates: both };
    expectProblem(await house.ask('administrator', 'POST', '/officials', account), 422, 'administrator_stands_apart');
    const id = await house.enter('second-administrator', { body: 'zj-mzt', duty: 'administrator' });
    const path = `/officials/${id}/duties`;
    const change = { active: true, mandates: both };
    const promoted = await house.ask('administrator', 'PUT', path, change, { version: 1 });
    expectProblem(promoted, 422, 'administrator_stands_apart');
    const handler = { active: true, mandates: [{ body: 'zj-kx', duty: 'handler' }] };
    const own = await house.ask('second-administrator', 'PUT', path, handler, { version: 1 });
    expectProblem(own, 403, 'own_duties');
    expect((await house.ask('administrator', 'PUT', path, handler, { version: 1 })).status).toBe(200);
    expectProblem(await house.ask('second-administrator', 'GET', '/officials'), 403, 'not_your_duty');
  });
});

describeOnBothDatabases('the administrator', (open) => {
  let house: House;
  let one: TestCase;
  let notice: string;
  beforeAll(async () => {
    house = await openHouse(await open());
    one = await submittedCase(house, dualSlate([candidate(1)]));
    await clearForNotice(house, one);
    notice = await publish(house, 'kx-handler', [one]);
    await objectTo(house, notice);
  });
  afterAll(() => house.close());

  it('reads no dossier: what is one does not exist', async () => {
    for (const path of [`/cases/${one.id}`, `/cases/${one.id}/objections`, `/slates/${one.slate}`]) {
      expectProblem(await house.ask('administrator', 'GET', path), 404, 'not_found');
    }
    for (const path of [
      '/cases',
      `/cases?slate=${one.slate}`,
      '/worklist',
      '/worklist?list=body',
      '/worklist?list=overdue',
    ]) {
      const answer = await house.ask('administrator', 'GET', path);
      expect(answer).toMatchObject({ status: 200, body: { items: [], next: null } });
    }
    for (const path of ['/slates', '/slates?body=zj-kx', `/record/case:${one.id}`]) {
      expectProblem(await house.ask('administrator', 'GET', path), 403, 'not_your_duty');
    }
  });

  it.each([
    ['accept', {}],
    ['approve', {}],
    ['withdraw', {}],
    ['close-notice', {}],
    ['file', {}],
    ['revoke', {}],
  ])('decides nothing: the case that they would %s does not exist', async (path, body) => {
    const { version } = (await house.ask('kx-handler', 'GET', `/cases/${one.id}`)).body;
    const answer = await house.ask('administrator', 'POST', `/cases/${one.id}/${path}`, body, {
      version: Number(version),
    });
    expectProblem(answer, 404, 'not_found');
  });

  it('submits and publishes nothing', async () => {
    const cases = [{ caseId: one.id, version: one.version }];
    expectProblem(await house.ask('administrator', 'POST', '/slates', dualSlate([candidate(2)])), 403, 'not_your_duty');
    const published = await house.ask('administrator', 'POST', `/slates/${one.slate}/notices`, { cases });
    expectProblem(published, 403, 'not_your_duty');
  });

  it('reads the notice like everybody', async () => {
    expect((await house.ask('administrator', 'GET', `/notices/${notice}`)).body).toMatchObject({ state: 'open' });
  });

  it('learns from a stale or a wrong request no more about a case than from one that never was', async () => {
    const strange = crypto.randomUUID();
    const asked = async (id: string, version: number, body: object) => {
      const answer = await house.ask('administrator', 'POST', `/cases/${id}/reject`, body, { version });
      return { ...answer.body, instance: '' };
    };
    for (const [version, body] of [
      [one.version, {}],
      [77, {}],
      [one.version, { reason: { code: 'condition_not_met', text: '理由' } }],
    ] as const) {
      expect(await asked(one.id, version, body)).toEqual(await asked(strange, version, body));
    }
  });
});
