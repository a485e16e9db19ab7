// A rejection after the vote is set aside whoever was elected since; but of one seat two persons are never recorded as holders.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { seatTaken, type Elected } from '../../src/policy/seat-taken.js';
import type { Post } from '../../src/policy/terms.js';
import {
  act,
  answerChecks,
  because,
  draft,
  elect,
  look,
  ofItsOwn,
  outlookOn,
  reject,
  revoke,
  submit,
  tryTo,
  type TestCase,
} from '../support/cases.js';
import { policiesChanging } from '../cases/policies.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';
import { candidate, dualSlate } from '../support/slates.js';

const ASK = because('disagrees_with_finding');
/** Of a revocation. */
const UPHELD = { outcome: 'upheld', ...because('revocation_upheld') };
const GIVEN_BACK = { outcome: 'overturned', ...because('revocation_set_aside') };
const SET_ASIDE = { outcome: 'overturned', ...because('original_set_aside') };

const EARLIER = '2026-11-02T02:00:00.000Z';
const LATER = '2026-11-02T02:00:00.001Z';
const elected = (
  id: string,
  returnedAt: string | null = null,
  posts: readonly Post[] = ['party_secretary'],
): Elected => ({
  id,
  posts,
  returnedAt,
});
const TWO: readonly Post[] = ['party_deputy_secretary'];

describe('the seat of somebody who was elected', () => {
  it.each<[string, Elected, Elected[], number | undefined, string | null]>([
    ['is their own while nobody else was elected', elected('a', EARLIER), [], undefined, null],
    [
      'is another one’s who was elected while it was free',
      elected('a', EARLIER),
      [elected('b')],
      undefined,
      'party_secretary',
    ],
    ['is not asked about of one who never left it', elected('b'), [elected('a')], undefined, null],
    ['stays theirs when another one returns', elected('b'), [elected('a', EARLIER)], undefined, null],
    ['is that of whoever returned first', elected('a', LATER), [elected('b', EARLIER)], undefined, 'party_secretary'],
    [
      'is that of one of two who returned at once',
      elected('b', EARLIER),
      [elected('a', EARLIER)],
      undefined,
      'party_secretary',
    ],
    [
      'is there where another post’s is taken',
      elected('a', EARLIER),
      [elected('b', null, ['president'])],
      undefined,
      null,
    ],
    ['is there as long as fewer have one', elected('a', EARLIER, TWO), [elected('b', null, TWO)], 2, null],
    [
      'is gone when as many have one',
      elected('a', EARLIER, TWO),
      [elected('b', null, TWO)],
      1,
      'party_deputy_secretary',
    ],
    [
      'is not counted where nobody stated how many there are',
      elected('a', EARLIER, TWO),
      [elected('b', null, TWO)],
      undefined,
      null,
    ],
  ])('%s', (_sentence, own, others, seats, post) => {
    const particulars = seats === undefined ? {} : { seats: { party_deputy_secretary: seats } };
    expect(seatTaken(own, [own, ...others], particulars)?.post ?? null).toBe(post);
  });
});

async function passes(house: House, one: TestCase, who: string): Promise<TestCase> {
  await act(house, one, 'kx-dw-handler', 'accept');
  await answerChecks(house, one, 'kx-dw-handler');
  return act(house, one, who, 'approve');
}

/** One is elected Party secretary and refused the approval; another one is elected; then the refusal is set aside. */
async function returned(house: House): Promise<[first: TestCase, second: TestCase, deputy: TestCase]> {
  const posts = ['party_secretary', 'party_secretary', 'party_deputy_secretary'];
  const slate = ofItsOwn(house, dualSlate(posts.map((post, n) => candidate(n, [post]))));
  const cases = await submit(house, await draft(house, slate), 'kx-submitter');
  const [first, second, deputy] = cases;
  if (!first || !second || !deputy) throw new Error('No cases were opened.');
  for (const each of cases) await passes(house, each, 'kx-dw-approver');
  await elect(house, [first]);
  await act(house, first, 'kx-dw-handler', 'accept');
  await reject(house, first, 'kx-dw-approver', because('conduct'));
  await elect(house, [second]);
  await act(house, first, 'kx-submitter', 'reconsider', ASK);
  await act(house, first, 'kx-dw-approver-2', 'conclude-reconsideration', SET_ASIDE);
  return [first, second, deputy];
}

describeOnBothDatabases('a rejection that is set aside after another one was elected', (open) => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse(await open());
    await house.enter('kx-dw-approver-3', { body: 'zj-kx-dw', duty: 'approver' });
  });
  afterAll(() => house.close());

  let first: TestCase;
  let second: TestCase;
  let deputy: TestCase;
  beforeEach(async () => {
    [first, second, deputy] = await returned(house);
  });

  it('is set aside all the same, and the approval waits until the seat is free', async () => {
    expect(first.state).toBe('review.superior_approval.deciding');
    const refused = await house.ask(
      'kx-dw-approver-3',
      'POST',
      `/cases/${first.id}/approve`,
      {},
      { version: first.version },
    );
    expect([refused.status, refused.body]).toMatchObject([
      409,
      { code: 'seat_taken', post: 'party_secretary', seats: 1 },
    ]);
    expect(await outlookOn(house, first, 'kx-dw-approver-3', 'approve')).toBe('seat_taken');
    const worklist = (await house.ask('kx-dw-approver-3', 'GET', '/worklist?list=mine')).body['items'];
    const item = (worklist as { id: string; acts: string[] }[]).find(({ id }) => id === first.id);
    expect(item?.acts).toEqual(expect.not.arrayContaining(['approve']));
    const { body } = await house.ask('kx-dw-approver-3', 'GET', `/cases/${first.id}/why-not?act=approve`);
    expect(body['obstacles']).toMatchObject([
      { code: 'seat_taken', lifts: [{ code: 'lift_seat_free', facts: { post: 'party_secretary' } }] },
    ]);
  });

  it('takes nothing from the one who was elected since, nor from a vote on another post', async () => {
    await elect(house, [deputy]);
    await passes(house, deputy, 'kx-dw-approver-2');
    await passes(house, second, 'kx-dw-approver-2');
    expect([deputy.state, second.state]).toEqual(['approved', 'approved']);
    expect(await tryTo(house, first, 'kx-dw-approver-3', 'approve')).toBe('409 seat_taken');
  });

  it('is followed by the approval once the other one’s result is revoked for good', async () => {
    await passes(house, second, 'kx-dw-approver-2');
    await revoke(house, second, 'kx-dw-approver-2', because('falsehood'));
    expect(await tryTo(house, first, 'kx-dw-approver-3', 'approve')).toBe('409 seat_taken');
    await act(house, second, 'kx-submitter', 'reconsider', ASK);
    expect(await tryTo(house, first, 'kx-dw-approver-3', 'approve')).toBe('409 seat_taken');
    await act(house, second, 'kx-dw-approver-3', 'conclude-reconsideration', UPHELD);
    await act(house, first, 'kx-dw-approver-3', 'approve');
    expect(await look(house, first, 'kx-submitter')).toMatchObject({ state: 'approved', ended: true });
  });

  it('goes on waiting where that revocation is set aside: who was revoked never left the seat', async () => {
    await passes(house, second, 'kx-dw-approver-2');
    await revoke(house, second, 'kx-dw-approver-2', because('falsehood'));
    await act(house, second, 'kx-submitter', 'reconsider', ASK);
    await act(house, second, 'kx-dw-approver-3', 'conclude-reconsideration', GIVEN_BACK);
    expect(second.state).toBe('approved');
    expect(await tryTo(house, first, 'kx-dw-approver-3', 'approve')).toBe('409 seat_taken');
  });

  it('keeps out, in its turn, one who was refused meanwhile and returns after them', async () => {
    await act(house, second, 'kx-dw-handler', 'accept');
    await reject(house, second, 'kx-dw-approver', because('conduct'));
    await act(house, first, 'kx-dw-approver-3', 'approve');
    await act(house, second, 'kx-submitter', 'reconsider', ASK);
    await act(house, second, 'kx-dw-approver-2', 'conclude-reconsideration', SET_ASIDE);
    expect(await tryTo(house, second, 'kx-dw-approver-3', 'approve')).toBe('409 seat_taken');
  });
});

/** Where the approval of a Party post is not the end, but a result that is filed, or registered, after it. */
const COMPLETED_BY = (act: string) =>
  policiesChanging('330000/2026-07-01', '{ id: approval, acts: [] }', `{ id: approval, acts: [${act}] }`);

describeOnBothDatabases('a seat that was taken meanwhile', (open) => {
  let house: House;
  afterEach(() => house.close());

  it.each([
    ['file', 'filed'],
    ['register', 'registered'],
  ])(
    'keeps one whose rejection was set aside from the act that ends the case, where that is %s',
    async (last, state) => {
      house = await openHouse(await open(), { POLICIES: COMPLETED_BY(last) });
      await house.enter('kx-dw-approver-3', { body: 'zj-kx-dw', duty: 'approver' });
      const [first, second] = await returned(house);
      await act(house, first, 'kx-dw-approver-3', 'approve');
      expect(first.state).toBe('elected');
      expect(await tryTo(house, first, 'kx-dw-approver-3', last)).toBe('409 seat_taken');
      expect(await outlookOn(house, first, 'kx-dw-approver-3', last)).toBe('seat_taken');
      await passes(house, second, 'kx-dw-approver-2');
      await act(house, second, 'kx-dw-approver-2', last);
      expect(second.state).toBe(state);
      expect(await tryTo(house, first, 'kx-dw-approver-3', last)).toBe('409 seat_taken');
    },
  );
});

describeOnBothDatabases('two slates of one term', (open) => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse(await open());
    await house.enter('kx-dw-approver-3', { body: 'zj-kx-dw', duty: 'approver' });
  });
  afterAll(() => house.close());

  let elected: TestCase;
  let other: TestCase;
  /** A re-election whose Party secretary is elected and not approved yet, and a mid-term adjustment that is to elect another one. */
  beforeEach(async () => {
    const slate = ofItsOwn(house, dualSlate([candidate(0, ['party_secretary'])]));
    const midTerm = { ...slate, occasion: 'mid_term', candidates: [candidate(1, ['party_secretary'])] };
    const [one] = await submit(house, await draft(house, slate), 'kx-submitter');
    const [two] = await submit(house, await draft(house, midTerm), 'kx-submitter');
    if (!one || !two) throw new Error('No cases were opened.');
    [elected, other] = [one, two];
    for (const each of [one, two]) await passes(house, each, 'kx-dw-approver');
    await elect(house, [one]);
  });

  /** A vote is held after the other one, by a minute. */
  const report = async (one: TestCase, isElected = true) => {
    house.clock.moveTo(new Date(Date.parse(house.clock.now()) + 60_000).toISOString());
    const votes = { elected: isElected, votesFor: isElected ? 60 : 10, votesAgainst: 0, abstentions: 0 };
    const results = [{ caseId: one.id, version: one.version, ...votes }];
    const election = { heldOn: house.clock.now().slice(0, 10), votersDue: 100, votersPresent: 70, results };
    const { status, body } = await house.ask('kx-submitter', 'POST', `/slates/${one.slate}/election`, election);
    await look(house, one, 'kx-submitter');
    return { status, body };
  };

  it('do not both elect somebody to one seat, and whoever reports is told which and what lifts it', async () => {
    const { status, body } = await report(other);
    expect([status, body]).toMatchObject([
      409,
      {
        code: 'elected_by_another_slate',
        post: 'party_secretary',
        occasion: 're_election',
        termNumber: 3,
        body: 'zj-kx',
      },
    ]);
    expect(await outlookOn(house, other, 'kx-submitter', 'record_election')).toBe('elected_by_another_slate');
    const why = (await house.ask('kx-submitter', 'GET', `/cases/${other.id}/why-not?act=record_election`)).body;
    expect(why['obstacles']).toMatchObject([
      {
        code: 'elected_by_another_slate',
        lifts: [{ code: 'lift_other_slate_recorded', facts: { post: 'party_secretary', occasion: 're_election' } }],
      },
    ]);
  });

  it('do when the one has its result: whom the other elects follows', async () => {
    await passes(house, elected, 'kx-dw-approver-2');
    expect(elected.state).toBe('approved');
    expect(await report(other)).toMatchObject({ status: 200 });
    await passes(house, other, 'kx-dw-approver-2');
    expect(other.state).toBe('approved');
  });

  it('do not while that result may be taken away: nobody knows yet whom the other would follow', async () => {
    await passes(house, elected, 'kx-dw-approver-2');
    await revoke(house, elected, 'kx-dw-approver-2', because('falsehood'));
    expect(await report(other)).toMatchObject({ status: 409, body: { code: 'elected_by_another_slate' } });
    await act(house, elected, 'kx-submitter', 'reconsider', ASK);
    expect(await report(other)).toMatchObject({ status: 409, body: { code: 'elected_by_another_slate' } });
    await act(house, elected, 'kx-dw-approver-3', 'conclude-reconsideration', UPHELD);
    expect(await report(other)).toMatchObject({ status: 200 });
  });

  it('may each say that somebody was not elected', async () => {
    expect(await report(other, false)).toMatchObject({ status: 200 });
  });

  it('do when the one elected is not approved; and if that is set aside, the seat is the other one’s', async () => {
    await act(house, elected, 'kx-dw-handler', 'accept');
    await reject(house, elected, 'kx-dw-approver', because('conduct'));
    expect(await report(other)).toMatchObject({ status: 200 });
    await act(house, elected, 'kx-submitter', 'reconsider', ASK);
    await act(house, elected, 'kx-dw-approver-2', 'conclude-reconsideration', SET_ASIDE);
    expect(await tryTo(house, elected, 'kx-dw-approver-3', 'approve')).toBe('409 seat_taken');
    await passes(house, other, 'kx-dw-approver-2');
    expect(other.state).toBe('approved');
  });

  it('do not count whom the other had before: whoever returns follows them as before', async () => {
    await passes(house, elected, 'kx-dw-approver-2');
    expect(await report(other)).toMatchObject({ status: 200 });
    await act(house, other, 'kx-dw-handler', 'accept');
    await reject(house, other, 'kx-dw-approver', because('conduct'));
    await act(house, other, 'kx-submitter', 'reconsider', ASK);
    await act(house, other, 'kx-dw-approver-2', 'conclude-reconsideration', SET_ASIDE);
    await act(house, other, 'kx-dw-approver-3', 'approve');
    expect(other.state).toBe('approved');
  });
});
