// Reminders of the periods that a policy may leave out: of a department's answer, and of the unit's.
import { expect, it } from '@jest/globals';
import { parsePolicies } from '../../src/policy/parse-policy.js';
import { edited, SOUND, SOUND_FILE } from './sound-policy.js';

const INQUIRIES = `inquiries:
  - id: market
    name: { zh-CN: 函询, en: Inquiry }
    to: market_regulation
    steps: [first]
    questions: [{ id: any, words: { zh-CN: 有无处罚, en: Any penalty } }]
    fields: [organisation]
    legalBasis: 条例第一条
    source: L1
intention: { before: [reject], source: L1 }
`;
const PERIODS = `  inquiry: { length: 3, unit: working_days, whenPassed: overdue, source: L1 }
  answer: { length: 5, unit: working_days, whenPassed: close_answering, source: L1 }
`;
const REASONS = `  - { code: late, acts: [take_back_inquiry], zh-CN: 逾期, en: Late }
  - { code: convincing, acts: [drop_intention], zh-CN: 成立, en: Convincing }
`;
const BOTH = `${edited(SOUND, 'reasons:\n', `${PERIODS}reasons:\n${REASONS}`)}${INQUIRIES}`;

const errorsOf = (text: string, reminder: string) => {
  const reminders = `reminders:\n  - { id: soon, ${reminder}, source: S0 }\n`;
  const parsed = parsePolicies([{ file: SOUND_FILE, text: text + reminders }]);
  return 'errors' in parsed ? parsed.errors.map(({ key, message }) => `${key}: ${message}`) : [];
};

it.each([
  'periods: [inquiry], when: before, days: 2, to: handlers',
  'periods: [inquiry, decision], when: after, days: 1, to: approvers',
  'periods: [answer, supplement], when: before, days: 1, to: submitters',
])('a policy that states them can remind of them: %s', (reminder) => {
  expect(errorsOf(BOTH, reminder)).toEqual([]);
});

it.each([
  [
    'periods: [inquiry], when: before, days: 3, to: handlers',
    'days: "soon" would come before the period "inquiry" begins',
  ],
  ['periods: [inquiry], when: after, days: 1, to: submitters', 'to: in the period "inquiry" a body is on turn'],
  [
    'periods: [inquiry], when: after, days: 1, to: next_in_line, nextInLine: [registration_authority]',
    'to: no body of a case stands above a department that is asked; name handlers or approvers',
  ],
  ['periods: [answer], when: before, days: 1, to: handlers', 'to: in the period "answer" who submitted is on turn'],
  [
    'periods: [answer], when: after, days: 1, to: submitters',
    'when: who has not answered what is intended is not late',
  ],
])('and not in a way that nobody could follow: %s', (reminder, said) => {
  expect(errorsOf(BOTH, reminder)).toEqual([expect.stringContaining(`reminders.0.${said}`)]);
});

it.each(['inquiry', 'answer'])('a policy that does not state the period "%s" reminds nobody of it', (period) => {
  const to = period === 'answer' ? 'submitters' : 'handlers';
  expect(errorsOf(SOUND, `periods: [${period}], when: before, days: 1, to: ${to}`)).toEqual([
    expect.stringContaining(`"soon" is of the period "${period}", which the policy does not state; add it there`),
  ]);
});
