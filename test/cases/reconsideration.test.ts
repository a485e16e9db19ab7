import { afterEach, expect, it } from '@jest/globals';
import {
  act,
  because,
  clearForNotice,
  concludeObjection,
  look,
  objectTo,
  onDay,
  outlookOn,
  publish,
  submittedCase,
  submittedCases,
  tryTo,
  type TestCase,
  reject,
} from '../support/cases.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';
import { policiesWith } from './policies.js';

const ASK = because('disagrees_with_finding');
const UPHELD = { outcome: 'upheld', ...because('original_upheld') };
const SET_ASIDE = { outcome: 'overturned', ...because('original_set_aside') };

describeOnBothDatabases('the reconsideration of a rejection', (open) => {
  let house: House;
  const openWith = async (settings: Record<string, string> = {}) => (house = await openHouse(await open(), settings));
  afterEach(() => house.close());

  /** Rejected by kx-dw-approver, at the second step. */
  async function rejected(one: TestCase): Promise<TestCase> {
    await act(house, one, 'kx-handler', 'accept');
    await act(house, one, 'kx-approver', 'approve');
    await act(house, one, 'kx-dw-handler', 'accept');
    return reject(house, one, 'kx-dw-approver', because('conduct'));
  }

  it('is heard at the rejecting body by an approver who has not decided the case, and by nobody else', async () => {
    await openWith();
    const one = await rejected(await submittedCase(house));
    expect(await tryTo(house, one, 'kx-handler', 'reconsider', ASK)).toBe('403 not_your_duty');
    expect(await tryTo(house, one, 'kx-dw-approver-2', 'reconsider', ASK)).toBe('403 not_your_body');
    await act(house, one, 'kx-submitter', 'reconsider', ASK);
    expect(one.state).toBe('reconsidering');
    expect(await look(house, one, 'kx-dw-handler')).toMatchObject({
      turnBody: 'zj-kx-dw',
      deadline: { period: 'decision', dueOn: '2026-11-16' },
    });
    expect(await outlookOn(house, one, 'kx-dw-approver', 'conclude_reconsideration')).toBe('decided_before');
    for (const [who, reason] of [
      ['kx-dw-approver', '403 decided_before'],
      ['kx-dw-handler', '403 not_your_duty'],
      ['kx-approver', '403 not_your_body'],
      ['kx-submitter', '403 not_your_body'],
      ['mzt-approver', '404 not_found'],
    ] as const) {
      expect([who, await tryTo(house, one, who, 'conclude-reconsideration', UPHELD)]).toEqual([who, reason]);
    }
    await act(house, one, 'kx-dw-approver-2', 'conclude-reconsideration', UPHELD);
    expect(await look(house, one, 'kx-submitter')).toMatchObject({ state: 'notPassed', ended: true, deadline: null });
  });

  it('that sets the finding aside brings the case back to the step, with a fresh period to decide in', async () => {
    await openWith();
    const one = await rejected(await submittedCase(house));
    await onDay(house, '2026-11-06');
    await act(house, one, 'kx-submitter', 'reconsider', ASK);
    await onDay(house, '2026-11-12');
    await act(house, one, 'kx-dw-approver-2', 'conclude-reconsideration', SET_ASIDE);
    expect(await look(house, one, 'kx-dw-handler')).toMatchObject({
      state: 'review.party_review.deciding',
      step: 'party_review',
      ended: false,
      turnBody: 'zj-kx-dw',
      deadline: { period: 'decision', startedOn: '2026-11-12', used: 0, dueOn: '2026-11-26' },
    });
    await act(house, one, 'kx-dw-approver-2', 'approve');
    expect(one.state).toBe('review.registration_review.awaiting');
  });

  it('is possible once: whatever came of it, a second rejection is final', async () => {
    await openWith();
    const [upheld, setAside] = await submittedCases(house, 2);
    if (!upheld || !setAside) throw new Error('No cases were opened.');
    for (const [one, outcome] of [
      [upheld, UPHELD],
      [setAside, SET_ASIDE],
    ] as const) {
      await rejected(one);
      await act(house, one, 'kx-submitter', 'reconsider', ASK);
      await act(house, one, 'kx-dw-approver-2', 'conclude-reconsideration', outcome);
    }
    expect(await tryTo(house, setAside, 'kx-dw-approver', 'reject', because('conduct'))).toBe('403 decided_before');
    expect(await tryTo(house, setAside, 'kx-dw-approver', 'approve')).toBe('403 decided_before');
    await reject(house, setAside, 'kx-dw-approver-2', because('conduct'));
    for (const one of [upheld, setAside]) {
      expect(await look(house, one, 'kx-submitter')).toMatchObject({ state: 'notPassed', deadline: null });
      expect(await tryTo(house, one, 'kx-submitter', 'reconsider', ASK)).toBe('409 already_reconsidered');
      expect(await outlookOn(house, one, 'kx-submitter', 'reconsider')).toBe('already_reconsidered');
    }
  });

  it('of a rejection on notice is not heard by who upheld the objection behind it', async () => {
    await openWith();
    const one = await clearForNotice(house, await submittedCase(house));
    await objectTo(house, await publish(house, 'kx-handler', [one]));
    await look(house, one, 'kx-handler');
    await concludeObjection(house, one, 'kx-approver-2', 'proven_with_effect');
    await reject(house, one, 'kx-approver', because('objection_proven'));
    await act(house, one, 'kx-submitter', 'reconsider', ASK);
    await look(house, one, 'kx-handler');
    expect(await tryTo(house, one, 'kx-approver-2', 'conclude-reconsideration', UPHELD)).toBe('403 decided_before');
  });

  it('is concluded for a reason that fits what it came to', async () => {
    await openWith();
    const one = await rejected(await submittedCase(house));
    await act(house, one, 'kx-submitter', 'reconsider', ASK);
    for (const [outcome, code] of [
      ['overturned', 'original_upheld'],
      ['upheld', 'original_set_aside'],
    ] as const) {
      const sent = { outcome, ...because(code) };
      expect(await tryTo(house, one, 'kx-dw-approver-2', 'conclude-reconsideration', sent)).toBe('422 reason_unknown');
    }
  });

  it('is asked for in time: on the last day, to its end in China, and not an instant later', async () => {
    await openWith({ POLICIES: policiesWith({ reconsideration: [10, 'calendar_days'] }) });
    const [inTime, late] = await submittedCases(house, 2);
    if (!inTime || !late) throw new Error('No cases were opened.');
    for (const one of [inTime, late]) await rejected(one);
    expect(await look(house, late, 'kx-submitter')).toMatchObject({
      deadline: { period: 'reconsideration', startedOn: '2026-11-02', dueOn: '2026-11-12' },
    });
    house.clock.moveTo('2026-11-12T15:59:59.999Z');
    await act(house, inTime, 'kx-submitter', 'reconsider', ASK);
    expect(inTime.state).toBe('reconsidering');
    house.clock.moveTo('2026-11-12T16:00:00.000Z');
    const answer = await house.ask('kx-submitter', 'POST', `/cases/${late.id}/reconsider`, ASK, {
      version: late.version,
    });
    expect([answer.status, answer.body['code']]).toEqual([409, 'reconsideration_period_over']);
    expect(answer.body).toMatchObject({ lastDay: '2026-11-12', today: '2026-11-13' });
    expect(await outlookOn(house, late, 'kx-submitter', 'reconsider')).toBe('reconsideration_period_over');
  });

  it('is not lost to a period whose end rests on a calendar not yet published', async () => {
    await openWith();
    const one = await rejected(await submittedCase(house));
    expect(await look(house, one, 'kx-submitter')).toMatchObject({
      deadline: { period: 'reconsideration', dueOn: '2027-01-01', provisional: true },
    });
    await onDay(house, '2027-03-01');
    await act(house, one, 'kx-submitter', 'reconsider', ASK);
    expect(one.state).toBe('reconsidering');
  });

  it('not asked for in time leaves the finding as it is, and the record says so', async () => {
    await openWith({ POLICIES: policiesWith({ reconsideration: [10, 'calendar_days'] }) });
    const one = await rejected(await submittedCase(house));
    expect(await onDay(house, '2026-11-13')).toBe(1);
    const file = await look(house, one, 'kx-submitter');
    expect(file).toMatchObject({ state: 'notPassed', ended: true });
    expect(file).toMatchObject({ overdue: false, deadline: null });
    expect((file['history'] as object[]).at(-1)).toMatchObject({ act: 'become_final', actor: { kind: 'clock' } });
    expect(await outlookOn(house, one, 'kx-submitter', 'reconsider')).toBe('reconsideration_period_over');
  });

  it('of a rejection on notice brings the case back to its notice, and the upheld objection is forgotten', async () => {
    await openWith();
    const one = await clearForNotice(house, await submittedCase(house));
    await objectTo(house, await publish(house, 'kx-handler', [one]));
    await look(house, one, 'kx-handler');
    await concludeObjection(house, one, 'kx-approver-2', 'proven_with_effect');
    await reject(house, one, 'kx-approver-2', because('objection_proven'));
    await act(house, one, 'kx-submitter', 'reconsider', ASK);
    expect(await look(house, one, 'kx-handler')).toMatchObject({ turnBody: 'zj-kx' });
    for (const who of ['kx-approver', 'kx-approver-2']) {
      expect(await tryTo(house, one, who, 'conclude-reconsideration', SET_ASIDE)).toBe('403 decided_before');
    }
    await house.enter('kx-approver-3', { body: 'zj-kx', duty: 'approver' });
    await act(house, one, 'kx-approver-3', 'conclude-reconsideration', SET_ASIDE);
    expect(await look(house, one, 'kx-handler')).toMatchObject({
      state: 'onNotice',
      deadline: { period: 'decision', status: 'running', startedOn: '2026-11-02' },
    });
    expect(await tryTo(house, one, 'kx-approver-3', 'reject', because('objection_proven'))).toBe(
      '409 no_objection_upheld',
    );
    expect(await tryTo(house, one, 'kx-handler', 'close-notice')).toBe('409 notice_period_running');
    await onDay(house, '2026-11-10');
    await look(house, one, 'kx-handler');
    await act(house, one, 'kx-handler', 'close-notice');
    expect(one.state).toBe('passed');
  });
});
