import { afterEach, expect, it } from '@jest/globals';
import { DueCases } from '../../src/cases/due-cases.js';
import type { PERIOD_KEYS } from '../../src/policy/terms.js';
import {
  answerChecks,
  act,
  because,
  clearForNotice,
  concludeObjection,
  elect,
  look,
  objectTo,
  onDay,
  outlookOn,
  passNotice,
  publish,
  submittedCase,
  submittedCases,
  tryTo,
  type TestCase,
  reject,
} from '../support/cases.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';
import { candidate, dualSlate } from '../support/slates.js';
import { policiesWith, type Span } from './policies.js';

// The clock of a house stands at Monday, 2 November 2026, 9:00 in China. November and December 2026 have no holidays;
// the calendar of 2027 is not published.

/** A case accepted on 2 November, whose body has 10 working days: until Monday the 16th. What stops its clock, and when. */
const PAUSES: readonly { what: string; stop: string; stopped: string; resumed: string; used: number; due: string }[] = [
  {
    what: 'a supplement asked and answered at once',
    stop: 'supplement',
    stopped: '2026-11-02',
    resumed: '2026-11-02',
    used: 0,
    due: '2026-11-16',
  },
  {
    what: 'a supplement of four working days',
    stop: 'supplement',
    stopped: '2026-11-05',
    resumed: '2026-11-11',
    used: 3,
    due: '2026-11-20',
  },
  {
    what: 'a supplement over a weekend',
    stop: 'supplement',
    stopped: '2026-11-07',
    resumed: '2026-11-08',
    used: 4,
    due: '2026-11-16',
  },
  {
    what: 'a supplement asked on the last day',
    stop: 'supplement',
    stopped: '2026-11-16',
    resumed: '2026-11-18',
    used: 10,
    due: '2026-11-18',
  },
  {
    what: 'a deferral of two weeks',
    stop: 'deferral',
    stopped: '2026-11-04',
    resumed: '2026-11-18',
    used: 2,
    due: '2026-11-30',
  },
];

describeOnBothDatabases('a deadline', (open) => {
  let house: House;
  const openWith = async (settings: Record<string, string> = {}) => (house = await openHouse(await open(), settings));
  afterEach(() => house.close());

  const deadlineOf = async (one: TestCase, who = 'kx-handler') =>
    (await look(house, one, who))['deadline'] as Record<string, unknown> | null;
  const actsOf = async (one: TestCase, who = 'kx-handler') =>
    ((await look(house, one, who))['history'] as { act: string }[]).map(({ act: done }) => done);

  it('counts from the day after, and can say why the case is due then', async () => {
    await openWith();
    const one = await submittedCase(house);
    expect(await deadlineOf(one)).toEqual({
      period: 'acceptance',
      status: 'running',
      startedOn: '2026-11-02',
      length: 5,
      unit: 'working_days',
      used: 0,
      dueOn: '2026-11-09',
      dueAt: '2026-11-09T16:00:00.000Z',
      provisional: false,
      source: '行政许可法（2019）',
      whenPassed: 'overdue',
    });
    await act(house, one, 'kx-handler', 'accept');
    expect(await deadlineOf(one)).toMatchObject({ period: 'decision', dueOn: '2026-11-16', source: 'assumed' });
  });

  it('gives back exactly the days that were left when its clock was stopped', async () => {
    await openWith();
    const cases = await submittedCases(house, PAUSES.length);
    for (const one of cases) await act(house, one, 'kx-handler', 'accept');
    const days = [...new Set(PAUSES.flatMap(({ stopped, resumed }) => [stopped, resumed]))].sort();
    for (const day of days) {
      await onDay(house, day);
      for (const [index, { stop, stopped, resumed }] of PAUSES.entries()) {
        const one = cases[index];
        if (!one) throw new Error('A case is missing.');
        await look(house, one, 'kx-handler');
        const [asked, answered] =
          stop === 'supplement'
            ? (['return-for-supplement', 'answer-supplement'] as const)
            : (['defer', 'resume'] as const);
        const reason = because(stop === 'supplement' ? 'facts_differ' : 'facts_being_verified');
        if (day === stopped) await act(house, one, 'kx-handler', asked, reason);
        const who = stop === 'supplement' ? 'kx-submitter' : 'kx-handler';
        if (day === resumed) {
          await act(house, one, who, answered, { remarks: '已办' });
          expect(await deadlineOf(one)).toMatchObject({ period: 'decision', status: 'running', startedOn: day });
        }
      }
    }
    const due = await Promise.all(cases.map(async (one) => (await look(house, one, 'kx-handler'))['deadline']));
    const seen = (due as { used: number; dueOn: string }[]).map(({ used, dueOn }, index) => ({
      what: PAUSES[index]?.what,
      used,
      due: dueOn,
    }));
    expect(seen).toEqual(PAUSES.map(({ what, used, due: dueOn }) => ({ what, used, due: dueOn })));
  });

  it('is nobody’s while the case waits for a supplement: then the period for the supplement runs', async () => {
    await openWith();
    const one = await submittedCase(house);
    await onDay(house, '2026-11-04');
    await act(house, one, 'kx-handler', 'return-for-supplement', because('materials_incomplete'));
    expect(await deadlineOf(one)).toMatchObject({ period: 'supplement', dueOn: '2026-11-18', whenPassed: 'lapse' });
    // The acceptance, due on the 9th, would be over by now.
    expect(await onDay(house, '2026-11-17')).toBe(0);
    await look(house, one, 'kx-handler');
    await act(house, one, 'kx-submitter', 'answer-supplement', { remarks: '已补正' });
    expect(await deadlineOf(one)).toMatchObject({ period: 'acceptance', used: 2, dueOn: '2026-11-20' });
  });

  it('that has passed marks the case overdue at midnight in China, not an instant before', async () => {
    await openWith();
    const one = await submittedCase(house);
    const due = house.nest.get(DueCases);
    house.clock.moveTo('2026-11-09T15:59:59.999Z');
    expect(await due.execute()).toBe(0);
    expect((await look(house, one, 'kx-handler'))['overdue']).toBe(false);
    house.clock.moveTo('2026-11-09T16:00:00.000Z');
    expect(await due.execute(AbortSignal.abort())).toBe(0); // the program ends: the next start finds it
    expect(await due.execute()).toBe(1);
    const file = await look(house, one, 'kx-handler');
    expect(file).toMatchObject({ overdue: true, state: 'review.supervising_review.awaiting', version: 2 });
    expect(file['deadline']).toMatchObject({ period: 'acceptance', status: 'passed', dueOn: '2026-11-09' });
    expect(file['history']).toMatchObject([
      {},
      { act: 'mark_overdue', at: '2026-11-09T16:00:00.000Z', actor: { kind: 'clock', official: null, body: null } },
    ]);
  });

  it('fires once: not again later, not in a second instance at the same moment, not after a restart', async () => {
    await openWith();
    const one = await submittedCase(house);
    const second = await house.another();
    house.clock.moveTo('2026-11-10T02:00:00.000Z');
    const [here, there] = await Promise.all([house.nest.get(DueCases).execute(), second.nest.get(DueCases).execute()]);
    expect(here + there).toBe(1);
    expect(await onDay(house, '2026-11-11')).toBe(0);
    await second.close();
    const restarted = await house.another();
    expect(await onDay(restarted, '2026-11-12')).toBe(0);
    await restarted.close();
    expect(await actsOf(one)).toEqual(['submit', 'mark_overdue']);
  });

  it('passed does not stop the body: who comes late still acts, and is no longer overdue', async () => {
    await openWith();
    const one = await submittedCase(house);
    await onDay(house, '2026-11-10');
    await look(house, one, 'kx-handler');
    await act(house, one, 'kx-handler', 'accept');
    expect(await look(house, one, 'kx-handler')).toMatchObject({ overdue: false, deadline: { period: 'decision' } });
  });

  it('passed is not got rid of by asking for a supplement: answered, the case is due that day', async () => {
    await openWith();
    const one = await submittedCase(house);
    await onDay(house, '2026-11-10');
    await look(house, one, 'kx-handler');
    await act(house, one, 'kx-handler', 'return-for-supplement', because('facts_differ'));
    await onDay(house, '2026-11-12');
    await act(house, one, 'kx-submitter', 'answer-supplement', { remarks: '已补正' });
    expect(await deadlineOf(one)).toMatchObject({
      period: 'acceptance',
      status: 'running',
      used: 5,
      dueOn: '2026-11-12',
    });
    expect(await onDay(house, '2026-11-13')).toBe(1);
    expect(await look(house, one, 'kx-handler')).toMatchObject({ overdue: true });
  });

  it('of a supplement that nobody answers ends the case', async () => {
    await openWith();
    const one = await submittedCase(house);
    await act(house, one, 'kx-handler', 'return-for-supplement', because('materials_incomplete'));
    expect(await onDay(house, '2026-11-16')).toBe(0);
    expect(await onDay(house, '2026-11-17')).toBe(1);
    expect(await look(house, one, 'kx-handler')).toMatchObject({ state: 'lapsed', ended: true, deadline: null });
    expect(await tryTo(house, one, 'kx-submitter', 'answer-supplement', { remarks: '已补正' })).toBe('409 out_of_turn');
    expect(await onDay(house, '2026-12-30')).toBe(0);
  });

  it('of the validity of a passed review ends the case when no election follows', async () => {
    await openWith({ POLICIES: policiesWith({ validity: [20, 'calendar_days'] }) });
    const one = await passNotice(house, await submittedCase(house));
    expect(await deadlineOf(one)).toMatchObject({ period: 'validity', dueOn: '2026-11-30', whenPassed: 'lapse' });
    expect(await onDay(house, '2026-11-30')).toBe(0);
    expect(await onDay(house, '2026-12-01')).toBe(1);
    expect(await look(house, one, 'kx-submitter')).toMatchObject({ state: 'lapsed', ended: true });
  });

  it('of the validity lets nobody be elected after it, also before the clock has said that the case lapsed', async () => {
    await openWith({ POLICIES: policiesWith({ validity: [20, 'calendar_days'] }) });
    const one = await passNotice(house, await submittedCase(house));
    house.clock.moveTo('2026-11-30T16:00:00.000Z');
    expect(await outlookOn(house, one, 'kx-submitter', 'record_election')).toBe('period_over_unrecorded');
    const vote = { heldOn: '2026-11-20', votersDue: 10, votersPresent: 9 };
    const result = {
      caseId: one.id,
      version: one.version,
      elected: true,
      votesFor: 9,
      votesAgainst: 0,
      abstentions: 0,
    };
    const answer = await house.ask('kx-submitter', 'POST', `/slates/${one.slate}/election`, {
      ...vote,
      results: [result],
    });
    expect([answer.status, answer.body['code']]).toEqual([409, 'period_over_unrecorded']);
    expect(await house.nest.get(DueCases).execute()).toBe(1);
    expect(await look(house, one, 'kx-submitter')).toMatchObject({ state: 'lapsed', ended: true });
  });

  it('of a supplement takes no answer after it, also before the clock has said that the case lapsed', async () => {
    await openWith();
    const one = await submittedCase(house);
    await act(house, one, 'kx-handler', 'return-for-supplement', because('materials_incomplete'));
    house.clock.moveTo('2026-11-16T16:00:00.000Z');
    const answer = await tryTo(house, one, 'kx-submitter', 'answer-supplement', { remarks: '已补正' });
    expect(answer).toBe('409 period_over_unrecorded');
  });

  it('that only makes a case overdue stands in nobody’s way, whether the clock has said so or not', async () => {
    await openWith();
    const one = await submittedCase(house);
    const { dueAt } = (await deadlineOf(one)) as { dueAt: string };
    house.clock.moveTo(dueAt);
    await act(house, one, 'kx-handler', 'accept');
    expect(one.state).toBe('review.supervising_review.deciding');
  });

  it('of the validity is met by an election on its last day', async () => {
    await openWith({ POLICIES: policiesWith({ validity: [20, 'calendar_days'] }) });
    const one = await passNotice(house, await submittedCase(house));
    await onDay(house, '2026-11-30');
    await elect(house, [one]);
    expect(await onDay(house, '2026-12-01')).toBe(0);
    expect(one.state).toBe('elected');
  });

  it('of a notice closes it: the clock lets pass whom nobody objected to', async () => {
    await openWith();
    const one = await clearForNotice(house, await submittedCase(house));
    await publish(house, 'kx-handler', [one]);
    expect(await deadlineOf(one)).toMatchObject({ period: 'notice', dueOn: '2026-11-09', whenPassed: 'close_notice' });
    expect(await tryTo(house, one, 'kx-handler', 'close-notice')).toBe('409 notice_period_running');
    expect(await onDay(house, '2026-11-09')).toBe(0);
    expect(await onDay(house, '2026-11-10')).toBe(1);
    expect(await look(house, one, 'kx-handler')).toMatchObject({ state: 'passed', overdue: false });
    expect((await actsOf(one)).at(-1)).toBe('close_notice');
  });

  it('of a notice is over when it is over, also where the clock comes late: what has passed is valid from then', async () => {
    await openWith();
    const one = await clearForNotice(house, await submittedCase(house));
    await publish(house, 'kx-handler', [one]);
    expect(await onDay(house, '2026-11-16')).toBe(1);
    expect(await deadlineOf(one)).toMatchObject({ period: 'validity', startedOn: '2026-11-10', dueOn: '2027-05-10' });
  });

  it('of a notice does not close it over an open objection; when that is settled, an official does', async () => {
    await openWith();
    const cases = await submittedCases(house, 2);
    for (const one of cases) await clearForNotice(house, one);
    await objectTo(house, await publish(house, 'kx-handler', cases), 1);
    expect(await onDay(house, '2026-11-10')).toBe(2);
    for (const one of cases) await look(house, one, 'kx-handler');
    const [held, free] = cases.sort((a, b) => a.state.localeCompare(b.state));
    if (!held || !free) throw new Error('A case is missing.');
    expect([held.state, free.state]).toEqual(['onNotice', 'passed']);
    expect(await look(house, held, 'kx-handler')).toMatchObject({ overdue: true, deadline: { status: 'passed' } });
    expect(await tryTo(house, held, 'kx-handler', 'close-notice')).toBe('409 objection_open');
    await concludeObjection(house, held, 'kx-approver-2', 'not_proven');
    expect(await onDay(house, '2026-11-11')).toBe(0);
    expect(await outlookOn(house, held, 'kx-handler', 'close_notice')).toBe('allowed');
    await act(house, held, 'kx-handler', 'close-notice');
    expect(held.state).toBe('passed');
  });

  it('that rests on a calendar not yet published is provisional, and never fires', async () => {
    await openWith();
    const one = await passNotice(house, await submittedCase(house));
    expect(await deadlineOf(one)).toMatchObject({ period: 'validity', provisional: true, dueOn: '2027-05-10' });
    expect(await onDay(house, '2027-12-31')).toBe(0);
    expect(await look(house, one, 'kx-submitter')).toMatchObject({ state: 'passed', ended: false });
  });

  it('of a case that is over never comes', async () => {
    await openWith();
    const [withdrawn, rejected] = await submittedCases(house, 2);
    if (!withdrawn || !rejected) throw new Error('A case is missing.');
    await act(house, withdrawn, 'kx-submitter', 'withdraw', because('candidate_withdrew'));
    expect(await look(house, withdrawn, 'kx-submitter')).toMatchObject({ ended: true, deadline: null });
    expect(await onDay(house, '2026-11-09')).toBe(0);
    expect(await onDay(house, '2026-12-31')).toBe(1); // the other one's acceptance
    expect(await actsOf(withdrawn)).toEqual(['submit', 'withdraw']);
  });

  const SPANS: Readonly<Record<(typeof PERIOD_KEYS)[number], Span>> = {
    acceptance: [1, 'working_days'],
    decision: [2, 'working_days'],
    supplement: [3, 'working_days'],
    deferral: [4, 'working_days'],
    publication: [5, 'calendar_days'],
    notice: [6, 'working_days'],
    validity: [7, 'calendar_days'],
    filing: [8, 'working_days'],
    registration: [9, 'calendar_days'],
    reconsideration: [10, 'working_days'],
  };

  it('is as long as the policy says, each period for the thing it is named after', async () => {
    await openWith({ POLICIES: policiesWith(SPANS) });
    const [one, other] = await submittedCases(
      house,
      2,
      dualSlate([candidate(0, ['president', 'legal_representative']), candidate(1)]),
    );
    if (!one || !other) throw new Error('A case is missing.');
    const met: string[] = [];
    const spanOf = async (of: TestCase) => {
      const { period, length, unit } = (await deadlineOf(of)) ?? {};
      expect([period, length, unit]).toEqual([period, ...SPANS[period as keyof typeof SPANS]]);
      met.push(String(period));
    };
    await spanOf(one);
    await act(house, one, 'kx-handler', 'return-for-supplement', because('facts_differ'));
    await spanOf(one);
    await act(house, one, 'kx-submitter', 'answer-supplement', { remarks: '已补正' });
    await act(house, one, 'kx-handler', 'accept');
    await spanOf(one);
    await act(house, one, 'kx-handler', 'defer', because('facts_being_verified'));
    await spanOf(one);
    await act(house, one, 'kx-handler', 'resume');
    await act(house, one, 'kx-approver', 'approve');
    for (const body of ['kx-dw', 'mzt']) {
      await act(house, one, `${body}-handler`, 'accept');
      await answerChecks(house, one, `${body}-handler`);
      await act(house, one, `${body}-approver`, 'approve');
    }
    await spanOf(one);
    await publish(house, 'kx-handler', [one]);
    await spanOf(one);
    await onDay(house, '2026-11-11');
    await spanOf(one);
    await elect(house, [one]);
    await spanOf(one);
    await act(house, one, 'mzt-approver-2', 'file');
    await spanOf(one);
    await look(house, other, 'kx-handler');
    await act(house, other, 'kx-handler', 'accept');
    await reject(house, other, 'kx-approver', because('conduct'));
    await spanOf(other);
    await act(house, other, 'kx-submitter', 'reconsider', because('disagrees_with_finding'));
    await spanOf(other);
    expect(met).toEqual([
      'acceptance',
      'supplement',
      'decision',
      'deferral',
      'publication',
      'notice',
      'validity',
      'filing',
      'registration',
      'reconsideration',
      'decision',
    ]);
  });
});
