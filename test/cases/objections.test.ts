import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  act,
  because,
  clearForNotice,
  concludeObjection,
  draft,
  look,
  objectTo,
  ofItsOwn,
  outlookOn,
  publish,
  submit,
  submittedCase,
  submittedCases,
  type TestCase,
  tryTo,
  reject,
} from '../support/cases.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';
import { candidate, dualSlate } from '../support/slates.js';

const NOT_PROVEN = { outcome: 'not_proven', ...because('objection_not_proven') };
const FACTS = '所列业绩与事实不符（虚构）';

describeOnBothDatabases('an objection to a candidate on notice', (open) => {
  let house: House;

  beforeAll(async () => {
    house = await openHouse(await open());
  });
  afterAll(() => house.close());

  /** A case on notice with one objection, and the id of the objection. */
  async function objected(): Promise<{ one: TestCase; notice: string; objection: string }> {
    const one = await clearForNotice(house, await submittedCase(house));
    const notice = await publish(house, 'kx-handler', [one]);
    await objectTo(house, notice);
    await look(house, one, 'kx-handler');
    return { one, notice, objection: await openObjection(one) };
  }

  const objectionsOf = async (one: TestCase, who = 'kx-handler') => {
    const { body } = await house.ask(who, 'GET', `/cases/${one.id}/objections`);
    return body['items'] as { id: string; outcome: string | null }[];
  };
  const openObjection = async (one: TestCase) =>
    (await objectionsOf(one)).find(({ outcome }) => outcome === null)?.id ?? '';

  it('is heard by an approver of the issuing body who has not decided the case, and by nobody else', async () => {
    const { one, objection } = await objected();
    const path = `objections/${objection}/conclude`;
    for (const [who, reason] of [
      ['kx-approver', '403 decided_before'],
      ['kx-handler', '403 not_your_duty'],
      ['kx-submitter', '403 not_your_duty'],
      ['kx-dw-approver-2', '403 not_your_body'],
      ['mzt-approver-2', '403 not_your_body'],
      ['zhdw-approver', '404 not_found'],
      ['administrator', '404 not_found'],
    ] as const) {
      expect([who, await tryTo(house, one, who, path, NOT_PROVEN)]).toEqual([who, reason]);
    }
    await act(house, one, 'kx-approver-2', path, NOT_PROVEN);
    expect(await objectionsOf(one)).toMatchObject([{ id: objection, outcome: 'not_proven' }]);
  });

  it('is shown to who hears it as what was said, never by whom', async () => {
    const one = await clearForNotice(house, await submittedCase(house));
    const notice = await publish(house, 'kx-handler', [one]);
    const objector = { name: '举报人某某（虚构）', contact: 'someone@example.org' };
    const objection = { line: 1, identityClass: 'named', objector, facts: FACTS };
    expect((await house.ask(null, 'POST', `/notices/${notice}/objections`, objection)).status).toBe(201);
    const shown = await objectionsOf(one);
    expect(shown).toMatchObject([{ identityClass: 'named', facts: FACTS, outcome: null }]);
    expect(JSON.stringify(shown)).not.toMatch(/某某|example\.org/);
    expect(JSON.stringify(await look(house, one, 'kx-approver'))).not.toMatch(/某某|example\.org|业绩/);
  });

  it('is not read by who put the candidate up, though they hear objections for the same body', async () => {
    await house.enter('both-sides', { body: 'zj-kx', duty: 'submitter' }, { body: 'zj-kx', duty: 'approver' });
    const [one] = await submit(house, await draft(house, ofItsOwn(house, dualSlate([candidate(70)]))), 'both-sides');
    if (!one) throw new Error('No case was opened.');
    await clearForNotice(house, one);
    await objectTo(house, await publish(house, 'kx-handler', [one]));
    const { status, body } = await house.ask('both-sides', 'GET', `/cases/${one.id}/objections`);
    expect([status, body['code']]).toEqual([403, 'submitter_may_not_review']);
    expect(await objectionsOf(one)).toHaveLength(1);
  });

  it('is concluded for a reason that fits its outcome', async () => {
    const { one, objection } = await objected();
    const path = `objections/${objection}/conclude`;
    for (const [outcome, code, codes] of [
      ['proven_with_effect', 'objection_not_proven', ['objection_proven']],
      ['proven_without_effect', 'objection_proven', ['objection_not_proven']],
      ['not_proven', 'objection_proven', ['objection_not_proven']],
    ] as const) {
      const sent = { outcome, ...because(code) };
      const answer = await house.ask('kx-approver-2', 'POST', `/cases/${one.id}/${path}`, sent, {
        version: one.version,
      });
      expect([answer.status, answer.body['code'], answer.body['codes']]).toEqual([422, 'reason_unknown', codes]);
    }
  });

  it('holds up the rejection for another one, so that every objector is answered', async () => {
    const { one, notice, objection } = await objected();
    await objectTo(house, notice);
    await look(house, one, 'kx-handler');
    const upheld = { outcome: 'proven_with_effect', ...because('objection_proven') };
    await act(house, one, 'kx-approver-2', `objections/${objection}/conclude`, upheld);
    expect(await tryTo(house, one, 'kx-approver-2', 'reject', because('objection_proven'))).toBe('409 objection_open');
    await concludeObjection(house, one, 'kx-approver-2', 'not_proven');
    await reject(house, one, 'kx-approver-2', because('objection_proven'));
    expect(one.state).toBe('notPassed');
  });

  it.each([
    ['not_proven', 'allowed', 'no_objection_upheld'],
    ['proven_without_effect', 'allowed', 'no_objection_upheld'],
    ['proven_with_effect', 'objection_upheld', 'allowed'],
  ])(
    'concluded as %s leaves the notice to be closed: %s, the candidate to be rejected: %s',
    async (outcome, close, rejection) => {
      const { one } = await objected();
      expect(await outlookOn(house, one, 'kx-approver', 'intend_rejection')).toBe('objection_open');
      expect(await outlookOn(house, one, 'kx-handler', 'close_notice')).toBe('objection_open');
      await concludeObjection(house, one, 'kx-approver-2', outcome);
      const expected = close === 'allowed' ? 'notice_period_running' : close;
      expect(await outlookOn(house, one, 'kx-handler', 'close_notice')).toBe(expected);
      expect(await outlookOn(house, one, 'kx-approver', 'intend_rejection')).toBe(rejection);
      if (rejection === 'allowed') {
        await reject(house, one, 'kx-approver', because('objection_proven'));
        expect(one.state).toBe('notPassed');
      }
    },
  );

  it('rejects nobody by itself, though it was upheld', async () => {
    const { one } = await objected();
    await concludeObjection(house, one, 'kx-approver-2', 'proven_with_effect');
    expect(await look(house, one, 'kx-handler')).toMatchObject({ state: 'onNotice', ended: false });
  });

  it('is concluded once', async () => {
    const { one, notice, objection } = await objected();
    await objectTo(house, notice);
    await look(house, one, 'kx-handler');
    await act(house, one, 'kx-approver-2', `objections/${objection}/conclude`, NOT_PROVEN);
    const again = `objections/${objection}/conclude`;
    expect(await tryTo(house, one, 'kx-approver-2', again, NOT_PROVEN)).toBe('409 objection_already_concluded');
    expect(await look(house, one, 'kx-handler')).toMatchObject({ version: one.version, state: 'onNotice' });
    await concludeObjection(house, one, 'kx-approver-2', 'not_proven');
    expect(await tryTo(house, one, 'kx-approver-2', again, NOT_PROVEN)).toBe('409 no_objection_open');
  });

  it('to one candidate is not concluded with the case of another', async () => {
    const [first, second] = [await objected(), await objected()];
    const path = `objections/${first.objection}/conclude`;
    expect(await tryTo(house, second.one, 'kx-approver-2', path, NOT_PROVEN)).toBe('409 objection_already_concluded');
    expect(await objectionsOf(first.one)).toMatchObject([{ outcome: null }]);
  });

  it('holds up the candidate on its line, and no other of the notice', async () => {
    const cases = await submittedCases(house, 2);
    for (const one of cases) await clearForNotice(house, one);
    const notice = await publish(house, 'kx-handler', cases);
    await objectTo(house, notice, 2);
    expect(await objectionsOf(cases[0] ?? nobody)).toHaveLength(0);
    expect(await objectionsOf(cases[1] ?? nobody)).toHaveLength(1);
  });

  it('to a line that is not on the notice, or on no notice, finds nothing', async () => {
    const { notice } = await objected();
    const objection = { identityClass: 'anonymous', facts: FACTS };
    for (const [id, line, status, code] of [
      [notice, 2, 400, 'invalid_request'],
      ['00000000-0000-7000-8000-000000000000', 1, 404, 'not_found'],
    ] as const) {
      const answer = await house.ask(null, 'POST', `/notices/${id}/objections`, { ...objection, line });
      expect([answer.status, answer.body['code']]).toEqual([status, code]);
    }
  });

  it('comes too late when the case has left its notice, and the public is not told what became of it', async () => {
    const withdrawn = await objected();
    await act(house, withdrawn.one, 'kx-submitter', 'withdraw', because('candidate_withdrew'));
    const rejected = await objected();
    await concludeObjection(house, rejected.one, 'kx-approver-2', 'proven_with_effect');
    await reject(house, rejected.one, 'kx-approver-2', because('objection_proven'));
    const objection = { line: 1, identityClass: 'anonymous', facts: FACTS };
    const answers = await Promise.all(
      [withdrawn, rejected].map(({ notice }) => house.ask(null, 'POST', `/notices/${notice}/objections`, objection)),
    );
    const [one, other] = answers.map(({ status, body: { instance: _instance, ...told } }) => ({ status, told }));
    expect(one).toMatchObject({ status: 409, told: { code: 'out_of_turn' } });
    expect(one).toEqual(other);
    expect(one?.told).not.toHaveProperty('state');
  });

  // Last, because it moves the clock.
  it('is received to the last instant of the notice’s last day in China, and not after it', async () => {
    const { one, notice } = await objected();
    house.clock.moveTo('2026-11-09T15:59:59.999Z');
    const receipt = await objectTo(house, notice);
    house.clock.moveTo('2026-11-09T16:00:00.000Z');
    const late = { line: 1, identityClass: 'anonymous', facts: FACTS };
    const { status, body } = await house.ask(null, 'POST', `/notices/${notice}/objections`, late);
    expect([status, body['code']]).toEqual([409, 'notice_period_over']);
    expect(await objectionsOf(one)).toHaveLength(2);
    const told = await house.ask(null, 'GET', `/objections/${receipt}`);
    expect(told.body).toEqual({ receivedAt: '2026-11-09T15:59:59.999Z', outcome: null, concludedAt: null });
  });
});

const nobody: TestCase = { id: '', slate: '', state: '', version: 0 };
