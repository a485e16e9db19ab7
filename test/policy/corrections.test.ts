// Which refusals a request for a correction has looked at again, and which of its fields cannot be asked for together.
import { expect, it } from '@jest/globals';
import { lookedAtAgain, refusedAmongOthers, type CandidateFields } from '../../src/policy/corrections.js';

const refused = (changes: CandidateFields) => ({ changes, side: 'unit' as const, outcome: 'refused' as const });
const employer = (name: string) => ({ 'profile.employer': name, 'profile.employerCreditCode': null });
const EARLIER = [refused(employer('虚构甲单位')), refused(employer('虚构乙单位')), refused({ full_time: true })];

it('an employer that was refused is looked at again without what was refused of another one, though neither has a code', () => {
  expect(lookedAtAgain(employer('虚构甲单位'), EARLIER)).toEqual(EARLIER.slice(0, 1));
  expect(refusedAmongOthers(employer('虚构甲单位'), EARLIER)).toEqual([]);
});

it('fields are asked for together where none was refused, or all were by the same refusals', () => {
  const together = { full_time: true, 'terms.president': 1 };
  expect(refusedAmongOthers(together, [])).toEqual([]);
  expect(refusedAmongOthers(together, [refused(together)])).toEqual([]);
  expect(refusedAmongOthers(together, EARLIER)).toEqual(['full_time']);
  expect(refusedAmongOthers({ ...employer('虚构乙单位'), full_time: true }, EARLIER)).toEqual([
    'profile.employer',
    'full_time',
  ]);
});
