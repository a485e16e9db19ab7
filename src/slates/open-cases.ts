import type { AuditFact } from '../audit/entry.js';
import { applyEvent } from '../cases/apply-event.js';
import { employersOf, insertEmployers } from '../cases/employer-rows.js';
import { insertCase, insertSubjects, showToBody, type Case } from '../cases/case-row.js';
import type { PolicyBook } from '../cases/policy-book.js';
import type { Tx } from '../database/transactions.js';
import type { JsonValue } from '../kernel/canonical-json.js';
import { newId } from '../kernel/ids.js';
import { isRefusal, refuse, type Refusal } from '../kernel/refusal.js';
import type { Organisation } from '../organisations/organisation-row.js';
import type { Attribution } from '../policy/actor.js';
import { identityOf } from '../people/person-row.js';
import type { Policy } from '../policy/policy.js';
import type { FoundEmployer } from '../policy/same-employer.js';
import { coursesFor, missingBodies, skippedSteps, type Course } from '../policy/route.js';
import { beginning } from '../workflow/advance.js';
import { NEW_CASE } from '../workflow/events.js';
import type { Keys } from '../protected-fields/keys.js';
import { organisationSubjects, subjectIndex, type Subject } from '../protected-fields/subject-index.js';
import { declarationOf, informedOf, type Candidate } from './candidate-rows.js';
import { type Slate } from './slate-row.js';

export type OpenedCase = {
  id: string;
  candidate: number;
  posts: string[];
  course: string;
  state: string;
  version: number;
};

/** Candidates who are handed in: who they are, for what, and under which version of the policy they will be judged. */
export interface HandedIn {
  readonly slate: Slate;
  readonly organisation: Organisation;
  readonly policy: Policy;
  readonly candidates: readonly Candidate[];
  readonly by: Attribution;
  readonly at: string;
  readonly keys: Keys;
  /** Of one who was named in the place of another: the cases that ended for it. */
  readonly replaces?: readonly string[];
}

/**
 * Opens a case for each candidate and each route that their posts take.
 * @returns the cases, with a fact for the record of each; `no_route` if a post, or a body that its route needs, is missing
 */
export async function openCases(
  tx: Tx,
  book: PolicyBook,
  handedIn: HandedIn,
): Promise<{ cases: OpenedCase[]; facts: AuditFact[] } | Refusal> {
  const { slate, organisation, policy } = handedIn;
  const cases: OpenedCase[] = [];
  const facts: AuditFact[] = [];
  for (const candidate of handedIn.candidates) {
    const { courses, uncovered } = coursesFor(policy, organisation.regime, slate.occasion, candidate.posts);
    if (uncovered.length > 0) return refuse('no_route', { posts: uncovered, policy: policy.policy });
    for (const course of courses) {
      const missing = missingBodies(course.route, organisation.bodies);
      if (missing.length > 0) return refuse('no_route', { course: course.id, missing });
      const opened = await openCase(tx, book, handedIn, candidate, course);
      if (isRefusal(opened)) return opened;
      const { id, state, version } = opened.after;
      cases.push({ id, candidate: candidate.ordinal, posts: [...course.posts], course: course.id, state, version });
      facts.push(...opened.facts);
    }
  }
  return { cases, facts };
}

async function openCase(tx: Tx, book: PolicyBook, handedIn: HandedIn, candidate: Candidate, course: Course) {
  const { by, at } = handedIn;
  const row = newCase(handedIn, candidate, course);
  const { chart } = book.track(row.policyId, row.courseId);
  const begun = { ...row, ...beginning(chart, skippedSteps(course.route, row.bodies)) };
  insertCase(tx, begun);
  showToBody(tx, row.id, row.bodies.submitting_body, at);
  const subjects = await subjectsOf(tx, handedIn, candidate);
  insertSubjects(tx, row.id, subjects);
  const employers = await employersOf(tx, handedIn.policy, candidate.profile);
  insertEmployers(tx, { caseId: row.id, number: 1 }, handedIn.policy, employers);
  const { profile, fullTime, terms } = candidate;
  const facts = {
    slate: row.slateId,
    organisation: row.organisationId,
    posts: [...row.posts],
    bodies: { ...row.bodies },
    regime: row.regime,
    jurisdiction: row.jurisdiction,
    ...(handedIn.replaces?.length ? { replaces: [...handedIn.replaces] } : {}),
  };
  const declared = JSON.parse(JSON.stringify(declarationOf(handedIn.keys, candidate))) as { declaration?: JsonValue };
  const stated = { profile: { ...profile }, fullTime, terms: { ...terms }, ...declared, ...informedOf(candidate) };
  const sealed = { candidate: stated, subjects, ...toldOf(employers) };
  return applyEvent(tx, book, begun, { type: 'submit' }, { at, by, facts, sealed });
}

/** Where somebody is employed is personal: the record has a commitment to it. */
export const toldOf = (employers: readonly FoundEmployer[]) =>
  employers.length > 0 ? { employers: employers.map((each) => ({ ...each })) } : {};

/** What the case is about, to compare with the interests of officials: the organisation, the candidate, and their employers. */
export async function subjectsOf(
  tx: Tx,
  { organisation, keys }: Pick<HandedIn, 'organisation' | 'keys'>,
  { personId, profile }: Pick<Candidate, 'personId' | 'profile'>,
): Promise<string[]> {
  const { type, number } = await identityOf(tx, keys, personId);
  const { employer, employerCreditCode, memberUnit } = profile;
  const about: Subject[] = [
    ...organisationSubjects(organisation),
    ...(employer === undefined ? [] : [{ kind: 'name', value: employer }]),
    ...(employerCreditCode ? [{ kind: 'code', value: employerCreditCode }] : []),
    ...(memberUnit ? [{ kind: 'code', value: memberUnit }] : []),
    { kind: type, value: number },
  ];
  return [...new Set(about.map((each) => subjectIndex(keys, each)))].sort();
}

const newCase = ({ slate, organisation, policy, at }: HandedIn, candidate: Candidate, course: Course): Case => ({
  id: newId(),
  slateId: slate.id,
  candidateId: candidate.id,
  organisationId: organisation.id,
  posts: course.posts,
  policyId: policy.policy,
  courseId: course.id,
  bodies: { ...organisation.bodies, submitting_body: slate.submittingBodyId },
  regime: organisation.regime,
  jurisdiction: organisation.jurisdiction,
  state: 'draft',
  context: NEW_CASE,
  version: 0,
  turnBodyId: slate.submittingBodyId,
  dueAt: null,
  overdue: false,
  ended: false,
  createdAt: at,
  updatedAt: at,
});
