import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { candidate, dualSlate, ofAnother } from '../test/support/slates.js';
import { startServer, type ServerProcess } from '../test/support/server-process.js';
import { DECIDERS, SUBMITTER, type Judged } from './decisions.js';

/** A database with accounts, logged in, and cases that wait for their first decision; no server runs on it. */
export interface PreparedHouse {
  readonly settings: Readonly<Record<string, string>>;
  readonly logFile: string;
  readonly keyFile: string;
  readonly tokens: Readonly<Record<string, string>>;
  readonly cases: readonly string[];
}

/** As many candidates as a slate may have. */
const CASES_A_SLATE = 200;
const DAY_MS = 86_400_000;

/** Fills a new database by means of the product itself: its first start, and slates drafted and submitted over HTTP. */
export async function prepareHouse(
  url: string,
  folder: string,
  { policies }: Judged,
  cases: number,
): Promise<PreparedHouse> {
  const keyFile = join(folder, 'keys.json');
  const logFile = join(folder, 'server.log');
  const settings = { DATABASE_URL: url, KEY_FILE: keyFile, LOG_LEVEL: 'info', SESSION_HOURS: '72', POLICIES: policies };
  const server = startServer(settings, logFile);
  try {
    const { address, accounts } = await server.ready;
    const tokens: Record<string, string> = {};
    for (const { login, password } of accounts.filter(({ login: l }) => [...DECIDERS, SUBMITTER].includes(l))) {
      tokens[login] = (await post<{ token: string }>(address, '/sessions', { login, password })).token;
    }
    const token = tokens[SUBMITTER] ?? '';
    const ids: string[] = [];
    for (let slates = 0; ids.length < cases; slates += 1) ids.push(...(await submitSlate(address, token, slates)));
    return { settings, logFile, keyFile, tokens, cases: ids };
  } finally {
    await server.end('SIGTERM');
  }
}

/** @param number of the slate: its candidates were all born on a day of their own, so that nobody is on two slates */
async function submitSlate(address: string, token: string, number: number): Promise<string[]> {
  const birthDate = new Date(Date.UTC(1970, 0, 1 + number)).toISOString().slice(0, 10);
  const candidates = Array.from({ length: CASES_A_SLATE }, (_, n) => candidate(n, ['vice_president'], birthDate));
  const electionDate = new Date(Date.now() + 30 * DAY_MS).toISOString().slice(0, 10);
  const headers = { authorization: `Bearer ${token}` };
  const slate = ofAnother(number, dualSlate(candidates, electionDate));
  const { id } = await post<{ id: string }>(address, '/slates', slate, headers);
  const submitted = await post<{ cases: { id: string }[] }>(address, `/slates/${id}/submit`, undefined, {
    ...headers,
    'if-match': '"1"',
  });
  return submitted.cases.map((one) => one.id);
}

async function post<T>(address: string, path: string, body: unknown, headers: Record<string, string> = {}): Promise<T> {
  const response = await fetch(`${address}/api/v1${path}`, {
    method: 'POST',
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`POST ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

/** Starts the server on the house again. The log is begun anew: it grows by a line for each request. */
export function startAgain(house: PreparedHouse, nodeOptions: readonly string[] = []): ServerProcess {
  rmSync(house.logFile, { force: true });
  return startServer(house.settings, house.logFile, nodeOptions);
}
