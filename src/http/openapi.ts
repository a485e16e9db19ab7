import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { CookieSettings } from './actor.js';
import { OUTPUTS, PROBLEM, type OutputName, type Schema } from './api/outputs.js';
import { MARKS } from './described.js';
import { serveDocs } from './docs-page.js';
import { REFUSALS } from './refusals.js';
import { swaggerWithDecorators } from './swagger.js';

/** OpenAPI 3.1 at /api/openapi.json, built when first asked for, and Swagger UI at /api/docs. */
export function describeApi(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  let document: Promise<OpenAPIObject> | undefined;
  fastify.get('/api/openapi.json', () => (document ??= documentOf(app)));
  serveDocs(fastify);
}

async function documentOf(app: NestFastifyApplication): Promise<OpenAPIObject> {
  const { DocumentBuilder, SwaggerModule } = await swaggerWithDecorators();
  const frame = new DocumentBuilder()
    .setTitle('Renxuan 人选')
    .setDescription(
      'Vetting of candidates for leading posts of social organisations.\n\n' +
        'To try it: `POST /api/v1/sessions` with a login and password; the browser keeps the session in a cookie, a ' +
        'program sends the token as `Authorization: Bearer`. `GET /api/v1/worklist` tells what waits for you, and ' +
        '`GET /api/v1/cases/{id}` what you may do.\n\n' +
        'Refusals are problem details (RFC 9457) with a stable `code`, in Chinese or English by `Accept-Language`. ' +
        'Decisions take the version they were made on in `If-Match`; every POST and PUT that changes something takes an ' +
        '`Idempotency-Key`, except those that hand out a token, which is stored nowhere.',
    )
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth({ type: 'http', scheme: 'bearer' }, 'bearer')
    .addCookieAuth(app.get(CookieSettings).name, undefined, 'cookie')
    .build();
  const document = SwaggerModule.createDocument(app, frame);
  for (const item of Object.values(document.paths)) {
    const operations = item as Record<string, Marked>;
    for (const [method, operation] of Object.entries(operations)) operations[method] = completed(operation, method);
  }
  const schemas = { ...document.components?.schemas, ...OUTPUTS, Problem: PROBLEM };
  document.components = {
    ...document.components,
    schemas,
    responses: refusalResponses(),
  } as typeof document.components & object;
  return document;
}

interface Operation {
  parameters?: { in: string; name: string; required?: boolean }[];
  responses: Record<string, Schema>;
  security?: Record<string, string[]>[];
}

/** As Nest has it, with the marks of our decorators. */
interface Marked extends Operation {
  [MARKS.answer]?: OutputName | '';
  [MARKS.refused]?: number[];
  [MARKS.public]?: boolean;
}

/** Turns the marks of the decorators into the answers, refusals and credentials of one operation. */
function completed(marked: Marked, method: string): Operation {
  const { [MARKS.answer]: answer, [MARKS.refused]: refused = [], [MARKS.public]: isPublic = false, ...rest } = marked;
  const { parameters = [] } = rest;
  const has = (place: string, name?: string) =>
    parameters.some((parameter) => parameter.in === place && (name === undefined || parameter.name === name));
  const changes = method !== 'get';
  const statuses = [
    400,
    ...refused,
    ...(isPublic ? [] : [401, 403]),
    ...(has('path') ? [404] : []),
    ...(changes && has('path') ? [409] : []),
    ...(has('header', 'If-Match') ? [412, 428] : []),
    ...(changes ? [413, 415] : []),
    ...(has('header', 'Idempotency-Key') ? [409, 422] : []),
    500,
    503,
  ];
  const refusals = statuses.map((status) => [status, { $ref: `#/components/responses/Refused${status}` }] as const);
  const [success = '200'] = Object.keys(rest.responses);
  return {
    ...rest,
    security: isPublic ? [] : [{ bearer: [] }, { cookie: [] }],
    responses: { ...rest.responses, ...Object.fromEntries(refusals), [success]: answerOf(answer) },
  };
}

function answerOf(name: OutputName | '' | undefined): Schema {
  if (!name) return { description: 'Done.' };
  const schema = OUTPUTS[name] as { properties?: { version?: Schema } };
  const etag = { description: 'The version, in quotation marks.', schema: { type: 'string' } };
  return {
    description: 'Done.',
    ...(schema.properties?.version ? { headers: { ETag: etag } } : {}),
    content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } },
  };
}

/** One response a status, with the codes that it can have and their words. */
function refusalResponses(): Record<string, Schema> {
  const codes = Object.entries(REFUSALS);
  return Object.fromEntries(
    [...new Set(codes.map(([, { status }]) => status))].map((status) => {
      const own = codes.filter(([, wording]) => wording.status === status);
      const description = own.map(([code, wording]) => `\`${code}\`: ${wording.en}`).join('\n\n');
      const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
      return [`Refused${status}`, { description, content }];
    }),
  );
}
