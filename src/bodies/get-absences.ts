import type { Reader } from '../database/reader.js';
import type { Clock } from '../kernel/clock.js';
import type { Official } from '../policy/actor.js';
import { reachOf } from '../policy/sight.js';
import { isReviewDuty } from '../policy/terms.js';
import { dateInChina } from '../policy/working-days.js';
import type { Keys } from '../protected-fields/keys.js';
import { listAbsences } from './absence-row.js';
import { findBodies } from './body-row.js';

/**
 * Who is away now or will be, as far as it concerns the asker: themselves, whom they stand in for, the colleagues of the
 * bodies for which they review, and, for an administrator, the officials whose directory they keep. Why somebody else
 * declared it, only these two read.
 */
export class GetAbsences {
  constructor(
    private readonly reader: Reader,
    private readonly keys: Keys,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Official, after: string, limit: number) {
    const bodiesOf = (which: (duty: string) => boolean) => [
      ...new Set(actor.mandates.filter(({ duty }) => which(duty)).map(({ body }) => body)),
    ];
    const kept = await findBodies(
      this.reader,
      bodiesOf((duty) => duty === 'administrator'),
    );
    const sought = {
      official: actor.id,
      bodies: bodiesOf(isReviewDuty),
      places: kept.map(({ jurisdiction }) => reachOf(jurisdiction)),
    };
    return listAbsences(this.reader, this.keys, sought, dateInChina(this.clock.now()), after, limit);
  }
}
