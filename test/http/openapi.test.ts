// The OpenAPI document is right, complete and true: what it says of an answer is what is answered.
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { IdParam, PageQuery } from '../../src/http/api/params.js';
import { SlateBody } from '../../src/http/api/slate-inputs.js';
import { uncheckedIn } from '../../src/http/input-pipe.js';
import { REFUSALS } from '../../src/http/refusals.js';
import { REASON_CODES } from '../../src/kernel/refusal.js';
import {
  bodySchema,
  documentOf,
  expectProblem,
  pathOf,
  resolved,
  routesIn,
  sampleOf,
  send,
  takes,
  type ApiDocument,
  type JsonSchema,
  type Route,
} from '../support/api.js';
import { answerChecks, act, because, clearForNotice, elect, onDay, submittedCase, reject } from '../support/cases.js';
import { openTestDatabase, type TestDatabase } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';
import { candidate, dualSlate } from '../support/slates.js';

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

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1, without a reference that leads nowhere', async () => {
    const result = await new Validator().validate({ ...document });
    expect(result).toEqual({ valid: true });
    expect(document.openapi).toBe('3.1.0');
    for (const [, name = ''] of JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]*)"/g)) {
      expect(Object.keys(document.components.schemas)).toContain(name);
    }
  });

  it('holds every route that a controller has', () => {
    const declared = [...house.nest.get(ModulesContainer).values()].flatMap(({ controllers }) =>
      [...controllers.values()].flatMap(({ metatype }) => {
        const prototype = (metatype as { prototype: Record<string, object> }).prototype;
        const names = Object.getOwnPropertyNames(prototype).filter((name) => name !== 'constructor');
        return names.filter((name) => Reflect.hasMetadata('path', prototype[name] ?? {}));
      }),
    );
    expect(routes.length).toBe(declared.length);
    expect(declared.length).toBeGreaterThan(40);
  });

  it('says of every route in a sentence what it does, once', () => {
    const summaries = routes.map(({ operation }) => operation.summary ?? '');
    for (const summary of summaries) expect(summary).toMatch(/^\S.{5,}\.$/u);
    expect(new Set(summaries).size).toBe(summaries.length);
  });

  it('says of every field what it is for', () => {
    for (const route of routes) {
      for (const { name, ...parameter } of route.parameters) {
        expect({ route: route.name, name, ...parameter }).toHaveProperty('description');
      }
      for (const field of Object.values(bodySchema(document, route)?.properties ?? {})) {
        expect(field).toHaveProperty('description');
      }
    }
  });

  it('names the answer of every route, with its schema', () => {
    for (const { name, operation } of routes) {
      const [status = '', answer] = Object.entries(operation.responses)[0] ?? [];
      expect({ name, status }).toEqual({ name, status: expect.stringMatching(/^20[0-4]$/) });
      if (status !== '204') expect(answer).toHaveProperty(['content', 'application/json', 'schema', '$ref']);
    }
  });

  it('names the refusals of every route as problem details', () => {
    for (const route of routes) {
      const refused = Object.entries(route.operation.responses).filter(([status]) => status >= '400');
      for (const [status, answer] of refused)
        expect(answer).toEqual({ $ref: `#/components/responses/Refused${status}` });
      const statuses = refused.map(([status]) => Number(status));
      expect(statuses).toEqual(expect.arrayContaining([400, 500]));
      if (!route.isPublic) expect(statuses).toEqual(expect.arrayContaining([401, 403]));
      if (takes(route, 'If-Match')) expect(statuses).toEqual(expect.arrayContaining([409, 412, 428]));
      if (takes(route, 'Idempotency-Key')) expect(statuses).toEqual(expect.arrayContaining([409, 422]));
      if (bodySchema(document, route)) expect(statuses).toEqual(expect.arrayContaining([413, 415]));
    }
    for (const response of Object.values(document.components.responses)) {
      expect(response).toHaveProperty(
        ['content', 'application/problem+json', 'schema', '$ref'],
        '#/components/schemas/Problem',
      );
    }
  });

  it('explains every reason code at its status', () => {
    for (const code of REASON_CODES) {
      const { status, en } = REFUSALS[code];
      expect(document.components.responses[`Refused${status}`]?.description).toContain(`\`${code}\`: ${en}`);
    }
  });

  it('asks for credentials on every route but these', () => {
    expect(routes.filter(({ isPublic }) => isPublic).map(({ name }) => name)).toEqual([
      'GET /health/live',
      'GET /health/ready',
      'POST /api/v1/sessions',
      'GET /api/v1/notices',
      'GET /api/v1/notices/{id}',
      'POST /api/v1/notices/{id}/objections',
      'GET /api/v1/objections/{receipt}',
      'GET /api/v1/processing-notice',
    ]);
  });

  it('shows examples that work: the slate that Swagger UI fills in can be drafted as it is', async () => {
    const [route] = routes.filter(({ name }) => name === 'POST /api/v1/slates');
    const example = filledIn(route && bodySchema(document, route)) as { candidates: object[] };
    const answer = await house.ask('kx-submitter', 'POST', '/slates', example);
    expect(answer).toMatchObject({ status: 201, body: { state: 'draft' } });
  });
});

/** As Swagger UI fills a body in: every field, by its example or the first value that fits. */
function filledIn(given: JsonSchema = {}): unknown {
  const schema = resolved(document, given);
  if (schema.example !== undefined || !schema.properties) {
    return schema.type === 'array' ? (schema.example ?? [filledIn(schema.items)]) : sampleOf(document, schema);
  }
  return Object.fromEntries(Object.entries(schema.properties).map(([name, field]) => [name, filledIn(field)]));
}

describe('an answer', () => {
  let check: (name: string, value: unknown) => void;
  beforeAll(() => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    ajv.addSchema({ $id: 'doc', components: document.components });
    check = (name, value) => {
      const valid = ajv.validate({ $ref: `doc#/components/schemas/${name}` }, value);
      expect({ name, valid, errors: ajv.errors }).toEqual({ name, valid: true, errors: null });
    };
  });

  /** Asks, and holds the answer against the schema that the document names for the route. */
  async function answered(who: string | null, name: string, values: object = {}, body?: unknown, version?: number) {
    const route = routes.find((one) => one.name === name);
    if (!route) throw new Error(`The document has no ${name}.`);
    const asked = version === undefined ? {} : { version };
    const path = pathOf(route, { ...values }).replace('/api/v1', '');
    const answer = await house.ask(who, route.method, path, body, asked);
    const [documented] = Object.entries(route.operation.responses);
    expect({ name, status: String(answer.status), body: answer.body }).toMatchObject({ status: documented?.[0] });
    const reference = JSON.stringify(documented?.[1]).match(/"\$ref":"#\/components\/schemas\/(\w+)"/)?.[1] ?? '';
    check(reference, answer.body);
    return answer.body;
  }

  it('of every route that reads or writes is as the document says, in every part of a case’s life', async () => {
    const { id: slate } = await answered(
      'kx-submitter',
      'POST /api/v1/slates',
      {},
      dualSlate([candidate(1), candidate(2)]),
    );
    const at = { id: String(slate) };
    await answered('kx-submitter', 'PUT /api/v1/slates/{id}', at, dualSlate([candidate(1), candidate(2)]), 1);
    await answered('kx-submitter', 'GET /api/v1/slates/{id}', at);
    const submitted = await answered('kx-submitter', 'POST /api/v1/slates/{id}/submit', at, {}, 2);
    const joined = { candidates: [candidate(20)] };
    await answered('kx-submitter', 'POST /api/v1/slates/{id}/candidates', at, joined, 3);
    const [one, other] = (submitted['cases'] as { id: string; state: string; version: number }[]).map((row) => ({
      ...row,
      slate: String(slate),
    }));
    if (!one || !other) throw new Error('Two cases are needed.');
    await answered('kx-submitter', 'GET /api/v1/slates/{id}', at);
    await answered('kx-submitter', 'GET /api/v1/slates/{id}/roster', at);
    await answered('kx-submitter', 'GET /api/v1/slates');
    await answered('kx-submitter', 'GET /api/v1/worklist');
    await answered('kx-handler', 'GET /api/v1/worklist');
    await answered('kx-handler', 'GET /api/v1/cases');
    await answered('kx-handler', 'POST /api/v1/cases/{id}/claim', one, { duty: 'handler' }, one.version);
    one.version += 1;
    await answered('kx-handler', 'GET /api/v1/worklist');
    await answered('kx-handler', 'GET /api/v1/cases/{id}', one);
    await answered('kx-handler', 'POST /api/v1/cases/{id}/release', one, { duty: 'handler' }, one.version);
    one.version += 1;
    await answered('kx-handler', 'POST /api/v1/cases/{id}/accept', one, {}, one.version);
    one.version += 1;
    await act(house, one, 'kx-handler', 'return-for-supplement', because('materials_incomplete'));
    await answered('kx-submitter', 'GET /api/v1/cases/{id}', one);
    await act(house, one, 'kx-submitter', 'answer-supplement', { remarks: '已补' });
    const second = await house.enter('kx-second', { body: 'zj-kx', duty: 'approver' });
    const about = { kind: 'name', value: '虚构单位之外' };
    const declared = await answered('kx-second', 'POST /api/v1/interests', {}, { ground: 'interest', about });
    await answered('kx-second', 'GET /api/v1/interests');
    await answered('kx-second', 'POST /api/v1/interests/{id}/end', { id: String(declared['id']) });
    const period = { from: '2026-12-01', to: '2026-12-31', delegate: second };
    const away = await answered('kx-approver', 'POST /api/v1/absences', {}, period);
    await answered('kx-second', 'GET /api/v1/absences');
    await answered('kx-approver', 'POST /api/v1/absences/{id}/end', { id: String(away['id']) });
    const asked = { officials: [second], weight: 'binding' };
    await answered('kx-handler', 'POST /api/v1/cases/{id}/signatures', one, asked, one.version);
    one.version += 1;
    await answered('kx-handler', 'GET /api/v1/cases/{id}/signatures', one);
    await answered('kx-second', 'GET /api/v1/cases/{id}/why-route', one);
    await answered('kx-handler', 'GET /api/v1/cases/{id}/why-not', one);
    await answered('kx-second', 'GET /api/v1/cases/{id}/what-if', one);
    await act(house, one, 'kx-second', 'recusals', { ground: 'other' });
    await answered('kx-handler', 'GET /api/v1/cases/{id}/signatures', one);
    await act(house, one, 'kx-approver', 'approve');
    for (const body of ['kx-dw', 'mzt']) {
      await act(house, one, `${body}-handler`, 'accept');
      await answered(`${body}-handler`, 'GET /api/v1/cases/{id}/checks', one);
      await answerChecks(house, one, `${body}-handler`);
      await act(house, one, `${body}-approver`, 'approve');
    }
    await answered('kx-submitter', 'GET /api/v1/cases/{id}/checks', one);
    await clearForNotice(house, other);
    const cases = [one, other].map(({ id, version }) => ({ caseId: id, version }));
    const notice = await answered('kx-handler', 'POST /api/v1/slates/{id}/notices', at, { cases });
    for (const each of [one, other]) each.version += 1;
    await answered(null, 'GET /api/v1/processing-notice');
    await answered(null, 'GET /api/v1/notices');
    await answered(null, 'GET /api/v1/notices/{id}', { id: String(notice['id']) });
    const objection = { line: 1, identityClass: 'named', objector: { name: '某人', contact: '某处' }, facts: '虚构' };
    const received = await answered(
      null,
      'POST /api/v1/notices/{id}/objections',
      { id: String(notice['id']) },
      objection,
    );
    const receipt = { receipt: String(received['receipt']) };
    await answered(null, 'GET /api/v1/objections/{receipt}', receipt);
    await answered('kx-handler', 'GET /api/v1/cases/{id}/deadline', one);
    const objections = await answered('kx-handler', 'GET /api/v1/cases/{id}/objections', one);
    const [{ id: objectionId }] = objections['items'] as [{ id: string }];
    const conclusion = { outcome: 'not_proven', ...because('objection_not_proven') };
    const where = { id: one.id, objectionId };
    one.version += 1;
    await answered(
      'kx-approver-2',
      'POST /api/v1/cases/{id}/objections/{objectionId}/conclude',
      where,
      conclusion,
      one.version,
    );
    await answered(null, 'GET /api/v1/objections/{receipt}', receipt);
    await answered('kx-handler', 'GET /api/v1/cases/{id}/objections', one);
    await onDay(house, '2026-11-20');
    for (const who of ['kx-handler', 'auditor', 'kx-submitter']) await answered(who, 'GET /api/v1/cases/{id}', one);
    one.version = Number((await answered('kx-submitter', 'GET /api/v1/cases/{id}', one))['version']);
    other.version = Number((await answered('kx-submitter', 'GET /api/v1/cases/{id}', other))['version']);
    await elect(house, [one]);
    const result = {
      caseId: other.id,
      version: other.version,
      elected: false,
      votesFor: 1,
      votesAgainst: 60,
      abstentions: 0,
    };
    const election = { heldOn: '2026-11-20', votersDue: 100, votersPresent: 70, results: [result] };
    await answered('kx-submitter', 'POST /api/v1/slates/{id}/election', at, election);
    await answered('kx-submitter', 'GET /api/v1/cases/{id}', other);
    await answered('auditor', 'GET /api/v1/record/{chain}', { chain: `case:${one.id}` });
  });

  it('of a rejection and its reconsideration, of a withdrawal, and of a draft given up is as the document says', async () => {
    const one = await submittedCase(house, dualSlate([candidate(5)]));
    await act(house, one, 'kx-handler', 'accept');
    await act(house, one, 'kx-handler', 'defer', because('facts_being_verified'));
    await answered('kx-handler', 'GET /api/v1/cases/{id}', one);
    await act(house, one, 'kx-handler', 'resume');
    await reject(house, one, 'kx-approver', because('condition_not_met'));
    await answered('kx-submitter', 'GET /api/v1/cases/{id}', one);
    await act(house, one, 'kx-submitter', 'reconsider', because('disagrees_with_finding'));
    const upheld = { outcome: 'upheld', ...because('original_upheld') };
    await answered('kx-approver-2', 'POST /api/v1/cases/{id}/conclude-reconsideration', one, upheld, one.version);
    await answered('kx-approver-2', 'GET /api/v1/cases/{id}', one);
    const leaver = await submittedCase(house, dualSlate([candidate(6)]));
    await answered(
      'kx-submitter',
      'POST /api/v1/cases/{id}/withdraw',
      leaver,
      because('candidate_withdrew'),
      leaver.version,
    );
    const draft = await answered('kx-submitter', 'POST /api/v1/slates', {}, dualSlate([candidate(7)]));
    await answered('kx-submitter', 'POST /api/v1/slates/{id}/discard', { id: String(draft['id']) }, {}, 1);
  });

  it('of the directory, the sessions and the health is as the document says', async () => {
    await answered(null, 'GET /api/v1/notices');
    await answered('kx-handler', 'GET /api/v1/bodies');
    await answered('kx-handler', 'GET /api/v1/bodies/{id}', { id: 'zj-kx' });
    const body = { id: 'zj-new', name: '新局（虚构）', jurisdiction: '330000', kinds: ['supervising_unit'] };
    await answered('administrator', 'POST /api/v1/bodies', {}, body);
    const code = { creditCode: '11330000MB9900013T' };
    await answered('administrator', 'PUT /api/v1/bodies/{id}/credit-code', { id: 'zj-new' }, code);
    const mandates = [{ body: 'zj-new', duty: 'handler' }];
    const account = { login: 'new', name: '新人（虚构）', password: 'long enough', mandates };
    const { id } = await answered('administrator', 'POST /api/v1/officials', {}, account);
    await answered('administrator', 'GET /api/v1/officials');
    await answered('administrator', 'GET /api/v1/officials/{id}', { id: String(id) });
    const other = { password: 'another long one' };
    await answered('administrator', 'PUT /api/v1/officials/{id}/password', { id: String(id) }, other);
    const duties = { active: false, mandates };
    await answered('administrator', 'PUT /api/v1/officials/{id}/duties', { id: String(id) }, duties, 1);
    const organisations = await answered('kx-handler', 'GET /api/v1/organisations');
    const [organisation] = organisations['items'] as { id: string; uscc: string; name: string }[];
    const known = { id: organisation?.id ?? '' };
    await answered('kx-handler', 'GET /api/v1/organisations/{id}', known);
    const { organisation: stated } = dualSlate();
    const change = { ...stated, name: organisation?.name, uscc: organisation?.uscc };
    await answered('administrator', 'PUT /api/v1/organisations/{id}', known, change, 1);
    await answered('kx-handler', 'GET /api/v1/sessions/current');
    await answered('kx-handler', 'GET /api/v1/sessions');
    await answered('kx-handler', 'POST /api/v1/sessions/tokens', {}, { label: 'x', days: 1 });
    for (const path of ['/health/live', '/health/ready']) check('Health', (await send(house.address, { path })).body);
  });

  it('that refuses is as the document says', async () => {
    check('Problem', (await house.ask(null, 'GET', '/cases')).body);
    check('Problem', (await house.ask('kx-submitter', 'POST', '/slates', {})).body);
    const slate = dualSlate([candidate(9), candidate(9)]);
    check('Problem', (await house.ask('kx-submitter', 'POST', '/slates', slate)).body);
  });
});

describe('Swagger UI', () => {
  it('is served with everything it needs from here, and nothing inline that the policy of all pages forbids', async () => {
    const page = await send(house.address, { path: '/api/docs' });
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toMatch(/script-src 'self';style-src 'self';/);
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(page.text).not.toMatch(/<style|style=|<script>|\son\w+=|javascript:|https?:\/\//);
    const needed = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path = '']) => path);
    expect(needed).toHaveLength(5);
    for (const path of needed) {
      const { status, headers } = await send(house.address, { path });
      expect({ path, status }).toEqual({ path, status: 200 });
      expect(headers['content-type']).toMatch(
        /^(text\/(css|javascript); charset=utf-8|image\/png|application\/json.*)$/,
      );
    }
  });

  it('is what the bare address leads to', async () => {
    expect(await send(house.address, { path: '/' })).toMatchObject({ status: 302, headers: { location: '/api/docs' } });
  });
});

describe('the check at start-up', () => {
  class Unchecked {
    name!: string;
  }

  @Controller()
  class Careless {
    @Post('a')
    bodyWithoutClass(@Body() _body: unknown) {
      return null;
    }
    @Post('b')
    bodyThatIsAList(@Body() _body: SlateBody[]) {
      return null;
    }
    @Post('c')
    bodyOfUncheckedClass(@Body() _body: Unchecked) {
      return null;
    }
    @Post('d')
    propertyPickedOut(@Body('name') _name: string) {
      return null;
    }
    @Get('e')
    queryWithoutClass(@Query() _query: Record<string, string>) {
      return null;
    }
    @Get('f')
    queryPickedOut(@Query('after') _after: string) {
      return null;
    }
    @Get('g/:id')
    paramPickedOut(@Param('id') _id: string) {
      return null;
    }
    @Get('h/:id')
    right(@Param() _param: IdParam, @Query() _query: PageQuery) {
      return null;
    }
    @Post('i')
    alsoRight(@Body() _body: SlateBody) {
      return null;
    }
  }

  it('finds every body, query and parameter that no class checks, and no other', () => {
    expect(uncheckedIn(Careless)).toEqual([
      'Careless.bodyWithoutClass: body',
      'Careless.bodyThatIsAList: body',
      'Careless.bodyOfUncheckedClass: body',
      'Careless.propertyPickedOut: body',
      'Careless.queryWithoutClass: query',
      'Careless.queryPickedOut: query',
      'Careless.paramPickedOut: param',
    ]);
  });

  it('looks at every controller of the application', () => {
    const controllers = [...house.nest.get(ModulesContainer).values()].flatMap(({ controllers: all }) => [
      ...all.values(),
    ]);
    const seen = controllers.map(({ metatype }) => (metatype as { name: string }).name);
    expect(seen).toEqual(expect.arrayContaining(['CasesController', 'NoticesController', 'SessionsController']));
  });
});

it('an unknown address under /api is refused like everything else', async () => {
  expectProblem(await send(house.address, { path: '/api/openapi.yaml' }), 404, 'not_found');
});
