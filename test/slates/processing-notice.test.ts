// 个人信息处理告知: each candidate is told of the processing of their data before they are named, and the slate says when.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { draft, ofItsOwn } from '../support/cases.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';
import { candidate, dualSlate, INFORMED } from '../support/slates.js';

describeOnBothDatabases('the processing notice', (open) => {
  let house: House;

  beforeAll(async () => {
    house = await openHouse(await open());
  });
  afterAll(() => house.close());

  const { informed: _told, ...untold } = candidate(0);

  it.each([
    ['330000', '330000/2026-07-01'],
    ['330282', '330200/2026-07-01'],
    ['330300', '330000/2026-07-01'],
  ])('of %s is read by anybody, as %s has it', async (place, policy) => {
    const { status, body } = await house.ask(null, 'GET', `/processing-notice?jurisdiction=${place}`);
    expect([status, body]).toEqual([
      200,
      {
        policy,
        version: INFORMED.version,
        text: { 'zh-CN': expect.stringContaining('接收者'), en: expect.stringContaining('Recipients') },
        source: '个人信息保护法（2021）；未查到规定，暂定 (assumed: no published rule was found)',
      },
    ]);
  });

  it.each([
    ['/processing-notice?jurisdiction=440000', 404, 'not_found'],
    ['/processing-notice?jurisdiction=3300', 400, 'invalid_request'],
    ['/processing-notice', 400, 'invalid_request'],
  ])('is not there at %s: %d %s', async (path, status, code) => {
    expect(await house.ask(null, 'GET', path)).toMatchObject({ status, body: { code } });
  });

  it('is stated as given in a draft, whoever writes it anew, and read with the case by who reviews it', async () => {
    const slate = ofItsOwn(house, dualSlate());
    const id = await draft(house, slate);
    const later = { ...candidate(0), informed: { ...INFORMED, on: '2026-07-03' } };
    const edited = await house.ask(
      'kx-submitter',
      'PUT',
      `/slates/${id}`,
      { ...slate, candidates: [later] },
      { version: 1 },
    );
    expect(edited.status).toBe(200);
    const { body } = await house.ask('kx-submitter', 'GET', `/slates/${id}`);
    expect(body['candidates']).toMatchObject([{ informed: later.informed }]);
    const submitted = await house.ask('kx-submitter', 'POST', `/slates/${id}/submit`, undefined, { version: 2 });
    const [opened] = submitted.body['cases'] as { id: string }[];
    const one = await house.ask('kx-handler', 'GET', `/cases/${opened?.id ?? ''}`);
    expect(one.body['candidate']).toMatchObject({ informed: later.informed });

    const add = (who: object) =>
      house.ask('kx-submitter', 'POST', `/slates/${id}/candidates`, { candidates: [who] }, { version: 3 });
    const { status, body: refused } = await add({ ...untold, person: candidate(1).person });
    expect([status, refused['defects']]).toMatchObject([
      422,
      [{ candidate: 0, rule: 'not_informed', field: 'candidates.0.informed', message: expect.stringMatching(/\S/) }],
    ]);
    const added = await add(candidate(1));
    expect(added).toMatchObject({ status: 201, body: { cases: [{ candidate: 1 }] } });
    const file = await house.ask('kx-submitter', 'GET', `/slates/${id}`);
    expect(file.body['candidates']).toMatchObject([{ informed: later.informed }, { informed: INFORMED }]);
  });

  it('has to be the one in force, or the slate is refused', async () => {
    const other = { ...candidate(0), informed: { ...INFORMED, version: 'zj_2025_1' } };
    const { status, body } = await house.ask('kx-submitter', 'POST', '/slates', ofItsOwn(house, dualSlate([other])));
    expect([status, body['code']]).toEqual([422, 'defects_found']);
    expect(body['defects']).toMatchObject([
      { candidate: 0, name: '试甲0（虚构）', rule: 'informed_of_another_version' },
    ]);
  });
});
