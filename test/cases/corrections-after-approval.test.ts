// A correction that is asked for, or made, when all bodies have agreed: what of it holds up a notice, and what comes later.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  act,
  because,
  clear,
  clearForNotice,
  elect,
  look,
  onDay,
  publish,
  submittedCase,
  tryTo,
  type TestCase,
} from '../support/cases.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';
import { candidate, dualSlate } from '../support/slates.js';

const WHY = { why: '录入时有误（虚构）', evidence: '虚构证〔2026〕3号' };
const MADE = { outcome: 'made', ...because('data_wrong') };
const REFUSED = { outcome: 'refused', ...because('data_right') };

/** The slate of an organisation that differs from the usual one. */
const slateOf = (who: ReturnType<typeof candidate>, organisation: object) => {
  const slate = dualSlate([who]);
  return { ...slate, organisation: { ...slate.organisation, ...organisation } };
};

describeOnBothDatabases('a correction after all have agreed', (open) => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse(await open());
  });
  afterAll(() => house.close());

  it('that holds up no notice is not made of what the notice says, once it is published', async () => {
    // In Hangzhou decisions wait for the first two corrections that a unit asks for.
    const one = await clearForNotice(
      house,
      await submittedCase(house, slateOf(candidate(0), { jurisdiction: '330100' })),
    );
    for (const asked of [{ fullTime: true }, { declaration: { yearsInField: 5 } }]) {
      await act(house, one, 'kx-submitter', 'corrections', { ...asked, ...WHY });
      await act(house, one, 'kx-handler', 'corrections/conclude', REFUSED);
    }
    const changes = { person: { employer: '虚构新单位', nativePlace: '虚构地' }, ...WHY };
    await act(house, one, 'kx-submitter', 'corrections', changes);
    await publish(house, 'kx-handler', [one]);
    await look(house, one, 'kx-handler');
    const path = `/cases/${one.id}/corrections/conclude`;
    const { status, body } = await house.ask('kx-handler', 'POST', path, MADE, { version: one.version });
    expect([status, body]).toMatchObject([409, { code: 'published_on_notice', fields: ['profile.employer'] }]);
    await act(house, one, 'kx-handler', 'corrections/conclude', REFUSED);
    expect((await look(house, one, 'kx-handler'))['candidate']).toMatchObject({ employer: '虚构单位' });
  });

  it('that holds up no notice is made of what the notice does not say', async () => {
    const one = await clearForNotice(
      house,
      await submittedCase(house, slateOf(candidate(1), { jurisdiction: '330100' })),
    );
    for (const asked of [{ fullTime: true }, { declaration: { yearsInField: 5 } }]) {
      await act(house, one, 'kx-submitter', 'corrections', { ...asked, ...WHY });
      await act(house, one, 'kx-handler', 'corrections/conclude', REFUSED);
    }
    await act(house, one, 'kx-submitter', 'corrections', { person: { nativePlace: '虚构地' }, ...WHY });
    await publish(house, 'kx-handler', [one]);
    await look(house, one, 'kx-handler');
    await act(house, one, 'kx-handler', 'corrections/conclude', MADE);
    expect((await look(house, one, 'kx-handler'))['candidate']).toMatchObject({ nativePlace: '虚构地' });
  });

  /** What is to be found out anew where the case stands, but what looks at other cases of the person. */
  async function findOut(one: TestCase, but: readonly string[], who = 'kx-handler'): Promise<void> {
    const { body } = await house.ask(who, 'GET', `/cases/${one.id}/checks`);
    const open = (body['checks'] as { check: string; result: string; blocks: string[] }[]).filter(
      ({ check, result, blocks }) =>
        ['unknown', 'needs_human'].includes(result) && blocks.includes('approve') && !but.includes(check),
    );
    const today = house.clock.now().slice(0, 10);
    const findings = [...new Set(open.map(({ check }) => check))].map((check) => clear(check, today));
    await act(house, one, who, 'findings', { findings });
  }

  const ELSEWHERE = 'leading_post_elsewhere';

  it('has no check of other cases asked by an act on several cases at once, but by the next one on this case alone', async () => {
    const one = await clearForNotice(
      house,
      await submittedCase(house, slateOf(candidate(2, ['president']), { industryAssociation: true })),
    );
    await act(house, one, 'kx-submitter', 'corrections', { person: { name: '虚构改名（虚构）' }, ...WHY });
    await act(house, one, 'kx-handler', 'corrections/conclude', MADE);
    const cases = [{ caseId: one.id, version: one.version }];
    const refused = await house.ask('kx-handler', 'POST', `/slates/${one.slate}/notices`, { cases });
    const inTheWay = (refused.body['checks'] as { rule: string }[]).map(({ rule }) => rule);
    expect(inTheWay).toContain('political_rights');
    expect(inTheWay).not.toContain(ELSEWHERE);
    await findOut(one, [ELSEWHERE]);
    await publish(house, 'kx-handler', [one]);
    await onDay(house, '2026-11-10');
    await look(house, one, 'kx-handler');
    expect(one.state).toBe('onNotice');
    expect(await tryTo(house, one, 'kx-handler', 'close-notice')).toBe('409 checks_in_the_way');
    await findOut(one, []);
    await act(house, one, 'kx-handler', 'close-notice');
    expect(one.state).toBe('passed');
    await act(house, one, 'kx-submitter', 'corrections', { fullTime: true, ...WHY });
    await act(house, one, 'mzt-handler', 'corrections/conclude', MADE);
    await findOut(one, [ELSEWHERE], 'mzt-handler');
    await elect(house, [one]);
    expect(one.state).toBe('elected');
    expect(await tryTo(house, one, 'mzt-approver', 'file')).toBe('409 checks_in_the_way');
  });
});
