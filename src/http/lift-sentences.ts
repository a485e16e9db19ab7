import type { SentenceCode } from '../cases/said.js';
import type { Words } from '../policy/words.js';

const said = (zh: string, en: string): Words => ({ 'zh-CN': zh, en });

/** Of who or what would lift an obstacle: the codes of `cases/said` that begin so. */
type LiftCode = Extract<SentenceCode, `lift_${string}`>;

/** What `why-not` says would lift an obstacle, in both languages, with a place in braces for each fact. */
export const LIFTS: Readonly<Record<LiftCode, Words>> = {
  lift_body_acts: said('先由{body}作出：{acts}。', 'First {body} has to act: {acts}.'),
  lift_one_of: said('由{body}作出下列任一行为，即可推进：{acts}。', 'One of these by {body} leads on: {acts}.'),
  lift_nothing: said(
    '本件不会再有可以作出该行为的时候。',
    'Nothing lifts this: in this case the act is no longer to come.',
  ),
  lift_body_of_act: said('由{body}的{duties}办理。', 'It is for the {duties} of {body} to do.'),
  lift_duty: said('由{body}中履行{duties}职责的人员办理。', 'Somebody of {body} who is {duties} does it.'),
  lift_another_person: said('由{body}的其他{duties}办理。', 'Another {duties} of {body} does it.'),
  lift_colleagues: said('目前可以办理的有：{names}。', 'These could do it now: {names}.'),
  lift_nobody_free: said('{body}目前没有其他人员可以办理。', 'At present nobody else of {body} could do it.'),
  lift_waiver: said(
    '或者由{body}的其他审批人说明理由，决定不予回避。',
    'Or another approver of {body} lets them go on, with a reason.',
  ),
  lift_absence_over: said('请假结束后可以办理；', 'It becomes possible when the absence is over;'),
  lift_assigned: said(
    '由承办的{duties}办理，或者由{body}的审批人改派。',
    'The {duties} to whom it is assigned does it, or an approver of {body} assigns it anew.',
  ),
  lift_clock: said('到期后由系统执行。', 'The clock does it when the period has passed.'),
  lift_clock_first: said(
    '现行期限届满后，由系统登记其后果，再按届时的状态办理。',
    'When the period that runs has passed, the clock records what follows, and the case goes on from there.',
  ),
  lift_hearing_over: said(
    '未全部陈述申辩的，陈述申辩期限于{day}届满后，可以由{body}的审批人决定。',
    'If not everybody answers, an approver of {body} can decide when the period to answer is over, after {day}.',
  ),
  lift_hearing_first: said(
    '陈述申辩期限于{day}届满，或者都已陈述申辩后，再按届时的状态办理。',
    'The case goes on when the period to answer is over, after {day}, or when everybody has answered.',
  ),
  lift_clock_records: said(
    '系统登记该期限届满的后果后，按届时的状态办理。',
    'When the clock has recorded what follows from the end of the period, it depends on where the case stands then.',
  ),
  lift_public: said('由公众在公示页面提出。', 'Members of the public do it, through the notice.'),
  lift_day: said('{day}届满后可以办理。', 'It becomes possible after {day}.'),
  lift_seat_free: said(
    '“{post}”出现空缺席位后可以办理：在此期间当选的人未获批准，或者其审核结论被撤销且不能再申请复核。',
    'It becomes possible when a seat of "{post}" is free: when somebody elected to it meanwhile is not approved, or is revoked for good.',
  ),
  lift_other_slate_recorded: said(
    '该届“{occasion}”中当选“{post}”的人选备案、登记或者获批准后，本次选举为其后的接任，可以登记；该人选退出、未获批准，或者其审核结论被撤销且不能再申请复核的，也可以登记。',
    'It becomes possible when whoever the {occasion} of this term elected to "{post}" is filed, registered or approved, so that this vote names who follows them; or when they withdraw, are not approved, or are revoked for good.',
  ),
  lift_objections_concluded: said(
    '{body}的审批人办结全部异议后可以办理。',
    'It becomes possible when an approver of {body} has concluded every objection.',
  ),
  lift_decision_on_objection: said(
    '{body}的审批人先就查实的异议作出决定。',
    'An approver of {body} first decides on the objection that was upheld.',
  ),
  lift_objection: said(
    '公众在公示期内提出异议后可以办理。',
    'It becomes possible when somebody objects through the notice.',
  ),
  lift_signatures: said(
    '尚有{waiting}人被请会签而未签署；其签署相同意见后可以作出。',
    'Of those who were asked, {waiting} have yet to sign; it is carried when they sign likewise.',
  ),
  lift_more_signers: said(
    '{body}的经办人再请{more}人会签，由其签署相同意见。',
    'A handler of {body} asks {more} more to sign, and they sign likewise.',
  ),
  lift_signatures_anew: said(
    '已作出的签署不支持该决定。{body}退回补正，或者核查结论发生变化后，请已签署的人员重新签署。',
    'The signatures given do not carry this. Who gave them is asked anew when {body} returns the case for a supplement, or a check comes to something else.',
  ),
  lift_be_asked: said('由{body}的经办人请其会签。', 'A handler of {body} asks them to sign.'),
  lift_signer_decides: said(
    '由{body}中被请会签、未作相反签署的审批人决定。',
    'An approver of {body} decides who was asked to sign and has not signed otherwise.',
  ),
  lift_somebody_asked: said('先由{body}的经办人请人会签。', 'First a handler of {body} asks somebody to sign.'),
  lift_policy_asks: said(
    '依审核办法，由{body}的审批人会签，任何人不得撤回；请假、回避或者离任的，不再等待其签署。',
    'The policy has every approver of {body} asked, and nobody takes that back; who is away, steps back or leaves is waited for no longer.',
  ),
  lift_signed_before: said(
    '曾在本环节签署的人员须重新签署；其不能再为{body}签署的，可以撤回对其的请求。',
    'Who has signed at this step before signs anew; only of somebody who can no longer sign for {body} is it taken back.',
  ),
  lift_more_approvers: said(
    '{body}可以签署的审批人少{missing}人，须另行指定审批人，或者待请假人员返回。',
    '{body} lacks {missing} approvers who could sign: it names others, or those who are away come back.',
  ),
  lift_proposal: said('先由{body}的经办人提出拟办意见。', 'First a handler of {body} proposes.'),
  lift_without_supplement: said(
    '由{body}根据现有材料作出决定，或者说明理由暂缓。',
    '{body} decides on the papers there are, or defers with a reason.',
  ),
  lift_without_deferral: said(
    '不再暂缓，由{body}根据现有材料作出决定。',
    'Without deferring it again, {body} decides on what there is.',
  ),
  lift_correction: said(
    '先由{body}未登记该更正申请的经办人或者审批人办结更正申请。',
    'First a handler or an approver of {body}, not the one who registered it, concludes the correction that was asked for.',
  ),
  lift_intention: said(
    '先由{body}的审批人告知拟处理意见及理由，经陈述申辩或者期限届满。',
    'First an approver of {body} tells the submitter and the candidate what is intended, and why; they answer, or the period passes.',
  ),
  lift_inquiry_answered: said(
    '由被征求意见的部门答复，或者由{body}的经办人登记其书面答复；逾期未答复不视为无异议。',
    'The department answers, or a handler of {body} registers its letter; that it is late is no answer.',
  ),
  lift_inquiry_taken_back: said(
    '或者由{body}的经办人说明理由撤回征求意见。',
    'Or a handler of {body} takes the letter back, with a reason.',
  ),
  lift_inquiry_sent: said('先由{body}的经办人征求意见。', 'First a handler of {body} asks the department.'),
  lift_department_entered: said(
    '名录中没有可以征求意见的该部门：先由管理员录入名录，再行发函；',
    'The directory has no such department to ask: first an administrator enters it, and then it is asked;',
  ),
  lift_found_out: said(
    '或者由{body}的经办人自行查明，并注明来源登记核查结果，所涉核查项仍以该结果为准。',
    'or a handler of {body} finds it out and records the finding with its source, and the check comes to what was found.',
  ),
  lift_check_answered: said(
    '由{body}的经办人登记尚未查明事项的核查结果（由申报内容直接判定的、已查出不利情况的除外）；',
    'A handler of {body} records what was found, of what is not known yet and others are asked about, and was not found against the candidate;',
  ),
  lift_check_resolved: said(
    '或者由{body}的审批人说明理由予以认定。',
    'or an approver of {body} answers for the check, with a reason.',
  ),
};
