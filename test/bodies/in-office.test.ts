// Who acts is looked up before the write door; whoever has lost the duty while the command waited there does nothing.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { AddBody } from '../../src/bodies/add-body.js';
import { officialsAt } from '../../src/bodies/mandates-in-force.js';
import { ActOnCase } from '../../src/cases/act-on-case.js';
import { Reader } from '../../src/database/reader.js';
import { isRefusal } from '../../src/kernel/refusal.js';
import type { Mandate, Official } from '../../src/policy/actor.js';
import { SubmitSlate } from '../../src/slates/submit-slate.js';
import { act, draft, look, ofItsOwn, submittedCase, type TestCase } from '../support/cases.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';
import { dualSlate } from '../support/slates.js';

const TODAY = '2026-11-02';
const APPROVES: Mandate = { body: 'zj-kx', duty: 'approver' };
const HANDLES: Mandate = { body: 'zj-kx', duty: 'handler' };
const SUBMITS: Mandate = { body: 'zj-kx', duty: 'submitter' };
const ADMINISTERS: Mandate = { body: 'zj-mzt', duty: 'administrator' };

describeOnBothDatabases('an act that waits at the write door', (open) => {
  let house: House;
  const ids: Record<string, string> = {};
  beforeAll(async () => {
    house = await openHouse(await open());
    const entered: [string, Mandate][] = [
      ['away', APPROVES],
      ['delegate', HANDLES],
      ['approves', APPROVES],
      ['leaves', APPROVES],
      ['closed', APPROVES],
      ['submits', SUBMITS],
      ['administers', ADMINISTERS],
    ];
    for (const [who, mandate] of entered) ids[who] = await house.enter(who, mandate);
  });
  afterAll(() => house.close());

  /** Who asks, as the guard of the routes finds them before the command begins. */
  const found = async (who: string): Promise<Official> => {
    const [official] = await officialsAt(house.nest.get(Reader), [ids[who] ?? ''], house.clock.now());
    if (!official) throw new Error(`There is no ${who}.`);
    return official;
  };
  const approve = async (actor: Official, one: TestCase) => {
    const request = { caseId: one.id, expectedVersion: one.version, event: { type: 'approve' } } as const;
    const answer = await house.nest.get(ActOnCase).execute(actor, request);
    return isRefusal(answer) ? answer.refused : answer.state;
  };
  const toDecide = async () => act(house, await submittedCase(house), 'kx-handler', 'accept');
  const give = async (who: string, said: { active: boolean; mandates: Mandate[] }) => {
    const path = `/officials/${ids[who] ?? ''}/duties`;
    const changed = await house.ask('administrator', 'PUT', path, said, { version: 1 });
    if (changed.status !== 200) throw new Error(JSON.stringify(changed.body));
  };
  const declare = async (who: string, said: object = {}) => {
    const { status, body } = await house.ask(who, 'POST', '/absences', { from: TODAY, to: TODAY, ...said });
    if (status !== 201) throw new Error(JSON.stringify(body));
    return String(body['id']);
  };

  it('is done if nothing has changed', async () => {
    expect(await approve(await found('approves'), await toDecide())).toBe('review.party_review.awaiting');
  });

  it('of a delegate is refused once the absence is over', async () => {
    const one = await toDecide();
    const absence = await declare('away', { delegate: ids['delegate'] });
    const delegate = await found('delegate');
    expect((await house.ask('away', 'POST', `/absences/${absence}/end`)).status).toBe(200);
    expect(await approve(delegate, one)).toBe('not_your_duty');
    const { version } = one;
    await look(house, one, 'kx-handler');
    expect([one.state, one.version]).toEqual(['review.supervising_review.deciding', version]);
  });

  it('is refused once an absence has begun', async () => {
    const one = await toDecide();
    const approver = await found('approves');
    await declare('approves');
    expect(await approve(approver, one)).toBe('absent');
  });

  it('is refused once the duty was taken away, or the account closed', async () => {
    const one = await toDecide();
    const [leaves, closed] = [await found('leaves'), await found('closed')];
    await give('leaves', { active: true, mandates: [HANDLES] });
    await give('closed', { active: false, mandates: [APPROVES] });
    expect([await approve(leaves, one), await approve(closed, one)]).toEqual(['not_your_duty', 'not_your_duty']);
  });

  it('is refused of a whole slate, and of the directory, too', async () => {
    const slate = await draft(house, ofItsOwn(house, dualSlate()));
    const submits = await found('submits');
    await give('submits', { active: true, mandates: [HANDLES] });
    expect(await house.nest.get(SubmitSlate).execute(submits, slate, 1)).toMatchObject({ refused: 'not_your_duty' });
    const by = { kind: 'official', id: ids['administers'] ?? '', ...ADMINISTERS } as const;
    await give('administers', { active: true, mandates: [HANDLES] });
    const body = { id: 'zj-new', name: '虚构新机关', jurisdiction: '330000', kinds: [], note: null, department: null };
    expect(await house.nest.get(AddBody).execute(by, body)).toMatchObject({ refused: 'not_your_duty' });
  });
});
