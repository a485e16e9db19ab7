import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import {
  act,
  answerChecks,
  because,
  clear,
  reject,
  submittedCase,
  submittedCases,
  tryTo,
  type TestCase,
} from '../support/cases.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';
import { candidate, dualSlate } from '../support/slates.js';

const LIST = '某法院名单（虚构）';
const LISTED = { ...clear('court_dishonesty'), answer: 'adverse', source: LIST };

describeOnBothDatabases('what was found against somebody in another review', (open) => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse(await open());
  });
  afterAll(() => house.close());

  const accepted = async (one: TestCase) => act(house, one, 'kx-handler', 'accept');
  /** With the last body, which has asked everybody about everything. */
  async function asked(one: TestCase): Promise<TestCase> {
    await act(house, one, 'kx-approver', 'approve');
    await act(house, one, 'kx-dw-handler', 'accept');
    await act(house, one, 'kx-dw-approver', 'approve');
    await act(house, one, 'mzt-handler', 'accept');
    return answerChecks(house, one, 'mzt-handler');
  }
  const find = (one: TestCase, ...findings: object[]) => act(house, one, 'kx-handler', 'findings', { findings });
  const read = async (one: TestCase, who = 'mzt-handler') =>
    (await house.ask(who, 'GET', `/cases/${one.id}/checks`)).body;
  const check = async (one: TestCase, rule = 'court_dishonesty') =>
    ((await read(one))['checks'] as { rule: string; result: string; resolvedBy: number | null }[]).find(
      (each) => each.rule === rule,
    );

  let n = 0;
  let [here, there] = [{}, {}] as [TestCase, TestCase];
  beforeEach(async () => {
    n += 1;
    [here, there] = [
      await accepted(await submittedCase(house, dualSlate([candidate(n)]))),
      await accepted(await submittedCase(house, dualSlate([candidate(n)]))),
    ];
  });

  it('is for a person to see: that it is there, when and by what kind of body; an approver answers for it', async () => {
    await find(there, LISTED);
    await asked(here);
    expect(await check(here)).toMatchObject({
      result: 'needs_human',
      facts: { answer: 'clear', foundElsewhere: [{ on: '2026-11-02', by: ['supervising_unit'] }] },
    });
    expect(await check(here, 'political_rights')).toMatchObject({ result: 'pass' });
    expect(await tryTo(house, here, 'mzt-approver', 'approve')).toBe('409 checks_in_the_way');
    await act(house, here, 'mzt-approver', 'checks/court_dishonesty/resolve', because('shown_otherwise'));
    expect(await check(here)).toMatchObject({ resolvedBy: here.version });
    // Who answered for this one has not answered for another one.
    await find(there, { ...LISTED, source: '另一名单（虚构）' });
    expect(await check(here)).toMatchObject({ resolvedBy: null });
  });

  it('tells nothing else: neither its words, nor the review, nor of which organisation; and the submitter nothing at all', async () => {
    await asked(here);
    const before = JSON.stringify((await read(here, 'kx-submitter'))['checks']);
    await find(there, LISTED);
    const shown = JSON.stringify(await read(here));
    expect(shown).toContain('foundElsewhere');
    const organisation = (await house.ask('kx-handler', 'GET', `/cases/${there.id}`)).body['organisation'] as object;
    for (const hidden of [LIST, there.id, there.slate, 'adverse', (organisation as { name: string }).name])
      expect([hidden, shown.includes(hidden)]).toEqual([hidden, false]);
    expect(JSON.stringify((await read(here, 'kx-submitter'))['checks'])).toBe(before);
  });

  it('counts of the same person alone, and goes on when the unit ends the other review: or it could send them elsewhere', async () => {
    await find(there, LISTED);
    const another = await asked(await accepted(await submittedCase(house, dualSlate([candidate(n + 300)]))));
    expect(await check(another)).toMatchObject({ result: 'pass' });
    await asked(here);
    await act(house, there, 'kx-submitter', 'withdraw', because('candidate_withdrew'));
    expect(await check(here)).toMatchObject({ result: 'needs_human' });
  });

  it('counts as long as its maker is not kept from the review in which they found it', async () => {
    await house.enter(`kx-finds-${n}`, { body: 'zj-kx', duty: 'handler' });
    await act(house, there, `kx-finds-${n}`, 'findings', { findings: [LISTED] });
    await asked(here);
    expect(await check(here)).toMatchObject({ result: 'needs_human' });
    await act(house, there, `kx-finds-${n}`, 'recusals', { ground: 'relative' });
    expect(await check(here)).toMatchObject({ result: 'pass' });
  });

  it('counts after a rejection that can still be set aside', async () => {
    await find(there, LISTED);
    await asked(here);
    await reject(house, there, 'kx-approver', because('statutory_bar'));
    expect(await check(here)).toMatchObject({ result: 'needs_human' });
  });

  it('makes no fail of it, and no less of what was found here', async () => {
    await find(there, LISTED);
    expect((await read(here, 'kx-handler'))['checks'] as { rule: string; result: string }[]).toContainEqual(
      expect.objectContaining({ rule: 'court_dishonesty', result: 'needs_human' }),
    );
    await asked(here);
    await act(house, here, 'mzt-handler', 'findings', { findings: [LISTED] });
    expect(await check(here)).toMatchObject({ result: 'fail' });
  });

  it('hides nothing of what was found here: no handler records less of it', async () => {
    const credit = { ...clear('credit_information'), answer: 'adverse' };
    await find(there, credit);
    await find(here, credit);
    const longAgo = { ...credit, effectiveOn: '2001-04-02' };
    expect(await tryTo(house, here, 'kx-handler', 'findings', { findings: [longAgo] })).toBe('409 adverse_found');
  });

  it('is of the person, not of the post: what the cadre authority says of one post says nothing of another', async () => {
    await find(there, { ...clear('serving_official'), answer: 'adverse' });
    await asked(here);
    expect(await check(here, 'serving_official')).toMatchObject({ result: 'pass' });
  });

  it('is seen in another review of the same slate, too', async () => {
    const slate = dualSlate([candidate(600 + n, ['vice_president', 'party_secretary'])]);
    const [post, party] = await submittedCases(house, 1, slate);
    if (!post || !party) throw new Error('Not two cases.');
    await accepted(post);
    await find(post, LISTED);
    await act(house, party, 'kx-dw-handler', 'accept');
    const shown = (await read(party, 'kx-dw-handler'))['checks'];
    expect(shown).toContainEqual(expect.objectContaining({ rule: 'court_dishonesty', result: 'needs_human' }));
  });
});
