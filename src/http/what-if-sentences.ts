import type { SentenceCode } from '../cases/said.js';
import type { Words } from '../policy/words.js';

const said = (zh: string, en: string): Words => ({ 'zh-CN': zh, en });

/** Of what would be otherwise: the codes of `cases/said` that begin so. */
type WhatIfCode = Extract<SentenceCode, `what_if_${string}`>;

/** What `what-if` says, in both languages, with a place in braces for each fact. */
export const WHAT_IFS: Readonly<Record<WhatIfCode, Words>> = {
  what_if_no_route: said('该版本没有适用于这些职务的程序。', 'That version has no route for these posts.'),
  what_if_step_more: said('多一个环节：“{name}”，由{body}办理。', 'One step more: "{name}", by {body}.'),
  what_if_step_less: said('少一个环节：“{name}”。', 'One step fewer: "{name}".'),
  what_if_step_passed_over: said(
    '“{name}”：该组织没有相应机构，依规定略过。',
    '"{name}" would be passed over: the organisation names no such body.',
  ),
  what_if_step_refused: said(
    '“{name}”：该组织没有相应机构，这样的申报不会被受理，须先指明该机构。',
    '"{name}": the organisation names no such body, so a slate like this would be refused until it does.',
  ),
  what_if_period_longer: said(
    '期限“{period}”延长：由{lengthNow}变为{length}个{unit}。',
    'The period "{period}" would be longer: {length} {unit} instead of {lengthNow}.',
  ),
  what_if_period_shorter: said(
    '期限“{period}”缩短：由{lengthNow}变为{length}个{unit}。',
    'The period "{period}" would be shorter: {length} {unit} instead of {lengthNow}.',
  ),
  what_if_period_other: said(
    '期限“{period}”由{lengthNow}个{unitNow}变为{length}个{unit}。',
    'The period "{period}" would be {length} {unit} instead of {lengthNow} {unitNow}.',
  ),
  what_if_period_new: said(
    '另有期限“{period}”，为{length}个{unit}。',
    'There would be a period "{period}", of {length} {unit}.',
  ),
  what_if_period_none: said('没有期限“{period}”。', 'There would be no period "{period}".'),
  what_if_due: said(
    '现行期限的最后一日由{now}变为{then}。',
    'The last day of the deadline that runs would be {then} instead of {now}.',
  ),
  what_if_check: said(
    '核查“{check}”的结果由“{now}”变为“{then}”。',
    'The check "{check}" would come to "{then}" instead of "{now}".',
  ),
  what_if_check_more: said(
    '另有核查“{check}”，结果为“{then}”。',
    'The check "{check}" would be asked for, too, and come to "{then}".',
  ),
  what_if_check_less: said('不再有核查“{check}”。', 'The check "{check}" would not be asked for.'),
  what_if_check_blocks: said(
    '核查“{check}”未通过又未经认定的，将不能作出：{acts}。',
    'Where it is no pass and nobody answered for it, the check "{check}" would stand in the way of: {acts}.',
  ),
  what_if_check_warns: said(
    '核查“{check}”未通过的，作出下列行为时仅作提示：{acts}。',
    'Where it is no pass, the check "{check}" would only warn beside: {acts}.',
  ),
  what_if_check_frees: said(
    '核查“{check}”不再影响：{acts}。',
    'The check "{check}" would have nothing to do any more with: {acts}.',
  ),
  what_if_same: said('没有不同。', 'Nothing would be otherwise.'),
  what_if_nothing: said(
    '没有作任何假设：可以假设选举日期（heldOn）、决定日期（askedOn）或者审核办法的版本（policy）。',
    'Nothing was supposed: a day of the vote (heldOn), a day of the decision (askedOn) or a version of a policy (policy) can be.',
  ),
  what_if_deadlines: said(
    '只有核查按所设的日期（{days}）判断；期限按{today}的情况计算，其中的事项到时可能已经逾期或者另行起算。',
    'Only the checks are judged on the days supposed ({days}); deadlines are counted as they are on {today}, and may be over by then, or others may run.',
  ),
};
