// Thousands of requests that nobody would write by hand, made from the OpenAPI document: nearly right bodies and wild ones,
// headers and paths. No answer is a 5xx, every answer is one that the document names, and the record holds.
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { verifyDatabase } from '../../src/audit/verify-database.js';
import { Reader } from '../../src/database/reader.js';
import {
  bodySchema,
  documentOf,
  INSIDES,
  NOWHERE,
  resolved,
  routesIn,
  send,
  type ApiDocument,
  type JsonSchema,
  type Route,
} from '../support/api.js';
import { clearForNotice, objectTo, publish, submittedCase } from '../support/cases.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';
import { candidate, dualSlate } from '../support/slates.js';

/** Change it to look elsewhere; a failure prints seed and path, with which the same request is made again. */
const SEED = 20261102;
const REQUESTS = 2_000;
/** ms; what is not tried by then is left to the next run on a faster machine. */
const TIME = 8_000;

jest.setTimeout(60_000);

const WORDS = [
  'x',
  '',
  ' ',
  '\u0000',
  '\ud800',
  '𠮷',
  '‮',
  "' OR 1=1 --",
  '${7*7}',
  '../..',
  '<script>',
  '999999999999999999999',
];
const junk: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(
    ...WORDS,
    null,
    -1,
    0.1,
    1e21,
    2 ** 31,
    2 ** 53,
    [],
    {},
    [[[[]]]],
    { constructor: 1 },
    { length: 1e9 },
  ),
  fc.string({ unit: 'binary', maxLength: 30 }),
);

/** Values that a schema lets through, most of the time. */
function valuesOf(document: ApiDocument, given: JsonSchema, ids: readonly string[]): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 15, arbitrary: rightValuesOf(document, resolved(document, given), ids) },
    { weight: 1, arbitrary: junk },
  );
}

function rightValuesOf(document: ApiDocument, schema: JsonSchema, ids: readonly string[]): fc.Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.format === 'uuid') return fc.constantFrom(...ids);
  switch ([schema.type].flat()[0]) {
    case 'object': {
      const fields = Object.entries(schema.properties ?? {});
      const model = Object.fromEntries(fields.map(([name, field]) => [name, valuesOf(document, field, ids)]));
      return fc.record(model, { requiredKeys: [...(schema.required ?? [])] });
    }
    case 'array':
      return fc.array(valuesOf(document, schema.items ?? {}, ids), { maxLength: 3 });
    case 'integer': {
      const { minimum = 0, maximum = 1_000_000 } = schema;
      return fc.oneof(
        fc.integer({ min: minimum, max: maximum }),
        fc.integer({ min: minimum, max: Math.min(maximum, 9) }),
      );
    }
    case 'boolean':
      return fc.boolean();
    default: {
      const text = fc.string({ unit: 'grapheme', maxLength: Math.min(schema.maxLength ?? 30, 60) });
      return schema.example === undefined
        ? text
        : fc.oneof({ weight: 4, arbitrary: fc.constant(schema.example) }, text);
    }
  }
}

describeOnBothDatabases('whatever is sent', (open) => {
  let house: House;
  let document: ApiDocument;
  let routes: Route[];
  /** Ids of things that are there. */
  let ids: string[];
  let tokens: string[];

  beforeAll(async () => {
    house = await openHouse(await open());
    document = await documentOf(house);
    routes = routesIn(document);
    const waiting = await submittedCase(house, dualSlate([candidate(1)]));
    const shown = await clearForNotice(house, await submittedCase(house, dualSlate([candidate(2)])));
    const notice = await publish(house, 'kx-handler', [shown]);
    const receipt = await objectTo(house, notice);
    const draft = await house.ask('kx-submitter', 'POST', '/slates', dualSlate([candidate(3)]));
    const official = await house.enter('fuzzed', { body: 'zj-kx', duty: 'handler' });
    const objections = await house.ask('kx-handler', 'GET', `/cases/${shown.id}/objections`);
    const organisations = await house.ask('kx-handler', 'GET', '/organisations');
    const listed = [objections, organisations].flatMap(({ body }) =>
      (body['items'] as { id: string }[]).map(({ id }) => id),
    );
    ids = [
      waiting.id,
      shown.id,
      waiting.slate,
      shown.slate,
      String(draft.body['id']),
      notice,
      receipt,
      official,
      ...listed,
      NOWHERE,
    ];
    const who = [
      'kx-submitter',
      'kx-handler',
      'kx-approver',
      'kx-approver-2',
      'mzt-approver',
      'auditor',
      'administrator',
    ];
    tokens = await Promise.all(who.map((login) => house.tokenOf(login)));
  });
  afterAll(() => house.close());

  const wild = fc.string({ unit: 'grapheme', maxLength: 20 });
  const visible = fc.string({ unit: 'grapheme-ascii', maxLength: 20 });
  const rarely = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 8, nil: undefined });

  /** One request to a route: right in most of its parts. */
  const requestTo = (route: Route) => {
    const schema = bodySchema(document, route);
    const part = fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...ids, 'zj-kx', `case:${ids[0] ?? ''}`) },
      { weight: 1, arbitrary: wild },
      { weight: 1, arbitrary: fc.constantFrom(...WORDS.filter((word) => word !== '\ud800')) },
    );
    const body = schema
      ? fc.oneof({ weight: 8, arbitrary: valuesOf(document, schema, ids) }, { weight: 1, arbitrary: junk })
      : fc.option(junk, { freq: 2 });
    return fc.record({
      route: fc.constant(route),
      parts: fc.array(part, { minLength: 3, maxLength: 3 }),
      query: fc.dictionary(
        fc.constantFrom('after', 'limit', 'list', 'slate', 'body', 'x'),
        fc.oneof(wild, fc.nat().map(String)),
        { maxKeys: 2 },
      ),
      // Logging out ends a token that the other requests need.
      token:
        route.method === 'DELETE' ? visible : fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...tokens) }, visible),
      version: fc.oneof(
        { weight: 9, arbitrary: fc.nat({ max: 9 }).map((n) => `"${n}"`) },
        { weight: 1, arbitrary: visible },
      ),
      key: rarely(visible),
      language: rarely(visible),
      type: fc.oneof({ weight: 15, arbitrary: fc.constant('application/json') }, { weight: 1, arbitrary: visible }),
      cookie: rarely(visible.map((value) => `renxuan_session=${value}`)),
      body: fc.oneof(
        { weight: 15, arbitrary: body.map((value) => JSON.stringify(value)) },
        { weight: 1, arbitrary: wild },
      ),
    });
  };

  const withoutUndefined = (headers: Record<string, string | undefined>) =>
    Object.fromEntries(
      Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    );

  it('is answered by what the document names, and never by a 5xx', async () => {
    const seen = new Map<number, number>();
    const requests = fc.constantFrom(...routes).chain(requestTo);
    const property = fc.asyncProperty(
      requests,
      async ({ route, parts, query, token, version, key, language, type, cookie, body }) => {
        const rest = [...parts];
        const path = route.path.replace(/\{\w+\}/g, () => encodeURIComponent(rest.pop() ?? ''));
        const search = new URLSearchParams(query).toString();
        const answer = await send(house.address, {
          method: route.method,
          path: route.method === 'GET' && search !== '' ? `${path}?${search}` : path,
          headers: withoutUndefined({
            authorization: `Bearer ${token}`,
            'if-match': version,
            'idempotency-key': key,
            'accept-language': language,
            cookie,
            ...(route.method === 'GET' ? {} : { 'content-type': type }),
          }),
          ...(route.method === 'GET' ? {} : { body }),
        });
        seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1);
        expect(answer.status).toBeLessThan(500);
        if (answer.status >= 400) expect(answer.text).not.toMatch(INSIDES);
        // An id that is empty, or two dots, makes another path of it.
        const documented = [...Object.keys(route.operation.responses), '404'];
        expect(documented).toContain(String(answer.status));
        const json = answer.status === 204 || answer.headers['content-type'] === 'application/json; charset=utf-8';
        if (answer.status < 400) expect(json).toBe(true);
        else expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
      },
    );
    await fc.assert(property, {
      seed: SEED,
      numRuns: REQUESTS,
      interruptAfterTimeLimit: TIME,
      markInterruptAsFailure: false,
    });
    // It would prove little if nearly right were never right.
    for (const status of [200, 400, 401, 403, 404]) expect([...seen.keys()]).toContain(status);
  });

  it('leaves a record in which everything fits', async () => {
    const result = await verifyDatabase(house.nest.get(Reader));
    expect(result).not.toHaveProperty('why');
    expect(result).toHaveProperty('chains');
  });

  it('leaves a house that serves as before', async () => {
    expect((await send(house.address, { path: '/health/ready' })).status).toBe(200);
    expect((await house.ask('kx-handler', 'GET', '/worklist')).status).toBe(200);
  });
});
