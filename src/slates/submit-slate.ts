import type { IdempotencyKey, Recorder } from '../audit/record.js';
import { findBodies } from '../bodies/body-row.js';
import { digestOfPolicy } from '../cases/kept-versions.js';
import type { PolicyBook } from '../cases/policy-book.js';
import { latestTermOf } from '../cases/roster-rows.js';
import type { Tx } from '../database/transactions.js';
import { isRefusal, refuse, type Refusal } from '../kernel/refusal.js';
import { findOrganisation, lockOrganisation, type Organisation } from '../organisations/organisation-row.js';
import { mandateOf, type Official } from '../policy/actor.js';
import type { Policy } from '../policy/policy.js';
import { dateInChina } from '../policy/working-days.js';
import type { Keys } from '../protected-fields/keys.js';
import { checkSlate, refuseDefects, type SlateCheck } from './check-slate.js';
import { bundleInTheWay, reviewInTheWay } from './living-reviews.js';
import { openCases, type OpenedCase } from './open-cases.js';
import { HANDED_IN_NOW, type CheckToCome } from './preview-checks.js';
import { inputOf } from './slate-input-of.js';
import { candidatesOf } from './candidate-rows.js';
import { findSlateForChange, updateSlate, type Slate } from './slate-row.js';

export type SubmittedSlate = {
  id: string;
  state: string;
  version: number;
  policy: string;
  /** What stands in the way later by what was stated, or left out: told with the submission, as with the draft. */
  checks: CheckToCome[];
  cases: OpenedCase[];
};

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

      const checked = await this.recheck(tx, slate, organisation, policy, at);
      if (isRefusal(checked)) return checked;
      const inTheWay =
        (await bundleInTheWay(tx, slate, actor)) ?? (await reviewInTheWay(tx, slate, organisation, policy, 0));
      if (inTheWay) return inTheWay;

      const after: Slate = {
        ...slate,
        state: 'submitted',
        policyId: policy.policy,
        version: slate.version + 1,
        submittedAt: at,
      };
      if (!(await updateSlate(tx, slate, after, by.id))) return refuse('stale_version', { version: slate.version });
      await this.book.kept.keep(tx, policy, at);
      const candidates = await candidatesOf(tx, slateId);
      const handedIn = { slate: after, organisation, policy, candidates, by, at, keys: this.keys };
      const opened = await openCases(tx, this.book, handedIn);
      if (isRefusal(opened)) return opened;
      const { id, state, version } = after;
      return {
        answer: { id, state, version, policy: policy.policy, checks: [...checked.checks], cases: opened.cases },
        facts: [
          {
            chain: `slate:${id}`,
            act: 'submit_slate',
            by,
            facts: {
              policy: policy.policy,
              policyDigest: digestOfPolicy(policy),
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
  private async recheck(
    tx: Tx,
    slate: Slate,
    organisation: Organisation,
    policy: Policy,
    at: string,
  ): Promise<SlateCheck | Refusal> {
    const input = await inputOf(tx, this.keys, slate, organisation);
    const bodies = await findBodies(tx, [...Object.values(organisation.bodies), slate.submittingBodyId]);
    const beside = { ...HANDED_IN_NOW, latestTerm: await latestTermOf(tx, organisation.id) };
    const check = checkSlate(input, policy, bodies, dateInChina(at), beside);
    return check.defects.length > 0 ? refuseDefects(check) : check;
  }
}
