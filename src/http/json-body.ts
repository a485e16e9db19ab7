import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refused } from './refused.js';

/** Far more than any request of ours has; a slate of 200 candidates has five levels and some 6,000 values. */
const MOST = { levels: 12, names: 100, items: 1_000, values: 10_000 };

/**
 * A body is a JSON object or nothing. Forms and plain text, which a page of another site can make a browser send
 * unasked, are refused (415), and so is JSON that no input class could tell apart from its own: a list, null, a name
 * that every object has anyway (`__proto__`, `constructor`). So many levels or values are refused, too, that checking
 * them would keep everybody else waiting: 80,000 unknown fields once took nine seconds to name.
 */
export function acceptJsonOnly(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    async (_request: FastifyRequest, body: Buffer) => parse(body),
  );
  fastify.addHook('onRequest', async ({ query }) => {
    const fault = faultOf(query as object);
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

function faultOf(value: object, counted = { values: 0 }, level = 1): string | null {
  if (level > MOST.levels) return `must not be nested deeper than ${MOST.levels} levels`;
  const inner = Object.entries(value);
  counted.values += inner.length;
  if (inner.length > (Array.isArray(value) ? MOST.items : MOST.names) || counted.values > MOST.values) {
    return `must not hold more than ${MOST.names} fields in an object, ${MOST.items} items in a list, ${MOST.values} in all`;
  }
  for (const [name, item] of inner as [string, unknown][]) {
    if (name in Object.prototype) return 'must not hold a field named as one that every object has';
    const fault = typeof item === 'object' && item !== null ? faultOf(item, counted, level + 1) : null;
    if (fault !== null) return fault;
  }
  return null;
}

const invalid = (field: string, problem: string): Refused =>
  Refused.because('invalid_request', { errors: [{ field, problems: [problem] }] });
