import { createHmac, createSecretKey } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { blindIndex } from '../../src/protected-fields/blind-index.js';
import type { Keys } from '../../src/protected-fields/keys.js';

const secret = (fill: number) => createSecretKey(Buffer.alloc(32, fill));
const keys: Keys = { current: 'k1', sealing: new Map([['k1', secret(1)]]), index: secret(2) };
const NUMBER = '11010519491231002X';

describe('a blind index', () => {
  it('is equal for equal values in one use', () => {
    expect(blindIndex(keys, 'people.identity_number', NUMBER)).toBe(blindIndex(keys, 'people.identity_number', NUMBER));
  });

  it.each([
    ['value', keys, 'people.identity_number', '440524188001010014'],
    ['purpose', keys, 'objectors.identity_number', NUMBER],
    ['index key', { ...keys, index: secret(3) }, 'people.identity_number', NUMBER],
  ])('differs for another %s', (_what, otherKeys, purpose, value) => {
    expect(blindIndex(otherKeys, purpose, value)).not.toBe(blindIndex(keys, 'people.identity_number', NUMBER));
  });

  it('does not depend on the sealing keys, so that these can be rotated', () => {
    const rotated = { ...keys, current: 'k2', sealing: new Map([['k2', secret(4)]]) };
    expect(blindIndex(rotated, 'phone', NUMBER)).toBe(blindIndex(keys, 'phone', NUMBER));
  });

  it('is HMAC-SHA-256 under a key from HKDF, as RFC 2104 and RFC 5869 work it out by hand', () => {
    const hmac = (key: Buffer, data: string | Buffer) => createHmac('sha256', key).update(data).digest();
    const extracted = hmac(Buffer.alloc(32), Buffer.alloc(32, 2));
    const purposeKey = hmac(extracted, Buffer.from('renxuan blind index v1 phone\u0001'));
    expect(blindIndex(keys, 'phone', NUMBER)).toBe(hmac(purposeKey, NUMBER).toString('base64url'));
  });

  it('needs a purpose', () => {
    expect(() => blindIndex(keys, '', NUMBER)).toThrow(TypeError);
  });
});
