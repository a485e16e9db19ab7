// The product as its users run it: `node dist/src/main.js`, a process of its own that can be killed and measured.
// npm test and npm run bench compile it before they start.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

export interface Account {
  readonly login: string;
  readonly password: string;
}

export interface Ready {
  /** `http://127.0.0.1:<port>` */
  readonly address: string;
  /** Accounts of the demonstration directory with their first passwords; only the first start tells them. */
  readonly accounts: readonly Account[];
  /** ms from the start of the process. */
  readonly afterMs: number;
}

export interface ServerProcess {
  readonly pid: number;
  /** Rejects, with the end of what the process said, when it ends or takes too long before it is ready. */
  readonly ready: Promise<Ready>;
  /** Sends the signal and waits for the end. @returns the exit code, null when the signal itself ended the process */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
  /** The end of what the process has said. */
  words(): string;
}

/** The options of Node with which `npm start` starts it (scripts/run.mjs). */
const AS_STARTED = ['--enable-source-maps', '--max-old-space-size=512', '--max-semi-space-size=32'];
const STARTS_WITHIN_MS = 30_000;
const LOOK_EVERY_MS = 5;

/**
 * Starts a server on a free port. It is ready when it says so, with its address, on its standard output; that goes to a
 * file, so that reading it costs the server nothing.
 * @param settings of `src/config.ts`; nothing of this process's own environment reaches the server
 * @param logFile what the server says is added to it
 * @param nodeOptions for profiles: `--cpu-prof`
 */
export function startServer(
  settings: Readonly<Record<string, string>>,
  logFile: string,
  nodeOptions: readonly string[] = [],
): ServerProcess {
  const said = openSync(logFile, 'a');
  const start = performance.now();
  const before = readFileSync(logFile, 'utf8').length;
  const child = spawn(process.execPath, [...AS_STARTED, ...nodeOptions, join(process.cwd(), 'dist/src/main.js')], {
    env: { HOST: '127.0.0.1', PORT: '0', NODE_ENV: 'production', ...settings },
    stdio: ['ignore', said, said],
  });
  closeSync(said);
  const ended = once(child, 'exit') as Promise<[number | null]>;
  const words = () => readFileSync(logFile, 'utf8').slice(before);

  const untilReady = async (): Promise<Ready> => {
    while (performance.now() - start < STARTS_WITHIN_MS) {
      const ready = readReady(words());
      if (ready) return { ...ready, afterMs: performance.now() - start };
      if (child.exitCode !== null || child.signalCode !== null) break;
      await delay(LOOK_EVERY_MS);
    }
    throw new Error(`The server did not become ready. It said:\n${words().slice(-2000)}`);
  };
  const ready = untilReady();
  // A server that is killed while it starts is no failure for one who does not wait for it.
  ready.catch(() => undefined);

  return {
    pid: child.pid ?? 0,
    ready,
    words: () => words().slice(-2000),
    async end(signal) {
      child.kill(signal);
      const [code] = await ended;
      return code;
    },
  };
}

/** What `src/main.ts` says to the person who started it: the accounts, once, and then the address. */
function readReady(words: string): Omit<Ready, 'afterMs'> | undefined {
  const [, address] = /(http:\/\/127\.0\.0\.1:\d+)\/api\/docs/.exec(words) ?? [];
  if (address === undefined) return undefined;
  const lines = words.matchAll(/^ {2}(\S+) +(\S{12}) {2,}\S/gm);
  return { address, accounts: [...lines].map(([, login = '', password = '']) => ({ login, password })) };
}
