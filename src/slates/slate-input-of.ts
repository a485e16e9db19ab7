import type { Tx } from '../database/transactions.js';
import type { Organisation } from '../organisations/organisation-row.js';
import { identityOf } from '../people/person-row.js';
import type { BodyFunction } from '../policy/terms.js';
import type { Keys } from '../protected-fields/keys.js';
import { FIELD_OF_FUNCTION, type CandidateInput, type OrganisationInput, type SlateInput } from './slate-input.js';
import { candidatesOf, declarationOf, informedOf } from './candidate-rows.js';
import { type Slate } from './slate-row.js';

/** A stored draft in the form in which it was written, so that the same rules can look at it again. */
export async function inputOf(tx: Tx, keys: Keys, slate: Slate, organisation: Organisation): Promise<SlateInput> {
  const candidates: CandidateInput[] = [];
  for (const candidate of await candidatesOf(tx, slate.id)) {
    const { personId, profile, posts, fullTime, terms } = candidate;
    const person = { ...profile, identity: await identityOf(tx, keys, personId) };
    candidates.push({ person, posts, fullTime, terms, ...declarationOf(keys, candidate), ...informedOf(candidate) });
  }
  return {
    organisation: organisationInput(organisation),
    occasion: slate.occasion,
    termNumber: slate.termNumber,
    electionDate: slate.electionDate,
    ...(slate.particulars ? { particulars: slate.particulars } : {}),
    submittedBy: slate.submittingBodyId,
    candidates,
  };
}

/** A stored organisation in the form in which a request states it. */
export const organisationInput = ({
  id: _id,
  version: _version,
  bodies,
  ...stated
}: Organisation): OrganisationInput => ({
  ...stated,
  ...Object.fromEntries(
    Object.entries(bodies).map(([function_, body]) => [FIELD_OF_FUNCTION[function_ as BodyFunction], body]),
  ),
});
