// npm run simulate -- --seed N            a year of 10,000 cases from this seed; from the time of day if left out
// npm run simulate -- --seed N --cases 500
import { parseArgs } from 'node:util';
import { PolicyBook } from '../../src/cases/policy-book.js';
import { InvariantBroken, simulateYear } from './year.js';

const { values } = parseArgs({ options: { seed: { type: 'string' }, cases: { type: 'string', default: '10000' } } });
const [seed, cases] = [Number(values.seed ?? Date.now() % 1_000_000), Number(values.cases)];
if (!Number.isInteger(seed) || !Number.isInteger(cases) || cases < 1) {
  process.stderr.write('Say a whole number: --seed N, and --cases N from 1 on.\n');
  process.exit(2);
}
const began = performance.now();
try {
  const year = simulateYear(PolicyBook.read('policies'), seed, cases);
  const seconds = (performance.now() - began) / 1000;
  process.stdout.write(`${JSON.stringify({ ...year, seconds: Number(seconds.toFixed(1)) }, null, 2)}\n`);
} catch (error) {
  if (!(error instanceof InvariantBroken)) throw error;
  process.stderr.write(`${error.message}\nAgain with: npm run simulate -- --seed ${seed} --cases ${cases}\n`);
  process.exitCode = 1;
}
