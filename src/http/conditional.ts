import { createHash } from 'node:crypto';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { IdempotencyKey } from '../audit/record.js';
import { visitorIn } from './actor.js';
import { withHeader } from './described.js';
import { Refused } from './refused.js';

/** The version the client looked at (`If-Match: "7"`, RFC 9110 13.1.1). Missing: 428 (RFC 6585). */
export const IfMatch = createParamDecorator(
  (_: unknown, context: ExecutionContext): number => {
    const header = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
    if (header === undefined) throw Refused.because('if_match_required');
    const [, version] = /^"(\d{1,9})"$/.exec(header) ?? [];
    if (version === undefined) {
      throw Refused.because('invalid_request', {
        errors: [{ field: 'If-Match', problems: ['must be one version in quotation marks, as the ETag gave it'] }],
      });
    }
    return Number(version);
  },
  [
    withHeader({
      name: 'If-Match',
      required: true,
      description: 'The version you looked at, in quotation marks, as the ETag gave it.',
      schema: { type: 'string', pattern: '^"\\d{1,9}"$' },
      example: '"1"',
    }),
  ],
);

/** The client's name for this request (`Idempotency-Key`), so that repeating it has one effect. Optional. */
export const Idempotency = createParamDecorator(
  (_: unknown, context: ExecutionContext): IdempotencyKey | undefined => {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const visitor = visitorIn(context);
    const header = request.headers['idempotency-key'];
    if (header === undefined) return undefined;
    if (typeof header !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(header)) {
      throw Refused.because('invalid_request', {
        errors: [{ field: 'Idempotency-Key', problems: ['must be 1 to 200 visible ASCII characters'] }],
      });
    }
    return {
      actor: visitor ? `official:${visitor.official.id}` : 'public',
      key: header,
      fingerprint: createHash('sha256')
        .update(`${request.method} ${request.url}\n${JSON.stringify(request.body ?? null)}`)
        .digest('hex'),
    };
  },
  [
    withHeader({
      name: 'Idempotency-Key',
      required: false,
      description: 'Your name for this request; sent again with the same body, it has one effect and the same answer.',
      schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,200}$' },
    }),
  ],
);
