import { checkResidentId } from '../people/resident-id.js';
import { ageOn } from '../policy/checks/age.js';
import type { Policy } from '../policy/policy.js';
import { lackingIn } from '../policy/processing-notice.js';
import { coursesFor } from '../policy/route.js';
import type { CheckName } from '../policy/terms.js';
import { isDate } from '../policy/working-days.js';
import { cite } from '../policy/cite.js';
import { GB11643, type Defect, type DefectRule, type Found, type Report, type WarningRule } from './defects.js';
import type { CandidateInput, SlateInput } from './slate-input.js';

const FULL_AGE = 18;

/** A person is on a slate once, with all their posts. */
export function peopleTwice(slate: SlateInput): Defect[] {
  const numbers = slate.candidates.map(({ person }) => `${person.identity.type}:${person.identity.number}`);
  return slate.candidates.flatMap(({ person }, candidate) => {
    const first = numbers.indexOf(numbers[candidate] ?? '');
    if (first === candidate) return [];
    const field = `candidates.${candidate}.person.identity.number`;
    const facts = { sameAsCandidate: first };
    return [{ candidate, name: person.name, field, rule: 'person_twice', source: GB11643, facts } as const];
  });
}

/** The identity document of a candidate, their age and posts, and how they were told. */
export function checkCandidate(
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
