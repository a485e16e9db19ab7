import type { INestApplicationContext } from '@nestjs/common';
import type { MovableClock } from '../kernel/clock.js';
import { Demo, type DemoCase, type Submitted } from './demo-acts.js';
import { DemoClient, Unexpected } from './demo-client.js';
import type { SeededAccount } from './seed-demo.js';

type Because = { reason?: { code: string; text: string; legalBasis?: string[] } };

const because = (code: string, text: string, ...legalBasis: string[]): Because => ({
  reason: { code, text, legalBasis },
});
/** Drives the three slates from draft to their end, a line a step. @returns whether the record verified at the end */
export async function runDemo(
  nest: INestApplicationContext,
  address: string,
  accounts: readonly SeededAccount[],
  clock: MovableClock,
): Promise<boolean> {
  const demo = new Demo(nest, new DemoClient(address, accounts), clock);
  await demo.defects();
  const dual = await demo.submit('kx-submitter', 'dual-management-re-election');
  const decoupled = await demo.submit('zhdw-submitter', 'decoupled-mid-term');
  const founding = await demo.submit('zhdw-submitter', 'founding-foundation');
  const [party, ...officers] = await reviewDualManagement(demo, dual);
  const [secretaryGeneral] = await reviewDirect(demo, decoupled, ['zhdw', 'jxt', 'mzt']);
  const [president, rejected] = await reviewDirect(demo, founding, ['zhdw', 'mzt']);
  if (!party || !secretaryGeneral || !president || !rejected) throw new Unexpected('A slate lacks a candidate.');
  await rejectTwice(demo, rejected, founding.submitter);

  const notice = await demo.publish('kx-handler', dual.slate, officers);
  await demo.publish('mzt-handler', decoupled.slate, [secretaryGeneral]);
  await demo.publish('mzt-handler', founding.slate, [president]);
  await objectAndConclude(demo, notice, officers);
  await demo.day('2026-11-20');
  await demo.clockActs([...officers], 'kx-handler', 'passed');
  await demo.clockActs([secretaryGeneral, president], 'mzt-handler', 'passed');
  await demo.clockActs([party], 'kx-dw-handler', 'review.superior_examination.awaiting');
  await demo.review(party, 'kx-dw', 'passed');

  await demo.day('2027-01-20');
  await demo.elect(dual, [...officers, party]);
  await demo.review(party, 'kx-dw', 'approved');
  for (const one of officers) await demo.act(one, 'mzt-approver', 'file', 'filed');
  for (const one of officers.filter(alsoRegistered)) await demo.act(one, 'mzt-approver', 'register', 'registered');
  await demo.day('2027-02-26');
  await demo.elect(decoupled, [secretaryGeneral]);
  // The court's list was searched so long ago that it is searched again.
  await demo.settleChecks(secretaryGeneral, 'mzt', 'file');
  await demo.act(secretaryGeneral, 'mzt-approver', 'file', 'filed');
  await demo.day('2027-03-12');
  await demo.elect(founding, [president]);
  await demo.settleChecks(president, 'mzt', 'register');
  await demo.act(president, 'mzt-approver', 'register', 'registered');
  return demo.tally({ approved: 1, filed: 3, notPassed: 1, registered: 2, withdrawn: 1 });
}

const forPartyPost = ({ course }: DemoCase) => course.startsWith('party_post');
const alsoRegistered = ({ course }: DemoCase) => course.endsWith('file_and_register');

/** 双重管理, with a supplement and a withdrawal. @returns the Party secretary, not yet examined, then the officers */
async function reviewDualManagement(demo: Demo, { submitter, cases }: Submitted): Promise<DemoCase[]> {
  const party = cases.filter(forPartyPost);
  const [first, supplemented, leaver, ...others] = cases.filter((one) => !forPartyPost(one));
  if (!first || !supplemented || !leaver) throw new Unexpected('The slate lacks a candidate.');
  const missing = because('materials_incomplete', '缺少所在单位意见', '行政许可法第三十二条');
  await demo.act(supplemented, 'kx-handler', 'return-for-supplement', 'review.supervising_review.supplement', missing);
  await demo.day('2026-11-04');
  const supplied = { remarks: '已补交所在单位意见' };
  await demo.act(supplemented, submitter, 'answer-supplement', 'review.supervising_review.awaiting', supplied);
  await demo.act(leaver, submitter, 'withdraw', 'withdrawn', because('candidate_withdrew', '本人提出不再参选'));
  const officers = [first, supplemented, ...others];
  for (const one of officers) {
    await demo.review(one, 'kx', 'review.party_review.awaiting');
    await demo.review(one, 'kx-dw', 'review.registration_review.awaiting');
    await demo.review(one, 'mzt', 'clearedForNotice');
  }
  return [...party, ...officers];
}

/**
 * 脱钩 and 直接登记; the foundation has no industry department, and that step is passed over on record.
 * @returns the first candidate, cleared for notice, and the others, waiting at the last body
 */
async function reviewDirect(demo: Demo, { cases }: Submitted, bodies: readonly string[]): Promise<readonly DemoCase[]> {
  for (const [index, one] of cases.entries()) {
    for (const body of index === 0 ? bodies : bodies.slice(0, -1)) await demo.review(one, body);
  }
  return cases;
}

/**
 * A rejection, of which the unit and the candidate are told, and heard, before it is final; its reconsideration, by somebody
 * else, who sets it aside; and the second finding, heard anew.
 */
async function rejectTwice(demo: Demo, one: DemoCase, submitter: string): Promise<void> {
  const adverse = because('condition_not_met', '专职任职条件证明不足', '基金会管理条例第二十三条');
  const request = because('disagrees_with_finding', '已有专职劳动合同，请复核');
  const upheld = { outcome: 'upheld', ...because('original_upheld', '维持', '行政许可法') };
  const setAside = {
    outcome: 'overturned',
    ...because('original_set_aside', '事实有误，撤销原结论，重新审核', '行政复议法第六十八条'),
  };
  await demo.act(one, 'mzt-handler', 'accept', 'review.registration_review.deciding');
  await demo.refused(one, 'mzt-approver', 'reject', 'intention_missing', adverse);
  await heardOn(demo, one, 'mzt-approver', adverse, submitter);
  await demo.refused(one, 'mzt-approver', 'reject', 'statements_not_considered', adverse);
  const considered = '单位所称专职手续未见劳动合同，不予采纳（虚构）';
  await demo.act(one, 'mzt-approver', 'reject', 'notPassed', { ...adverse, considered });
  await demo.act(one, submitter, 'reconsider', 'reconsidering', request);
  await demo.refused(one, 'mzt-approver', 'conclude-reconsideration', 'decided_before', upheld);
  await demo.act(one, 'mzt-approver-2', 'conclude-reconsideration', 'review.registration_review.deciding', setAside);
  await heardOn(demo, one, 'mzt-approver-2', adverse, submitter);
  await demo.act(one, 'mzt-approver-2', 'reject', 'notPassed', { ...adverse, considered });
}

/** 拟不予通过告知、陈述申辩: the unit answers, and the candidate writes to the authority that this is all they have to say. */
async function heardOn(demo: Demo, one: DemoCase, who: string, adverse: Because, submitter: string): Promise<void> {
  const here = 'review.registration_review';
  await demo.act(one, who, 'intend-rejection', `${here}.answering`, adverse);
  await demo.act(one, submitter, 'answer-intention', `${here}.answering`, { unit: '本单位已为其办理专职手续（虚构）' });
  const words = { text: '本人陈述完毕（虚构）', receivedOn: demo.today(), channel: 'letter', last: true };
  await demo.act(one, 'mzt-handler', 'statements', `${here}.deciding`, words);
}

/** An anonymous objection to the last candidate of a notice, and its conclusion by one who did not decide the case. */
async function objectAndConclude(demo: Demo, notice: string, officers: readonly DemoCase[]): Promise<void> {
  const last = officers.at(-1);
  if (!last) throw new Unexpected('Nobody is on the notice.');
  const objection = await demo.object(notice, officers.length, last);
  await demo.act(last, 'kx-approver-2', `objections/${objection}/conclude`, 'onNotice', {
    outcome: 'not_proven',
    ...because('objection_not_proven', '经核查，所反映问题查无实据', '本办法异议处理规定'),
  });
}
