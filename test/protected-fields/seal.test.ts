import { createSecretKey, randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { Keys } from '../../src/protected-fields/keys.js';
import { open, seal, UnsealError, type Place } from '../../src/protected-fields/seal.js';

const key = () => createSecretKey(randomBytes(32));
const k1 = key();
const keys: Keys = { current: 'k1', sealing: new Map([['k1', k1]]), index: key() };
const rotated: Keys = { ...keys, current: 'k2', sealing: new Map([...keys.sealing, ['k2', key()]]) };
const place: Place = { table: 'people', column: 'identity_number', row: '0198' };
const NUMBER = '11010519491231002X';

describe('a sealed value', () => {
  it.each([NUMBER, '', '𠮷田·热合曼', 'x'.repeat(10_000)])('opens at its place to what was sealed', (plaintext) => {
    expect(open(keys, place, seal(keys, place, plaintext))).toBe(plaintext);
  });

  it('is v1, the key id, a 96-bit IV, and the ciphertext with its 128-bit tag', () => {
    const [version, keyId, iv = '', body = '', ...rest] = seal(keys, place, NUMBER).split('.');
    expect([version, keyId, rest]).toEqual(['v1', 'k1', []]);
    expect([Buffer.from(iv, 'base64url').length, Buffer.from(body, 'base64url').length]).toEqual([
      12,
      NUMBER.length + 16,
    ]);
  });

  it('is another text each time', () => {
    const sealed = Array.from({ length: 100 }, () => seal(keys, place, NUMBER));
    expect(new Set(sealed).size).toBe(100);
  });

  it.each([{ table: 'notices' }, { column: 'phone' }, { row: '0199' }, { table: 'peopl', column: 'eidentity_number' }])(
    'does not open when moved to %j',
    (elsewhere) => {
      const sealed = seal(keys, place, NUMBER);
      expect(() => open(keys, { ...place, ...elsewhere }, sealed)).toThrow(UnsealError);
    },
  );

  it('does not open when any one character of it is another', () => {
    const sealed = seal(keys, place, NUMBER);
    for (const at of sealed.split('').keys()) {
      const other = sealed[at] === 'A' ? 'B' : 'A';
      expect(() => open(keys, place, sealed.slice(0, at) + other + sealed.slice(at + 1))).toThrow(UnsealError);
    }
  });

  it('does not open when cut short or lengthened', () => {
    const sealed = seal(keys, place, NUMBER);
    const [, , iv] = sealed.split('.');
    for (const text of [sealed.slice(0, -4), `${sealed}AAAA`, `${sealed}=`, `${sealed}\n`, `v1.k1.${iv ?? ''}.AAAA`]) {
      expect(() => open(keys, place, text)).toThrow(UnsealError);
    }
  });

  it('does not open when its last character is another that stands for the same bytes', () => {
    const sealed = seal(keys, place, NUMBER);
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const twin = sealed.slice(0, -1) + alphabet.charAt(alphabet.indexOf(sealed.slice(-1)) + 1);
    expect(Buffer.from(twin.split('.')[3] ?? '', 'base64url')).toEqual(
      Buffer.from(sealed.split('.')[3] ?? '', 'base64url'),
    );
    expect(() => open(keys, place, twin)).toThrow(UnsealError);
  });

  it('opens after a rotation of the keys, while new values are sealed with the new key', () => {
    expect(open(rotated, place, seal(keys, place, NUMBER))).toBe(NUMBER);
    expect(seal(rotated, place, NUMBER)).toMatch(/^v1\.k2\./);
  });

  it.each([
    [
      'of a key that is gone',
      () => open(keys, place, seal(rotated, place, NUMBER)),
      'a key that is not in the key file',
    ],
    ['never sealed', () => open(keys, place, NUMBER), 'is not in the form'],
    [
      'of another key with this id',
      () => open({ ...keys, sealing: new Map([['k1', key()]]) }, place, seal(keys, place, NUMBER)),
      'is damaged',
    ],
  ])('that was %s is refused with the place but without the texts', (_what, opening, why) => {
    const error = thrownBy(opening);
    expect(error).toBeInstanceOf(UnsealError);
    expect(error).toMatchObject({ name: 'UnsealError', message: expect.stringContaining(`people.identity_number`) });
    expect(error).toMatchObject({ message: expect.stringContaining(why) });
    expect(`${String(error)} ${JSON.stringify(error)}`).not.toContain(NUMBER);
  });

  it('is not made of a text that would come back as another, nor for a place that could be two', () => {
    expect(() => seal(keys, place, 'a\ud842')).toThrow(TypeError);
    expect(() => seal(keys, { ...place, row: 'a\u001fb' }, NUMBER)).toThrow(TypeError);
  });

  it('is not made when the current key is missing', () => {
    expect(() => seal({ ...keys, current: 'k9' }, place, NUMBER)).toThrow('The current sealing key k9');
  });
});

function thrownBy(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}
