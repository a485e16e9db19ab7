import type { Reader } from '../database/reader.js';
import { refuse, type Refusal } from '../kernel/refusal.js';
import { holds, type Official } from '../policy/actor.js';
import { isWaitedFor, type CandidateFields } from '../policy/corrections.js';
import type { Keys } from '../protected-fields/keys.js';
import { maskAddress, maskTelephone } from '../protected-fields/mask.js';
import { correctionsOf, type StoredCorrection } from './correction-rows.js';
import type { PolicyBook } from './policy-book.js';
import { findCaseFor, reviews } from './scope.js';

/** A correction as it is read: telephone and address masked. */
export interface CorrectionView extends Omit<StoredCorrection, 'asked'> {
  /** Whether decisions wait for it while it is open. */
  readonly suspends: boolean;
}

export interface CaseCorrections {
  readonly version: number;
  readonly corrections: readonly CorrectionView[];
}

/**
 * What was asked to be corrected of a candidate, and what stood before: all of it for those who review; for the unit what it
 * asked for itself. What the candidate turned to the body with stays between the two.
 */
export class GetCorrections {
  constructor(
    private readonly reader: Reader,
    private readonly book: PolicyBook,
    private readonly keys: Keys,
  ) {}

  async execute(actor: Official, id: string): Promise<CaseCorrections | Refusal> {
    const found = await findCaseFor(this.reader, actor, id);
    if (found?.sight !== 'dossier') return refuse('not_found');
    const { version, candidateId, policyId, courseId, bodies } = found.row;
    const { course, policy } = this.book.track(policyId, courseId);
    const reviewing = await reviews(this.reader, actor, found.row, course.route);
    if (!reviewing && !holds(actor, 'submitter', bodies.submitting_body)) return refuse('not_found');
    const all = await correctionsOf(this.reader, this.keys, candidateId);
    const shown = reviewing ? all : all.filter(({ side }) => side === 'unit');
    return {
      version,
      corrections: shown.map(({ asked, ...each }) => ({
        ...each,
        changes: masked(each.changes),
        before: each.before && masked(each.before),
        suspends: isWaitedFor(policy, { side: each.side, asked }),
      })),
    };
  }
}

const MASKS: Readonly<Record<string, (text: string) => string>> = {
  'contact.phone': maskTelephone,
  'contact.address': maskAddress,
};

/** Enough to know them again by. */
const masked = (fields: CandidateFields): CandidateFields =>
  Object.fromEntries(
    Object.entries(fields).map(([field, value]) => {
      const mask = MASKS[field];
      return [field, mask && typeof value === 'string' ? mask(value) : value];
    }),
  );
