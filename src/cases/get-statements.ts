import type { Reader } from '../database/reader.js';
import { refuse, type Refusal } from '../kernel/refusal.js';
import type { Official } from '../policy/actor.js';
import type { StandingIntention } from '../policy/intention.js';
import type { Route } from '../policy/policy.js';
import { isReviewDuty } from '../policy/terms.js';
import type { Keys } from '../protected-fields/keys.js';
import type { Case } from './case-row.js';
import { intentionIn } from './intentions.js';
import type { PolicyBook } from './policy-book.js';
import { findCaseFor, reviews } from './scope.js';
import { statementsOf, type Statement } from './statement-rows.js';

export interface CaseStatements {
  readonly version: number;
  /** What those concerned were told; its words stand in the history, under the act of this number. */
  readonly intention: (Omit<StandingIntention, 'candidateHeard'> & { readonly candidateHeard: boolean | null }) | null;
  readonly statements: readonly (Statement & { readonly number: number })[];
}

/**
 * What is intended, and what the unit and the candidate said to it: for those who review; not for auditors. The submitting
 * side reads what went through it: what the candidate said to the body itself is not for the unit.
 */
export class GetStatements {
  constructor(
    private readonly reader: Reader,
    private readonly book: PolicyBook,
    private readonly keys: Keys,
  ) {}

  async execute(actor: Official, id: string): Promise<CaseStatements | Refusal> {
    const found = await findCaseFor(this.reader, actor, id);
    if (found?.sight !== 'dossier') return refuse('not_found');
    const standing = await intentionIn(this.reader, id);
    const { route } = this.book.track(found.row.policyId, found.row.courseId).course;
    const [reviewing, statements] = await Promise.all([
      this.hears(actor, found.row, route, standing),
      statementsOf(this.reader, this.keys, id),
    ]);
    return {
      version: found.row.version,
      // Whether the candidate spoke to the body is between the two.
      intention: standing && { ...standing, candidateHeard: reviewing ? standing.candidateHeard : null },
      statements: statements.filter(({ channel }) => reviewing || channel === null),
    };
  }

  /**
   * Whoever reviews it, but not the office that submitted it, unless that is the one that intends it and hears them: colleagues
   * of the unit that the candidate may have spoken about.
   */
  private async hears(actor: Official, row: Case, route: Route, standing: StandingIntention | null): Promise<boolean> {
    if (!(await reviews(this.reader, actor, row, route))) return false;
    const { submitting_body: unit } = row.bodies;
    if (actor.mandates.some(({ body, duty }) => isReviewDuty(duty) && body !== unit)) return true;
    const [intending] = await this.reader.query<{ body_id: string | null }>(
      'SELECT body_id FROM case_acts WHERE case_id = ? AND number = ?',
      [row.id, standing?.number ?? 0],
    );
    return intending?.body_id === unit;
  }
}
