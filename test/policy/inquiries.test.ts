// What a policy may say of inquiries, what may be asked about whom, and what waits for an answer.
import { describe, expect, it } from '@jest/globals';
import { isDone, questionsFor, waitsFor, type Inquiry, type LetterStanding } from '../../src/policy/inquiries.js';
import { parsePolicies } from '../../src/policy/parse-policy.js';
import { edited, SOUND, SOUND_FILE } from './sound-policy.js';

const PERIOD = '  inquiry: { length: 3, unit: working_days, whenPassed: overdue, source: L1 }\n';
const REASON = '  - { code: late, acts: [take_back_inquiry], zh-CN: 逾期, en: Late }\n';
const STANDING =
  '      - { id: standing, words: { zh-CN: 有无处罚, en: Any penalty }, check: organisation_standing }\n';
const OTHER = '      - { id: other, words: { zh-CN: 其他, en: Anything else } }\n';

/** The sound policy with an inquiry, a thing a line. */
const ASKING = `${edited(SOUND, 'reasons:\n', `${PERIOD}reasons:\n${REASON}`)}checks:
  - { id: standing, check: organisation_standing, rule: { zh-CN: 信用, en: Standing }, source: L1, warns: [approve] }
inquiries:
  - id: market
    name: { zh-CN: 函询, en: Inquiry }
    to: market_regulation
    steps: [first]
    questions:
${STANDING}${OTHER}    fields: [organisation]
    legalBasis: 条例第一条
    source: L1
    blocks: [approve]
    suspends: until_answered
    required: { posts: [president] }
`;

const errorsOf = (text: string) => {
  const parsed = parsePolicies([{ file: SOUND_FILE, text }]);
  return 'errors' in parsed ? parsed.errors : [];
};

/** What is written otherwise, the line that the error names, its key, and what it says. */
const WRONG: readonly [what: string, from: string, to: string, line: string, key: string, message: string][] = [
  [
    'an unknown department',
    'to: market_regulation',
    'to: police',
    '    to:',
    'inquiries.0.to',
    'must be one of public_security',
  ],
  [
    'a field that no letter has',
    'fields: [organisation]',
    'fields: [phone]',
    '    fields:',
    'inquiries.0.fields.0',
    'must be one of name',
  ],
  [
    'a step that no route has',
    'steps: [first]',
    'steps: [third]',
    '    steps:',
    'inquiries.0.steps',
    'no route has the step "third"',
  ],
  [
    'a question for a check that the policy does not have',
    'check: organisation_standing }\n      -',
    'check: age_limit }\n      -',
    '      - { id: standing',
    'inquiries.0.questions.0.check',
    'no check of the policy is age_limit',
  ],
  [
    'a question about a sentence beside the checks',
    '{ id: other,',
    '{ id: criminal_record,',
    '      - { id: criminal_record',
    'inquiries.0.questions.1',
    '"criminal_record" may be asked only on the basis of a bar',
  ],
  [
    'a question written twice',
    '{ id: other,',
    '{ id: standing,',
    '      - { id: standing, words: { zh-CN: 其他',
    'inquiries.0.questions.1',
    'the question "standing" is written twice',
  ],
  [
    'a letter about nobody',
    'fields: [organisation]',
    'fields: [posts]',
    '    fields:',
    'inquiries.0.fields',
    'neither a person nor an organisation',
  ],
  [
    'a source that is not there',
    'source: L1\n    blocks',
    'source: L9\n    blocks',
    '    source: L9',
    'inquiries.0.source',
    '"L9" is not a key of sources',
  ],
  [
    'no period for it',
    PERIOD,
    '',
    '  acceptance:',
    'periods',
    'there are inquiries, so the period "inquiry" is needed',
  ],
  [
    'a period that ends a case',
    PERIOD,
    PERIOD.replace('overdue', 'lapse'),
    '  inquiry:',
    'periods.inquiry.whenPassed',
    'must be overdue',
  ],
  [
    'no reason to take one back',
    REASON,
    '',
    '  - { code: incomplete',
    'reasons',
    'no reason can be given for "take_back_inquiry"',
  ],
];

describe('a policy with inquiries', () => {
  it('is read when it is sound', () => {
    expect(errorsOf(ASKING)).toEqual([]);
  });

  it.each(WRONG)('is refused with %s: line, key, and what to do', (_what, from, to, line, key, message) => {
    const text = edited(ASKING, from, to);
    expect(errorsOf(text)).toEqual([
      {
        file: SOUND_FILE,
        line: text.slice(0, text.indexOf(line)).split('\n').length,
        key,
        message: expect.stringContaining(message),
      },
    ]);
  });

  it('is refused when a clock would stand still, or something is required, that nobody waits for', () => {
    expect(errorsOf(edited(ASKING, '    blocks: [approve]\n', '')).map(({ key }) => key)).toEqual([
      'inquiries.0.suspends',
      'inquiries.0.required',
    ]);
  });

  it('is refused with one written twice', () => {
    const again = ASKING.slice(ASKING.indexOf('  - id: market')).replace('until_answered', 'until_overdue');
    expect(errorsOf(ASKING + again)).toMatchObject([
      { key: 'inquiries.1', message: 'the inquiry "market" is written twice; give each an id of its own' },
    ]);
  });
});

const MARKET: Inquiry = {
  id: 'market',
  name: { 'zh-CN': '函询', en: 'Inquiry' },
  to: 'market_regulation',
  steps: ['first'],
  questions: [
    { id: 'sentence', words: { 'zh-CN': '犯罪记录', en: 'Sentence' }, check: 'criminal_record' },
    { id: 'other', words: { 'zh-CN': '其他', en: 'Other' } },
  ],
  fields: ['name'],
  legalBasis: '条例',
  source: 'L1',
  blocks: ['approve'],
};
const letter = (status: LetterStanding['status'], overdue = false): LetterStanding => ({
  inquiry: 'market',
  status,
  overdue,
});

it('asks about a sentence only where a rule bars somebody for one', () => {
  const ids = (...checks: Parameters<typeof questionsFor>[1]) => questionsFor(MARKET, checks).map(({ id }) => id);
  expect([ids(), ids('age_limit'), ids('criminal_record')]).toEqual([['other'], ['other'], ['sentence', 'other']]);
});

it('waits for an open letter, however late, and for no other', () => {
  const waits = (one: LetterStanding, act: 'approve' | 'reject' = 'approve') => waitsFor([MARKET], one, act);
  expect([waits(letter('open')), waits(letter('open', true)), waits(letter('open'), 'reject')]).toEqual([
    true,
    true,
    false,
  ]);
  expect((['answered', 'taken_back', 'closed'] as const).map((status) => waits(letter(status)))).toEqual([
    false,
    false,
    false,
  ]);
});

it('has done what is required when it was answered, or was late and taken back', () => {
  const done = (...letters: LetterStanding[]) => isDone(MARKET, letters);
  expect([done(), done(letter('open', true)), done(letter('closed', true)), done(letter('taken_back'))]).toEqual([
    false,
    false,
    false,
    false,
  ]);
  expect([
    done(letter('answered')),
    done(letter('taken_back', true)),
    done(letter('closed'), letter('answered')),
  ]).toEqual([true, true, true]);
});
