import type { Identity } from '../people/person-row.js';
import type { Declaration, MemberUnit, SlateParticulars } from '../policy/checks/facts.js';
import type { Informed } from '../policy/processing-notice.js';
import type { BodyFunction, Occasion, OrganisationKind, Post, Regime } from '../policy/terms.js';

/** What a unit submits for one occasion of one organisation. Texts are trimmed; numbers are in their normal form. */
export interface SlateInput {
  readonly organisation: OrganisationInput;
  readonly occasion: Occasion;
  /** 届次: 1 for the founding term. */
  readonly termNumber: number;
  /** The planned day of the vote, YYYY-MM-DD in China. Ages are judged on it. */
  readonly electionDate: string;
  /** The body for which the submitting official acts. */
  readonly submittedBy: string;
  readonly particulars?: SlateParticulars;
  readonly candidates: readonly CandidateInput[];
}

export interface OrganisationInput extends Readonly<Partial<Record<OrganisationBodyField, string>>> {
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly uscc: string | null;
  readonly nameApproval: string | null;
  readonly jurisdiction: string;
  readonly regime: Regime;
  readonly charity: boolean;
  readonly industryAssociation: boolean;
  readonly privatelyFunded?: boolean;
  readonly school?: boolean;
}

export type OrganisationBodyField =
  'supervisingUnit' | 'partyBuildingBody' | 'industryDepartment' | 'socialWorkDepartment' | 'registrationAuthority';

/** The name of a body's function in a request. */
export const FIELD_OF_FUNCTION: Record<BodyFunction, OrganisationBodyField> = {
  supervising_unit: 'supervisingUnit',
  party_building_body: 'partyBuildingBody',
  industry_department: 'industryDepartment',
  social_work_department: 'socialWorkDepartment',
  registration_authority: 'registrationAuthority',
};

export interface CandidateInput {
  readonly person: PersonInput;
  readonly posts: readonly Post[];
  /** 是否专职. */
  readonly fullTime: boolean;
  /** Consecutive terms already served, by post; a post left out counts as none. */
  readonly terms: Readonly<Partial<Record<Post, number>>>;
  readonly declaration?: Declaration;
  /** How they were told of the processing of their data. */
  readonly informed?: Informed;
}

export interface PersonInput extends Profile {
  readonly identity: Identity;
  readonly phone?: string;
  readonly address?: string;
}

/** What reviewers read of a person; no protected field is among it. */
export interface Profile {
  readonly name: string;
  readonly sex: 'male' | 'female';
  readonly birthDate: string;
  readonly ethnicity?: string;
  readonly nativePlace?: string;
  readonly politicalStatus?: string;
  readonly education?: string;
  readonly employer?: string;
  readonly employerPost?: string;
  /** 统一社会信用代码 of the employer. */
  readonly employerCreditCode?: string | null;
  /** 会员单位. */
  readonly memberUnit?: MemberUnit;
}

export function profileOf({ identity: _identity, phone: _phone, address: _address, ...profile }: PersonInput): Profile {
  return profile;
}

/** What only organisations of one kind can be, as far as it is stated. */
export const particularsOf = ({
  privatelyFunded,
  school,
}: Pick<OrganisationInput, 'privatelyFunded' | 'school'>): Pick<OrganisationInput, 'privatelyFunded' | 'school'> => ({
  ...(privatelyFunded === undefined ? {} : { privatelyFunded }),
  ...(school === undefined ? {} : { school }),
});

/** The bodies an organisation names, by function. */
export const bodiesOf = (organisation: OrganisationInput): Partial<Record<BodyFunction, string>> =>
  Object.fromEntries(
    Object.entries(FIELD_OF_FUNCTION).flatMap(([function_, field]) => {
      const body = organisation[field];
      return body === undefined ? [] : [[function_, body]];
    }),
  );
