import { normalIdentityNumber } from '../../people/person-row.js';
import type { Addition } from '../../slates/add-candidates.js';
import type { CandidateInput, OrganisationInput, SlateInput } from '../../slates/slate-input.js';
import { reasonOf } from './case-acts.controller.js';
import type { CandidateBody, OrganisationBody, ReplacementBody, SlateBody } from './slate-inputs.js';

/** The request as the commands know it: codes in their normal form, what was left out filled in. */
export function slateOf({ organisation, candidates, particulars, ...frame }: SlateBody): SlateInput {
  return {
    occasion: frame.occasion,
    termNumber: frame.termNumber,
    electionDate: frame.electionDate,
    submittedBy: frame.submittedBy,
    organisation: organisationOf(organisation),
    ...(isEmpty(particulars) ? {} : { particulars: plain(particulars) }),
    candidates: candidatesOf(candidates),
  };
}

const candidatesOf = (candidates: readonly CandidateBody[]): CandidateInput[] =>
  candidates.map(({ person, posts, fullTime, terms, declaration, informed }) => ({
    person: {
      ...withoutGaps(person),
      identity: { type: person.identity.type, number: normalIdentityNumber(person.identity.number) },
    },
    posts,
    fullTime: fullTime ?? false,
    terms: withoutGaps(terms ?? {}),
    ...(isEmpty(declaration) ? {} : { declaration: plain(declaration) }),
    ...(informed ? { informed: plain(informed) } : {}),
  }));

export const additionOf = (candidates: readonly CandidateBody[], replaces: ReplacementBody | undefined): Addition => ({
  candidates: candidatesOf(candidates),
  ...(replaces
    ? { replaces: { caseId: replaces.caseId, version: replaces.version, ...reasonOf(replaces.reason) } }
    : {}),
});

export const organisationOf = (organisation: OrganisationBody): OrganisationInput => ({
  ...withoutGaps(organisation),
  uscc: organisation.uscc?.toUpperCase() ?? null,
  nameApproval: organisation.nameApproval ?? null,
});

type Filled<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** An input class has all its fields, those left out as `undefined`; what is stored has none of them. */
const withoutGaps = <T extends object>(input: T): Filled<T> =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as Filled<T>;

/** The same in parts of parts. */
const plain = <T extends object>(input: T): T => JSON.parse(JSON.stringify(input)) as T;

const isEmpty = (input: object | undefined): input is undefined =>
  input === undefined || Object.keys(plain(input)).length === 0;
