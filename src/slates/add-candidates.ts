import type { IdempotencyKey, Recorder } from '../audit/record.js';
import { findBodies } from '../bodies/body-row.js';
import { casesOfSlateForChange } from '../cases/case-row.js';
import { becomeOf, membersOf, peersAmong, termFacts } from '../cases/roster-rows.js';
import type { PolicyBook } from '../cases/policy-book.js';
import type { Tx } from '../database/transactions.js';
import type { JsonValue } from '../kernel/canonical-json.js';
import { isRefusal, refuse, type Refusal } from '../kernel/refusal.js';
import { findOrganisation, lockOrganisation, type Organisation } from '../organisations/organisation-row.js';
import { mandateOf, type Official } from '../policy/actor.js';
import type { Policy } from '../policy/policy.js';
import { dateInChina } from '../policy/working-days.js';
import type { Keys } from '../protected-fields/keys.js';
import { checkSlate, refuseDefects, type SlateCheck } from './check-slate.js';
import { isLiving, reviewInTheWay } from './living-reviews.js';
import { openCases, type OpenedCase } from './open-cases.js';
import { replaceCandidate, type Replacement } from './replace-candidate.js';
import type { CandidateInput } from './slate-input.js';
import { HANDED_IN_NOW, type CheckToCome } from './preview-checks.js';
import { organisationInput } from './slate-input-of.js';
import { candidatesOf, insertCandidates } from './candidate-rows.js';
import { countSlateAct, findSlateForChange, rememberEditor, type Slate } from './slate-row.js';

/** Further candidates of a slate; in whose place one of them comes, if they replace somebody. */
export interface Addition {
  readonly candidates: readonly CandidateInput[];
  readonly replaces?: Replacement;
}

export type CandidatesAdded = {
  id: string;
  version: number;
  warnings: JsonValue[];
  checks: CheckToCome[];
  cases: OpenedCase[];
};

/**
 * A submitter names further candidates on a slate that was handed in: somebody withdrew, or a post is still without
 * anybody. They join the bundle of the occasion: judged under its version of the policy, for its day of the vote (for
 * this day, if that is over), while the cases of the others go on as they stand. One who is named in the place of another
 * begins at the first step, whatever that one had passed.
 */
export class AddCandidates {
  constructor(
    private readonly recorder: Recorder,
    readonly book: PolicyBook,
    readonly keys: Keys,
  ) {}

  async execute(
    actor: Official,
    slateId: string,
    expectedVersion: number,
    { candidates: added, replaces }: Addition,
    key?: IdempotencyKey,
  ): Promise<CandidatesAdded | Refusal> {
    return this.recorder.write(key, async (tx, at) => {
      const open = await findOpenSlate(tx, actor, slateId, expectedVersion);
      if (isRefusal(open)) return open;
      const { slate, by, standing, organisation } = open;
      const policy = this.book.version(open.policyId);
      const named = await candidatesOf(tx, slateId);
      // First, so that who is replaced counts no longer among those beside whom the new one is judged.
      const replaced = replaces
        ? await replaceCandidate(tx, this, actor, standing, replaces, added, named.length, at)
        : NOBODY_REPLACED;
      if (isRefusal(replaced)) return replaced;

      const today = dateInChina(at);
      const judgedOn = slate.electionDate < today ? today : slate.electionDate;
      const planned = { ...slate, electionDate: judgedOn };
      const checked = await this.check(tx, planned, organisation, policy, added, today);
      if (isRefusal(checked)) return checked;
      await insertCandidates(tx, this.keys, slateId, added, named.length, at, replaced.candidateId);
      const inTheWay = await reviewInTheWay(tx, slate, organisation, policy, named.length);
      if (inTheWay) return inTheWay;
      await rememberEditor(tx, slateId, by.id, by.body);

      const candidates = (await candidatesOf(tx, slateId)).slice(named.length);
      const joining = { slate, organisation, policy, candidates, by, at, keys: this.keys, replaces: replaced.cases };
      const opened = await openCases(tx, this.book, joining);
      if (isRefusal(opened)) return opened;
      const version = await countSlateAct(tx, slate);
      const { cases } = opened;
      return {
        answer: { id: slateId, version, ...toldOf(checked), cases },
        facts: [
          {
            chain: `slate:${slateId}`,
            act: 'add_candidates',
            by,
            facts: {
              candidates: added.length,
              cases: cases.map(({ id }) => id),
              judgedOn,
              version,
              ...(replaces ? { replaces: [...replaced.cases] } : {}),
            },
            contents: { candidates: JSON.parse(JSON.stringify(added)) as JsonValue },
          },
          ...replaced.facts,
          ...opened.facts,
        ],
      };
    });
  }

  /** By the rules of every slate. */
  private async check(
    tx: Tx,
    slate: Slate,
    organisation: Organisation,
    policy: Policy,
    candidates: readonly CandidateInput[],
    today: string,
  ): Promise<SlateCheck | Refusal> {
    const { occasion, termNumber, electionDate, submittingBodyId: submittedBy, particulars } = slate;
    const input = { organisation: organisationInput(organisation), occasion, termNumber, electionDate, submittedBy };
    const bodies = await findBodies(tx, [...Object.values(organisation.bodies), submittedBy]);
    const members = await membersOf(tx, slate.id);
    const term = { organisationId: organisation.id, termNumber, slateId: slate.id };
    const beside = {
      ...HANDED_IN_NOW,
      peers: peersAmong(members),
      notElected: becomeOf(members, particulars ?? {}).notElected,
      changedBefore: (await termFacts(tx, term)).changedBefore,
    };
    const added = { ...input, ...(particulars ? { particulars } : {}), candidates };
    const check = checkSlate(added, policy, bodies, today, beside);
    return check.defects.length > 0 ? refuseDefects(check) : check;
  }
}

const NOBODY_REPLACED = { candidateId: null, cases: [], facts: [] } as const;

const toldOf = ({ warnings, checks }: SlateCheck) => ({
  warnings: warnings.map((warning) => ({ ...warning })),
  checks: [...checks],
});

/** A slate that can be added to, kept with its cases and its organisation, and how the actor adds to it; or why they may not. */
async function findOpenSlate(tx: Tx, actor: Official, slateId: string, expectedVersion: number) {
  const slate = await findSlateForChange(tx, slateId);
  const by = slate && mandateOf(actor, 'submitter', slate.submittingBodyId);
  if (!slate || by?.kind !== 'official') return refuse('not_found');
  if (slate.version !== expectedVersion) return refuse('stale_version', { version: slate.version });
  const { policyId } = slate;
  if (slate.state !== 'submitted' || !policyId) return refuse('slate_not_submitted', { state: slate.state });
  // Kept, so that nobody begins to review while they name somebody, nor the other way round.
  const standing = await casesOfSlateForChange(tx, slateId);
  if (!(await isLiving(tx, slateId))) return refuse('slate_concluded');
  if (await reviewed(tx, slate.id, by.id)) return refuse('reviewer_may_not_change_duty');
  await lockOrganisation(tx, slate.organisationId);
  const organisation = await findOrganisation(tx, slate.organisationId);
  if (!organisation) throw new Error(`The slate ${slate.id} lacks its organisation.`);
  return { slate, by, policyId, standing, organisation };
}

/** Whoever reviewed a candidate of the slate, or had it done, would by naming others on it be submitter and reviewer of one slate. */
async function reviewed(tx: Tx, slateId: string, officialId: string): Promise<boolean> {
  const acts = await tx.query(
    `SELECT 1 FROM case_acts a JOIN cases c ON c.id = a.case_id
     WHERE c.slate_id = ? AND (a.official_id = ? OR a.on_behalf_of = ?) AND a.duty <> 'submitter' LIMIT 1`,
    [slateId, officialId, officialId],
  );
  return acts.length > 0;
}
