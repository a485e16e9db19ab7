import type { JsonValue } from '../kernel/canonical-json.js';

export const DEFECT_RULES = [
  'uscc_shape',
  'uscc_alphabet',
  'uscc_check_character',
  'uscc_organisation_code',
  'uscc_kind_differs',
  'not_of_this_kind',
  'organisation_unidentified',
  'body_unknown',
  'body_kind_differs',
  'body_missing',
  'submitting_body_foreign',
  'election_date_invalid',
  'election_date_past',
  'already_founded',
  'term_does_not_follow',
  'person_twice',
  'resident_id_shape',
  'resident_id_date',
  'resident_id_check_digit',
  'identity_number_shape',
  'birth_date_invalid',
  'birth_date_differs',
  'sex_differs',
  'under_age',
  'over_age',
  'incompatible_posts',
  'terms_exhausted',
  'no_route',
  'not_informed',
  'informed_of_another_version',
  'informed_day_impossible',
] as const;
export type DefectRule = (typeof DEFECT_RULES)[number];

export const WARNING_RULES = ['unknown_area'] as const;
export type WarningRule = (typeof WARNING_RULES)[number];

/** One thing wrong with a slate: whose, where, against which rule, and where the rule is written. No protected value. */
export interface Defect<Rule = DefectRule> {
  /** Place in the list of candidates, from 0; null for the slate or its organisation. */
  readonly candidate: number | null;
  readonly name: string | null;
  /** Path in the request: `candidates.0.person.identity.number`. */
  readonly field: string;
  readonly rule: Rule;
  readonly source: string;
  readonly facts: Readonly<Record<string, JsonValue>>;
}

export const GB11643 = 'GB 11643-1999 公民身份号码';
/** What this system itself has seen of an organisation: the reviews that ended well. */
export const OWN_RECORD = '本系统已办结的审核';
export const GB32100 = 'GB 32100-2015 统一社会信用代码编码规则';

/** What a part of a slate comes to. */
export interface Found {
  readonly defects: readonly Defect[];
  readonly warnings: readonly Defect<WarningRule>[];
}

export type Report<Rule> = Pick<Defect<Rule>, 'field' | 'rule' | 'source'> & { facts?: Record<string, JsonValue> };

/** Of the slate or its organisation, not of one candidate. */
export const ofSlate = <Rule>(report: Report<Rule>): Defect<Rule> => ({
  candidate: null,
  name: null,
  facts: {},
  ...report,
});
