import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  act,
  because,
  draft,
  elect,
  look,
  ofItsOwn,
  passNotice,
  submit,
  submittedCases,
  submitterOf,
  type TestCase,
  reject,
} from '../support/cases.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';
import { candidate, DECLARATION, decoupledSlate, dualSlate, foundingSlate } from '../support/slates.js';

type Slate = ReturnType<typeof dualSlate | typeof decoupledSlate | typeof foundingSlate>;

/** The posts of one person, and the cases they get: one for each route, however many posts it covers. */
const CASES: readonly [
  what: string,
  slate: (posts: string[]) => Slate,
  posts: string[],
  cases: [course: string, posts: string[]][],
][] = [
  [
    'one post',
    (posts) => dualSlate([candidate(0, posts)]),
    ['vice_president'],
    [['dual_management/file', ['vice_president']]],
  ],
  [
    'two posts on one route',
    (posts) => dualSlate([candidate(1, posts)]),
    ['president', 'legal_representative'],
    [['dual_management/file_and_register', ['president', 'legal_representative']]],
  ],
  [
    'two posts on two routes',
    (posts) => dualSlate([candidate(2, posts)]),
    ['president', 'party_secretary'],
    [
      ['dual_management/file', ['president']],
      ['party_post/approval', ['party_secretary']],
    ],
  ],
  [
    'four posts on two routes',
    (posts) => decoupledSlate([candidate(3, posts)]),
    ['president', 'executive_head', 'legal_representative', 'party_deputy_secretary'],
    [
      ['direct_or_decoupled/file_and_register', ['president', 'executive_head', 'legal_representative']],
      ['party_post/approval', ['party_deputy_secretary']],
    ],
  ],
  [
    'a founding',
    (posts) => foundingSlate([candidate(4, posts)]),
    ['president', 'legal_representative'],
    [['direct_or_decoupled/register', ['president', 'legal_representative']]],
  ],
];

describeOnBothDatabases('a slate handed in', (open) => {
  let house: House;

  beforeAll(async () => {
    house = await openHouse(await open());
    await house.enter('mzt-submitter', { body: 'zj-mzt', duty: 'submitter' });
  });
  afterAll(() => house.close());

  const send = (id: string, who = 'kx-submitter') =>
    house.ask(who, 'POST', `/slates/${id}/submit`, undefined, { version: 1 });

  it.each(CASES)('opens one case for each person and route: %s', async (_what, slateOf, posts, expected) => {
    const slate = ofItsOwn(house, slateOf(posts));
    const { status, body } = await send(await draft(house, slate), submitterOf(slate));
    expect(status).toBe(200);
    expect(body).toMatchObject({ state: 'submitted', version: 2, policy: '330000/2026-07-01' });
    const cases = body['cases'] as { course: string; posts: string[]; candidate: number; version: number }[];
    expect(cases.map(({ course, posts: covered }) => [course, covered])).toEqual(expected);
    for (const one of cases) expect(one).toMatchObject({ candidate: 0, version: 1 });
  });

  it('is told, as its draft was, what stands in the way later, which acts, and what was left unstated by which field', async () => {
    const { seats: _seats, audit: _audit, ...particulars } = dualSlate().particulars;
    const { supervisor: _supervisor, ...declaration } = DECLARATION;
    const one = { ...candidate(7), declaration: declaration as typeof DECLARATION };
    const left = ofItsOwn(house, { ...dualSlate([one]), particulars });
    const organisation = { ...left.organisation, jurisdiction: '330200' };
    const drafted = await house.ask('kx-submitter', 'POST', '/slates', { ...left, organisation });
    const { status, body } = await send(String(drafted.body['id']));
    expect(status).toBe(200);
    expect(body['checks']).toEqual(drafted.body['checks']);
    const told = body['checks'] as { rule: string; blocks: string[]; unstated: { field: string }[] }[];
    expect(told.map(({ rule, blocks, unstated }) => [rule, blocks, unstated.map(({ field }) => field)])).toEqual([
      ['not_supervisor', ['approve'], ['candidates.0.declaration.supervisor']],
      [
        'candidates_per_seat',
        ['approve', 'publish_notice', 'record_election', 'file'],
        ['particulars.seats.vice_president'],
      ],
      ['audit_done', ['record_election'], ['particulars.audit']],
    ]);
  });

  it('is told of nothing where everything was stated', async () => {
    const { body } = await send(await draft(house, ofItsOwn(house, dualSlate([candidate(8)]))));
    expect(body['checks']).toEqual([]);
  });

  it('has a case for each candidate, each at its first body and on its own from then on', async () => {
    const cases = await submittedCases(
      house,
      3,
      dualSlate([candidate(5), candidate(6), candidate(7, ['party_secretary'])]),
    );
    expect(cases.map(({ state }) => state)).toEqual([
      'review.supervising_review.awaiting',
      'review.supervising_review.awaiting',
      'review.superior_examination.awaiting',
    ]);
    const [first, second] = cases;
    await act(house, first ?? nobody, 'kx-handler', 'accept');
    expect(await look(house, second ?? nobody, 'kx-handler')).toMatchObject({ version: 1, state: second?.state });
  });

  it('shows its submitter each candidate with its cases', async () => {
    const [one] = await submittedCases(house, 1, dualSlate([candidate(8, ['president', 'party_secretary'])]));
    const { body } = await house.ask('kx-submitter', 'GET', `/slates/${one?.slate ?? ''}`);
    expect(body['candidates']).toMatchObject([
      { cases: [{ course: 'dual_management/file' }, { course: 'party_post/approval' }] },
    ]);
  });

  it('is the only one of its occasion, also when two are handed in at once', async () => {
    const slate = ofItsOwn(house, dualSlate([candidate(11)]));
    const drafts = [await draft(house, slate), await draft(house, { ...slate, candidates: [candidate(10)] })];
    const answers = await Promise.all(drafts.map((id) => send(id)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const first = answers.find(({ status }) => status === 200);
    const second = answers.find(({ status }) => status === 409);
    expect(second?.body).toMatchObject({ code: 'occasion_under_review', slate: first?.body['id'], body: 'zj-kx' });
    const elsewhere = await draft(house, { ...slate, submittedBy: 'zj-mzt' }, 'mzt-submitter');
    const { body } = await send(elsewhere, 'mzt-submitter');
    expect(body).toMatchObject({ code: 'occasion_under_review', body: 'zj-kx' });
    expect(body).not.toHaveProperty('slate');
  });

  it.each([
    ['for another term', (slate: ReturnType<typeof dualSlate>) => ({ ...slate, termNumber: 4 })],
    ['for another occasion', (slate: ReturnType<typeof dualSlate>) => ({ ...slate, occasion: 'mid_term' })],
    ['of another organisation', (slate: ReturnType<typeof dualSlate>) => ofItsOwn(house, slate)],
  ])('stands beside one %s', async (_which, other) => {
    const slate = ofItsOwn(house, dualSlate([candidate(11)]));
    await submit(house, await draft(house, slate), 'kx-submitter');
    const beside = await draft(house, { ...other(slate), candidates: [candidate(12)] });
    expect((await send(beside)).status).toBe(200);
  });

  it('may follow one whose cases have ended, though not while a rejection may be reconsidered', async () => {
    const slate = ofItsOwn(house, dualSlate([candidate(13), candidate(14)]));
    const [one, two] = await submit(house, await draft(house, slate), 'kx-submitter');
    const next = await draft(house, slate);
    const refused = async () => (await send(next)).body['code'];
    expect(await refused()).toBe('occasion_under_review');
    await act(house, two ?? nobody, 'kx-submitter', 'withdraw', because('candidate_withdrew'));
    await act(house, one ?? nobody, 'kx-handler', 'accept');
    await reject(house, one ?? nobody, 'kx-approver', because('conduct'));
    expect(await refused()).toBe('occasion_under_review');
    await act(house, one ?? nobody, 'kx-submitter', 'reconsider', because('disagrees_with_finding'));
    const upheld = { outcome: 'upheld', ...because('original_upheld') };
    await act(house, one ?? nobody, 'kx-approver-2', 'conclude-reconsideration', upheld);
    expect((await send(next)).status).toBe(200);
  });

  it('follows on the latest term in which a review of the organisation ended well', async () => {
    const slate = ofItsOwn(house, dualSlate([candidate(15)]));
    const [one] = await submit(house, await draft(house, slate), 'kx-submitter');
    const other = { ...slate, candidates: [candidate(16)] };
    // While nothing ended well, what is stated is all there is.
    const skipping = await draft(house, { ...other, termNumber: 5 });
    await passNotice(house, one ?? nobody);
    await elect(house, [one ?? nobody]);
    const told = async (occasion: string, termNumber: number) => {
      const { status, body } = await house.ask('kx-submitter', 'POST', '/slates', { ...other, occasion, termNumber });
      return status === 201 ? 'fits' : body;
    };
    const refused = (field: string, rule: string, facts: object) => ({
      code: 'defects_found',
      defects: [{ candidate: null, field, rule, source: '本系统已办结的审核', facts }],
    });
    const otherTerm = (...expected: number[]) =>
      refused('termNumber', 'term_does_not_follow', { latestTerm: 3, expected });
    for (const term of [3, 4]) expect(await told('re_election', term)).toBe('fits');
    for (const term of [1, 2, 5]) expect(await told('re_election', term)).toMatchObject(otherTerm(3, 4));
    expect(await told('mid_term', 3)).toBe('fits');
    for (const term of [2, 4]) expect(await told('mid_term', term)).toMatchObject(otherTerm(3));
    expect(await told('founding', 1)).toMatchObject(refused('occasion', 'already_founded', { latestTerm: 3 }));
    expect((await send(skipping)).body).toMatchObject(otherTerm(3, 4));
  });

  it('names nobody who is under review already for the same post of the organisation', async () => {
    const slate = ofItsOwn(house, dualSlate([candidate(10, ['vice_president', 'secretary_general'])]));
    await submit(house, await draft(house, slate), 'kx-submitter');
    const midTerm = (...candidates: ReturnType<typeof candidate>[]) =>
      draft(house, { ...slate, occasion: 'mid_term', candidates });
    const same = await midTerm(candidate(11), candidate(10, ['secretary_general']));
    expect((await send(same)).body).toMatchObject({
      code: 'candidate_under_review',
      candidate: 1,
      posts: ['secretary_general'],
    });
    expect((await send(await midTerm(candidate(10, ['party_secretary'])))).status).toBe(200);
  });

  it('is handed in once, though two press the button at once', async () => {
    const id = await draft(house, ofItsOwn(house, dualSlate([candidate(9)])));
    const both = await Promise.all([send(id), send(id)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
    const { body } = await house.ask('kx-submitter', 'GET', `/slates/${id}`);
    expect((body['candidates'] as { cases: object[] }[]).map(({ cases }) => cases.length)).toEqual([1]);
  });
});

const nobody: TestCase = { id: '', slate: '', state: '', version: 0 };
