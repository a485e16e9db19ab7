import { randomFillSync } from 'node:crypto';

/** Filled at one go: a call of the generator costs more than the bytes it gives, and an act asks for some ten times. */
const AT_ONCE = 4096;

const pool = Buffer.alloc(AT_ONCE);
let used = AT_ONCE;

/**
 * Fresh bytes of the system's generator for cryptography, each given once: for salts and initialisation vectors.
 * @param length at most 4,096
 * @returns bytes of their own: nobody else has them, nor sees what is done to them
 */
export function freshBytes(length: number): Buffer {
  if (used + length > AT_ONCE) {
    randomFillSync(pool);
    used = 0;
  }
  const bytes = Buffer.from(pool.subarray(used, used + length));
  used += length;
  return bytes;
}
