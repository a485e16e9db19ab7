import type { Tx } from '../database/transactions.js';
import type { Keys } from '../protected-fields/keys.js';
import type { Case } from './case-row.js';
import { checksInTheWay } from './checks.js';
import { correctionsInTheWay } from './corrections.js';
import { periodInTheWay } from './period-in-the-way.js';
import type { Track } from './policy-book.js';

/**
 * What keeps a notice open past its end: objections that are not concluded or decided on, a correction that is not concluded,
 * checks that nobody answered for.
 */
export const KEEPERS = ['objections', 'corrections', 'checks'] as const;
export type Keeper = (typeof KEEPERS)[number];

/**
 * What keeps a notice open whose period is over: neither the clock closed it, nor an official since.
 * @returns null of a case that is not on such a notice; empty where nothing stands in the way any more
 */
export async function keptOpenBy(
  db: Pick<Tx, 'query'>,
  keys: Keys,
  row: Case,
  track: Track,
  at: string,
): Promise<readonly Keeper[] | null> {
  if (row.state !== 'onNotice' || (await periodInTheWay(db, row, track, 'close_notice', at))) return null;
  const { openObjections, upheldObjections } = row.context;
  const corrected = await correctionsInTheWay(db, row, track, 'close_notice');
  const checked = await checksInTheWay(db, keys, row, track, 'close_notice', at);
  return [
    ...(openObjections + upheldObjections > 0 ? (['objections'] as const) : []),
    ...(corrected ? (['corrections'] as const) : []),
    ...(checked ? (['checks'] as const) : []),
  ];
}
