// What a policy may say of inquiries, what may be asked about whom, and what waits for an answer.
import { describe, expect, it } from '@jest/globals';
import {
  notFoundOut,
  questionsFor,
  standsStillFor,
  unheard,
  waitsFor,
  type Inquiry,
  type LetterStanding,
  type PastLetter,
} from '../../src/policy/inquiries.js';
import { parsePolicies } from '../../src/policy/parse-policy.js';
import { edited, lineOf, SOUND, SOUND_FILE } from './sound-policy.js';

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
`;

const RESOLVE = '  - { code: shown, acts: [resolve_check], zh-CN: 查明, en: Shown }\n';
const WARNING = 'source: L1, warns: [approve] }';

/** The same, required of presidents: then what is asked is a check that blocks. */
const REQUIRING = edited(
  edited(edited(ASKING, OTHER, ''), WARNING, 'source: L1, blocks: [approve] }').replace(REASON, REASON + RESOLVE),
  '    suspends: until_answered\n',
  '    suspends: until_answered\n    required: { posts: [president] }\n',
);

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
    expect(errorsOf(edited(REQUIRING, '    blocks: [approve]\n', '')).map(({ key }) => key)).toEqual([
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

const BLOCKING = 'source: L1, blocks: [approve] }';
const second = (more: string) =>
  `${BLOCKING}\n  - { id: other, check: organisation_standing, rule: { zh-CN: 信用, en: Standing }, source: L1, ${more} }`;
const LEFT_OPEN = 'no check organisation_standing blocks an approval there or later';

/** What is written otherwise where something is required, and for whom, or why, nothing stands in the way of an approval. */
const NOTHING_IN_THE_WAY: readonly [what: string, changes: readonly (readonly [string, string])[], said: string][] = [
  ['its check only warns', [[BLOCKING, WARNING]], LEFT_OPEN],
  ['its check blocks something else', [[BLOCKING, 'source: L1, blocks: [reject] }']], LEFT_OPEN],
  [
    'its check blocks others alone',
    [
      [
        BLOCKING,
        second('posts: [president], warns: [approve]').replace(
          BLOCKING,
          'source: L1, posts: [vice_president], blocks: [approve] }',
        ),
      ],
    ],
    'of president, social_group',
  ],
  [
    'its check blocks some of those of whom it is required',
    [
      ['required: { posts: [president] }', 'required: {}'],
      [BLOCKING, second('warns: [approve]').replace(BLOCKING, 'source: L1, posts: [president], blocks: [approve] }')],
    ],
    'of vice_president, social_group',
  ],
  [
    'its check is there by another post of theirs, and does not block',
    [[BLOCKING, 'source: L1, posts: [vice_president], warns: [approve] }']],
    'of president and vice_president',
  ],
  [
    'its check blocks an earlier step',
    [
      ['    steps: [first]', '    steps: [second]'],
      [BLOCKING, 'source: L1, step: first, blocks: [approve] }'],
    ],
    'is required at "second" of president',
  ],
  [
    'it answers no check',
    [[', check: organisation_standing }\n    fields', ' }\n    fields']],
    'has to answer a check that blocks approve',
  ],
];

describe('an inquiry that is required', () => {
  const changed = (changes: readonly (readonly [string, string])[]) =>
    changes.reduce((text, [from, to]) => edited(text, from, to), REQUIRING);

  it('asks what a check is about that stands in the way while it is no pass, at the step or after it', () => {
    expect(errorsOf(REQUIRING)).toEqual([]);
    for (const sound of [
      second('posts: [president], warns: [approve]'),
      'source: L1, step: first, blocks: [approve] }',
      'source: L1, posts: [vice_president, president], blocks: [approve] }',
      // Of whom nothing is asked, nothing has to stand in the way.
      'source: L1, occasions: [founding], blocks: [approve] }',
    ])
      expect(errorsOf(edited(REQUIRING, BLOCKING, sound))).toEqual([]);
    expect(errorsOf(changed([['required: { posts: [president] }', 'required: {}']]))).toEqual([]);
  });

  it.each(NOTHING_IN_THE_WAY)('is refused when %s', (_what, changes, said) => {
    const text = changed(changes);
    expect(errorsOf(text)).toEqual([
      {
        file: SOUND_FILE,
        line: lineOf(text, '      - { id: standing'),
        key: expect.stringMatching(/^inquiries\.0\.questions\.0/),
        message: expect.stringContaining(said),
      },
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
describe('a letter for which the clock stands still', () => {
  const WAITED: Inquiry = { ...MARKET, id: 'police', suspends: 'until_answered' };
  const PAST: PastLetter = {
    inquiry: 'police',
    step: 'first',
    status: 'taken_back',
    suspends: 'until_answered',
    overtakenIn: null,
  };

  it.each<[string, Partial<PastLetter>, ReturnType<typeof standsStillFor>]>([
    ['was taken back there stops it no more', {}, null],
    ['was taken back there at another step stops it at this one', { step: 'second' }, 'until_answered'],
    ['asked something else is another', { inquiry: 'court' }, 'until_answered'],
    ['was answered is not sent in vain', { status: 'answered' }, 'until_answered'],
    ['ended with its step, which was come back to, was not taken back', { status: 'closed' }, 'until_answered'],
    ['stopped nothing stands for nothing', { suspends: null }, 'until_answered'],
    ['asked by wrong data was about somebody else', { overtakenIn: 7 }, 'until_answered'],
  ])('and that %s', (_, differs, until) => {
    expect(standsStillFor(WAITED, 'first', [{ ...PAST, ...differs }])).toBe(until);
  });

  it('stops it as its policy says, or not at all', () => {
    expect(standsStillFor(WAITED, 'first', [])).toBe('until_answered');
    expect(standsStillFor({ id: 'police' }, 'first', [])).toBeNull();
    // The second one stopped nothing; the first did, and was taken back.
    expect(standsStillFor(WAITED, 'first', [PAST, { ...PAST, suspends: null }])).toBeNull();
  });
});

const letter = (status: LetterStanding['status'], overdue = false): LetterStanding => ({
  inquiry: 'market',
  questions: ['other'],
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

const SENTENCED = ['criminal_record'] as const;

it('is heard when it was answered, or was late and taken back', () => {
  const left = (...letters: LetterStanding[]) => unheard(MARKET, [], letters).length;
  expect([left(), left(letter('open', true)), left(letter('closed', true)), left(letter('taken_back'))]).toEqual([
    1, 1, 1, 1,
  ]);
  expect([
    left(letter('answered')),
    left(letter('taken_back', true)),
    left(letter('closed'), letter('answered')),
  ]).toEqual([0, 0, 0]);
});

it('is heard on all that may be put about the candidate, in one letter or in several', () => {
  const left = (...letters: LetterStanding[]) => unheard(MARKET, SENTENCED, letters).map(({ id }) => id);
  const on = (...questions: string[]) => ({ ...letter('answered'), questions });
  expect(left(on('other'))).toEqual(['sentence']);
  expect(left(on('sentence'))).toEqual(['other']);
  expect(left(on('other'), { ...letter('open'), questions: ['sentence'] })).toEqual(['sentence']);
  expect(left(on('other'), { ...on('sentence'), inquiry: 'another' })).toEqual(['sentence']);
  expect(left(on('other'), on('sentence'))).toEqual([]);
  // Nobody is asked about a sentence that would not bar the candidate.
  expect(unheard(MARKET, [], [on('other')])).toEqual([]);
});

it('leaves to the body what no department can be asked, where it has recorded what it found out, whatever that is', () => {
  const left = unheard(MARKET, SENTENCED, []);
  const after = (found: object) => notFoundOut(left, found).map(({ id }) => id);
  expect(after({})).toEqual(['sentence', 'other']);
  expect(after({ criminal_record: { answer: 'unclear' } })).toEqual(['other']);
  expect(after({ age_limit: {} })).toEqual(['sentence', 'other']);
});
