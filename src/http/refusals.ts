import type { ReasonCode, Refusal } from '../kernel/refusal.js';
import type { DefectRule, WarningRule } from '../slates/defects.js';

export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

interface Wording {
  readonly status: number;
  readonly 'zh-CN': string;
  readonly en: string;
}

const said = (status: number, zh: string, en: string): Wording => ({ status, 'zh-CN': zh, en });

/** Each reason with its HTTP status and its words: what is wrong, and what to do. A code without words does not compile. */
export const REFUSALS: Readonly<Record<ReasonCode, Wording>> = {
  invalid_request: said(
    400,
    '请求的内容不符合要求，请按 errors 逐项更正。',
    'The request is not well formed; correct each item of errors.',
  ),
  malformed_json: said(
    400,
    '请求正文不是有效的 JSON，请检查后重新提交。',
    'The body is not valid JSON; check it and send it again.',
  ),
  body_too_large: said(413, '请求正文过大，请减少内容后重新提交。', 'The body is too large; send less.'),
  unsupported_media_type: said(415, '请以 application/json 提交正文。', 'Send the body as application/json.'),
  not_found: said(404, '没有找到，或者不在您的职责范围内。', 'There is no such thing, or it is outside your scope.'),
  unauthenticated: said(401, '请先登录，或者提供有效的令牌。', 'Log in first, or send a valid token.'),
  wrong_credentials: said(401, '登录名或密码不正确。', 'The login or the password is wrong.'),
  password_to_be_changed: said(
    403,
    '您的密码由他人设定，请先更改密码（PUT /api/v1/sessions/password）。',
    'Your password was given by somebody else; change it first (PUT /api/v1/sessions/password).',
  ),
  password_wrong: said(403, '当前密码不正确。', 'The present password is wrong.'),
  password_unchanged: said(
    422,
    '新密码与当前密码相同，请另设。',
    'The new password is the present one; choose another.',
  ),
  login_needed: said(
    403,
    '令牌不能用于此操作，请以密码登录后办理。',
    'A token cannot do this; log in with the password.',
  ),
  too_many_requests: said(
    429,
    '尝试次数过多，请在 retryAfter 秒后重试。',
    'Too many tries; wait as many seconds as retryAfter says.',
  ),
  cross_site_request: said(
    403,
    '该请求来自其他网站，已拒绝。请在本系统页面内操作。',
    'The request came from another site and was refused; act from this site.',
  ),
  if_match_required: said(428, '请在 If-Match 中写明您所看到的版本。', 'Say in If-Match which version you looked at.'),
  stale_version: said(
    412,
    '您查看之后已有变动，请重新读取后再决定。',
    'It has changed since you looked; read it again, then decide.',
  ),
  idempotency_key_reused: said(
    422,
    '该 Idempotency-Key 已用于另一请求，请换用新的键。',
    'This Idempotency-Key was used for another request; use a new one.',
  ),
  shutting_down: said(503, '系统正在关闭，请稍后重试。', 'The system is shutting down; try again shortly.'),
  not_ready: said(503, '数据库暂时没有响应，请稍后重试。', 'The database does not answer; try again shortly.'),
  database_gone: said(
    503,
    '数据库没有响应，请求是否已执行不能确定。请稍后以同一 Idempotency-Key 重试，或者先重新读取。',
    'The database does not answer, and whether the request was done is not known. Repeat it with the same Idempotency-Key, or read first.',
  ),
  internal_error: said(
    500,
    '系统内部错误，请求是否已执行不能确定。请先重新读取，并凭请求编号联系管理员。',
    'An internal error; whether the request was done is not known. Read first, and give the request id to the administrator.',
  ),
  not_your_duty: said(403, '该行为不属于您在本机构的职责。', 'This act is not among your duties at this body.'),
  not_your_body: said(403, '该行为应由其他机构作出。', 'This act belongs to another body.'),
  not_your_jurisdiction: said(
    403,
    '所涉机构、人员或者组织不在您所管理的行政区域内。',
    'The bodies, officials or organisations concerned lie outside the jurisdiction whose directory you keep.',
  ),
  submitter_may_not_review: said(
    403,
    '您是申报人，不得参与本件的审核。',
    'You submitted this candidate and may not take part in the review.',
  ),
  handler_may_not_decide: said(
    403,
    '您是本件的经办人，审批应由他人作出。',
    'You handle this case; the decision belongs to another person.',
  ),
  reviewer_may_not_change_duty: said(
    403,
    '您已以另一职责参与本件，不得再以此职责办理。',
    'You have acted on this case in another duty and may not act in this one.',
  ),
  acted_for_another_body: said(
    403,
    '您已代表另一机构参与本件，不得再代表本机构。',
    'You have acted on this case for another body and may not act for this one.',
  ),
  decided_before: said(
    403,
    '您曾对本件作出决定、签署意见、认定核查事项、决定他人回避或者不予回避，或者登记了尚未办结的更正申请，该行为应由其他人员办理。',
    'You have decided or signed in this case, answered for a check, had a colleague step back or let one go on, or registered the correction that is open; another person does this.',
  ),
  conflict_of_interest: said(
    403,
    '与本件存在利害关系（已回避或者已申报）的人员及其代理人不得办理本件。',
    'Whoever has an interest in this case, declared or recorded as a recusal, does not act on it, and neither does their delegate.',
  ),
  same_employer: said(
    403,
    '人选所在单位的人员及其代理人不得办理本件，经其他审批人决定不予回避的除外。',
    'Whoever is of the office that employs the candidate does not act on this case, and neither does their delegate, unless another approver lets them go on.',
  ),
  kept_from_case: said(
    403,
    '该人员或者其所代理的人员不能办理本件。',
    'This official, or the one in whose place they would act, is kept from the case.',
  ),
  absent: said(
    403,
    '您正在请假，期间不办理审核；如已返回，请先结束请假（POST /api/v1/absences/{id}/end）。',
    'You are away by your own declaration and do not review meanwhile; if you are back, end the absence first (POST /api/v1/absences/{id}/end).',
  ),
  assigned_to_another: said(
    403,
    '本件在本环节已由他人认领或者分办给他人；本机构的审批人可以改派。',
    'At this step the case is assigned to a colleague; an approver of the body can assign it anew.',
  ),
  letter_for_another: said(
    403,
    '该函须由本部门其他人员办理。',
    'Somebody else of the department has to deal with this letter.',
  ),
  clock_only: said(
    403,
    '该行为由系统按期限执行，不由人员作出。',
    'This act follows from a deadline; no person does it.',
  ),
  public_only: said(403, '异议由公众在公示页面提出。', 'Objections come from the public, through the notice.'),
  out_of_turn: said(
    409,
    '当前状态下不能作出该行为；可以作出的行为见 acts。',
    'This act is not possible in the present state; acts lists those that are.',
  ),
  supplements_used_up: said(
    409,
    '本环节要求补正的次数已用完，请作出决定或者暂缓。',
    'This step has asked for its last supplement; decide, or defer.',
  ),
  deferrals_used_up: said(
    409,
    '本环节可以暂缓的次数已用完，请作出决定。',
    'This step has deferred the case as often as it may; decide.',
  ),
  supplement_period_over: said(
    409,
    '本环节要求补正的期限已过，逾期不告知的视为材料齐全。',
    'The period in which this step could ask for a supplement is over.',
  ),
  objection_open: said(409, '尚有异议未办结，公示不能结束。', 'An objection is still open; the notice cannot close.'),
  no_objection_open: said(409, '没有待办结的异议。', 'No objection is open.'),
  no_objection_upheld: said(
    409,
    '公示期间只能因查证属实的异议作出不通过的决定。',
    'On notice a candidate can be rejected only for an objection that was upheld.',
  ),
  objection_upheld: said(
    409,
    '有异议查证属实并影响任职，须先作出决定。',
    'An objection was upheld; decide on it before the notice closes.',
  ),
  objection_already_concluded: said(
    409,
    '该异议不存在或者已经办结。',
    'There is no such objection on this case, or it is concluded already.',
  ),
  already_reconsidered: said(
    409,
    '本件已经复核，结论为最终结论。',
    'This case has been reconsidered; the finding is final.',
  ),
  notice_period_running: said(409, '公示期未满，不能结束公示。', 'The notice period is still running.'),
  notice_period_over: said(409, '公示期已满，不再接收异议。', 'The notice period is over.'),
  reconsideration_period_over: said(409, '申请复核的期限已过。', 'The period for asking for reconsideration is over.'),
  period_over_unrecorded: said(
    409,
    '该期限已经届满，系统正在登记其后果，请稍后重新查看后再办理。',
    'A period of this case is over, and what follows from it is being recorded; look at the case again in a moment.',
  ),
  seat_taken: said(
    409,
    '该职务的席位（见 post、seats）在撤销不通过结论之前已由其他当选人填补；待有空缺席位后再行办理。',
    'Others were elected to the seats of the post (see post, seats) before the rejection was set aside; this waits until one is free.',
  ),
  elected_by_another_slate: said(
    409,
    '同一届的另一批次（见 occasion、body）已选出该职务（见 post）的人选，其结果尚未备案、登记或者获批准；一个席位不能同时有两名当选人，本次当选暂不能登记。',
    'Another slate of the same term (see occasion, body) has elected somebody to the post (see post), and that result is not recorded to its end; of one seat two cannot be elected at once.',
  ),
  slate_not_draft: said(409, '该申报已经提交或作废，不能再修改。', 'The slate is no longer a draft.'),
  slate_not_submitted: said(409, '该申报尚未提交。', 'The slate has not been submitted.'),
  case_not_in_slate: said(422, '该人选不属于本次申报。', 'The case does not belong to this slate.'),
  checks_in_the_way: said(
    409,
    '尚有核查事项未通过，也未经认定（见 checks），该行为暂不能作出。请登记核查结果，或者由审批人说明理由予以认定。',
    'Checks stand in the way that neither passed nor were resolved (see checks). Record what was found, or have an approver resolve them with a reason.',
  ),
  corrections_not_offered: said(
    409,
    '审核办法未规定更正，请撤回后重新申报。',
    'The policy of this case provides for no corrections; withdraw the candidate and name them anew.',
  ),
  correction_open: said(
    409,
    '该人选有更正申请尚未办结，须先办结。',
    'A correction of this candidate was asked for and is still open; it is concluded first.',
  ),
  correction_not_open: said(409, '本件没有待办结的更正申请。', 'No correction is open in this case.'),
  correction_repeated: said(
    409,
    '同样的更正此前已申请，且经复核不予更正（见 fields），不重复受理；请就其他内容申请。',
    'The same correction of these fields was refused before, and again when it was reconsidered (see fields); ask for something else.',
  ),
  correction_mixes_refused: said(
    409,
    '此前未予更正的内容（见 fields）须分别申请复核，不得与其他内容一并申请。',
    'What was refused before (see fields) is asked for again by itself, each as it was refused, not together with anything else.',
  ),
  published_on_notice: said(
    409,
    '该内容已经公示（见 fields），不在此更正：须先更正公示。',
    'These fields stand on a public notice (see fields); they are not corrected here but with the notice.',
  ),
  intention_missing: said(
    409,
    '作出该决定前须先告知拟处理意见及理由，听取陈述申辩或者待期限届满。',
    'Before this decision the submitter and the candidate are told what is intended and why, and answer, or let the period pass.',
  ),
  reason_not_intended: said(
    409,
    '所选理由或者所引依据与告知的拟处理理由（见 intended）、依据（见 intendedBasis）不一致；以其他理由或者依据作出决定的，须重新告知。',
    'Those concerned were heard on another reason (see intended) or another legal basis (see intendedBasis); for this one, tell them anew what is intended.',
  ),
  learned_since_intention: said(
    409,
    '告知之后又有新的不利情况（核查结果、部门复函、成立的异议）或者人选信息已更正，须重新告知并听取陈述申辩。',
    'Since those concerned were told, something else became known: a finding, an answer or an objection against the candidate, or corrected data; tell them anew what is intended.',
  ),
  intention_answered: said(
    409,
    '本单位已就本次告知作出陈述申辩。本人在期限内仍可直接向审核机关陈述。',
    'The unit has answered already; the candidate can still speak to the body itself until the period is over.',
  ),
  inquiry_open: said(
    409,
    '尚有征求意见的函未答复（见 inquiries）；逾期未答复不视为无异议。',
    'A department has not answered yet (see inquiries); that it is late is no answer.',
  ),
  inquiry_missing: said(
    409,
    '本环节作出同意前必须征求意见，尚有问题未发函或者未得到答复（见 inquiries）。',
    'Before agreeing, this step has to ask departments and hear them; something is left to ask (see inquiries).',
  ),
  inquiry_not_open: said(409, '该函不在待答复状态。', 'This letter does not wait for an answer, or none does.'),
  inquiry_already_open: said(
    409,
    '同一事项的函已发出，尚未答复。',
    'The same letter was sent already and waits for its answer.',
  ),
  signatures_open: said(
    409,
    '本环节实行会签，签署情况（含决定人本人）尚不足以作出该决定（见 needed、agreed、disagreed、waiting）。',
    'Several sign at this step, and their signatures, with that of whoever decides, do not carry this decision (see needed, agreed, disagreed, waiting).',
  ),
  signature_not_asked: said(
    409,
    '未请您会签，或者您已作出相反的签署；决定由被请会签并作出相同意见的审批人作出。',
    'You were not asked to sign, or have signed otherwise; the decision is made by an approver who was asked and stands behind it.',
  ),
  proposal_missing: said(
    409,
    '本环节须先由经办人提出拟办意见。',
    'At this step a handler proposes before an approver decides.',
  ),
  signature_not_open: said(
    409,
    '没有待签的会签请求，或者该人员不在其中；已签署的不能撤回。',
    'Nobody is being waited for here, or not this person; a signature that was given is not taken back.',
  ),
  asked_by_the_policy: said(
    409,
    '依审核办法，本环节由系统请全体审批人会签，会签请求不能撤回。',
    'At this step the policy has every approver asked; nobody takes such a request back.',
  ),
  signed_before: said(
    409,
    '该人员曾在本环节签署，现请其重新签署；对其的请求不能撤回。',
    'This person has signed at this step before and is asked anew; such a request is not taken back.',
  ),
  not_agreed: said(
    409,
    '被请会签人员的意见已不能形成同意（见 needed、agreed、disagreed），不再增加会签人员；可以请人提出参考意见。',
    'Those who were asked do not agree any more, whoever is still waited for (see needed, agreed, disagreed), so nobody more is asked to sign but for advice.',
  ),
  signer_unfit: said(
    422,
    '所请人员中有人目前不能被请会签（人员和原因见 signers），本次未请任何人。',
    'Somebody you name cannot be asked to sign here (signers says who, and why), so nobody was asked.',
  ),
  asked_already: said(409, '该人员已被请会签，或者已经签署。', 'This person is asked to sign already, or has signed.'),
  not_recused: said(409, '该人员没有需要处理的回避事项。', 'Nothing keeps this person from acting on the case.'),
  recusal_changed: said(
    409,
    '使该人员不能办理本件的利害关系与所列不一致，请重新查看后再决定。',
    'What keeps this person from the case is not what you name; look again before you let them go on.',
  ),
  own_matter: said(
    409,
    '该人员就是人选本人或者当事人本人，不得决定不予回避；由本单位其他人员办理，没有其他人员的，请管理员另行指定人员。',
    'This person is concerned themselves, and nobody lets them go on: another person of the body acts, and where it has none the administrator gives somebody else the duty.',
  ),
  not_of_the_body: said(
    422,
    '只能决定本单位其他人员的回避。',
    'A body decides on recusals of its own people; name somebody else of yours.',
  ),
  too_many_interests: said(
    409,
    '申报的利害关系过多：每 24 小时不超过 aDay 项，有效的和一年内终止的合计不超过 atMost 项。请明日再报；个案可以直接自行回避。',
    'Too many interests: aDay within 24 hours, and atMost that are living or ended within a year. Go on tomorrow; from one case you can step back.',
  ),
  assigned_already: said(409, '已经由该人员办理。', 'It is assigned to this official already.'),
  not_assigned: said(409, '本件未分办给您，无需退回。', 'It is not assigned to you; there is nothing to give back.'),
  assignee_unfit: said(
    422,
    '该人员不能办理本件，原因见 reason；本人办理请用认领。',
    'This official cannot act on the case in that duty: reason says why. Oneself one claims.',
  ),
  check_not_open: said(
    409,
    '该核查事项已经通过，或者已经认定，无须再认定。',
    'This check has passed, or was resolved already; there is nothing to resolve.',
  ),
  check_changed: said(
    409,
    '该核查事项的结果在您查看之后有变化，请重新查看后再认定。',
    'What this check comes to has changed since you looked at it; look again before you answer for it.',
  ),
  vote_not_awaited: said(
    409,
    '本件不在等待选举结果，不能指定选举日：选举前按计划日期判断，选举后按登记的日期判断。',
    'The case is not waiting for the record of its vote, so no day can be named: before, the planned one counts, and after, the one recorded.',
  ),
  check_blocks_elsewhere: said(
    409,
    '该核查事项不影响本环节的决定，应由其所影响的环节认定（见 blocks）。',
    'This check does not stand in the way here; it is resolved where it does (see blocks).',
  ),
  check_unknown: said(
    422,
    '审核办法中没有适用于本件的该核查事项；可选事项见 rules。',
    'The policy has no such check for this case; rules lists those it has.',
  ),
  check_not_asked: said(
    422,
    '审核办法未要求对本件核查该事项（见 checks），不得收集。',
    'The policy does not ask for this check of this case (see checks); what is not asked for is not collected.',
  ),
  department_answered: said(
    409,
    '有关部门已就该事项作出答复（见 check），不得以更轻的核查结果代替；可再次征求意见，或者由审批人员认定；人选出示材料的，可附卷登记（beside），不影响核查结论。',
    'A department has answered for this check (see check), and a finding that makes less of it does not take its place; ask it again, or have an approver resolve the check. A paper that says so can be put on record beside it (beside), and weighs nothing by itself.',
  ),
  adverse_found: said(
    409,
    '该事项此前已登记对人选不利的核查结果（见 check），经办人不得以更轻的结果代替；登记有误的，或者情况已变化的，由审批人员说明理由予以认定，或者由被征求意见的部门自行在本系统另行答复；人选出示材料的，可附卷登记（beside），不影响核查结论。',
    'Something was found against the candidate here before (see check), and no handler records less of it; if it was recorded in error, or is so no longer, an approver resolves the check with a reason, or the department that is asked answers otherwise here itself. A paper that says so can be put on record beside it (beside), and weighs nothing by itself.',
  ),
  finding_days_impossible: said(
    422,
    '核查结果的日期不可能成立：查询日期不得晚于今天，生效、终结日期只用于发现的问题，且不得相互矛盾。',
    'The days of the finding cannot be right: nobody asks after today, and only something adverse has days on which it took effect and ended, in this order.',
  ),
  finding_number_missing: said(
    422,
    '批准须有批准文件，出示的材料须有文号（见 check），请填写其文号（见 field）；没有文号的，什么也不能证明。',
    'An approval is given in a document, and a paper that is shown has a number (see check): name it (see field). Without one it proves nothing.',
  ),
  inquiry_unknown: said(
    422,
    '本环节不征求该项意见；可以征求的见 inquiries。',
    'This is not asked at this step; inquiries lists what is.',
  ),
  question_not_allowed: said(
    422,
    '对该人选没有询问这些问题的依据（见 questions）；可以询问的见 allowed。',
    'For this candidate there is no basis for these questions (see questions); allowed lists those that may be put.',
  ),
  department_missing: said(
    422,
    '名录中没有唯一对应的部门（见 department）；有多个的，请从 bodies 中指明一个；没有的，由管理员录入，或者自行查明并登记核查结果。',
    'The directory has not one such department (see department); where there are several (bodies), name one; where there is none, have an administrator enter it, or record what you find out.',
  ),
  department_unclear: said(
    422,
    '征求意见部门须写明是哪一个部门，其他机构不写。',
    'A consulted department says which department it is, and no other body does.',
  ),
  answers_incomplete: said(
    422,
    '须对函中每个问题各答复一次（见 missing、unknown）。',
    'Each question of the letter is answered once (see missing and unknown).',
  ),
  answer_days_impossible: said(
    422,
    '日期不可能成立：复函不得早于发函，收到不得早于复函、晚于今天。',
    'These days cannot be right: a reply is dated after its letter, and comes after its date and not after today.',
  ),
  election_date_in_future: said(422, '选举日期晚于今天，请核对。', 'The day of the vote lies in the future; check it.'),
  defects_found: said(
    422,
    '申报内容有误，请按 defects 逐项更正；未保存任何内容。',
    'The slate has defects; correct each of them. Nothing was stored.',
  ),
  reason_unknown: said(
    422,
    '所选理由不适用于该行为；可选理由见 codes。',
    'That reason does not fit this act; codes lists those that do.',
  ),
  reason_missing: said(422, '请选择理由并以文字说明。', 'Choose a reason and state it in words.'),
  legal_basis_missing: said(422, '请写明法律、法规或者规范性文件依据。', 'Cite the legal basis.'),
  words_missing: said(422, '请在备注中写明理由。', 'Say why in `remarks`.'),
  no_interest_not_stated: said(
    422,
    '请在作出决定时声明与本案无利害关系（noInterest）；有利害关系的，请回避。',
    'State with the decision that you have no interest in the case (noInterest); if you have one, step back from it.',
  ),
  personal_data_in_text: said(
    422,
    '文字中含有身份证件号码或电话号码，请删去后重新提交。',
    'The text holds an identity or telephone number; take it out and send it again.',
  ),
  supplement_items_missing: said(
    422,
    '退回补正须在 items 中一次列明需要补正的全部内容。',
    'A notice for a supplement lists in `items`, at once, everything that is missing or wrong.',
  ),
  supplement_answers_differ: said(
    422,
    '请逐项答复补正通知所列的每一项，每项一次；items 列出各项的序号。',
    'Answer each item of the notice once, by its number; `items` lists them.',
  ),
  policy_unknown: said(
    422,
    '没有该版本的审核办法；已有版本见 policies。',
    'There is no such version of a policy; policies lists those there are.',
  ),
  policy_missing: said(
    422,
    '该地区在此日期没有生效的审核办法，请联系管理员。',
    'No policy is in force for this jurisdiction on this day; tell the administrator.',
  ),
  body_unknown: said(422, '机构名录中没有该机构。', 'The directory has no such body.'),
  administrator_stands_apart: said(
    422,
    '管理员不得同时承担其他职责。',
    'An administrator holds no other duty: who configures neither reads dossiers nor decides.',
  ),
  own_password: said(
    403,
    '本人的密码请凭当前密码更改（PUT /api/v1/sessions/password）。',
    'Your own password is changed with the present one (PUT /api/v1/sessions/password).',
  ),
  absence_days_impossible: said(
    422,
    '请假的起止日期不成立：起始日不得早于今天，结束日不得早于起始日。',
    'The days of the absence cannot be: it begins today or later, and does not end before it begins.',
  ),
  absence_without_duty: said(
    422,
    '所填范围内该人员没有审核职责；限定职责的，还须写明机构。',
    'The official has no duty of review in this scope; a duty is named together with its body.',
  ),
  absence_reason: said(
    422,
    '为他人登记请假须说明理由；本人请假不填理由。',
    'Whoever declares it for somebody else says why; for oneself no reason is given.',
  ),
  absence_overlaps: said(
    409,
    '与已登记的请假在时间和范围上重叠，请先结束或者调整。',
    'It overlaps an absence that is declared already, in days and in scope; end that one, or choose others.',
  ),
  absence_over: said(409, '该请假已经结束。', 'The absence is over already.'),
  delegate_unfit: said(
    422,
    '该人员不能作为代理人：须为同一机构的其他审核人员，账号可用，且在此期间未请假。',
    'This official cannot be the delegate: another who reviews for the same body, whose account is open, and who is not away themselves.',
  ),
  own_duties: said(
    403,
    '不得变更本人的职责，请由其他管理员办理。',
    'Nobody changes their own duties; another administrator does.',
  ),
  election_counts_impossible: said(
    422,
    '选举人数或者票数不可能成立，请核对。',
    'The numbers of voters and votes cannot be right; check them.',
  ),
  calendar_unknown: said(
    422,
    '没有该机构日历；可选的见 calendars。',
    'There is no such calendar of a body; `calendars` lists those there are.',
  ),
  further_vote_not_allowed: said(
    422,
    '该职务的选举次数已达到适用政策规定的上限，不能再次选举。',
    'The policy allows no further vote on this post; the seats left vacant wait for another occasion.',
  ),
  further_vote_not_open: said(
    422,
    '按照适用政策，该候选人不能参加另行选举。',
    'The policy does not let this candidate stand in a further vote.',
  ),
  further_term_not_carried: said(
    422,
    '该人选连任已满规定届数，得票（votesFor）未达到超届任职所需的票数（needed），不能登记为当选。请与会议记录核对；票数无误的，登记为未当选，或者由审批人按该票数对该核查事项说明理由予以认定。',
    'A term beyond the limit needs more votes (needed) than these (votesFor), so this is no election; check the minutes. If they are right, record that nobody was elected, or have an approver answer for the check with these figures.',
  ),
  more_elected_than_seats: said(
    422,
    '当选人数多于该职务的应选人数（见 post、elected、seats），请与会议记录核对；被撤销结论的当选人在撤销生效前仍占席位。',
    'More are elected to a post than it has seats (see post, elected, seats); check the minutes. Who was elected and then revoked keeps the seat until that is final.',
  ),
  login_taken: said(409, '该登录名已被使用。', 'This login is taken.'),
  election_before_passed: said(
    422,
    '选举日期早于该人选通过审核之日，请核对。',
    'The vote is said to have been held before the candidate passed; check the day.',
  ),
  occasion_under_review: said(
    409,
    '该组织本次换届（成立、调整）已有在办的申报，一次一并办理。由本机构申报的，请将人选加入该申报（见 slate）；由其他机构申报的，请与其联系（见 body）。',
    'The organisation has a slate for this occasion and term under review. If your body submitted it (see slate), add the candidates to it; if not, ask the body that did (see body).',
  ),
  candidate_under_review: said(
    409,
    '该人选在同一组织的同一职务上，或者在本申报的同一审核路径上，已有在办案件（见 posts），请先办结或者撤回；一人的各项职务应一并填报。',
    'This person is under review already for the same post of this organisation, or by the same route on this slate (see posts); end or withdraw that case first, and name them with all their posts.',
  ),
  posts_exclude_each_other: said(
    409,
    '该人选在同一组织担任或者正在接受审核的职务，与此职务不得由一人兼任（见 posts）。',
    'This person holds, or is under review for, a post of this organisation that excludes this one (see posts).',
  ),
  slate_concluded: said(
    409,
    '该申报的案件均已办结，请另行申报。',
    'All cases of this slate have ended; submit a new slate.',
  ),
  correction_empty: said(
    422,
    '请写明要更正的内容；与现有内容相同的（见 fields）无须更正。',
    'Name what is to be corrected, and with another value than it has (see fields).',
  ),
  correction_of_that_not_offered: said(
    422,
    '审核办法未规定更正该类内容（见 fields）；可以更正的见 of。',
    'The policy provides for no correction of these fields; of says which kinds of data can be corrected.',
  ),
  correction_contradicts_identity: said(
    422,
    '更正后的出生日期或者性别与公民身份号码不一致。身份证件号码不能更正：号码不同即为另一人，须撤回后重新申报。',
    'The date of birth or the sex would contradict the identity number. The number is not corrected: another number is another person.',
  ),
  answer_unclear: said(
    422,
    '请填写单位的陈述申辩或者转交的本人陈述；单位放弃陈述申辩的，请写明，且不得同时填写单位陈述。',
    'State what the unit has to say or passes on for the candidate, or that the unit says nothing: not both.',
  ),
  statement_day_impossible: said(
    422,
    '收到日期不得早于告知之日，也不得晚于今天。',
    'A statement is received on or after the day on which the candidate was told, and not after today.',
  ),
  statements_not_considered: said(
    422,
    '已有陈述申辩意见，请写明对其的采纳情况及理由。',
    'Something was said to what was intended: say how it was taken into account, and why.',
  ),
  last_words_need_a_paper: said(
    422,
    '本人表示陈述完毕的，须有来信、电子邮件或者来访时的签字笔录；仅凭电话不得提前结束陈述申辩期限。',
    'That the candidate has said all they want to say is taken from a letter, a mail or a visit with a signed record; on a telephone call the period is not cut short.',
  ),
  candidate_not_replaceable: said(
    409,
    '该人选的案件已经选举或者已经办结（见 state），不能更换；职位仍空缺的，请增补人选。',
    'The case of this candidate has come to its vote or its end (see state), so nobody takes its place; if the seat is free, add a candidate.',
  ),
  replacement_differs: said(
    422,
    '更换人选须一人换一人，职务与被更换人选在办的职务相同（见 posts）。',
    'One candidate replaces one, for the same posts that are under review (see posts).',
  ),
  body_id_taken: said(409, '该机构编号已被使用。', 'This body id is taken.'),
  body_name_taken: said(409, '已有同名机构，请写明全称。', 'Another body has this name; write it in full.'),
  organisation_differs: said(
    422,
    '该社会组织已登记在册，且所填信息与名录不一致（见 differing），请核对。',
    'The organisation is in the directory with other particulars (see differing); check them.',
  ),
  organisation_code_taken: said(
    409,
    '该统一社会信用代码或名称核准文号已属于另一社会组织。',
    'The code or name approval belongs to another organisation.',
  ),
  no_route: said(422, '没有适用于该职务的审核流程。', 'No route covers these posts, or a body it needs is missing.'),
};

/** The words for each defect of a slate; the source stands beside them in the answer. */
export const DEFECT_WORDS: Readonly<Record<DefectRule | WarningRule, Readonly<Record<Language, string>>>> = {
  uscc_shape: { 'zh-CN': '统一社会信用代码应为 18 位。', en: 'A unified social credit code has 18 characters.' },
  uscc_alphabet: {
    'zh-CN': '统一社会信用代码含有不允许的字符（I、O、S、V、Z 等）。',
    en: 'The code holds a character that is not allowed.',
  },
  uscc_check_character: {
    'zh-CN': '统一社会信用代码的校验码不正确。',
    en: 'The check character of the code is wrong.',
  },
  uscc_organisation_code: {
    'zh-CN': '统一社会信用代码中主体标识码的校验码不正确。',
    en: 'The check character of the organisation code is wrong.',
  },
  uscc_kind_differs: {
    'zh-CN': '统一社会信用代码与所填社会组织类型不符。',
    en: 'The code belongs to another kind of organisation.',
  },
  not_of_this_kind: {
    'zh-CN': '这类社会组织不可能属于该情形：以私人财产设立只对基金会，民办学校只对社会服务机构。',
    en: 'An organisation of this kind cannot be so: only a foundation is privately funded in this sense, only a social service institution a school.',
  },
  organisation_unidentified: {
    'zh-CN': '请填写统一社会信用代码；筹备成立的，填写名称核准文号。',
    en: 'Give the code, or for a founding the name approval.',
  },
  body_unknown: { 'zh-CN': '机构名录中没有该机构。', en: 'The directory has no such body.' },
  body_kind_differs: {
    'zh-CN': '该机构在名录中不具有此项职能。',
    en: 'The directory does not give this body that function.',
  },
  body_missing: { 'zh-CN': '审核流程需要该机构，但未填写。', en: 'The route needs this body, and none is named.' },
  submitting_body_foreign: {
    'zh-CN': '申报单位不是该社会组织的任何主管机构。',
    en: 'The submitting body stands in no function to the organisation.',
  },
  election_date_invalid: { 'zh-CN': '选举日期不是有效日期。', en: 'The day of the election is not a date.' },
  election_date_past: {
    'zh-CN': '先审后选：选举日期不得早于今天。',
    en: 'Review comes before the vote: the day of the election has passed.',
  },
  already_founded: {
    'zh-CN': '该社会组织已有审核办结的届次，不能再按成立申报。',
    en: 'A review of this organisation has ended well already, so this is no founding.',
  },
  term_does_not_follow: {
    'zh-CN': '届次与已办结的审核不衔接：届中调整应为现届，换届应为现届或者下一届。',
    en: 'The term does not follow on the one last reviewed: a mid-term change belongs to that one, a re-election to it or to the next.',
  },
  person_twice: {
    'zh-CN': '同一人在本次申报中出现两次，请合并职务。',
    en: 'The same person is on the slate twice; put the posts together.',
  },
  resident_id_shape: {
    'zh-CN': '公民身份号码应为 18 位数字，末位可以是 X。',
    en: 'An identity number has 18 digits; the last may be X.',
  },
  resident_id_date: {
    'zh-CN': '公民身份号码中的出生日期不存在。',
    en: 'The identity number carries a date that does not exist.',
  },
  resident_id_check_digit: {
    'zh-CN': '公民身份号码的校验码不正确。',
    en: 'The check digit of the identity number is wrong.',
  },
  identity_number_shape: {
    'zh-CN': '证件号码应为 5 至 20 位字母或数字。',
    en: 'A document number has 5 to 20 letters or digits.',
  },
  birth_date_invalid: { 'zh-CN': '出生日期不是有效日期。', en: 'The date of birth is not a date.' },
  birth_date_differs: {
    'zh-CN': '出生日期与公民身份号码不一致。',
    en: 'The date of birth contradicts the identity number.',
  },
  sex_differs: { 'zh-CN': '性别与公民身份号码不一致。', en: 'The sex contradicts the identity number.' },
  under_age: { 'zh-CN': '选举之日未满 18 周岁。', en: 'Under 18 on the day of the election.' },
  over_age: { 'zh-CN': '选举之日超过任职年龄界限。', en: 'Over the age limit on the day of the election.' },
  incompatible_posts: { 'zh-CN': '这些职务不得由同一人兼任。', en: 'One person may not hold these posts together.' },
  terms_exhausted: { 'zh-CN': '已达到连任届数上限。', en: 'The limit of consecutive terms is reached.' },
  no_route: { 'zh-CN': '没有适用于该职务的审核流程。', en: 'No route covers this post.' },
  not_informed: {
    'zh-CN': '未写明何时已将个人信息处理事项告知本人，请先告知。',
    en: 'It is not stated that the candidate was told of the processing of their data; tell them first.',
  },
  informed_of_another_version: {
    'zh-CN': '本人收到的个人信息处理告知不是现行版本，请按现行版本重新告知。',
    en: 'The candidate was given another version of the text on the processing of their data than the one in force; give them that.',
  },
  informed_day_impossible: {
    'zh-CN': '告知日期不存在或者晚于今天。',
    en: 'The day on which the candidate was told does not exist, or is yet to come.',
  },
  unknown_area: {
    'zh-CN': '行政区划代码未知，请核对（仅提示）。',
    en: 'The area code is not known; check it (a warning only).',
  },
};

/** Base of the stable problem types (RFC 9457); each reason code has its own, documented in docs/problems.md. */
const TYPE_BASE = 'urn:renxuan:problem:';

export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ReasonCode;
  readonly instance: string;
  readonly [extension: string]: unknown;
}

/** A refusal as problem details, in the reader's language. @param requestId names the request in the logs */
export function problemOf(refusal: Refusal, language: Language, requestId: string): Problem {
  const wording = REFUSALS[refusal.refused];
  const { defects, ...facts } = refusal.facts;
  return {
    type: `${TYPE_BASE}${refusal.refused}`,
    title: wording[language],
    status: wording.status,
    code: refusal.refused,
    instance: `urn:renxuan:request:${requestId}`,
    ...facts,
    ...(Array.isArray(defects) ? { defects: defects.map((defect) => inWords(defect, language)) } : {}),
  };
}

const inWords = (defect: unknown, language: Language) => {
  const { rule } = defect as { rule: DefectRule };
  return { ...(defect as object), message: DEFECT_WORDS[rule][language] };
};

/** The language a reader asked for: English only if it is preferred to Chinese; Chinese otherwise. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const first = (acceptLanguage ?? '').split(',')[0]?.trim().toLowerCase() ?? '';
  return first.startsWith('en') ? 'en' : 'zh-CN';
}
