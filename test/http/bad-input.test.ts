// What a client gets for bodies, queries and ids that are wrong: always a refusal that says where, never a 500. The routes
// come from the OpenAPI document, so a new route is tried the day it is written.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  bodySchema,
  documentOf,
  expectProblem,
  INSIDES,
  pathOf,
  routesIn,
  sampleOf,
  send,
  whoFor,
  withQuery,
  type ApiDocument,
  type RawAnswer,
  type Route,
  resolved,
} from '../support/api.js';
import { openTestDatabase, type TestDatabase } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';
import { candidate, dualSlate } from '../support/slates.js';

let database: TestDatabase;
let house: House;
let document: ApiDocument;
let routes: Route[];
let withBody: Route[];

beforeAll(async () => {
  database = await openTestDatabase('sqlite');
  house = await openHouse(database);
  document = await documentOf(house);
  routes = routesIn(document);
  withBody = routes.filter((route) => bodySchema(document, route));
});

afterAll(async () => {
  await house.close();
  await database.drop();
});

const JSON_TYPE = { 'content-type': 'application/json' };

/** Sends a body to a route, as an account that the guard lets through, with a version where one is wanted. */
async function post(route: Route, body: string | Buffer | undefined, headers: Record<string, string> = JSON_TYPE) {
  const who = whoFor(route);
  return send(house.address, {
    method: route.method,
    path: pathOf(route),
    headers: {
      'accept-language': 'en',
      'if-match': '"1"',
      ...(who === null ? {} : { authorization: `Bearer ${await house.tokenOf(who)}` }),
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
  });
}

const fieldsNamed = ({ body }: { body: RawAnswer['body'] }) =>
  ((body['errors'] ?? []) as { field: string }[]).map(({ field }) => field);

/** The same refusal from every route that takes a body. */
async function everyRouteRefuses(body: string | Buffer, status: number, code: 'invalid_request' | 'malformed_json') {
  for (const route of withBody) {
    const answer = await post(route, body);
    expectProblem(answer, status, code);
  }
}

it('finds the routes in the document: those with a body, with a version and with an id', () => {
  expect(routes.length).toBeGreaterThan(40);
  expect(withBody.length).toBeGreaterThan(20);
});

describe('a body', () => {
  it.each([
    ['a list', '[]'],
    ['a list with an object in it', '[{"remarks":"x"}]'],
    ['null', 'null'],
    ['a number', '3'],
    ['a text', '"x"'],
    ['a truth', 'true'],
    ['a field named __proto__', '{"__proto__":{"admin":true}}'],
    ['a field named constructor', '{"constructor":{"prototype":{"admin":true}}}'],
    ['a field named constructor deeper down', '{"reason":{"constructor":"x"}}'],
    ['a field named toString', '{"toString":"x"}'],
    ['an unknown field', '{"surprise":true}'],
  ])('of %s is refused as not well formed by every route', async (_, body) => {
    await everyRouteRefuses(body, 400, 'invalid_request');
  });

  it.each([
    ['100,000 levels', '{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000)],
    ['80,000 fields', JSON.stringify(Object.fromEntries(Array.from({ length: 80_000 }, (_, n) => [`p${n}`, 1])))],
    ['300,000 items', `{"candidates":[${'{},'.repeat(300_000)}{}]}`],
    ['12,000 values', JSON.stringify({ a: Array(400).fill(Array(30).fill(1)) })],
  ])('of %s is refused before anybody checks them one by one', async (_, body) => {
    for (const path of ['/api/v1/sessions', '/api/v1/slates']) {
      const answer = await send(house.address, { method: 'POST', path, headers: JSON_TYPE, body });
      expectProblem(answer, 400, 'invalid_request');
      expect(answer.body['errors']).toEqual([
        { field: 'body', problems: [expect.stringMatching(/^must not (be nested deeper|hold more) than /)] },
      ]);
    }
  });

  it.each([
    ['cut short', '{"remarks":'],
    ['of two values', '{} {}'],
    ['with a trailing comma', '{"remarks":"x",}'],
    ['of a byte that is no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
    ['in GBK', Buffer.from([0x7b, 0x22, 0xc3, 0xfb, 0x22, 0x3a, 0x31, 0x7d])],
  ])('that is no JSON (%s) is refused as malformed by every route', async (_, body) => {
    await everyRouteRefuses(body, 400, 'malformed_json');
  });

  it.each([
    ['text/plain', '{"login":"kx-handler","password":"12345678"}'],
    ['application/x-www-form-urlencoded', 'login=kx-handler&password=12345678'],
    ['multipart/form-data; boundary=x', '--x\r\ncontent-disposition: form-data; name="login"\r\n\r\nkx\r\n--x--\r\n'],
    ['application/xml', '<login/>'],
    ['application/jsonp', '{}'],
    ['nonsense', '{}'],
  ])('sent as %s is refused by every route, with or without a body of its own', async (type, body) => {
    for (const route of routes.filter(({ method }) => method !== 'GET')) {
      expectProblem(await post(route, body, { 'content-type': type }), 415, 'unsupported_media_type');
    }
  });

  it('without a type is refused by every route', async () => {
    for (const route of withBody) expectProblem(await post(route, '{}', {}), 415, 'unsupported_media_type');
  });

  it('of 2 MB is refused as too large by every route, also when it comes in pieces without a length', async () => {
    const body = JSON.stringify({ facts: 'x'.repeat(2 * 1024 * 1024) });
    for (const route of withBody) expectProblem(await post(route, body), 413, 'body_too_large');
    const pieces = { ...JSON_TYPE, 'transfer-encoding': 'chunked', 'content-length': [] as unknown as string };
    for (const route of withBody.slice(0, 3)) expectProblem(await post(route, body, pieces), 413, 'body_too_large');
  });

  it('that is empty is one without fields: what is missing is named, and where nothing is needed nothing is missed', async () => {
    for (const route of withBody) {
      const { required = [] } = bodySchema(document, route) ?? {};
      for (const headers of [JSON_TYPE, {}]) {
        const answer = await post(route, undefined, headers);
        if (required.length === 0) expectProblem(answer, 404, 'not_found');
        else {
          expectProblem(answer, 400, 'invalid_request');
          expect(fieldsNamed(answer)).toEqual(expect.arrayContaining([...required]));
        }
      }
    }
  });

  it('with a field of another type, or null, is refused by every route, and the field is named', async () => {
    const wrong = [null, 3.5, {}, [], [[]], { toISOString: 'x' }, ['x'], -1, '\ud800', 'x\u0000y', 'x'.repeat(10_000)];
    for (const route of withBody) {
      for (const [field, schema] of Object.entries(bodySchema(document, route)?.properties ?? {})) {
        for (const value of wrong) {
          if (value === null && [schema.type].flat().includes('null')) continue;
          if (JSON.stringify(value) === '[]' && schema.type === 'array') continue;
          // Of a thing that may state anything or nothing, nothing is well formed.
          const { type, required = [] } = resolved(document, schema);
          if (JSON.stringify(value) === '{}' && type === 'object' && required.length === 0) continue;
          const answer = await post(route, JSON.stringify({ [field]: value }));
          expectProblem(answer, 400, 'invalid_request');
          const named = fieldsNamed(answer).map((name) => name.split('.')[0]);
          expect({ route: route.name, field, value, named }).toMatchObject({ named: expect.arrayContaining([field]) });
        }
      }
    }
  });

  it('is answered for with at most a hundred faults', async () => {
    const body = { ...dualSlate(), candidates: Array.from({ length: 150 }, () => ({ surprise: 1 })) };
    const answer = await house.ask('kx-submitter', 'POST', '/slates', body);
    expectProblem(answer, 400, 'invalid_request');
    expect(fieldsNamed(answer)).toHaveLength(100);
  });
});

describe('a text', () => {
  const draft = (change: object) => {
    const one = candidate(7);
    return house.ask('kx-submitter', 'POST', '/slates', dualSlate([{ ...one, person: { ...one.person, ...change } }]));
  };

  it('is counted in characters as people count them: 50 of 𠮷 are a name, 51 letters are not', async () => {
    expect((await draft({ name: '𠮷'.repeat(50) })).status).toBe(201);
    const answer = await draft({ name: 'x'.repeat(51) });
    expectProblem(answer, 400, 'invalid_request');
    expect(answer.body['errors']).toEqual([
      { field: 'candidates.0.person.name', problems: ['name must have 1 to 50 characters'] },
    ]);
  });

  it.each([
    ['half a character', '张\ud800'],
    ['NUL', '张\u0000'],
    ['a line break in a name', '张\n三'],
    ['an escape sequence', '\u001b[31m张'],
    ['only spaces', '   '],
  ])('of %s is refused', async (_, name) => {
    const answer = await draft({ name });
    expectProblem(answer, 400, 'invalid_request');
    expect(fieldsNamed(answer)).toEqual(['candidates.0.person.name']);
  });

  it.each([
    ['of a character too few', '12330000MB990003X'],
    ['whose check character is another', '12330000MB990003XB'],
    ['whose organisation code is wrong', '12330000MB990013XA'],
    ['in small letters', '12330000mb990003xa'],
    ['that is no text', 12330000],
  ])('for the code of an employer %s is refused, and so is that of an office', async (_, code) => {
    const answer = await draft({ employerCreditCode: code });
    expectProblem(answer, 400, 'invalid_request');
    expect(fieldsNamed(answer)).toEqual(['candidates.0.person.employerCreditCode']);
    const set = await house.ask('administrator', 'PUT', '/bodies/zj-kx/credit-code', { creditCode: code });
    expectProblem(set, 400, 'invalid_request');
    expect(fieldsNamed(set)).toEqual(['creditCode']);
  });

  it.each([
    ['name', '张三110101199003078515'],
    ['employer', '虚构单位 13812345678'],
    ['employerPost', '职员，电话：138-1234-5678'],
    ['education', '本科（１１０１０１１９９００３０７８５１５）'],
    ['nativePlace', '浙江 +86 138 1234 5678'],
  ])(
    'that a public notice would show (%s) is refused with an identity or telephone number in it',
    async (field, text) => {
      const answer = await draft({ [field]: text });
      expectProblem(answer, 400, 'invalid_request');
      expect(fieldsNamed(answer)).toEqual([`candidates.0.person.${field}`]);
      expect(JSON.stringify(answer.body)).not.toMatch(/1381234|138-1234|110101|１１０/);
    },
  );

  it('that is a field name and a number of a person is not repeated', async () => {
    const answer = await house.ask(null, 'POST', '/sessions', { '110101199003078515': 1 });
    expectProblem(answer, 400, 'invalid_request');
    expect(JSON.stringify(answer.body)).not.toContain('110101199003078515');
    expect(fieldsNamed(answer)).toContain('(number)');
  });
});

describe('a day, a list, a number', () => {
  const election = { heldOn: '2026-10-30', votersDue: 10, votersPresent: 9 };

  it.each(['2026-02-30', '2026-13-01', '0000-00-00', '2026-1-1', '20260101', '2026-10-30T00:00:00Z'])(
    'of an election on %s, which is no day, is refused',
    async (heldOn) => {
      const body = { ...election, heldOn, results: [] };
      const answer = await house.ask('kx-submitter', 'POST', `/slates/${crypto.randomUUID()}/election`, body);
      expectProblem(answer, 400, 'invalid_request');
      expect(fieldsNamed(answer)).toContain('heldOn');
    },
  );

  it('of duties with the same duty twice is refused', async () => {
    const duty = { body: 'zj-kx', duty: 'handler' };
    for (const mandates of [
      [duty, duty],
      [null, null],
      [3, 3],
    ]) {
      const official = { login: 'twice', name: '重复', password: 'long enough', mandates };
      const answer = await house.ask('administrator', 'POST', '/officials', official);
      expectProblem(answer, 400, 'invalid_request');
      expect(fieldsNamed(answer).some((field) => field.startsWith('mandates'))).toBe(true);
    }
  });

  it.each(['1.5', '-1', '1e3', '0x10', '99999999999999999999', 'abc', '', '1e400'])(
    'to go on from in the record (%s) that is no place in a chain is refused',
    async (after) => {
      const answer = await house.ask('auditor', 'GET', `/record/case:none?after=${after}`);
      expectProblem(answer, 400, 'invalid_request');
      expect(fieldsNamed(answer)).toEqual(['after']);
    },
  );
});

describe('a query', () => {
  const asking = () => routes.filter(({ parameters }) => parameters.some(({ in: place }) => place === 'query'));
  const get = async (route: Route, query: string) =>
    house.ask(whoFor(route), 'GET', withQuery(pathOf(route).replace('/api/v1', ''), query));

  it('with a parameter given twice is refused by every route, and the parameter is named', async () => {
    for (const route of asking()) {
      for (const { in: place, name } of route.parameters) {
        if (place !== 'query') continue;
        const answer = await get(route, `${name}=1&${name}=2`);
        expectProblem(answer, 400, 'invalid_request');
        expect(fieldsNamed(answer)).toContain(name);
      }
    }
  });

  it.each([
    'surprise=1',
    'limit[]=1',
    'limit=0',
    'limit=201',
    'limit=1.5',
    'after=%00',
    '__proto__=1',
    'constructor=1',
  ])('%s is refused by every route', async (query) => {
    for (const route of asking()) expectProblem(await get(route, query), 400, 'invalid_request');
  });
});

describe('an id', () => {
  it.each([
    'x',
    '1',
    'null',
    '00000000-0000-4000-8000-00000000000',
    '00000000-0000-4000-8000-00000000000G',
    'ABCDEFAB-0000-4000-8000-000000000000',
    "1' OR '1'='1",
    '../../officials',
    '\u0000',
    '*',
    'x'.repeat(199),
  ])('such as %j is refused by every route, and the id is named', async (id) => {
    for (const route of routes) {
      for (const { in: place, name, schema: idSchema } of route.parameters) {
        if (place !== 'path' || idSchema.format !== 'uuid') continue;
        const who = whoFor(route);
        const schema = bodySchema(document, route);
        const answer = await send(house.address, {
          method: route.method,
          path: pathOf(route, { [name]: encodeURIComponent(id) }),
          headers: {
            ...JSON_TYPE,
            'if-match': '"1"',
            ...(who === null ? {} : { authorization: `Bearer ${await house.tokenOf(who)}` }),
          },
          ...(schema ? { body: JSON.stringify(sampleOf(document, schema)) } : {}),
        });
        expectProblem(answer, 400, 'invalid_request');
        expect(fieldsNamed(answer)).toContain(name);
      }
    }
  });

  it('longer than any of ours is refused before a route is found', async () => {
    const path = `/api/v1/notices/${'x'.repeat(300)}`;
    expectProblem(await send(house.address, { path }), 400, 'invalid_request');
  });

  it('that nothing has is not found, whoever asks for it', async () => {
    const reading = routes.filter(
      ({ method, path }) => method === 'GET' && path.includes('{id}') && !/bodies/.test(path),
    );
    for (const route of reading) {
      const answer = await house.ask(whoFor(route), 'GET', pathOf(route).replace('/api/v1', ''));
      expectProblem(answer, 404, 'not_found');
    }
    expect(reading.length).toBeGreaterThan(4);
  });
});

describe('a refusal', () => {
  it.each([
    [undefined, 'zh-CN', '请先登录，或者提供有效的令牌。'],
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh-CN', '请先登录，或者提供有效的令牌。'],
    ['en-GB,en;q=0.9', 'en', 'Log in first, or send a valid token.'],
    ['fr', 'zh-CN', '请先登录，或者提供有效的令牌。'],
    ['*;q=x,,', 'zh-CN', '请先登录，或者提供有效的令牌。'],
  ])('to a reader of %s is in %s', async (language, expected, title) => {
    const headers = language === undefined ? {} : { 'accept-language': language };
    const answer = await send(house.address, { path: '/api/v1/cases', headers });
    expectProblem(answer, 401, 'unauthenticated');
    expect(answer.body['title']).toBe(title);
    expect(answer.headers).toMatchObject({ 'content-language': expected, vary: 'Accept-Language' });
  });

  it('names the request as the header does, so that the log can be searched for it', async () => {
    const answer = await send(house.address, { path: '/api/v1/cases' });
    expect(answer.body['instance']).toBe(`urn:renxuan:request:${String(answer.headers['x-request-id'])}`);
  });

  it.each(['/', '/%zz', `/api/v1/notices/${'x'.repeat(300)}`, '/api/v1/cases', '/health/live'])(
    'or another answer to %s is neither stored by a browser nor guessed at',
    async (path) => {
      const { headers } = await send(house.address, { path });
      expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    },
  );

  it('comes in the same form for what is no HTTP at all', async () => {
    for (const method of ['GET', 'NONSENSE']) {
      const answer = await rawBytes(
        `${method} / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(method === 'GET' ? 20_000 : 1)}\r\n\r\n`,
      );
      expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
      expect(answer).toMatch(/\r\nContent-Type: application\/problem\+json; charset=utf-8\r\n/);
      expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({ code: 'invalid_request', status: 400 });
      expect(answer).not.toMatch(INSIDES);
    }
  });
});

async function rawBytes(text: string): Promise<string> {
  const { connect } = await import('node:net');
  const { hostname, port } = new URL(house.address);
  const socket = connect(Number(port), hostname);
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  socket.end(text);
  await new Promise((resolve) => socket.once('close', resolve));
  return Buffer.concat(chunks).toString();
}
