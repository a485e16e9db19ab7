import { randomUUID } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import helmet from '@fastify/helmet';
import { LogController, type FastifyReply, type FastifyRequest } from 'fastify';
import { pino, type Logger } from 'pino';
import type { DataSource } from 'typeorm';
import { AppModule } from './app.module.js';
import { Recorder } from './audit/record.js';
import { DueCases } from './cases/due-cases.js';
import { PolicyBook } from './cases/policy-book.js';
import type { Config } from './config.js';
import { openReader, openWriter } from './database/data-sources.js';
import { migrate } from './database/migrate.js';
import { Reader } from './database/reader.js';
import { WriteDoor } from './database/transactions.js';
import { ActorGuard } from './http/actor.js';
import { AnswerInterceptor, ProblemFilter, refusalOf, sendProblem } from './http/answers.js';
import { Readiness } from './http/health.controller.js';
import { assertInputsChecked, inputPipe } from './http/input-pipe.js';
import { describeApi } from './http/openapi.js';
import type { Clock } from './kernel/clock.js';
import { DeliverOutbox } from './outbox/deliver.js';
import { postTo } from './outbox/post-message.js';
import { openOneIdentity } from './people/person-row.js';
import { loadOrCreateKeys, type Keys } from './protected-fields/keys.js';
import { UnsealError } from './protected-fields/seal.js';
import { repeat, type Repetition } from './kernel/repeat.js';

/** Bytes of a request body; a slate of 200 candidates needs a fifth of it. */
const BODY_LIMIT = 1_048_576;
const HOUR_MS = 3_600_000;
/** How long the answer to an `Idempotency-Key` is kept for a repeated request: a week. */
const ANSWERS_KEPT_MS = 7 * 24 * HOUR_MS;
/** Longer than any id of ours in a path. */
const PARAMETER_LIMIT = 200;

/** The application, put together and not yet listening. */
export interface Application {
  readonly nest: NestFastifyApplication;
  readonly logger: Logger;
  /** Listens; resolves with the address once it is ready for requests. */
  listen(): Promise<string>;
  /** Lets no new request in, finishes what was accepted, and closes the database. Safe to call twice. */
  close(): Promise<void>;
}

/**
 * Opens and migrates the database, reads the policies and keys, and puts the application together.
 * @throws with a sentence for the operator if anything it rests on cannot be used
 */
export async function createApplication(config: Config, clock: Clock): Promise<Application> {
  const logger = pino({ level: config.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime });
  const book = PolicyBook.read(config.policies);
  const keys = loadOrCreateKeys(config.keyFile);
  const writer = await openWriter(config.databaseUrl, config.databaseConnections);
  await migrate(writer, config.databaseUrl);
  const reader = await openReader(config.databaseUrl, config.databaseConnections);
  await assertKeysFit(new Reader(reader, config.databaseUrl), keys, config);
  const receiver = postTo(config.outboxUrl, logger);
  const nest = await NestFactory.create<NestFastifyApplication>(
    AppModule.on({ config, clock, keys, book, writer, reader, receiver }),
    adapter(logger),
    { logger: ['fatal', 'error', 'warn'], bufferLogs: false },
  );
  await prepare(nest);
  return runnable(nest, config, clock, logger, [writer, reader]);
}

async function assertKeysFit(reader: Reader, keys: Keys, { keyFile }: Config): Promise<void> {
  try {
    await openOneIdentity(reader, keys);
  } catch (error) {
    if (!(error instanceof UnsealError)) throw error;
    throw new Error(
      `The key file ${keyFile} does not open what is stored in this database: it belongs to another one, or was lost and ` +
        'made anew. Put the right key file in its place (it is backed up apart from the database) and start again.',
    );
  }
}

function adapter(logger: Logger): FastifyAdapter {
  return new FastifyAdapter({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: PARAMETER_LIMIT },
    // What Fastify refuses before a route is found leaves in the same form as every other refusal.
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(reply, request, refusalOf(error)),
  });
}

async function prepare(nest: NestFastifyApplication): Promise<void> {
  nest.setGlobalPrefix('api/v1', { exclude: ['health/live', 'health/ready'] });
  nest.useGlobalPipes(inputPipe());
  nest.useGlobalGuards(nest.get(ActorGuard));
  nest.useGlobalInterceptors(new AnswerInterceptor());
  nest.useGlobalFilters(new ProblemFilter());
  await nest.register(helmet);
  const fastify = nest.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', async (request, reply) => {
    void reply.header('X-Request-Id', request.id);
    void reply.header('Cache-Control', 'no-store');
  });
  fastify.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request;
    // The route, not the address: an address can hold a receipt code.
    request.log.info(
      {
        req: request.id,
        method,
        route: routeOptions.url ?? null,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    );
  });
  describeApi(nest);
  assertInputsChecked(nest);
  await nest.init();
}

function runnable(
  nest: NestFastifyApplication,
  config: Config,
  clock: Clock,
  logger: Logger,
  databases: DataSource[],
): Application {
  const repetitions: Repetition[] = [];
  let closing: Promise<void> | undefined;
  const failed = (what: string) => (error: unknown) =>
    logger.error({ error: error instanceof Error ? error.name : typeof error }, `${what} failed; tried again`);
  return {
    nest,
    logger,
    async listen() {
      await nest.listen(config.port, config.host);
      if (config.dueCasesEveryMs > 0) {
        repetitions.push(repeat(() => nest.get(DueCases).execute(), config.dueCasesEveryMs, failed('due cases')));
      }
      repetitions.push(repeat(() => nest.get(DeliverOutbox).execute(), config.outboxEveryMs, failed('outbox')));
      const forget = () =>
        nest.get(Recorder).forgetAnswers(new Date(Date.parse(clock.now()) - ANSWERS_KEPT_MS).toISOString());
      repetitions.push(repeat(forget, HOUR_MS, failed('forgetting answers')));
      return nest.getUrl();
    },
    close() {
      closing ??= (async () => {
        nest.get(Readiness).close();
        await Promise.all(repetitions.map((repetition) => repetition.stop()));
        await nest.close();
        await nest.get(WriteDoor).close();
        for (const database of databases) await database.destroy();
      })();
      return closing;
    },
  };
}
