import type { IdempotencyKey, Recorder } from '../audit/record.js';
import { newId } from '../kernel/ids.js';
import { refuse, type Refusal } from '../kernel/refusal.js';
import type { Official } from '../policy/actor.js';
import type { RecusalGround } from '../policy/terms.js';
import type { Keys } from '../protected-fields/keys.js';
import { endInterest, insertInterest, type InterestAbout } from './interest-row.js';

/**
 * An official declares an interest once, and it keeps them from every case that it has to do with: they are offered none,
 * asked to sign none, and act on none, unless an approver of the body lets them go on in one.
 */
export class DeclareInterest {
  constructor(
    private readonly recorder: Recorder,
    private readonly keys: Keys,
  ) {}

  async execute(
    actor: Official,
    ground: RecusalGround,
    about: InterestAbout,
    key?: IdempotencyKey,
  ): Promise<{ id: string } | Refusal> {
    return this.recorder.write(key, (tx, at) => {
      const id = newId();
      insertInterest(tx, this.keys, { id, officialId: actor.id, ground, about, declaredAt: at, endedAt: null });
      return Promise.resolve({
        answer: { id },
        facts: [
          {
            chain: `official:${actor.id}`,
            act: 'declare_interest',
            by: { kind: 'self', id: actor.id },
            facts: { interest: id, ground },
            contents: { about: { ...about } },
          },
        ],
      });
    });
  }
}

/** The interest is over. What it kept the official from stays on record; from now on it keeps them from nothing. */
export class EndInterest {
  constructor(private readonly recorder: Recorder) {}

  async execute(actor: Official, id: string, key?: IdempotencyKey): Promise<{ id: string } | Refusal> {
    return this.recorder.write(key, async (tx, at) => {
      if (!(await endInterest(tx, actor.id, id, at))) return refuse('not_found');
      return {
        answer: { id },
        facts: [
          {
            chain: `official:${actor.id}`,
            act: 'end_interest',
            by: { kind: 'self', id: actor.id },
            facts: { interest: id },
          },
        ],
      };
    });
  }
}
