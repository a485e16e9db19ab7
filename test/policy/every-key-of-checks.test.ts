// Each check has its own parameters: that one check reads the years it is given says nothing of another that is given years.
import { describe, expect, it } from '@jest/globals';
import { explainPolicy } from '../../src/cases/explain-policy.js';
import { CHECK_RULE } from '../../src/policy/check-schema.js';
import { gateOf } from '../../src/policy/checks/gates.js';
import { judgeChecks } from '../../src/policy/checks/judge.js';
import type { CheckRule, CheckSettings, OptionalSettings } from '../../src/policy/checks/rule.js';
import type { Policy } from '../../src/policy/policy.js';
import {
  CHECKS,
  GATED_ACTS,
  OCCASIONS,
  ORGANISATION_KINDS,
  POSTS,
  REGIMES,
  type CheckName,
} from '../../src/policy/terms.js';
import { FACTS } from './check-facts.js';
import { namesIn, placesIn, unread, type Json } from './key-places.js';
import { SHIPPED_POLICY } from '../workflow/shipped-courses.js';

/** All that a check can be given, so that it makes a difference; the compiler holds the list complete. */
const SETTINGS: { readonly [C in keyof CheckSettings]: Required<CheckSettings[C]> } & OptionalSettings = {
  consecutive_terms: { furtherTerm: { votes: 2, outOf: 3, among: 'voters_due' } },
  term_length: { minimumYears: 3, maximumYears: 5 },
  criminal_record: { years: 5, intentionalOnly: false },
  revoked_organisation: { years: 5 },
  credit_information: { years: 5 },
  legal_representative_elsewhere: { among: 'social_groups' },
  leading_post_elsewhere: { posts: ['president', 'secretary_general'] },
  serving_official: { exception: 'approved', declarationSuffices: true },
  retired_cadre: { restYears: 3, maximumAge: 70, maximumTerms: 2, maximumPosts: 1, declarationSuffices: true },
  relatives: { atMostOneIn: 3 },
  residence: { required: 'mainland', monthsForOthers: 3, declarationSuffices: true },
  legal_representative_post: { ordinarily: ['president'], byCharter: ['vice_president', 'secretary_general'] },
  roster_size: { minimum: 5, maximum: 9, parity: 'odd' },
  mid_term_share: { atMostOneIn: 5 },
  cadre_approval: { declarationSuffices: true },
  candidates_per_seat: { of: 'party_committee', mode: 'competitive', surplusPercent: 20 },
  party_organisation: { fullMembers: 3 },
  professional_experience: { years: 5 },
};

/** What is enough ordinarily needs no charter beside it: the start refuses it (check-rules.test.ts). */
const REFUSED = ['checks[legal_representative_post].setting.byCharter: president'];

/** A rule with all keys that a rule can have; it is for as many as it can be for. */
const ruleOf = (check: CheckName) => ({
  id: 'rule',
  check,
  rule: { 'zh-CN': '规则', en: 'Rule' },
  source: 'S0',
  ...(check in SETTINGS ? { setting: SETTINGS[check as keyof typeof SETTINGS] } : {}),
  evidence: { notOlderThan: 90, source: 'S0' },
  blocks: ['approve', 'publish_notice', 'record_election'],
  warns: ['file'],
  step: 'party_review',
  posts: ['president', 'vice_president', 'secretary_general', 'legal_representative'],
  kinds: [...ORGANISATION_KINDS],
  regimes: [...REGIMES],
  occasions: [...OCCASIONS],
  charity: false,
  industryAssociation: true,
  privatelyFunded: false,
  school: false,
});

const ALL = CHECKS.map(ruleOf) as unknown as Json;
const SCHEMA = { items: CHECK_RULE };
const PLACES = placesIn({ type: 'object', properties: { checks: SCHEMA } }, { checks: ALL });
const ONE = /^checks\[(\w+)\]\.(.+)$/;
const NAMES = namesIn({ type: 'object', properties: { checks: SCHEMA } }).filter((name) => ONE.test(name));
const namesOf = (check: CheckName) => NAMES.filter((name) => ONE.exec(name)?.[1] === check);

/** The text of a rule and where it is written: shown to people. */
const isForReaders = (name: string) => /\.(rule\.(zh-CN|en)|source)$/.test(name);

const { stages } = SHIPPED_POLICY.routes.find(({ id }) => id === 'direct_or_decoupled') ?? { stages: [] };
const STEPS = [null, ...stages.flatMap((stage) => (stage.kind === 'review' ? [stage.step] : []))];

/** What a rule comes to, by its id, and whether votes were too few for it; the numbers that a verdict repeats are none of it. */
const verdictsOf = (rule: CheckRule, limits: Policy['limits']) =>
  FACTS.map((facts) =>
    judgeChecks([rule], limits, facts).map((verdict) => [
      verdict.rule,
      verdict.check,
      verdict.result,
      'needed' in verdict.facts,
    ]),
  );

const gatesOf = (rule: CheckRule) =>
  GATED_ACTS.flatMap((act) =>
    STEPS.map((step) => {
      const { blocking, warning } = gateOf({ checks: [rule] }, { stages, skipped: [] }, act, step);
      return [blocking.length, warning.length];
    }),
  );

const followsFrom = (rule: CheckRule, limits = SHIPPED_POLICY.limits) =>
  JSON.stringify([verdictsOf(rule, limits), gatesOf(rule)]);

const shownOf = (rules: readonly CheckRule[]) => explainPolicy({ ...SHIPPED_POLICY, checks: rules, routes: [] }, []);

const rulesIn = (changed: Json) => (changed as { checks: Json }).checks as unknown as readonly CheckRule[];
const changedIn = (changed: Json, check: CheckName): CheckRule | undefined => rulesIn(changed)[CHECKS.indexOf(check)];

describe('of a check', () => {
  it.each(CHECKS)('%s reads each of the keys that a rule of it can have', (check) => {
    const before = followsFrom(ruleOf(check) as CheckRule);
    const differs = (changed: Json) => {
      const rule = changedIn(changed, check);
      return rule !== undefined && followsFrom(rule) !== before;
    };
    const names = namesOf(check).filter((name) => !isForReaders(name));
    expect(names.length).toBeGreaterThan(10);
    const left = names.flatMap((name) => unread(PLACES.get(name) ?? [], differs).map((word) => `${name}: ${word}`));
    expect(left.filter((each) => !REFUSED.includes(each))).toEqual([]);
  });

  it.each(CHECKS)(
    '%s shows its rule and where it, and the age of its answers, are written to those who read the policy',
    (check) => {
      const before = shownOf(rulesIn({ checks: ALL }));
      const differs = (changed: Json) => shownOf(rulesIn(changed)) !== before;
      const names = namesOf(check).filter(isForReaders);
      expect(names).toHaveLength(4);
      expect(names.flatMap((name) => unread(PLACES.get(name) ?? [], differs))).toEqual([]);
    },
  );

  it.each([
    ['age_limit', 'maximumAge'],
    ['consecutive_terms', 'maximumTermsServed'],
  ] as const)('%s reads value and posts of the limit %s', (check, limit) => {
    const { limits } = SHIPPED_POLICY;
    const rule = { ...ruleOf(check), posts: [...POSTS] } as CheckRule;
    const before = followsFrom(rule);
    const { value, posts } = limits[limit];
    const changed = [
      { value: value + 1 },
      { value: value - 1 },
      ...posts.map((post) => ({ posts: posts.filter((each) => each !== post) })),
    ];
    const alike = changed.filter(
      (said) => followsFrom(rule, { ...limits, [limit]: { ...limits[limit], ...said } }) === before,
    );
    expect(alike).toEqual([]);
  });
});
