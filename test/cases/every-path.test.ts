// Whatever keeps somebody from a case keeps them from it on every path that leads to an act on it, and keeps from it whoever
// stands in for them: offered, claimed, assigned, delegated, asked to sign, signing, deciding, letting others go on, in bulk.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  act,
  answerChecks,
  because,
  draft,
  ofItsOwn,
  look,
  outlookOn,
  submit,
  tryTo,
  type TestCase,
  reject,
} from '../support/cases.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';
import { candidate, dualSlate } from '../support/slates.js';

const AT_KX = (duty: 'submitter' | 'handler' | 'approver') => ({ body: 'zj-kx', duty }) as const;
const AT_DW = (duty: 'handler' | 'approver') => ({ body: 'zj-kx-dw', duty }) as const;
const EMPLOYER = '虚构的同一单位';

/** Why somebody is kept from the case, by their login, and the code with which they are told. */
const BARS = {
  'is-the-candidate': 'conflict_of_interest',
  'has-a-relative': 'conflict_of_interest',
  'same-employer': 'conflict_of_interest',
  'stepped-back': 'conflict_of_interest',
  'had-to-step-back': 'conflict_of_interest',
  'drafted-it': 'submitter_may_not_review',
  'decided-elsewhere': 'acted_for_another_body',
  'rejected-it': 'decided_before',
} as const;
type Login = keyof typeof BARS;
const LOGINS = Object.keys(BARS) as Login[];
/** What keeps somebody by their own matter is not told to the handler who asks, nor to who stands in for them. */
const toOthers = (code: string) => (code === 'conflict_of_interest' ? 'kept_from_case' : code);
/** Who acts in the place of each, and has done nothing on the case themselves. */
const standInFor = (login: string) => `for-${login}`;

describeOnBothDatabases('who is kept from a case', (open) => {
  let house: House;
  let one: TestCase;
  const ids: Record<string, string> = {};

  const enter = async (login: string, ...mandates: Parameters<House['enter']>[1][]) => {
    ids[login] = await house.enter(login, ...mandates);
  };
  const declare = async (who: string, ground: string, about: object) => {
    const { status } = await house.ask(who, 'POST', '/interests', { ground, about });
    if (status !== 201) throw new Error(`${who} declared nothing.`);
  };
  const reasonOf = async (who: string, path: string, body: object): Promise<string> => {
    const answer = await house.ask(who, 'POST', `/cases/${one.id}/${path}`, body, { version: one.version });
    const [signer] = (answer.body['signers'] ?? []) as { reason: string }[];
    return `${String(answer.body['code'])} ${String(signer?.reason ?? answer.body['reason'])}`;
  };

  /** Handed in; decided by the first body; rejected by the second, set aside, and waiting for its decision again. */
  beforeAll(async () => {
    house = await openHouse(await open());
    for (const login of LOGINS) {
      const also =
        login === 'drafted-it' ? [AT_KX('submitter')] : login === 'decided-elsewhere' ? [AT_KX('approver')] : [];
      await enter(login, AT_DW('approver'), ...also);
      await enter(standInFor(login), AT_DW('handler'));
    }
    ids['kx-dw-approver'] = String((await house.ask('kx-dw-approver', 'GET', '/sessions/current')).body['official']);
    const someone = candidate(0);
    const person = { ...someone.person, employer: EMPLOYER };
    const slate = ofItsOwn(house, dualSlate([{ ...someone, person }]));
    const [opened] = await submit(house, await draft(house, slate, 'drafted-it'), 'kx-submitter');
    if (!opened) throw new Error('No case was opened.');
    one = opened;
    const about = { kind: 'resident_id', value: person.identity.number };
    await declare('is-the-candidate', 'self', about);
    await declare('has-a-relative', 'relative', about);
    await declare('same-employer', 'same_employer', { kind: 'name', value: EMPLOYER });
    await act(house, one, 'kx-handler', 'accept');
    await act(house, one, 'decided-elsewhere', 'approve');
    await act(house, one, 'kx-dw-handler', 'accept');
    await reject(house, one, 'rejected-it', because('condition_not_met'), { handler: 'kx-dw-handler' });
    await act(house, one, 'kx-submitter', 'reconsider', because('disagrees_with_finding'));
    await act(house, one, 'stepped-back', 'recusals', { ground: 'other' });
    const overturned = { outcome: 'overturned', ...because('original_set_aside') };
    await act(house, one, 'kx-dw-approver-2', 'conclude-reconsideration', overturned);
    const order = { ground: 'relative', ...because('recusal_established') };
    await enter('orders', AT_DW('approver'));
    await act(house, one, 'orders', `recusals/${ids['had-to-step-back'] ?? ''}/order`, order);
  });
  afterAll(() => house.close());

  /** Every path to an act of the step, and what somebody is told on it. */
  const PATHS: readonly [
    path: string,
    told: (who: string, code: string) => Promise<[said: string, expected: string]>,
  ][] = [
    ['what the case says may be done', async (who, code) => [await outlookOn(house, one, who, 'approve'), code]],
    [
      'the worklist',
      async (who) => {
        const { items } = (await house.ask(who, 'GET', '/worklist?list=body&limit=200')).body as {
          items: { id: string; acts: string[] }[];
        };
        const offered = items.find(({ id }) => id === one.id)?.acts ?? [];
        return [offered.filter((each) => ['approve', 'reject', 'sign'].includes(each)).join(), ''];
      },
    ],
    [
      'being asked to sign',
      async (who, code) => [
        await reasonOf('kx-dw-handler', 'signatures', { officials: [ids[who]], weight: 'binding' }),
        `signer_unfit ${toOthers(code)}`,
      ],
    ],
    ['signing', async (who, code) => [await tryTo(house, one, who, 'sign', { agree: true }), `403 ${code}`]],
    ['agreeing', async (who, code) => [await tryTo(house, one, who, 'approve'), `403 ${code}`]],
    [
      'rejecting',
      async (who, code) => [await tryTo(house, one, who, 'reject', because('condition_not_met')), `403 ${code}`],
    ],
  ];

  describe.each(LOGINS)('because of what “%s” says', (login) => {
    const code = BARS[login];

    it.each(PATHS)('is told so by %s', async (_path, told) => {
      const [said, expected] = await told(login, code);
      expect(said).toBe(expected);
    });

    it('does not take the case, nor is it assigned to them', async () => {
      expect(await tryTo(house, one, login, 'claim', { duty: 'approver' })).toBe(`403 ${code}`);
      const assigning = { official: ids[login], duty: 'approver' };
      expect(await reasonOf('kx-dw-approver', 'assign', assigning)).toBe(`assignee_unfit ${code}`);
    });

    it('lets nobody else go on', async () => {
      const path = `recusals/${ids['stepped-back'] ?? ''}/waive`;
      const said = await tryTo(house, one, login, path, because('no_real_interest'));
      expect(said).toBe(`403 ${code}`);
    });

    describe('nor does who stands in for them', () => {
      const standIn = standInFor(login);
      beforeAll(async () => {
        const today = house.clock.now().slice(0, 10);
        const { status } = await house.ask(login, 'POST', '/absences', {
          from: today,
          to: today,
          ...AT_DW('approver'),
          delegate: ids[standIn],
        });
        if (status !== 201) throw new Error(`${login} is not away.`);
      });

      it.each(PATHS)('by %s', async (_path, told) => {
        const [said, expected] = await told(standIn, toOthers(code));
        expect(said).toBe(expected);
      });

      it('by taking the case, or being assigned it: it is nobody’s to have in another’s place', async () => {
        expect(await tryTo(house, one, standIn, 'claim', { duty: 'approver' })).toBe('403 not_your_duty');
        const assigning = { official: ids[standIn], duty: 'approver' };
        expect(await reasonOf('kx-dw-approver', 'assign', assigning)).toBe('assignee_unfit not_your_body');
      });
    });
  });

  it('is not kept from it by a bar of somebody else: another approver, or who stands in for one, decides', async () => {
    const today = house.clock.now().slice(0, 10);
    await enter('stands-in', AT_DW('handler'));
    const away = { from: today, to: today, delegate: ids['stands-in'] };
    expect((await house.ask('kx-dw-approver', 'POST', '/absences', away)).status).toBe(201);
    expect(await outlookOn(house, one, 'stands-in', 'approve')).toBe('allowed');
    await act(house, one, 'stands-in', 'approve');
    expect(one.state).toBe('review.registration_review.awaiting');
  });
});

describeOnBothDatabases('acts on several cases at once', (open) => {
  let house: House;
  let one: TestCase;
  const ids: Record<string, string> = {};

  /** Cleared for its notice, which the first body publishes. */
  beforeAll(async () => {
    house = await openHouse(await open());
    for (const login of [
      'has-interest',
      'recused',
      'drafted',
      'approved',
      'for-interest',
      'for-recused',
      'for-approved',
    ])
      ids[login] = await house.enter(
        login,
        AT_KX(login === 'approved' ? 'approver' : 'handler'),
        ...(login === 'drafted' ? [AT_KX('submitter')] : []),
        ...(login === 'approved' ? [AT_KX('handler')] : []),
      );
    ids['elsewhere'] = await house.enter('elsewhere', AT_KX('handler'), AT_DW('handler'));
    const slate = ofItsOwn(house, dualSlate([candidate(3)]));
    const [opened] = await submit(house, await draft(house, slate, 'drafted'), 'kx-submitter');
    if (!opened) throw new Error('No case was opened.');
    one = opened;
    const about = { kind: 'resident_id', value: candidate(3).person.identity.number };
    await house.ask('has-interest', 'POST', '/interests', { ground: 'relative', about });
    await act(house, one, 'recused', 'recusals', { ground: 'other' });
    await act(house, one, 'kx-handler', 'accept');
    await act(house, one, 'approved', 'approve');
    await act(house, one, 'elsewhere', 'accept');
    await act(house, one, 'kx-dw-approver', 'approve');
    await act(house, one, 'mzt-handler', 'accept');
    await answerChecks(house, one, 'mzt-handler');
    await act(house, one, 'mzt-approver', 'approve');
    const today = house.clock.now().slice(0, 10);
    for (const [who, delegate] of [
      ['has-interest', 'for-interest'],
      ['recused', 'for-recused'],
      ['approved', 'for-approved'],
    ] as const)
      await house.ask(who, 'POST', '/absences', {
        from: today,
        to: today,
        delegate: ids[delegate],
        ...AT_KX('handler'),
      });
  });
  afterAll(() => house.close());

  const publishing = async (who: string) => {
    const cases = [{ caseId: one.id, version: one.version }];
    const { status, body } = await house.ask(who, 'POST', `/slates/${one.slate}/notices`, { cases });
    return `${status} ${String(body['code'])}`;
  };

  it.each([
    ['has-interest', 'conflict_of_interest'],
    ['recused', 'conflict_of_interest'],
    ['drafted', 'submitter_may_not_review'],
    ['approved', 'reviewer_may_not_change_duty'],
    ['elsewhere', 'acted_for_another_body'],
  ])('keep “%s” from publishing a notice', async (who, code) => {
    expect(await publishing(who)).toBe(`403 ${code}`);
  });

  it('let whoever stands in act in their own duty, where they have it; in the other’s nobody acts who is kept away', async () => {
    for (const who of ['for-interest', 'for-recused', 'for-approved'])
      expect([who, await outlookOn(house, one, who, 'publish_notice')]).toEqual([who, 'allowed']);
    await act(house, one, 'for-interest', 'claim', { duty: 'handler' });
    expect(await publishing('for-recused')).toBe('403 assigned_to_another');
    expect(await publishing('for-interest')).toBe('201 undefined');
    await look(house, one, 'kx-handler');
    expect(one.state).toBe('onNotice');
  });

  it('keep whoever reviewed from reporting the vote', async () => {
    house.clock.moveTo('2026-11-12T02:00:00.000Z');
    const reports = await house.enter('reports', AT_KX('handler'), AT_KX('submitter'));
    expect(reports).toBeTruthy();
    await look(house, one, 'kx-handler');
    await act(house, one, 'reports', 'recusals', { ground: 'other' });
    await act(house, one, 'for-interest', 'close-notice');
    const results = [
      { caseId: one.id, version: one.version, elected: true, votesFor: 60, votesAgainst: 5, abstentions: 0 },
    ];
    const vote = { heldOn: '2026-11-12', votersDue: 100, votersPresent: 65, results };
    const asked = await house.ask('reports', 'POST', `/slates/${one.slate}/election`, vote);
    expect([asked.status, asked.body['code']]).toEqual([403, 'reviewer_may_not_change_duty']);
    const drafted = await house.ask('drafted', 'POST', `/slates/${one.slate}/election`, vote);
    expect(drafted.status).toBe(200);
  });
});
