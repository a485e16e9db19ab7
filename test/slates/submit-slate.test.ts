import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { act, because, draft, look, submittedCases, type TestCase } from '../support/cases.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';
import { candidate, decoupledSlate, dualSlate, foundingSlate } from '../support/slates.js';

/** The posts of one person, and the cases they get: one for each route, however many posts it covers. */
const CASES: readonly [
  what: string,
  slate: (posts: string[]) => object,
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
  });
  afterAll(() => house.close());

  it.each(CASES)('opens one case for each person and route: %s', async (_what, slateOf, posts, expected) => {
    const slate = slateOf(posts);
    const who = (slate as { submittedBy: string }).submittedBy === 'zj-zhdw' ? 'zhdw-submitter' : 'kx-submitter';
    const { status, body } = await house.ask(who, 'POST', `/slates/${await draft(house, slate)}/submit`, undefined, {
      version: 1,
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ state: 'submitted', version: 2, policy: '330000/2024-04-15' });
    const cases = body['cases'] as { course: string; posts: string[]; candidate: number; version: number }[];
    expect(cases.map(({ course, posts: covered }) => [course, covered])).toEqual(expected);
    for (const one of cases) expect(one).toMatchObject({ candidate: 0, version: 1 });
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

  it('names nobody who is under review already for the same post of the organisation, also when two are handed in at once', async () => {
    const slate = () =>
      draft(house, dualSlate([candidate(11), candidate(10, ['vice_president', 'secretary_general'])]));
    const drafts = [await slate(), await slate()];
    const send = (id: string) => house.ask('kx-submitter', 'POST', `/slates/${id}/submit`, undefined, { version: 1 });
    const answers = await Promise.all(drafts.map(send));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const refused = answers.find(({ status }) => status === 409);
    expect(refused?.body).toMatchObject({ code: 'candidate_under_review', candidate: 0, posts: ['vice_president'] });
    const other = await draft(house, dualSlate([candidate(10, ['secretary_general'])]));
    expect((await send(other)).body).toMatchObject({ candidate: 0, posts: ['secretary_general'] });
  });

  it('names nobody whose rejection may still be reconsidered', async () => {
    const [one] = await submittedCases(house, 1, dualSlate([candidate(13)]));
    await act(house, one ?? nobody, 'kx-handler', 'accept');
    await act(house, one ?? nobody, 'kx-approver', 'reject', because('conduct'));
    const again = await draft(house, dualSlate([candidate(13)]));
    const send = () => house.ask('kx-submitter', 'POST', `/slates/${again}/submit`, undefined, { version: 1 });
    expect((await send()).body).toMatchObject({ code: 'candidate_under_review', candidate: 0 });
    await act(house, one ?? nobody, 'kx-submitter', 'reconsider', because('disagrees_with_finding'));
    const upheld = { outcome: 'upheld', ...because('original_upheld') };
    await act(house, one ?? nobody, 'kx-approver-2', 'conclude-reconsideration', upheld);
    expect((await send()).status).toBe(200);
  });

  it('may name them for another post, for another organisation, and again when that review has ended', async () => {
    const [one] = await submittedCases(house, 1, dualSlate([candidate(12)]));
    await submittedCases(house, 1, dualSlate([candidate(12, ['party_secretary'])]));
    await submittedCases(house, 1, decoupledSlate([candidate(12)]));
    await act(house, one ?? nobody, 'kx-submitter', 'withdraw', because('candidate_withdrew'));
    const [again] = await submittedCases(house, 1, dualSlate([candidate(12)]));
    expect(again?.state).toBe('review.supervising_review.awaiting');
  });

  it('is handed in once, though two press the button at once', async () => {
    const id = await draft(house, dualSlate([candidate(9)]));
    const both = await Promise.all(
      [1, 2].map(() => house.ask('kx-submitter', 'POST', `/slates/${id}/submit`, undefined, { version: 1 })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
    const { body } = await house.ask('kx-submitter', 'GET', `/slates/${id}`);
    expect((body['candidates'] as { cases: object[] }[]).map(({ cases }) => cases.length)).toEqual([1]);
  });
});

const nobody: TestCase = { id: '', slate: '', state: '', version: 0 };
