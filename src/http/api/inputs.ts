import { IDENTITY_CLASSES, type IdentityClass } from '../../objections/objection-row.js';
import { IDENTITY_TYPES, type IdentityType } from '../../people/person-row.js';
import {
  BODY_KINDS,
  CHECKS,
  DUTIES,
  FINDING_ANSWERS,
  type CheckName,
  type FindingAnswer,
  OCCASIONS,
  ORGANISATION_KINDS,
  POSTS,
  REGIMES,
  type BodyKind,
  type Duty,
  type Occasion,
  OBJECTION_OUTCOMES,
  RECONSIDERATION_OUTCOMES,
  type ObjectionOutcome,
  type OrganisationKind,
  type Post,
  type Regime,
} from '../../policy/terms.js';
import { WORKLISTS, type WorklistName } from '../../cases/worklist.js';
import { DeclarationBody, ParticularsBody } from './check-inputs.js';
import {
  BodyId,
  Code,
  Day,
  DivisionCode,
  Id,
  LongText,
  MemberUnitCode,
  OneOf,
  Part,
  Parts,
  Password,
  RealDay,
  SomeOf,
  Text,
  TextList,
  Truth,
  WholeNumber,
  WholeNumberText,
  WorklistPlace,
} from './fields.js';

/** The input classes of every route: what is not written here is refused. */

export class IdParam {
  @Id({ description: 'Id of the thing.' })
  id!: string;
}

export class BodyIdParam {
  @BodyId({ description: 'Id of the body.' })
  id!: string;
}

export class ObjectionParams extends IdParam {
  @Id({ description: 'Id of the objection.' })
  objectionId!: string;
}

export class ReceiptParam {
  @Text({ description: 'Receipt code of the objection.', max: 64 })
  receipt!: string;
}

export class ChainParam {
  @Text({
    description:
      'Chain of the record: `case:<id>`, `slate:<id>`, `official:<id>`, `body:<id>`, `organisation:<id>`, `logins:unknown`.',
    max: 80,
  })
  chain!: string;
}

class LimitQuery {
  @WholeNumberText({ description: 'Items a page.', min: 1, max: 200, optional: true })
  limit?: number;
}

export class PageQuery extends LimitQuery {
  @Id({ description: '`next` of the page before.', optional: true })
  after?: string;
}

export class BodyPageQuery extends LimitQuery {
  @BodyId({ description: '`next` of the page before.', optional: true })
  after?: string;
}

export class ChainQuery {
  @WholeNumberText({ description: '`next` of the page before.', min: 0, max: 999_999_999, optional: true })
  after?: number;

  @WholeNumberText({ description: 'Items a page.', min: 1, max: 200, optional: true })
  limit?: number;
}

export class WorklistQuery extends LimitQuery {
  @WorklistPlace({ description: '`next` of the page before.', optional: true })
  after?: string;

  @OneOf(WORKLISTS, { description: '`mine` (default), `body` or `overdue`.', optional: true })
  list?: WorklistName;
}

export class CasesQuery extends PageQuery {
  @Id({ description: 'Only the cases of this slate.', optional: true })
  slate?: string;
}

export class SlatesQuery extends PageQuery {
  @BodyId({ description: 'The submitting body; may be left out by who submits for one body only.', optional: true })
  body?: string;
}

export class LogInBody {
  @Text({ description: 'Login.', example: 'kx-submitter', max: 64 })
  login!: string;

  @Password({ description: 'Password.' })
  password!: string;
}

export class PasswordChangeBody {
  @Password({ description: 'The present password.' })
  present!: string;

  @Password({ description: 'The password from now on.' })
  next!: string;
}

export class GivenPasswordBody {
  @Password({ description: 'A password that its owner changes at once.' })
  password!: string;
}

export class TokenBody {
  @Text({ description: 'What the token is for.', max: 100, shown: true })
  label!: string;

  @WholeNumber({ description: 'Days until it expires.', min: 1, max: 366 })
  days!: number;
}

export class BodyBody {
  @BodyId({ description: 'Id of the body, chosen once.' })
  id!: string;

  @Text({ description: 'Name of the office.', max: 100, shown: true })
  name!: string;

  @DivisionCode({ description: 'Jurisdiction.' })
  jurisdiction!: string;

  @SomeOf(BODY_KINDS, { description: 'What the office can be to an organisation.' })
  kinds!: BodyKind[];

  @Text({ description: 'A note.', max: 200, optional: true, shown: true })
  note?: string;
}

export class MandateBody {
  @BodyId({ description: 'The body for which the duty is held.' })
  body!: string;

  @OneOf(DUTIES, { description: '申报 submitter, 经办 handler, 审批 approver, 审计 auditor, 管理 administrator.' })
  duty!: Duty;
}

const mandate = ({ body, duty }: MandateBody): string => `${body} ${duty}`;

export class OfficialBody {
  @Text({ description: 'Login.', max: 64 })
  login!: string;

  @Text({ description: 'Name of the official.', max: 50, shown: true })
  name!: string;

  @Password({ description: 'First password.' })
  password!: string;

  @Parts(() => MandateBody, { description: 'Duties.', min: 1, max: 50, unique: mandate })
  mandates!: MandateBody[];
}

export class DutiesBody {
  @Truth({ description: 'Whether the account can be used.' })
  active!: boolean;

  @Parts(() => MandateBody, { description: 'All duties from now on.', min: 1, max: 50, unique: mandate })
  mandates!: MandateBody[];
}

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

export class AddedCandidatesBody {
  @Parts(() => CandidateBody, { description: 'The candidates to be added.', min: 1, max: 200 })
  candidates!: CandidateBody[];
}

export class ReasonBody {
  @Code({
    description: 'A reason code that the policy offers for the act; see `actions` of the case.',
    example: 'one_of_the_actions',
  })
  code!: string;

  @LongText({ description: 'The reason in words. No identity or telephone numbers.', max: 2000 })
  text!: string;

  @TextList({ description: 'Legal basis, each with its article.', max: 200, items: 10, optional: true })
  legalBasis?: string[];
}

/** An act that needs no reason; it may carry an opinion. */
export class ActBody {
  @LongText({ description: 'Opinion or remarks.', max: 2000, optional: true })
  remarks?: string;
}

/** An act that needs a reason. Left out, the answer says which reasons there are. */
export class ReasonedActBody extends ActBody {
  @Part(() => ReasonBody, { description: 'Why.', optional: true })
  reason?: ReasonBody;
}

export class SupplementAnswerBody {
  @LongText({ description: 'What was supplied, and where.', max: 2000 })
  remarks!: string;
}

export class ReconsiderationBody extends ReasonedActBody {
  @OneOf(RECONSIDERATION_OUTCOMES, { description: 'Whether the finding stands, or the step is decided anew.' })
  outcome!: (typeof RECONSIDERATION_OUTCOMES)[number];
}

export class FindingBody {
  @OneOf(CHECKS, { description: 'What was checked.' })
  check!: CheckName;

  @OneOf(FINDING_ANSWERS, { description: '未发现问题, 发现问题, 不能确定.' })
  answer!: FindingAnswer;

  @Text({ description: 'Who was asked, or which list was searched.', max: 200, shown: true })
  source!: string;

  @Text({ description: 'Number of the letter or document.', max: 100, optional: true, shown: true })
  reference?: string;

  @RealDay({ description: 'The day on which it was asked.', example: '2026-10-30' })
  queriedOn!: string;

  @RealDay({
    description: 'Of something adverse: the day on which the judgment or decision it rests on took effect.',
    example: '2019-04-01',
    optional: true,
  })
  effectiveOn?: string;

  @RealDay({
    description: 'Of something adverse: the day on which the sentence or sanction was completed.',
    example: '2021-04-01',
    optional: true,
  })
  endedOn?: string;
}

export class FindingsBody extends ActBody {
  @Parts(() => FindingBody, {
    description: 'What was found, one entry a check.',
    min: 1,
    max: CHECKS.length,
    unique: ({ check }) => check,
  })
  findings!: FindingBody[];
}

export class RuleParams extends IdParam {
  @Code({ description: 'The rule of the policy: `rule` of `…/checks`.' })
  rule!: string;
}

export class ObjectionConclusionBody extends ReasonedActBody {
  @OneOf(OBJECTION_OUTCOMES, { description: '查无实据, 属实但不影响任职, 属实且影响任职.' })
  outcome!: ObjectionOutcome;
}

export class LookedAtBody {
  @Id({ description: 'The case.' })
  caseId!: string;

  @WholeNumber({ description: 'The version of the case you looked at.', min: 0, max: 1_000_000 })
  version!: number;
}

export class NoticeBody {
  @Parts(() => LookedAtBody, {
    description: 'The cases to go on the notice.',
    min: 1,
    max: 200,
    unique: ({ caseId }) => caseId,
  })
  cases!: LookedAtBody[];
}

export class ElectionResultBody {
  @Id({ description: 'The case.' })
  caseId!: string;

  @WholeNumber({ description: 'The version of the case you looked at.', min: 0, max: 1_000_000 })
  version!: number;

  @Truth({ description: 'Elected or not.' })
  elected!: boolean;

  @WholeNumber({ description: 'Votes for.', min: 0, max: 1_000_000 })
  votesFor!: number;

  @WholeNumber({ description: 'Votes against.', min: 0, max: 1_000_000 })
  votesAgainst!: number;

  @WholeNumber({ description: 'Abstentions.', min: 0, max: 1_000_000 })
  abstentions!: number;
}

export class ElectionBody {
  @RealDay({ description: 'Day of the vote.', example: '2026-10-30' })
  heldOn!: string;

  @WholeNumber({ description: 'Voters due.', min: 1, max: 1_000_000 })
  votersDue!: number;

  @WholeNumber({ description: 'Voters present.', min: 1, max: 1_000_000 })
  votersPresent!: number;

  @Parts(() => ElectionResultBody, {
    description: 'One result a case.',
    min: 1,
    max: 200,
    unique: ({ caseId }) => caseId,
  })
  results!: ElectionResultBody[];
}

export class ObjectorBody {
  @Text({ description: 'Name of the person or unit; sealed.', max: 100 })
  name!: string;

  @Text({ description: 'How to reach them; sealed.', max: 200 })
  contact!: string;
}

export class ObjectionBody {
  @WholeNumber({ description: 'Line of the notice.', min: 1, max: 200 })
  line!: number;

  @OneOf(IDENTITY_CLASSES, { description: '署名, 单位, 匿名.' })
  identityClass!: IdentityClass;

  @Part(() => ObjectorBody, { description: 'Who objects; left out when anonymous.', optional: true })
  objector?: ObjectorBody;

  @LongText({ description: 'The facts.', max: 5000 })
  facts!: string;
}
