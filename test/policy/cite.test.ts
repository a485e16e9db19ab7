// The source of a rule, as people read it.
import { expect, it } from '@jest/globals';
import { cite, documentsOf } from '../../src/policy/cite.js';

const POLICY = { sources: { L7: '行政许可法（2019）' } };

it('names documents, not their keys', () => {
  expect(cite(POLICY, 'L7')).toBe('行政许可法（2019）');
});

it('says in both languages that no published rule was found', () => {
  expect(cite(POLICY, 'L7 assumed')).toBe(
    '行政许可法（2019）；未查到规定，暂定 (assumed: no published rule was found)',
  );
});

it('leaves to programs the word that policies have for it', () => {
  expect(documentsOf(POLICY, 'L7 assumed')).toEqual(['行政许可法（2019）', 'assumed']);
});
