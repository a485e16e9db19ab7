import { describe, expect, it } from '@jest/globals';
import { CATALOGUE } from '../../../src/policy/checks/catalogue.js';
import { CHECKS, type CheckName } from '../../../src/policy/terms.js';

const rowOf = (check: CheckName) => CATALOGUE[check].row;

describe('the catalogue of checks', () => {
  it('has the rows E01 to E32 once each, in the order of the checks', () => {
    const rows = Array.from({ length: 32 }, (_, i) => `E${String(i + 1).padStart(2, '0')}`);
    expect(CHECKS.map(rowOf)).toEqual(rows);
    expect(Object.keys(CATALOGUE)).toEqual(CHECKS);
  });

  it('leaves five checks to people alone', () => {
    expect(CHECKS.filter((check) => CATALOGUE[check].kind === 'human')).toEqual([
      'credit_information',
      'full_time',
      'party_organisation',
      'professional_experience',
      'political_quality',
    ]);
  });

  it('answers these from what was submitted alone', () => {
    const machine = CHECKS.filter((check) => CATALOGUE[check].kind === 'machine').map(rowOf);
    expect(machine.join(' ')).toBe('E02 E03 E04 E14 E19 E20 E22 E23 E24 E25 E29 E31');
  });

  it('says which checks look at the other candidates, which at other slates of the term, and which at other organisations', () => {
    const needing = (what: 'peers' | 'elsewhere' | 'term') =>
      CHECKS.filter((check) => CATALOGUE[check].needs?.includes(what)).map(rowOf);
    expect(needing('peers')).toEqual(['E14', 'E19', 'E23', 'E24', 'E25', 'E27']);
    expect(needing('term')).toEqual(['E14', 'E23', 'E24', 'E25']);
    expect(needing('elsewhere')).toEqual(['E12', 'E13', 'E17']);
  });
});
