/** The closed vocabularies of the field (docs/glossary.md); policy files, requests and rows use these words. */

/** 职务: the leading posts that are vetted. */
export const POSTS = [
  'president',
  'vice_president',
  'secretary_general',
  'executive_head',
  'legal_representative',
  'party_secretary',
  'party_deputy_secretary',
] as const;
export type Post = (typeof POSTS)[number];

/** 事由: what makes a review necessary: 成立, 换届, 届中调整. */
export const OCCASIONS = ['founding', 're_election', 'mid_term'] as const;
export type Occasion = (typeof OCCASIONS)[number];

/** 管理体制: 双重管理, 直接登记, 脱钩. */
export const REGIMES = ['dual_management', 'direct_registration', 'decoupled'] as const;
export type Regime = (typeof REGIMES)[number];

/** 社会组织类型: 社会团体, 社会服务机构, 基金会. */
export const ORGANISATION_KINDS = ['social_group', 'social_service_institution', 'foundation'] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

/** What an office is to an organisation: 业务主管单位, 党建工作机构, 行业管理部门, 党委社会工作部, 登记管理机关. */
export const BODY_FUNCTIONS = [
  'supervising_unit',
  'party_building_body',
  'industry_department',
  'social_work_department',
  'registration_authority',
] as const;
export type BodyFunction = (typeof BODY_FUNCTIONS)[number];

/** What an office can be: its functions, or 征求意见部门 (consulted only). */
export const BODY_KINDS = [...BODY_FUNCTIONS, 'consulted_department'] as const;
export type BodyKind = (typeof BODY_KINDS)[number];

/**
 * 征求意见部门: 公安, 人民法院, 检察, 司法行政, 纪检监察, 组织, 统战, 社会工作, 财政, 税务, 人民银行, 发展改革, 市场监管.
 */
export const DEPARTMENTS = [
  'public_security',
  'court',
  'procuratorate',
  'justice',
  'discipline_inspection',
  'organisation_department',
  'united_front',
  'social_work',
  'finance',
  'taxation',
  'central_bank',
  'development_reform',
  'market_regulation',
] as const;
export type Department = (typeof DEPARTMENTS)[number];

/** What a letter to a department can say of a candidate and the organisation. */
export const INQUIRY_FIELDS = [
  'name',
  'sex',
  'birth_date',
  'identity_number',
  'employer',
  'posts',
  'organisation',
  'organisation_code',
] as const;
export type InquiryField = (typeof INQUIRY_FIELDS)[number];

/** 职责: 申报, 经办, 审批, 审计, 管理. */
export const DUTIES = ['submitter', 'handler', 'approver', 'auditor', 'administrator'] as const;
export type Duty = (typeof DUTIES)[number];

/** 审核职责: the duties in which officials review a case; what one of them does while another is away concerns these. */
export const REVIEW_DUTIES = ['handler', 'approver'] as const;
export type ReviewDuty = (typeof REVIEW_DUTIES)[number];
export const isReviewDuty = (duty: string): duty is ReviewDuty => (REVIEW_DUTIES as readonly string[]).includes(duty);

/** 期限: those that every policy states. */
export const PERIOD_KEYS = [
  'acceptance',
  'decision',
  'supplement',
  'deferral',
  'publication',
  'notice',
  'validity',
  'filing',
  'registration',
  'reconsideration',
] as const;
/** Periods of what a policy may leave out: whoever has the one states the other (cross-check-periods). */
export const OPTIONAL_PERIOD_KEYS = ['inquiry', 'answer'] as const;
export type OptionalPeriodKey = (typeof OPTIONAL_PERIOD_KEYS)[number];

export const ALL_PERIOD_KEYS = [...PERIOD_KEYS, ...OPTIONAL_PERIOD_KEYS] as const;
export type PeriodKey = (typeof ALL_PERIOD_KEYS)[number];

/**
 * What the clock does when a period has passed: mark the case overdue, end it, close its notice, make a rejection final, go
 * on without an answer to what is intended, take up again what was deferred.
 */
export const WHEN_PASSED = ['overdue', 'lapse', 'close_notice', 'final', 'close_answering', 'resume'] as const;
export type WhenPassed = (typeof WHEN_PASSED)[number];

/** Acts for which a policy lists reason codes: the adverse and the delaying ones, and those that set one aside. */
export const REASONED_ACTS = [
  'reject',
  'return_for_supplement',
  'defer',
  'withdraw',
  'revoke',
  'reconsider',
  'conclude_reconsideration',
  'conclude_objection',
  'resolve_check',
  'order_recusal',
  'waive_recusal',
  'drop_intention',
  'conclude_correction',
  'take_back_inquiry',
] as const;
export type ReasonedAct = (typeof REASONED_ACTS)[number];

/** The acts that an intention can be required before: 不予通过, 撤销. */
export const INTENDED_ACTS = ['reject', 'revoke'] as const;
export type IntendedAct = (typeof INTENDED_ACTS)[number];
/** By the act that tells those concerned of it: what is intended. */
export const INTENDED_BY: Readonly<Record<string, IntendedAct>> = {
  intend_rejection: 'reject',
  intend_revocation: 'revoke',
};

/** What of a candidate can be corrected: 基本情况, 联系方式, 是否专职, 连任届数, 本人申报事项. Another identity number is another person. */
export const CORRECTABLE = ['profile', 'contact', 'full_time', 'terms', 'declaration'] as const;
export type Correctable = (typeof CORRECTABLE)[number];

/** Whose words a statement (陈述申辩) holds: 单位, 本人. */
export const STATEMENT_SIDES = ['unit', 'candidate'] as const;
export type StatementSide = (typeof STATEMENT_SIDES)[number];

/** How a statement of the candidate reached the body: 来信, 来访, 电话, 电子邮件. */
export const STATEMENT_CHANNELS = ['letter', 'visit', 'telephone', 'email'] as const;
export type StatementChannel = (typeof STATEMENT_CHANNELS)[number];

/** What concluding an objection comes to: 查无实据, 属实但不影响任职, 属实并影响任职. */
export const OBJECTION_OUTCOMES = ['not_proven', 'proven_without_effect', 'proven_with_effect'] as const;
export type ObjectionOutcome = (typeof OBJECTION_OUTCOMES)[number];

/** What a reconsideration comes to: 维持, 撤销. */
export const RECONSIDERATION_OUTCOMES = ['upheld', 'overturned'] as const;

/** What a correction that was asked for comes to: 予以更正, 不予更正. */
export const CORRECTION_OUTCOMES = ['made', 'refused'] as const;
export type CorrectionOutcome = (typeof CORRECTION_OUTCOMES)[number];

export const OUTCOMES = [...OBJECTION_OUTCOMES, ...RECONSIDERATION_OUTCOMES, ...CORRECTION_OUTCOMES] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** 回避事由: 本人, 亲属, 同一单位, 其他利害关系, 其他 (公务员法 art. 76). */
export const RECUSAL_GROUNDS = ['self', 'relative', 'same_employer', 'interest', 'other'] as const;
export type RecusalGround = (typeof RECUSAL_GROUNDS)[number];

/** By what an office was found to employ a candidate: 统一社会信用代码, 名称. */
export const EMPLOYER_FOUND_BY = ['credit_code', 'name'] as const;
export type EmployerFoundBy = (typeof EMPLOYER_FOUND_BY)[number];

/** What a signature counts for: 会签 (the quorum counts it), 征求意见 (asked for advice), 拟办意见 (the handler proposes). */
export const SIGNATURE_WEIGHTS = ['binding', 'advisory', 'proposal'] as const;
export type SignatureWeight = (typeof SIGNATURE_WEIGHTS)[number];

/** 核查项: the facts that are checked of a candidate, a roster or an organisation; `checks/catalogue.ts` has a line on each. */
export const CHECKS = [
  'civil_capacity',
  'age_limit',
  'consecutive_terms',
  'term_length',
  'political_rights',
  'criminal_record',
  'effective_judgment',
  'under_investigation',
  'court_dishonesty',
  'credit_information',
  'revoked_organisation',
  'legal_representative_elsewhere',
  'leading_post_elsewhere',
  'president_and_secretary_apart',
  'full_time',
  'serving_official',
  'retired_cadre',
  'cadre_approval',
  'relatives',
  'not_supervisor',
  'residence',
  'legal_representative_post',
  'roster_size',
  'mid_term_share',
  'candidates_per_seat',
  'party_membership',
  'party_organisation',
  'professional_experience',
  'identity_consistent',
  'organisation_standing',
  'audit_done',
  'political_quality',
] as const;
export type CheckName = (typeof CHECKS)[number];

/** What a check comes to: 符合, 不符合, 需人工判断, 未知. Only the first is a pass. */
export const CHECK_RESULTS = ['pass', 'fail', 'needs_human', 'unknown'] as const;
export type CheckResult = (typeof CHECK_RESULTS)[number];

/** What was found when somebody was asked: 未发现问题, 发现问题, 不能确定. */
export const FINDING_ANSWERS = ['clear', 'adverse', 'unclear'] as const;
export type FindingAnswer = (typeof FINDING_ANSWERS)[number];

/** The acts that a check can stand in the way of, or be shown beside. */
export const GATED_ACTS = [
  'approve',
  'reject',
  'publish_notice',
  'close_notice',
  'record_election',
  'file',
  'register',
] as const;
export type GatedAct = (typeof GATED_ACTS)[number];

/** 干部身份: none, 在职, 离退休. */
export const CADRE_STATUSES = ['none', 'serving', 'retired'] as const;
export type CadreStatus = (typeof CADRE_STATUSES)[number];

/** 居住地. */
export const RESIDENCES = ['mainland', 'hong_kong', 'macao', 'taiwan', 'abroad'] as const;
export type Residence = (typeof RESIDENCES)[number];

/** 党员身份: 正式党员, 预备党员, 非党员. */
export const PARTY_MEMBERSHIPS = ['full', 'probationary', 'none'] as const;
export type PartyMembership = (typeof PARTY_MEMBERSHIPS)[number];

/** 选举方式: 等额, 差额. */
export const ELECTION_MODES = ['equal', 'competitive'] as const;
export type ElectionMode = (typeof ELECTION_MODES)[number];

/** 另行选举的候选人: those of the first vote who still wait for theirs, and those named since. */
export const FURTHER_CANDIDACIES = ['remaining', 'named_later'] as const;
export type FurtherCandidacy = (typeof FURTHER_CANDIDACIES)[number];

/** 亲属所任: where in the same organisation a near relative stands. */
export const RELATIVE_PLACES = ['officer', 'council', 'supervisor'] as const;
export type RelativePlace = (typeof RELATIVE_PLACES)[number];

/** 居民身份证, 护照, 港澳居民来往内地通行证/居住证, 台湾居民来往大陆通行证/居住证, 外国人永久居留身份证. */
export const IDENTITY_TYPES = [
  'resident_id',
  'passport',
  'hong_kong_macao_permit',
  'taiwan_permit',
  'foreign_permanent_resident_id',
] as const;
export type IdentityType = (typeof IDENTITY_TYPES)[number];
