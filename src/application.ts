import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { pino, type DestinationStream, type Logger } from 'pino';
import type { DataSource } from 'typeorm';
import { AppModule } from './app.module.js';
import { Recorder } from './audit/record.js';
import { DueCases } from './cases/due-cases.js';
import { GetShortages } from './cases/get-shortages.js';
import { RecomputeDeadlines } from './cases/recompute-deadlines.js';
import { PolicyBook } from './cases/policy-book.js';
import type { Config } from './config.js';
import { openReader, openWriter } from './database/data-sources.js';
import { migrate } from './database/migrate.js';
import { Reader } from './database/reader.js';
import { WriteDoor } from './database/transactions.js';
import { Readiness } from './http/health.controller.js';
import { nestLoggerOn, prepareServer, serverFor } from './http/server.js';
import type { Clock } from './kernel/clock.js';
import { dateInChina } from './policy/working-days.js';
import { AT_ONCE, DeliverOutbox } from './outbox/deliver.js';
import { postTo } from './outbox/post-message.js';
import { openOneIdentity } from './people/person-row.js';
import { loadOrCreateKeys, type Keys } from './protected-fields/keys.js';
import { UnsealError } from './protected-fields/seal.js';
import { loggable } from './kernel/loggable.js';
import { repeat, type Repetition } from './kernel/repeat.js';

/** The standard output is for people. */
const STANDARD_ERROR = 2;
const HOUR_MS = 3_600_000;
/** How long the answer to an `Idempotency-Key` is kept for a repeated request, and a message that was delivered: a week. */
const KEPT_MS = 7 * 24 * HOUR_MS;

/** The application, put together and not yet listening. */
export interface Application {
  readonly nest: NestFastifyApplication;
  readonly logger: Logger;
  /** Listens; resolves with the address once it is ready for requests. */
  listen(): Promise<string>;
  /**
   * Says it is not ready, lets no new request in, finishes those it accepted, gives up what goes on in the background,
   * and closes the database. Safe to call twice.
   */
  close(): Promise<void>;
}

/**
 * Opens and migrates the database, reads the policies and keys, and puts the application together.
 * @param logs where the lines of the log go; the standard error unless given
 * @throws with a sentence for the operator if anything it rests on cannot be used
 */
export async function createApplication(config: Config, clock: Clock, logs?: DestinationStream): Promise<Application> {
  const { databaseUrl, databaseConnections } = config;
  const settings = { level: config.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  const logger = pino(settings, logs ?? pino.destination(STANDARD_ERROR));
  const today = dateInChina(clock.now());
  const book = await using(`The policies of POLICIES (${config.policies})`, () =>
    PolicyBook.read(config.policies, today),
  );
  for (const warning of book.warnings) logger.warn(warning);
  const keys = await using(`The key file ${config.keyFile}`, () => loadOrCreateKeys(config.keyFile));
  const [writer, reader] = await using('The database of DATABASE_URL', async () => {
    const lost = (error: Error) => logger.warn(loggable(error), 'a connection to the database was lost');
    const written = await openWriter(databaseUrl, databaseConnections, lost);
    await migrate(written, databaseUrl);
    return [written, await openReader(databaseUrl, databaseConnections, lost)] as const;
  });
  await book.assertServes(new Reader(reader, config.databaseUrl));
  await assertKeysFit(new Reader(reader, databaseUrl), keys, config);
  const receiver = postTo(config.outboxUrl, logger);
  const nest = await NestFactory.create<NestFastifyApplication>(
    AppModule.on({ config, clock, keys, book, writer, reader, receiver }),
    serverFor(config, logger),
    { logger: nestLoggerOn(logger), bodyParser: false, abortOnError: false },
  );
  await prepareServer(nest, config);
  // In this order: on SQLite the last to close folds the log into the file, which one that only reads cannot.
  return runnable(nest, config, clock, logger, [reader, writer]);
}

const HINTS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program listens there: stop it, or set PORT to another one',
  ECONNREFUSED: 'nothing listens there: start the database, or correct the address',
};

/** An error of the machine, of a driver, or several of them at once; ours have no code. */
interface ForeignError {
  readonly message?: string;
  readonly code?: string;
  readonly driverError?: unknown;
  readonly errors?: readonly ForeignError[];
}

/** Our own errors are sentences already; those of the machine and the drivers are made part of one. */
async function using<T>(what: string, open: () => T | Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    const causes = (error as ForeignError).errors ?? [error as ForeignError];
    if (!causes.some(({ code, driverError }) => code !== undefined || driverError !== undefined)) throw error;
    const hints = causes.flatMap(({ code }) => HINTS[code ?? ''] ?? []);
    const words = [...new Set([...causes.map(({ message }) => message ?? 'unknown error'), ...hints])].join('; ');
    throw new Error(`${what} cannot be used: ${words}.`, { cause: error });
  }
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

async function forgetTheOld(nest: NestFastifyApplication, clock: Clock): Promise<void> {
  const before = new Date(Date.parse(clock.now()) - KEPT_MS).toISOString();
  await nest.get(Recorder).forgetAnswers(before);
  await nest.get(DeliverOutbox).forgetDelivered(before);
}

/** Nobody is kept from starting by it: a person who left is replaced while the server runs. */
async function warnOfShortages(nest: NestFastifyApplication, logger: Logger): Promise<void> {
  for (const { body, policy, step, needed, there, away } of await nest.get(GetShortages).execute()) {
    logger.warn(
      { body, policy, step, needed, there, away: away.length },
      'a body has too few approvers for a step; enter more of them',
    );
  }
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
  const failed = (what: string) => (error: unknown) => logger.error(loggable(error), `${what} failed; tried again`);
  return {
    nest,
    logger,
    async listen() {
      await warnOfShortages(nest, logger).catch(failed('looking for bodies with too few approvers'));
      await using(`HOST ${config.host} with PORT ${config.port}`, () => nest.listen(config.port, config.host));
      if (config.dueCasesEveryMs > 0) {
        repetitions.push(
          repeat((ending) => nest.get(DueCases).execute(ending), config.dueCasesEveryMs, failed('due cases')),
          // A calendar is read at the start; an instance that began before it came may go on for a while.
          repeat(() => nest.get(RecomputeDeadlines).execute(), HOUR_MS, failed('recomputing deadlines'), 0),
        );
      }
      const deliver = async (ending: AbortSignal) => (await nest.get(DeliverOutbox).execute(ending)) === AT_ONCE;
      repetitions.push(repeat(deliver, config.outboxEveryMs, failed('outbox')));
      // At once, too: one that is restarted every hour would never come to it.
      repetitions.push(repeat(() => forgetTheOld(nest, clock), HOUR_MS, failed('forgetting what is old'), 0));
      return nest.getUrl();
    },
    close() {
      closing ??= (async () => {
        nest.get(Readiness).close();
        await sleep(config.shutdownDrainMs);
        // A request that never arrives whole would keep its connection, and the process, for as long as it likes.
        const server: Server = nest.getHttpServer();
        const cut = setTimeout(() => server.closeAllConnections(), config.shutdownWithinMs);
        await nest.close();
        clearTimeout(cut);
        // After the requests: a round can wait long for its receiver, and until then the listener would stay open.
        await Promise.all(repetitions.map((repetition) => repetition.stop()));
        await nest.get(WriteDoor).close();
        for (const database of databases) await database.destroy();
      })();
      return closing;
    },
  };
}
