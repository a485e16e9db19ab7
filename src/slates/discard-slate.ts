import type { IdempotencyKey, Recorder } from '../audit/record.js';
import { refuse, type Refusal } from '../kernel/refusal.js';
import { mandateOf, type Official } from '../policy/actor.js';
import { replaceCandidates } from './candidate-rows.js';
import { findSlateForChange, forgetOpenings, updateSlate } from './slate-row.js';
import type { Keys } from '../protected-fields/keys.js';

/** A submitter gives a draft up; what it said of persons is removed (PIPL art. 47), that it existed stays on record. */
export class DiscardSlate {
  constructor(
    private readonly recorder: Recorder,
    private readonly keys: Keys,
  ) {}

  async execute(
    actor: Official,
    id: string,
    expectedVersion: number,
    key?: IdempotencyKey,
  ): Promise<{ id: string; state: string; version: number } | Refusal> {
    return this.recorder.write(key, async (tx, at) => {
      const before = await findSlateForChange(tx, id);
      const by = before && mandateOf(actor, 'submitter', before.submittingBodyId);
      if (!before || !by) return refuse('not_found');
      if (before.version !== expectedVersion) return refuse('stale_version', { version: before.version });
      if (before.state !== 'draft') return refuse('slate_not_draft', { state: before.state });
      const { particulars: _forgotten, ...kept } = before;
      const after = { ...kept, state: 'discarded' as const, version: before.version + 1 };
      if (!(await updateSlate(tx, before, after, null))) return refuse('stale_version', { version: before.version });
      await replaceCandidates(tx, this.keys, id, [], at);
      await forgetOpenings(tx, id);
      return {
        answer: { id, state: after.state, version: after.version },
        facts: [{ chain: `slate:${id}`, act: 'discard_slate', by, facts: { version: after.version } }],
      };
    });
  }
}
