import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { draft, ofItsOwn, submit } from '../support/cases.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';
import {
  candidate,
  decoupledSlate,
  demoSlate,
  dualSlate,
  foundingSlate,
  INFORMED,
  residentId,
} from '../support/slates.js';

describeOnBothDatabases('a draft', (open) => {
  let house: House;

  beforeAll(async () => {
    house = await openHouse(await open());
  });
  afterAll(() => house.close());

  const read = (id: string, who = 'kx-submitter') => house.ask(who, 'GET', `/slates/${id}`);
  const edit = (id: string, slate: object, version: number, who = 'kx-submitter') =>
    house.ask(who, 'PUT', `/slates/${id}`, slate, { version });
  const post = (id: string, what: string, version: number, who = 'kx-submitter') =>
    house.ask(who, 'POST', `/slates/${id}/${what}`, undefined, { version });
  const count = async (what: string, who: string) =>
    ((await house.ask(who, 'GET', `/${what}?limit=200`)).body['items'] as object[]).length;

  it('with defects is refused whole: each is named with candidate, field, rule, source and words; nothing is stored', async () => {
    const before = [await count('slates', 'kx-submitter'), await count('organisations', 'kx-submitter')];
    const { candidates, ...frame } = demoSlate('bad-input');
    const asSent = candidates.map(({ person, posts }) => ({ person, posts, informed: INFORMED }));
    const { status, body } = await house.ask('kx-submitter', 'POST', '/slates', { ...frame, candidates: asSent });
    expect([status, body['code']]).toEqual([422, 'defects_found']);
    const defects = body['defects'] as {
      candidate: number;
      field: string;
      rule: string;
      source: string;
      message: string;
    }[];
    expect(defects.map(({ candidate: whose, field, rule }) => [whose, field, rule])).toEqual([
      [0, 'candidates.0.person.identity.number', 'resident_id_check_digit'],
      [1, 'candidates.1.person.identity.number', 'resident_id_date'],
      [2, 'candidates.2.posts', 'incompatible_posts'],
      [3, 'candidates.3.person.sex', 'sex_differs'],
      [4, 'candidates.4.person.sex', 'sex_differs'],
    ]);
    // Over the age limit: that refuses nobody; it is a check, and told of beside.
    expect(body['checks']).toContainEqual(expect.objectContaining({ candidate: 3, rule: 'age_limit', result: 'fail' }));
    for (const { source, message } of defects) expect([source, message]).not.toContain('');
    expect(JSON.stringify(body)).not.toMatch(/\d{15}/);
    expect([await count('slates', 'kx-submitter'), await count('organisations', 'kx-submitter')]).toEqual(before);
  });

  it('is read by submitters of its body as they wrote it, identity numbers masked, and by nobody else', async () => {
    const id = await draft(house, dualSlate([candidate(0), candidate(1)]));
    const { status, body, headers } = await read(id);
    expect([status, headers.get('etag')]).toEqual([200, '"1"']);
    expect(body).toMatchObject({
      state: 'draft',
      version: 1,
      electionDate: '2026-12-28',
      organisation: { uscc: '51330000MJ90000141', regime: 'dual_management' },
      candidates: [
        {
          ordinal: 0,
          person: { name: '试甲0（虚构）', birthDate: '1975-06-15' },
          posts: ['vice_president'],
          cases: [],
        },
        { ordinal: 1, person: { name: '试甲1（虚构）' } },
      ],
    });
    expect(JSON.stringify(body)).not.toContain(residentId('1975-06-15', 2));
    for (const who of [
      'kx-handler',
      'kx-approver',
      'kx-dw-handler',
      'zhdw-submitter',
      'mzt-handler',
      'auditor',
      'administrator',
    ]) {
      expect([who, (await read(id, who)).status]).toEqual([who, 404]);
    }
  });

  it('is written for a body only by its submitters', async () => {
    const foreign = await house.ask('zhdw-submitter', 'POST', '/slates', dualSlate());
    expect([foreign.status, foreign.body['code']]).toEqual([403, 'not_your_body']);
    for (const who of ['kx-handler', 'kx-approver', 'auditor', 'administrator']) {
      const { status, body } = await house.ask(who, 'POST', '/slates', dualSlate());
      expect([who, status, body['code']]).toEqual([who, 403, 'not_your_duty']);
    }
  });

  it('is written anew whole, on the version the writer looked at', async () => {
    const id = await draft(house, dualSlate([candidate(0), candidate(1)]));
    const anew = { ...dualSlate([candidate(2)]), electionDate: '2026-12-30', termNumber: 4 };
    const { status, body } = await edit(id, anew, 1);
    expect([status, body]).toEqual([200, expect.objectContaining({ id, state: 'draft', version: 2 })]);
    expect((await read(id)).body).toMatchObject({ version: 2, electionDate: '2026-12-30', termNumber: 4 });
    expect((await read(id)).body['candidates']).toMatchObject([{ ordinal: 0, person: { name: '试甲2（虚构）' } }]);
    const stale = await edit(id, dualSlate(), 1);
    expect([stale.status, stale.body['code'], stale.body['version']]).toEqual([412, 'stale_version', 2]);
  });

  it('keeps what it was when the new version has defects', async () => {
    const id = await draft(house, dualSlate([candidate(3)]));
    const { status, body } = await edit(id, { ...dualSlate([candidate(4)]), electionDate: '2026-10-01' }, 1);
    expect([status, body['code']]).toEqual([422, 'defects_found']);
    expect((await read(id)).body).toMatchObject({ version: 1, candidates: [{ person: { name: '试甲3（虚构）' } }] });
  });

  it('is given up: what it said of persons is gone, that it was there is not', async () => {
    const id = await draft(house, dualSlate([candidate(0), candidate(1)]));
    const { status, body } = await post(id, 'discard', 1);
    expect([status, body]).toEqual([200, { id, state: 'discarded', version: 2 }]);
    expect((await read(id)).body).toMatchObject({ state: 'discarded', version: 2, candidates: [] });
  });

  it('is given up while others name the same person, and nobody is disturbed', async () => {
    const someone = () => dualSlate([candidate(50), candidate(51)]);
    const drafts = await Promise.all(Array.from({ length: 15 }, () => draft(house, someone())));
    const answers = await Promise.all([
      ...drafts.map((id) => post(id, 'discard', 1)),
      ...drafts.map(() => house.ask('kx-submitter', 'POST', '/slates', dualSlate([candidate(51), candidate(50)]))),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([...drafts.map(() => 200), ...drafts.map(() => 201)]);
  });

  it.each(['discard', 'submit'])('that is no longer one can neither be written, nor %sed', async (what) => {
    const discarded = await draft(house, dualSlate([candidate(0)]));
    await post(discarded, 'discard', 1);
    const submitted = await draft(house, ofItsOwn(house, dualSlate()));
    await submit(house, submitted, 'kx-submitter');
    for (const id of [discarded, submitted]) {
      const again = await post(id, what, 2);
      expect([again.status, again.body['code']]).toEqual([409, 'slate_not_draft']);
      const written = await edit(id, dualSlate(), 2);
      expect([written.status, written.body['code']]).toEqual([409, 'slate_not_draft']);
    }
  });

  it.each(['discard', 'submit'])('is not %sed on a version that has moved on', async (what) => {
    const id = await draft(house, dualSlate([candidate(0)]));
    await edit(id, dualSlate([candidate(1)]), 1);
    const { status, body } = await post(id, what, 1);
    expect([status, body['code'], body['version']]).toEqual([412, 'stale_version', 2]);
    expect((await read(id)).body).toMatchObject({ state: 'draft', version: 2 });
  });

  it('of another body does not exist', async () => {
    const id = await draft(house, dualSlate([candidate(0)]));
    const answers = [
      await read(id, 'zhdw-submitter'),
      await edit(id, decoupledSlate(), 1, 'zhdw-submitter'),
      await post(id, 'discard', 1, 'zhdw-submitter'),
      await post(id, 'submit', 1, 'zhdw-submitter'),
      await post(id, 'submit', 9, 'zhdw-submitter'),
    ];
    for (const { status, body } of answers) expect([status, body['code']]).toEqual([404, 'not_found']);
    const list = await house.ask('zhdw-submitter', 'GET', '/slates');
    expect(list.body['items']).toEqual([]);
    expect((await read(id)).body).toMatchObject({ state: 'draft', version: 1 });
  });

  it('stays with the body it was written for', async () => {
    const id = await draft(house, dualSlate([candidate(0)]));
    const { status, body } = await edit(id, decoupledSlate(), 1);
    expect([status, body['code']]).toEqual([403, 'not_your_body']);
  });

  it.each([
    ['name', '另一名称（虚构）', 'name'],
    ['charity', true, 'charity'],
    ['partyBuildingBody', 'zj-zhdw', 'party_building_body'],
    ['industryDepartment', 'zj-kjt', 'industry_department'],
  ])(
    'that says something else of a known organisation is refused, and told what differs: %s',
    async (field, value, told) => {
      await draft(house, dualSlate([candidate(0)]));
      const { organisation, ...rest } = dualSlate([candidate(0)]);
      const other = { ...rest, organisation: { ...organisation, [field]: value } };
      const { status, body } = await house.ask('kx-submitter', 'POST', '/slates', other);
      expect([status, body['code'], body['differing']]).toEqual([422, 'organisation_differs', [told]]);
    },
  );

  it('says of a foundation how it is funded; what the directory knows need not be said again, and is not contradicted', async () => {
    const { organisation, ...rest } = foundingSlate();
    const of = (stated: object) => ({ ...rest, organisation: { ...organisation, ...stated } });
    const ask = (stated: object) => house.ask('zhdw-submitter', 'POST', '/slates', of(stated));
    const first = await ask({ privatelyFunded: true });
    expect(first.status).toBe(201);
    const { body } = await read(String(first.body['id']), 'zhdw-submitter');
    expect(body['organisation']).toMatchObject({ privatelyFunded: true });
    expect(body['organisation']).not.toHaveProperty('school');
    expect((await ask({})).status).toBe(201);
    const contradicted = await ask({ privatelyFunded: false });
    expect([contradicted.status, contradicted.body['differing']]).toEqual([422, ['privatelyFunded']]);
    const misplaced = await ask({ school: true });
    expect([misplaced.status, misplaced.body['code']]).toEqual([422, 'defects_found']);
  });

  it('of an organisation being founded is known by its name approval', async () => {
    await draft(house, foundingSlate());
    const { organisation, ...rest } = foundingSlate();
    const renamed = { ...rest, organisation: { ...organisation, name: '另一基金会（虚构）' } };
    const { status, body } = await house.ask('zhdw-submitter', 'POST', '/slates', renamed);
    expect([status, body['code'], body['differing']]).toEqual([422, 'organisation_differs', ['name']]);
  });

  it('for a place without rules is refused', async () => {
    const { organisation, ...rest } = dualSlate([candidate(0)]);
    const elsewhere = { ...rest, organisation: { ...organisation, jurisdiction: '110000' } };
    const { status, body } = await house.ask('kx-submitter', 'POST', '/slates', elsewhere);
    expect([status, body['code']]).toEqual([422, 'policy_missing']);
  });

  // Last, because it moves the clock.
  it('that has lain too long is checked again when it is handed in', async () => {
    const id = await draft(house, dualSlate([candidate(0)]));
    house.clock.moveTo('2026-12-29T01:00:00.000Z');
    const { status, body } = await post(id, 'submit', 1);
    expect([status, body['code'], body['defects']]).toEqual([
      422,
      'defects_found',
      [expect.objectContaining({ candidate: null, field: 'electionDate', rule: 'election_date_past' })],
    ]);
    expect((await read(id)).body).toMatchObject({ state: 'draft', version: 1 });
  });
});
