// 个人信息处理告知: which version of the text a candidate was given, and when (PIPL art. 17).
import { describe, expect, it } from '@jest/globals';
import type { Policy } from '../../src/policy/policy.js';
import { lackingIn, processingNoticeOf } from '../../src/policy/processing-notice.js';
import { SHIPPED_POLICY } from '../workflow/shipped-courses.js';

const TODAY = '2026-11-02';
const POLICY: Policy = {
  ...SHIPPED_POLICY,
  policy: '330000/2026-07-01',
  sources: { P: '个人信息保护法', Q: '办法（虚构）' },
  processingNotice: { version: 'second', text: { 'zh-CN': '告知', en: 'Told' }, source: 'P Q assumed' },
};
const { processingNotice: _notice, ...WITHOUT } = POLICY;
const rulesOf = (version: string, on: string) => lackingIn(POLICY, { version, on }, TODAY).map(({ rule }) => rule);

describe('what a slate says of how a candidate was told', () => {
  it.each([
    ['today', 'second', TODAY, []],
    ['long ago', 'second', '2020-02-29', []],
    ['of the version before', 'first', TODAY, ['informed_of_another_version']],
    ['of a version that is written otherwise', 'Second', TODAY, ['informed_of_another_version']],
    ['tomorrow, so after the slate is handed in', 'second', '2026-11-03', ['informed_day_impossible']],
    ['on a day that does not exist', 'second', '2026-02-29', ['informed_day_impossible']],
    ['on no day', 'second', '', ['informed_day_impossible']],
    ['both', 'first', '2026-11-03', ['informed_of_another_version', 'informed_day_impossible']],
  ])('%s (%s on %s) lacks %j', (_what, version, on, rules) => {
    expect(rulesOf(version, on)).toEqual(rules);
  });

  it('is missed where nothing is said, with the version to be given and where it is written', () => {
    expect(lackingIn(POLICY, undefined, TODAY)).toEqual([
      {
        rule: 'not_informed',
        field: 'informed',
        source: '个人信息保护法；办法（虚构）；未查到规定，暂定 (assumed: no published rule was found)',
        facts: { version: 'second' },
      },
    ]);
  });

  it('is asked for by no policy that has no text', () => {
    expect(lackingIn(WITHOUT, undefined, TODAY)).toEqual([]);
    expect(lackingIn(WITHOUT, { version: 'other', on: '2027-01-01' }, TODAY)).toEqual([]);
    expect(processingNoticeOf(WITHOUT)).toBeUndefined();
  });

  it('is read as the policy has it, its sources by their names', () => {
    expect(processingNoticeOf(POLICY)).toEqual({
      policy: '330000/2026-07-01',
      version: 'second',
      text: { 'zh-CN': '告知', en: 'Told' },
      source: '个人信息保护法；办法（虚构）；未查到规定，暂定 (assumed: no published rule was found)',
    });
  });
});
