import type { IdempotencyKey, Recorder } from '../audit/record.js';
import { newId } from '../kernel/ids.js';
import { refuse, type Refusal } from '../kernel/refusal.js';
import type { Official } from '../policy/actor.js';
import type { RecusalGround } from '../policy/terms.js';
import type { Keys } from '../protected-fields/keys.js';
import { countInterests, endInterest, insertInterest, type InterestAbout } from './interest-row.js';

/** How many interests an official may declare: more would be guesses at what is masked, not what they have to do with. */
export interface InterestLimits {
  /** Within 24 hours. */
  readonly aDay: number;
  /** That are living, or ended within 365 days: ending one makes no room for another guess. */
  readonly atMost: number;
}

const daysBefore = (at: string, days: number) => new Date(Date.parse(at) - days * 86_400_000).toISOString();

/**
 * An official declares an interest once, and it keeps them from every case that it has to do with: they are offered none,
 * asked to sign none, and act on none, unless an approver of the body lets them go on in one.
 */
export class DeclareInterest {
  constructor(
    private readonly recorder: Recorder,
    private readonly keys: Keys,
    private readonly limits: InterestLimits,
  ) {}

  async execute(
    actor: Official,
    ground: RecusalGround,
    about: InterestAbout,
    key?: IdempotencyKey,
  ): Promise<{ id: string } | Refusal> {
    return this.recorder.write(key, async (tx, at) => {
      const { aDay, atMost } = this.limits;
      const after = { declared: daysBefore(at, 1), ended: daysBefore(at, 365) };
      const { living, declared } = await countInterests(tx, actor.id, after);
      if (living >= atMost || declared >= aDay) return refuse('too_many_interests', { aDay, atMost, declared, living });
      const id = newId();
      insertInterest(tx, this.keys, { id, officialId: actor.id, ground, about, declaredAt: at, endedAt: null });
      return {
        answer: { id },
        facts: [
          {
            chain: `official:${actor.id}`,
            act: 'declare_interest',
            by: { kind: 'self', id: actor.id },
            facts: { interest: id },
            contents: { about: { ...about }, ground },
          },
        ],
      };
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
