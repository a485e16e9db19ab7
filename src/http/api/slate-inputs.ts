import {
  OCCASIONS,
  ORGANISATION_KINDS,
  POSTS,
  REGIMES,
  type Occasion,
  type OrganisationKind,
  type Post,
  type Regime,
  IDENTITY_TYPES,
  type IdentityType,
} from '../../policy/terms.js';
import { ReasonBody } from './act-inputs.js';
import { LookedAtBody } from './slate-act-inputs.js';
import { DeclarationBody, ParticularsBody } from './check-inputs.js';
import { Code, Day, OneOf, Part, Parts, SomeOf, Text, Truth, WholeNumber } from './fields.js';
import { BodyId, CreditCode, DivisionCode, MemberUnitCode } from './id-fields.js';

/** What a submitter states of an organisation and its candidates: what is not written here is refused. */

export class OrganisationBody {
  @Text({ description: 'Name.', example: '浙江省示例学会（虚构）', max: 100, shown: true })
  name!: string;

  @OneOf(ORGANISATION_KINDS, { description: '社会团体, 社会服务机构, 基金会.' })
  kind!: OrganisationKind;

  @Text({
    description: 'Unified social credit code (GB 32100); null while the organisation is being founded.',
    example: '51330000MJ900033XH',
    max: 40,
    optional: true,
    nullable: true,
  })
  uscc?: string | null;

  @Text({
    description: 'Number of the name approval, for a founding.',
    max: 60,
    optional: true,
    nullable: true,
    shown: true,
  })
  nameApproval?: string | null;

  @DivisionCode({ description: 'Where it is, or will be, registered.' })
  jurisdiction!: string;

  @OneOf(REGIMES, { description: '双重管理, 直接登记, 脱钩.' })
  regime!: Regime;

  @Truth({ description: 'Whether it is a charity.' })
  charity!: boolean;

  @Truth({ description: 'Whether it is an industry association or chamber of commerce.' })
  industryAssociation!: boolean;

  @Truth({
    description:
      'Of a foundation alone: whether it is privately funded and raises no funds from the public. Left out, nobody has stated it.',
    example: false,
    optional: true,
  })
  privatelyFunded?: boolean;

  @Truth({
    description:
      'Of a social service institution alone: whether it is a private school (民办学校). Left out, nobody has stated it.',
    example: false,
    optional: true,
  })
  school?: boolean;

  @BodyId({ description: '业务主管单位.', optional: true })
  supervisingUnit?: string;

  @BodyId({ description: '党建工作机构.', example: 'zj-kx-dw', optional: true })
  partyBuildingBody?: string;

  @BodyId({ description: '行业管理部门.', example: 'zj-jxt', optional: true })
  industryDepartment?: string;

  @BodyId({ description: '党委社会工作部, where it leads a joint review.', example: 'zj-shgzb', optional: true })
  socialWorkDepartment?: string;

  @BodyId({ description: '登记管理机关.', example: 'zj-mzt', optional: true })
  registrationAuthority?: string;
}

export class IdentityBody {
  @OneOf(IDENTITY_TYPES, { description: 'Kind of document.' })
  type!: IdentityType;

  @Text({ description: 'Its number; stored encrypted, shown masked.', example: '999999197506150023', max: 30 })
  number!: string;
}

export class PersonBody {
  @Text({ description: 'Name, up to 50 characters.', example: '张示例（虚构）', max: 50, shown: true })
  name!: string;

  @OneOf(['male', 'female'], { description: 'Sex.', example: 'female' })
  sex!: 'male' | 'female';

  @Part(() => IdentityBody, { description: 'Identity document.' })
  identity!: IdentityBody;

  @Day({ description: 'Date of birth.', example: '1975-06-15' })
  birthDate!: string;

  @Text({ description: 'Ethnicity.', max: 20, optional: true, shown: true })
  ethnicity?: string;

  @Text({ description: 'Native place.', max: 50, optional: true, shown: true })
  nativePlace?: string;

  @Text({ description: 'Political status.', max: 30, optional: true, shown: true })
  politicalStatus?: string;

  @Text({ description: 'Education.', max: 30, optional: true, shown: true })
  education?: string;

  @Text({ description: 'Employer.', max: 100, min: 0, optional: true, shown: true })
  employer?: string;

  @Text({ description: 'Post at the employer.', max: 100, min: 0, optional: true, shown: true })
  employerPost?: string;

  @CreditCode({
    description: 'Unified social credit code of the employer; by it offices that employ the candidate are found.',
    example: '12330000MB990003XA',
    optional: true,
    nullable: true,
  })
  employerCreditCode?: string | null;

  @MemberUnitCode({
    description: 'Unified social credit code of the member unit they come from; null if from none.',
    optional: true,
    nullable: true,
  })
  memberUnit?: string | null;

  @Text({ description: 'Telephone; stored encrypted.', max: 30, optional: true })
  phone?: string;

  @Text({ description: 'Address; stored encrypted.', max: 200, optional: true })
  address?: string;
}

/** Consecutive terms already served, one field a post. */
export class TermsBody {
  @WholeNumber({ description: 'As president.', min: 0, max: 20, optional: true })
  president?: number;

  @WholeNumber({ description: 'As vice-president.', min: 0, max: 20, optional: true })
  vice_president?: number;

  @WholeNumber({ description: 'As secretary-general.', min: 0, max: 20, optional: true })
  secretary_general?: number;

  @WholeNumber({ description: 'As executive head.', min: 0, max: 20, optional: true })
  executive_head?: number;

  @WholeNumber({ description: 'As legal representative.', min: 0, max: 20, optional: true })
  legal_representative?: number;

  @WholeNumber({ description: 'As Party secretary.', min: 0, max: 20, optional: true })
  party_secretary?: number;

  @WholeNumber({ description: 'As Party deputy secretary.', min: 0, max: 20, optional: true })
  party_deputy_secretary?: number;
}

export class InformedBody {
  @Code({
    description: 'Version of the text they were given: `version` of `GET /processing-notice`.',
    example: 'zj_2026_1',
  })
  version!: string;

  @Day({ description: 'The day they were given it, not after today.', example: '2026-07-01' })
  on!: string;
}

export class CandidateBody {
  @Part(() => PersonBody, { description: 'Who.' })
  person!: PersonBody;

  @SomeOf(POSTS, { description: 'For which posts.', example: ['vice_president'] })
  posts!: Post[];

  @Truth({ description: 'Full-time or not (是否专职).', optional: true })
  fullTime?: boolean;

  @Part(() => TermsBody, { description: 'Consecutive terms already served, by post.', optional: true })
  terms?: TermsBody;

  @Part(() => DeclarationBody, { description: 'What they state for the checks (本人申报事项).', optional: true })
  declaration?: DeclarationBody;

  @Part(() => InformedBody, {
    description: 'How they were told of the processing of their data; needed where the policy has a text for it.',
    optional: true,
  })
  informed?: InformedBody;
}

export class SlateBody {
  @Part(() => OrganisationBody, { description: 'The organisation; entered in the directory if it is new.' })
  organisation!: OrganisationBody;

  @OneOf(OCCASIONS, { description: '成立, 换届, 届中调整.', example: 're_election' })
  occasion!: Occasion;

  @WholeNumber({ description: 'Which term (届次).', example: 3, min: 1, max: 99 })
  termNumber!: number;

  @Day({ description: 'Planned day of the vote; ages are judged on it.' })
  electionDate!: string;

  @BodyId({ description: 'The body for which the slate is submitted.' })
  submittedBy!: string;

  @Part(() => ParticularsBody, {
    description: 'What is stated of the organisation and the vote for the checks.',
    optional: true,
  })
  particulars?: ParticularsBody;

  @Parts(() => CandidateBody, { description: 'The candidates.', min: 1, max: 200 })
  candidates!: CandidateBody[];
}

/** In whose place a candidate is named (更换人选). */
export class ReplacementBody extends LookedAtBody {
  @Part(() => ReasonBody, {
    description: 'Why; one of the reasons for a withdrawal. Left out, the answer says which there are.',
    optional: true,
  })
  reason?: ReasonBody;
}

export class AddedCandidatesBody {
  @Parts(() => CandidateBody, { description: 'The candidates to be added.', min: 1, max: 200 })
  candidates!: CandidateBody[];

  @Part(() => ReplacementBody, {
    description:
      'The case of the candidate whom the one added replaces; all cases of theirs that can end so end with it.',
    optional: true,
  })
  replaces?: ReplacementBody;
}
