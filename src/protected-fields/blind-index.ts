import { createHmac, hkdfSync } from 'node:crypto';
import type { Keys } from './keys.js';

/**
 * A text that is equal for equal values and tells nothing else, to find a sealed value by equality: HMAC-SHA-256
 * (RFC 2104) in base64url. The key is derived from the index key for the purpose (HKDF-SHA-256, RFC 5869), so that the
 * same number in two uses, say a candidate's and an objector's, cannot be matched by comparing columns.
 *
 * A plain hash would not do: all identity numbers there can be are tried in minutes.
 *
 * @param purpose names the one use, e.g. `people.identity_number`; to rename it is to rebuild the index.
 * @param value normalised first by the caller (trimmed, capital X): another spelling is another value.
 * @throws TypeError when the purpose is empty.
 */
export function blindIndex(keys: Keys, purpose: string, value: string): string {
  if (purpose === '') throw new TypeError('A blind index needs a purpose.');
  const purposeKey = Buffer.from(hkdfSync('sha256', keys.index, '', `renxuan blind index v1 ${purpose}`, 32));
  return createHmac('sha256', purposeKey).update(value, 'utf8').digest('base64url');
}
