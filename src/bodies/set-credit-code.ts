import type { IdempotencyKey, Recorder } from '../audit/record.js';
import { refuse, type Refusal } from '../kernel/refusal.js';
import type { Attribution } from '../policy/actor.js';
import { findBodies, updateCreditCode } from './body-row.js';

/**
 * The administrator states the unified social credit code of an office, or that none is known. Two offices may have the same:
 * an internal one acts under the code of the unit it belongs to. It counts for cases from then on.
 */
export class SetCreditCode {
  constructor(private readonly recorder: Recorder) {}

  async execute(
    by: Attribution,
    id: string,
    creditCode: string | null,
    key?: IdempotencyKey,
  ): Promise<{ id: string } | Refusal> {
    return this.recorder.write(key, async (tx) => {
      const [body] = await findBodies(tx, [id]);
      if (!body) return refuse('not_found');
      updateCreditCode(tx, id, creditCode);
      const facts = { was: body.creditCode, creditCode };
      return { answer: { id }, facts: [{ chain: `body:${id}`, act: 'set_credit_code', by, facts }] };
    });
  }
}
