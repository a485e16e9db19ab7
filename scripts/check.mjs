// Everything a machine can say about the sources without running them; types are checked by the build that goes first.
// All steps run even when one fails, so that one run shows all there is to mend.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

// Lint remembers files that did not change. A rule that needs types may so miss what a change in another file broke;
// a clean install (.ci/run) starts without that memory.
const lint = ['lint', 'eslint/bin/eslint.js', '--max-warnings=0', '--cache', '--cache-strategy=content'];
lint.push('--cache-location=node_modules/.cache/eslint/', '.');
const others = [
  ['format', 'prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.'],
  ['import directions', 'dependency-cruiser/bin/dependency-cruise.mjs', 'src', 'migrations', 'bench', 'test'],
  ['dead code', 'knip/bin/knip.js', '--no-progress'],
];

/** Prints each step with its time; answers how many passed and failed. Lint takes longest, so it has a core to itself. */
export async function check() {
  const results = await Promise.all([run(...lint), inTurn(others)]);
  const passed = results.flat().filter(Boolean).length;
  return { passed, failed: results.flat().length - passed };
}

async function inTurn(steps) {
  const results = [];
  for (const step of steps) results.push(await run(...step));
  return results;
}

function run(name, program, ...args) {
  const start = performance.now();
  const child = spawn(process.execPath, [join(root, 'node_modules', program), ...args], { cwd: root });
  const output = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => output.push(chunk));
  return new Promise((resolve) => {
    child.on('close', (code) => {
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
      if (code !== 0) console.log(Buffer.concat(output).toString());
      resolve(code === 0);
    });
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const compiled = build();
  const { failed } = await check();
  process.exitCode = compiled && failed === 0 ? 0 : 1;
}
