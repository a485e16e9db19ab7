import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import helmet from '@fastify/helmet';
import type { LoggerService } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { LogController, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Config } from '../config.js';
import { refuse } from '../kernel/refusal.js';
import { ActorGuard } from './actor.js';
import { AnswerInterceptor, ProblemFilter, refusalOf, sendProblem } from './answers.js';
import { assertInputsChecked, inputPipe } from './input-pipe.js';
import { acceptJsonOnly } from './json-body.js';
import { describeApi } from './openapi.js';
import { problemOf } from './refusals.js';

/** Bytes of a request body; a slate of 200 candidates needs a fifth of it. */
const BODY_LIMIT = 1_048_576;
/** Longer than any id of ours in a path. */
const PARAMETER_LIMIT = 200;
/** ms in which a request must have arrived whole: who sends a byte now and then holds no connection for long. */
const ARRIVES_WITHIN_MS = 30_000;

/** The Fastify server under Nest: limits, request ids, and one form of refusal also before a route is found. */
export function serverFor({ trustedProxies }: Config, logger: Logger): FastifyAdapter {
  return new FastifyAdapter({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    requestTimeout: ARRIVES_WITHIN_MS,
    // During shutdown a kept connection is answered like any other, and closed after the answer.
    return503OnClosing: false,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: PARAMETER_LIMIT },
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      logAnswer(request, sendProblem(reply, request, refusalOf(error)));
    },
    clientErrorHandler: refuseUnreadable,
  });
}

/** Everything every route goes through; the routes themselves are the controllers'. */
export async function prepareServer(nest: NestFastifyApplication, config: Config): Promise<void> {
  nest.setGlobalPrefix('api/v1', { exclude: ['health/live', 'health/ready'] });
  nest.useGlobalPipes(inputPipe());
  nest.useGlobalGuards(nest.get(ActorGuard));
  nest.useGlobalInterceptors(new AnswerInterceptor());
  nest.useGlobalFilters(new ProblemFilter());
  await nest.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: CONTENT_SECURITY_POLICY },
    // Only behind https; a browser ignores it elsewhere.
    strictTransportSecurity: config.secureCookies,
    xFrameOptions: { action: 'deny' },
  });
  const fastify = nest.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', async (request, reply) => {
    void reply.header('X-Request-Id', request.id);
    void reply.header('Cache-Control', 'no-store');
  });
  // Fastify says so only to requests that come in while it closes; one accepted before would keep its connection open,
  // and the program waiting until it is cut.
  fastify.addHook('onSend', async (_request, reply) => {
    if (!fastify.server.listening) void reply.header('Connection', 'close');
  });
  fastify.addHook('onResponse', async (request, reply) => logAnswer(request, reply));
  acceptJsonOnly(fastify);
  describeApi(nest);
  assertInputsChecked(nest);
  await nest.init();
}

const CONTENT_SECURITY_POLICY = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'connect-src': ["'self'"],
  'form-action': ["'self'"],
  'base-uri': ["'none'"],
  'frame-ancestors': ["'none'"],
};

/** One line a request. The route and never the address, which can hold a receipt code or a search. */
function logAnswer(request: FastifyRequest, reply: FastifyReply): void {
  const { method, routeOptions } = request;
  const facts = { method, route: routeOptions.url ?? null, status: reply.statusCode };
  request.log.info({ ...facts, ms: Math.round(reply.elapsedTime) }, 'request');
}

/** What Node could not read as a request at all. Nothing of it is logged: it may hold a token. */
function refuseUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const why =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? 'must not be longer than 16 KiB together with the address'
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? `must arrive whole within ${ARRIVES_WITHIN_MS / 1000} seconds`
        : 'must be those of HTTP/1.1';
  const refusal = refuse('invalid_request', { errors: [{ field: 'headers', problems: [why] }] });
  const body = JSON.stringify(problemOf(refusal, 'zh-CN', randomUUID()));
  socket.end(
    'HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Language: zh-CN\r\nX-Content-Type-Options: nosniff\r\n' +
      `Content-Type: application/problem+json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

/** Nest's own words, as lines of the same log. */
export function nestLoggerOn(logger: Logger): LoggerService {
  const text = (message: unknown) => (message instanceof Error ? message.name : String(message));
  return {
    log: () => undefined,
    warn: (message: unknown) => logger.warn(text(message)),
    error: (message: unknown) => logger.error(text(message)),
    fatal: (message: unknown) => logger.fatal(text(message)),
  };
}
