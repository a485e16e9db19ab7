// The roster as it will be, and what it keeps from being published, elected and filed (domain notes 6.1, 4).
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  act,
  because,
  clearForNotice,
  draft,
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

interface Seen {
  readonly post: string;
  readonly seats: number | null;
  readonly staying: number;
  readonly elected: number;
  readonly running: number;
  readonly vacant: number | null;
  readonly contested: boolean;
  readonly holders: readonly { readonly name: string }[];
}

const UNIT = '51330000MJ90000141';
const from = (memberUnit: string, one: ReturnType<typeof candidate>) => ({
  ...one,
  person: { ...one.person, memberUnit },
});

describeOnBothDatabases(
  'the roster after a re-election in Ningbo, five officers at least and odd in number,',
  (open) => {
    let house: House;
    let slate: string;
    let own: ReturnType<typeof dualSlate>;
    let president: TestCase;
    let vice: TestCase;
    let leaver: TestCase;
    let secretary: TestCase;
    let follower: TestCase;

    const roster = async (who = 'kx-submitter') => (await house.ask(who, 'GET', `/slates/${slate}/roster`)).body;
    const of = async (post: string, who?: string): Promise<Seen> => {
      const seen = ((await roster(who))['posts'] as Seen[]).find((each) => each.post === post);
      if (!seen) throw new Error(`There is no ${post}.`);
      return seen;
    };
    const rulesIn = (body: Record<string, unknown>) => [
      body['code'],
      (body['checks'] as { rule: string }[] | undefined)?.map(({ rule }) => rule),
    ];
    const named = (cases: readonly TestCase[]) => cases.map(({ id, version }) => ({ caseId: id, version }));
    const report = (heldOn: string, elected: readonly TestCase[], notElected: readonly TestCase[] = []) =>
      house.ask('kx-submitter', 'POST', `/slates/${slate}/election`, {
        heldOn,
        votersDue: 100,
        votersPresent: 70,
        results: [...elected, ...notElected].map((one) => ({
          caseId: one.id,
          version: one.version,
          elected: elected.includes(one),
          votesFor: elected.includes(one) ? 60 : 10,
          votesAgainst: 10,
          abstentions: 0,
        })),
      });

    beforeAll(async () => {
      house = await openHouse(await open());
      const first = from(UNIT, candidate(1, ['president']));
      const standing = [first, candidate(2), candidate(3), candidate(4, ['secretary_general'])];
      const fresh = ofItsOwn(house, dualSlate(standing));
      own = { ...fresh, organisation: { ...fresh.organisation, jurisdiction: '330200', industryAssociation: true } };
      const staying = PARTICULARS.staying.slice(0, 1);
      slate = await draft(house, {
        ...own,
        particulars: { ...PARTICULARS, staying, seats: { vice_president: 2 } },
      });
      const [one, two, three, four] = await submit(house, slate, 'kx-submitter');
      if (!one || !two || !three || !four) throw new Error('A case is missing.');
      [president, vice, leaver, secretary] = [one, two, three, four];
    });
    afterAll(() => house.close());

    it('is known to who submitted it; a reviewer sees those whom they see, and of the others their number', async () => {
      await clearForNotice(house, president);
      expect(await of('vice_president')).toMatchObject({ seats: 2, staying: 1, elected: 0, running: 2, vacant: 0 });
      expect((await of('vice_president')).holders).toHaveLength(2);
      expect((await of('president', 'mzt-handler')).holders).toEqual([
        { case: president.id, candidate: 0, name: '试甲1（虚构）', elected: false },
      ]);
      expect(await of('vice_president', 'mzt-handler')).toMatchObject({ running: 2, holders: [] });
      for (const stranger of ['zhdw-submitter', 'auditor', 'jxt-handler']) {
        expect((await house.ask(stranger, 'GET', `/slates/${slate}/roster`)).status).toBe(404);
      }
      expect((await roster())['officers']).toBe(5);
    });

    it('lists no post that nobody stands for or keeps: an association without an executive head lacks none', async () => {
      const posts = (await roster())['posts'] as Seen[];
      expect(posts.map(({ post, vacant }) => [post, vacant])).toEqual([
        ['president', 0],
        ['vice_president', 0],
        ['secretary_general', 0],
      ]);
    });

    it('goes on no notice that would leave it too small', async () => {
      for (const one of [vice, leaver, secretary]) await clearForNotice(house, one);
      await act(house, leaver, 'kx-submitter', 'withdraw', because('nomination_changed'));
      expect(await roster()).toMatchObject({ officers: 4, become: { lost: 1 } });
      expect(await of('vice_president')).toMatchObject({ running: 1, vacant: 1 });
      const refused = await house.ask('kx-handler', 'POST', `/slates/${slate}/notices`, { cases: named([president]) });
      expect([refused.status, ...rulesIn(refused.body)]).toEqual([409, 'checks_in_the_way', ['roster_size']]);
      const vices = await house.ask('kx-handler', 'POST', `/slates/${slate}/notices`, { cases: named([vice]) });
      expect(rulesIn(vices.body)).toEqual(['checks_in_the_way', ['roster_size', 'candidates_per_seat']]);
    });

    it('is whole again when somebody is named for the seat', async () => {
      const { version } = await roster();
      const added = await house.ask(
        'kx-submitter',
        'POST',
        `/slates/${slate}/candidates`,
        { candidates: [candidate(5)] },
        { version: Number(version) },
      );
      const [one] = added.body['cases'] as { id: string; state: string; version: number }[];
      if (!one) throw new Error(`Nobody was added: ${JSON.stringify(added.body)}`);
      follower = { ...one, slate };
      await clearForNotice(house, follower);
      expect(await roster()).toMatchObject({ officers: 5, become: { lost: 0 } });
      await publish(house, 'kx-handler', [president, vice, secretary, follower]);
      await onDay(house, '2026-11-12');
      for (const each of [president, vice, secretary, follower]) await look(house, each, 'kx-submitter');
    });

    it('is what a vote leaves: nobody is elected by one that would leave it too small, as a whole', async () => {
      const refused = await report('2026-11-12', [president, vice, secretary], [follower]);
      expect(refused.status).toBe(409);
      expect(rulesIn(refused.body)).toEqual(['checks_in_the_way', ['roster_size']]);
      for (const each of [president, vice, secretary, follower]) {
        expect(await look(house, { ...each }, 'kx-submitter')).toMatchObject({
          state: 'passed',
          version: each.version,
        });
      }
      const recorded = await report('2026-11-12', [president, vice, secretary]);
      expect(recorded.status).toBe(200);
      for (const each of [president, vice, secretary]) await look(house, each, 'kx-submitter');
    });

    it('is filed by nobody unseen while a seat of theirs is vacant, and by everybody else', async () => {
      expect(await of('vice_president')).toMatchObject({ elected: 1, running: 1, vacant: 0 });
      const refused = await house.ask(
        'mzt-approver-2',
        'POST',
        `/cases/${vice.id}/file`,
        {},
        { version: vice.version },
      );
      expect([refused.status, ...rulesIn(refused.body)]).toEqual([409, 'checks_in_the_way', ['candidates_per_seat']]);
      await act(house, president, 'mzt-approver-2', 'file');
      expect(president.state).toBe('filed');
    });

    it('is broken by a further vote that elects nobody to the seat left, and then nobody is filed', async () => {
      await onDay(house, '2026-11-20');
      const further = await report('2026-11-20', [], [follower]);
      expect(further.status).toBe(200);
      expect(await roster()).toMatchObject({ officers: 4 });
      const refused = await house.ask(
        'mzt-approver-2',
        'POST',
        `/cases/${secretary.id}/file`,
        {},
        {
          version: secretary.version,
        },
      );
      expect(rulesIn(refused.body)).toEqual(['checks_in_the_way', ['roster_size']]);
      expect((await roster())['checks']).toEqual(
        expect.arrayContaining([expect.objectContaining({ rule: 'roster_size', result: 'fail' })]),
      );
    });

    it('is known to a mid-term slate of the same term, and counts what that changes with what others do', async () => {
      const council = { size: 25, changing: 3 };
      const midTerm = (n: number) => ({
        ...own,
        occasion: 'mid_term',
        particulars: { ...PARTICULARS, council },
        candidates: [candidate(n)],
      });
      const id = await draft(house, midTerm(30));
      const [one] = await submit(house, id, 'kx-submitter');
      if (!one) throw new Error('No case was opened.');
      const { body } = await house.ask('kx-submitter', 'GET', `/slates/${id}/roster`);
      expect(body).toMatchObject({ become: { changedBefore: 0 } });
      expect([...(body['known'] as string[][])].sort()).toEqual([
        ['president'],
        ['secretary_general'],
        ['vice_president'],
      ]);
      const shareOf = async (n: number) => {
        const { body: drafted } = await house.ask('kx-submitter', 'POST', '/slates', midTerm(n));
        return (drafted['checks'] as { rule: string; facts: object }[]).find(({ rule }) => rule === 'mid_term_share');
      };
      expect(await shareOf(31)).toMatchObject({ result: 'fail', facts: { changing: 3, changedBefore: 3 } });
      await act(house, one, 'kx-submitter', 'withdraw', because('nomination_changed'));
      expect(await shareOf(32)).toBeUndefined();
    });

    it('is set against those whom the system knows to hold a post, whoever stands for it and whoever is said to stay', async () => {
      const judged = async (n: number, kept: readonly string[]) => {
        const vices = PARTICULARS.staying.slice(kept.length);
        const staying = [...kept.map((post) => ({ posts: [post], memberUnit: null })), ...vices];
        const midTerm = { ...own, occasion: 'mid_term', candidates: [candidate(n, ['president'])] };
        const id = await draft(house, { ...midTerm, particulars: { ...PARTICULARS, staying } });
        const [one] = await submit(house, id, 'kx-submitter');
        if (!one) throw new Error('No case was opened.');
        const { body } = await house.ask('kx-submitter', 'GET', `/slates/${id}/roster`);
        await act(house, one, 'kx-submitter', 'withdraw', because('nomination_changed'));
        return Object.fromEntries(
          (body['checks'] as { rule: string; result: string; facts: object }[]).map(({ rule, ...came }) => [
            rule,
            came,
          ]),
        );
      };
      expect(await judged(51, [])).toMatchObject({
        roster_size: { result: 'needs_human', facts: { officers: 5, unaccounted: ['president', 'secretary_general'] } },
        candidates_per_seat: { result: 'needs_human', facts: { contests: [{ seats: 1, unaccounted: true }] } },
      });
      expect(await judged(52, ['president'])).toMatchObject({
        candidates_per_seat: { result: 'fail', facts: { contests: [{ candidates: 1, seats: 0 }] } },
      });
    });

    it('is set against the member unit of the president whom the system knows, when a secretary-general is named', async () => {
      const named = [from(UNIT, candidate(61, ['secretary_general']))];
      const id = await draft(house, { ...own, occasion: 'mid_term', candidates: named });
      const [one] = await submit(house, id, 'kx-submitter');
      if (!one) throw new Error('No case was opened.');
      const { body } = await house.ask('kx-submitter', 'GET', `/cases/${one.id}/checks`);
      expect(body['checks']).toEqual(
        expect.arrayContaining([
          expect.objectContaining({
            check: 'president_and_secretary_apart',
            result: 'needs_human',
            facts: { onePerson: false, sameUnit: false, known: ['president'] },
          }),
        ]),
      );
      await act(house, one, 'kx-submitter', 'withdraw', because('nomination_changed'));
    });

    it('is judged with all posts of a candidate, whichever of their two cases asks', async () => {
      const standing = [candidate(41, ['vice_president', 'party_secretary']), candidate(42, ['president'])];
      const fresh = ofItsOwn(house, dualSlate(standing));
      const asked = { ...fresh, organisation: { ...fresh.organisation, jurisdiction: '330200' } };
      const { body: drafted } = await house.ask('kx-submitter', 'POST', '/slates', asked);
      await submit(house, drafted['id'] as string, 'kx-submitter');
      const { body } = await house.ask('kx-submitter', 'GET', `/slates/${drafted['id'] as string}/roster`);
      const judged = (body['checks'] as { rule: string; facts: { officers: number } }[]).filter(
        ({ rule }) => rule === 'roster_size',
      );
      expect(judged.map(({ facts }) => facts.officers)).toEqual([body['officers']]);
    });

    it('is no question of a draft', async () => {
      const id = await draft(house, ofItsOwn(house, dualSlate([candidate(9)])));
      const asked = await house.ask('kx-submitter', 'GET', `/slates/${id}/roster`);
      expect([asked.status, asked.body['code']]).toEqual([409, 'slate_not_submitted']);
    });
  },
);
