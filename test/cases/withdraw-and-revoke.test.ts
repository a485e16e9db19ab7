import { afterEach, expect, it } from '@jest/globals';
import { CASE_ACTS } from '../../src/workflow/events.js';
import {
  answerChecks,
  act,
  because,
  clearForNotice,
  elect,
  look,
  onDay,
  outlookOn,
  publish,
  submittedCases,
  tryTo,
  type TestCase,
  reject,
  revoke,
} from '../support/cases.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';
import { candidate, dualSlate } from '../support/slates.js';

const WITHDRAW = because('candidate_withdrew');
const REVOKE = because('falsehood');

/** The states of a case, and whether it can be taken back there. */
const STATES: readonly [state: string, withdraw: string, revoke: string][] = [
  ['review.supervising_review.awaiting', 'allowed', 'out_of_turn'],
  ['review.supervising_review.deciding', 'allowed', 'out_of_turn'],
  ['review.supervising_review.supplement', 'allowed', 'out_of_turn'],
  ['review.supervising_review.deferred', 'allowed', 'out_of_turn'],
  ['review.party_review.awaiting', 'allowed', 'out_of_turn'],
  ['review.registration_review.deciding', 'allowed', 'out_of_turn'],
  ['clearedForNotice', 'allowed', 'out_of_turn'],
  ['onNotice', 'allowed', 'out_of_turn'],
  ['passed', 'allowed', 'allowed'],
  ['elected', 'out_of_turn', 'allowed'],
  ['filed', 'out_of_turn', 'allowed'],
  ['registered', 'out_of_turn', 'allowed'],
  ['notPassed', 'out_of_turn', 'out_of_turn'],
  ['notElected', 'out_of_turn', 'out_of_turn'],
];

describeOnBothDatabases('a case', (open) => {
  let house: House;
  afterEach(() => house.close());

  /** One case in each of the states above, on 10 November 2026. */
  async function oneInEach(): Promise<Map<string, TestCase>> {
    house = await openHouse(await open());
    // One of them all is elected president and registered; two more stand for a post that several are elected to.
    const postsOf = (state: string) =>
      ['elected', 'filed'].includes(state) ? ['vice_president'] : ['president', 'legal_representative'];
    const slate = dualSlate(STATES.map(([state], n) => candidate(n, postsOf(state))));
    const particulars = { ...slate.particulars, electionMode: 'competitive' };
    const cases = await submittedCases(house, 1, { ...slate, particulars });
    const inState = new Map(
      STATES.map(([state], index) => [state, cases[index] ?? { id: '', slate: '', state, version: 0 }]),
    );
    const toNotice = ['passed', 'elected', 'filed', 'registered', 'notElected'].map((state) => at(inState, state));
    // Before the vote: who is not elected leaves a seat for which there is no candidate.
    for (const one of [...toNotice, at(inState, 'clearedForNotice'), at(inState, 'onNotice')])
      await clearForNotice(house, one);
    await publish(house, 'kx-handler', toNotice);
    await onDay(house, '2026-11-10');
    for (const one of inState.values()) await look(house, one, 'kx-handler');
    await publish(house, 'kx-handler', [at(inState, 'onNotice')]);
    await elect(
      house,
      ['elected', 'filed', 'registered'].map((state) => at(inState, state)),
    );
    await elect(house, [at(inState, 'notElected')], 'kx-submitter', false);
    for (const state of ['filed', 'registered']) await act(house, at(inState, state), 'mzt-approver-2', 'file');
    await act(house, at(inState, 'registered'), 'mzt-approver-2', 'register');
    for (const state of ['deciding', 'deferred']) await accept(at(inState, `review.supervising_review.${state}`));
    await act(
      house,
      at(inState, 'review.supervising_review.deferred'),
      'kx-handler',
      'defer',
      because('facts_being_verified'),
    );
    const supplement = at(inState, 'review.supervising_review.supplement');
    await act(house, supplement, 'kx-handler', 'return-for-supplement', because('facts_differ'));
    await approve(at(inState, 'review.party_review.awaiting'), 'kx');
    const last = at(inState, 'review.registration_review.deciding');
    for (const body of ['kx', 'kx-dw']) await approve(last, body);
    await act(house, last, 'mzt-handler', 'accept');
    await reject(house, await accept(at(inState, 'notPassed')), 'kx-approver', because('conduct'));
    expect([...inState].map(([state, one]) => [state, one.state])).toEqual(STATES.map(([state]) => [state, state]));
    return inState;
  }

  const accept = (one: TestCase) => act(house, one, 'kx-handler', 'accept');
  const approve = async (one: TestCase, body: string) => {
    await act(house, one, `${body}-handler`, 'accept');
    await answerChecks(house, one, `${body}-handler`);
    await act(house, one, `${body}-approver`, 'approve');
  };

  it('can be withdrawn by its submitter until the vote; then it is over, with its deadlines', async () => {
    const inState = await oneInEach();
    for (const [state, withdraw] of STATES) {
      const one = at(inState, state);
      expect([state, await outlookOn(house, one, 'kx-submitter', 'withdraw')]).toEqual([state, withdraw]);
      if (withdraw !== 'allowed') {
        expect([state, await tryTo(house, one, 'kx-submitter', 'withdraw', WITHDRAW)]).toEqual([
          state,
          '409 out_of_turn',
        ]);
        continue;
      }
      expect(await tryTo(house, one, 'kx-handler', 'withdraw', WITHDRAW)).toBe('403 not_your_duty');
      await act(house, one, 'kx-submitter', 'withdraw', WITHDRAW);
      const file = await look(house, one, 'kx-submitter');
      expect(file).toMatchObject({ state: 'withdrawn', ended: true, turnBody: null, deadline: null });
      const reasons = (file['actions'] as { reason: string }[]).map(({ reason }) => reason);
      expect(reasons).toEqual(CASE_ACTS.map(() => 'out_of_turn'));
    }
    // Of what is left only the filing of who is elected is due this year; nothing withdrawn comes due.
    expect(await onDay(house, '2026-12-31')).toBe(1);
  });

  it('can be revoked once it has passed, by an approver of the registration authority; then it is over, unless the unit asks', async () => {
    const inState = await oneInEach();
    for (const [state, , possible] of STATES) {
      const one = at(inState, state);
      const seesIt = !/supervising_review|party_review/.test(state) && state !== 'notPassed';
      const outOfTurn = seesIt ? '409 out_of_turn' : '404 not_found';
      if (possible !== 'allowed') {
        expect([state, await tryTo(house, one, 'mzt-approver-2', 'revoke', REVOKE)]).toEqual([state, outOfTurn]);
        continue;
      }
      expect(await outlookOn(house, one, 'mzt-approver-2', 'intend_revocation')).toBe('allowed');
      expect(await tryTo(house, one, 'kx-approver', 'revoke', REVOKE)).toBe('403 not_your_body');
      expect(await tryTo(house, one, 'mzt-handler', 'revoke', REVOKE)).toBe('403 not_your_duty');
      await revoke(house, one, 'mzt-approver-2', REVOKE);
      const file = await look(house, one, 'kx-submitter');
      expect(file).toMatchObject({
        state: 'revoked',
        ended: true,
        turnBody: 'zj-kx',
        deadline: { period: 'reconsideration', status: 'running' },
      });
      expect((file['history'] as object[]).at(-1)).toMatchObject({ act: 'revoke', reason: { code: 'falsehood' } });
    }
  });

  it('of a Party post is revoked by the superior Party organisation', async () => {
    house = await openHouse(await open());
    const [one] = await submittedCases(house, 1, dualSlate([candidate(0, ['party_secretary'])]));
    if (!one) throw new Error('No case was opened.');
    await approve(one, 'kx-dw');
    await elect(house, [one]);
    await approve(one, 'kx-dw');
    expect(one.state).toBe('approved');
    expect(await tryTo(house, one, 'mzt-approver', 'revoke', REVOKE)).toBe('404 not_found');
    await revoke(house, one, 'kx-dw-approver', because('bar_arose'));
    expect(one.state).toBe('revoked');
  });
});

function at(inState: ReadonlyMap<string, TestCase>, state: string): TestCase {
  const one = inState.get(state);
  if (!one) throw new Error(`No case is in ${state}.`);
  return one;
}
