// 暂缓: a step defers a case so often and so long as the policy says, and no deferral keeps silence from counting for ever.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { verifyDatabase } from '../../src/audit/verify-database.js';
import { Reader } from '../../src/database/reader.js';
import { edited } from '../policy/sound-policy.js';
import { act, because, look, onDay, outlookOn, submittedCases, tryTo, type TestCase } from '../support/cases.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';
import { SHIPPED_TEXT } from '../workflow/shipped-courses.js';
import { policiesSaying } from './policies.js';

/** The supervising unit defers once, for three days, and agrees by silence. */
const ONCE = edited(
  edited(
    SHIPPED_TEXT,
    'step: supervising_review,',
    'step: supervising_review, deferrals: { atMost: 1, source: L7 }, silence: { decision: consent, source: L7 },',
  ),
  'deferral: { length: 30, unit: working_days, whenPassed: overdue,',
  'deferral: { length: 3, unit: working_days, whenPassed: resume,',
);
const DEFER = because('facts_being_verified');

describeOnBothDatabases('a case that is deferred', (open) => {
  let house: House;
  let cases: TestCase[];
  // Both of the same Monday, and due to be decided on 16 November; the clock only goes forward from one test to the next.
  beforeAll(async () => {
    house = await openHouse(await open(), { POLICIES: policiesSaying(ONCE) });
    cases = await submittedCases(house, 2);
    for (const one of cases) await act(house, one, 'kx-handler', 'accept');
  });
  afterAll(() => house.close());

  const of = (place: number): TestCase => {
    const one = cases[place];
    if (!one) throw new Error('A case is missing.');
    return one;
  };
  const lastOf = async (one: TestCase) => ((await look(house, one, 'kx-submitter'))['history'] as object[]).at(-1);

  it('is not deferred again where the policy has it deferred once, and is told what to do instead', async () => {
    const one = of(0);
    await act(house, one, 'kx-handler', 'defer', DEFER);
    await act(house, one, 'kx-handler', 'resume');
    expect(await tryTo(house, one, 'kx-handler', 'defer', DEFER)).toBe('409 deferrals_used_up');
    expect(await outlookOn(house, one, 'kx-handler', 'defer')).toBe('deferrals_used_up');
    const { body } = await house.ask('kx-handler', 'GET', `/cases/${one.id}/why-not?act=defer`);
    expect(body['obstacles']).toMatchObject([
      { code: 'deferrals_used_up', lifts: [{ code: 'lift_without_deferral' }] },
    ]);
  });

  it('is taken up again by the clock at the end of its period, and goes on with the days that were left', async () => {
    const one = of(1);
    await onDay(house, '2026-11-04');
    await act(house, one, 'kx-handler', 'defer', DEFER);
    expect(await look(house, one, 'kx-handler')).toMatchObject({
      deadline: { period: 'deferral', dueOn: '2026-11-09' },
    });
    // Its last day is over, and the clock has still to say so: nobody takes it up as if it were not.
    house.clock.moveTo('2026-11-09T16:00:00.000Z');
    expect(await tryTo(house, one, 'kx-handler', 'resume')).toBe('409 period_over_unrecorded');
    expect(await onDay(house, '2026-11-12')).toBe(1);
    expect(await lastOf(one)).toMatchObject({ act: 'resume', actor: { kind: 'clock' } });
    // Of ten days two were used; eight are left from the day after the end, whenever the clock came to it.
    expect(await look(house, one, 'kx-handler')).toMatchObject({
      state: 'review.supervising_review.deciding',
      overdue: false,
      deadline: { period: 'decision', startedOn: '2026-11-10', used: 2, dueOn: '2026-11-20', status: 'running' },
    });
  });

  it('is agreed to by silence all the same, when what was left of the period is over', async () => {
    expect(await onDay(house, '2026-11-16')).toBe(0);
    expect(await onDay(house, '2026-11-17')).toBe(1);
    expect(await lastOf(of(0))).toMatchObject({ act: 'deem_consent', actor: { kind: 'clock' } });
    expect(await onDay(house, '2026-11-20')).toBe(0);
    expect(await onDay(house, '2026-11-21')).toBe(1);
    expect(await lastOf(of(1))).toMatchObject({ act: 'deem_consent', actor: { kind: 'clock' } });
    for (const one of cases) {
      await look(house, one, 'kx-submitter');
      expect(one.state).toBe('review.party_review.awaiting');
    }
    expect(await verifyDatabase(house.nest.get(Reader))).toHaveProperty('chains');
  });
});
