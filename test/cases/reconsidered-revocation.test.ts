// 撤销 holds at once, is reconsidered by another person, and takes the seat away only when it is final.
import { afterEach, expect, it } from '@jest/globals';
import {
  act,
  answerChecks,
  because,
  clearForNotice,
  draft,
  elect,
  look,
  ofItsOwn,
  onDay,
  outlookOn,
  passNotice,
  publish,
  revoke,
  submit,
  submittedCase,
  submittedCases,
  tellAndHear,
  tryTo,
  type TestCase,
} from '../support/cases.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';
import { candidate, decoupledSlate, dualSlate } from '../support/slates.js';
import { policiesWith } from './policies.js';

const ASK = because('disagrees_with_finding');
const UPHELD = { outcome: 'upheld', ...because('original_upheld') };
const SET_ASIDE = { outcome: 'overturned', ...because('original_set_aside') };
const REVOKE = because('falsehood');

/** Ten days to ask, so that the period ends in a year whose calendar is there. */
const SHORT = policiesWith({ reconsideration: [10, 'calendar_days'] });

/** Reports a vote that was held on a day and elected the candidate. @returns status, and reason code or state */
async function voteOf(house: House, one: TestCase, heldOn: string): Promise<string> {
  const result = {
    caseId: one.id,
    version: one.version,
    elected: true,
    votesFor: 60,
    votesAgainst: 10,
    abstentions: 0,
  };
  const vote = { heldOn, votersDue: 100, votersPresent: 70, results: [result] };
  const { status, body } = await house.ask('kx-submitter', 'POST', `/slates/${one.slate}/election`, vote);
  const [stands] = (body['cases'] ?? []) as { state: string }[];
  return `${status} ${stands?.state ?? String(body['code'])}`;
}

describeOnBothDatabases('a revocation', (open) => {
  let house: House;
  const openWith = async () => {
    house = await openHouse(await open(), { POLICIES: SHORT });
    await house.enter('mzt-approver-3', { body: 'zj-mzt', duty: 'approver' });
    await house.enter('mzt-approver-4', { body: 'zj-mzt', duty: 'approver' });
    await house.enter('mzt-approver-5', { body: 'zj-mzt', duty: 'approver' });
  };
  afterEach(() => house.close());

  /** Passed on 10 November; mzt-approver has approved it. */
  const passed = async (): Promise<TestCase> => passNotice(house, await submittedCase(house));
  const registered = async (): Promise<TestCase> => {
    const posts = ['president', 'legal_representative'];
    const one = await passNotice(house, await submittedCase(house, dualSlate([candidate(0, posts)])));
    await elect(house, [one]);
    await act(house, one, 'mzt-approver', 'file');
    return act(house, one, 'mzt-approver', 'register');
  };

  it('is looked at again, if the unit asks, by an approver of the body who has not decided the case', async () => {
    await openWith();
    const one = await passed();
    await act(house, one, 'mzt-approver-2', 'revoke', REVOKE);
    expect(await look(house, one, 'kx-submitter')).toMatchObject({
      state: 'revoked',
      ended: true,
      turnBody: 'zj-kx',
      deadline: { period: 'reconsideration', startedOn: '2026-11-10', dueOn: '2026-11-20' },
    });
    expect(await tryTo(house, one, 'mzt-approver-3', 'reconsider', ASK)).toBe('403 not_your_body');
    await act(house, one, 'kx-submitter', 'reconsider', ASK);
    expect(await look(house, one, 'mzt-handler')).toMatchObject({
      state: 'reconsideringRevocation',
      ended: false,
      turnBody: 'zj-mzt',
      deadline: { period: 'decision', status: 'running', startedOn: '2026-11-10' },
    });
    for (const [who, reason] of [
      ['mzt-approver', '403 decided_before'],
      ['mzt-approver-2', '403 decided_before'],
      ['mzt-handler', '403 not_your_duty'],
      ['kx-approver', '403 not_your_body'],
    ] as const)
      expect([who, await tryTo(house, one, who, 'conclude-reconsideration', UPHELD)]).toEqual([who, reason]);
    await act(house, one, 'mzt-approver-3', 'conclude-reconsideration', UPHELD);
    expect(await look(house, one, 'kx-submitter')).toMatchObject({
      state: 'revoked',
      ended: true,
      turnBody: null,
      deadline: null,
    });
    expect(await tryTo(house, one, 'kx-submitter', 'reconsider', ASK)).toBe('409 already_reconsidered');
  });

  it('that is set aside leaves the case where it was, with what was left of its period', async () => {
    await openWith();
    const one = await passed();
    const before = (await look(house, one, 'kx-submitter'))['deadline'] as { dueOn: string; length: number };
    await onDay(house, '2026-11-12');
    await act(house, one, 'mzt-approver-2', 'revoke', REVOKE);
    await onDay(house, '2026-11-16');
    await act(house, one, 'kx-submitter', 'reconsider', ASK);
    await act(house, one, 'mzt-approver-3', 'conclude-reconsideration', SET_ASIDE);
    expect(await look(house, one, 'kx-submitter')).toMatchObject({
      state: 'passed',
      ended: false,
      deadline: { period: 'validity', status: 'running', used: 2, length: before.length, startedOn: '2026-11-16' },
    });
    await elect(house, [one]);
    expect(one.state).toBe('elected');
  });

  it('of a result that is registered is set aside back to it, and the case is over again', async () => {
    await openWith();
    const one = await registered();
    await act(house, one, 'mzt-approver-2', 'revoke', REVOKE);
    await act(house, one, 'kx-submitter', 'reconsider', ASK);
    expect(await look(house, one, 'mzt-handler')).toMatchObject({
      state: 'reconsideringRevocationAfterEnd',
      ended: true,
      turnBody: 'zj-mzt',
      deadline: { period: 'decision', status: 'running' },
    });
    const worklist = (await house.ask('mzt-approver-3', 'GET', '/worklist?list=mine')).body['items'];
    expect(worklist).toMatchObject([{ id: one.id, acts: ['conclude_reconsideration'] }]);
    await act(house, one, 'mzt-approver-3', 'conclude-reconsideration', SET_ASIDE);
    expect(await look(house, one, 'kx-submitter')).toMatchObject({
      state: 'registered',
      ended: true,
      turnBody: null,
      deadline: null,
    });
  });

  it('is final when nobody asks in time, and the record says so', async () => {
    await openWith();
    const one = await passed();
    await act(house, one, 'mzt-approver-2', 'revoke', REVOKE);
    expect(await onDay(house, '2026-11-21')).toBe(1);
    const file = await look(house, one, 'kx-submitter');
    expect(file).toMatchObject({ state: 'revoked', turnBody: null, deadline: null });
    expect((file['history'] as object[]).at(-1)).toMatchObject({ act: 'become_final', actor: { kind: 'clock' } });
    expect(await outlookOn(house, one, 'kx-submitter', 'reconsider')).toBe('reconsideration_period_over');
    // The period for which the finding holds rested, and is over with it.
    expect(await onDay(house, '2026-12-31')).toBe(0);
  });

  it('is asked about to the end of the last day in China, and not after it, though the clock has not said so', async () => {
    await openWith();
    const [inTime, late] = await submittedCases(house, 2);
    if (!inTime || !late) throw new Error('No cases were opened.');
    for (const one of [inTime, late]) await clearForNotice(house, one);
    await publish(house, 'kx-handler', [inTime, late]);
    await onDay(house, '2026-11-10');
    for (const one of [inTime, late]) {
      await look(house, one, 'kx-handler');
      await act(house, one, 'mzt-approver-2', 'revoke', REVOKE);
    }
    house.clock.moveTo('2026-11-20T15:59:59.999Z');
    expect(await tryTo(house, inTime, 'kx-submitter', 'reconsider', ASK)).toBe('200 reconsideringRevocation');
    house.clock.moveTo('2026-11-20T16:00:00.000Z');
    expect(await tryTo(house, late, 'kx-submitter', 'reconsider', ASK)).toBe('409 reconsideration_period_over');
  });

  it('is asked about in its own time, though the case was rejected before and that was reconsidered', async () => {
    await openWith();
    const one = await submittedCase(house);
    await act(house, one, 'kx-handler', 'accept');
    await act(house, one, 'kx-approver', 'reject', because('conduct'));
    await act(house, one, 'kx-submitter', 'reconsider', ASK);
    await act(house, one, 'kx-approver-2', 'conclude-reconsideration', SET_ASIDE);
    await act(house, one, 'kx-approver-2', 'approve');
    for (const body of ['kx-dw', 'mzt']) {
      await act(house, one, `${body}-handler`, 'accept');
      await act(house, one, `${body}-approver`, 'approve');
    }
    await onDay(house, '2026-11-20');
    await look(house, one, 'kx-handler');
    await publish(house, 'kx-handler', [one]);
    await onDay(house, '2026-12-01');
    await look(house, one, 'kx-submitter');
    await act(house, one, 'mzt-approver-2', 'revoke', REVOKE);
    await act(house, one, 'kx-submitter', 'reconsider', ASK);
    expect(one.state).toBe('reconsideringRevocation');
  });

  it('that was set aside is not made again by who made it, and another one is reconsidered too', async () => {
    await openWith();
    const one = await passed();
    await act(house, one, 'mzt-approver-2', 'revoke', REVOKE);
    await act(house, one, 'kx-submitter', 'reconsider', ASK);
    await act(house, one, 'mzt-approver-3', 'conclude-reconsideration', SET_ASIDE);
    expect(await tryTo(house, one, 'mzt-approver-2', 'revoke', REVOKE)).toBe('403 decided_before');
    await act(house, one, 'mzt-approver-4', 'revoke', because('bar_arose'));
    await act(house, one, 'kx-submitter', 'reconsider', ASK);
    expect(await tryTo(house, one, 'mzt-approver-3', 'conclude-reconsideration', UPHELD)).toBe('403 decided_before');
    await act(house, one, 'mzt-approver-5', 'conclude-reconsideration', UPHELD);
    expect(one.state).toBe('revoked');
  });

  /** Of two who stand for president the first is elected, and filed. */
  async function twoForOneSeat(): Promise<readonly [holder: TestCase, other: TestCase]> {
    await openWith();
    const slate = dualSlate([candidate(0, ['president']), candidate(1, ['president'])]);
    const [holder, other] = await submittedCases(house, 2, slate);
    if (!holder || !other) throw new Error('No cases were opened.');
    for (const one of [holder, other]) await clearForNotice(house, one);
    await publish(house, 'kx-handler', [holder, other]);
    await onDay(house, '2026-11-10');
    for (const one of [holder, other]) await look(house, one, 'kx-submitter');
    await elect(house, [holder]);
    await act(house, holder, 'mzt-approver', 'file');
    return [holder, other];
  }

  it('keeps the seat until it is final: nobody else is elected to it before', async () => {
    const [holder, other] = await twoForOneSeat();
    await act(house, holder, 'mzt-approver-2', 'revoke', REVOKE);
    await expect(elect(house, [other])).rejects.toThrow('more_elected_than_seats');
    await act(house, holder, 'kx-submitter', 'reconsider', ASK);
    await expect(elect(house, [other])).rejects.toThrow('more_elected_than_seats');
    await act(house, holder, 'mzt-approver-3', 'conclude-reconsideration', UPHELD);
    await elect(house, [other]);
    expect(other.state).toBe('elected');
  });

  it('of what was under way keeps the occasion to its slate, and of what was over does not', async () => {
    await openWith();
    const answers: Record<string, string> = {};
    for (const state of ['passed', 'filed']) {
      const slate = ofItsOwn(house, dualSlate([candidate(20)]));
      const [one] = await submit(house, await draft(house, slate), 'kx-submitter');
      if (!one) throw new Error('No case was opened.');
      await clearForNotice(house, one);
      await publish(house, 'kx-handler', [one]);
      await onDay(house, state === 'passed' ? '2026-11-10' : '2026-11-24');
      await look(house, one, 'kx-submitter');
      if (state === 'filed') {
        await elect(house, [one]);
        await act(house, one, 'mzt-approver', 'file');
      }
      await act(house, one, 'mzt-approver-2', 'revoke', REVOKE);
      const next = await draft(house, { ...slate, candidates: [candidate(21)] });
      const { status, body } = await house.ask('kx-submitter', 'POST', `/slates/${next}/submit`, undefined, {
        version: 1,
      });
      answers[state] = `${status} ${String(body['code'] ?? body['state'])}`;
    }
    expect(answers).toEqual({ passed: '409 occasion_under_review', filed: '200 submitted' });
  });

  it('leaves its holder on the roster of other slates of the term until it is final', async () => {
    await openWith();
    const slate = ofItsOwn(house, dualSlate([candidate(22)]));
    const [one] = await submit(house, await draft(house, slate), 'kx-submitter');
    if (!one) throw new Error('No case was opened.');
    await passNotice(house, one);
    await elect(house, [one]);
    await act(house, one, 'mzt-approver', 'file');
    const next = await draft(house, { ...slate, occasion: 'mid_term', candidates: [candidate(23)] });
    await submit(house, next, 'kx-submitter');
    const known = async () => (await house.ask('kx-submitter', 'GET', `/slates/${next}/roster`)).body['known'];
    const holder = [['vice_president']];
    expect(await known()).toEqual(holder);
    await act(house, one, 'mzt-approver-2', 'revoke', REVOKE);
    expect(await known()).toEqual(holder);
    await act(house, one, 'kx-submitter', 'reconsider', ASK);
    expect(await known()).toEqual(holder);
    await act(house, one, 'mzt-approver-3', 'conclude-reconsideration', UPHELD);
    expect(await known()).toEqual([]);
  });

  it('that is set aside takes no vote away that was held before it or meanwhile', async () => {
    await openWith();
    const cases = [await submittedCase(house), await submittedCase(house)];
    for (const one of cases) await publish(house, 'kx-handler', [await clearForNotice(house, one)]);
    await onDay(house, '2026-11-13');
    for (const one of cases) {
      await look(house, one, 'kx-handler');
      await act(house, one, 'mzt-approver-2', 'revoke', REVOKE);
    }
    await onDay(house, '2026-11-18');
    for (const one of cases) {
      await act(house, one, 'kx-submitter', 'reconsider', ASK);
      await act(house, one, 'mzt-approver-3', 'conclude-reconsideration', SET_ASIDE);
    }
    const [before, meanwhile] = cases;
    expect(before && (await voteOf(house, before, '2026-11-11'))).toBe('200 elected');
    expect(meanwhile && (await voteOf(house, meanwhile, '2026-11-14'))).toBe('200 elected');
  });

  it('that is looked at late is late with that, and not with the period that rests', async () => {
    await openWith();
    const one = await passed();
    await act(house, one, 'mzt-approver-2', 'revoke', REVOKE);
    await act(house, one, 'kx-submitter', 'reconsider', ASK);
    await onDay(house, '2026-12-25');
    expect(await look(house, one, 'kx-submitter')).toMatchObject({
      overdue: true,
      deadline: { period: 'decision', status: 'passed', dueOn: '2026-11-24' },
    });
    const { body } = await house.ask('kx-submitter', 'GET', `/cases/${one.id}/deadline`);
    expect(body['deadline']).toMatchObject({ period: 'decision', dueOn: '2026-11-24' });
  });
});

describeOnBothDatabases('until a revocation is final', (open) => {
  let house: House;
  afterEach(() => house.close());

  it('whoever holds a post is counted as its holder where they stand for another one elsewhere', async () => {
    house = await openHouse(await open());
    await house.enter('mzt-approver-3', { body: 'zj-mzt', duty: 'approver' });
    const chair = () => decoupledSlate([candidate(31, ['president'])]);
    const holder = await submittedCase(house, chair());
    const other = await act(house, await submittedCase(house, chair()), 'zhdw-handler', 'accept');
    for (const body of ['zhdw', 'jxt', 'mzt']) {
      await act(house, holder, `${body}-handler`, 'accept');
      await answerChecks(house, holder, `${body}-handler`);
      await act(house, holder, `${body}-approver`, 'approve');
    }
    await publish(house, 'mzt-handler', [holder]);
    await onDay(house, '2026-11-10');
    await look(house, holder, 'mzt-handler');
    const counted = async () => {
      const { body } = await house.ask('zhdw-handler', 'GET', `/cases/${other.id}/checks`);
      const checks = body['checks'] as { rule: string; result: string; facts: object }[];
      const { result, facts } = checks.find(({ rule }) => rule === 'leading_post_elsewhere') ?? {};
      return { result, facts };
    };
    const stands = { result: 'fail', facts: { elsewhere: 1, underReview: 0 } };
    expect(await counted()).toMatchObject(stands);
    await revoke(house, holder, 'mzt-approver-2', REVOKE, { submitter: 'zhdw-submitter' });
    expect(await counted()).toMatchObject(stands);
    await act(house, holder, 'zhdw-submitter', 'reconsider', ASK);
    expect(await counted()).toMatchObject(stands);
    const upheld = { outcome: 'upheld', ...because('revocation_upheld') };
    await act(house, holder, 'mzt-approver-3', 'conclude-reconsideration', upheld);
    expect(await counted()).toMatchObject({ facts: { elsewhere: 0, underReview: 0 } });
  });

  it('nobody who is kept from the vote by it is anybody’s rival there', async () => {
    house = await openHouse(await open());
    const slate = dualSlate([candidate(32, ['president']), candidate(33, ['president'])]);
    const cases = await submittedCases(house, 2, {
      ...slate,
      particulars: { ...slate.particulars, electionMode: 'competitive' },
    });
    const [first, second] = cases;
    if (!first || !second) throw new Error('No cases were opened.');
    for (const one of cases) await clearForNotice(house, one);
    await publish(house, 'kx-handler', cases);
    await onDay(house, '2026-11-10');
    for (const one of cases) await look(house, one, 'kx-handler');
    const contest = async () => {
      const { body } = await house.ask('mzt-handler', 'GET', `/cases/${second.id}/checks`);
      return (body['checks'] as { rule: string; result: string }[]).find(({ rule }) => rule === 'candidates_per_seat')
        ?.result;
    };
    expect(await contest()).toBe('pass');
    await revoke(house, first, 'mzt-approver-2', REVOKE);
    expect(await contest()).toBe('fail');
    await act(house, first, 'kx-submitter', 'reconsider', ASK);
    expect(await contest()).toBe('fail');
  });

  it('a vote that was held while one was only intended is recorded', async () => {
    house = await openHouse(await open());
    const one = await passNotice(house, await submittedCase(house));
    await onDay(house, '2026-11-12');
    await tellAndHear(house, one, 'mzt-approver-2', 'intend-revocation', REVOKE);
    expect(one.state).toBe('passed');
    expect(await voteOf(house, one, '2026-11-11')).toBe('200 elected');
  });
});
