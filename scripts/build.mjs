// Compiles the TypeScript sources to dist/, and only when one of them changed since the last build: every command of
// package.json starts with a build, so a build with nothing to do has to cost next to nothing.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './ensure-installed.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const stampFile = join(dist, '.built');
const sourceFolders = ['src', 'migrations', 'bench', 'test'];
const settings = ['tsconfig.json', 'package.json', 'package-lock.json'];

/** Brings dist/ up to date; false when the compiler found errors (it has printed them). */
export function build() {
  ensureInstalled();
  const sources = listSources();
  const last = readStamp();
  if (last?.succeeded && JSON.stringify(last.sources) === JSON.stringify(sources)) return true;
  // The compiler never deletes what came from a source that is gone.
  const vanished = Object.keys(last?.sources ?? {}).some((path) => !(path in sources));
  if (!last || vanished) rmSync(dist, { recursive: true, force: true });
  console.error('Compiling the sources …');
  const succeeded = compile();
  // The list from before compiling: a source saved meanwhile is compiled again next time.
  mkdirSync(dist, { recursive: true });
  writeFileSync(stampFile, JSON.stringify({ succeeded, sources }));
  return succeeded;
}

function compile() {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  return spawnSync(process.execPath, [tsc, '-p', 'tsconfig.json'], { cwd: root, stdio: 'inherit' }).status === 0;
}

/** Path → time and size of every file that decides what dist/ holds. */
function listSources() {
  const inFolders = sourceFolders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true }).map((name) => join(folder, name)))
    .filter((path) => /\.tsx?$/.test(path));
  const entries = [...settings, ...inFolders.sort()].map((path) => {
    const { mtimeMs, size } = statSync(join(root, path));
    return [path, `${mtimeMs} ${size}`];
  });
  return Object.fromEntries(entries);
}

function readStamp() {
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8'));
  } catch {
    return undefined; // never built, or a stamp cut short: build from nothing
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = build() ? 0 : 1;
