// Why: what stands in the way of an act and what would lift it, why a case is due, why it goes its way, and what would be if.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { say, SENTENCE_CODES } from '../../src/cases/said.js';
import { PolicyBook, type Track } from '../../src/cases/policy-book.js';
import { whatIfSaid, type Compared } from '../../src/cases/what-if-said.js';
import { whyDue } from '../../src/cases/why-due.js';
import { liftsOf, type Wish } from '../../src/cases/lifts.js';
import { explainRoute } from '../../src/cases/why-route.js';
import { refuse, type ReasonCode, type Refusal } from '../../src/kernel/refusal.js';
import { NOBODY } from '../../src/policy/may-act.js';
import type { Quorum, Vote } from '../../src/policy/quorum.js';
import { inWords, SENTENCES } from '../../src/http/sentences.js';
import { NEW_CASE } from '../../src/workflow/events.js';
import {
  act,
  because,
  clearForNotice,
  look,
  onDay,
  publish,
  objectTo,
  submittedCase,
  type TestCase,
} from '../support/cases.js';
import { Reader } from '../../src/database/reader.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';
import { candidate, decoupledSlate, dualSlate } from '../support/slates.js';
import { SHIPPED_POLICY, hearingChart, shippedCourse } from '../workflow/shipped-courses.js';

const placesIn = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe('a sentence', () => {
  it.each(SENTENCE_CODES)('%s speaks of the same facts in both languages', (code) => {
    const { 'zh-CN': zh, en } = SENTENCES[code];
    expect(placesIn(zh)).toEqual(placesIn(en));
    expect([zh.trim(), en.trim()]).not.toContain('');
  });
});

interface Sentence {
  readonly code: string;
  readonly words: { readonly 'zh-CN': string; readonly en: string };
}
interface Obstacle extends Sentence {
  readonly lifts: readonly Sentence[];
}

/** Every sentence that these tests were told, so that each of the catalogue is seen once, and none with a gap. */
const told = new Set<string>();
function hear(sentences: readonly Sentence[]): readonly string[] {
  for (const { code, words } of sentences) {
    told.add(code);
    expect([code, `${words['zh-CN']}${words.en}`]).toEqual([code, expect.not.stringMatching(/[{}]|—|undefined|null/)]);
  }
  return sentences.map(({ code }) => code);
}

describeOnBothDatabases('why', (open) => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse(await open());
  });
  afterAll(() => house.close());

  let one: TestCase;
  beforeEach(async () => {
    one = await submittedCase(house);
  });

  async function whyNot(of: TestCase, who: string, act: string, official = '') {
    const query = official === '' ? '' : `&official=${official}`;
    const { status, body } = await house.ask(who, 'GET', `/cases/${of.id}/why-not?act=${act}${query}`);
    expect(status).toBe(200);
    const obstacles = body['obstacles'] as Obstacle[];
    expect(body['allowed']).toBe(obstacles.length === 0);
    return obstacles.map(({ code, words, lifts }) => {
      expect([words['zh-CN'], words.en]).not.toContain('');
      return [code, ...hear(lifts)];
    });
  }
  const english = async (of: TestCase, who: string, act: string) => {
    const { body } = await house.ask(who, 'GET', `/cases/${of.id}/why-not?act=${act}`);
    return (body['obstacles'] as Obstacle[]).flatMap(({ lifts }) => lifts.map(({ words }) => words.en));
  };

  it('not: nothing stands in the way of what is allowed', async () => {
    expect(await whyNot(one, 'kx-handler', 'accept')).toEqual([]);
  });

  it('not: another body or duty, and what would have to come first', async () => {
    expect(await whyNot(one, 'kx-approver', 'approve')).toEqual([['out_of_turn', 'lift_body_acts']]);
    expect(await english(one, 'kx-approver', 'approve')).toEqual(['First 浙江省科学技术协会 has to act: Accept.']);
    expect(await whyNot(one, 'kx-approver', 'accept')).toEqual([['not_your_duty', 'lift_duty', 'lift_colleagues']]);
    expect(await whyNot(one, 'kx-submitter', 'mark_overdue')).toEqual([['clock_only', 'lift_clock']]);
    await act(house, one, 'kx-handler', 'accept');
    await act(house, one, 'kx-approver', 'approve');
    expect(await whyNot(one, 'kx-handler', 'accept')).toEqual([['not_your_body', 'lift_body_of_act']]);
  });

  it('not: those concerned were not told, where the policy has them told first', async () => {
    const { organisation, ...rest } = dualSlate();
    const city = await submittedCase(house, { ...rest, organisation: { ...organisation, jurisdiction: '330200' } });
    await act(house, city, 'kx-handler', 'accept');
    expect(await whyNot(city, 'kx-approver', 'reject')).toEqual([['intention_missing', 'lift_intention']]);
  });

  it('not: somebody asked for a correction of the data', async () => {
    await act(house, one, 'kx-handler', 'accept');
    const asked = { fullTime: true, why: '录入时有误（虚构）', evidence: '虚构证〔2026〕3号' };
    await act(house, one, 'kx-submitter', 'corrections', asked);
    expect(await whyNot(one, 'kx-approver', 'approve')).toEqual([['correction_open', 'lift_correction']]);
  });

  it('not: all that stands in the way at once, of oneself and of a colleague', async () => {
    for (const body of ['kx', 'kx-dw']) {
      await act(house, one, `${body}-handler`, 'accept');
      await act(house, one, `${body}-approver`, 'approve');
    }
    await act(house, one, 'mzt-handler', 'accept');
    const second = String((await house.ask('mzt-approver-2', 'GET', '/sessions/current')).body['official']);
    await act(house, one, 'mzt-handler', 'signatures', { officials: [second], weight: 'binding' });
    expect(await whyNot(one, 'mzt-approver', 'approve')).toEqual([
      ['signatures_open', 'lift_signatures'],
      ['checks_in_the_way', 'lift_check_answered', 'lift_check_resolved'],
    ]);
    await act(house, one, 'mzt-approver', 'claim', { duty: 'approver' });
    expect(await whyNot(one, 'mzt-handler', 'resolve_check', second)).toEqual([
      ['assigned_to_another', 'lift_assigned', 'lift_colleagues'],
    ]);
    await act(house, one, 'mzt-approver', 'release', { duty: 'approver' });
    const away = await house.ask('mzt-approver-2', 'POST', '/absences', { from: '2026-11-02', to: '2026-11-02' });
    expect(await whyNot(one, 'mzt-handler', 'sign', second)).toEqual([
      ['absent', 'lift_absence_over', 'lift_another_person', 'lift_colleagues'],
    ]);
    await house.ask('mzt-approver-2', 'POST', `/absences/${String(away.body['id'])}/end`);
    await act(house, one, 'mzt-approver-2', 'recusals', { ground: 'relative' });
    expect(await whyNot(one, 'mzt-handler', 'approve', second)).toEqual([
      ['kept_from_case', 'lift_another_person', 'lift_colleagues'],
      ['checks_in_the_way', 'lift_check_answered', 'lift_check_resolved'],
    ]);
    // Who may let them go on is told what it is.
    expect(await whyNot(one, 'mzt-approver', 'approve', second)).toEqual([
      ['conflict_of_interest', 'lift_another_person', 'lift_waiver', 'lift_colleagues'],
      ['checks_in_the_way', 'lift_check_answered', 'lift_check_resolved'],
    ]);
    expect(await whyNot(one, 'mzt-approver', 'sign')).toEqual([['signature_not_asked', 'lift_be_asked']]);
    // Once nobody of the body is left who could, that is what is said.
    await act(house, one, 'mzt-approver', 'recusals', { ground: 'other' });
    expect((await whyNot(one, 'mzt-handler', 'approve', second))[0]).toEqual([
      'kept_from_case',
      'lift_another_person',
      'lift_nobody_free',
    ]);
    // Who submits is told whose act it is, and nothing of what others answered or signed.
    expect(await whyNot(one, 'kx-submitter', 'approve')).toEqual([['not_your_body', 'lift_body_of_act']]);
    const stranger = await house.ask(
      'mzt-handler',
      'GET',
      `/cases/${one.id}/why-not?act=approve&official=${crypto.randomUUID()}`,
    );
    expect(stranger.status).toBe(404);
    expect((await house.ask('jxt-handler', 'GET', `/cases/${one.id}/why-not?act=approve`)).status).toBe(404);
  });

  it('not: on notice, until its last day is over and every objection concluded', async () => {
    const noticed = await submittedCase(house);
    await clearForNotice(house, noticed);
    const notice = await publish(house, 'kx-handler', [noticed]);
    expect(await whyNot(noticed, 'kx-handler', 'close_notice')).toEqual([['notice_period_running', 'lift_day']]);
    expect(await whyNot(noticed, 'kx-approver', 'object')).toEqual([['public_only', 'lift_public']]);
    await objectTo(house, notice);
    await look(house, noticed, 'kx-handler');
    expect(await whyNot(noticed, 'kx-approver-2', 'intend_rejection')).toEqual([
      ['objection_open', 'lift_objections_concluded'],
    ]);
    const { body } = await house.ask('kx-handler', 'GET', `/cases/${noticed.id}/objections`);
    const [{ id }] = body['items'] as [{ id: string }];
    const proven = { outcome: 'proven_with_effect', ...because('objection_proven') };
    await act(house, noticed, 'kx-approver-2', `objections/${id}/conclude`, proven);
    expect(await whyNot(noticed, 'kx-handler', 'close_notice')).toEqual([
      ['objection_upheld', 'lift_decision_on_objection'],
      ['notice_period_running', 'lift_day'],
    ]);
    await act(house, noticed, 'kx-submitter', 'withdraw', because('candidate_withdrew'));
    expect(await whyNot(noticed, 'kx-approver', 'approve')).toEqual([['out_of_turn', 'lift_nothing']]);
  });

  it('not: before a handler has proposed, where the policy wants it', async () => {
    const body = {
      id: 'hz-shgzb',
      name: '某社会工作部（虚构）',
      kinds: ['social_work_department'],
      jurisdiction: '330100',
    };
    await house.ask('administrator', 'POST', '/bodies', body);
    await house.enter('hz-handler', { body: 'hz-shgzb', duty: 'handler' });
    await house.enter('hz-approver', { body: 'hz-shgzb', duty: 'approver' });
    const { organisation, ...rest } = decoupledSlate([candidate(3)]);
    const local = { ...organisation, jurisdiction: '330100', socialWorkDepartment: 'hz-shgzb' };
    const joint = await submittedCase(house, { ...rest, organisation: local });
    for (const reviewer of ['zhdw', 'jxt']) {
      await act(house, joint, `${reviewer}-handler`, 'accept');
      await act(house, joint, `${reviewer}-approver`, 'approve');
    }
    await act(house, joint, 'hz-handler', 'accept');
    expect(await whyNot(joint, 'hz-approver', 'approve')).toEqual([['proposal_missing', 'lift_proposal']]);
  });

  it('due: the days that count and those that do not, in sentences', async () => {
    const { body } = await house.ask('kx-submitter', 'GET', `/cases/${one.id}/deadline`);
    expect(hear(body['why'] as Sentence[])).toEqual(['due_period', 'due_starts', 'due_not_counted', 'due_left_on']);
    expect((body['why'] as Sentence[]).map(({ words }) => words['zh-CN'])).toEqual([
      '期限“受理”为5个工作日，依据：行政许可法（2019）。',
      '自2026-11-02起算，当日不计入。',
      '休息日不计入：2026-11-07、2026-11-08。',
      '因此最后一日为2026-11-09。',
    ]);
    await act(house, one, 'kx-handler', 'return-for-supplement', because('materials_incomplete'));
    await act(house, one, 'kx-submitter', 'answer-supplement', { remarks: '已补正' });
    const resumed = (await house.ask('kx-handler', 'GET', `/cases/${one.id}/deadline`)).body['why'] as Sentence[];
    expect(hear(resumed)).toEqual([
      'due_period',
      'due_starts',
      'due_stopped_for',
      'due_resumed',
      'due_not_counted',
      'due_left_on',
    ]);
  });

  it('this route: the version, the routes passed over, each step with its body, and the end', async () => {
    const ask = async (of: TestCase, who: string) => (await house.ask(who, 'GET', `/cases/${of.id}/why-route`)).body;
    expect(hear((await ask(one, 'kx-submitter'))['why'] as Sentence[])).toEqual([
      'route_version',
      'route_taken',
      'route_step',
      'route_step',
      'route_step',
      'route_completion',
    ]);
    const { organisation, ...rest } = decoupledSlate([candidate(1, ['president'])]);
    const { industryDepartment: _none, ...without } = organisation;
    const local = { ...rest, organisation: { ...without, jurisdiction: '330300' } } as unknown as ReturnType<
      typeof decoupledSlate
    >;
    const decoupled = await submittedCase(house, local);
    const answer = await ask(decoupled, 'zhdw-submitter');
    expect(hear(answer['why'] as Sentence[])).toEqual([
      'route_version',
      'route_fallback',
      'route_passed_over_regime',
      'route_taken',
      'route_step',
      'route_step_skipped',
      'route_step',
      'route_completion',
    ]);
    expect(answer).toMatchObject({ policy: '330000/2026-07-01', route: 'direct_or_decoupled', completion: 'file' });
  });

  it('this route: from what it was chosen from, whatever becomes of the organisation', async () => {
    const asked = async () => [
      (await house.ask('kx-submitter', 'GET', `/cases/${one.id}/why-route`)).body,
      (await house.ask('kx-submitter', 'GET', `/cases/${one.id}/what-if?policy=330200/2026-07-01`)).body,
    ];
    const before = await asked();
    const { organisation } = (await look(house, one, 'kx-handler')) as unknown as {
      organisation: { id: string; name: string };
    };
    const { organisation: particulars } = dualSlate();
    const [{ uscc } = { uscc: '' }] = await house.nest
      .get(Reader)
      .query<{ uscc: string }>('SELECT uscc FROM organisations WHERE id = ?', [organisation.id]);
    const changed = { ...particulars, name: organisation.name, uscc, regime: 'decoupled', jurisdiction: '330100' };
    const answer = await house.ask('administrator', 'PUT', `/organisations/${organisation.id}`, changed, {
      version: 1,
    });
    expect(answer.status).toBe(200);
    expect(await asked()).toEqual(before);
  });

  it('what if: on another day of the vote, or under another version, without a change to the case', async () => {
    const old = await submittedCase(house, dualSlate([candidate(2, ['vice_president'], '1956-01-02')]));
    const ask = async (query: string, who = 'kx-handler') =>
      (await house.ask(who, 'GET', `/cases/${old.id}/what-if?${query}`)).body;
    expect(await ask('')).toMatchObject({ version: old.version, periods: [], checks: [] });
    const later = await ask('heldOn=2027-01-05');
    expect(later['checks']).toMatchObject([{ rule: 'age_limit', now: 'pass', then: 'fail' }]);
    expect(hear(later['said'] as Parameters<typeof hear>[0])).toEqual(['what_if_check', 'what_if_deadlines']);
    const city = await ask('policy=330200/2026-07-01');
    expect(city['periods']).toMatchObject([
      { period: 'decision', now: { length: 10 }, then: { length: 7 } },
      { period: 'notice', now: { length: 5 }, then: { length: 7 } },
    ]);
    expect(city['due']).toMatchObject({ now: '2026-11-09', then: '2026-11-09', provisional: false });
    const before = await ask('policy=330000/2024-04-15');
    expect(before['periods']).toContainEqual(expect.objectContaining({ period: 'answer', then: null }));
    expect((before['checks'] as { then: string | null }[]).every(({ then }) => then === null)).toBe(true);
    // A submitter is told of what follows from the submission alone.
    const own = (await ask('policy=330000/2024-04-15', 'kx-submitter'))['checks'] as object[];
    expect(own.length).toBeLessThan((before['checks'] as object[]).length);
    expect(await ask('policy=330000/2020-01-01')).toMatchObject({ code: 'policy_unknown' });
    expect(await look(house, old, 'kx-handler')).toMatchObject({ version: old.version });
  });

  // From here on the clock is moved.

  it('due: across a holiday, into a year whose calendar is not published, and while nothing counts', async () => {
    const why = async (of: TestCase) =>
      hear((await house.ask('kx-handler', 'GET', `/cases/${of.id}/deadline`)).body['why'] as Sentence[]);
    // Another case: of this one's letters one was taken back, and the next stops no clock.
    const asked = await act(house, await submittedCase(house), 'kx-handler', 'accept');
    await act(house, asked, 'kx-handler', 'inquiries', { inquiries: [{ inquiry: 'criminal_record' }] });
    house.clock.moveTo('2026-12-30T02:00:00.000Z');
    const late = await submittedCase(house, { ...dualSlate(), electionDate: '2027-03-01' });
    expect(await why(late)).toContain('due_provisional');
    await onDay(house, '2027-01-20');
    await look(house, asked, 'kx-handler');
    expect(await why(asked)).toContain('due_waiting');
  });
});

const DEADLINE = {
  period: 'notice',
  status: 'running',
  length: 5,
  unit: 'working_days',
  source: 'assumed',
  calendar: null,
  startedOn: '2026-09-30',
  suspensions: [],
  left: 5,
  dueOn: '2026-10-12',
  dueAt: '2026-10-12T16:00:00.000Z',
  provisional: false,
  whenPassed: 'close_notice',
} as const;

describe('why, told of facts alone', () => {
  const day = (date: string, holiday: string | null) =>
    ({ date, why: holiday ? 'holiday' : 'weekend', holiday }) as const;

  it('a holiday is told by its name, with its days', () => {
    const notCounted = [day('2026-10-01', '国庆节'), day('2026-10-02', '国庆节'), day('2026-10-11', null)];
    const spans = [{ from: '2026-09-30', to: '2026-10-12', counted: 5, notCounted }];
    const sentences = whyDue({ ...DEADLINE, spans }).map(inWords);
    expect(hear(sentences)).toEqual(['due_period', 'due_starts', 'due_not_counted', 'due_holiday', 'due_left_on']);
    // No official has to guess what a policy means by a source that is none.
    expect(sentences[0]?.words).toEqual({
      'zh-CN': '期限“公示”为5个工作日，依据：未查到规定，暂定。',
      en: 'The period "notice" is 5 working days; source: assumed: no published rule was found.',
    });
    expect(sentences[3]?.words).toEqual({
      'zh-CN': '国庆节放假不计入：2026-10-01、2026-10-02。',
      en: 'Not counted for 国庆节: 2026-10-01, 2026-10-02.',
    });
  });

  it('a period in calendar days rolls on past its rest days', () => {
    const spans = [{ from: '2026-09-03', to: '2026-10-09', counted: 30, notCounted: [day('2026-10-03', '国庆节')] }];
    const sentences = whyDue({ ...DEADLINE, length: 30, unit: 'calendar_days', spans }).map(inWords);
    expect(hear(sentences)).toEqual(['due_period', 'due_starts', 'due_rolled', 'due_left_on']);
  });

  it('a year without a calendar is told where a day rests on it, not while the clock stands still', () => {
    const running = { ...DEADLINE, spans: [], dueOn: '2027-01-06', provisional: true };
    const [last] = whyDue(running).map(inWords).slice(-1);
    expect(last).toMatchObject({ code: 'due_provisional', facts: { year: '2027' } });
    expect(last?.words.en).toContain('The calendar of 2027 is not in this system yet');
    expect(hear(whyDue({ ...running, dueOn: null, dueAt: null }).map(inWords))).toEqual(['due_period', 'due_waiting']);
  });

  it('a deadline tells of its rests, of what silence counts for, and of who is reminded', () => {
    const spans = [
      { from: '2026-09-28', to: '2026-09-29', counted: 1, notCounted: [] },
      { from: '2026-09-30', to: '2026-10-12', counted: 4, notCounted: [] },
    ];
    const suspensions = [{ from: '2026-09-29', to: '2026-09-30', by: 'defer', reason: null }];
    const reminder = { reminder: 'soon', on: '2026-10-10', body: 'b', bodyName: '某机关', duty: 'handler' } as const;
    const sentAt = '2026-10-09T16:00:00.000Z';
    const reminders = [
      { ...reminder, escalated: false, sentAt },
      { ...reminder, escalated: true, sentAt },
      { ...reminder, escalated: false, sentAt: null },
      { ...reminder, escalated: true, sentAt: null },
    ];
    const sentences = whyDue({ ...DEADLINE, spans, suspensions, whenPassed: 'consent', reminders }).map(inWords);
    expect(hear(sentences)).toEqual([
      'due_period',
      'due_starts',
      'due_stopped',
      'due_resumed',
      'due_left_on',
      'due_silence_consent',
      'due_reminded',
      'due_escalated',
      'due_reminder_to_come',
      'due_escalation_to_come',
    ]);
    const open = whyDue({ ...DEADLINE, spans, suspensions, keptOpenBy: ['objections', 'corrections', 'checks'] }).map(
      inWords,
    );
    expect(hear(open).slice(-4)).toEqual([
      'due_kept_open',
      'due_open_for_objections',
      'due_open_for_corrections',
      'due_open_for_checks',
    ]);
    const goesOn = { period: 'decision', dueOn: '2026-10-13' } as const;
    expect(hear(whyDue({ ...DEADLINE, spans, suspensions, goesOn }).map(inWords)).at(-1)).toBe('due_goes_on');
    const accepted = whyDue({ ...DEADLINE, spans, suspensions, whenPassed: 'accepted' }).map(inWords);
    expect(hear(accepted).at(-1)).toBe('due_silence_accepted');
  });

  it.each([
    // What these answer is asked over HTTP in test/cases/supplements and in the tests of inquiries.
    'lift_without_supplement',
    'lift_inquiry_answered',
    'lift_inquiry_taken_back',
    'lift_inquiry_sent',
  ] as const)('%s names the body whose it is to do', (code) => {
    expect(hear([inWords(say(code, { body: '某机关' }))])).toEqual([code]);
  });

  it('a route is passed over for its occasion or its posts; one that ends with its last review says so', () => {
    const course = shippedCourse('party_post/approval');
    const [first, ...others] = SHIPPED_POLICY.routes;
    if (!first) throw new Error('The shipped policy has no route.');
    const founding = { ...first, id: 'founding_only', occasions: ['founding'] as const };
    const policy = { ...SHIPPED_POLICY, routes: [founding, first, ...others] };
    const bodies = { submitting_body: 's', party_building_body: 'p' };
    const row = { posts: ['party_secretary'] as const, bodies, context: NEW_CASE };
    const ground = {
      regime: 'dual_management',
      jurisdiction: '330000',
      occasion: 're_election',
      submittedAt: '2026-11-02T01:00:00.000Z',
    } as const;
    const { why } = explainRoute({ policy, course, chart: hearingChart('party_post/approval') }, row, ground, [
      { id: 'p', name: '某党委' },
    ]);
    expect(hear(why.map(inWords))).toEqual([
      'route_version',
      'route_passed_over_occasion',
      'route_passed_over_posts',
      'route_passed_over_regime',
      'route_taken',
      'route_step',
      'route_step',
      'route_completion_none',
    ]);
  });

  it('an obstacle is lifted by somebody or something that is named', () => {
    const [id, course] = ['dual_management/file', shippedCourse('dual_management/file')];
    const track = { policy: SHIPPED_POLICY, course, chart: hearingChart(id) };
    const bodies = {
      submitting_body: 's',
      supervising_unit: 's',
      party_building_body: 'p',
      registration_authority: 'r',
    };
    const deciding = { state: 'review.supervising_review.deciding', context: NEW_CASE, bodies, turnBodyId: 's' };
    const onNotice = { ...deciding, state: 'onNotice' };
    const signed = (official: string, vote: Vote) => ({ official, weight: 'binding', vote }) as const;
    const quorum = { agree: 'at_least', atLeast: 2, signers: 3, source: 'assumed' } as const;
    const deciders = (rule: Quorum & { source: string }): Track => {
      const stages = course.route.stages.map((stage) => (stage.kind === 'review' ? { ...stage, quorum: rule } : stage));
      return { ...track, course: { ...course, route: { ...course.route, stages } } };
    };
    const together = deciders(quorum);
    const allAsked = deciders({ ...quorum, asks: 'all_approvers' });
    const lifts = (code: ReasonCode, more: Partial<Wish> = {}, facts: Refusal['facts'] = {}) => {
      const person = { kind: 'official', id: 'a', mandates: [] } as const;
      const names = ['s', 'p', 'r'].map((body) => ({ id: body, name: `某单位${body}` }));
      const wish: Wish = {
        row: deciding,
        track,
        act: 'approve',
        person,
        involved: NOBODY,
        ownMatter: false,
        standing: [],
        bodies: names,
        hearing: null,
        ...more,
      };
      return hear(liftsOf(wish, refuse(code, facts)).map(inWords));
    };
    const mine = { mandates: [{ body: 's', duty: 'approver' }], kind: 'official', id: 'a' } as const;
    expect(lifts('deferrals_used_up', { act: 'defer' })).toEqual(['lift_without_deferral']);
    expect(lifts('supplements_used_up', { act: 'return_for_supplement' })).toEqual(['lift_without_supplement']);
    expect(lifts('inquiry_missing', {}, { inquiries: [{ bodies: [] }] })).toEqual([
      'lift_department_entered',
      'lift_found_out',
    ]);
    expect(lifts('no_objection_open', { row: onNotice, act: 'conclude_objection' })).toEqual(['lift_objection']);
    expect(lifts('signatures_open', { track: together, standing: [signed('b', 'agree')] })).toEqual([
      'lift_more_signers',
    ]);
    expect(lifts('signatures_open', { standing: [signed('b', 'disagree')] })).toEqual(['lift_signatures_anew']);
    expect(lifts('signature_not_asked', { standing: [signed('a', 'disagree')] })).toEqual(['lift_signer_decides']);
    expect(lifts('signature_not_asked', { act: 'sign', standing: [signed('a', 'agree')] })).toEqual([
      'lift_signatures_anew',
    ]);
    // Where those who were asked do not agree, nobody more is asked.
    const against = [signed('b', 'disagree'), signed('c', 'disagree'), signed('e', 'agree')];
    expect(lifts('signature_not_asked', { track: together, standing: against })).toEqual(['lift_signer_decides']);
    expect(lifts('signature_not_asked', { track: together, act: 'sign', standing: against })).toEqual([
      'lift_signatures_anew',
    ]);
    expect(lifts('signature_not_open', { act: 'remove_signature' })).toEqual(['lift_somebody_asked']);
    expect(lifts('signed_before', { act: 'remove_signature' })).toEqual(['lift_signed_before']);
    // Where the policy has everybody asked, no handler asks anybody, and nobody takes it back.
    expect(lifts('asked_by_the_policy', { track: allAsked, act: 'remove_signature' })).toEqual(['lift_policy_asks']);
    expect(lifts('signature_not_asked', { track: allAsked, act: 'sign' })).toEqual(['lift_policy_asks']);
    expect(lifts('signatures_open', { track: allAsked, standing: [signed('b', 'waiting')] })).toEqual([
      'lift_more_approvers',
      'lift_signatures',
    ]);
    // A waiver is given by the person's own body, and only while the case is under review.
    expect(lifts('conflict_of_interest')).toEqual(['lift_another_person']);
    expect(lifts('conflict_of_interest', { person: mine })).toEqual(['lift_another_person', 'lift_waiver']);
    expect(lifts('conflict_of_interest', { person: mine, ownMatter: true })).toEqual(['lift_another_person']);
    const filed = { ...deciding, state: 'filed', turnBodyId: null };
    expect(lifts('conflict_of_interest', { person: mine, row: filed, act: 'revoke' })).toEqual(['lift_another_person']);
    expect(lifts('reconsideration_period_over', { act: 'reconsider' })).toEqual(['lift_nothing']);
    expect(lifts('period_over_unrecorded')).toEqual(['lift_clock_records']);
    expect(lifts('seat_taken', {}, { post: 'party_secretary', seats: 1 })).toEqual(['lift_seat_free']);
    const other = { post: 'president', occasion: 're_election', termNumber: 3, body: 'zj-kx' };
    expect(lifts('elected_by_another_slate', {}, other)).toEqual(['lift_other_slate_recorded']);
  });

  it('the way to an act is told as far as there is one to go', () => {
    const person = { kind: 'official', id: 'a', mandates: [] } as const;
    const bodies = { submitting_body: 's', party_building_body: 'p', industry_department: 'i' };
    const common = { person, involved: NOBODY, ownMatter: false, standing: [], bodies: [{ id: 's', name: '某单位' }] };
    const lifts = (more: Pick<Wish, 'row' | 'track' | 'act' | 'hearing'>) =>
      hear(liftsOf({ ...common, ...more }, refuse('out_of_turn')).map(inWords));
    const id = 'direct_or_decoupled/file';
    const hears = { policy: SHIPPED_POLICY, course: shippedCourse(id), chart: hearingChart(id) };
    const at = (state: string) => ({ state, context: NEW_CASE, bodies, turnBodyId: 's' });
    const answering = { row: at('review.party_review.answering'), track: hears };
    const hearing = { unitHeard: false, candidateHeard: false, lastDay: '2026-11-09' };
    expect(lifts({ ...answering, act: 'reject', hearing })).toEqual([
      'lift_body_acts',
      'lift_body_acts',
      'lift_hearing_over',
    ]);
    expect(lifts({ ...answering, act: 'approve', hearing })).toEqual([
      'lift_one_of',
      'lift_one_of',
      'lift_hearing_first',
    ]);
    // Where silence of a body counts for its consent, the clock leads on, too.
    const silent = PolicyBook.read('policies').track('330100/2026-07-01', id);
    const deciding = { row: at('review.industry_review.deciding'), track: silent, hearing: null };
    expect(lifts({ ...deciding, act: 'accept' })).toContain('lift_clock_first');
  });

  it('what would be otherwise is told by steps, periods, the last day and checks', () => {
    const words = { 'zh-CN': '某环节', en: 'some step' };
    const step = (id: string, body: string | null, without: 'passed_over' | 'refused' | null = null) => ({
      step: id,
      name: words,
      body,
      without,
    });
    const days = (length: number, unit: 'working_days' | 'calendar_days' = 'working_days') => ({ length, unit });
    const none = { now: [], then: [] };
    const check = { rule: 'r', words, now: 'pass', then: 'pass', blocks: none, warns: none } as const;
    const same = { stepsNow: [], steps: [], periods: [], due: null, checks: [], asked: { now: ['r'], then: ['r'] } };
    const tells = (otherwise: Partial<Compared>) => hear(whatIfSaid({ ...same, ...otherwise }).map(inWords));
    expect(tells({})).toEqual(['what_if_same']);
    expect(tells({ steps: null })).toEqual(['what_if_no_route']);
    expect(
      tells({
        stepsNow: [step('a', '某单位'), step('b', '某单位'), step('c', null)],
        steps: [
          step('a', null, 'passed_over'),
          step('c', null, 'passed_over'),
          step('d', null, 'refused'),
          step('e', '某单位'),
        ],
      }),
    ).toEqual(['what_if_step_passed_over', 'what_if_step_refused', 'what_if_step_more', 'what_if_step_less']);
    expect(
      tells({
        periods: [
          { period: 'decision', now: days(5), then: days(7) },
          { period: 'notice', now: days(7), then: days(5) },
          { period: 'filing', now: days(7), then: days(30, 'calendar_days') },
          { period: 'answer', now: null, then: days(5) },
          { period: 'inquiry', now: days(5), then: null },
        ],
        due: { now: '2026-11-09', then: '2026-11-11', provisional: false, left: days(7) },
      }),
    ).toEqual([
      'what_if_period_longer',
      'what_if_period_shorter',
      'what_if_period_other',
      'what_if_period_new',
      'what_if_period_none',
      'what_if_due',
    ]);
    const blocks = { now: ['approve'], then: ['file'] } as const;
    const warns = { now: ['file'], then: ['publish_notice'] } as const;
    expect(tells({ checks: [{ ...check, then: 'fail', blocks, warns }] })).toEqual([
      'what_if_check',
      'what_if_check_blocks',
      'what_if_check_warns',
      'what_if_check_frees',
    ]);
    const then = { ...same.asked, now: [] };
    expect(tells({ checks: [{ ...check, now: null }], asked: then })).toEqual(['what_if_check_more']);
    const now = { ...same.asked, then: [] };
    expect(tells({ checks: [{ ...check, then: null }], asked: now })).toEqual(['what_if_check_less']);
    // What a submitter is not told of is not said to be asked for under one version alone.
    expect(tells({ checks: [{ ...check, then: null }] })).toEqual([]);
    expect(hear([inWords(say('what_if_nothing'))])).toEqual(['what_if_nothing']);
  });

  it('a body with too few approvers is told by how many', () => {
    const short = say('lift_more_approvers', { body: '某机构', missing: 2 });
    expect(hear([inWords(short)])).toEqual(['lift_more_approvers']);
    expect(inWords(short).words['zh-CN']).toBe('某机构可以签署的审批人少2人，须另行指定审批人，或者待请假人员返回。');
  });

  it('leaves no sentence of the catalogue unsaid', () => {
    const unsaid = SENTENCE_CODES.filter((code) => !told.has(code));
    expect(unsaid).toEqual([]);
  });
});
