// Logins, sessions, cookies and program tokens (ASVS 6.3, 7.2–7.4, 3.5), on both databases.
import { createHook } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Reader } from '../../src/database/reader.js';
import { WriteDoor } from '../../src/database/transactions.js';
import { networkOf, spendTry } from '../../src/http/login-budget.js';
import { Sessions } from '../../src/http/sessions.js';
import { expectProblem, send, type RawAnswer } from '../support/api.js';
import { describeOnBothDatabases, openTestDatabase, type TestDatabase } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';

const PASSWORD = 'a-password-for-tests'; // of accounts that house.enter opens
const HANDLER = { body: 'zj-kx', duty: 'handler' } as const;

const later = (house: House, ms: number) =>
  house.clock.moveTo(new Date(Date.parse(house.clock.now()) + ms).toISOString());
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Logs in by hand; the answer with its headers. */
const logIn = (house: House, login: string, password: string, headers: Record<string, string> = {}) =>
  send(house.address, {
    method: 'POST',
    path: '/api/v1/sessions',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ login, password }),
  });

const cookieOf = ({ headers }: RawAnswer) => String(headers['set-cookie']?.[0]);
/** Who is logged in with these headers. */
const whoAmI = (house: House, headers: Record<string, string>) =>
  send(house.address, { path: '/api/v1/sessions/current', headers });
const bearer = (token: unknown) => ({ authorization: `Bearer ${String(token)}` });

describeOnBothDatabases('a login', (open) => {
  let house: House;
  let official: string;
  beforeAll(async () => {
    house = await openHouse(await open());
    official = await house.enter('login-test', HANDLER);
  });
  afterAll(() => house.close());

  it('with the right password opens a session for as long as the setting says', async () => {
    const answer = await logIn(house, 'login-test', PASSWORD);
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ official, token: expect.stringMatching(/^[\w-]{43}$/) });
    expect(Date.parse(String(answer.body['expiresAt'])) - Date.parse(house.clock.now())).toBe(720 * HOUR);
    const current = await whoAmI(house, bearer(answer.body['token']));
    expect(current).toMatchObject({ status: 200, body: { official, mandates: [HANDLER] } });
  });

  it('that is unknown, and one with a wrong password, get the same answer', async () => {
    const answers = [
      await logIn(house, 'login-test', 'a-wrong-password'),
      await logIn(house, 'nobody-has-this', 'a-wrong-password'),
    ];
    for (const answer of answers) {
      expectProblem(answer, 401, 'wrong_credentials');
      expect(answer.headers).not.toHaveProperty('set-cookie');
    }
    const [wrong, unknown] = answers.map(({ body }) => ({ ...body, instance: '' }));
    expect(unknown).toEqual(wrong);
  });

  it('that is unknown has a password verified too, so that its answer takes no less time', async () => {
    // argon2 runs on a thread: each of its works shows up as a native resource, which bears no name of its own.
    const worksOf = async (login: string, password: string) => {
      let works = 0;
      const hook = createHook({ init: (_id, type) => (works += type === 'undefined' ? 1 : 0) }).enable();
      await logIn(house, login, password);
      hook.disable();
      return works;
    };
    await worksOf('nobody-has-this', 'a-wrong-password');
    const wrong = await worksOf('login-test', 'a-wrong-password');
    expect(wrong).toBeGreaterThan(0);
    expect(await worksOf('nobody-has-this', 'a-wrong-password')).toBe(wrong);
  });

  it('keeps the hash of a token and of a password, never one of themselves', async () => {
    const { body } = await logIn(house, 'login-test', PASSWORD);
    const token = String(body['token']);
    const reader = house.nest.get(Reader);
    const sessions = await reader.query('SELECT * FROM sessions');
    expect(JSON.stringify(sessions)).not.toContain(token);
    expect(sessions).toContainEqual(
      expect.objectContaining({ token_hash: createHash('sha256').update(token).digest('hex'), official_id: official }),
    );
    const officials = await reader.query<{ password_hash: string }>('SELECT password_hash FROM officials');
    for (const { password_hash } of officials) expect(password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(JSON.stringify(officials)).not.toContain(PASSWORD);
  });

  it('is on record, tried and succeeded, without what was typed', async () => {
    await logIn(house, 'nobody-has-this', 'my-secret-password');
    const own = await house.ask('auditor', 'GET', `/record/official:${official}`);
    const acts = (own.body['items'] as { entry: string }[]).map(
      ({ entry }) => (JSON.parse(entry) as { act: string }).act,
    );
    expect(acts.slice(0, 3)).toEqual(['add_official', 'try_log_in', 'log_in']);
    const reader = house.nest.get(Reader);
    const everything = JSON.stringify([
      await reader.query('SELECT * FROM audit_entries'),
      await reader.query('SELECT * FROM login_tries'),
    ]);
    for (const typed of ['nobody-has-this', 'my-secret-password', '127.0.0.1']) expect(everything).not.toContain(typed);
  });

  it('from another site is refused, so that nobody finds themselves logged in as somebody else', async () => {
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://example.org' }, { origin: 'null' }]) {
      expectProblem(await logIn(house, 'login-test', PASSWORD, headers), 403, 'cross_site_request');
    }
  });

  it('at twenty places at once opens twenty sessions', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => logIn(house, 'login-test', PASSWORD)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    expect(new Set(answers.map(({ body }) => body['token'])).size).toBe(20);
  });
});

describeOnBothDatabases('a session', (open) => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse(await open(), { SESSION_HOURS: '12' });
  });
  afterAll(() => house.close());

  const enter = async (login: string) => {
    const id = await house.enter(login, HANDLER);
    const { body } = await logIn(house, login, PASSWORD);
    return { id, token: String(body['token']) };
  };

  it('ends at once when its official logs out, and no other one with it', async () => {
    const { token } = await enter('leaving');
    const { body: other } = await logIn(house, 'leaving', PASSWORD);
    const out = await send(house.address, {
      method: 'DELETE',
      path: '/api/v1/sessions/current',
      headers: bearer(token),
    });
    expect(out).toMatchObject({ status: 204, text: '' });
    expect(cookieOf(out)).toMatch(/^renxuan_session=; Path=\/; .*Expires=Thu, 01 Jan 1970/);
    expectProblem(await whoAmI(house, bearer(token)), 401, 'unauthenticated');
    expect((await whoAmI(house, bearer(other['token']))).status).toBe(200);
  });

  it('ends after its hours', async () => {
    const { token } = await enter('staying');
    later(house, 12 * HOUR - 1);
    expect((await whoAmI(house, bearer(token))).status).toBe(200);
    later(house, 1);
    expectProblem(await whoAmI(house, bearer(token)), 401, 'unauthenticated');
  });

  it('is worth nothing from the request after its account was closed, also when it is opened again', async () => {
    const { id, token } = await enter('closed');
    const opened = await house.ask('closed', 'POST', '/sessions/tokens', { label: 'a program', days: 30 });
    const tokens = [token, String(opened.body['token'])];
    const change = (active: boolean, version: number) =>
      house.ask('administrator', 'PUT', `/officials/${id}/duties`, { active, mandates: [HANDLER] }, { version });
    expect((await change(false, 1)).status).toBe(200);
    for (const one of tokens) expectProblem(await whoAmI(house, bearer(one)), 401, 'unauthenticated');
    expectProblem(await logIn(house, 'closed', PASSWORD), 401, 'wrong_credentials');
    expect((await change(true, 2)).status).toBe(200);
    for (const one of tokens) expectProblem(await whoAmI(house, bearer(one)), 401, 'unauthenticated');
    expect((await logIn(house, 'closed', PASSWORD)).status).toBe(201);
  });

  it('has other duties from the request after they were changed', async () => {
    const { id, token } = await enter('promoted');
    expectProblem(
      await send(house.address, { path: '/api/v1/officials', headers: bearer(token) }),
      403,
      'not_your_duty',
    );
    const mandates = [{ body: 'zj-mzt', duty: 'administrator' }];
    const changed = await house.ask(
      'administrator',
      'PUT',
      `/officials/${id}/duties`,
      { active: true, mandates },
      { version: 1 },
    );
    expect(changed.status).toBe(200);
    expect((await send(house.address, { path: '/api/v1/officials', headers: bearer(token) })).status).toBe(200);
    expect((await whoAmI(house, bearer(token))).body['mandates']).toEqual(mandates);
  });

  it.each([
    ['nothing', {}],
    ['an empty token', { authorization: 'Bearer ' }],
    ['a token that nobody has', { authorization: `Bearer ${'x'.repeat(43)}` }],
    ['the hash of a token', { authorization: `Bearer ${createHash('sha256').update('x').digest('hex')}` }],
    ['a token of 201 characters', { authorization: `Bearer ${'x'.repeat(201)}` }],
    ['a statement', { authorization: "Bearer ' OR 1=1 --aaaaaaaaaaaaaaaaaaaa" }],
    ['an empty cookie', { cookie: 'renxuan_session=' }],
    ['a cookie of another name', { cookie: `x_renxuan_session=${'x'.repeat(43)}` }],
  ])('is not had with %s', async (_, headers) => {
    expectProblem(await whoAmI(house, headers), 401, 'unauthenticated');
  });

  it('that has ended leaves no row behind for long', async () => {
    await enter('forgotten');
    later(house, 13 * HOUR);
    await logIn(house, 'forgotten', PASSWORD);
    const [rows] = await house.nest
      .get(Reader)
      .query<{ n: number | string }>(`SELECT count(*) AS n FROM sessions WHERE expires_at <= '${house.clock.now()}'`);
    expect(Number(rows?.n)).toBe(0);
  });
});

describeOnBothDatabases('a token for a program', (open) => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse(await open());
    await house.enter('programmer', HANDLER);
  });
  afterAll(() => house.close());

  it('lasts for the days it was opened for, beyond the session that opened it', async () => {
    const opened = await house.ask('programmer', 'POST', '/sessions/tokens', { label: 'nightly', days: 40 });
    expect(opened.status).toBe(201);
    const token = bearer(opened.body['token']);
    later(house, 40 * DAY - 1);
    expect(await whoAmI(house, token)).toMatchObject({ status: 200, body: { mandates: [HANDLER] } });
    later(house, 1);
    expectProblem(await whoAmI(house, token), 401, 'unauthenticated');
  });

  it('ends at once with a logout of its own', async () => {
    const opened = await house.ask('programmer', 'POST', '/sessions/tokens', { label: 'short', days: 1 });
    const headers = bearer(opened.body['token']);
    await send(house.address, { method: 'DELETE', path: '/api/v1/sessions/current', headers });
    expectProblem(await whoAmI(house, headers), 401, 'unauthenticated');
  });

  it.each([0, 367, 1.5, '30', null])('for %s days is refused', async (days) => {
    const answer = await house.ask('programmer', 'POST', '/sessions/tokens', { label: 'x', days });
    expectProblem(answer, 400, 'invalid_request');
  });
});

describeOnBothDatabases('a password', (open) => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse(await open());
  });
  afterAll(() => house.close());

  const NEXT = 'a-password-of-my-own';
  const change = (token: unknown, present: string, next: string) =>
    send(house.address, {
      method: 'PUT',
      path: '/api/v1/sessions/password',
      headers: { 'content-type': 'application/json', ...bearer(token) },
      body: JSON.stringify({ present, next }),
    });
  const tokenAfter = async (login: string, password: string) => (await logIn(house, login, password)).body['token'];
  const actsOf = async (official: string) => {
    const { body } = await house.ask('auditor', 'GET', `/record/official:${official}`);
    return (body['items'] as { entry: string }[]).map(({ entry }) => (JSON.parse(entry) as { act: string }).act);
  };

  it('that somebody else gave opens nothing but its own change', async () => {
    const account = { login: 'newcomer', name: '新人（虚构）', password: PASSWORD, mandates: [HANDLER] };
    expect((await house.ask('administrator', 'POST', '/officials', account)).status).toBe(201);
    const { body } = await logIn(house, 'newcomer', PASSWORD);
    expect(body['passwordGiven']).toBe(true);
    const headers = bearer(body['token']);
    for (const path of ['/api/v1/worklist', '/api/v1/sessions', '/api/v1/bodies']) {
      expectProblem(await send(house.address, { path, headers }), 403, 'password_to_be_changed');
    }
    expect((await whoAmI(house, headers)).body).toMatchObject({ passwordGiven: true });
    expect((await change(body['token'], PASSWORD, NEXT)).status).toBe(204);
    expect((await send(house.address, { path: '/api/v1/worklist', headers })).status).toBe(200);
    expect((await logIn(house, 'newcomer', NEXT)).body['passwordGiven']).toBe(false);
  });

  it('is changed by who knows the present one, and then every other login and token has ended', async () => {
    const official = await house.enter('changing', HANDLER);
    const [here, there] = [await tokenAfter('changing', PASSWORD), await tokenAfter('changing', PASSWORD)];
    const opened = await house.ask('changing', 'POST', '/sessions/tokens', { label: 'nightly', days: 3 });
    expectProblem(await change(here, 'a-wrong-password', NEXT), 403, 'password_wrong');
    expectProblem(await change(here, PASSWORD, PASSWORD), 422, 'password_unchanged');
    expectProblem(await change(here, PASSWORD, 'short'), 400, 'invalid_request');
    expect((await whoAmI(house, bearer(there))).status).toBe(200);
    expect((await change(here, PASSWORD, NEXT)).status).toBe(204);
    expect((await whoAmI(house, bearer(here))).status).toBe(200);
    for (const token of [there, opened.body['token']]) {
      expectProblem(await whoAmI(house, bearer(token)), 401, 'unauthenticated');
    }
    expectProblem(await logIn(house, 'changing', PASSWORD), 401, 'wrong_credentials');
    expect((await logIn(house, 'changing', NEXT)).status).toBe(201);
    expect(await actsOf(official)).toContain('change_password');
  });

  it('that is changed puts out whoever is about to open a token with an older login', async () => {
    await house.enter('robbed', HANDLER);
    const sessions = house.nest.get(Sessions);
    const [owner, thief] = [await tokenAfter('robbed', PASSWORD), await tokenAfter('robbed', PASSWORD)];
    const visitor = await sessions.whose(String(thief));
    if (!visitor) throw new Error('Nobody is logged in.');
    expect((await change(owner, PASSWORD, NEXT)).status).toBe(204);
    expect(await sessions.openToken(visitor, 'for later', 366)).toMatchObject({ refused: 'unauthenticated' });
  });

  it('is changed once when it is changed twice at once', async () => {
    await house.enter('twice', HANDLER);
    const token = await tokenAfter('twice', PASSWORD);
    const answers = await Promise.all([
      change(token, PASSWORD, 'first-of-the-two'),
      change(token, PASSWORD, 'second-of-the-two'),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 403]);
  });

  it('that was forgotten is given anew by the administrator alone, which ends every login', async () => {
    const official = await house.enter('forgetful', HANDLER);
    const token = await tokenAfter('forgetful', PASSWORD);
    const path = `/officials/${official}/password`;
    for (const who of ['kx-approver', 'auditor', 'forgetful']) {
      expectProblem(await house.ask(who, 'PUT', path, { password: NEXT }), 403, 'not_your_duty');
    }
    expect((await house.ask('administrator', 'PUT', path, { password: NEXT })).status).toBe(200);
    expectProblem(await whoAmI(house, bearer(token)), 401, 'unauthenticated');
    expect((await logIn(house, 'forgetful', NEXT)).body['passwordGiven']).toBe(true);
    expect(await actsOf(official)).toContain('give_password');
    const own = (await house.ask('administrator', 'GET', '/sessions/current')).body['official'];
    const self = await house.ask('administrator', 'PUT', `/officials/${String(own)}/password`, { password: NEXT });
    expectProblem(self, 403, 'own_password');
    const nobody = await house.ask('administrator', 'PUT', `/officials/${crypto.randomUUID()}/password`, {
      password: NEXT,
    });
    expectProblem(nobody, 404, 'not_found');
  });

  it('is guessed no more often by who is logged in than by who is not', async () => {
    await house.enter('left-open', HANDLER);
    const token = await tokenAfter('left-open', PASSWORD);
    const tries = Array.from({ length: 55 }, () => change(token, 'a-wrong-password', NEXT));
    const statuses = (await Promise.all(tries)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 403)).toHaveLength(50);
    expect(statuses.filter((status) => status === 429)).toHaveLength(5);
  });
});

describeOnBothDatabases('one’s own logins and tokens', (open) => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse(await open());
    for (const login of ['owner', 'other']) await house.enter(login, HANDLER);
  });
  afterAll(() => house.close());

  type Own = { id: string; kind: string; label: string | null; current: boolean };
  const listed = async (who: string) => (await house.ask(who, 'GET', '/sessions')).body['items'] as Own[];

  it('are listed for oneself, with what they are for and which of them asks', async () => {
    await house.ask('owner', 'POST', '/sessions/tokens', { label: 'nightly report', days: 3 });
    const own = await listed('owner');
    expect(own[0]).toMatchObject({ kind: 'token', label: 'nightly report', current: false });
    expect(own.filter(({ current }) => current)).toMatchObject([{ kind: 'session', label: null }]);
    expect((await listed('other')).map(({ id }) => id)).not.toContain(own[0]?.id);
    expect(JSON.stringify(own)).not.toMatch(/token_?hash/i);
  });

  it('end one by one, and nobody else’s', async () => {
    const opened = await house.ask('owner', 'POST', '/sessions/tokens', { label: 'lost laptop', days: 30 });
    const lost = (await listed('owner')).find(({ label }) => label === 'lost laptop');
    const path = `/sessions/${lost?.id ?? ''}`;
    expectProblem(await house.ask('other', 'DELETE', path), 404, 'not_found');
    expect((await whoAmI(house, bearer(opened.body['token']))).status).toBe(200);
    expect((await house.ask('owner', 'DELETE', path)).status).toBe(204);
    expectProblem(await whoAmI(house, bearer(opened.body['token'])), 401, 'unauthenticated');
    expectProblem(await house.ask('owner', 'DELETE', path), 404, 'not_found');
  });

  it('beget no others: a token opens no token and changes no password', async () => {
    const opened = await house.ask('owner', 'POST', '/sessions/tokens', { label: 'ambitious', days: 1 });
    const headers = { 'content-type': 'application/json', ...bearer(opened.body['token']) };
    for (const [method, path, body] of [
      ['POST', '/api/v1/sessions/tokens', { label: 'x', days: 366 }],
      ['PUT', '/api/v1/sessions/password', { present: PASSWORD, next: 'another-password' }],
    ] as const) {
      const answer = await send(house.address, { method, path, headers, body: JSON.stringify(body) });
      expectProblem(answer, 403, 'login_needed');
    }
  });
});

describe.each([
  ['no', 'renxuan_session', ''],
  ['yes', '__Host-renxuan_session', '; Secure'],
])('with SECURE_COOKIES=%s the cookie of a browser', (setting, name, secure) => {
  let database: TestDatabase;
  let house: House;
  let cookie: string;
  let token: string;
  beforeAll(async () => {
    database = await openTestDatabase('sqlite');
    house = await openHouse(database, { SECURE_COOKIES: setting });
    await house.enter('browser', HANDLER);
    const answer = await logIn(house, 'browser', PASSWORD);
    cookie = cookieOf(answer);
    token = String(answer.body['token']);
  });
  afterAll(async () => {
    await house.close();
    await database.drop();
  });

  it('is out of the reach of scripts and of other sites', () => {
    const expires = new Date(Date.parse(house.clock.now()) + 720 * HOUR).toUTCString();
    expect(cookie).toBe(`${name}=${token}; Path=/; HttpOnly; SameSite=Lax; Expires=${expires}${secure}`);
  });

  it('is asked for over https alone ever after, if there is https', async () => {
    const { headers } = await send(house.address, { path: '/health/live' });
    expect(headers['strict-transport-security'] !== undefined).toBe(setting === 'yes');
  });

  it('counts by its own name only', async () => {
    const other = name.startsWith('__Host-') ? 'renxuan_session' : '__Host-renxuan_session';
    expect((await whoAmI(house, { cookie: `theme=dark; ${name}=${token}; x=y` })).status).toBe(200);
    expectProblem(await whoAmI(house, { cookie: `${other}=${token}` }), 401, 'unauthenticated');
  });

  const label = { 'content-type': 'application/json' };
  const change = (headers: Record<string, string>) =>
    send(house.address, {
      method: 'POST',
      path: '/api/v1/sessions/tokens',
      headers: { cookie: `${name}=${token}`, ...label, ...headers },
      body: JSON.stringify({ label: 'x', days: 1 }),
    });

  it.each([
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site' }],
    [{ 'sec-fetch-site': 'cross-site', origin: 'http://127.0.0.1' }],
    [{ 'sec-fetch-site': '' }],
    [{ origin: 'https://example.org' }],
    [{ origin: 'null' }],
    [{ origin: 'https://127.0.0.1.example.org' }],
  ])('changes nothing for another site (%j)', async (headers) => {
    expectProblem(await change(headers), 403, 'cross_site_request');
  });

  it('changes things for this site, for the address bar, and for a browser that names this host as origin', async () => {
    const origin = house.address;
    for (const headers of [{ 'sec-fetch-site': 'same-origin' }, { 'sec-fetch-site': 'none' }, { origin }]) {
      expect((await change(headers)).status).toBe(201);
    }
  });

  it('lets another site’s link be followed, and read nothing by script', async () => {
    const headers = { cookie: `${name}=${token}`, 'sec-fetch-site': 'cross-site', origin: 'https://example.org' };
    const answer = await whoAmI(house, headers);
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({ 'cross-origin-resource-policy': 'same-origin' });
    expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
  });

  it('is not needed by a program, whose token works from anywhere', async () => {
    const answer = await send(house.address, {
      method: 'POST',
      path: '/api/v1/sessions/tokens',
      headers: { ...bearer(token), ...label, origin: 'https://example.org' },
      body: JSON.stringify({ label: 'x', days: 1 }),
    });
    expect(answer.status).toBe(201);
  });
});

describeOnBothDatabases('the budget of logins', (open) => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse(await open(), { TRUSTED_PROXIES: '127.0.0.1' });
    for (const login of ['guessed', 'bystander', 'crowd']) await house.enter(login, HANDLER);
  });
  afterAll(() => house.close());

  const from = (address: string) => ({ 'x-forwarded-for': address });
  const fail = async (login: string, times: number, address: string) => {
    const tries = Array.from({ length: times }, () => logIn(house, login, 'a-wrong-password', from(address)));
    const statuses = (await Promise.all(tries)).map(({ status }) => status);
    return {
      wrong: statuses.filter((status) => status === 401).length,
      stopped: statuses.filter((s) => s === 429).length,
    };
  };

  const spend = (login: string, address: string) =>
    house.nest.get(WriteDoor).write(async (tx) => (await spendTry(tx, login, address, house.clock.now())) ?? 'spent');

  it('stops the guessing of one password after fifty failures in a quarter of an hour, also of all at once', async () => {
    expect(await fail('guessed', 60, '192.0.2.1')).toEqual({ wrong: 50, stopped: 10 });
    const answer = await logIn(house, 'guessed', PASSWORD, from('192.0.2.2'));
    expectProblem(answer, 429, 'too_many_requests');
    expect(answer.body['retryAfter']).toBe(900);
    expect(answer.headers['retry-after']).toBe('900');
    expect((await logIn(house, 'bystander', PASSWORD, from('192.0.2.1'))).status).toBe(201);
  });

  it('is the same for a login that nobody has, so that it does not tell which there are', async () => {
    for (let n = 0; n < 49; n++) expect(await spend('nobody-has-this', '192.0.2.9')).toBe('spent');
    expect(await fail('nobody-has-this', 3, '192.0.2.9')).toEqual({ wrong: 1, stopped: 2 });
  });

  it('is whole again after the quarter of an hour', async () => {
    later(house, 15 * MINUTE - 1);
    expectProblem(await logIn(house, 'guessed', PASSWORD, from('192.0.2.2')), 429, 'too_many_requests');
    later(house, 1);
    expect((await logIn(house, 'guessed', PASSWORD, from('192.0.2.2'))).status).toBe(201);
  });

  it('is whole again after a login that succeeds', async () => {
    for (let n = 0; n < 49; n++) expect(await spend('crowd', '192.0.2.3')).toBe('spent');
    expect((await logIn(house, 'crowd', PASSWORD, from('192.0.2.3'))).status).toBe(201);
    expect(await fail('crowd', 5, '192.0.2.3')).toEqual({ wrong: 5, stopped: 0 });
  });

  it('stops an address that tries one login after another, but not its neighbours', async () => {
    for (let n = 0; n < 300; n++) expect(await spend(`guess-${n}`, '198.51.100.7')).toBe('spent');
    expect(await spend('guess-300', '198.51.100.7')).toEqual({
      refused: 'too_many_requests',
      facts: { retryAfter: 900 },
    });
    expectProblem(await logIn(house, 'bystander', PASSWORD, from('198.51.100.7')), 429, 'too_many_requests');
    expect((await logIn(house, 'bystander', PASSWORD, from('198.51.100.8'))).status).toBe(201);
  });
});

describe('the address that a login comes from', () => {
  it.each([
    ['', 'the connection’s own', [1, 1, 1, 3]],
    ['10.0.0.1', 'the connection’s own, when another proxy is trusted', [1, 1, 1, 3]],
    ['127.0.0.1', 'the one that a trusted proxy names', [1, 1, 1, 1, 1, 1]],
    ['127.0.0.0/8', 'the one that a proxy of a trusted range names', [1, 1, 1, 1, 1, 1]],
  ])('is, with TRUSTED_PROXIES=%s, %s', async (proxies, _, counted) => {
    const database = await openTestDatabase('sqlite');
    const house = await openHouse(database, { TRUSTED_PROXIES: proxies });
    for (const n of [1, 2, 3]) await logIn(house, `guess-${n}`, 'x'.repeat(8), { 'x-forwarded-for': `192.0.2.${n}` });
    const rows = await house.nest.get(Reader).query<{ tries: number }>('SELECT tries FROM login_tries ORDER BY tries');
    expect(rows.map(({ tries }) => tries)).toEqual(counted);
    await house.close();
    await database.drop();
  });
});

describe('the address that a login is counted for', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8:1:2::9', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
  ])('%s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
