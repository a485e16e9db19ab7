import type { IdempotencyKey, Recorder } from '../audit/record.js';
import { refuse, type Refusal } from '../kernel/refusal.js';
import type { Attribution } from '../policy/actor.js';
import { findOfficial } from './official-row.js';

/**
 * The administrator gives an official who forgot theirs another password. Until its owner has changed it nothing else
 * can be done with it, so that nobody else knows the password behind an act.
 */
export class GivePassword {
  constructor(private readonly recorder: Recorder) {}

  /** @param passwordHash argon2id, hashed before the door */
  async execute(
    by: Attribution,
    officialId: string,
    passwordHash: string,
    key?: IdempotencyKey,
  ): Promise<{ id: string } | Refusal> {
    return this.recorder.write(key, async (tx) => {
      if (!(await findOfficial(tx, officialId))) return refuse('not_found');
      // Who asks has only a login or a token; one's own password is changed by who knows it.
      if (by.kind === 'official' && by.id === officialId) return refuse('own_password');
      await tx.execute('UPDATE officials SET password_hash = ?, password_given = 1 WHERE id = ?', [
        passwordHash,
        officialId,
      ]);
      await tx.execute('DELETE FROM sessions WHERE official_id = ?', [officialId]);
      return {
        answer: { id: officialId },
        facts: [{ chain: `official:${officialId}`, act: 'give_password', by, facts: {} }],
      };
    });
  }
}
