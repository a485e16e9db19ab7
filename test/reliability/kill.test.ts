// Kills the server in the middle of its work, again and again, over one database that grows.
//
//   npm test -- test/reliability                     20 kills on SQLite, 5 on PostgreSQL
//   KILL_ROUNDS=1000 npm test -- test/reliability    a soak: that many on SQLite, a quarter of it on PostgreSQL
//   KILL_SEED=12345 npm test -- test/reliability     the clients' work and the moments of a run that failed
//
// A SIGKILL shows what the process owes to its clients: nothing is acknowledged before it is committed, all parts of an
// act are in one transaction, and a request that is repeated finds its own effect. It cannot show what a loss of power
// does: what the killed process wrote stays in the cache of the operating system.
import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { openReader } from '../../src/database/data-sources.js';
import { Reader } from '../../src/database/reader.js';
import { describeOnBothDatabases, type TestDatabase } from '../support/databases.js';
import { startServer, type Account, type ServerProcess } from '../support/server-process.js';
import { Client, type Asked, type Outcome } from './client.js';
import { examine } from './examine.js';
import { Random } from './random.js';
import { vetSlates } from './work.js';

const ROUNDS = Number(process.env['KILL_ROUNDS'] ?? 20);
const SEED = Number(process.env['KILL_SEED'] ?? randomInt(2 ** 31));
const CLIENTS = 8;
/** Answers given in a round before the kill: the moment is drawn from this range, and then some ms more. */
const ANSWERS = [20, 250] as const;
const MORE_MS = 5;
/** In one of so many rounds the server is killed while it starts, too. */
const KILLED_STARTING_EVERY = 5;
/** The longest a round may take before the test fails, ms. A round takes 2 to 4 seconds. */
const ROUND_MS = 20_000;
/** Soaks look at the whole database in the first rounds and then in every tenth, or they would do little else. */
const looksIn = (round: number) => round <= 25 || round % 10 === 0;

describeOnBothDatabases('a server killed at any moment', (open, engine) => {
  const rounds = engine === 'sqlite' ? ROUNDS : Math.ceil(ROUNDS / 4);

  it(
    `has kept all it acknowledged and nothing half done, and does no request twice (${rounds} kills)`,
    async () => {
      const house = await KillableHouse.open(await open(), new Random(SEED));
      try {
        for (let round = 1; round <= rounds; round += 1) {
          await house.killUnderLoad();
          if (round % KILLED_STARTING_EVERY === 0) await house.killWhileStarting();
          const faults = await house.startAgain(looksIn(round) || round === rounds);
          if (faults.length > 0) throw new Error(`Round ${round} of the seed ${SEED}:\n${faults.join('\n')}`);
        }
        expect(await house.finish()).toEqual([]);
      } finally {
        await house.close();
      }
    },
    ROUND_MS * (rounds + 1),
  );
});

class KillableHouse {
  private answers = 0;
  private killed = false;
  private readonly faults: string[] = [];
  private readonly clients: Client[];

  private constructor(
    private readonly database: TestDatabase,
    private readonly folder: string,
    private readonly random: Random,
    private server: ServerProcess,
    private readonly tokens: ReadonlyMap<string, string>,
  ) {
    const electionDate = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    this.clients = Array.from(
      { length: CLIENTS },
      (_, n) => new Client(vetSlates(`client${n}`, random.fork(), electionDate)),
    );
  }

  /** Starts the server on the empty database, and logs everybody in once: their sessions outlive it. */
  static async open(database: TestDatabase, random: Random): Promise<KillableHouse> {
    const folder = mkdtempSync(join(tmpdir(), 'renxuan-kill-'));
    const server = start(database, folder);
    const { address, accounts } = await server.ready;
    const tokens = new Map<string, string>();
    for (const account of accounts) tokens.set(account.login, await logIn(address, account));
    const house = new KillableHouse(database, folder, random, server, tokens);
    await house.enterTheOrganisation(address);
    return house;
  }

  /** One client begins alone: the first slate of all enters the organisation that all slates are about. */
  private async enterTheOrganisation(address: string): Promise<void> {
    const send = (asked: Asked) => this.send(address, asked);
    await this.clients[0]?.run(send, () => this.answers > 0);
  }

  async killUnderLoad(): Promise<void> {
    const { address } = await this.server.ready;
    const target = this.answers + this.random.between(...ANSWERS);
    this.killed = false;
    const send = (asked: Asked) => this.send(address, asked);
    const load = Promise.all(this.clients.map((client) => client.run(send, () => this.killed)));
    while (this.answers < target && this.wrong().length === 0) await delay(1);
    await delay(this.random.next() * MORE_MS);
    this.killed = true;
    await this.server.end('SIGKILL');
    await load;
  }

  async killWhileStarting(): Promise<void> {
    const starting = start(this.database, this.folder);
    await delay(this.random.between(0, 2_000));
    await starting.end('SIGKILL');
  }

  /** @returns what is wrong with what the kill has left, empty when nothing is */
  async startAgain(look: boolean): Promise<string[]> {
    this.server = start(this.database, this.folder);
    await this.server.ready;
    return [...this.wrong(), ...(look ? await this.examine() : [])];
  }

  /** Clears up what is in doubt; then what is stored is what was acknowledged, no more and no less. */
  async finish(): Promise<string[]> {
    const { address } = await this.server.ready;
    this.killed = false;
    await Promise.all(this.clients.map((client) => client.finish((asked) => this.send(address, asked))));
    return [...this.wrong(), ...(await this.examine())];
  }

  async close(): Promise<void> {
    await this.server.end('SIGKILL');
    rmSync(this.folder, { recursive: true });
  }

  /** Answers, or their absence, that no client should have met. */
  private wrong(): string[] {
    return [...this.faults, ...this.clients.flatMap(({ faults }) => faults)];
  }

  private async examine(): Promise<string[]> {
    const source = await openReader(this.database.url, 2);
    try {
      const acknowledged = this.clients.flatMap((client) => client.acknowledged);
      const inDoubt = this.clients.flatMap((client) => client.inDoubt());
      return await examine(new Reader(source, this.database.url), acknowledged, inDoubt);
    } finally {
      await source.destroy();
    }
  }

  private async send(address: string, asked: Asked): Promise<Outcome> {
    const { who, path, body, version, key } = asked;
    try {
      const response = await fetch(`${address}/api/v1${path}`, {
        method: 'POST',
        signal: AbortSignal.timeout(ROUND_MS / 2),
        headers: {
          'idempotency-key': key,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
          ...(who === null ? {} : { authorization: `Bearer ${this.tokens.get(who) ?? ''}` }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      this.answers += 1;
      return { status: response.status, text };
    } catch (error) {
      // Before the whole answer was there the connection ended, which is what a kill does, and nothing else may.
      if (!this.killed) this.faults.push(`${path} (key ${key}) got no answer: ${String(error)}`);
      return 'lost';
    }
  }
}

const start = ({ url }: TestDatabase, folder: string): ServerProcess =>
  startServer(
    { DATABASE_URL: url, KEY_FILE: join(folder, 'keys.json'), SESSION_HOURS: '720', LOG_LEVEL: 'warn' },
    join(folder, 'server.log'),
  );

async function logIn(address: string, { login, password }: Account): Promise<string> {
  const response = await fetch(`${address}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password }),
  });
  const { token } = (await response.json()) as { token: string };
  return token;
}
