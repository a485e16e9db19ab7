import type { IdempotencyKey, Recorder } from '../audit/record.js';
import { refuse, type Refusal } from '../kernel/refusal.js';
import type { Attribution, Mandate } from '../policy/actor.js';
import { checkMandates } from './check-mandates.js';
import { findOfficial, keepPastMandates, replaceMandates } from './official-row.js';

export interface DutiesChange {
  readonly officialId: string;
  readonly expectedVersion: number;
  /** An official who has left keeps the account, without being able to use it: the record still names them. */
  readonly active: boolean;
  readonly mandates: readonly Mandate[];
}

/** The administrator gives an official other duties, or closes the account. It holds from the next request on. */
export class ChangeDuties {
  constructor(private readonly recorder: Recorder) {}

  async execute(by: Attribution, change: DutiesChange, key?: IdempotencyKey): Promise<{ version: number } | Refusal> {
    return this.recorder.write(key, async (tx, at) => {
      const official = await findOfficial(tx, change.officialId);
      if (!official) return refuse('not_found');
      if (by.kind === 'official' && by.id === official.id) return refuse('own_duties');
      if (official.version !== change.expectedVersion) return refuse('stale_version', { version: official.version });
      const wrong = await checkMandates(tx, change.mandates);
      if (wrong) return wrong;
      const version = official.version + 1;
      const changed = await tx.execute('UPDATE officials SET active = ?, version = ? WHERE id = ? AND version = ?', [
        change.active ? 1 : 0,
        version,
        official.id,
        official.version,
      ]);
      if (changed === 0) return refuse('stale_version', { version });
      await replaceMandates(tx, official, change.mandates);
      // Opened again one day, the account is not to be open to a session or a token from before.
      if (!change.active) await tx.execute('DELETE FROM sessions WHERE official_id = ?', [official.id]);
      await keepPastMandates(tx, official, change.mandates, at);
      return {
        answer: { version },
        facts: [
          {
            chain: `official:${official.id}`,
            act: 'change_duties',
            by,
            facts: {
              active: change.active,
              before: official.mandates.map((mandate) => ({ ...mandate })),
              after: change.mandates.map((mandate) => ({ ...mandate })),
            },
          },
        ],
      };
    });
  }
}
