// Another candidate is named in the place of one, in one act, wherever that one stands; the others go on (domain notes 6.1, 15).
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import {
  act,
  because,
  clearForNotice,
  draft,
  elect,
  look,
  ofItsOwn,
  onDay,
  outlookOn,
  publish,
  submit,
  type TestCase,
  tryTo,
  reject,
} from '../support/cases.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';
import { candidate, dualSlate } from '../support/slates.js';

const WHY = because('nomination_changed').reason;

describeOnBothDatabases('one candidate in the place of another', (open) => {
  let house: House;
  let first: TestCase;
  let other: TestCase;

  beforeAll(async () => {
    house = await openHouse(await open());
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    const slate = ofItsOwn(house, dualSlate([candidate(0), candidate(20)]));
    const [one, two] = await submit(house, await draft(house, slate), 'kx-submitter');
    if (!one || !two) throw new Error('No case was opened.');
    [first, other] = [one, two];
  });

  const file = async () => (await house.ask('kx-submitter', 'GET', `/slates/${first.slate}`)).body;
  const name = async (candidates: unknown[], replaces: object, who = 'kx-submitter') =>
    house.ask(
      who,
      'POST',
      `/slates/${first.slate}/candidates`,
      { candidates, replaces },
      {
        version: Number((await file())['version'] ?? 2),
      },
    );
  const replacing = ({ id, version }: TestCase) => ({ caseId: id, version, reason: WHY });
  const inPlaceOf = async (one: TestCase, successor = candidate(1)): Promise<TestCase> => {
    const { status, body } = await name([successor], replacing(one));
    if (status !== 201) throw new Error(`Not replaced: ${JSON.stringify(body)}`);
    const [opened] = body['cases'] as { id: string; state: string; version: number }[];
    return { id: opened?.id ?? '', slate: first.slate, state: opened?.state ?? '', version: opened?.version ?? 0 };
  };
  const code = (answer: { status: number; body: Record<string, unknown> }) =>
    `${answer.status} ${String(answer.body['code'])}`;
  const noticed = async () => {
    await clearForNotice(house, first);
    await clearForNotice(house, other);
    await publish(house, 'kx-handler', [first, other]);
  };

  it('ends the case of the one and begins that of the other, and all three say so', async () => {
    await act(house, first, 'kx-handler', 'accept');
    const successor = await inPlaceOf(first);
    expect(successor.state).toBe('review.supervising_review.awaiting');
    expect(await look(house, first, 'kx-handler')).toMatchObject({
      state: 'superseded',
      ended: true,
      deadline: null,
      turnBody: null,
      replacedBy: successor.id,
      replaces: null,
    });
    expect((await look(house, first, 'kx-submitter'))['history']).toContainEqual(
      expect.objectContaining({ act: 'supersede', reason: expect.objectContaining({ code: 'nomination_changed' }) }),
    );
    expect(await look(house, successor, 'kx-handler')).toMatchObject({ replaces: first.id, replacedBy: null });
    expect((await file())['candidates']).toMatchObject([
      { ordinal: 0, replaces: null },
      { ordinal: 1, replaces: null },
      { ordinal: 2, replaces: 0 },
    ]);
    expect(await look(house, other, 'kx-handler')).toMatchObject({ version: 1, ended: false });
  });

  it('leaves the others on their notice; only who comes gets one of their own', async () => {
    await noticed();
    const successor = await inPlaceOf(first);
    expect(await look(house, other, 'kx-handler')).toMatchObject({ state: 'onNotice' });
    await clearForNotice(house, successor);
    await publish(house, 'kx-handler', [successor]);
    await onDay(house, '2026-11-10');
    expect(await look(house, other, 'kx-handler')).toMatchObject({ state: 'passed' });
    expect(await look(house, successor, 'kx-handler')).toMatchObject({ state: 'passed' });
    await elect(house, [other, successor]);
    expect([other.state, successor.state]).toEqual(['elected', 'elected']);
  });

  it('replaces one who passed, and who came themselves, but nobody who was elected', async () => {
    await noticed();
    await onDay(house, '2026-11-18');
    await look(house, first, 'kx-handler');
    await look(house, other, 'kx-handler');
    expect(await outlookOn(house, first, 'kx-submitter', 'supersede')).toBe('allowed');
    const second = await inPlaceOf(first);
    const third = await inPlaceOf(second, candidate(2));
    expect(await look(house, second, 'kx-handler')).toMatchObject({ replaces: first.id, replacedBy: third.id });
    await elect(house, [other]);
    const late = await name([candidate(3)], replacing(other));
    expect(code(late)).toBe('409 candidate_not_replaceable');
    expect(late.body).toMatchObject({ case: other.id, state: 'elected' });
  });

  it('replaces nobody whose case has ended: who was rejected may ask for reconsideration', async () => {
    await act(house, first, 'kx-handler', 'accept');
    await reject(house, first, 'kx-approver', because('condition_not_met'));
    const rejected = await name([candidate(1)], replacing(first));
    expect(code(rejected)).toBe('409 candidate_not_replaceable');
    await act(house, first, 'kx-submitter', 'reconsider', because('disagrees_with_finding'));
    expect(code(await name([candidate(1)], replacing(first)))).toBe('409 candidate_not_replaceable');
    const successor = await inPlaceOf(other);
    await look(house, other, 'kx-submitter');
    expect(code(await name([candidate(2)], replacing(other)))).toBe('409 candidate_not_replaceable');
    expect(successor.state).toBe('review.supervising_review.awaiting');
  });

  it('ends every case of theirs that can end so, and wants one candidate for the same posts', async () => {
    const both = ofItsOwn(house, dualSlate([candidate(4, ['president', 'party_secretary']), candidate(20)]));
    const [president, secretary, beside] = await submit(house, await draft(house, both), 'kx-submitter');
    if (!president || !secretary || !beside) throw new Error('No case was opened.');
    [first, other] = [president, beside];
    const fewer = await name([candidate(5, ['president'])], replacing(president));
    expect(code(fewer)).toBe('422 replacement_differs');
    expect(fewer.body).toMatchObject({ posts: ['party_secretary', 'president'] });
    const posts = ['president', 'party_secretary'];
    expect(code(await name([candidate(5, posts), candidate(6)], replacing(president)))).toBe('422 replacement_differs');
    const successor = await inPlaceOf(secretary, candidate(5, posts));
    for (const one of [president, secretary]) {
      expect(await look(house, one, 'kx-submitter')).toMatchObject({ state: 'superseded' });
    }
    expect((await look(house, president, 'kx-submitter'))['replacedBy']).toBe(successor.id);
    expect((await look(house, secretary, 'kx-submitter'))['replacedBy']).not.toBe(successor.id);
  });

  it('leaves all as it was when the one who comes is refused', async () => {
    expect(code(await name([candidate(20)], replacing(first)))).toBe('409 candidate_under_review');
    expect(await look(house, first, 'kx-submitter')).toMatchObject({ version: 1, ended: false, replacedBy: null });
    expect((await file())['candidates']).toHaveLength(2);
  });

  it('asks for a reason, for the version that was looked at, and for a case of the slate', async () => {
    const { id: caseId, version } = first;
    const silent = await name([candidate(1)], { caseId, version });
    expect(code(silent)).toBe('422 reason_missing');
    expect(silent.body).toMatchObject({ act: 'supersede', codes: ['candidate_withdrew', 'nomination_changed'] });
    const stale = await name([candidate(1)], { ...replacing(first), version: version + 1 });
    expect(code(stale)).toBe('412 stale_version');
    const [elsewhere] = await submit(house, await draft(house, ofItsOwn(house, dualSlate())), 'kx-submitter');
    if (!elsewhere) throw new Error('No case was opened.');
    expect(code(await name([candidate(1)], replacing(elsewhere)))).toBe('422 case_not_in_slate');
    expect(code(await name([candidate(1)], replacing(first), 'zhdw-submitter'))).toBe('404 not_found');
  });

  it('takes nobody back who was replaced, nor lets anybody act on their case', async () => {
    await inPlaceOf(first);
    await look(house, first, 'kx-handler');
    expect(await tryTo(house, first, 'kx-handler', 'accept')).toBe('409 out_of_turn');
    expect(await tryTo(house, first, 'kx-submitter', 'withdraw', because('candidate_withdrew'))).toBe(
      '409 out_of_turn',
    );
  });
});
