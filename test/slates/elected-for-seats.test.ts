// Nobody is elected to a seat that is not there, however many votes the results are told in (domain notes 6.1, 17).
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  clearForNotice,
  draft,
  elect,
  look,
  ofItsOwn,
  onDay,
  publish,
  submit,
  type TestCase,
} from '../support/cases.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';
import { candidate, dualSlate, PARTICULARS } from '../support/slates.js';

describeOnBothDatabases('a vote with fewer seats than candidates', (open) => {
  let house: House;
  let cases: readonly TestCase[];

  beforeAll(async () => {
    house = await openHouse(await open());
    const stated = { ...PARTICULARS, electionMode: 'competitive', seats: { vice_president: 2 } };
    const standing = [...[1, 2, 3].map((n) => candidate(n)), ...[4, 5].map((n) => candidate(n, ['president']))];
    const slate = { ...ofItsOwn(house, dualSlate(standing)), particulars: stated };
    cases = await submit(house, await draft(house, slate), 'kx-submitter');
    for (const one of cases) await clearForNotice(house, one);
    await publish(house, 'kx-handler', [...cases]);
    await onDay(house, '2026-11-10');
    for (const one of cases) await look(house, one, 'kx-submitter');
  });
  afterAll(() => house.close());

  const report = (elected: readonly TestCase[], notElected: readonly TestCase[] = []) =>
    house.ask('kx-submitter', 'POST', `/slates/${cases[0]?.slate ?? ''}/election`, {
      heldOn: '2026-11-10',
      votersDue: 100,
      votersPresent: 70,
      results: [...elected, ...notElected].map((one) => ({
        caseId: one.id,
        version: one.version,
        elected: elected.includes(one),
        votesFor: 35,
        votesAgainst: 35,
        abstentions: 0,
      })),
    });

  it('is refused whole when it elects more than the seats that are stated', async () => {
    const refused = await report(cases.slice(0, 3));
    expect([refused.status, refused.body['code']]).toEqual([422, 'more_elected_than_seats']);
    expect(refused.body).toMatchObject({ post: 'vice_president', elected: 3, seats: 2 });
    for (const one of cases) {
      expect(await look(house, { ...one }, 'kx-submitter')).toMatchObject({ state: 'passed', version: one.version });
    }
  });

  it('counts whoever was elected by an earlier vote', async () => {
    const [first, second, third] = cases;
    if (!first || !second || !third) throw new Error('A case is missing.');
    await elect(house, [first, second]);
    const late = await report([third]);
    expect([late.status, late.body['code']]).toEqual([422, 'more_elected_than_seats']);
  });

  it('knows that a post which one person holds has one seat, without anybody stating it', async () => {
    const presidents = cases.slice(3);
    const refused = await report(presidents);
    expect(refused.body).toMatchObject({ code: 'more_elected_than_seats', post: 'president', elected: 2, seats: 1 });
    expect((await report(presidents.slice(0, 1), presidents.slice(1))).status).toBe(200);
  });
});
