import {
  Catch,
  HttpException,
  Injectable,
  type ArgumentsHost,
  type CallHandler,
  type ExceptionFilter,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { loggable } from '../kernel/loggable.js';
import { databaseGone } from '../database/dialect.js';
import { isRefusal, refuse, type ReasonCode, type Refusal } from '../kernel/refusal.js';
import { languageOf, problemOf } from './refusals.js';
import { Refused } from './refused.js';

/** A handler that returns a refusal has refused; one that returns a version has an ETag. */
@Injectable()
export class AnswerInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      map((answer: unknown) => {
        if (isRefusal(answer)) throw new Refused(answer);
        const version = (answer as { version?: unknown } | null | undefined)?.version;
        if (typeof version === 'number') void reply.header('ETag', `"${version}"`);
        return answer;
      }),
    );
  }
}

/** Not of the client's making: the log says more. */
const OURS: readonly ReasonCode[] = ['internal_error', 'database_gone'];

/** Every failure leaves as problem details (RFC 9457): refusals with their words, the unexpected with nothing but a number. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const refusal = refusalOf(error);
    if (OURS.includes(refusal.refused)) request.log.error(loggable(error), 'request failed');
    sendProblem(http.getResponse<FastifyReply>(), request, refusal);
  }
}

export function sendProblem(reply: FastifyReply, request: FastifyRequest, refusal: Refusal): FastifyReply {
  const language = languageOf(request.headers['accept-language']);
  const problem = problemOf(refusal, language, request.id);
  const { retryAfter } = refusal.facts;
  if (typeof retryAfter === 'number') void reply.header('Retry-After', retryAfter);
  return reply
    .status(problem.status)
    .header('Content-Language', language)
    .header('Vary', 'Accept-Language')
    .header('X-Request-Id', request.id)
    .header('Cache-Control', 'no-store')
    .header('X-Content-Type-Options', 'nosniff')
    .type('application/problem+json; charset=utf-8')
    .send(problem);
}

const BY_STATUS: Readonly<Record<number, ReasonCode>> = {
  404: 'not_found',
  413: 'body_too_large',
  415: 'unsupported_media_type',
};

/** Errors of Nest and Fastify carry a status of their own: 4xx is of the client's making, the rest is ours. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refused) return error.refusal;
  if (databaseGone(error)) return refuse('database_gone');
  const { statusCode = 500, code } = (error ?? {}) as { statusCode?: number; code?: string };
  const status = error instanceof HttpException ? error.getStatus() : statusCode;
  const known = BY_STATUS[status];
  if (known) return refuse(known);
  if (status < 400 || status >= 500) return refuse('internal_error');
  const [field, problem] = UNROUTED[code ?? ''] ?? ['request', 'could not be read'];
  return refuse('invalid_request', { errors: [{ field, problems: [problem] }] });
}

/** What Fastify finds wrong with a request by itself, by its error code. */
const UNROUTED: Readonly<Record<string, readonly [field: string, problem: string]>> = {
  FST_ERR_BAD_URL: ['path', 'must be a path in valid percent-encoding'],
  FST_ERR_MAX_PARAM_LENGTH: ['path', 'holds a part that is longer than any id'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['body', 'must be as long as Content-Length says'],
};
