import type { Logger } from 'pino';
import { loggable } from '../kernel/loggable.js';
import type { Receiver } from './deliver.js';

/** ms a receiver may take before the message is tried again. */
const TIMEOUT_MS = 10_000;

/**
 * Takes messages to another system by POST, JSON, with the message's id as `Idempotency-Key`; any 2xx is taken as
 * received. Without an address they are only logged: the worklists show the same.
 */
export function postTo(url: string | null, logger: Logger): Receiver {
  return async ({ id, topic, subject, payload }, ending) => {
    logger.debug({ message: id, topic, subject }, 'message');
    if (url === null) return;
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': id },
      body: JSON.stringify({ id, topic, subject, payload }),
      signal: ending ? AbortSignal.any([ending, timeout]) : timeout,
    }).catch((failure: unknown) => {
      // Without its words, which may hold the address, and with it a password.
      const { error, code } = loggable(failure);
      if (!ending?.aborted) logger.warn({ message: id, error, code }, 'receiver not reached; tried again later');
      throw failure;
    });
    if (!response.ok) {
      logger.warn({ message: id, status: response.status }, 'message not received; tried again later');
      throw new Error(`The receiver answered ${response.status}.`);
    }
  };
}
