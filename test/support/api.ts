// The routes as the OpenAPI document names them, so that a test of "every route" forgets none, and requests sent byte for
// byte: fetch would tidy up a path or a header before anybody could be attacked with it.
import { request } from 'node:http';
import { expect } from '@jest/globals';
import type { ReasonCode } from '../../src/kernel/refusal.js';
import type { House } from './house.js';

export interface Parameter {
  readonly in: 'path' | 'query' | 'header';
  readonly name: string;
  readonly required?: boolean;
  readonly example?: string;
  readonly schema: {
    readonly type?: string;
    readonly format?: string;
    readonly enum?: readonly string[];
    readonly example?: string;
  };
}

/** As much of JSON Schema as our documents use. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly allOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly example?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

export interface Operation {
  readonly summary?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>> };
  readonly responses: Readonly<Record<string, unknown>>;
  readonly security: readonly object[];
}

export interface ApiDocument {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>;
    readonly responses: Readonly<Record<string, { readonly description: string }>>;
  };
}

export interface Route {
  /** `POST /api/v1/cases/{id}/accept` */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
  readonly isPublic: boolean;
  readonly parameters: readonly Parameter[];
}

export async function documentOf(house: House): Promise<ApiDocument> {
  return (await (await fetch(`${house.address}/api/openapi.json`)).json()) as ApiDocument;
}

export const routesIn = (document: ApiDocument): Route[] =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path}`,
      method: method.toUpperCase(),
      path,
      operation,
      isPublic: operation.security.length === 0,
      parameters: operation.parameters ?? [],
    })),
  );

export const takes = (route: Route, header: 'If-Match' | 'Idempotency-Key'): boolean =>
  route.parameters.some(({ in: place, name }) => place === 'header' && name === header);

/** The schema of a route's body, with its reference followed; undefined if it takes none. */
export function bodySchema(document: ApiDocument, { operation }: Route): JsonSchema | undefined {
  const schema = operation.requestBody?.content['application/json']?.schema;
  return schema && resolved(document, schema);
}

export function resolved(document: ApiDocument, schema: JsonSchema): JsonSchema {
  const [only] = schema.allOf ?? [];
  if (only) return resolved(document, only);
  const name = schema.$ref?.split('/').at(-1);
  const found = name === undefined ? schema : document.components.schemas[name];
  if (!found) throw new Error(`The document has no schema ${String(name)}.`);
  return found;
}

/** The least value that a schema lets through, with its example where it has one. */
export function sampleOf(document: ApiDocument, given: JsonSchema): unknown {
  const schema = resolved(document, given);
  if (schema.example !== undefined) return schema.example;
  if (schema.enum) return schema.enum[0];
  switch ([schema.type].flat()[0]) {
    case 'object': {
      const fields = (schema.required ?? []).map((name) => [name, schema.properties?.[name] ?? {}] as const);
      return Object.fromEntries(fields.map(([name, field]) => [name, sampleOf(document, field)]));
    }
    case 'array':
      return [sampleOf(document, schema.items ?? {})];
    case 'integer':
      return schema.minimum ?? 1;
    case 'boolean':
      return true;
    default:
      return schema.format === 'uuid' ? NOWHERE : 'x'.repeat(Math.max(schema.minLength ?? 1, 1));
  }
}

export const NOWHERE = '00000000-0000-4000-8000-000000000000';

/** What is no id: a chain, a rule. */
const NOTHING_CALLED: Readonly<Record<string, string>> = { chain: 'case:none', rule: 'no_rule' };

/** A path with its parameters filled in; with ids that nothing has, unless others are given. A query that has to be there is. */
export function pathOf({ path, parameters }: Route, values: Readonly<Record<string, string>> = {}): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? NOTHING_CALLED[name] ?? NOWHERE);
  const needed = parameters.filter(({ in: place, required }) => place === 'query' && required === true);
  const query = needed
    .map(({ name, schema, example }) => `${name}=${schema.enum?.[0] ?? example ?? schema.example ?? ''}`)
    .join('&');
  return query === '' ? filled : `${filled}?${query}`;
}

/** The same with more of a query. */
export const withQuery = (path: string, query: string): string => `${path}${path.includes('?') ? '&' : '?'}${query}`;

/** An account that the guard lets through to this route. */
export function whoFor({ method, path, isPublic }: Route): string | null {
  if (isPublic) return null;
  if (path.includes('/record/')) return 'auditor';
  if (/\/(officials)/.test(path) || (method !== 'GET' && /\/(bodies|organisations)/.test(path))) return 'administrator';
  if (path.endsWith('/notices')) return 'kx-handler';
  return path.includes('/slates') ? 'kx-submitter' : 'kx-handler';
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** The body, if it is JSON; otherwise empty. */
  readonly body: Readonly<Record<string, unknown>>;
}

export interface RawRequest {
  readonly method?: string;
  /** Sent as it stands. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: string | Buffer;
}

/** Sends exactly this. The connection is closed after the answer. */
export function send(address: string, { method = 'GET', path, headers = {}, body }: RawRequest): Promise<RawAnswer> {
  const { hostname, port } = new URL(address);
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const sent = request({ hostname, port, method, path, headers: { ...length, ...headers }, agent: false });
    sent.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text, body: jsonIn(text) });
      });
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

function jsonIn(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** Asserts the form of a refusal: problem details (RFC 9457) with this code, and nothing of the inside. */
export function expectProblem(
  answer: { status: number; headers: RawAnswer['headers'] | Headers; body: Readonly<Record<string, unknown>> },
  status: number,
  code: ReasonCode,
): void {
  const { headers, body } = answer;
  const header = (name: string) => (headers instanceof Headers ? headers.get(name) : headers[name]);
  expect({ status: answer.status, code: body['code'] }).toEqual({ status, code });
  expect(header('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(body).toMatchObject({ type: `urn:renxuan:problem:${code}`, status });
  expect(body['title']).toEqual(expect.stringMatching(/\S/));
  expect(body['instance']).toMatch(/^urn:renxuan:request:[0-9a-f-]{36}$/);
  expect(JSON.stringify(body)).not.toMatch(INSIDES);
}

/** What a stack trace, a path of ours or a driver's words look like. */
export const INSIDES =
  /node_modules|\.[jt]s:\d+|\bat [\w.<>]+ \(|SQLITE|sqlite3|QueryFailed|pg_catalog|TypeError|RangeError/;
