import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DestinationStream } from 'pino';
import { createApplication } from '../../src/application.js';
import { seedDemo, type SeededAccount } from '../../src/cli/seed-demo.js';
import { readConfig, type Config } from '../../src/config.js';
import { MovableClock } from '../../src/kernel/clock.js';
import type { Mandate } from '../../src/policy/actor.js';
import type { TestDatabase } from './databases.js';
import { furnished } from './furnished.js';

/** 9:00 on a Monday in China, in a year whose calendar is published. */
export const MONDAY = '2026-11-02T01:00:00.000Z';

export interface Answer {
  readonly status: number;
  // The shape of an answer is what a test asserts; it is read field by field.
  readonly body: Record<string, unknown>;
  readonly headers: Headers;
}

export interface Asked {
  readonly version?: number;
  readonly key?: string;
  readonly headers?: Record<string, string>;
}

/** The whole application on a real port, over a real database, with a clock that stands still until it is moved. */
export interface House {
  readonly clock: MovableClock;
  readonly nest: NestFastifyApplication;
  readonly address: string;
  /** Sends a request as one of the demonstration accounts (`demo-data/accounts.json`), or as the public (null). */
  ask(who: string | null, method: string, path: string, body?: unknown, asked?: Asked): Promise<Answer>;
  /** The bearer token of an account, for requests a test writes by hand. */
  tokenOf(who: string): Promise<string>;
  /** Opens an account beside the demonstration ones, as the administrator would. @returns the official's id */
  enter(login: string, ...mandates: Mandate[]): Promise<string>;
  /** Another application on the same database, keys and clock: a second instance, or this one after a restart. */
  another(): Promise<House>;
  close(): Promise<void>;
}

/** @param logs where the log goes, with LOG_LEVEL among the settings to have one */
export async function openHouse(
  database: TestDatabase,
  settings: Record<string, string> = {},
  logs?: DestinationStream,
): Promise<House> {
  const folder = mkdtempSync(join(tmpdir(), 'renxuan-house-'));
  const config = readConfig({
    DATABASE_URL: database.url,
    KEY_FILE: join(folder, 'keys.json'),
    PORT: '0',
    LOG_LEVEL: 'silent',
    DUE_CASES_EVERY_MS: '0',
    // A program's session must outlast the days the clock is moved by.
    SESSION_HOURS: '720',
    ...settings,
  });
  const accounts = await furnished(database, config.keyFile, seeded);
  const house = await houseOn(config, new MovableClock(MONDAY), accounts, logs);
  return {
    ...house,
    async close() {
      await house.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** The first start on an empty database, at the instant at which the houses of the tests open. */
async function seeded({ url }: TestDatabase, keyFile: string): Promise<readonly SeededAccount[]> {
  const config = readConfig({ DATABASE_URL: url, KEY_FILE: keyFile, PORT: '0', LOG_LEVEL: 'silent' });
  const application = await createApplication(config, new MovableClock(MONDAY));
  const accounts = await seedDemo(application.nest);
  await application.close();
  return accounts;
}

/** @param known accounts that are in the database already */
async function houseOn(
  config: Config,
  clock: MovableClock,
  known: readonly SeededAccount[],
  logs?: DestinationStream,
): Promise<House> {
  const application = await createApplication(config, clock, logs);
  const accounts = [...known, ...(await seedDemo(application.nest))];
  const address = await application.listen();
  const sessions = new Map<string, { token: string; expiresAt: string }>();

  const tokenOf = async (who: string): Promise<string> => {
    const session = sessions.get(who);
    if (session && clock.now() < session.expiresAt) return session.token;
    const account = accounts.find(({ login }) => login === who);
    if (!account) throw new Error(`There is no account ${who}.`);
    const { login, password } = account;
    const { body } = await ask(null, 'POST', '/sessions', { login, password });
    const token = String(body['token']);
    sessions.set(who, { token, expiresAt: String(body['expiresAt']) });
    return token;
  };

  const enter: House['enter'] = async (login, ...mandates) => {
    const [given, password] = ['given-by-somebody-else', 'a-password-for-tests'];
    const official = { login, name: `${login}（虚构）`, password: given, mandates };
    const { status, body } = await ask('administrator', 'POST', '/officials', official);
    if (status !== 201) throw new Error(`${login} was not entered: ${JSON.stringify(body)}`);
    accounts.push({ login, password: given, duties: '' });
    const changed = await ask(login, 'PUT', '/sessions/password', { present: given, next: password });
    if (changed.status !== 204)
      throw new Error(`${login} did not change the password: ${JSON.stringify(changed.body)}`);
    sessions.delete(login);
    accounts.splice(-1, 1, { login, password, duties: '' });
    return String(body['id']);
  };

  const ask: House['ask'] = async (who, method, path, body, asked = {}) => {
    const response = await fetch(`${address}/api/v1${path}`, {
      method,
      headers: {
        'accept-language': 'en',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(who === null ? {} : { authorization: `Bearer ${await tokenOf(who)}` }),
        ...(asked.version === undefined ? {} : { 'if-match': `"${asked.version}"` }),
        ...(asked.key === undefined ? {} : { 'idempotency-key': asked.key }),
        ...asked.headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
      headers: response.headers,
    };
  };

  return {
    clock,
    nest: application.nest,
    address,
    ask,
    tokenOf,
    enter,
    another: () => houseOn(config, clock, accounts),
    close: () => application.close(),
  };
}
