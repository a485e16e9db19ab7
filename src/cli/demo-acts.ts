import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { verifyDatabase } from '../audit/verify-database.js';
import { DueCases } from '../cases/due-cases.js';
import { Reader } from '../database/reader.js';
import type { MovableClock } from '../kernel/clock.js';
import { dateInChina } from '../policy/working-days.js';
import { Unexpected, type DemoClient, type Standing } from './demo-client.js';

export interface DemoCase {
  readonly id: string;
  readonly name: string;
  readonly course: string;
  state: string;
  version: number;
}

interface SlateData {
  readonly candidates: { readonly person: { readonly name: string } }[];
}

export interface Submitted {
  readonly slate: string;
  readonly submitter: string;
  readonly cases: readonly DemoCase[];
}

const slateData = (name: string): SlateData =>
  JSON.parse(readFileSync(join('demo-data', 'slates', `${name}.json`), 'utf8')) as SlateData;

interface DemoCheck {
  readonly rule: string;
  readonly verdict: string;
  readonly check: string;
  readonly kind: string;
  readonly result: string;
  readonly blocks: readonly string[];
  readonly step: string | null;
}

/** The steps, each printed as one line: who, for which body, which act, the state that followed, and when it is due. */
export class Demo {
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
    await this.settleChecks(one, body, 'approve');
    const path = `/cases/${one.id}/approve`;
    const standing = await this.client.expect<Standing>(`${body}-approver`, 'POST', path, {}, one.version);
    this.moved(one, standing, expected ?? standing.state);
    this.say(`${body}-approver`, 'approve', one.name, standing.state, standing.dueAt);
  }

  /** What the checks before an act wait for: others are asked and have nothing against the candidate; for the rest an approver answers. */
  async settleChecks(one: DemoCase, body: string, act: string): Promise<void> {
    const asked = (await this.openChecks(one, body, act)).filter(
      ({ kind, result }) => kind !== 'machine' && result !== 'fail',
    );
    if (asked.length > 0) {
      const queriedOn = dateInChina(this.clock.now());
      const findings = [...new Set(asked.map(({ check }) => check))].map((check) => ({
        check,
        answer: 'clear',
        source: '有关部门（虚构）',
        reference: '虚构复函〔2026〕1号',
        queriedOn,
      }));
      await this.act(one, `${body}-handler`, 'findings', one.state, { findings });
    }
    for (const { rule, verdict } of await this.openChecks(one, body, act)) {
      const reason = { code: 'exception_approved', text: '已按章程履行特殊审批程序（虚构）', legalBasis: ['章程'] };
      await this.act(one, `${body}-approver`, `checks/${rule}/resolve`, one.state, { verdict, reason });
    }
  }

  /** The checks that are no pass and stand in the way of an act here. */
  private async openChecks(one: DemoCase, body: string, act: string): Promise<DemoCheck[]> {
    const path = `/cases/${one.id}/checks`;
    const { checks } = await this.client.expect<{ checks: DemoCheck[] }>(`${body}-handler`, 'GET', path);
    return checks.filter(
      ({ result, step, blocks }) =>
        result !== 'pass' && blocks.includes(act) && (act !== 'approve' || one.state.includes(`.${step ?? ''}.`)),
    );
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
      { cases: cases.map(({ id, version }) => ({ caseId: id, version })) },
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

  /** The day in China, YYYY-MM-DD. */
  today(): string {
    return dateInChina(this.clock.now());
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
    const answer = await this.client.send('kx-submitter', 'POST', '/slates', data);
    const defects = answer.body['defects'] as { name: string; rule: string; source: string }[];
    if (answer.status !== 422 || defects.length < 5) throw new Unexpected('The defects were not all named.');
    for (const { name, rule, source } of defects) this.say('kx-submitter', 'draft', name, `refused: ${rule}`, source);
    const checks = answer.body['checks'] as { name: string; rule: string; result: string }[];
    const failed = checks.filter(({ result }) => result === 'fail');
    if (!failed.some(({ rule }) => rule === 'age_limit')) throw new Unexpected('Nobody was told of the age limit.');
    for (const { name, rule, result } of failed)
      this.say('kx-submitter', 'draft', name, `to come: ${rule} ${result}`, null);
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
