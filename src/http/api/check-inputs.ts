import {
  CADRE_STATUSES,
  ELECTION_MODES,
  ORGANISATION_KINDS,
  PARTY_MEMBERSHIPS,
  POSTS,
  RELATIVE_PLACES,
  RESIDENCES,
  type CadreStatus,
  type ElectionMode,
  type OrganisationKind,
  type PartyMembership,
  type Post,
  type RelativePlace,
  type Residence,
} from '../../policy/terms.js';
import { OneOf, Part, Parts, RealDay, SomeOf, Text, Truth, WholeNumber } from './fields.js';
import { MemberUnitCode } from './id-fields.js';

/** What a slate states for the checks, of each candidate and of the organisation. */

export class CadreApprovalBody {
  @Text({ description: 'The authority that approved.', max: 100, shown: true })
  authority!: string;

  @Text({ description: 'Number of the approval.', max: 60, shown: true })
  number!: string;

  @RealDay({ description: 'Day of the approval.', example: '2026-09-01' })
  approvedOn!: string;

  @SomeOf(POSTS, { description: 'The posts it covers.' })
  posts!: Post[];

  @WholeNumber({ description: 'The term it covers.', min: 1, max: 100 })
  termNumber!: number;
}

export class CadreBody {
  @OneOf(CADRE_STATUSES, { description: 'Leading cadre or civil servant: none, 在职, 离退休.' })
  status!: CadreStatus;

  @RealDay({ description: 'Day of retirement.', example: '2020-06-30', optional: true })
  retiredOn?: string;

  @Truth({ description: 'Whether the post is held without pay (不取酬).', optional: true })
  unpaid?: boolean;

  @Part(() => CadreApprovalBody, { description: 'What the cadre authority approved.', optional: true })
  approval?: CadreApprovalBody;
}

export class OtherPostBody {
  @Text({ description: 'The other social organisation.', max: 100, shown: true })
  organisation!: string;

  @OneOf(ORGANISATION_KINDS, { description: 'Its kind.' })
  kind!: OrganisationKind;

  @SomeOf(POSTS, { description: 'The posts held there.' })
  posts!: Post[];
}

export class PartyMembershipBody {
  @OneOf(PARTY_MEMBERSHIPS, { description: '正式党员, 预备党员, 非党员.' })
  membership!: PartyMembership;

  @Truth({ description: 'Whether the rights of a member are suspended.' })
  rightsSuspended!: boolean;
}

/** What a candidate states for the checks; stored encrypted. What is left out is unknown, never a no. */
export class DeclarationBody {
  @Truth({ description: 'Whether they are a supervisor (监事) of the organisation.', optional: true })
  supervisor?: boolean;

  @Truth({ description: 'Whether they are a Chinese citizen.', optional: true })
  chineseCitizen?: boolean;

  @OneOf(RESIDENCES, { description: 'Where they reside.', optional: true })
  residence?: Residence;

  @WholeNumber({ description: 'Months a year in the mainland.', min: 0, max: 12, optional: true })
  monthsInMainland?: number;

  @Part(() => CadreBody, { description: '干部情况.', optional: true })
  cadre?: CadreBody;

  @Parts(() => OtherPostBody, {
    description: 'Leading posts in other social organisations; empty if there are none.',
    min: 0,
    max: 20,
    optional: true,
  })
  otherPosts?: OtherPostBody[];

  @SomeOf(RELATIVE_PLACES, {
    description: 'Where near relatives stand in the organisation, without names; empty if there are none.',
    min: 0,
    optional: true,
  })
  relatives?: RelativePlace[];

  @Part(() => PartyMembershipBody, { description: 'Membership of the Party.', optional: true })
  party?: PartyMembershipBody;

  @WholeNumber({ description: 'Whole years of work in the field.', min: 0, max: 80, optional: true })
  yearsInField?: number;
}

/** 应选人数, one field a post. */
export class SeatsBody {
  @WholeNumber({ description: 'Presidents.', min: 1, max: 20, optional: true })
  president?: number;

  @WholeNumber({ description: 'Vice-presidents.', min: 1, max: 200, optional: true })
  vice_president?: number;

  @WholeNumber({ description: 'Secretaries-general.', min: 1, max: 20, optional: true })
  secretary_general?: number;

  @WholeNumber({ description: 'Executive heads.', min: 1, max: 20, optional: true })
  executive_head?: number;

  @WholeNumber({ description: 'Legal representatives.', min: 1, max: 1, optional: true })
  legal_representative?: number;

  @WholeNumber({ description: 'Party secretaries.', min: 1, max: 20, optional: true })
  party_secretary?: number;

  @WholeNumber({ description: 'Party deputy secretaries.', min: 1, max: 20, optional: true })
  party_deputy_secretary?: number;
}

export class StayingOfficerBody {
  @SomeOf(POSTS, { description: 'The posts of one officer who stays.' })
  posts!: Post[];

  @MemberUnitCode({ description: 'Code of the member unit they come from; null if from none.', nullable: true })
  memberUnit!: string | null;
}

export class CouncilBody {
  @WholeNumber({ description: 'Members after the change.', min: 1, max: 1000 })
  size!: number;

  @WholeNumber({ description: 'Members who change in mid-term.', min: 0, max: 1000, optional: true })
  changing?: number;

  @WholeNumber({ description: 'Members with a near relative among the members.', min: 0, max: 1000, optional: true })
  related?: number;
}

export class CharterBody {
  @WholeNumber({ description: 'Years of a term.', min: 1, max: 20 })
  termYears!: number;

  @SomeOf(POSTS, { description: 'The posts whose holder can be legal representative.' })
  legalRepresentatives!: Post[];
}

export class AuditReportBody {
  @Text({ description: 'Number of the report.', max: 60, shown: true })
  number!: string;

  @RealDay({ description: 'Day of the report.', example: '2026-09-20' })
  reportedOn!: string;
}

export class PartyCommitteeBody {
  @WholeNumber({ description: 'Members to be elected; 0 of a branch without a committee.', min: 0, max: 100 })
  seats!: number;

  @WholeNumber({ description: 'Candidates for them.', min: 0, max: 200 })
  candidates!: number;
}

export class PartyOrganisationBody {
  @WholeNumber({ description: 'Full Party members in the organisation.', min: 0, max: 100_000 })
  fullMembers!: number;

  @Truth({ description: 'Whether it has a Party organisation.' })
  organisation!: boolean;

  @WholeNumber({ description: 'Persons both on the branch committee and on the council.', min: 0, max: 1000 })
  crossHolders!: number;

  @Part(() => PartyCommitteeBody, { description: '党组织委员会换届: the committee that is elected.', optional: true })
  committee?: PartyCommitteeBody;
}

/** What the submitter states of the organisation and its vote for the checks. What is left out is unknown, never a no. */
export class ParticularsBody {
  @OneOf(ELECTION_MODES, { description: '等额, 差额.', optional: true })
  electionMode?: ElectionMode;

  @Part(() => SeatsBody, { description: '应选人数, by post.', optional: true })
  seats?: SeatsBody;

  @Parts(() => StayingOfficerBody, {
    description: 'Officers who stay on and are not on the slate; one entry a person.',
    min: 0,
    max: 200,
    optional: true,
  })
  staying?: StayingOfficerBody[];

  @Part(() => CouncilBody, { description: '理事会.', optional: true })
  council?: CouncilBody;

  @Part(() => CharterBody, { description: '章程.', optional: true })
  charter?: CharterBody;

  @Part(() => AuditReportBody, { description: '换届（离任）审计.', optional: true })
  audit?: AuditReportBody;

  @Part(() => PartyOrganisationBody, { description: '党组织.', optional: true })
  party?: PartyOrganisationBody;
}
