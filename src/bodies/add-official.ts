import type { IdempotencyKey, Recorder } from '../audit/record.js';
import { newId } from '../kernel/ids.js';
import { refuse, type Refusal } from '../kernel/refusal.js';
import type { Attribution, Mandate } from '../policy/actor.js';
import { checkMandates } from './check-mandates.js';
import { insertMandates, loginTaken } from './official-row.js';

export interface NewOfficial {
  readonly login: string;
  readonly name: string;
  /** argon2id, hashed before the door: work inside it awaits nothing but the database. */
  readonly passwordHash: string;
  /** Somebody else chose the password and knows it: its owner has to change it before anything else. */
  readonly passwordGiven: boolean;
  readonly mandates: readonly Mandate[];
}

/** The administrator opens an account for an official, with duties at one or more bodies. */
export class AddOfficial {
  constructor(private readonly recorder: Recorder) {}

  async execute(by: Attribution, official: NewOfficial, key?: IdempotencyKey): Promise<{ id: string } | Refusal> {
    return this.recorder.write(key, async (tx, at) => {
      if (await loginTaken(tx, official.login)) return refuse('login_taken', { login: official.login });
      const wrong = await checkMandates(tx, official.mandates);
      if (wrong) return wrong;
      const id = newId();
      await tx.execute(
        `INSERT INTO officials (id, login, name, password_hash, password_given, active, version, created_at)
         VALUES (?, ?, ?, ?, ?, 1, 1, ?)`,
        [id, official.login, official.name, official.passwordHash, official.passwordGiven ? 1 : 0, at],
      );
      await insertMandates(tx, id, official.mandates);
      return {
        answer: { id },
        facts: [
          {
            chain: `official:${id}`,
            act: 'add_official',
            by,
            facts: { mandates: official.mandates.map((mandate) => ({ ...mandate })) },
            contents: { login: official.login, name: official.name },
          },
        ],
      };
    });
  }
}
