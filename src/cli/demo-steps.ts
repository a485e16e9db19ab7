import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { DueCases } from '../cases/due-cases.js';
import { Reader } from '../database/reader.js';
import type { MovableClock } from '../kernel/clock.js';
import { dateInChina } from '../policy/working-days.js';
import type { SeededAccount } from './seed-demo.js';
import { verifyDatabase } from '../audit/verify-database.js';
import { DemoClient, Unexpected, type Standing } from './demo-client.js';

interface DemoCase {
  readonly id: string;
  readonly name: string;
  readonly course: string;
  state: string;
  version: number;
}

interface SlateData {
  readonly candidates: { readonly person: { readonly name: string }; why?: string }[];
}

type Because = { reason?: { code: string; text: string; legalBasis?: string[] } };

const because = (code: string, text: string, ...legalBasis: string[]): Because => ({
  reason: { code, text, legalBasis },
});
const slateData = (name: string): SlateData =>
  JSON.parse(readFileSync(join('demo-data', 'slates', `${name}.json`), 'utf8')) as SlateData;

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
  await demo.act(secretaryGeneral, 'mzt-approver', 'file', 'filed');
  await demo.day('2027-03-12');
  await demo.elect(founding, [president]);
  await demo.act(president, 'mzt-approver', 'register', 'registered');
  return demo.tally({ approved: 1, filed: 3, notPassed: 1, registered: 2, withdrawn: 1 });
}

interface Submitted {
  readonly slate: string;
  readonly submitter: string;
  readonly cases: readonly DemoCase[];
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

/** A rejection; its reconsideration, by somebody else, who sets it aside; and the second finding. */
async function rejectTwice(demo: Demo, one: DemoCase, submitter: string): Promise<void> {
  const adverse = because('condition_not_met', '专职任职条件证明不足', '基金会管理条例第二十三条');
  const request = because('disagrees_with_finding', '已有专职劳动合同，请复核');
  const upheld = { outcome: 'upheld', ...because('original_upheld', '维持', '行政许可法') };
  const setAside = {
    outcome: 'overturned',
    ...because('original_set_aside', '事实有误，撤销原结论，重新审核', '行政复议法第六十八条'),
  };
  await demo.act(one, 'mzt-handler', 'accept', 'review.registration_review.deciding');
  await demo.act(one, 'mzt-approver', 'reject', 'notPassed', adverse);
  await demo.act(one, submitter, 'reconsider', 'reconsidering', request);
  await demo.refused(one, 'mzt-approver', 'conclude-reconsideration', 'decided_before', upheld);
  await demo.act(one, 'mzt-approver-2', 'conclude-reconsideration', 'review.registration_review.deciding', setAside);
  await demo.act(one, 'mzt-approver-2', 'reject', 'notPassed', adverse);
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

/** The steps, each printed as one line: who, for which body, which act, the state that followed, and when it is due. */
class Demo {
  constructor(
    private readonly nest: INestApplicationContext,
    private readonly client: DemoClient,
    private readonly clock: MovableClock,
  ) {}

  async submit(submitter: string, file: string): Promise<Submitted> {
    const data = slateData(file);
    const draft = await this.client.expect<{ id: string; version: number }>(submitter, 'POST', '/slates', data);
    this.say(submitter, 'draft', file, 'draft', null);
    const { cases } = await this.client.expect<{ cases: (DemoCase & { candidate: number })[] }>(
      submitter,
      'POST',
      `/slates/${draft.id}/submit`,
      undefined,
      draft.version,
    );
    const named = cases.map((one) => ({ ...one, name: data.candidates[one.candidate]?.person.name ?? '?' }));
    for (const one of named) this.say(submitter, 'submit', one.name, one.state, null);
    return { slate: draft.id, submitter, cases: named };
  }

  /** One act on one case, and the state it must lead to. */
  async act(one: DemoCase, who: string, act: string, expected: string, body: object = {}): Promise<void> {
    const path = `/cases/${one.id}/${act}`;
    const standing = await this.client.expect<Standing>(who, 'POST', path, body, one.version);
    this.moved(one, standing, expected);
    this.say(who, act.replace(/^objections.*/, 'conclude-objection'), one.name, standing.state, standing.dueAt);
  }

  /** Handler accepts, approver agrees. @param expected the state that follows; any, if left out */
  async review(one: DemoCase, body: string, expected?: string): Promise<void> {
    await this.act(one, `${body}-handler`, 'accept', one.state.replace('awaiting', 'deciding'));
    const path = `/cases/${one.id}/approve`;
    const standing = await this.client.expect<Standing>(`${body}-approver`, 'POST', path, {}, one.version);
    this.moved(one, standing, expected ?? standing.state);
    this.say(`${body}-approver`, 'approve', one.name, standing.state, standing.dueAt);
  }

  /** An act that has to be refused, and why. */
  async refused(one: DemoCase, who: string, act: string, reason: string, body: object): Promise<void> {
    const answer = await this.client.send(who, 'POST', `/cases/${one.id}/${act}`, body, one.version);
    if (answer.body['code'] !== reason) throw new Unexpected(`${act} by ${who}: not refused for ${reason}`);
    this.say(who, act, one.name, `refused: ${reason}`, null);
  }

  async publish(who: string, slate: string, cases: readonly DemoCase[]): Promise<string> {
    const notice = await this.client.expect<{ id: string; number: string; endsAt: string }>(
      who,
      'POST',
      `/slates/${slate}/notices`,
      {},
    );
    for (const one of cases) await this.refresh(one, who, 'onNotice');
    this.say(who, 'publish-notice', notice.number, 'onNotice', notice.endsAt);
    return notice.id;
  }

  /** @returns the id of the objection, as the issuing body finds it */
  async object(notice: string, line: number, one: DemoCase): Promise<string> {
    await this.client.expect(null, 'POST', `/notices/${notice}/objections`, {
      line,
      identityClass: 'anonymous',
      facts: '反映该人选业绩材料与事实不符（虚构）',
    });
    await this.refresh(one, 'kx-handler', 'onNotice');
    this.say(null, 'object', one.name, one.state, null);
    const { items } = await this.client.expect<{ items: { id: string }[] }>(
      'kx-handler',
      'GET',
      `/cases/${one.id}/objections`,
    );
    const [objection] = items;
    if (!objection) throw new Unexpected('The objection is not there.');
    return objection.id;
  }

  async elect({ slate, submitter }: Submitted, cases: readonly DemoCase[]): Promise<void> {
    const results = cases.map(({ id, version }) => ({
      caseId: id,
      version,
      elected: true,
      votesFor: 96,
      votesAgainst: 2,
      abstentions: 1,
    }));
    const heldOn = dateInChina(this.clock.now());
    const election = { heldOn, votersDue: 120, votersPresent: 99, results };
    const answer = await this.client.expect<{ cases: Standing[] }>(
      submitter,
      'POST',
      `/slates/${slate}/election`,
      election,
    );
    for (const one of cases) {
      const standing = answer.cases.find(({ id }) => id === one.id);
      if (!standing) throw new Unexpected(`No result for ${one.name}.`);
      this.moved(one, standing, standing.state);
      this.say(submitter, 'record-election', one.name, standing.state, standing.dueAt);
    }
  }

  /** Moves the clock to 10:00 in China on a day, and lets what is due happen. */
  async day(date: string): Promise<void> {
    this.clock.moveTo(`${date}T02:00:00.000Z`);
    this.client.logInAgain();
    const fired = await this.nest.get(DueCases).execute();
    console.log(`  ── ${date} ──  ${fired} deadlines passed`);
  }

  /** What the clock did to some cases while it was moved. */
  async clockActs(cases: readonly DemoCase[], reader: string, expected: string): Promise<void> {
    for (const one of cases) {
      const file = await this.client.expect<Standing & { history: { act: string }[] }>(
        reader,
        'GET',
        `/cases/${one.id}`,
      );
      this.moved(one, file, expected);
      this.say('the clock', file.history.at(-1)?.act ?? '', one.name, one.state, file.dueAt ?? null);
    }
  }

  /** The slate with defects: refused whole, every defect named. */
  async defects(): Promise<void> {
    const data = slateData('bad-input');
    for (const candidate of data.candidates) delete candidate.why;
    const answer = await this.client.send('kx-submitter', 'POST', '/slates', { ...data, electionDate: '2027-06-20' });
    const defects = answer.body['defects'] as { name: string; rule: string; source: string }[];
    if (answer.status !== 422 || defects.length < 5) throw new Unexpected('The defects were not all named.');
    for (const { name, rule, source } of defects) this.say('kx-submitter', 'draft', name, `refused: ${rule}`, source);
  }

  async tally(expected: Readonly<Record<string, number>>): Promise<boolean> {
    const reader = this.nest.get(Reader);
    const rows = await reader.query<{ state: string; cases: number }>(
      'SELECT state, CAST(count(*) AS INTEGER) AS cases FROM cases GROUP BY state ORDER BY state',
    );
    const counts = Object.fromEntries(rows.map(({ state, cases }) => [state, cases]));
    const verified = await verifyDatabase(reader);
    console.log(`\nCases: ${rows.map(({ state, cases }) => `${cases} ${state}`).join(', ')}`);
    if ('why' in verified) {
      console.error(`The record does NOT fit: ${verified.chain} entry ${verified.seq}, ${verified.why}`);
      return false;
    }
    console.log(`Record: ${verified.chains} chains with ${verified.entries} entries, every one fits.`);
    const same =
      rows.length === Object.keys(expected).length && rows.every(({ state, cases }) => expected[state] === cases);
    if (!same) console.error(`Expected ${JSON.stringify(expected)}, found ${JSON.stringify(counts)}.`);
    return same;
  }

  private async refresh(one: DemoCase, who: string, expected: string): Promise<void> {
    this.moved(one, await this.client.expect<Standing>(who, 'GET', `/cases/${one.id}`), expected);
  }

  private moved(one: DemoCase, standing: Pick<Standing, 'state' | 'version'>, expected: string): void {
    one.state = standing.state;
    one.version = standing.version;
    if (standing.state !== expected) throw new Unexpected(`${one.name}: ${standing.state}, expected ${expected}`);
  }

  private say(who: string | null, act: string, what: string, state: string, end: string | null): void {
    const due = end === null || !end.endsWith('Z') ? (end ?? '') : `due ${lastMoment(end)}`;
    const body = who === null ? 'the public' : this.client.dutiesOf(who).replace(/^\w+ at /, '');
    const cells = [who ?? 'anonymous', body, act, what, state, due];
    const widths = [17, 11, 26, 21, 43, 0];
    console.log(cells.map((cell, i) => cell + ' '.repeat(Math.max((widths[i] ?? 0) - width(cell), 1))).join(''));
  }
}

/** The end of a period as people in China write it: the last day, to its end. */
const lastMoment = (instant: string): string => `${dateInChina(new Date(Date.parse(instant) - 1).toISOString())} 24:00`;

/** Columns on a terminal, where a Chinese character takes two. */
const width = (text: string): number =>
  [...text].reduce((sum, c) => sum + (/[\u2e80-\uffff]|[\u{20000}-\u{3ffff}]/u.test(c) ? 2 : 1), 0);
