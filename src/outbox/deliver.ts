import { marks } from '../database/dialect.js';
import type { Reader } from '../database/reader.js';
import type { WriteDoor } from '../database/transactions.js';
import type { Clock } from '../kernel/clock.js';
import type { Message } from './enqueue.js';

/**
 * Takes one message to its receiver; rejects when it could not, or when it is aborted. It may be called twice for one
 * message.
 */
export type Receiver = (message: Message & { readonly id: string }, ending?: AbortSignal) => Promise<void>;

/** Messages taken up in one go. */
export const AT_ONCE = 100;
/** After the first failure a message waits so many ms, after each further one twice as long, at most MAX_WAIT_MS. */
const FIRST_WAIT_MS = 1_000;
const MAX_WAIT_MS = 3_600_000;

/**
 * Delivers what has been committed, at least once, in no promised order. It looks for messages that are undelivered
 * and visible, never for ids above the last: ids are not the order of commits.
 */
export class DeliverOutbox {
  constructor(
    private readonly door: WriteDoor,
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly receive: Receiver,
  ) {}

  /**
   * @param ending aborted when the program ends: no receiver is waited for any longer, and a message under way stays as
   * it was, for the next start
   * @returns how many messages were delivered
   */
  async execute(ending?: AbortSignal): Promise<number> {
    const now = this.clock.now();
    const rows = await this.reader.query<{
      id: string;
      topic: string;
      subject: string;
      payload: string;
      attempts: number;
    }>(
      `SELECT id, topic, subject, payload, attempts FROM outbox
       WHERE delivered_at IS NULL AND next_attempt_at <= ? ORDER BY next_attempt_at LIMIT ?`,
      [now, AT_ONCE],
    );
    const delivered: string[] = [];
    const failed: { id: string; attempts: number }[] = [];
    for (const { id, topic, subject, payload, attempts } of rows) {
      if (ending?.aborted) break;
      try {
        await this.receive({ id, topic, subject, payload: JSON.parse(payload) as Message['payload'] }, ending);
        delivered.push(id);
      } catch {
        if (ending?.aborted) break;
        // The receiver logs what went wrong; here it only means: again, later.
        failed.push({ id, attempts: attempts + 1 });
      }
    }
    if (delivered.length + failed.length > 0) await this.settle(delivered, failed, now);
    return delivered.length;
  }

  /** Forgets messages delivered before an instant. Those that nobody has received stay, however old they are. */
  async forgetDelivered(before: string): Promise<void> {
    await this.door.write(async (tx) => ({
      forgotten: await tx.execute('DELETE FROM outbox WHERE delivered_at < ?', [before]),
    }));
  }

  private async settle(delivered: readonly string[], failed: readonly { id: string; attempts: number }[], now: string) {
    await this.door.write(async (tx) => {
      if (delivered.length > 0) {
        await tx.execute(`UPDATE outbox SET delivered_at = ? WHERE id IN (${marks(delivered)})`, [now, ...delivered]);
      }
      for (const { id, attempts } of failed) {
        const wait = Math.min(FIRST_WAIT_MS * 2 ** (attempts - 1), MAX_WAIT_MS);
        const next = new Date(Date.parse(now) + wait).toISOString();
        await tx.execute('UPDATE outbox SET attempts = ?, next_attempt_at = ? WHERE id = ?', [attempts, next, id]);
      }
      return { settled: delivered.length + failed.length };
    });
  }
}
