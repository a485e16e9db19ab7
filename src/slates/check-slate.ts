import type { Body } from '../bodies/body-row.js';
import type { JsonValue } from '../kernel/canonical-json.js';
import { refuse, type Refusal } from '../kernel/refusal.js';
import { checkUscc } from '../organisations/uscc.js';
import { checkResidentId } from '../people/resident-id.js';
import type { Peer } from '../policy/checks/facts.js';
import type { Policy } from '../policy/policy.js';
import { lackingIn } from '../policy/processing-notice.js';
import { coursesFor, missingBodies } from '../policy/route.js';
import { isDate } from '../policy/working-days.js';
import { ageOn } from '../policy/checks/age.js';
import type { BodyFunction, CheckName } from '../policy/terms.js';
import { previewChecks, type CheckToCome } from './preview-checks.js';
import { bodiesOf, FIELD_OF_FUNCTION, type CandidateInput, type SlateInput } from './slate-input.js';

export const DEFECT_RULES = [
  'uscc_shape',
  'uscc_alphabet',
  'uscc_check_character',
  'uscc_organisation_code',
  'uscc_kind_differs',
  'organisation_unidentified',
  'body_unknown',
  'body_kind_differs',
  'body_missing',
  'submitting_body_foreign',
  'election_date_invalid',
  'election_date_past',
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

export interface SlateCheck {
  readonly defects: readonly Defect[];
  readonly warnings: readonly Defect<WarningRule>[];
  /** What the checks of the policy would say. They refuse no slate; of one that is refused they are told too. */
  readonly checks: readonly CheckToCome[];
}

const GB11643 = 'GB 11643-1999 公民身份号码';
const GB32100 = 'GB 32100-2015 统一社会信用代码编码规则';
const FULL_AGE = 18;

/**
 * Checks a slate against identifiers, directory and policy; everything at once. Facts only: whether somebody is
 * suitable is for people to say.
 * @param bodies those of the directory that the slate names
 * @param today YYYY-MM-DD in China
 * @param standing the candidates who are on the slate already, and are not checked again
 */
export function checkSlate(
  slate: SlateInput,
  policy: Policy,
  bodies: readonly Body[],
  today: string,
  standing: readonly Peer[] = [],
): SlateCheck {
  const organisation = checkOrganisation(slate, policy, bodies);
  const candidates = slate.candidates.map((candidate, index) => checkCandidate(slate, candidate, index, policy, today));
  const defects = [
    ...organisation.defects,
    ...checkElectionDate(slate, policy, today),
    ...peopleTwice(slate),
    ...candidates.flatMap((checked) => checked.defects),
  ];
  return {
    defects,
    checks: isDate(slate.electionDate) ? previewChecks(slate, policy, today, standing) : [],
    warnings: [...organisation.warnings, ...candidates.flatMap(({ warnings }) => warnings)],
  };
}

export const refuseDefects = ({ defects, checks }: SlateCheck): Refusal =>
  refuse('defects_found', { defects: defects.map((defect) => ({ ...defect })), checks: [...checks] });

type Found = Omit<SlateCheck, 'checks'>;

type Report<Rule> = Pick<Defect<Rule>, 'field' | 'rule' | 'source'> & { facts?: Record<string, JsonValue> };

const ofSlate = <Rule>(report: Report<Rule>): Defect<Rule> => ({ candidate: null, name: null, facts: {}, ...report });

const cite = (policy: Policy, source: string): string =>
  source
    .split(' ')
    .map((key) => policy.sources[key] ?? key)
    .join('；');

function checkOrganisation(slate: SlateInput, policy: Policy, bodies: readonly Body[]): Found {
  const { organisation } = slate;
  const defects: Defect[] = [];
  const warnings: Defect<WarningRule>[] = [];
  const field = 'organisation.uscc';
  if (organisation.uscc !== null) {
    const code = checkUscc(organisation.uscc);
    if (!code.ok) defects.push(...code.reasons.map((rule) => ofSlate({ field, rule, source: GB32100 })));
    else {
      if (code.kind !== organisation.kind) {
        defects.push(ofSlate({ field, rule: 'uscc_kind_differs', source: GB32100, facts: { kindOfCode: code.kind } }));
      }
      warnings.push(...code.warnings.map((rule) => ofSlate({ field, rule, source: GB32100 })));
    }
  } else if (slate.occasion !== 'founding' || organisation.nameApproval === null) {
    defects.push(ofSlate({ field, rule: 'organisation_unidentified', source: cite(policy, 'L1') }));
  }
  return { defects: [...defects, ...checkBodies(slate, policy, bodies)], warnings };
}

function checkBodies(slate: SlateInput, policy: Policy, bodies: readonly Body[]): Defect[] {
  const named = bodiesOf(slate.organisation);
  const defects: Defect[] = [];
  for (const [function_, id] of Object.entries(named) as [BodyFunction, string][]) {
    const field = `organisation.${FIELD_OF_FUNCTION[function_]}`;
    const body = bodies.find((b) => b.id === id);
    if (!body) defects.push(ofSlate({ field, rule: 'body_unknown', source: '机构名录', facts: { body: id } }));
    else if (!body.kinds.includes(function_)) {
      const facts = { body: id, kinds: [...body.kinds], needed: function_ };
      defects.push(ofSlate({ field, rule: 'body_kind_differs', source: '机构名录', facts }));
    }
  }
  if (!Object.values(named).includes(slate.submittedBy)) {
    const facts = { body: slate.submittedBy };
    defects.push(ofSlate({ field: 'submittedBy', rule: 'submitting_body_foreign', source: cite(policy, 'S0'), facts }));
  }
  return [...defects, ...bodiesMissing(slate, policy, named)];
}

/** The functions that a route of this slate needs and the organisation leaves empty, each once. */
function bodiesMissing(slate: SlateInput, policy: Policy, named: Partial<Record<BodyFunction, string>>): Defect[] {
  const missing = new Map<BodyFunction, string>();
  for (const { posts } of slate.candidates) {
    for (const { route } of coursesFor(policy, slate.organisation.regime, slate.occasion, posts).courses) {
      for (const function_ of missingBodies(route, named)) missing.set(function_, route.source);
    }
  }
  return [...missing].map(([function_, source]) =>
    ofSlate({
      field: `organisation.${FIELD_OF_FUNCTION[function_]}`,
      rule: 'body_missing',
      source: cite(policy, source),
    }),
  );
}

function checkElectionDate(slate: SlateInput, policy: Policy, today: string): Defect[] {
  const report = (rule: DefectRule) => ofSlate({ field: 'electionDate', rule, source: cite(policy, 'R5') });
  if (!isDate(slate.electionDate)) return [report('election_date_invalid')];
  return slate.electionDate < today ? [report('election_date_past')] : [];
}

function peopleTwice(slate: SlateInput): Defect[] {
  const numbers = slate.candidates.map(({ person }) => `${person.identity.type}:${person.identity.number}`);
  return slate.candidates.flatMap(({ person }, candidate) => {
    const first = numbers.indexOf(numbers[candidate] ?? '');
    if (first === candidate) return [];
    const field = `candidates.${candidate}.person.identity.number`;
    const facts = { sameAsCandidate: first };
    return [{ candidate, name: person.name, field, rule: 'person_twice', source: GB11643, facts } as const];
  });
}

function checkCandidate(
  slate: SlateInput,
  candidate: CandidateInput,
  index: number,
  policy: Policy,
  today: string,
): Found {
  const { person } = candidate;
  const of = <Rule>({ field, ...report }: Report<Rule>): Defect<Rule> => ({
    candidate: index,
    name: person.name,
    field: `candidates.${index}.${field}`,
    facts: {},
    ...report,
  });
  const identity = checkIdentity(candidate, today);
  return {
    defects: [
      ...identity.defects,
      ...checkAge(slate, candidate, policy),
      ...checkPosts(slate, candidate, policy),
      ...lackingIn(policy, candidate.informed, today),
    ].map(of),
    warnings: identity.warnings.map(of),
  };
}

function checkIdentity({ person }: CandidateInput, today: string) {
  const field = 'person.identity.number';
  const defects: Report<DefectRule>[] = [];
  const warnings: Report<WarningRule>[] = [];
  if (person.identity.type !== 'resident_id') {
    if (!/^[A-Z0-9]{5,20}$/.test(person.identity.number)) {
      defects.push({ field, rule: 'identity_number_shape', source: '证件本身' });
    }
    return { defects, warnings };
  }
  const check = checkResidentId(person.identity.number, today);
  if (!check.ok) return { defects: check.reasons.map((rule) => ({ field, rule, source: GB11643 })), warnings };
  if (isDate(person.birthDate) && check.birthDate !== person.birthDate) {
    defects.push({ field: 'person.birthDate', rule: 'birth_date_differs', source: GB11643 });
  }
  if (check.sex !== person.sex) defects.push({ field: 'person.sex', rule: 'sex_differs', source: GB11643 });
  warnings.push(...check.warnings.map((rule) => ({ field, rule, source: GB11643 })));
  return { defects, warnings };
}

function checkAge(slate: SlateInput, { person, posts }: CandidateInput, policy: Policy): Report<DefectRule>[] {
  const field = 'person.birthDate';
  if (!isDate(person.birthDate)) return [{ field, rule: 'birth_date_invalid', source: GB11643 }];
  if (!isDate(slate.electionDate)) return [];
  const age = ageOn(person.birthDate, slate.electionDate);
  const { maximumAge } = policy.limits;
  const facts = { age, on: slate.electionDate, limit: maximumAge.value };
  if (age < FULL_AGE && !judges(policy, 'civil_capacity')) {
    return [{ field, rule: 'under_age', source: cite(policy, 'L1'), facts: { ...facts, limit: FULL_AGE } }];
  }
  const limited = posts.some((post) => maximumAge.posts.includes(post));
  return limited && age > maximumAge.value && !judges(policy, 'age_limit')
    ? [{ field, rule: 'over_age', source: cite(policy, maximumAge.source), facts }]
    : [];
}

function checkPosts(slate: SlateInput, { posts, terms }: CandidateInput, policy: Policy): Report<DefectRule>[] {
  const { maximumTermsServed } = policy.limits;
  const incompatible = policy.incompatiblePosts
    .filter((rule) => rule.posts.every((post) => posts.includes(post)))
    .map(({ posts: together, source }) => ({
      field: 'posts',
      rule: 'incompatible_posts' as const,
      source: cite(policy, source),
      facts: { posts: [...together] },
    }));
  const exhausted = posts
    .filter(() => !judges(policy, 'consecutive_terms'))
    .filter((post) => maximumTermsServed.posts.includes(post) && (terms[post] ?? 0) >= maximumTermsServed.value)
    .map((post) => ({
      field: `terms.${post}`,
      rule: 'terms_exhausted' as const,
      source: cite(policy, maximumTermsServed.source),
      facts: { served: terms[post] ?? 0, limit: maximumTermsServed.value },
    }));
  const { uncovered } = coursesFor(policy, slate.organisation.regime, slate.occasion, posts);
  const routeless = uncovered.map((post) => ({
    field: 'posts',
    rule: 'no_route' as const,
    source: policy.policy,
    facts: { post },
  }));
  return [...incompatible, ...exhausted, ...routeless];
}

/** Whether the policy has a check for it: what is checked and can be resolved refuses no slate. */
const judges = ({ checks = [] }: Policy, check: CheckName) => checks.some((rule) => rule.check === check);
