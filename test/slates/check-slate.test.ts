import { inputOf } from './input-of.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Body } from '../../src/bodies/body-row.js';
import { DEFECT_WORDS } from '../../src/http/refusals.js';
import { checkSlate } from '../../src/slates/check-slate.js';
import { DEFECT_RULES, WARNING_RULES, type DefectRule } from '../../src/slates/defects.js';
import { HANDED_IN_NOW } from '../../src/slates/preview-checks.js';
import {
  candidate,
  DECLARATION,
  decoupledSlate,
  demoSlate,
  dualSlate,
  foundingSlate,
  residentId,
} from '../support/slates.js';
import { policyFrom, SHIPPED_POLICY, SHIPPED_TEXT } from '../workflow/shipped-courses.js';
import { edited } from '../policy/sound-policy.js';

const TODAY = '2026-11-02';
const DIRECTORY = (JSON.parse(readFileSync(join('demo-data', 'zhejiang', 'bodies.json'), 'utf8')) as { bodies: Body[] })
  .bodies;

const GB11643 = 'GB 11643-1999 公民身份号码';
const GB32100 = 'GB 32100-2015 统一社会信用代码编码规则';
const DECREE = '社会团体登记管理条例（2016修订）';
const ASSOCIATIONS = '全国性行业协会商会负责人任职管理办法（试行）（民发〔2015〕166号）';
const KEY_POINTS = '2024年全省清廉社会组织建设工作要点（〔2024〕4号）';
const REVIEW_FIRST = '社会组织“双审双培”做法（地方）';
const DIRECTORY_ITSELF = '机构名录';

/** The version of 2024, without checks: its limits refuse a slate. */
const LIMITS_ONLY = policyFrom(SHIPPED_TEXT);

const check = (slate: object, policy = LIMITS_ONLY) => checkSlate(inputOf(slate), policy, DIRECTORY, TODAY);

/** A copy of the slate in which one thing is written otherwise. @param path like `candidates.0.person.sex` */
function broken(slate: object, path: string, value: unknown): object {
  const copy = structuredClone(slate) as Record<string, unknown>;
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const holder = keys.reduce<Record<string, unknown>>((at, key) => at[key] as Record<string, unknown>, copy);
  if (value === undefined) Reflect.deleteProperty(holder, last);
  else holder[last] = value;
  return copy;
}

interface Row {
  readonly rule: DefectRule;
  readonly what: string;
  readonly slate: object;
  /** Where it is broken, and with what. */
  readonly path: string;
  readonly value: unknown;
  /** What the defect must name; the place is the broken one unless said otherwise. */
  readonly candidate: number | null;
  readonly field?: string;
  readonly source: string;
  readonly facts?: object;
}

const two = () => dualSlate([candidate(0), candidate(1)]);
const born = (birthDate: string) => ({
  ...candidate(0).person,
  birthDate,
  identity: { type: 'resident_id', number: residentId(birthDate, 2) },
});
const NUMBER = 'candidates.1.person.identity.number';

const ROWS: readonly Row[] = [
  {
    rule: 'uscc_shape',
    what: 'a code of 17 characters',
    slate: two(),
    path: 'organisation.uscc',
    value: '51330000MJ9000014',
    candidate: null,
    source: GB32100,
  },
  {
    rule: 'uscc_alphabet',
    what: 'a code with the letter I',
    slate: two(),
    path: 'organisation.uscc',
    value: '51330000MJ9000014I',
    candidate: null,
    source: GB32100,
  },
  {
    rule: 'uscc_check_character',
    what: 'a code with a wrong last character',
    slate: two(),
    path: 'organisation.uscc',
    value: '51330000MJ90000142',
    candidate: null,
    source: GB32100,
  },
  {
    rule: 'uscc_organisation_code',
    what: 'a code whose inner check character is wrong and the outer right',
    slate: two(),
    path: 'organisation.uscc',
    value: '51330000MJ90000154',
    candidate: null,
    source: GB32100,
  },
  {
    rule: 'uscc_kind_differs',
    what: 'the code of a social service institution',
    slate: two(),
    path: 'organisation.uscc',
    value: '52330282MJ9000022U',
    candidate: null,
    source: GB32100,
    facts: { kindOfCode: 'social_service_institution' },
  },
  {
    rule: 'not_of_this_kind',
    what: 'a social group that is said to be a school',
    slate: two(),
    path: 'organisation.school',
    value: true,
    candidate: null,
    source: '机构名录',
    facts: { kind: 'social_service_institution' },
  },
  {
    rule: 'organisation_unidentified',
    what: 'a re-election without a code',
    slate: two(),
    path: 'organisation.uscc',
    value: null,
    candidate: null,
    source: DECREE,
  },
  {
    rule: 'organisation_unidentified',
    what: 'a founding without a name approval',
    slate: foundingSlate(),
    path: 'organisation.nameApproval',
    value: undefined,
    candidate: null,
    field: 'organisation.uscc',
    source: DECREE,
  },
  {
    rule: 'organisation_unidentified',
    what: 'a name approval where there is no founding',
    slate: foundingSlate(),
    path: 'occasion',
    value: 're_election',
    candidate: null,
    field: 'organisation.uscc',
    source: DECREE,
  },
  {
    rule: 'body_unknown',
    what: 'a body that the directory does not have',
    slate: two(),
    path: 'organisation.registrationAuthority',
    value: 'zj-nobody',
    candidate: null,
    source: DIRECTORY_ITSELF,
    facts: { body: 'zj-nobody' },
  },
  {
    rule: 'body_kind_differs',
    what: 'a Party-building body named as registration authority',
    slate: two(),
    path: 'organisation.registrationAuthority',
    value: 'zj-kx-dw',
    candidate: null,
    source: DIRECTORY_ITSELF,
    facts: { body: 'zj-kx-dw', kinds: ['party_building_body'], needed: 'registration_authority' },
  },
  {
    rule: 'body_missing',
    what: 'no registration authority',
    slate: two(),
    path: 'organisation.registrationAuthority',
    value: undefined,
    candidate: null,
    source: `${KEY_POINTS}；${REVIEW_FIRST}；益阳市社会组织管理局换届提醒（2025-02-17）`,
  },
  {
    rule: 'submitting_body_foreign',
    what: 'a submitting body that is nothing to the organisation',
    slate: two(),
    path: 'submittedBy',
    value: 'zj-jxt',
    candidate: null,
    source: KEY_POINTS,
    facts: { body: 'zj-jxt' },
  },
  {
    rule: 'election_date_invalid',
    what: 'a vote on 30 February',
    slate: two(),
    path: 'electionDate',
    value: '2027-02-30',
    candidate: null,
    source: REVIEW_FIRST,
  },
  {
    rule: 'election_date_past',
    what: 'a vote held yesterday',
    slate: two(),
    path: 'electionDate',
    value: '2026-11-01',
    candidate: null,
    source: REVIEW_FIRST,
  },
  {
    rule: 'person_twice',
    what: 'one person in two places',
    slate: two(),
    path: 'candidates.1',
    value: candidate(0),
    candidate: 1,
    field: NUMBER,
    source: GB11643,
    facts: { sameAsCandidate: 0 },
  },
  {
    rule: 'resident_id_shape',
    what: 'an identity number of 17 digits',
    slate: two(),
    path: NUMBER,
    value: '99999919750615003',
    candidate: 1,
    source: GB11643,
  },
  {
    rule: 'resident_id_date',
    what: 'an identity number of somebody born on 30 February',
    slate: two(),
    path: NUMBER,
    value: residentId('1975-02-30', 3),
    candidate: 1,
    source: GB11643,
  },
  {
    rule: 'resident_id_check_digit',
    what: 'an identity number with a wrong check digit',
    slate: two(),
    path: NUMBER,
    value: wrongDigit(residentId('1975-06-15', 3)),
    candidate: 1,
    source: GB11643,
  },
  {
    rule: 'identity_number_shape',
    what: 'a passport number with a blank',
    slate: two(),
    path: 'candidates.1.person.identity',
    value: { type: 'passport', number: 'E 1234567' },
    candidate: 1,
    field: NUMBER,
    source: '证件本身',
  },
  {
    rule: 'birth_date_invalid',
    what: 'a birth on 31 June',
    slate: two(),
    path: 'candidates.1.person.birthDate',
    value: '1975-06-31',
    candidate: 1,
    source: GB11643,
  },
  {
    rule: 'birth_date_differs',
    what: 'a birth a day from that in the identity number',
    slate: two(),
    path: 'candidates.1.person.birthDate',
    value: '1975-06-16',
    candidate: 1,
    source: GB11643,
  },
  {
    rule: 'sex_differs',
    what: 'another sex than that in the identity number',
    slate: two(),
    path: 'candidates.1.person.sex',
    value: 'female',
    candidate: 1,
    source: GB11643,
  },
  {
    rule: 'under_age',
    what: 'somebody 17 on the day of the vote',
    slate: dualSlate(),
    path: 'candidates.0.person',
    value: born('2008-12-29'),
    candidate: 0,
    field: 'candidates.0.person.birthDate',
    source: DECREE,
    facts: { age: 17, on: '2026-12-28', limit: 18 },
  },
  {
    rule: 'over_age',
    what: 'somebody 71 on the day of the vote',
    slate: dualSlate(),
    path: 'candidates.0.person',
    value: born('1955-12-28'),
    candidate: 0,
    field: 'candidates.0.person.birthDate',
    source: ASSOCIATIONS,
    facts: { age: 71, on: '2026-12-28', limit: 70 },
  },
  {
    rule: 'incompatible_posts',
    what: 'one person as president and secretary-general',
    slate: two(),
    path: 'candidates.1.posts',
    value: ['president', 'secretary_general'],
    candidate: 1,
    source: ASSOCIATIONS,
    facts: { posts: ['president', 'secretary_general'] },
  },
  {
    rule: 'terms_exhausted',
    what: 'somebody who has served two terms',
    slate: two(),
    path: 'candidates.1.terms',
    value: { vice_president: 2 },
    candidate: 1,
    field: 'candidates.1.terms.vice_president',
    source: ASSOCIATIONS,
    facts: { served: 2, limit: 2 },
  },
];

/** What is stated of how a candidate was told, against the version in force, which asks for it. */
const TOLD: readonly [rule: DefectRule, what: string, path: string, value: unknown, field: string, facts: object][] = [
  ['not_informed', 'nothing stated of it', 'informed', undefined, 'informed', { version: 'zj_2026_1' }],
  [
    'informed_of_another_version',
    'another version of the text',
    'informed.version',
    'zj_2025_1',
    'informed.version',
    { given: 'zj_2025_1', version: 'zj_2026_1' },
  ],
  [
    'informed_day_impossible',
    'a day that is yet to come',
    'informed.on',
    '2026-11-03',
    'informed.on',
    { on: '2026-11-03', today: TODAY },
  ],
  [
    'informed_day_impossible',
    'a day that does not exist',
    'informed.on',
    '2026-02-30',
    'informed.on',
    { on: '2026-02-30', today: TODAY },
  ],
];

function wrongDigit(number: string): string {
  return number.slice(0, 17) + (number.endsWith('7') ? '8' : '7');
}

/** What is stated of the term of an organisation of which the system knows that a review of its term 3 ended well. */
const OTHER_TERM: readonly [rule: DefectRule, occasion: string, term: number, field: string, facts: object][] = [
  ['already_founded', 'founding', 3, 'occasion', { latestTerm: 3 }],
  ['term_does_not_follow', 're_election', 2, 'termNumber', { latestTerm: 3, expected: [3, 4] }],
  ['term_does_not_follow', 're_election', 5, 'termNumber', { latestTerm: 3, expected: [3, 4] }],
  ['term_does_not_follow', 'mid_term', 2, 'termNumber', { latestTerm: 3, expected: [3] }],
  ['term_does_not_follow', 'mid_term', 4, 'termNumber', { latestTerm: 3, expected: [3] }],
];

/** What is just inside a limit is no defect. */
const STILL_LEGAL: readonly [what: string, slate: object, path: string, value: unknown][] = [
  ['somebody who is 18 on the day of the vote', dualSlate(), 'candidates.0.person', born('2008-12-28')],
  ['somebody who is 70 and turns 71 the day after the vote', dualSlate(), 'candidates.0.person', born('1955-12-29')],
  ['somebody who has served one term', dualSlate(), 'candidates.0.terms', { vice_president: 1 }],
  [
    'two terms served in a post that has no such limit',
    dualSlate([candidate(0, ['party_secretary'])]),
    'candidates.0.terms',
    { party_secretary: 9 },
  ],
  ['terms served in another post', dualSlate(), 'candidates.0.terms', { president: 2 }],
  [
    'a president who is the legal representative too',
    dualSlate(),
    'candidates.0.posts',
    ['president', 'legal_representative'],
  ],
  ['a vote today', dualSlate(), 'electionDate', TODAY],
  ['a passport', dualSlate(), 'candidates.0.person.identity', { type: 'passport', number: 'E12345678' }],
  ['no industry department', decoupledSlate(), 'organisation.industryDepartment', undefined],
];

describe('a slate', () => {
  it.each([
    ['under dual management', two()],
    ['of a decoupled association', decoupledSlate()],
    ['of an organisation being founded', foundingSlate()],
    ['shipped for the demo, under dual management', demoSlate('dual-management-re-election')],
    ['shipped for the demo, decoupled', demoSlate('decoupled-mid-term')],
    ['shipped for the demo, founding', demoSlate('founding-foundation')],
  ])('%s, legal in every part, has no defect', (_what, slate) => {
    expect(check(slate, SHIPPED_POLICY).defects).toEqual([]);
  });

  it.each(ROWS)(
    'with $what has the defect $rule and no other',
    ({ rule, slate, path, value, candidate: whose, field, source, facts }) => {
      const input = inputOf(broken(slate, path, value));
      const name = whose === null ? null : (input.candidates[whose]?.person.name ?? '');
      expect(checkSlate(input, LIMITS_ONLY, DIRECTORY, TODAY).defects).toEqual([
        { candidate: whose, name, field: field ?? path, rule, source, facts: facts ?? {} },
      ]);
    },
  );

  it.each(TOLD)('has the defect %s with %s, and no other', (rule, _what, path, value, field, facts) => {
    const slate = broken(two(), `candidates.1.${path}`, value);
    expect(check(slate, SHIPPED_POLICY).defects).toEqual([
      {
        candidate: 1,
        name: '试甲1（虚构）',
        field: `candidates.1.${field}`,
        rule,
        source: '个人信息保护法（2021）；未查到规定，暂定 (assumed: no published rule was found)',
        facts,
      },
    ]);
  });

  it.each(OTHER_TERM)('has the defect %s as a %s of term %s, where term 3 is the latest known', (...row) => {
    const [rule, occasion, termNumber, field, facts] = row;
    const input = inputOf({ ...dualSlate(), occasion, termNumber });
    const defects = (latestTerm: number | null) =>
      checkSlate(input, LIMITS_ONLY, DIRECTORY, TODAY, { ...HANDED_IN_NOW, latestTerm }).defects;
    expect(defects(3)).toEqual([{ candidate: null, name: null, field, rule, source: '本系统已办结的审核', facts }]);
    expect(defects(null)).toEqual([]);
  });

  it.each([
    ['re_election', 3],
    ['re_election', 4],
    ['mid_term', 3],
  ])('has no defect as a %s of term %s, where term 3 is the latest known', (occasion, termNumber) => {
    const input = inputOf({ ...dualSlate(), occasion, termNumber });
    const beside = { ...HANDED_IN_NOW, latestTerm: 3 };
    expect(checkSlate(input, LIMITS_ONLY, DIRECTORY, TODAY, beside).defects).toEqual([]);
  });

  it('needs nobody told by a policy that has no text for it, and takes somebody told today by one that has', () => {
    expect(check(broken(dualSlate(), 'candidates.0.informed', undefined)).defects).toEqual([]);
    expect(check(broken(dualSlate(), 'candidates.0.informed.on', TODAY), SHIPPED_POLICY).defects).toEqual([]);
  });

  it('with a post that no route takes has the defect no_route and no other', () => {
    const party = SHIPPED_TEXT.indexOf('  - id: party_post');
    const policy = policyFrom(SHIPPED_TEXT.slice(0, party));
    const slate = dualSlate([candidate(0, ['vice_president', 'party_secretary'])]);
    expect(check(slate, policy).defects).toEqual([
      {
        candidate: 0,
        name: '试甲0（虚构）',
        field: 'candidates.0.posts',
        rule: 'no_route',
        source: '330000/2024-04-15',
        facts: { post: 'party_secretary' },
      },
    ]);
  });

  it.each(STILL_LEGAL)('with %s has no defect', (_what, slate, path, value) => {
    expect(check(broken(slate, path, value)).defects).toEqual([]);
  });

  it('is judged by the limits of its policy, each of which counts', () => {
    const ageOf60 = policyFrom(edited(SHIPPED_TEXT, 'value: 70', 'value: 50'));
    expect(check(dualSlate(), ageOf60).defects).toMatchObject([{ rule: 'over_age', facts: { age: 51, limit: 50 } }]);
    const oneTerm = policyFrom(edited(SHIPPED_TEXT, 'value: 2\n', 'value: 1\n'));
    const served = broken(dualSlate(), 'candidates.0.terms', { vice_president: 1 });
    expect(check(served, oneTerm).defects).toMatchObject([{ rule: 'terms_exhausted', facts: { served: 1, limit: 1 } }]);
    const other = policyFrom(
      edited(
        SHIPPED_TEXT,
        'posts: [president, secretary_general], source',
        'posts: [president, legal_representative], source',
      ),
    );
    const together = dualSlate([candidate(0, ['president', 'legal_representative'])]);
    expect(check(together, other).defects).toMatchObject([{ rule: 'incompatible_posts' }]);
  });

  it('with many defects has them all named at once, those of the slate before those of each candidate', () => {
    let slate: object = two();
    for (const [path, value] of [
      ['organisation.uscc', '51330000MJ90000142'],
      ['organisation.partyBuildingBody', 'zj-nobody'],
      ['electionDate', '2026-10-30'],
      ['candidates.0.person.sex', 'male'],
      ['candidates.0.terms', { vice_president: 3 }],
      ['candidates.1.posts', ['president', 'secretary_general']],
      ['candidates.1.person.identity.number', '1'],
    ] as const) {
      slate = broken(slate, path, value);
    }
    expect(check(slate).defects.map(({ candidate: whose, rule }) => [whose, rule])).toEqual([
      [null, 'uscc_check_character'],
      [null, 'body_unknown'],
      [null, 'election_date_past'],
      [0, 'sex_differs'],
      [0, 'terms_exhausted'],
      [1, 'resident_id_shape'],
      [1, 'incompatible_posts'],
    ]);
  });

  it('names no identity number in its defects', () => {
    for (const { slate, path, value } of ROWS) {
      const { defects } = check(broken(slate, path, value));
      expect(JSON.stringify(defects)).not.toMatch(/\d{15}/);
    }
  });

  it('from an area nobody knows is warned about, person and organisation, and not refused', () => {
    const slate = broken(two(), 'organisation.uscc', '51990000MJ90000142');
    expect(check(slate)).toMatchObject({
      defects: [],
      warnings: [
        { candidate: null, field: 'organisation.uscc', rule: 'unknown_area', source: GB32100 },
        { candidate: 0, field: 'candidates.0.person.identity.number', rule: 'unknown_area', source: GB11643 },
        { candidate: 1, field: 'candidates.1.person.identity.number', rule: 'unknown_area', source: GB11643 },
      ],
    });
  });
});

describe('the shipped slate of bad input', () => {
  it('has all five defects named, each with its candidate, field, rule and source', () => {
    const { defects } = check(demoSlate('bad-input'));
    expect(defects.map(({ name, field, rule, source }) => ({ name, field, rule, source }))).toEqual([
      {
        name: '校验码错误',
        field: 'candidates.0.person.identity.number',
        rule: 'resident_id_check_digit',
        source: GB11643,
      },
      { name: '日期不存在', field: 'candidates.1.person.identity.number', rule: 'resident_id_date', source: GB11643 },
      { name: '同人兼任', field: 'candidates.2.posts', rule: 'incompatible_posts', source: ASSOCIATIONS },
      // Not among the five that the file speaks of, but there: the number of this man is a woman's.
      { name: '超过年龄', field: 'candidates.3.person.sex', rule: 'sex_differs', source: GB11643 },
      { name: '超过年龄', field: 'candidates.3.person.birthDate', rule: 'over_age', source: ASSOCIATIONS },
      { name: '性别不符', field: 'candidates.4.person.sex', rule: 'sex_differs', source: GB11643 },
    ]);
  });
});

/** By a policy with checks: what the machine sees at once, and what it will stand in the way of. */
const TO_COME: readonly [what: string, who: ReturnType<typeof candidate>, expected: object][] = [
  [
    'over the age limit on the planned day of the vote',
    candidate(0, ['president'], '1955-12-27'),
    {
      rule: 'age_limit',
      result: 'fail',
      facts: { age: 71, limit: 70, posts: ['president'] },
      blocks: ['approve', 'record_election'],
    },
  ],
  [
    'of two terms in the post',
    { ...candidate(0, ['president']), terms: { president: 2 } },
    {
      rule: 'consecutive_terms',
      result: 'fail',
      facts: { post: 'president', served: 2, limit: 2 },
      blocks: ['approve', 'record_election', 'file'],
    },
  ],
  [
    'who does not say whether they are a supervisor',
    { ...candidate(0, ['president']), declaration: { ...DECLARATION, supervisor: undefined as unknown as boolean } },
    { rule: 'not_supervisor', result: 'unknown', blocks: ['approve'] },
  ],
];

it.each(TO_COME)(
  'a candidate %s is not refused for it, but told of the check that is to come',
  (_what, who, expected) => {
    const { defects, checks } = check(dualSlate([who]), SHIPPED_POLICY);
    expect(defects).toEqual([]);
    expect(checks).toEqual([expect.objectContaining({ candidate: 0, name: who.person.name, ...expected })]);
  },
);

it('a slate against which no check has anything is told of none', () => {
  expect(check(dualSlate(), SHIPPED_POLICY).checks).toEqual([]);
});

describe('a rule about slates', () => {
  it.each(DEFECT_RULES)('has a slate above that breaks it: %s', (rule) => {
    const others = [...TOLD, ...OTHER_TERM].map(([told]) => told);
    expect([...ROWS.map((row) => row.rule), 'no_route', ...others]).toContain(rule);
  });

  it.each([...DEFECT_RULES, ...WARNING_RULES])('is told in words, in both languages: %s', (rule) => {
    expect(DEFECT_WORDS[rule]).toEqual({
      'zh-CN': expect.stringMatching(/\p{Script=Han}.*。$/u),
      en: expect.stringMatching(/\w.*\.$/),
    });
  });
});
