import type { AuditFact } from '../audit/entry.js';
import type { IdempotencyKey, Recorder } from '../audit/record.js';
import { findBodies } from '../bodies/body-row.js';
import { applyEvent } from '../cases/apply-event.js';
import { insertCase, showToBody, type Case } from '../cases/case-row.js';
import type { PolicyBook } from '../cases/policy-book.js';
import type { Tx } from '../database/transactions.js';
import { newId } from '../kernel/ids.js';
import { isRefusal, refuse, type Refusal } from '../kernel/refusal.js';
import { findOrganisation, lockOrganisation, type Organisation } from '../organisations/organisation-row.js';
import { mandateOf, type Attribution, type Official } from '../policy/actor.js';
import type { Policy } from '../policy/policy.js';
import type { Post } from '../policy/terms.js';
import { coursesFor, missingBodies, skippedSteps, type Course } from '../policy/route.js';
import { dateInChina } from '../policy/working-days.js';
import { beginning } from '../workflow/advance.js';
import type { Keys } from '../protected-fields/keys.js';
import { NEW_CASE } from '../workflow/events.js';
import { checkSlate, refuseDefects } from './check-slate.js';
import { inputOf } from './slate-input-of.js';
import { candidatesOf, findSlateForChange, updateSlate, type Candidate, type Slate } from './slate-row.js';

export type SubmittedSlate = { id: string; state: string; version: number; policy: string; cases: SubmittedCase[] };
type SubmittedCase = { id: string; candidate: number; posts: string[]; course: string; state: string; version: number };

/**
 * A submitter hands a draft in: from now on each candidate has one case for every route that their posts take, and
 * each case keeps the policy version in force today.
 */
export class SubmitSlate {
  constructor(
    private readonly recorder: Recorder,
    private readonly book: PolicyBook,
    private readonly keys: Keys,
  ) {}

  async execute(
    actor: Official,
    slateId: string,
    expectedVersion: number,
    key?: IdempotencyKey,
  ): Promise<SubmittedSlate | Refusal> {
    return this.recorder.write(key, async (tx, at) => {
      const slate = await findSlateForChange(tx, slateId);
      const by = slate && mandateOf(actor, 'submitter', slate.submittingBodyId);
      if (!slate || by?.kind !== 'official') return refuse('not_found');
      if (slate.version !== expectedVersion) return refuse('stale_version', { version: slate.version });
      if (slate.state !== 'draft') return refuse('slate_not_draft', { state: slate.state });
      await lockOrganisation(tx, slate.organisationId);
      const organisation = await findOrganisation(tx, slate.organisationId);
      const policy = organisation && this.book.inForce(organisation.jurisdiction, dateInChina(at));
      if (!organisation || !policy) return refuse('policy_missing', { day: dateInChina(at) });

      const defects = await this.recheck(tx, slate, organisation, policy, at);
      if (defects) return defects;
      const double = await alreadyUnderReview(tx, slate);
      if (double) return double;

      const after: Slate = {
        ...slate,
        state: 'submitted',
        policyId: policy.policy,
        version: slate.version + 1,
        submittedAt: at,
      };
      if (!(await updateSlate(tx, slate, after, by.id))) return refuse('stale_version', { version: slate.version });
      await this.book.keep(tx, policy, at);
      const opened = await this.openCases(tx, after, organisation, policy, by, at);
      if (isRefusal(opened)) return opened;
      const { id, state, version } = after;
      return {
        answer: { id, state, version, policy: policy.policy, cases: opened.cases },
        facts: [
          {
            chain: `slate:${id}`,
            act: 'submit_slate',
            by,
            facts: {
              policy: policy.policy,
              policyDigest: this.book.digestOf(policy),
              version,
              cases: opened.cases.map((opened_) => opened_.id),
            },
          },
          ...opened.facts,
        ],
      };
    });
  }

  /** A draft may have lain for weeks: it is checked again, against the policy and the directory of this day. */
  private async recheck(tx: Tx, slate: Slate, organisation: Organisation, policy: Policy, at: string) {
    const input = await inputOf(tx, this.keys, slate, organisation);
    const bodies = await findBodies(tx, [...Object.values(organisation.bodies), slate.submittingBodyId]);
    const { defects } = checkSlate(input, policy, bodies, dateInChina(at));
    return defects.length > 0 ? refuseDefects(defects) : null;
  }

  private async openCases(
    tx: Tx,
    slate: Slate,
    organisation: Organisation,
    policy: Policy,
    by: Attribution,
    at: string,
  ): Promise<{ cases: SubmittedCase[]; facts: AuditFact[] } | Refusal> {
    const cases: SubmittedCase[] = [];
    const facts: AuditFact[] = [];
    for (const candidate of await candidatesOf(tx, slate.id)) {
      const { courses, uncovered } = coursesFor(policy, organisation.regime, slate.occasion, candidate.posts);
      if (uncovered.length > 0) return refuse('no_route', { posts: uncovered, policy: policy.policy });
      for (const course of courses) {
        const missing = missingBodies(course.route, organisation.bodies);
        if (missing.length > 0) return refuse('no_route', { course: course.id, missing });
        const opened = await this.openCase(tx, newCase(slate, organisation, policy, course, candidate, at), {
          candidate,
          by,
          at,
        });
        if (isRefusal(opened)) return opened;
        const { id, state, version } = opened.after;
        cases.push({ id, candidate: candidate.ordinal, posts: [...course.posts], course: course.id, state, version });
        facts.push(...opened.facts);
      }
    }
    return { cases, facts };
  }

  private async openCase(tx: Tx, row: Case, doing: { candidate: Candidate; by: Attribution; at: string }) {
    const { course, chart } = this.book.track(row.policyId, row.courseId);
    const begun = { ...row, ...beginning(chart, skippedSteps(course.route, row.bodies)) };
    await insertCase(tx, begun);
    await showToBody(tx, row.id, row.bodies.submitting_body, doing.at);
    const { candidate } = doing;
    return applyEvent(
      tx,
      this.book,
      begun,
      { type: 'submit' },
      {
        at: doing.at,
        by: doing.by,
        facts: {
          slate: row.slateId,
          organisation: row.organisationId,
          posts: [...row.posts],
          bodies: { ...row.bodies },
        },
        sealed: {
          candidate: {
            profile: { ...candidate.profile },
            fullTime: candidate.fullTime,
            terms: { ...candidate.terms },
          },
        },
      },
    );
  }
}

const newCase = (
  slate: Slate,
  organisation: Organisation,
  policy: Policy,
  course: Course,
  candidate: Candidate,
  at: string,
): Case => ({
  id: newId(),
  slateId: slate.id,
  candidateId: candidate.id,
  organisationId: organisation.id,
  posts: course.posts,
  policyId: policy.policy,
  courseId: course.id,
  bodies: { ...organisation.bodies, submitting_body: slate.submittingBodyId },
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

/**
 * One person has one living review for a post of an organisation: two could end differently. A rejection lives for as
 * long as its reconsideration may be asked for.
 */
async function alreadyUnderReview(tx: Tx, { id, organisationId }: Slate): Promise<Refusal | null> {
  const living = await tx.query<{ ordinal: number; posts: string; taken: string }>(
    `SELECT k.ordinal, k.posts, c.posts AS taken FROM candidates k
     JOIN candidates other ON other.person_id = k.person_id AND other.slate_id <> k.slate_id
     JOIN cases c ON c.candidate_id = other.id AND c.organisation_id = ?
       AND (c.ended = 0 OR c.state = 'notPassed' AND c.due_at IS NOT NULL)
     WHERE k.slate_id = ? ORDER BY k.ordinal`,
    [organisationId, id],
  );
  for (const { ordinal, posts, taken } of living) {
    const both = (JSON.parse(posts) as Post[]).filter((post) => (JSON.parse(taken) as Post[]).includes(post));
    if (both.length > 0) return refuse('candidate_under_review', { candidate: ordinal, posts: both });
  }
  return null;
}
