import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import type { Keys } from './keys.js';

/** By purpose. To derive one takes longer than to use it. */
const purposeKeys = new WeakMap<KeyObject, Map<string, KeyObject>>();

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
  return createHmac('sha256', purposeKey(keys.index, purpose)).update(value, 'utf8').digest('base64url');
}

function purposeKey(index: KeyObject, purpose: string): KeyObject {
  const derived = purposeKeys.get(index) ?? new Map<string, KeyObject>();
  purposeKeys.set(index, derived);
  let key = derived.get(purpose);
  if (!key) {
    key = createSecretKey(Buffer.from(hkdfSync('sha256', index, '', `renxuan blind index v1 ${purpose}`, 32)));
    derived.set(purpose, key);
  }
  return key;
}
