import type { IdempotencyKey, Recorder } from '../audit/record.js';
import { isRefusal, refuse, type Refusal } from '../kernel/refusal.js';
import { concludeOpenObjection } from '../objections/objection-row.js';
import type { Official } from '../policy/actor.js';
import type { Keys } from '../protected-fields/keys.js';
import type { ObjectionOutcome } from '../policy/terms.js';
import { actOn, type CaseStanding } from './act-on-case.js';
import type { ActRequest } from './act-request.js';
import type { Reason } from './apply-event.js';
import type { PolicyBook } from './policy-book.js';

export interface ObjectionConclusion {
  readonly caseId: string;
  readonly expectedVersion: number;
  readonly objectionId: string;
  readonly outcome: ObjectionOutcome;
  readonly reason?: Reason;
  readonly noInterest?: boolean;
}

/**
 * The issuing body concludes one objection, by an official who did not decide the case. An objection proven with
 * effect rejects nobody: it opens the way for an approver to reject, with reasons of their own.
 */
export class ConcludeObjection {
  constructor(
    private readonly recorder: Recorder,
    readonly book: PolicyBook,
    readonly keys: Keys,
  ) {}

  async execute(
    actor: Official,
    conclusion: ObjectionConclusion,
    key?: IdempotencyKey,
  ): Promise<CaseStanding | Refusal> {
    const { caseId, expectedVersion, objectionId, outcome, ...said } = conclusion;
    const request: ActRequest = {
      caseId,
      expectedVersion,
      event: { type: 'conclude_objection', upheld: outcome === 'proven_with_effect' },
      ...said,
      outcome,
      facts: { objection: objectionId },
    };
    return this.recorder.write(key, async (tx, at) => {
      const acted = await actOn(tx, this, actor, request, at);
      if (isRefusal(acted)) return acted;
      const open = await concludeOpenObjection(tx, caseId, objectionId, outcome, at);
      return open ? acted : refuse('objection_already_concluded', { objection: objectionId });
    });
  }
}
