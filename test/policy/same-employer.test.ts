// An office employs a candidate if it is called exactly as their employer is: nothing is guessed.
import { expect, it } from '@jest/globals';
import { employersAmong } from '../../src/policy/same-employer.js';

const OFFICES = [
  { id: 'kx', name: '虚构省科学技术协会（机关）' },
  { id: 'dw', name: '虚构省科学技术协会（机关）党委' },
  { id: 'again', name: '虚构省科学技术协会(机关)' },
  { id: 'other', name: '虚构省民政厅' },
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
  expect(employersAmong(employer, OFFICES)).toEqual(offices);
});
