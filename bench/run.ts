// npm run bench                          both engines, a table
// npm run bench -- --json                the same as JSON
// npm run bench -- --engine sqlite       or postgres
// npm run bench -- --seconds 30 --clients 64
// npm run bench -- --checks no           accept and approve alone, under the policy that has no checks
// npm run bench -- --profile DIR         leaves a V8 profile of the server there (docs/benchmarks.md)
//
// What is measured, and what it means, stands in docs/benchmarks.md.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, release, tmpdir, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import Database from 'better-sqlite3';
import pg from 'pg';
import type { Engine } from '../src/database/dialect.js';
import { startPostgres, type PostgresServer } from '../test/support/postgres.js';
import { decisionsOf, type Judged } from './decisions.js';
import { tableOf, type EngineFigures, type LoadFigures, type RawFigures, type Report } from './figures.js';
import type { LoadPlan } from './load.js';
import { prepareHouse, startAgain, type PreparedHouse } from './prepared-house.js';
import type { RawPlan } from './raw.js';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    seconds: { type: 'string', default: '10' },
    clients: { type: 'string', default: '32' },
    engine: { type: 'string', default: 'both' },
    checks: { type: 'string', default: 'yes' },
    profile: { type: 'string' },
  },
});
const SECONDS = Number(options.seconds);
const CLIENTS = Number(options.clients);
const WARM_UP_SECONDS = 3;
const RAW_SECONDS = 5;
const STARTS = 5;
/** Decisions for which cases are prepared, a second of load; more than has ever been measured. */
const DECISIONS_A_SECOND: Record<Engine, number> = { sqlite: 4_000, postgres: 2_000 };
/** `DATABASE_CONNECTIONS` as it comes (src/config.ts). */
const CONNECTIONS = 10;

const tell = (words: string) => void process.stderr.write(`${words}\n`);

/** A version of the repository's policies that has no checks, and is in force where no later one is there. */
const WITHOUT_CHECKS = '330000/2024-04-15.yaml';

function judged(folder: string): Judged {
  if (options.checks !== 'no') return { checks: true, policies: resolve('policies') };
  const policies = join(folder, 'policies');
  mkdirSync(join(policies, '330000'), { recursive: true });
  cpSync('policies/calendars', join(policies, 'calendars'), { recursive: true });
  copyFileSync(join('policies', WITHOUT_CHECKS), join(policies, WITHOUT_CHECKS));
  return { checks: false, policies };
}

/** Databases of one engine: a new one, and copies of one that nobody has open. */
interface Databases {
  readonly version: string;
  create(): Promise<string>;
  copy(url: string): Promise<string>;
}

function sqliteDatabases(folder: string): Databases {
  let count = 0;
  const path = () => join(folder, `bench-${++count}.db`);
  const database = new Database(':memory:');
  const version = database.prepare<[], { version: string }>('SELECT sqlite_version() AS version').get()?.version;
  database.close();
  return {
    version: version ?? 'unknown',
    create: async () => `file:${path()}`,
    async copy(url) {
      const copy = path();
      copyFileSync(url.slice('file:'.length), copy);
      return `file:${copy}`;
    },
  };
}

async function postgresDatabases({ url }: PostgresServer): Promise<Databases> {
  let count = 0;
  const onServer = async <Row extends pg.QueryResultRow>(statement: string): Promise<Row[]> => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query<Row>(statement)).rows;
    } finally {
      await client.end();
    }
  };
  const make = async (template: string): Promise<string> => {
    const name = `bench_${++count}`;
    await onServer(`CREATE DATABASE ${name} TEMPLATE ${template}`);
    return Object.assign(new URL(url), { pathname: name }).href;
  };
  const [row] = await onServer<{ server_version: string }>('SHOW server_version');
  return {
    version: row?.server_version ?? 'unknown',
    create: () => make('template0'),
    copy: (of) => make(new URL(of).pathname.slice(1)),
  };
}

/** Runs a program of this folder with a plan, and reads the one line of JSON it prints. */
async function run<Figures>(folder: string, program: string, plan: object): Promise<Figures> {
  const file = join(folder, `${program}.json`);
  writeFileSync(file, JSON.stringify(plan));
  const child = spawn(process.execPath, [join(import.meta.dirname, `${program}.js`), file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`bench/${program} ended with code ${code}.`);
  return JSON.parse(Buffer.concat(said).toString()) as Figures;
}

async function measureEngine(engine: Engine, databases: Databases, folder: string): Promise<EngineFigures> {
  const by = judged(folder);
  const casesFor = (seconds: number) => Math.ceil((seconds * DECISIONS_A_SECOND[engine]) / decisionsOf(by).length);
  tell(`${engine}: preparing ${casesFor(SECONDS + WARM_UP_SECONDS)} cases ...`);
  const url = await databases.create();
  const house = await prepareHouse(url, folder, by, casesFor(SECONDS + WARM_UP_SECONDS));
  const [recordUrl, replayUrl] = [await databases.copy(url), await databases.copy(url)];

  tell(`${engine}: ${CLIENTS} clients decide for ${WARM_UP_SECONDS} + ${SECONDS} seconds ...`);
  const { load, peakMemoryMiB, cpuMicroseconds } = await measureLoad(house, by, folder);
  tell(`${engine}: the same statements on the bare driver ...`);
  const { tokens, keyFile } = house;
  const cases = house.cases.slice(0, casesFor(RAW_SECONDS));
  const plan: RawPlan = {
    ...by,
    recordUrl,
    replayUrl,
    keyFile,
    tokens,
    cases,
    connections: CONNECTIONS,
    seconds: RAW_SECONDS,
  };
  const raw = await run<RawFigures>(folder, 'raw', plan);
  tell(`${engine}: starting ${STARTS} times ...`);
  const startsMs = await measureStarts(house);

  const decisionsPerSecond = Math.round(load.decisions / load.seconds);
  const rawPerSecond = Math.round(raw.decisions / raw.seconds);
  return {
    engine,
    engineVersion: databases.version,
    decisionsPerSecond,
    p50Ms: load.p50Ms,
    p99Ms: load.p99Ms,
    maxMs: load.maxMs,
    decisions: load.decisions,
    errors: load.errors,
    firstErrors: load.firstErrors,
    ranOut: load.ranOut,
    serverCpuMicrosecondsPerDecision: Math.round(cpuMicroseconds / load.allDecisions),
    peakMemoryMiB,
    startToReadyMs: [...startsMs].sort((a, b) => a - b)[Math.floor(STARTS / 2)] ?? 0,
    startsMs,
    raw: {
      decisionsPerSecond: rawPerSecond,
      cpuMicrosecondsPerDecision: Math.round(raw.cpuMicroseconds / raw.decisions),
      statementsInTransaction: raw.statementsInTransaction,
      statementsBeside: raw.statementsBeside,
      connections: raw.connections,
    },
    ratio: Math.round((decisionsPerSecond / rawPerSecond) * 100) / 100,
  };
}

async function measureLoad(house: PreparedHouse, by: Judged, folder: string) {
  const { profile } = options;
  const server = startAgain(house, profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${resolve(profile)}`]);
  try {
    const { address } = await server.ready;
    const cpuBefore = cpuMicrosecondsOf(server.pid);
    const { tokens, cases } = house;
    const plan: LoadPlan = {
      ...by,
      address,
      clients: CLIENTS,
      warmUpSeconds: WARM_UP_SECONDS,
      seconds: SECONDS,
      tokens,
      cases,
    };
    const load = await run<LoadFigures>(folder, 'load', plan);
    return {
      load,
      peakMemoryMiB: peakMemoryMiBOf(server.pid),
      cpuMicroseconds: cpuMicrosecondsOf(server.pid) - cpuBefore,
    };
  } finally {
    await server.end('SIGTERM');
  }
}

async function measureStarts(house: PreparedHouse): Promise<number[]> {
  const starts: number[] = [];
  for (let n = 0; n < STARTS; n += 1) {
    const server = startAgain(house);
    starts.push(Math.round((await server.ready).afterMs));
    await server.end('SIGTERM');
  }
  return starts;
}

function peakMemoryMiBOf(pid: number): number {
  const [, kib] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kib) / 1024);
}

/** User and system time, counted by Linux in hundredths of a second. */
function cpuMicrosecondsOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
}

async function main(): Promise<void> {
  const engines = (['sqlite', 'postgres'] as const).filter((e) => options.engine === 'both' || options.engine === e);
  if (engines.length === 0 || !(SECONDS > 0) || !(CLIENTS > 0) || !['yes', 'no'].includes(options.checks)) {
    throw new Error(
      'Options: --json --seconds N --clients N --engine sqlite|postgres|both --checks yes|no --profile DIR',
    );
  }
  const date = new Date().toISOString();
  const loadBefore = loadavg()[0] ?? 0;
  const folder = mkdtempSync(join(tmpdir(), 'renxuan-bench-'));
  const postgres = engines.includes('postgres') ? await startPostgres() : undefined;
  try {
    const results: EngineFigures[] = [];
    for (const engine of engines) {
      const databases = engine === 'postgres' && postgres ? await postgresDatabases(postgres) : sqliteDatabases(folder);
      results.push(await measureEngine(engine, databases, folder));
    }
    const report: Report = {
      machine: {
        date,
        processor: cpus()[0]?.model ?? 'unknown',
        cores: cpus().length,
        memoryGiB: Math.round(totalmem() / 2 ** 30),
        system: `${process.platform} ${release()}`,
        node: process.version,
        loadBefore: Math.round(loadBefore * 100) / 100,
      },
      conditions: {
        clients: CLIENTS,
        warmUpSeconds: WARM_UP_SECONDS,
        seconds: SECONDS,
        decision:
          options.checks === 'no'
            ? 'accept and approve in turn, six to a case, under a policy without checks; with If-Match and Idempotency-Key'
            : 'accept and approve in turn, and record findings, seven to a case; with If-Match and Idempotency-Key',
        postgresConnections: `${CONNECTIONS} to write, ${CONNECTIONS} to read`,
        sharedMachine: 'load, server and PostgreSQL share the cores',
      },
      results,
    };
    console.log(options.json ? JSON.stringify(report, null, 2) : tableOf(report));
  } finally {
    await postgres?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

await main();
