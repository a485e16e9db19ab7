import { describe, expect, it } from '@jest/globals';
import { canonicalJson } from '../../../src/kernel/canonical-json.js';
import { answered } from '../../../src/policy/checks/answered.js';
import { CATALOGUE } from '../../../src/policy/checks/catalogue.js';
import type { CheckFacts, Finding } from '../../../src/policy/checks/facts.js';
import { appliesTo, judgeChecks, judgeSubmission } from '../../../src/policy/checks/judge.js';
import { worstOf } from '../../../src/policy/checks/judgement.js';
import type { CheckRule } from '../../../src/policy/checks/rule.js';
import { CHECKS, type CheckName, type CheckResult } from '../../../src/policy/terms.js';
import { adverse, CLEAR, facts, holds, LIMITS, ruleOn, SOUND, UNCLEAR, verdictOf } from './sound-facts.js';

const EVERY_RULE = CHECKS.map((check) => ruleOn(check));
const frame = (limits: Partial<Omit<CheckRule, 'check' | 'setting'>>) => ruleOn('not_supervisor', undefined, limits);

const APPLIES: readonly [string, CheckRule, boolean][] = [
  ['limits nothing', frame({}), true],
  ['names one of the posts', frame({ posts: ['vice_president', 'legal_representative'] }), true],
  ['names other posts', frame({ posts: ['vice_president'] }), false],
  ['names the kind', frame({ kinds: ['foundation', 'social_group'] }), true],
  ['names another kind', frame({ kinds: ['foundation'] }), false],
  ['names the regime', frame({ regimes: ['decoupled'] }), true],
  ['names another regime', frame({ regimes: ['dual_management'] }), false],
  ['names the occasion', frame({ occasions: ['re_election'] }), true],
  ['names other occasions', frame({ occasions: ['founding', 'mid_term'] }), false],
  ['is for charities', frame({ charity: true }), true],
  ['is for those that are no charity', frame({ charity: false }), false],
  ['is for those that are no industry association', frame({ industryAssociation: false }), true],
  ['is for industry associations', frame({ industryAssociation: true }), false],
  ['names the kind but another regime', frame({ kinds: ['social_group'], regimes: ['dual_management'] }), false],
];

describe('of the president and legal representative of a decoupled charity at a re-election, a rule that', () => {
  const seen = facts({ candidate: { posts: ['president', 'legal_representative'] }, organisation: { charity: true } });

  it.each(APPLIES)('%s: %#', (_sentence, rule, applies) => {
    expect(appliesTo(rule, seen)).toBe(applies);
    expect(judgeChecks([rule], LIMITS, seen)).toHaveLength(applies ? 1 : 0);
  });
});

describe('a rule that turns on what only one kind of organisation can be', () => {
  const foundation = { kind: 'foundation' } as const;
  const institution = { kind: 'social_service_institution' } as const;
  const rows: readonly [string, CheckRule, Partial<CheckFacts['organisation']>, boolean][] = [
    ['applies to the one it is for', frame({ privatelyFunded: true }), { ...foundation, privatelyFunded: true }, true],
    ['does not apply to another', frame({ privatelyFunded: true }), { ...foundation, privatelyFunded: false }, false],
    ['may apply while nobody has stated it', frame({ privatelyFunded: true }), foundation, true],
    ['and so may its opposite', frame({ privatelyFunded: false }), foundation, true],
    ['is no question of an institution, which is none', frame({ privatelyFunded: true }), institution, false],
    ['is for whoever is none, too', frame({ privatelyFunded: false }), institution, true],
    ['applies to schools', frame({ school: true }), { ...institution, school: true }, true],
    ['does not apply to institutions that are none', frame({ school: true }), { ...institution, school: false }, false],
    ['may apply while nobody has stated whether it is a school', frame({ school: true }), institution, true],
    ['is no question of a social group', frame({ school: true }), {}, false],
  ];
  it.each(rows)('%s: %#', (_sentence, rule, organisation, applies) => {
    expect(appliesTo(rule, facts({ organisation }))).toBe(applies);
  });

  const unstated = (supervisor?: boolean) =>
    facts({ organisation: institution, declaration: supervisor === undefined ? {} : { supervisor } });
  holds([
    ['is met by what meets it anyhow', frame({ school: true }), unstated(false), 'pass'],
    [
      'is unknown, not broken, while nobody has stated whether it applies',
      frame({ school: true }),
      unstated(true),
      'unknown',
      { supervisor: true, notStated: ['organisation.school'] },
    ],
    [
      'names all that nobody has stated',
      frame({ school: true }),
      unstated(),
      'unknown',
      { notStated: ['supervisor', 'organisation.school'] },
    ],
  ]);
});

/** What the machine saw, what somebody found, and what it comes to. */
const TOGETHER: readonly [CheckResult, Finding | undefined, CheckResult, decided: boolean][] = [
  ['fail', undefined, 'fail', false],
  ['fail', CLEAR, 'fail', false],
  ['fail', UNCLEAR, 'fail', false],
  ['fail', adverse(), 'fail', false],
  ['pass', undefined, 'pass', false],
  ['pass', CLEAR, 'pass', false],
  ['pass', UNCLEAR, 'needs_human', true],
  ['pass', adverse(), 'fail', true],
  ['unknown', undefined, 'unknown', false],
  ['unknown', CLEAR, 'pass', true],
  ['unknown', UNCLEAR, 'needs_human', true],
  ['unknown', adverse(), 'fail', true],
  ['needs_human', undefined, 'needs_human', false],
  ['needs_human', CLEAR, 'pass', true],
  ['needs_human', UNCLEAR, 'needs_human', true],
  ['needs_human', adverse(), 'fail', true],
];

describe('a finding', () => {
  it.each(TOGETHER)('beside a machine that says %s: %j comes to %s', (result, finding, together, decided) => {
    const judgement = answered({ result, facts: { age: 50 } }, finding);
    const said = finding && {
      answer: finding.answer,
      source: '市公安局',
      reference: '函〔2026〕1号',
      queriedOn: '2026-02-01',
    };
    expect(judgement).toEqual(
      decided
        ? { result: together, facts: { age: 50, ...said }, basis: [finding] }
        : { result: together, facts: { age: 50 } },
    );
  });

  it('that is clear leaves what nobody was asked about, and lifts the doubt beside it', () => {
    const left = answered({ result: 'unknown', facts: {}, whenClear: 'needs_human' }, CLEAR);
    expect(left).toMatchObject({ result: 'needs_human', facts: { answer: 'clear' }, basis: [CLEAR] });
    expect(left).not.toHaveProperty('whenClear');
    expect(answered({ result: 'unknown', facts: {}, whenClear: 'unknown' }, undefined)).toEqual({
      result: 'unknown',
      facts: {},
    });
  });

  it('is not lost on any check: adverse, effective and lasting, none of them passes', () => {
    const findings = Object.fromEntries(CHECKS.map((check) => [check, adverse('2026-01-01', '2026-01-02')]));
    const passed = judgeChecks(EVERY_RULE, LIMITS, { ...SOUND, findings }).filter(({ result }) => result === 'pass');
    expect(passed).toEqual([]);
  });

  it.each(CHECKS.filter((check) => CATALOGUE[check].kind === 'machine'))(
    'makes no pass of %s, which a machine answers from what is stated',
    (check) => {
      const candidate = { posts: ['legal_representative', 'vice_president', 'president'], residentId: false } as const;
      const seen = facts({ occasion: 'mid_term', candidate });
      const [before, after] = [seen, { ...seen, findings: { [check]: CLEAR } }].map((each) =>
        verdictOf(ruleOn(check), each),
      );
      expect(after).toEqual(before);
    },
  );

  it('makes no pass of terms that nobody stated', () => {
    const findings = { consecutive_terms: CLEAR };
    expect(verdictOf(ruleOn('consecutive_terms'), facts({ findings })).result).toBe('unknown');
    expect(verdictOf(ruleOn('consecutive_terms'), facts({ findings: { consecutive_terms: adverse() } })).result).toBe(
      'fail',
    );
  });

  it('has grown old on the day after the last on which its rule takes it: the check is as if nobody had been asked', () => {
    const rule = { ...ruleOn('court_dishonesty'), evidence: { notOlderThan: 90, source: 'assumed' } };
    const on = (today: string, finding: Finding) =>
      verdictOf(rule, { ...facts({ findings: { court_dishonesty: finding } }), today });
    const asked = { ...CLEAR, queriedOn: '2026-10-02' };
    expect(on('2026-12-31', asked)).toMatchObject({ result: 'pass', queriedOn: '2026-10-02' });
    const old = { result: 'unknown', queriedOn: null, facts: { tooOld: { askedOn: '2026-10-02', days: 90 } } };
    expect(on('2027-01-01', asked)).toMatchObject(old);
    expect(on('2027-01-01', { ...asked, answer: 'unclear' })).toMatchObject(old);
    // What was found against somebody does not grow old, nor does an answer of which the rule says nothing.
    const against = { ...adverse(), queriedOn: '2026-10-02' };
    expect(on('2029-01-01', against)).toMatchObject({ result: 'fail', queriedOn: '2026-10-02' });
    const ageless = { ...facts({ findings: { court_dishonesty: asked } }), today: '2029-01-01' };
    expect(verdictOf(ruleOn('court_dishonesty'), ageless).result).toBe('pass');
  });

  it('of another review is for a person to see, whatever was found here but a fail, and is none of the submission', () => {
    const seen = {
      id: 'a case/3',
      check: 'court_dishonesty',
      on: '2026-10-01',
      by: ['court'],
      finding: adverse(),
    } as never;
    const rule = ruleOn('court_dishonesty');
    const withFinding = (finding?: Finding) =>
      verdictOf(rule, {
        ...facts({ findings: finding ? { court_dishonesty: finding } : {} }),
        foundElsewhere: [seen],
      });
    for (const finding of [undefined, CLEAR, { ...CLEAR, answer: 'unclear' } as const]) {
      expect(withFinding(finding)).toMatchObject({
        result: 'needs_human',
        facts: { foundElsewhere: [{ on: '2026-10-01', by: ['court'] }] },
        basis: expect.arrayContaining(['a case/3']),
      });
    }
    expect(withFinding(adverse())).toEqual(verdictOf(rule, facts({ findings: { court_dishonesty: adverse() } })));
    expect(verdictOf(ruleOn('political_rights'), { ...facts(), foundElsewhere: [seen] })).not.toHaveProperty('basis');
    const known = { ...facts(), foundElsewhere: [seen] };
    expect(judgeSubmission([rule], LIMITS, known)).toEqual([]);
  });

  it('of another review is told only as far as it would be no pass by the rule here', () => {
    const rule = ruleOn('criminal_record', { years: 5, intentionalOnly: false });
    const over = { ...adverse(), effectiveOn: '2010-01-01', endedOn: '2012-01-01' };
    const told = (finding: Finding) => {
      const seen = { id: 'a case/3', check: 'criminal_record', on: '2026-10-01', by: ['police'], finding } as never;
      return verdictOf(rule, { ...facts({ findings: { criminal_record: CLEAR } }), foundElsewhere: [seen] }).result;
    };
    expect(told(over)).toBe('pass');
    expect(told({ ...over, endedOn: '2025-01-01' })).toBe('needs_human');
    expect(told({ ...over, endedOn: null })).toBe('needs_human');
  });

  it('is not taken for that of another check', () => {
    const findings = { court_dishonesty: CLEAR };
    expect(verdictOf(ruleOn('under_investigation'), facts({ findings })).result).toBe('unknown');
  });
});

describe('what a verdict rests on', () => {
  const cleared = (id: string, organisation: string) =>
    ({ id, organisation, kind: 'social_group', posts: ['president'], standing: 'cleared' }) as const;
  const rivals = (...ids: string[]) =>
    facts({ peers: ids.map((id) => ({ id, posts: ['president'], memberUnit: null })) });
  const approvedBy = (number: string) =>
    facts({
      candidate: { terms: { president: 0 } },
      declaration: {
        otherPosts: [],
        cadre: {
          status: 'retired',
          approval: { authority: '部', number, approvedOn: '2026-01-01', posts: ['president'], termNumber: 4 },
        },
      },
    });
  const audit = (number: string) => facts({ slate: { audit: { number, reportedOn: '2026-02-01' } } });

  it.each([
    [
      'an organisation and another',
      ruleOn('leading_post_elsewhere'),
      facts({ elsewhere: [cleared('a', '甲')] }),
      facts({ elsewhere: [cleared('a', '乙')] }),
    ],
    [
      'a review elsewhere and another',
      ruleOn('leading_post_elsewhere'),
      facts({ elsewhere: [{ ...cleared('a', '甲'), standing: 'under_review' }] }),
      facts({ elsewhere: [{ ...cleared('b', '甲'), standing: 'under_review' }] }),
    ],
    ['a rival and another', ruleOn('candidates_per_seat'), rivals('a'), rivals('b')],
    ['an approval and another', ruleOn('retired_cadre'), approvedBy('1'), approvedBy('2')],
    ['a report and another', ruleOn('audit_done'), audit('1'), audit('2')],
  ])('tells %s apart, though result and facts are the same', (_what, rule, one, other) => {
    const [first, second] = [verdictOf(rule, one), verdictOf(rule, other)];
    expect([first.result, first.facts]).toEqual([second.result, second.facts]);
    expect(first.basis).not.toEqual(second.basis);
  });

  it('is the same in whatever order it is looked up', () => {
    const both = [cleared('a', '甲'), cleared('b', '乙')];
    const of = (elsewhere: typeof both) => verdictOf(ruleOn('leading_post_elsewhere'), facts({ elsewhere }));
    expect(of(both)).toEqual(of(both.toReversed()));
  });
});

describe('several results together', () => {
  it.each<[CheckResult[], CheckResult]>([
    [['pass', 'needs_human', 'unknown', 'fail'], 'fail'],
    [['pass', 'needs_human', 'unknown'], 'unknown'],
    [['pass', 'needs_human'], 'needs_human'],
    [['pass', 'pass'], 'pass'],
  ])('%j come to %s', (results, worst) => {
    expect(worstOf(results)).toBe(worst);
  });
});

describe('a verdict', () => {
  it('names its rule, its check, the day dates were judged on, and the day somebody was asked', () => {
    const seen = facts({ findings: { under_investigation: CLEAR } });
    expect(verdictOf(ruleOn('under_investigation'), seen)).toEqual({
      rule: 'on_under_investigation',
      check: 'under_investigation',
      result: 'pass',
      facts: { answer: 'clear', source: '市公安局', reference: '函〔2026〕1号', queriedOn: '2026-02-01' },
      basis: [CLEAR],
      on: '2026-03-01',
      queriedOn: '2026-02-01',
    });
  });

  it('names no day of asking when the finding decided nothing', () => {
    const seen = facts({ candidate: { birthDate: '2012-01-01' }, findings: { civil_capacity: CLEAR } });
    expect(verdictOf(ruleOn('civil_capacity'), seen)).toMatchObject({ result: 'fail', queriedOn: null });
  });

  it('comes in the order of the rules, one for each that applies', () => {
    const verdicts = judgeChecks(EVERY_RULE, LIMITS, facts());
    expect(verdicts.map(({ check }) => check)).toEqual(CHECKS);
  });

  it('has facts that a record can hold, and not the day, whatever is stated and found', () => {
    const worst = { ...SOUND, findings: Object.fromEntries(CHECKS.map((check) => [check, adverse()])) };
    for (const verdict of [facts(), SOUND, worst].flatMap((seen) => judgeChecks(EVERY_RULE, LIMITS, seen))) {
      expect(() => canonicalJson(verdict.facts)).not.toThrow();
      expect(verdict.facts).not.toHaveProperty('on');
    }
  });
});

/** The only checks that pass of one who states nothing, before anybody was asked: what they need is always there. */
const NEED_NOTHING: readonly CheckName[] = [
  'age_limit', // birth date and post
  'effective_judgment', // nothing was found, so nothing without effect
  'legal_representative_elsewhere', // not stood for
  'legal_representative_post', // not stood for
  'mid_term_share', // no mid-term change
  'candidates_per_seat', // one candidate, one seat
  'identity_consistent', // the number was checked when submitted
];

describe('of one who states nothing, before anybody was asked', () => {
  const expected = (check: CheckName) => NEED_NOTHING.includes(check);

  holds(
    CHECKS.filter(expected).map((check) => [`${check} passes by what is always there`, ruleOn(check), facts(), 'pass']),
  );

  it.each(CHECKS.filter((check) => !expected(check)))('%s is never a pass', (check) => {
    expect(verdictOf(ruleOn(check), facts()).result).not.toBe('pass');
  });

  it.each([
    'legal_representative_elsewhere',
    'legal_representative_post',
    'leading_post_elsewhere',
    'mid_term_share',
    'president_and_secretary_apart',
    'roster_size',
    'candidates_per_seat',
  ] as const)('%s is not a pass either, where it has something to look at', (check) => {
    const candidate = { posts: ['legal_representative', 'vice_president', 'secretary_general'] } as const;
    expect(verdictOf(ruleOn(check), facts({ occasion: 'mid_term', candidate })).result).toBe('unknown');
  });
});

describe('of one of whom everything is stated, asked and clear', () => {
  it.each(CHECKS)('%s is a pass', (check) => {
    expect(verdictOf(ruleOn(check), SOUND).result).toBe('pass');
  });
});
