// Installs the dependencies when what is installed is not what package-lock.json says, so that a fresh clone, a pulled
// change and a new version of Node need no separate step. Every other script begins here; uses nothing but Node itself.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const stampFile = `${root}node_modules/.renxuan-lock`;
const oldestNode = [20, 19];

export function ensureInstalled() {
  requireNode();
  const wanted = stamp();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return;
  console.error('Installing the dependencies of package-lock.json (npm ci) ...');
  install();
  requireSqlite();
  writeFileSync(stampFile, wanted);
}

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return;
  stop(
    `Renxuan needs Node ${oldestNode.join('.')} or newer and this is Node ${process.versions.node}: ` +
      'older versions cannot load its ES modules. Install a newer Node (.nvmrc names the recommended one) and try again.',
  );
}

/** The lock file, and the Node ABI and platform that native modules were built for. */
function stamp() {
  const lock = createHash('sha256')
    .update(readFileSync(`${root}package-lock.json`))
    .digest('hex');
  return `${lock} abi-${process.versions.modules} ${process.platform}-${process.arch}\n`;
}

function install() {
  // --include=dev: with NODE_ENV=production npm would leave out the compiler that the build needs.
  const options = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  console.error(
    'Installing the dependencies, as package-lock.json names them; the first time this takes a minute or two …',
  );
  const { status, error } = spawnSync('npm', options, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status === 0) return;
  stop(
    `The dependencies could not be installed: npm ci ${error ? `did not start (${error.message})` : 'failed, its own words are above'}. ` +
      'Most often the registry cannot be reached, package-lock.json does not fit package.json, or there is no compiler: better-sqlite3 compiles itself where no ready-made ' +
      'binary can be downloaded, and that needs python3, make and a C++ compiler (Debian: apt install python3 make g++). ' +
      'Put that right and run the same command again.',
  );
}

/** npm reports success also where the settings of the machine forbid install scripts; then the driver is only half there. */
function requireSqlite() {
  try {
    const Database = createRequire(import.meta.url)('better-sqlite3');
    new Database(':memory:').close();
  } catch (error) {
    stop(
      `better-sqlite3 was installed but does not load (${String(error.message).split('\n')[0]}). ` +
        'Its install script did not run or did not finish: allow install scripts (npm config set ignore-scripts false), make sure ' +
        'python3, make and a C++ compiler are there, and run the same command again.',
    );
  }
}

function stop(sentence) {
  console.error(`\n${sentence}`);
  process.exit(1);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) ensureInstalled();
