import type { IdempotencyKey, Recorder } from '../audit/record.js';
import { isRefusal, type Refusal } from '../kernel/refusal.js';
import type { Official } from '../policy/actor.js';
import type { RecusalGround } from '../policy/terms.js';
import type { Keys } from '../protected-fields/keys.js';
import { actOnRow } from './act-on-case.js';
import { forDepartment, openLetter, type AnsweredInquiry } from './answer-inquiry.js';
import type { PolicyBook } from './policy-book.js';

export interface SteppingBack {
  readonly id: string;
  /** The version of the inquiry that the official looked at (`If-Match`). */
  readonly expectedVersion: number;
  readonly ground: RecusalGround;
  readonly remarks?: string;
}

/**
 * An official of the department that was asked steps back from a letter (回避): from its case altogether, as one of a body that
 * reviews it does. The letter stays open, and somebody else of the department answers it.
 */
export class RecuseFromInquiry {
  constructor(
    private readonly recorder: Recorder,
    readonly book: PolicyBook,
    readonly keys: Keys,
  ) {}

  async execute(actor: Official, given: SteppingBack, key?: IdempotencyKey): Promise<AnsweredInquiry | Refusal> {
    const { id, expectedVersion, ground, remarks } = given;
    return this.recorder.write(key, async (tx, at) => {
      const open = await openLetter(tx, actor, id, expectedVersion);
      if (isRefusal(open)) return open;
      const { row, letter } = open;
      const request = {
        caseId: row.id,
        expectedVersion: row.version,
        event: { type: 'recuse' },
        consulted: letter.body,
        ground,
        facts: { inquiry: id },
        ...(remarks === undefined ? {} : { remarks }),
      } as const;
      const acted = await actOnRow(tx, this, actor, row, request, at);
      if (isRefusal(acted)) return forDepartment(acted);
      return { answer: { id, status: letter.status, version: letter.version }, facts: acted.facts };
    });
  }
}
