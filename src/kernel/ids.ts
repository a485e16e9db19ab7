import { v7 } from 'uuid';
import { freshBytes } from './random.js';

/** Of the last id: its millisecond, and its number within it. */
let lastMs = 0;
let sequence = 0;

/**
 * A new opaque id: UUID version 7 (RFC 9562), so that rows written together lie together in an index.
 * Its time part is for the database's locality only; order and time of acts come from the record, never from an id.
 *
 * The numbering within a millisecond is ours (RFC 9562 6.2, method 1), because the library leaves it out when it is handed
 * random bytes; and asked for bytes of its own, it calls the system for each id.
 */
export function newId(): string {
  const random = freshBytes(16);
  // eslint-disable-next-line no-restricted-syntax -- of ids this is no time that anything is decided by, and a test's clock stands still
  const ms = Date.now();
  if (ms > lastMs) {
    lastMs = ms;
    sequence = random.readUInt32BE(6) >>> 1; // the other half of the numbers is there to count on
  } else {
    sequence += 1;
  }
  return v7({ random, msecs: lastMs, seq: sequence });
}
