import { expect, it } from '@jest/globals';
import type { Entry } from '../../src/audit/chain.js';
import { toldIn, type Contents } from '../../src/audit/openings.js';

const entry = (seq: number, facts: Entry['facts']) => ({ seq, facts }) as Entry;
const contents: Contents = new Map([
  [0, {}],
  [1, { ground: 'relative' }],
]);

it('what an entry tells is read from its facts, as before, or from its commitment; nothing where that was erased', () => {
  expect(toldIn(entry(0, { ground: 'self' }), contents, 'ground')).toBe('self');
  expect(toldIn(entry(1, {}), contents, 'ground')).toBe('relative');
  expect(toldIn(entry(2, {}), contents, 'ground')).toBeUndefined();
});
