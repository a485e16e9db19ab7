// One member of a slate is replaced, or another one named, without restarting the others.
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
  publish,
  submit,
  type TestCase,
  tryTo,
} from '../support/cases.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';
import { candidate, decoupledSlate, dualSlate, PARTICULARS } from '../support/slates.js';

describeOnBothDatabases('a slate handed in', (open) => {
  let house: House;
  let slate: ReturnType<typeof dualSlate>;
  let first: TestCase;
  let other: TestCase;

  beforeAll(async () => {
    house = await openHouse(await open());
    const both = [
      { body: 'zj-kx', duty: 'submitter' },
      { body: 'zj-kx', duty: 'handler' },
    ] as const;
    await house.enter('submits-and-handles', ...both);
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    // Of how many seats nobody says, so that more can be named than those who stand.
    slate = ofItsOwn(house, { ...dualSlate([candidate(0), candidate(20)]), particulars: PARTICULARS });
    const [opened, beside] = await submit(house, await draft(house, slate), 'kx-submitter');
    if (!opened || !beside) throw new Error('No case was opened.');
    [first, other] = [opened, beside];
  });

  const add = (candidates: unknown[], version = 2, who = 'kx-submitter') =>
    house.ask(who, 'POST', `/slates/${first.slate}/candidates`, { candidates }, { version });
  const added = async (...candidates: unknown[]): Promise<TestCase> => {
    const { status, body } = await add(candidates);
    if (status !== 201) throw new Error(`Not added: ${JSON.stringify(body)}`);
    const [one] = body['cases'] as { id: string; state: string; version: number }[];
    return { id: one?.id ?? '', slate: first.slate, state: one?.state ?? '', version: one?.version ?? 0 };
  };
  const code = (answer: { status: number; body: Record<string, unknown> }) =>
    `${answer.status} ${String(answer.body['code'])}`;

  it('takes further candidates, whose cases begin while those of the others go on', async () => {
    await act(house, first, 'kx-handler', 'accept');
    const { status, body } = await add([candidate(1), candidate(2, ['president', 'party_secretary'])]);
    expect(status).toBe(201);
    expect(body).toMatchObject({ id: first.slate, version: 3 });
    expect(body['cases']).toMatchObject([
      { candidate: 2, posts: ['vice_president'], state: 'review.supervising_review.awaiting' },
      { candidate: 3, posts: ['president'] },
      { candidate: 3, posts: ['party_secretary'], state: 'review.superior_examination.awaiting' },
    ]);
    expect(await look(house, first, 'kx-handler')).toMatchObject({ version: 2 });
    const file = await house.ask('kx-submitter', 'GET', `/slates/${first.slate}`);
    expect((file.body['candidates'] as { ordinal: number }[]).map(({ ordinal }) => ordinal)).toEqual([0, 1, 2, 3]);
  });

  it('takes the place of one who withdrew on to the notice and the vote', async () => {
    await act(house, first, 'kx-submitter', 'withdraw', because('candidate_withdrew'));
    const second = await added(candidate(1));
    await clearForNotice(house, second);
    await publish(house, 'kx-handler', [second]);
    await onDay(house, '2026-11-10');
    await look(house, second, 'kx-handler');
    await elect(house, [second]);
    expect(second.state).toBe('elected');
  });

  it('takes somebody back who was withdrawn from it', async () => {
    await act(house, first, 'kx-submitter', 'withdraw', because('candidate_withdrew'));
    expect((await added(candidate(0))).state).toBe('review.supervising_review.awaiting');
    expect((await add([candidate(1)], 3)).status).toBe(201);
  });

  it('takes nobody who is under review for the same post, and nobody twice', async () => {
    const taken = await add([candidate(3), candidate(0)]);
    expect(code(taken)).toBe('409 candidate_under_review');
    expect(taken.body).toMatchObject({ candidate: 1, posts: ['vice_president'] });
    const twice = await add([candidate(4), candidate(4, ['secretary_general'])]);
    expect(code(twice)).toBe('422 defects_found');
    expect(twice.body['defects']).toMatchObject([{ candidate: 1, rule: 'person_twice' }]);
  });

  it('judges those who join it by its own version of the policy, all defects at once, and stores none of them', async () => {
    const [young, old] = [candidate(5), candidate(6, ['president'], '1950-01-01')];
    const wrong = { ...young, person: { ...young.person, identity: { type: 'resident_id', number: '1' } } };
    const { status, body } = await add([wrong, old]);
    expect(status).toBe(422);
    expect(body['defects']).toMatchObject([
      { candidate: 0, rule: 'resident_id_shape', field: 'candidates.0.person.identity.number' },
    ]);
    // With those who are on the slate already, and stay, the officers would be eight, which is not odd.
    expect(body['checks']).toMatchObject([
      { candidate: 0, rule: 'roster_size', facts: { officers: 8 } },
      { candidate: 1, rule: 'age_limit', result: 'fail' },
      { candidate: 1, rule: 'roster_size', facts: { officers: 8 } },
    ]);
    const file = await house.ask('kx-submitter', 'GET', `/slates/${first.slate}`);
    expect(file.body).toMatchObject({ version: 2 });
    expect(file.body['candidates']).toHaveLength(2);
  });

  it('is seen by a person when more come to stand in mid-term than it said would change', async () => {
    const grows = ofItsOwn(house, { ...decoupledSlate([candidate(50)]), particulars: PARTICULARS });
    const [one] = await submit(house, await draft(house, grows), 'zhdw-submitter');
    if (!one) throw new Error('No case was opened.');
    const share = async () => {
      const { body } = await house.ask('zhdw-submitter', 'GET', `/slates/${one.slate}/roster`);
      return (body['checks'] as { rule: string }[]).filter(({ rule }) => rule === 'mid_term_share');
    };
    expect(await share()).toMatchObject([{ result: 'pass', facts: { changing: 1 } }]);
    const candidates = Array.from({ length: 10 }, (_one, n) => candidate(51 + n));
    const path = `/slates/${one.slate}/candidates`;
    const { status, body } = await house.ask('zhdw-submitter', 'POST', path, { candidates }, { version: 2 });
    expect(status).toBe(201);
    const grown = { result: 'needs_human', facts: { changing: 1, standing: 11 } };
    expect(body['checks']).toMatchObject(candidates.map(() => grown));
    expect(await share()).toMatchObject([grown]);
  });

  it('takes them from its submitting body alone, on the version that they looked at', async () => {
    expect(code(await add([candidate(1)], 1))).toBe('412 stale_version');
    expect(code(await add([candidate(1)], 2, 'zhdw-submitter'))).toBe('404 not_found');
    expect(code(await add([candidate(1)], 2, 'kx-handler'))).toBe('403 not_your_duty');
    const waiting = await draft(house, decoupledSlate([candidate(1)]));
    const early = await house.ask(
      'zhdw-submitter',
      'POST',
      `/slates/${waiting}/candidates`,
      { candidates: [candidate(1)] },
      { version: 1 },
    );
    expect(code(early)).toBe('409 slate_not_submitted');
  });

  it('takes them once, though two name the same at once', async () => {
    const answers = await Promise.all([add([candidate(1)]), add([candidate(1)])]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 412]);
  });

  it('lets nobody name candidates for whom a delegate reviewed one of it', async () => {
    const delegate = await house.enter('stands-in', { body: 'zj-kx', duty: 'approver' });
    const today = house.clock.now().slice(0, 10);
    const away = { from: today, to: today, body: 'zj-kx', duty: 'handler', delegate };
    const absence = await house.ask('submits-and-handles', 'POST', '/absences', away);
    expect(absence.status).toBe(201);
    await act(house, first, 'stands-in', 'accept');
    await house.ask('submits-and-handles', 'POST', `/absences/${String(absence.body['id'])}/end`);
    expect(code(await add([candidate(2)], 2, 'submits-and-handles'))).toBe('403 reviewer_may_not_change_duty');
  });

  it('lets nobody name candidates who reviewed one of it, and nobody review who named some', async () => {
    const second = await added(candidate(1));
    await act(house, first, 'submits-and-handles', 'accept');
    expect(code(await add([candidate(2)], 3, 'submits-and-handles'))).toBe('403 reviewer_may_not_change_duty');
    const [another] = await submit(house, await draft(house, ofItsOwn(house, dualSlate())), 'kx-submitter');
    first = another ?? first;
    expect((await add([candidate(1)], 2, 'submits-and-handles')).status).toBe(201);
    expect(await tryTo(house, first, 'submits-and-handles', 'accept')).toBe('403 submitter_may_not_review');
    expect(second.version).toBe(1);
  });

  it('takes nobody for another post on the route by which they are under review, but on another route', async () => {
    const again = await add([candidate(0, ['secretary_general'])]);
    expect(code(again)).toBe('409 candidate_under_review');
    expect(again.body).toMatchObject({ candidate: 0, posts: ['vice_president'] });
    expect((await add([candidate(0, ['party_secretary'])])).status).toBe(201);
  });

  it('takes nobody for a post that excludes one which they hold or are under review for', async () => {
    const president = await added(candidate(1, ['president']));
    const refused = await add([candidate(2), candidate(1, ['secretary_general'])], 3);
    expect(code(refused)).toBe('409 posts_exclude_each_other');
    expect(refused.body).toMatchObject({ candidate: 1, posts: ['president', 'secretary_general'] });
    await clearForNotice(house, president);
    await publish(house, 'kx-handler', [president]);
    await onDay(house, '2026-11-18');
    await look(house, president, 'kx-handler');
    await elect(house, [president]);
    await act(house, president, 'mzt-approver', 'file');
    expect(president.state).toBe('filed');
    expect(code(await add([candidate(1, ['secretary_general'])], 5))).toBe('409 posts_exclude_each_other');
  });

  it('takes nobody once all its cases have ended', async () => {
    await act(house, first, 'kx-submitter', 'withdraw', because('candidate_withdrew'));
    await act(house, other, 'kx-submitter', 'withdraw', because('candidate_withdrew'));
    expect(code(await add([candidate(1)]))).toBe('409 slate_concluded');
  });

  it('judges ages on the planned day of the vote, or on this day if that is over', async () => {
    // Seventy-one on 2 January 2027, after the planned day, 28 December 2026.
    const [one, two] = [candidate(1, ['president'], '1956-01-02'), candidate(2, ['president'], '1956-01-02')];
    expect((await add([one])).body['checks']).toEqual([]);
    house.clock.moveTo('2027-01-04T02:00:00.000Z');
    const late = await add([two], 3);
    expect(late.body['checks']).toMatchObject([
      { candidate: 0, rule: 'age_limit', facts: { age: 71 } },
      { candidate: 0, rule: 'candidates_per_seat', facts: { contests: [{ candidates: 2, seats: 1 }] } },
    ]);
  });
});
