import { describe, expect, it } from '@jest/globals';
import { ACT_WORDS, stateWords } from '../../src/cases/words.js';
import { leafStates } from '../../src/workflow/check-statechart.js';
import { EXPECTED_COURSES, hearingChart, shippedCourse } from '../workflow/shipped-courses.js';

const CHINESE = /^[\p{Script=Han}，：]+$/u;
const ENGLISH = /^[A-Za-z][a-zA-Z ,:-]+$/;

describe('the words for a person', () => {
  it.each(EXPECTED_COURSES)('name every state of the course $id, each differently, in both languages', ({ id }) => {
    const course = shippedCourse(id);
    const words = leafStates(hearingChart(id)).map((state) => ({ state, ...stateWords(course, state) }));
    for (const named of words) {
      expect(named).toMatchObject({ 'zh-CN': expect.stringMatching(CHINESE), en: expect.stringMatching(ENGLISH) });
    }
    for (const language of ['zh-CN', 'en'] as const) {
      expect(new Set(words.map((named) => named[language])).size).toBe(words.length);
    }
  });

  it('name a step of the review as the policy does', () => {
    expect(stateWords(shippedCourse('dual_management/file'), 'review.party_review.deciding')).toEqual({
      'zh-CN': '党建工作机构审核：审核中',
      en: 'Review by the Party-building body: being decided',
    });
  });

  it.each(['review.gone.deciding', 'review.party_review.gone', 'gone'])(
    'name no state that there is not (%s)',
    (state) => {
      expect(stateWords(shippedCourse('dual_management/file'), state)).toBeUndefined();
    },
  );

  it('name every act, each differently', () => {
    const acts = Object.values(ACT_WORDS);
    for (const words of acts) {
      expect(words).toMatchObject({ 'zh-CN': expect.stringMatching(CHINESE), en: expect.stringMatching(ENGLISH) });
    }
    expect(new Set(acts.map((words) => words['zh-CN'])).size).toBe(acts.length);
  });
});
