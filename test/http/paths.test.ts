// Other spellings of a path and other methods give nobody anything: what no route answers is not found, and what a route
// answers needs the same login by every way in. (Three holes of 2026 in Nest on Fastify: //admin, HEAD, and a last slash.)
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  documentOf,
  expectProblem,
  INSIDES,
  pathOf,
  routesIn,
  send,
  type RawAnswer,
  type Route,
} from '../support/api.js';
import { act, submittedCase } from '../support/cases.js';
import { openTestDatabase, type TestDatabase } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';

let database: TestDatabase;
let house: House;
let routes: Route[];
/** Every protected route to read, with ids of things that are there. */
let reading: { path: string; who: string }[];

beforeAll(async () => {
  database = await openTestDatabase('sqlite');
  house = await openHouse(database);
  routes = routesIn(await documentOf(house));
  const one = await submittedCase(house);
  await act(house, one, 'kx-handler', 'accept');
  await act(house, one, 'kx-handler', 'inquiries', { inquiries: [{ inquiry: 'court_dishonesty' }] });
  const list = async (what: string, who = 'administrator') =>
    (await house.ask(who, 'GET', what)).body['items'] as { id: string }[];
  const [letter] = await list(`/cases/${one.id}/inquiries`, 'kx-handler');
  const [official] = await list('/officials');
  const [organisation] = await list('/organisations');
  const known: Record<string, [id: string, who: string]> = {
    '/api/v1/bodies/{id}': ['zj-kx', 'kx-handler'],
    '/api/v1/officials/{id}': [official?.id ?? '', 'administrator'],
    '/api/v1/officials': ['', 'administrator'],
    '/api/v1/directory/shortages': ['', 'administrator'],
    '/api/v1/organisations/{id}': [organisation?.id ?? '', 'kx-handler'],
    '/api/v1/slates': ['', 'kx-submitter'],
    '/api/v1/slates/{id}': [one.slate, 'kx-submitter'],
    '/api/v1/slates/{id}/roster': [one.slate, 'kx-submitter'],
    '/api/v1/cases/{id}': [one.id, 'kx-handler'],
    '/api/v1/cases/{id}/checks': [one.id, 'kx-handler'],
    '/api/v1/cases/{id}/inquiries': [one.id, 'kx-handler'],
    '/api/v1/inquiries': ['', 'gy-handler'],
    '/api/v1/inquiries/{id}': [letter?.id ?? '', 'gy-handler'],
    '/api/v1/cases/{id}/statements': [one.id, 'kx-handler'],
    '/api/v1/cases/{id}/corrections': [one.id, 'kx-handler'],
    '/api/v1/cases/{id}/signatures': [one.id, 'kx-handler'],
    '/api/v1/cases/{id}/why-not': [one.id, 'kx-handler'],
    '/api/v1/cases/{id}/why-route': [one.id, 'kx-handler'],
    '/api/v1/cases/{id}/what-if': [one.id, 'kx-handler'],
    '/api/v1/cases/{id}/objections': [one.id, 'kx-handler'],
    '/api/v1/cases/{id}/deadline': [one.id, 'kx-handler'],
    '/api/v1/record/{chain}': [`case:${one.id}`, 'auditor'],
  };
  reading = routes
    .filter(({ method, isPublic }) => method === 'GET' && !isPublic)
    .map((route) => {
      const [id, who] = known[route.path] ?? ['', 'kx-handler'];
      return { path: pathOf(route, { id, chain: id }), who };
    });
});

afterAll(async () => {
  await house.close();
  await database.drop();
});

const bearer = async (who: string) => ({ authorization: `Bearer ${await house.tokenOf(who)}` });

/** No data: a refusal in the usual form, or no body at all. */
function givesNothing(answer: RawAnswer, statuses: readonly number[]) {
  expect(statuses).toContain(answer.status);
  expect(answer.text).not.toMatch(INSIDES);
  if (answer.text !== '') expect(answer.body).toMatchObject({ status: answer.status, type: expect.any(String) });
  expect(Object.keys(answer.body)).not.toEqual(expect.arrayContaining(['items']));
}

it('the routes of this test are open to the right account, so that what it refuses is refused for the reason it says', async () => {
  for (const { path, who } of reading) {
    expect({ path, status: (await send(house.address, { path, headers: await bearer(who) })).status }).toEqual({
      path,
      status: 200,
    });
  }
  expect(reading.length).toBeGreaterThan(12);
});

describe('without a login', () => {
  it('every protected route asks for one, whatever is sent', async () => {
    for (const route of routes.filter(({ isPublic }) => !isPublic)) {
      const answer = await send(house.address, { method: route.method, path: pathOf(route) });
      expectProblem(answer, 401, 'unauthenticated');
    }
  });

  const spellings: [string, (path: string) => string][] = [
    ['two slashes at the beginning', (path) => `/${path}`],
    ['two slashes in the middle', (path) => path.replace('/v1/', '//v1//')],
    ['a slash at the end', (path) => `${path}/`],
    ['capitals', (path) => path.toUpperCase()],
    ['one capital', (path) => path.replace('/api', '/Api')],
    ['a dot', (path) => path.replace('/v1', '/./v1')],
    ['two dots', (path) => path.replace('/v1', '/x/../v1')],
    ['encoded dots', (path) => path.replace('/v1', '/x/%2e%2e/v1')],
    ['an encoded slash', (path) => path.replace('/v1', '%2fv1')],
    ['a backslash', (path) => path.replace('/v1', '\\v1')],
    ['an encoded letter', (path) => path.replace('/v1', '/%76%31')],
    ['a double encoding', (path) => path.replace('/v1', '/%2576%2531')],
    ['a semicolon', (path) => `${path};x=y`],
    ['an encoded question mark', (path) => `${path}%3fx`],
    ['an encoded space', (path) => `${path}%20`],
    ['an encoded NUL', (path) => `${path}%00`],
    ['an encoded line break', (path) => `${path}%0d%0aX-Injected:%20yes`],
    ['an ending', (path) => `${path}.json`],
    ['a broken encoding', (path) => `${path}%zz`],
    ['a number sign', (path) => `${path}#x`],
    ['the address of the host', (path) => `http://127.0.0.1${path}`],
    ['another host', (path) => `http://example.org${path}`],
  ];

  it.each(spellings)('a path with %s leads to no data', async (_, spell) => {
    for (const { path } of reading) {
      const answer = await send(house.address, { path: spell(path) });
      givesNothing(answer, [400, 401, 404]);
      expect(answer.headers).not.toHaveProperty('x-injected');
    }
  });

  it.each(['HEAD', 'OPTIONS', 'TRACE', 'PATCH', 'DELETE', 'PROPFIND', 'SEARCH', 'QUERY', 'LOCK'])(
    'the method %s leads to no data',
    async (method) => {
      for (const { path } of reading) givesNothing(await send(house.address, { method, path }), [400, 401, 404, 405]);
    },
  );

  it.each([
    ['X-HTTP-Method-Override', 'GET'],
    ['X-HTTP-Method', 'GET'],
    ['X-Method-Override', 'GET'],
    ['X-Original-URL', '/api/v1/bodies'],
    ['X-Rewrite-URL', '/api/v1/bodies'],
    ['X-Forwarded-Prefix', '/api/v1'],
    ['X-Forwarded-For', '127.0.0.1'],
    ['X-Forwarded-User', 'administrator'],
    ['Authorization', 'Bearer'],
    ['Authorization', 'Basic YWRtaW5pc3RyYXRvcjphZG1pbmlzdHJhdG9y'],
    ['Cookie', 'renxuan_session=; __Host-renxuan_session=x'],
  ])('the header %s: %s changes nothing', async (header, value) => {
    for (const { path } of reading) {
      const answer = await send(house.address, { path, headers: { [header]: value } });
      expectProblem(answer, 401, 'unauthenticated');
    }
    const written = await send(house.address, { method: 'POST', path: '/api/v1/bodies', headers: { [header]: value } });
    expectProblem(written, 401, 'unauthenticated');
    expectProblem(await send(house.address, { path: '/api/v1', headers: { [header]: value } }), 404, 'not_found');
  });
});

describe('with a login', () => {
  it.each([
    ['two slashes at the beginning', (path: string) => `/${path}`],
    ['a slash at the end', (path: string) => `${path}/`],
    ['capitals', (path: string) => path.toUpperCase()],
  ])('a path with %s is not a second way to the same thing', async (_, spell) => {
    for (const { path, who } of reading) {
      const answer = await send(house.address, { path: spell(path), headers: await bearer(who) });
      givesNothing(answer, [400, 404]);
    }
  });

  it('HEAD says what GET would say, without saying it', async () => {
    for (const { path, who } of reading) {
      const answer = await send(house.address, { method: 'HEAD', path, headers: await bearer(who) });
      expect({ path, status: answer.status, text: answer.text }).toEqual({ path, status: 200, text: '' });
    }
  });

  it.each(['OPTIONS', 'TRACE', 'PATCH', 'PROPFIND'])('%s is answered by no route', async (method) => {
    for (const { path, who } of reading) {
      const headers = { ...(await bearer(who)), 'x-http-method-override': 'GET' };
      expectProblem(await send(house.address, { method, path, headers }), 404, 'not_found');
    }
  });

  it('an act cannot be done by a GET with another method in a header or a field', async () => {
    const one = await submittedCase(house);
    const path = `/api/v1/cases/${one.id}/accept`;
    const headers = {
      ...(await bearer('kx-handler')),
      'if-match': `"${one.version}"`,
      'x-http-method-override': 'POST',
    };
    for (const query of ['', '?_method=POST']) {
      expectProblem(await send(house.address, { path: path + query, headers }), 404, 'not_found');
    }
    expect((await house.ask('kx-handler', 'GET', `/cases/${one.id}`)).body['version']).toBe(one.version);
  });
});

describe('no path leads', () => {
  it.each([
    '/package.json',
    '/api/docs/../../package.json',
    '/api/docs/%2e%2e/%2e%2e/package.json',
    '/api/docs/..%2f..%2fpackage.json',
    '/api/docs/package.json',
    '/api/docs/absolute-path.js',
    '/var/keys.json',
    '/.git/config',
    '/api/docs-json',
    '/api-json',
    '/health',
    '/api/v1/health/ready',
  ])('to %s', async (path) => {
    expectProblem(await send(house.address, { path }), 404, 'not_found');
  });
});
