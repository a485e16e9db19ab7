// npm test: builds, checks, and runs the tests on both databases; the last line is always "N passed, N failed".
// With arguments (npm test -- test/policy) only the tests they name run, without the checks. A failed build, a failed
// check and a test file that does not load count as one failure each, so the last line never says 0 of a failed run.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';
import { check } from './check.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const args = process.argv.slice(2);

const counts = [build() ? { passed: 0, failed: 0 } : { passed: 0, failed: 1 }];
if (counts[0].failed === 0) {
  if (args.length === 0) counts.push(await check());
  counts.push(runTests());
}

const passed = counts.reduce((sum, each) => sum + each.passed, 0);
const failed = counts.reduce((sum, each) => sum + each.failed, 0);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/**
 * The databases of the tests wait for their disk at every commit, as real ones do. What they keep for some minutes may as
 * well lie in memory, where there is room for it: the settings stay the same, only nobody waits. TMPDIR wins if it is set.
 */
function folderForDatabases() {
  const memory = '/dev/shm';
  try {
    accessSync(memory, constants.W_OK);
    const { bavail, bsize } = statfsSync(memory);
    return bavail * bsize > 4 * 1024 ** 3 ? { TMPDIR: process.env.TMPDIR ?? memory } : {};
  } catch {
    return {}; // no such file system on this machine
  }
}

function runTests() {
  const folder = mkdtempSync(join(tmpdir(), 'renxuan-test-results-'));
  const resultFile = join(folder, 'results.json');
  // Jest loads ES modules only with the first flag; Node warns of it at every start, which helps nobody.
  const node = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const jest = join(root, 'node_modules/jest/bin/jest.js');
  const { status } = spawnSync(process.execPath, [...node, jest, '--json', `--outputFile=${resultFile}`, ...args], {
    cwd: root,
    env: { ...process.env, ...folderForDatabases() },
    stdio: ['inherit', 'ignore', 'inherit'], // Jest reports on stderr; with --json its stdout repeats the result file
  });
  const counted = readCounts(resultFile);
  rmSync(folder, { recursive: true });
  return status === 0 || counted.failed > 0 ? counted : { ...counted, failed: 1 };
}

function readCounts(resultFile) {
  try {
    const results = JSON.parse(readFileSync(resultFile, 'utf8'));
    return { passed: results.numPassedTests, failed: results.numFailedTests + results.numRuntimeErrorTestSuites };
  } catch {
    return { passed: 0, failed: 1 }; // Jest ended before it could write its results
  }
}
