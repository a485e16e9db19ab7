// The program itself, as a process of its own: compiled, with settings from its environment and nothing else.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface Spawned {
  /** Resolves with the address once the program says that it is ready; rejects with its words if it ends before. */
  readonly ready: Promise<string>;
  /** Resolves with the exit code. */
  readonly ended: Promise<number | null>;
  /** What it has said so far: to people, and as lines of its log. */
  said(): { stdout: string; stderr: string };
  signal(name: NodeJS.Signals): void;
  /** Kills what is still running. */
  stop(): Promise<void>;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Starts `dist/src/main.js` on a free port. @param settings its whole environment, besides the path */
export function spawnProgram(
  settings: Readonly<Record<string, string>>,
  program = 'dist/src/main.js',
  args: string[] = [],
): Spawned {
  const child = spawn(process.execPath, [program, ...args], {
    cwd: root,
    env: { PATH: process.env['PATH'], PORT: '0', ...settings },
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (said.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said.stderr += chunk.toString()));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', () => {
      const [, address] = /is ready\.\s+Open (http\S+)\/api\/docs/.exec(said.stdout) ?? [];
      if (address !== undefined) resolve(address);
    });
    void ended.then((code) => reject(new Error(`The program ended with ${String(code)}: ${said.stderr}`)));
  });
  ready.catch(() => undefined); // a test that expects the end does not ask for readiness
  return {
    ready,
    ended,
    said: () => ({ ...said }),
    signal: (name) => void child.kill(name),
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await ended;
    },
  };
}

/** The accounts that a first start has printed, by login. */
export const accountsIn = (stdout: string): Map<string, string> =>
  new Map(
    [...stdout.matchAll(/^ {2}([\w-]+) +([\w-]{12}) {2}\w+ at /gm)].map(([, login = '', password = '']) => [
      login,
      password,
    ]),
  );
