// An office employs a candidate if it has the code of their employer, or is called exactly as it is: nothing is guessed.
import { describe, expect, it } from '@jest/globals';
import { employersAmong, type StatedEmployer } from '../../src/policy/same-employer.js';

const nobody = { creditCode: null };
const [ITS, OTHER] = ['11330000MB9900013T', '11330000MB9900021M'];

describe('by its name', () => {
  const OFFICES = [
    { id: 'kx', name: '虚构省科学技术协会（机关）', ...nobody },
    { id: 'dw', name: '虚构省科学技术协会（机关）党委', ...nobody },
    { id: 'again', name: '虚构省科学技术协会(机关)', ...nobody },
    { id: 'other', name: '虚构省民政厅', ...nobody },
  ];

  it.each<[string, string | undefined, string[]]>([
    ['the same name', '虚构省民政厅', ['other']],
    ['in characters of another width', '虚构省科学技术协会(机关)', ['kx', 'again']],
    ['with spaces', ' 虚构省 民政厅　', ['other']],
    ['a part of a name', '科学技术协会', []],
    ['a name and more', '虚构省民政厅社会组织管理局', []],
    ['no employer', undefined, []],
    ['an employer of no name', ' ', []],
  ])('%s', (_what, employer, offices) => {
    const stated = employer === undefined ? {} : { employer };
    expect(employersAmong(stated, OFFICES)).toEqual(offices.map((body) => ({ body, foundBy: 'name' })));
  });
});

describe('by its code', () => {
  const OFFICES = [
    { id: 'its', name: '虚构省民政厅', creditCode: ITS },
    { id: 'inside', name: '虚构省民政厅机关党委', creditCode: ITS },
    { id: 'none', name: '虚构省民政厅', ...nobody },
  ];
  const byCode = ['its by credit_code', 'inside by credit_code'];

  it.each<[string, StatedEmployer, string[]]>([
    [
      'the same code under the same name',
      { employer: '虚构省民政厅', employerCreditCode: ITS },
      [...byCode, 'none by name'],
    ],
    ['the same code under another name', { employer: '民政厅', employerCreditCode: ITS }, byCode],
    ['the same code and no name', { employerCreditCode: ITS }, byCode],
    ['another code under the same name', { employer: '虚构省民政厅', employerCreditCode: OTHER }, ['none by name']],
    [
      'no code under the same name',
      { employer: '虚构省民政厅', employerCreditCode: null },
      ['its by name', 'none by name'],
    ],
    ['another code and another name', { employer: '虚构单位', employerCreditCode: OTHER }, []],
  ])('%s', (_what, stated, offices) => {
    expect(employersAmong(stated, OFFICES).map(({ body, foundBy }) => `${body} by ${foundBy}`)).toEqual(offices);
  });
});
