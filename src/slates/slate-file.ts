import type { Reader } from '../database/reader.js';
import type { JsonValue } from '../kernel/canonical-json.js';
import { refuse, type Refusal } from '../kernel/refusal.js';
import { maskedIdentity } from '../people/person-row.js';
import { findOrganisation, type Organisation } from '../organisations/organisation-row.js';
import { holds, type Official } from '../policy/actor.js';
import type { Keys } from '../protected-fields/keys.js';
import { candidatesOf, declarationOf, informedOf, type Candidate } from './candidate-rows.js';
import { findSlate, listSlates, type Slate } from './slate-row.js';

export interface SlateFile extends Slate {
  readonly organisation: Organisation | null;
  readonly candidates: readonly JsonValue[];
}

/** Reads slates as their submitting body sees them: identity numbers masked, each candidate with its cases. */
export class GetSlate {
  constructor(
    private readonly reader: Reader,
    private readonly keys: Keys,
  ) {}

  async execute(actor: Official, id: string): Promise<SlateFile | Refusal> {
    const slate = await findSlate(this.reader, id);
    if (!slate || !holds(actor, 'submitter', slate.submittingBodyId)) return refuse('not_found');
    const cases = await this.reader.query<{
      candidate_id: string;
      id: string;
      state: string;
      version: number;
      course_id: string;
    }>('SELECT candidate_id, id, state, version, course_id FROM cases WHERE slate_id = ? ORDER BY id', [id]);
    const named = await candidatesOf(this.reader, id);
    const candidates = named.map(async (candidate) => ({
      ordinal: candidate.ordinal,
      replaces: named.find(({ id: other }) => other === candidate.replacesId)?.ordinal ?? null,
      person: {
        ...candidate.profile,
        identity: { ...(await maskedIdentity(this.reader, this.keys, candidate.personId)) },
      },
      posts: [...candidate.posts],
      fullTime: candidate.fullTime,
      terms: { ...candidate.terms },
      ...stated(this.keys, candidate),
      ...informedOf(candidate),
      cases: cases
        .filter(({ candidate_id }) => candidate_id === candidate.id)
        .map(({ id: caseId, state, version, course_id }) => ({ id: caseId, state, version, course: course_id })),
    }));
    const organisation = (await findOrganisation(this.reader, slate.organisationId)) ?? null;
    return { ...slate, organisation, candidates: await Promise.all(candidates) };
  }

  /** @param body for which the actor submits; if left out, the only one there is */
  async list(actor: Official, body: string | undefined, before: string, limit: number): Promise<Slate[]> {
    const own = actor.mandates.filter(({ duty }) => duty === 'submitter').map((mandate) => mandate.body);
    const asked = body ?? (own.length === 1 ? own[0] : undefined);
    return asked !== undefined && own.includes(asked) ? listSlates(this.reader, asked, before, limit) : [];
  }
}

/** The declaration of a candidate, if they made one, as JSON. */
const stated = (keys: Keys, candidate: Candidate) =>
  JSON.parse(JSON.stringify(declarationOf(keys, candidate))) as { declaration?: JsonValue };
