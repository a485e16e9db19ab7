import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { WriteDoor } from '../../src/database/transactions.js';
import {
  act,
  answerChecks,
  because,
  clear,
  elect,
  look,
  onDay,
  passNotice,
  reject,
  submittedCase,
  submittedCases,
  tryTo,
  type TestCase,
} from '../support/cases.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';
import { policiesChanging } from './policies.js';
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

  it('counts no longer once an approver there has answered for it, but what is found there again does', async () => {
    await find(there, LISTED);
    await asked(there);
    await asked(here);
    expect(await check(here)).toMatchObject({ result: 'needs_human' });
    await act(house, there, 'mzt-approver', 'checks/court_dishonesty/resolve', because('shown_otherwise'));
    expect(await check(here)).toMatchObject({ result: 'pass' });
    await act(house, there, 'mzt-handler', 'findings', { findings: [{ ...LISTED, source: '另一名单（虚构）' }] });
    expect(await check(here)).toMatchObject({ result: 'needs_human' });
  });

  it('counts again when whoever answered for it is kept from that review since', async () => {
    await house.enter(`mzt-answers-${n}`, { body: 'zj-mzt', duty: 'approver' });
    await find(there, LISTED);
    await asked(there);
    await asked(here);
    await act(house, there, `mzt-answers-${n}`, 'checks/court_dishonesty/resolve', because('shown_otherwise'));
    expect(await check(here)).toMatchObject({ result: 'pass' });
    await act(house, there, `mzt-answers-${n}`, 'recusals', { ground: 'relative' });
    expect(await check(here)).toMatchObject({ result: 'needs_human' });
  });

  it('counts no longer when it rested on data that was corrected since', async () => {
    await find(there, LISTED);
    await asked(here);
    expect(await check(here)).toMatchObject({ result: 'needs_human' });
    const correction = { fullTime: true, why: '录入时有误（虚构）', evidence: '虚构证〔2026〕3号' };
    await act(house, there, 'kx-handler', 'corrections/register', correction);
    const made = { outcome: 'made', ...because('data_wrong') };
    await act(house, there, 'kx-approver', 'corrections/conclude', made);
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

/** Bad information bars nobody, so that a review in which it was found can end well, too. */
const ON_FILE = { ...clear('credit_information'), answer: 'adverse' };

describeOnBothDatabases('what was found in a review that has ended', (open) => {
  let house: House;
  let n = 0;
  afterEach(() => house.close());

  /** A review in which something was found, and another one of the same person, which has just begun. */
  async function twoReviews(
    settings: Record<string, string> = {},
  ): Promise<readonly [there: TestCase, here: TestCase]> {
    house = await openHouse(await open(), settings);
    n += 1;
    const there = await submittedCase(house, dualSlate([candidate(n)]));
    const here = await submittedCase(house, dualSlate([candidate(n)]));
    await act(house, here, 'kx-handler', 'accept');
    return [there, here];
  }
  const finds = async (one: TestCase) => {
    await act(house, one, 'kx-handler', 'accept');
    await act(house, one, 'kx-handler', 'findings', { findings: [ON_FILE] });
  };
  const told = async (one: TestCase) => {
    const { body } = await house.ask('kx-handler', 'GET', `/cases/${one.id}/checks`);
    const checks = body['checks'] as { rule: string; facts: { foundElsewhere?: { on: string }[] } }[];
    return checks.find(({ rule }) => rule === 'credit_information')?.facts.foundElsewhere?.length ?? 0;
  };

  const ENDS: readonly [how: string, end: (there: TestCase) => Promise<unknown>, state: string][] = [
    [
      'because its unit named somebody else',
      async (there) => {
        await finds(there);
        const { reason } = because('nomination_changed');
        const { body } = await house.ask('kx-submitter', 'GET', `/slates/${there.slate}`);
        const named = {
          candidates: [candidate(n + 500)],
          replaces: { caseId: there.id, version: there.version, reason },
        };
        const asked = { version: Number(body['version']) };
        expect(
          (await house.ask('kx-submitter', 'POST', `/slates/${there.slate}/candidates`, named, asked)).status,
        ).toBe(201);
      },
      'superseded',
    ],
    [
      'because its unit left it unanswered',
      async (there) => {
        await finds(there);
        await act(house, there, 'kx-handler', 'return-for-supplement', because('materials_incomplete'));
        await onDay(house, '2026-11-20');
      },
      'lapsed',
    ],
    [
      'with a rejection that stands',
      async (there) => {
        await finds(there);
        await reject(house, there, 'kx-approver', because('conduct'));
        await act(house, there, 'kx-submitter', 'reconsider', because('disagrees_with_finding'));
        const upheld = { outcome: 'upheld', ...because('original_upheld') };
        await act(house, there, 'kx-approver-2', 'conclude-reconsideration', upheld);
      },
      'notPassed',
    ],
    [
      'with the filing of the result',
      async (there) => {
        await passNotice(house, there);
        await elect(house, [there]);
        await act(house, there, 'mzt-handler', 'findings', { findings: [ON_FILE] });
        await act(house, there, 'mzt-approver', 'file');
      },
      'filed',
    ],
  ];
  it.each(ENDS)('%s is told as well: it is known there, however that one ended', async (_how, end, state) => {
    const [there, here] = await twoReviews();
    await end(there);
    expect(await look(house, there, 'kx-handler')).toMatchObject({ state, ended: true });
    expect(await told(here)).toBe(1);
  });

  it('is told for as many years as the policy says, and then no more', async () => {
    const [there, here] = await twoReviews();
    await finds(there);
    await act(house, there, 'kx-submitter', 'withdraw', because('candidate_withdrew'));
    const recordedAt = (at: string) =>
      house.nest
        .get(WriteDoor)
        .write((tx) =>
          tx.execute(`UPDATE case_acts SET at = '${at}' WHERE case_id = '${there.id}' AND act = 'record_findings'`),
        );
    await recordedAt('2021-11-02T16:00:00.000Z');
    expect(await told(here)).toBe(1);
    await recordedAt('2021-11-02T15:59:59.999Z');
    expect(await told(here)).toBe(0);
  });

  it('is not told where the policy does not say for how long', async () => {
    const saysNothing = policiesChanging('330000/2026-07-01', 'foundElsewhere: { years: 5, source: L15 assumed }', '');
    const [there, here] = await twoReviews({ POLICIES: saysNothing });
    await finds(there);
    expect(await told(here)).toBe(1);
    await act(house, there, 'kx-submitter', 'withdraw', because('candidate_withdrew'));
    expect(await told(here)).toBe(0);
  });
});
