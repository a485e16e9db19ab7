import { expect, it } from '@jest/globals';
import type { JsonValue } from '../../../src/kernel/canonical-json.js';
import type { CheckFacts, Declaration, Finding } from '../../../src/policy/checks/facts.js';
import { judgeChecks, type Verdict } from '../../../src/policy/checks/judge.js';
import { AS_HANDED_IN } from '../../../src/policy/checks/roster.js';
import type { CheckRule, CheckSettings, OptionalSettings } from '../../../src/policy/checks/rule.js';
import type { Policy } from '../../../src/policy/policy.js';
import { CHECKS, type CheckName, type CheckResult } from '../../../src/policy/terms.js';

export const LIMITS: Policy['limits'] = {
  maximumAge: { value: 70, unit: 'years', source: 'S1', posts: ['president', 'vice_president'] },
  maximumTermsServed: { value: 2, unit: 'terms', source: 'S1', posts: ['president', 'secretary_general'] },
};

/** Numbers for every check that has some; what is declared is enough wherever a rule can say so. */
export const SETTINGS: CheckSettings = {
  term_length: { minimumYears: 3, maximumYears: 5 },
  criminal_record: { years: 5, intentionalOnly: false },
  revoked_organisation: { years: 5 },
  credit_information: { years: 5 },
  legal_representative_elsewhere: { among: 'social_groups' },
  leading_post_elsewhere: { posts: ['president', 'secretary_general'] },
  serving_official: { exception: 'approved', declarationSuffices: true },
  retired_cadre: { restYears: 3, maximumAge: 70, maximumTerms: 2, maximumPosts: 1, declarationSuffices: true },
  relatives: { atMostOneIn: null },
  residence: { required: 'mainland', monthsForOthers: 3, declarationSuffices: true },
  legal_representative_post: { ordinarily: ['president'], byCharter: ['vice_president', 'secretary_general'] },
  roster_size: { minimum: 3, maximum: 5, parity: 'odd' },
  mid_term_share: { atMostOneIn: 5 },
  candidates_per_seat: { mode: 'either', surplusPercent: 20 },
  party_organisation: { fullMembers: 3 },
  professional_experience: { years: 5 },
};

type Change = Partial<Omit<CheckFacts, 'organisation' | 'candidate'>> & {
  readonly organisation?: Partial<CheckFacts['organisation']>;
  readonly candidate?: Partial<Omit<CheckFacts['candidate'], 'declaration'>>;
  /** Everything that the candidate states; nothing if left out. */
  readonly declaration?: Declaration;
};

/** A candidate for president, 50 years old, who states nothing, at the day of the vote; nobody was asked, and nobody stands beside them. */
export function facts({ organisation, candidate, declaration, ...change }: Change = {}): CheckFacts {
  return {
    today: '2026-03-01',
    on: '2026-03-01',
    occasion: 're_election',
    termNumber: 4,
    organisation: {
      kind: 'social_group',
      regime: 'decoupled',
      charity: false,
      industryAssociation: false,
      ...organisation,
    },
    candidate: {
      birthDate: '1975-06-15',
      residentId: true,
      posts: ['president'],
      fullTime: true,
      terms: {},
      knownTerms: {},
      memberUnit: undefined,
      declaration: declaration ?? {},
      ...candidate,
    },
    slate: {},
    peers: [],
    roster: AS_HANDED_IN,
    elsewhere: [],
    foundElsewhere: [],
    findings: {},
    ...change,
  };
}

const FOUND = { source: '市公安局', reference: '函〔2026〕1号', queriedOn: '2026-02-01' };

export const CLEAR: Finding = { answer: 'clear', ...FOUND, effectiveOn: null, endedOn: null, intentional: null };
export const UNCLEAR: Finding = { ...CLEAR, answer: 'unclear' };
/** Something adverse; it rests on no judgment unless the days say so. */
export const adverse = (effectiveOn: string | null = null, endedOn: string | null = null): Finding => ({
  ...CLEAR,
  answer: 'adverse',
  effectiveOn,
  endedOn,
});

/** Everything is stated, everybody was asked, and nothing speaks against the candidate. */
export const SOUND = facts({
  candidate: { memberUnit: '51330000MJ90000141', terms: { president: 1 } },
  declaration: {
    supervisor: false,
    chineseCitizen: true,
    residence: 'mainland',
    cadre: { status: 'none' },
    otherPosts: [],
    relatives: [],
    party: { membership: 'full', rightsSuspended: false },
    yearsInField: 20,
  },
  slate: {
    electionMode: 'equal',
    council: { size: 25, related: 0 },
    charter: { termYears: 5, legalRepresentatives: [] },
    audit: { number: '1', reportedOn: '2026-02-01' },
    party: { fullMembers: 3, organisation: true, crossHolders: 1 },
  },
  peers: [
    { id: 'b', posts: ['secretary_general'], memberUnit: null },
    { id: 'c', posts: ['vice_president'], memberUnit: null },
  ],
  findings: Object.fromEntries(CHECKS.map((check) => [check, CLEAR])),
});

type Frame = Omit<CheckRule, 'check' | 'setting'>;

/** One rule on a check, with the numbers above unless it brings its own. */
export function ruleOn<C extends CheckName>(
  check: C,
  setting?: C extends keyof CheckSettings
    ? CheckSettings[C]
    : C extends keyof OptionalSettings
      ? OptionalSettings[C]
      : never,
  frame: Partial<Frame> = {},
): CheckRule {
  const usual = Object.entries(SETTINGS).find(([name]) => name === check)?.[1] as unknown;
  const numbers = setting ?? usual;
  // The setting belongs to the check by the parameters above; the union cannot see it.
  return {
    id: `on_${check}`,
    rule: { 'zh-CN': '条件', en: 'Condition' },
    source: 'S1',
    ...frame,
    check,
    ...(numbers === undefined ? {} : { setting: numbers }),
  } as CheckRule;
}

/** What one rule comes to. @throws Error when it does not apply */
export function verdictOf(rule: CheckRule, seen: CheckFacts): Verdict {
  const [verdict] = judgeChecks([rule], LIMITS, seen);
  if (!verdict) throw new Error('The rule does not apply.');
  return verdict;
}

/** A true sentence about a rule: what it comes to in some case, and the facts among others that it names. */
export type Row = readonly [
  sentence: string,
  rule: CheckRule,
  seen: CheckFacts,
  result: CheckResult,
  named?: Readonly<Record<string, JsonValue>>,
];

/** One test a row. */
export const holds = (rows: readonly Row[]): void =>
  it.each(rows)('%s', (_sentence, rule, seen, result, named = {}) => {
    const verdict = verdictOf(rule, seen);
    expect(verdict.result).toBe(result);
    expect(verdict.facts).toMatchObject(named);
  });
