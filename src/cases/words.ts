import type { Words } from '../policy/words.js';
import type { Course } from '../policy/route.js';
import type { CaseAct } from '../workflow/events.js';

const said = (zh: string, en: string): Words => ({ 'zh-CN': zh, en });

/** Each act as people call it; an act without words does not compile. */
export const ACT_WORDS: Readonly<Record<CaseAct, Words>> = {
  submit: said('提交', 'Submit'),
  accept: said('受理', 'Accept'),
  approve: said('同意', 'Approve'),
  reject: said('不通过', 'Reject'),
  return_for_supplement: said('退回补正', 'Return for a supplement'),
  answer_supplement: said('提交补正', 'Answer the supplement'),
  defer: said('暂缓', 'Defer'),
  resume: said('恢复办理', 'Resume'),
  record_findings: said('登记核查结果', 'Record findings'),
  resolve_check: said('认定核查事项', 'Resolve a check'),
  send_inquiry: said('征求意见', 'Ask a department'),
  answer_inquiry: said('答复征求意见', 'Answer an inquiry'),
  register_answer: said('登记书面答复', 'Register an answer'),
  take_back_inquiry: said('撤回征求意见', 'Take an inquiry back'),
  inquiry_overdue: said('征求意见逾期未复', 'Mark an inquiry overdue'),
  ask_signatures: said('请求会签', 'Ask for signatures'),
  remove_signature: said('撤回会签请求', 'Take a request to sign back'),
  sign: said('会签', 'Sign'),
  propose: said('提出拟办意见', 'Propose a decision'),
  recuse: said('自行回避', 'Step back'),
  order_recusal: said('责令回避', 'Have somebody step back'),
  waive_recusal: said('不予回避', 'Let go on despite an interest'),
  intend_rejection: said('告知拟不予通过', 'Tell of an intended rejection'),
  intend_revocation: said('告知拟撤销', 'Tell of an intended revocation'),
  answer_intention: said('陈述申辩', 'Answer what is intended'),
  record_statement: said('登记本人陈述', 'Record what the candidate says'),
  drop_intention: said('不再作拟处理', 'Give up what was intended'),
  close_answering: said('逾期未陈述申辩', 'Go on without an answer'),
  ask_correction: said('申请更正', 'Ask for a correction'),
  register_correction: said('登记更正申请', 'Register that a correction is asked for'),
  conclude_correction: said('办结更正', 'Conclude a correction'),
  note_correction: said('更正告知', 'Note a correction made in another case'),
  claim: said('认领', 'Claim'),
  assign: said('分办', 'Assign'),
  release: said('退回分办', 'Give back'),
  withdraw: said('撤回', 'Withdraw'),
  supersede: said('更换人选', 'Replace by another candidate'),
  publish_notice: said('发布公示', 'Publish the notice'),
  object: said('提出异议', 'Object'),
  conclude_objection: said('办结异议', 'Conclude an objection'),
  close_notice: said('结束公示', 'Close the notice'),
  record_election: said('报告选举结果', 'Report the election'),
  file: said('备案', 'File'),
  register: said('登记', 'Register'),
  reconsider: said('申请复核', 'Ask for reconsideration'),
  conclude_reconsideration: said('办结复核', 'Conclude the reconsideration'),
  become_final: said('结论生效', 'Become final'),
  deem_accepted: said('视为受理', 'Count as accepted'),
  deem_consent: said('视为同意', 'Count as agreed to'),
  mark_overdue: said('逾期', 'Mark overdue'),
  lapse: said('失效', 'Lapse'),
  revoke: said('撤销', 'Revoke'),
};

/** Where a case can rest, by the last part of its state. */
const STATE_WORDS: Readonly<Record<string, Words>> = {
  draft: said('草稿', 'Draft'),
  awaiting: said('待受理', 'awaiting acceptance'),
  deciding: said('审核中', 'being decided'),
  supplement: said('补正中', 'waiting for a supplement'),
  inquiring: said('征求意见中', 'waiting for a department'),
  deferred: said('暂缓办理', 'deferred'),
  answering: said('待陈述申辩', 'an intended rejection can be answered'),
  clearedForNotice: said('待公示', 'Cleared for notice'),
  onNotice: said('公示中', 'On notice'),
  answeringOnNotice: said('公示中，待陈述申辩', 'On notice, an intended rejection can be answered'),
  answeringRevocation: said('拟撤销，待陈述申辩', 'An intended revocation can be answered'),
  reconsideringRevocation: said('撤销复核中', 'Revocation being reconsidered'),
  reconsideringRevocationAfterEnd: said('已办结，撤销复核中', 'Concluded, revocation being reconsidered'),
  answeringRevocationAfterEnd: said('已办结，拟撤销，待陈述申辩', 'Concluded, an intended revocation can be answered'),
  passed: said('已通过，待选举', 'Passed, to be elected'),
  elected: said('已当选', 'Elected'),
  filed: said('已备案', 'Filed'),
  registered: said('已登记', 'Registered'),
  approved: said('已批准', 'Approved'),
  notPassed: said('未通过', 'Not passed'),
  reconsidering: said('复核中', 'Being reconsidered'),
  notElected: said('未当选', 'Not elected'),
  withdrawn: said('已撤回', 'Withdrawn'),
  superseded: said('已更换人选', 'Replaced by another candidate'),
  lapsed: said('已失效', 'Lapsed'),
  revoked: said('已撤销', 'Revoked'),
};

/** A state as people call it, with the step's name from the policy before it; undefined if it has no words. */
export function stateWords({ route }: Course, state: string): Words | undefined {
  const [, name = state, rest] = /^review\.(\w+)\.(\w+)$/.exec(state) ?? [];
  const words = STATE_WORDS[rest ?? name];
  if (rest === undefined) return words;
  const step = route.stages.find((stage) => stage.kind === 'review' && stage.step === name);
  if (!words || step?.kind !== 'review') return undefined;
  return said(`${step.name['zh-CN']}：${words['zh-CN']}`, `${step.name.en}: ${words.en}`);
}
