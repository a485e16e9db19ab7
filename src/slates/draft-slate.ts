import type { IdempotencyKey, Recorder } from '../audit/record.js';
import { findBodies } from '../bodies/body-row.js';
import type { PolicyBook } from '../cases/policy-book.js';
import { latestTermOf, termFacts } from '../cases/roster-rows.js';
import type { Tx } from '../database/transactions.js';
import type { JsonValue } from '../kernel/canonical-json.js';
import { newId } from '../kernel/ids.js';
import { isRefusal, refuse, type Refusal } from '../kernel/refusal.js';
import { findOrganisationByCode, insertOrganisation, type Organisation } from '../organisations/organisation-row.js';
import { mandateOf, type Official } from '../policy/actor.js';
import { dateInChina } from '../policy/working-days.js';
import type { Keys } from '../protected-fields/keys.js';
import { checkSlate, refuseDefects, type SlateCheck } from './check-slate.js';
import { HANDED_IN_NOW, type CheckToCome } from './preview-checks.js';
import { bodiesOf, particularsOf, type OrganisationInput, type SlateInput } from './slate-input.js';
import { replaceCandidates } from './candidate-rows.js';
import {
  findSlateForChange,
  forgetOpenings,
  insertSlate,
  rememberEditor,
  updateSlate,
  type Slate,
} from './slate-row.js';

export type SlateAnswer = {
  id: string;
  state: string;
  version: number;
  warnings: JsonValue[];
  checks: CheckToCome[];
};

/**
 * A submitter writes a slate, or writes it anew while it is a draft. A slate with defects is refused whole, with every
 * defect named, and nothing of it is stored.
 */
export class DraftSlate {
  constructor(
    private readonly recorder: Recorder,
    private readonly book: PolicyBook,
    private readonly keys: Keys,
  ) {}

  async execute(actor: Official, slate: SlateInput, key?: IdempotencyKey): Promise<SlateAnswer | Refusal> {
    const by = mandateOf(actor, 'submitter', slate.submittedBy);
    if (by?.kind !== 'official') return refuse('not_your_body', { body: slate.submittedBy });
    return this.recorder.write(key, async (tx, at) => {
      const checked = await this.check(tx, slate, at);
      if (isRefusal(checked)) return checked;
      const organisationId = await organisationFor(tx, slate.organisation, at);
      if (isRefusal(organisationId)) return organisationId;
      const draft: Slate = {
        id: newId(),
        organisationId,
        occasion: slate.occasion,
        termNumber: slate.termNumber,
        electionDate: slate.electionDate,
        ...(slate.particulars ? { particulars: slate.particulars } : {}),
        submittingBodyId: slate.submittedBy,
        draftedBy: by.id,
        state: 'draft',
        policyId: null,
        version: 1,
        createdAt: at,
        submittedAt: null,
      };
      await insertSlate(tx, draft);
      await rememberEditor(tx, draft.id, by.id, by.body);
      await replaceCandidates(tx, this.keys, draft.id, slate.candidates, at);
      return {
        answer: answerOf(draft, checked),
        facts: [{ chain: `slate:${draft.id}`, act: 'draft_slate', by, ...factsOf(draft, slate) }],
      };
    });
  }

  /** Writes a draft anew, whole. */
  async edit(
    actor: Official,
    id: string,
    expectedVersion: number,
    slate: SlateInput,
    key?: IdempotencyKey,
  ): Promise<SlateAnswer | Refusal> {
    return this.recorder.write(key, async (tx, at) => {
      const before = await findSlateForChange(tx, id);
      const by = before && mandateOf(actor, 'submitter', before.submittingBodyId);
      if (!before || by?.kind !== 'official') return refuse('not_found');
      if (before.submittingBodyId !== slate.submittedBy) return refuse('not_your_body', { body: slate.submittedBy });
      if (before.version !== expectedVersion) return refuse('stale_version', { version: before.version });
      if (before.state !== 'draft') return refuse('slate_not_draft', { state: before.state });
      const checked = await this.check(tx, slate, at);
      if (isRefusal(checked)) return checked;
      const organisationId = await organisationFor(tx, slate.organisation, at);
      if (isRefusal(organisationId)) return organisationId;
      const { occasion, termNumber, electionDate, particulars } = slate;
      const { particulars: _before, ...kept } = before;
      const changed = { organisationId, occasion, termNumber, electionDate, version: before.version + 1 };
      const after = { ...kept, ...changed, ...(particulars ? { particulars } : {}) };
      if (!(await updateSlate(tx, before, after, null))) return refuse('stale_version', { version: before.version });
      await rememberEditor(tx, id, by.id, by.body);
      await replaceCandidates(tx, this.keys, id, slate.candidates, at);
      await forgetOpenings(tx, id);
      return {
        answer: answerOf(after, checked),
        facts: [{ chain: `slate:${id}`, act: 'edit_slate', by, ...factsOf(after, slate) }],
      };
    });
  }

  private async check(tx: Tx, slate: SlateInput, at: string): Promise<SlateCheck | Refusal> {
    const today = dateInChina(at);
    const policy = this.book.inForce(slate.organisation.jurisdiction, today);
    if (!policy) return refuse('policy_missing', { jurisdiction: slate.organisation.jurisdiction, day: today });
    const known = await findOrganisationByCode(tx, slate.organisation);
    const organisation = { ...(known && particularsOf(known)), ...slate.organisation };
    const named = [...new Set([...Object.values(bodiesOf(slate.organisation)), slate.submittedBy])];
    const term = { organisationId: known?.id ?? '', termNumber: slate.termNumber, slateId: '' };
    const { changedBefore } = await termFacts(tx, term);
    const latestTerm = await latestTermOf(tx, term.organisationId);
    const beside = { ...HANDED_IN_NOW, changedBefore, latestTerm };
    const check = checkSlate({ ...slate, organisation }, policy, await findBodies(tx, named), today, beside);
    return check.defects.length > 0 ? refuseDefects(check) : check;
  }
}

const answerOf = ({ id, state, version }: Slate, { warnings, checks }: SlateCheck): SlateAnswer => ({
  id,
  state,
  version,
  warnings: warnings.map((warning) => ({ ...warning })),
  checks: [...checks],
});

/** What the record says of a draft: the frame in clear, everything about persons as a commitment. */
function factsOf(slate: Slate, input: SlateInput) {
  return {
    facts: {
      organisation: slate.organisationId,
      occasion: slate.occasion,
      termNumber: slate.termNumber,
      electionDate: slate.electionDate,
      candidates: input.candidates.length,
      version: slate.version,
    },
    contents: {
      candidates: JSON.parse(JSON.stringify(input.candidates)) as JsonValue,
      ...(input.particulars ? { particulars: JSON.parse(JSON.stringify(input.particulars)) as JsonValue } : {}),
    },
  };
}

/** The organisation of this code, entered in the directory if it is new. What is known of it must not differ. */
async function organisationFor(tx: Tx, input: OrganisationInput, at: string): Promise<string | Refusal> {
  const { name, kind, uscc, nameApproval, jurisdiction, regime, charity, industryAssociation } = input;
  const frame = { name, kind, uscc, nameApproval, jurisdiction, regime, charity, industryAssociation };
  // What is left out of these says nothing; what is stated is what the directory says, too.
  const stated = { ...frame, ...particularsOf(input) };
  const bodies = bodiesOf(input);
  const known = await findOrganisationByCode(tx, { uscc, nameApproval });
  if (!known) {
    const organisation: Organisation = { id: newId(), ...stated, bodies, version: 1 };
    await insertOrganisation(tx, organisation, at);
    return organisation.id;
  }
  const differing = [
    ...Object.entries(stated).filter(([field, value]) => known[field as keyof typeof stated] !== value),
    ...Object.entries(bodies).filter(([function_, body]) => known.bodies[function_ as keyof typeof bodies] !== body),
  ].map(([field]) => field);
  return differing.length > 0 ? refuse('organisation_differs', { organisation: known.id, differing }) : known.id;
}
