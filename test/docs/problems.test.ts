import { describe, expect, it } from '@jest/globals';
import { DEFECT_WORDS, REFUSALS } from '../../src/http/refusals.js';
import { REASON_CODES } from '../../src/kernel/refusal.js';
import { codeIn, read, rowsIn } from './markdown.js';

const rows = rowsIn(read('docs/problems.md'));
/** `code` | status | meaning | what to do */
const problems = rows.filter(([, status = '']) => /^[0-9]{3}$/.test(status));
/** `rule` | meaning */
const rules = rows.filter((cells) => cells.length === 2);

describe('docs/problems.md', () => {
  it('lists every reason code once, in the order of the code', () => {
    expect(problems.map(([code = '']) => codeIn(code)[0])).toEqual([...REASON_CODES]);
  });

  it('gives each reason code the status with which it is answered', () => {
    const stated = Object.fromEntries(problems.map(([code = '', status]) => [codeIn(code)[0] ?? '', Number(status)]));
    const answered = Object.fromEntries(Object.entries(REFUSALS).map(([code, { status }]) => [code, status]));
    expect(stated).toEqual(answered);
  });

  it('says of each reason code what it means and what to do', () => {
    const silent = problems.filter(([, , meaning, remedy]) => !meaning || !remedy);
    expect(silent).toEqual([]);
  });

  it('lists every rule that a slate can break, once', () => {
    expect(rules.map(([rule = '']) => codeIn(rule)[0]).sort()).toEqual(Object.keys(DEFECT_WORDS).sort());
  });
});
