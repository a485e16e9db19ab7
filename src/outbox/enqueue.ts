import type { JsonValue } from '../kernel/canonical-json.js';
import { newId } from '../kernel/ids.js';
import type { Tx } from '../database/transactions.js';

/** Something to be told outside once the act is durable. It names things by id; it holds no personal data. */
export interface Message {
  /** What happened: `case.approve`, `case.overdue` … */
  readonly topic: string;
  /** The thing it happened to: `case:<id>`. */
  readonly subject: string;
  readonly payload: Readonly<Record<string, JsonValue>>;
}

/** Puts a message beside the rows of the same transaction. */
export function enqueue(tx: Tx, message: Message, at: string): void {
  tx.send(
    'INSERT INTO outbox (id, topic, subject, payload, created_at, attempts, next_attempt_at) VALUES (?, ?, ?, ?, ?, 0, ?)',
    [newId(), message.topic, message.subject, JSON.stringify(message.payload), at, at],
  );
}
