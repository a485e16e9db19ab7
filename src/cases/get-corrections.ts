import type { Reader } from '../database/reader.js';
import { refuse, type Refusal } from '../kernel/refusal.js';
import type { Official } from '../policy/actor.js';
import type { Keys } from '../protected-fields/keys.js';
import { correctionsOf, type StoredCorrection } from './correction-rows.js';
import type { PolicyBook } from './policy-book.js';
import { findCaseFor, reviews } from './scope.js';

export interface CaseCorrections {
  readonly version: number;
  readonly corrections: readonly StoredCorrection[];
}

/** What was asked to be corrected of a candidate, and what stood before: for those who review. */
export class GetCorrections {
  constructor(
    private readonly reader: Reader,
    private readonly book: PolicyBook,
    private readonly keys: Keys,
  ) {}

  async execute(actor: Official, id: string): Promise<CaseCorrections | Refusal> {
    const found = await findCaseFor(this.reader, actor, id);
    if (!found) return refuse('not_found');
    const { version, candidateId, policyId, courseId } = found.row;
    const { route } = this.book.track(policyId, courseId).course;
    if (!(await reviews(this.reader, actor, found.row, route))) return refuse('not_found');
    return { version, corrections: await correctionsOf(this.reader, this.keys, candidateId) };
  }
}
