// node scripts/run.mjs src/main.js [arguments]: builds, then runs that file from dist/ with the remaining arguments.
// It stands between the caller and the program, so it hands on the signals it is sent and ends the way the program ended.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const [file, ...args] = process.argv.slice(2);

if (!build()) {
  console.error('\nNot started: the sources do not compile, the errors are above.');
  process.exit(1);
}

// The lines of stack traces are those of the sources. A limit on the heap, ten times what the server lives on: without one,
// Node lets garbage grow with the memory of the machine. And room (MiB) for what lives as long as a request: with less it
// is taken for something that stays, and collecting it costs more (docs/benchmarks.md).
const options = ['--enable-source-maps', '--max-old-space-size=512', '--max-semi-space-size=32'];
const child = spawn(process.execPath, [...options, join(root, 'dist', file), ...args], {
  cwd: root,
  stdio: 'inherit',
});

// On Ctrl-C the terminal interrupts the program as well; handing the signal on would interrupt its clean shutdown.
process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
process.on('SIGTERM', () => child.kill('SIGTERM'));

// npm hands a signal to the shell it runs us in, and the shell dies of it without telling us: our parent is gone then.
if (process.env.npm_lifecycle_event !== undefined) {
  const shell = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(watch);
    child.kill('SIGTERM');
  }, 200);
}

child.on('exit', (code, signal) => {
  if (signal === null) process.exit(code);
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
});
