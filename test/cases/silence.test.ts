// A body that says nothing in time: overdue, and no more, but where its policy makes something of the silence.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { verifyDatabase } from '../../src/audit/verify-database.js';
import { DueCases } from '../../src/cases/due-cases.js';
import { Reader } from '../../src/database/reader.js';
import {
  act,
  because,
  look,
  onDay,
  outlookOn,
  submittedCase,
  submittedCases,
  tryTo,
  type TestCase,
} from '../support/cases.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';
import { candidate, dualSlate } from '../support/slates.js';
import { edited } from '../policy/sound-policy.js';
import { SHIPPED_TEXT } from '../workflow/shipped-courses.js';
import { policiesSaying } from './policies.js';

/** The silence of the supervising unit counts as acceptance, and as consent; a check blocks its approval of whoever is 70. */
const SILENT = `${edited(
  SHIPPED_TEXT,
  'step: supervising_review,',
  'step: supervising_review, silence: { acceptance: accepted, decision: consent, source: L7 },',
)}
checks:
  - id: age
    check: age_limit
    rule: { zh-CN: 不超过七十周岁, en: Not over 70 }
    source: S1
    regimes: [dual_management]
    posts: [vice_president]
    blocks: [approve]
    step: supervising_review
`;

const lastOf = async (house: House, one: TestCase) =>
  ((await look(house, one, 'kx-submitter'))['history'] as object[]).at(-1);

describeOnBothDatabases('a body that says nothing in time', (open) => {
  let house: House;
  let cases: TestCase[];
  beforeAll(async () => {
    house = await openHouse(await open(), {
      POLICIES: policiesSaying(SILENT.replace('acts: [reject]', 'acts: [reject, resolve_check]')),
    });
    const people = Array.from({ length: 6 }, (_, n) =>
      n === 5 ? candidate(n, ['vice_president'], '1950-01-02') : candidate(n),
    );
    cases = await submittedCases(house, 6, dualSlate(people));
  });
  afterAll(() => house.close());

  const of = (place: number): TestCase => {
    const one = cases[place];
    if (!one) throw new Error('A case is missing.');
    return one;
  };
  const historyOf = async (one: TestCase) =>
    (await look(house, one, 'kx-submitter'))['history'] as { act: string; actor: { kind: string }; name: object }[];
  const lastActOf = async (one: TestCase) => (await historyOf(one)).at(-1);

  it('counts as having accepted, from the day on which its period was over, and is told so before', async () => {
    const { body } = await house.ask('kx-handler', 'GET', `/cases/${of(0).id}/deadline`);
    expect(body['deadline']).toMatchObject({ period: 'acceptance', dueOn: '2026-11-09', whenPassed: 'accepted' });
    expect(body['why']).toContainEqual(expect.objectContaining({ code: 'due_silence_accepted' }));
    expect(await onDay(house, '2026-11-09')).toBe(0);
    await act(house, of(3), 'kx-handler', 'return-for-supplement', because('materials_incomplete'));
    // The clock was stopped for two days, which the body does not gain.
    expect(await onDay(house, '2026-11-12')).toBe(5);
    expect(await lastActOf(of(0))).toMatchObject({
      act: 'deem_accepted',
      name: { 'zh-CN': '视为受理' },
      actor: { kind: 'clock' },
    });
    expect(await look(house, of(0), 'kx-handler')).toMatchObject({
      state: 'review.supervising_review.deciding',
      overdue: false,
      deadline: { period: 'decision', startedOn: '2026-11-10', dueOn: '2026-11-24', status: 'running' },
    });
    // Who waits for a supplement is not silent.
    expect(await look(house, of(3), 'kx-handler')).toMatchObject({ state: 'review.supervising_review.supplement' });
    expect(await onDay(house, '2026-11-13')).toBe(0);
  });

  it('counts as agreeing when nothing stands in the way, on record; else the case is overdue, and somebody decides', async () => {
    const [silent, disputed, deferred, proposed, old] = [of(0), of(1), of(2), of(4), of(5)];
    const approvers = (await house.ask('kx-handler', 'GET', `/cases/${disputed.id}/signatures`)).body['mayBeAsked'] as {
      official: string;
    }[];
    await look(house, disputed, 'kx-handler');
    const asked = approvers.slice(0, 1).map(({ official }) => official);
    await act(house, disputed, 'kx-handler', 'signatures', { officials: asked, weight: 'binding' });
    await look(house, deferred, 'kx-handler');
    await act(house, deferred, 'kx-handler', 'defer', because('facts_being_verified'));
    await look(house, proposed, 'kx-handler');
    await act(house, proposed, 'kx-handler', 'propose', { agree: false });

    // The supplement nobody answered has lapsed on the way.
    expect(await onDay(house, '2026-11-25')).toBe(5);
    expect(await lastActOf(silent)).toMatchObject({ act: 'deem_consent', actor: { kind: 'clock' } });
    expect((await look(house, silent, 'kx-submitter'))['state']).toBe('review.party_review.awaiting');
    for (const one of [disputed, proposed, old]) {
      expect(await lastActOf(one)).toMatchObject({ act: 'mark_overdue' });
      expect(await look(house, one, 'kx-submitter')).toMatchObject({
        state: 'review.supervising_review.deciding',
        overdue: true,
      });
    }
    expect(deferred.state).toBe('review.supervising_review.deferred');

    const { body } = await house.ask('auditor', 'GET', `/record/case:${silent.id}`);
    const entries = (body['items'] as { entry: string }[]).map(({ entry }) => JSON.parse(entry) as object);
    expect(entries.at(-1)).toMatchObject({
      act: 'deem_consent',
      actor: { kind: 'clock' },
      facts: { period: 'decision', dueOn: '2026-11-24', source: 'assumed', to: 'review.party_review.awaiting' },
      commitments: { verdicts: expect.any(String) },
    });
    expect(await verifyDatabase(house.nest.get(Reader))).toHaveProperty('chains');
    await act(house, disputed, 'kx-approver', 'reject', because('conduct'));
  });

  it('has said by the end of its period what it had to say: nobody decides past it before the clock has come', async () => {
    const late = await openHouse(await open(), {
      POLICIES: policiesSaying(SILENT.replace('acts: [reject]', 'acts: [reject, resolve_check]')),
    });
    const one = await submittedCase(late);
    await act(late, one, 'kx-handler', 'accept');
    late.clock.moveTo('2026-11-16T15:59:59.999Z');
    expect(await outlookOn(late, one, 'kx-approver', 'reject')).toBe('allowed');
    // The first instant after the last day; the clock of the server stands still.
    late.clock.moveTo('2026-11-16T16:00:00.000Z');
    expect(await tryTo(late, one, 'kx-approver', 'reject', because('conduct'))).toBe('409 period_over_unrecorded');
    expect(await outlookOn(late, one, 'kx-approver', 'approve')).toBe('period_over_unrecorded');
    const { body } = await late.ask('kx-approver', 'GET', `/cases/${one.id}/why-not?act=reject`);
    expect(JSON.stringify(body)).toContain('lift_clock_records');
    expect(await late.nest.get(DueCases).execute()).toBe(1);
    expect(await lastOf(late, one)).toMatchObject({ act: 'deem_consent' });
    expect(await tryTo(late, one, 'kx-approver', 'reject', because('conduct'))).toBe('409 out_of_turn');
    await late.close();
  });
});
