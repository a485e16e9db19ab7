import { mayDo } from '../../src/cases/may-do.js';
import type { PolicyBook } from '../../src/cases/policy-book.js';
import { InvariantBroken } from './broken.js';
import { oneSlate } from './one-slate.js';
import { Random } from './random.js';
import type { Permits } from './simulated-case.js';
import { Tally, type Year } from './tally.js';

/**
 * A year of cases under every policy that is shipped, on slates of several: people at random try acts at random, days pass,
 * deadlines with them. The invariants are looked at after every act.
 * @param cases so many at least; the last slate is simulated whole
 * @throws InvariantBroken with the seed, the case and its acts
 */
export function simulateYear(book: PolicyBook, seed: number, cases: number, permits: Permits = mayDo): Year {
  const random = new Random(seed);
  const tally = new Tally();
  while (tally.cases < cases) tally.counts(oneSlate(random, book, permits, `seed ${seed}, slate ${tally.slates}`));
  return { seed, ...tally.year };
}

export { InvariantBroken, type Year };
