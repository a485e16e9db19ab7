import { ACT_WORDS } from '../cases/words.js';
import type { Said, SentenceCode } from '../cases/said.js';
import type { JsonValue } from '../kernel/canonical-json.js';
import type { ReasonCode } from '../kernel/refusal.js';
import type { PeriodKey } from '../policy/terms.js';
import type { Words } from '../policy/words.js';
import { LIFTS } from './lift-sentences.js';
import { REFUSALS } from './refusals.js';
import { WHAT_IFS } from './what-if-sentences.js';

const said = (zh: string, en: string): Words => ({ 'zh-CN': zh, en });

/**
 * Each sentence of why something is so, in both languages, with a place in braces for each fact. One without words does not
 * compile. What stands in the way of an act has its words where the refusals have theirs: they are the same sentences.
 */
export const SENTENCES: Readonly<Record<SentenceCode, Words>> = {
  ...LIFTS,
  ...WHAT_IFS,
  due_period: said(
    '期限“{period}”为{length}个{unit}，依据：{source}。',
    'The period "{period}" is {length} {unit}; source: {source}.',
  ),
  due_starts: said('自{day}起算，当日不计入。', 'It is counted from {day}, which is not counted itself.'),
  due_stopped: said(
    '{day}因“{act}”停止计算，至此已用{counted}日。',
    'On {day} the clock was stopped by "{act}", with {counted} days used in this stretch.',
  ),
  due_stopped_for: said(
    '{day}因“{act}”（{reason}）停止计算，至此已用{counted}日。',
    'On {day} the clock was stopped by "{act}" ({reason}), with {counted} days used in this stretch.',
  ),
  due_reminded: said('{day}已提醒{body}的{duties}。', 'On {day} the {duties} of {body} was reminded.'),
  due_reminder_to_come: said(
    '届时仍未办理的，{day}提醒{body}的{duties}。',
    'If nothing is done by then, the {duties} of {body} will be reminded on {day}.',
  ),
  due_escalated: said('{day}已提请{body}督办。', 'On {day} the case was escalated to {body}.'),
  due_escalation_to_come: said(
    '届时仍未办理的，{day}提请{body}督办。',
    'If nothing is done by then, the case is escalated to {body} on {day}.',
  ),
  due_resumed: said('{day}恢复计算，当日不计入。', 'On {day} it went on; that day is not counted.'),
  due_not_counted: said('休息日不计入：{days}。', 'Rest days are not counted: {days}.'),
  due_holiday: said('{holiday}放假不计入：{days}。', 'Not counted for {holiday}: {days}.'),
  due_rolled: said(
    '期限最后一日为休息日，顺延：{days}。',
    'The last day would be a rest day, so it rolls on past {days}.',
  ),
  due_left_on: said('因此最后一日为{day}。', 'So the last day is {day}.'),
  due_waiting: said(
    '目前停止计算，恢复后还有{left}个{unit}。',
    'The clock is stopped; {left} {unit} are left when it goes on.',
  ),
  due_silence_accepted: said(
    '逾期未告知需要补正的，视为受理。',
    'If nothing is said by then, the papers count as accepted.',
  ),
  due_silence_consent: said(
    '逾期未答复的，视为同意；但有未通过的核查事项等情形除外。',
    'If nothing is said by then, the body counts as agreeing, unless something stands in the way of an approval.',
  ),
  due_kept_open: said(
    '公示期已届满，公示未自动结束；没有未办结的事项时，由经办人结束公示。',
    'The period of the notice is over, and it did not close by itself; a handler closes it when nothing stands in the way.',
  ),
  due_open_for_objections: said(
    '有异议尚未办结，或者查实后尚未处理。',
    'An objection is not concluded, or was upheld and not decided on.',
  ),
  due_open_for_corrections: said(
    '有更正申请尚未办结。',
    'A correction of the data was asked for and is not concluded.',
  ),
  due_open_for_checks: said(
    '有核查事项未通过，尚待查询答复或者由审批人认定。',
    'Checks stand in the way: somebody is asked and answers, or an approver answers for them.',
  ),
  due_goes_on: said(
    '再次告知拟处理意见的，期限“{period}”不因听取陈述申辩停止计算，其最后一日为{day}。',
    'What is intended was told before: the period "{period}" goes on while those concerned are heard again, and its last day is {day}.',
  ),
  due_provisional: said(
    '本系统尚无{year}年的放假安排，该日期为暂定；公布后由系统运行人员录入，并重新计算。',
    'The calendar of {year} is not in this system yet, so the day is provisional; whoever operates it adds it once it is published, and the day is worked out again.',
  ),
  route_version: said(
    '{day}提交，适用当日有效的审核办法{policy}。',
    'Submitted on {day}, so judged under {policy}, in force on that day.',
  ),
  route_fallback: said(
    '{place}当日没有自己的审核办法，适用其上级地区的。',
    '{place} had no policy of its own on that day, so that of the place above it applies.',
  ),
  route_passed_over_regime: said(
    '程序“{route}”不适用于该管理体制（{regime}）。',
    'The route "{route}" is not for this regime ({regime}).',
  ),
  route_passed_over_occasion: said(
    '程序“{route}”不适用于该事由（{occasion}）。',
    'The route "{route}" is not for this occasion ({occasion}).',
  ),
  route_passed_over_posts: said(
    '程序“{route}”不涵盖拟任职务（{posts}）。',
    'The route "{route}" covers none of these posts ({posts}).',
  ),
  route_taken: said(
    '程序“{route}”适用于该管理体制、事由和职务，依据：{source}。',
    'The route "{route}" fits regime, occasion and posts; source: {source}.',
  ),
  route_step: said('“{name}”由{body}办理。', '"{name}" is done by {body}.'),
  route_step_skipped: said(
    '“{name}”：该组织没有相应机构，依规定略过并留痕。',
    '"{name}" is passed over, on record: the organisation names no such body.',
  ),
  route_completion: said('当选后：{acts}。', 'After the vote: {acts}.'),
  route_completion_none: said(
    '最后一个环节的同意即为批准，无须另行备案或者登记。',
    'The last agreement is itself the approval; nothing is filed or registered.',
  ),
};

const PERIOD_WORDS: Readonly<Record<PeriodKey, Words>> = {
  acceptance: said('受理', 'acceptance'),
  decision: said('审核', 'decision'),
  supplement: said('补正', 'supplement'),
  deferral: said('暂缓', 'deferral'),
  publication: said('发布公示', 'publication'),
  notice: said('公示', 'notice'),
  validity: said('审核结论有效期', 'validity'),
  filing: said('备案', 'filing'),
  registration: said('变更登记', 'registration'),
  reconsideration: said('申请复核', 'reconsideration'),
  inquiry: said('征求意见', 'inquiry'),
  answer: said('陈述申辩', 'answer to what is intended'),
};

/** Facts that are codes, as people call them. */
const CODES: Readonly<Record<string, Words>> = {
  working_days: said('工作日', 'working days'),
  calendar_days: said('自然日', 'calendar days'),
  submitter: said('申报人', 'submitter'),
  handler: said('经办人', 'handler'),
  approver: said('审批人', 'approver'),
  president: said('会长（理事长）', 'president'),
  vice_president: said('副会长（副理事长）', 'vice-president'),
  secretary_general: said('秘书长', 'secretary-general'),
  executive_head: said('执行机构负责人', 'executive head'),
  legal_representative: said('法定代表人', 'legal representative'),
  party_secretary: said('党组织书记', 'Party secretary'),
  party_deputy_secretary: said('党组织副书记', 'Party deputy secretary'),
  dual_management: said('双重管理', 'dual management'),
  direct_registration: said('直接登记', 'direct registration'),
  decoupled: said('脱钩', 'decoupled'),
  founding: said('成立', 'founding'),
  re_election: said('换届', 're-election'),
  mid_term: said('届中调整', 'mid-term adjustment'),
  pass: said('通过', 'pass'),
  fail: said('不通过', 'fail'),
  needs_human: said('须由人判断', 'somebody has to judge'),
  unknown: said('尚未查明', 'not known'),
  assumed: said('未查到规定，暂定', 'assumed: no published rule was found'),
  ...ACT_WORDS,
  ...PERIOD_WORDS,
};

/** A sentence as people read it, with the code and the facts for programs. */
export const inWords = ({ code, facts }: Said) => ({ code, words: filled(SENTENCES[code], facts), facts });

/** What stands in the way of an act, in the words of the refusal it would be. */
export const obstacleInWords = (code: ReasonCode): Words => said(REFUSALS[code]['zh-CN'], REFUSALS[code].en);

function filled(sentence: Words, facts: Said['facts']): Words {
  const fill = (language: keyof Words) =>
    sentence[language].replaceAll(/\{(\w+)\}/g, (_, name: string) => textOf(facts[name], language));
  return said(fill('zh-CN'), fill('en'));
}

/** @param fact a code, a text, a number, a list of these, or words in both languages */
function textOf(fact: JsonValue | undefined, language: keyof Words): string {
  if (typeof fact === 'string') return CODES[fact]?.[language] ?? fact;
  if (typeof fact === 'number') return String(fact);
  if (isList(fact)) return fact.map((each) => textOf(each, language)).join(language === 'en' ? ', ' : '、');
  return isWords(fact) ? fact[language] : '—';
}

const isList = (fact: JsonValue | undefined): fact is readonly JsonValue[] => Array.isArray(fact);

const isWords = (fact: JsonValue | undefined): fact is { 'zh-CN': string; en: string } =>
  typeof fact === 'object' && fact !== null && 'zh-CN' in fact && 'en' in fact;
