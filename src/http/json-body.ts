import type { FastifyInstance } from 'fastify';
import { Refused } from './refused.js';

/** Levels of objects and lists in each other; a slate has five. */
const DEPTH = 12;

/**
 * A body is a JSON object or nothing. Forms and plain text, which a page of another site can make a browser send
 * unasked, are refused (415), and so is JSON that no input class could tell apart from its own: a list, null, a name
 * that every object has anyway (`__proto__`, `constructor`), or levels so many that a walk through them fails.
 */
export function acceptJsonOnly(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, async (_request, body) =>
    parse(body),
  );
  fastify.addHook('onRequest', async ({ query }) => {
    const fault = faultOf(query);
    if (fault !== null) throw invalid('query', fault);
  });
}

function parse(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined; // a program that sends the type with every request, also without a body
  let body: unknown;
  try {
    // Fatal: a broken byte in a name must not become a replacement character on record.
    body = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw Refused.because('malformed_json');
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw invalid('body', 'must be a JSON object');
  const fault = faultOf(body);
  if (fault !== null) throw invalid('body', fault);
  return body;
}

function faultOf(value: unknown, depth = 1): string | null {
  if (typeof value !== 'object' || value === null) return null;
  if (depth > DEPTH) return `must not be nested deeper than ${DEPTH} levels`;
  for (const [name, inner] of Object.entries(value)) {
    if (name in Object.prototype) return 'must not hold a property named as one that every object has';
    const fault = faultOf(inner, depth + 1);
    if (fault !== null) return fault;
  }
  return null;
}

const invalid = (field: string, problem: string): Refused =>
  Refused.because('invalid_request', { errors: [{ field, problems: [problem] }] });
