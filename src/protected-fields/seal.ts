import { createCipheriv, createDecipheriv } from 'node:crypto';
import { freshBytes } from '../kernel/random.js';
import type { Keys } from './keys.js';

/** Where a sealed value stands. It opens there only: moved to another row or column, it is refused. */
export interface Place {
  readonly table: string;
  readonly column: string;
  readonly row: string;
}

/** A sealed value did not open: damaged, moved, of an unknown key, or never sealed. Holds neither of the two texts. */
export class UnsealError extends Error {
  constructor(place: Place, why: string) {
    super(`The sealed value in ${place.table}.${place.column} ${why}.`);
    this.name = 'UnsealError';
  }
}

const IV_BYTES = 12;
const TAG_BYTES = 16;
const SEPARATOR = '\u001f';
const SEALED = /^v1\.([A-Za-z0-9_-]{1,32})\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)$/;

/**
 * Encrypts a protected field with AES-256-GCM (NIST SP 800-38D) under the current key and a fresh random 96-bit IV, bound
 * to its place as additional data. One key is good for 2^32 values: rotate long before.
 *
 * @returns `v1.<key id>.<IV>.<ciphertext and 128-bit tag>`, the last two in base64url.
 * @throws TypeError when the text holds a lone surrogate (it would come back as another text) or a part of the place
 *   holds U+001F; Error when the current key is missing.
 */
export function seal(keys: Keys, place: Place, plaintext: string): string {
  const key = keys.sealing.get(keys.current);
  if (!key) throw new Error(`The current sealing key ${keys.current} is not among the keys.`);
  if (/\p{Surrogate}/u.test(plaintext)) throw new TypeError('A text with a lone surrogate cannot be sealed.');
  const iv = freshBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES }).setAAD(additionalData(place));
  const sealed = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `v1.${keys.current}.${iv.toString('base64url')}.${sealed.toString('base64url')}`;
}

/**
 * The text that was sealed at this place, whichever of the keys sealed it.
 * @throws UnsealError when it does not open; the message never holds the plaintext or what was given to open.
 */
export function open(keys: Keys, place: Place, sealed: string): string {
  const [, keyId, ivText, sealedText] = SEALED.exec(sealed) ?? [];
  const iv = bytesOf(ivText);
  const body = bytesOf(sealedText);
  if (!keyId || iv?.length !== IV_BYTES || !body || body.length < TAG_BYTES) {
    throw new UnsealError(place, 'is not in the form v1.<key id>.<IV>.<ciphertext>');
  }
  const key = keys.sealing.get(keyId);
  if (!key) throw new UnsealError(place, 'was sealed with a key that is not in the key file');

  const additional = additionalData(place);
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
  decipher.setAAD(additional).setAuthTag(body.subarray(-TAG_BYTES));
  const plaintext = decipher.update(body.subarray(0, -TAG_BYTES));
  try {
    return Buffer.concat([plaintext, decipher.final()]).toString('utf8');
  } catch {
    throw new UnsealError(place, 'is damaged, was moved from another place or was sealed with another key of this id');
  }
}

/** Parts are separated by a character that none may hold, so that no two places give the same bytes. */
function additionalData({ table, column, row }: Place): Buffer {
  const parts = [table, column, row];
  if (parts.some((part) => part.includes(SEPARATOR)))
    throw new TypeError('A place must not hold the character U+001F.');
  return Buffer.from(parts.join(SEPARATOR), 'utf8');
}

/** Only the one base64url text of its bytes: a sealed value has one form, so a changed character is always noticed. */
function bytesOf(text: string | undefined): Buffer | undefined {
  const bytes = Buffer.from(text ?? '', 'base64url');
  return bytes.toString('base64url') === text ? bytes : undefined;
}
