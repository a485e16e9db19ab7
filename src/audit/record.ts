import type { JsonValue } from '../kernel/canonical-json.js';
import type { Clock } from '../kernel/clock.js';
import { isRefusal, refuse, type Refusal } from '../kernel/refusal.js';
import type { Attribution } from '../policy/actor.js';
import { brokenUniqueness } from '../database/dialect.js';
import type { Reader } from '../database/reader.js';
import type { Tx, WriteDoor } from '../database/transactions.js';
import { blindIndex } from '../protected-fields/blind-index.js';
import type { Keys } from '../protected-fields/keys.js';
import { PLACES } from '../protected-fields/places.js';
import { open, seal } from '../protected-fields/seal.js';
import { buildEntry, CHAIN_START, type AuditFact, type Link } from './entry.js';

/** A client's own name for a request, so that it can be repeated safely after a lost answer. */
export interface IdempotencyKey {
  /** Whose key it is: `official:<id>`, or `public`. */
  readonly actor: string;
  readonly key: string;
  /** SHA-256 of method, path and body: the same key with another request is refused. */
  readonly fingerprint: string;
}

/** What work inside the door returns: the answer, and at least one fact for the record. */
export interface Recorded<T extends JsonValue> {
  readonly answer: T;
  readonly facts: readonly [AuditFact, ...AuditFact[]];
}

/** Why nobody of these can act so any more at an instant: a duty was taken away, or rests. Null if all of them can. */
export type NotInOffice = (tx: Tx, doers: readonly Attribution[], at: string) => Promise<Refusal | null>;

/**
 * The write door with its frame: rows, audit entries, outbox messages and the idempotency key commit together or not
 * at all. Nothing can be written without a fact for the record, because the work must return one.
 */
export class Recorder {
  constructor(
    private readonly door: WriteDoor,
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly keys: Keys,
    private readonly notInOffice: NotInOffice,
  ) {}

  /**
   * @param given claimed last, by its unique constraint: of two equal requests at once the second's work is undone
   * and answered with the first's answer.
   * @param work gets the transaction and the instant of the act
   */
  async write<T extends JsonValue>(
    given: IdempotencyKey | undefined,
    work: (tx: Tx, at: string) => Promise<Recorded<T> | Refusal>,
  ): Promise<T | Refusal> {
    const key = given && this.ownKey(given);
    try {
      const answer = await this.door.write(async (tx) => {
        const at = this.clock.now();
        const recorded = await work(tx, at);
        if (isRefusal(recorded)) return recorded;
        // Who acts was looked up before the door: what has changed while the command waited is seen here, last of all.
        const doers = recorded.facts.map(({ by }) => by);
        const [refused] = await Promise.all([this.notInOffice(tx, doers, at), this.append(tx, recorded.facts, at)]);
        if (refused) return refused;
        if (key) this.claim(tx, key, recorded.answer, at);
        return recorded.answer;
      });
      // A repeated request is often refused first, because its effect is there already: the stored answer counts.
      return isRefusal(answer) && key ? ((await this.answered<T>(key)) ?? answer) : answer;
    } catch (error) {
      const answer = key && brokenUniqueness(error) !== null ? await this.answered<T>(key) : undefined;
      if (answer === undefined) throw error;
      return answer;
    }
  }

  /** Forgets the answers kept for repeated requests that are older than an instant. They are no part of the record. */
  async forgetAnswers(before: string): Promise<void> {
    await this.door.write(async (tx) => ({
      forgotten: await tx.execute('DELETE FROM idempotency_keys WHERE created_at < ?', [before]),
    }));
  }

  private async append(tx: Tx, facts: readonly AuditFact[], at: string): Promise<void> {
    const heads = new Map<string, Link>();
    for (const fact of facts) {
      const previous = heads.get(fact.chain) ?? (await lastLink(tx, fact.chain));
      const { seq, entry, hash, openings } = buildEntry(fact, previous, at);
      tx.send('INSERT INTO audit_entries (chain, seq, entry, hash) VALUES (?, ?, ?, ?)', [
        fact.chain,
        seq,
        entry,
        hash,
      ]);
      if (Object.keys(openings).length > 0) {
        tx.send('INSERT INTO audit_openings (chain, seq, sealed) VALUES (?, ?, ?)', [
          fact.chain,
          seq,
          seal(this.keys, PLACES.opening(fact.chain, seq), JSON.stringify(openings)),
        ]);
      }
      heads.set(fact.chain, { seq, hash });
    }
  }

  /**
   * Two strangers may think of the same key: without a login it names a request together with what it says. By the
   * keyed fingerprint, because the plain one would tell who objected to anybody who can guess a name and a telephone.
   */
  private ownKey(key: IdempotencyKey): IdempotencyKey {
    return key.actor === 'public' ? { ...key, actor: `public:${this.fingerprintOf(key)}` } : key;
  }

  private claim(tx: Tx, key: IdempotencyKey, answer: JsonValue, at: string): void {
    tx.send(
      'INSERT INTO idempotency_keys (actor, idempotency_key, fingerprint, answer, created_at) VALUES (?, ?, ?, ?, ?)',
      [
        key.actor,
        key.key,
        this.fingerprintOf(key),
        seal(this.keys, PLACES.answer(key.actor, key.key), JSON.stringify(answer)),
        at,
      ],
    );
  }

  /** Keyed: who knows the rest of a request could find the identity number in it by trying all of them. */
  private fingerprintOf({ fingerprint }: IdempotencyKey): string {
    return blindIndex(this.keys, 'idempotency_keys.fingerprint', fingerprint);
  }

  private async answered<T extends JsonValue>(key: IdempotencyKey): Promise<T | Refusal | undefined> {
    const [row] = await this.reader.query<{ fingerprint: string; answer: string }>(
      'SELECT fingerprint, answer FROM idempotency_keys WHERE actor = ? AND idempotency_key = ?',
      [key.actor, key.key],
    );
    if (!row) return undefined;
    return row.fingerprint === this.fingerprintOf(key)
      ? (JSON.parse(open(this.keys, PLACES.answer(key.actor, key.key), row.answer)) as T)
      : refuse('idempotency_key_reused');
  }
}

async function lastLink(tx: Tx, chain: string): Promise<Link> {
  const [last] = await tx.query<Link>('SELECT seq, hash FROM audit_entries WHERE chain = ? ORDER BY seq DESC LIMIT 1', [
    chain,
  ]);
  return last ?? CHAIN_START;
}
