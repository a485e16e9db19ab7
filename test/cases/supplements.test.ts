// 一次告知 (行政许可法 art. 32): everything that is missing is named once, within a period, where the policy says so.
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { verifyDatabase } from '../../src/audit/verify-database.js';
import { Reader } from '../../src/database/reader.js';
import { act, because, look, onDay, outlookOn, submittedCases, tryTo, type TestCase } from '../support/cases.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';
import { edited } from '../policy/sound-policy.js';
import { SHIPPED_TEXT } from '../workflow/shipped-courses.js';
import { policiesSaying } from './policies.js';

/** The supervising unit may ask twice before it has accepted the papers, the Party-building body once until it decides. */
const ONCE = edited(
  edited(
    SHIPPED_TEXT,
    'step: supervising_review,',
    'step: supervising_review, supplements: { atMost: 2, within: acceptance, source: L7 },',
  ),
  `- {
          kind: review,
          step: party_review,
          by: party_building_body,
          name: { zh-CN: 党建工作机构审核, en: Review by the Party-building body },
        }
      - {
          kind: review,
          step: registration_review,
          by: registration_authority,
          name: { zh-CN: 登记管理机关审核, en: Review by the registration authority },
        }
      - { kind: notice, by: supervising_unit`,
  `- {
          kind: review,
          step: party_review,
          by: party_building_body,
          supplements: { atMost: 1, within: decision, source: L7 },
          name: { zh-CN: 党建工作机构审核, en: Review by the Party-building body },
        }
      - {
          kind: review,
          step: registration_review,
          by: registration_authority,
          name: { zh-CN: 登记管理机关审核, en: Review by the registration authority },
        }
      - { kind: notice, by: supervising_unit`,
);

const ITEMS = [{ missing: '缺少所在单位意见', about: 'employer' }, { missing: '无犯罪记录承诺未签字' }];
const notice = (items: readonly object[] = ITEMS) => ({ ...because('materials_incomplete'), items });
const answer = (...numbers: number[]) => ({
  remarks: '已补正',
  answers: numbers.map((item) => ({ item, supplied: `第${item}项已补交` })),
});

describeOnBothDatabases('a notice for a supplement, where the policy limits them', (open) => {
  let house: House;
  let one: TestCase;
  // A case for each test, all of the same Monday: the clock only goes forward from one test to the next.
  let cases: TestCase[];
  beforeAll(async () => {
    house = await openHouse(await open(), { POLICIES: policiesSaying(ONCE) });
    cases = await submittedCases(house, 6);
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    const next = cases.pop();
    if (!next) throw new Error('Each test has a case of its own: submit more.');
    one = next;
    await look(house, one, 'kx-handler');
  });

  const ask = (body: object = notice(), who = 'kx-handler') => tryTo(house, one, who, 'return-for-supplement', body);
  const supplemented = async (who = 'kx-handler') => {
    await act(house, one, who, 'return-for-supplement', notice());
    await act(house, one, 'kx-submitter', 'answer-supplement', answer(1, 2));
  };

  it('lists everything, shown to the submitter, and is answered item by item; both are in the file, not in the record', async () => {
    expect(await ask(because('materials_incomplete'))).toBe('422 supplement_items_missing');
    expect(await ask(notice([]))).toBe('400 invalid_request');
    expect(await ask(notice([{ missing: '身份证号 999999197001010018 有误' }]))).toBe('422 personal_data_in_text');
    const misplaced = notice([...ITEMS.slice(0, 1), { missing: '身份证号 999999197001010018 有误' }]);
    const faulty = await house.ask('kx-handler', 'POST', `/cases/${one.id}/return-for-supplement`, misplaced, {
      version: one.version,
    });
    expect(faulty.body['field']).toBe('items.1.missing');
    await act(house, one, 'kx-handler', 'return-for-supplement', notice());
    const shown = (await look(house, one, 'kx-submitter'))['history'] as object[];
    expect(shown.at(-1)).toMatchObject({ act: 'return_for_supplement', items: ITEMS });

    const reply = (body: object) => tryTo(house, one, 'kx-submitter', 'answer-supplement', body);
    expect(await reply({ remarks: '已补正' })).toBe('422 supplement_answers_differ');
    expect(await reply(answer(1))).toBe('422 supplement_answers_differ');
    expect(await reply(answer(1, 2, 3))).toBe('422 supplement_answers_differ');
    expect(await reply(answer(1, 1))).toBe('400 invalid_request');
    const private_ = { remarks: '已补正', answers: [{ item: 1, supplied: '电话 13800000000' }, ...answer(2).answers] };
    expect(await reply(private_)).toBe('422 personal_data_in_text');
    await act(house, one, 'kx-submitter', 'answer-supplement', answer(2, 1));
    const answered = (await look(house, one, 'kx-handler'))['history'] as object[];
    expect(answered.at(-1)).toMatchObject({ act: 'answer_supplement', answers: answer(2, 1).answers });

    const { body } = await house.ask('auditor', 'GET', `/record/case:${one.id}`);
    expect(JSON.stringify(body)).not.toContain('所在单位意见');
    expect(await verifyDatabase(house.nest.get(Reader))).toHaveProperty('chains');
  });

  it('is given as often as the policy says, and then no more', async () => {
    await supplemented();
    await supplemented();
    expect(await ask()).toBe('409 supplements_used_up');
    expect(await outlookOn(house, one, 'kx-handler', 'return_for_supplement')).toBe('supplements_used_up');
    const path = `/cases/${one.id}/why-not?act=return_for_supplement`;
    const { body } = await house.ask('kx-handler', 'GET', path);
    expect(body['obstacles']).toMatchObject([
      { code: 'supplements_used_up', lifts: [{ code: 'lift_without_supplement' }] },
    ]);
  });

  it('is given within its period only: until the case is accepted, or decided, and what was left of it when it is answered', async () => {
    const [late, answered, decided] = cases;
    if (!late || !answered || !decided) throw new Error('A case is missing.');
    const asked = (each: TestCase, who = 'kx-handler') => tryTo(house, each, who, 'return-for-supplement', notice());
    const outlook = (each: TestCase, who = 'kx-handler') => outlookOn(house, each, who, 'return_for_supplement');
    await act(house, decided, 'kx-handler', 'accept');
    expect(await asked(decided)).toBe('409 supplement_period_over');
    await act(house, decided, 'kx-approver', 'approve');
    await act(house, decided, 'kx-dw-handler', 'accept');

    await onDay(house, '2026-11-05');
    await act(house, answered, 'kx-handler', 'return-for-supplement', notice());
    house.clock.moveTo('2026-11-09T15:59:59.999Z');
    expect(await outlook(late)).toBe('allowed');
    house.clock.moveTo('2026-11-09T16:00:00.000Z');
    expect(await asked(late)).toBe('409 supplement_period_over');
    expect(await outlook(late)).toBe('supplement_period_over');

    await onDay(house, '2026-11-10');
    await look(house, late, 'kx-handler');
    expect(await asked(late)).toBe('409 supplement_period_over');
    await act(house, answered, 'kx-submitter', 'answer-supplement', answer(1, 2));
    expect(await outlook(answered)).toBe('allowed');
    await onDay(house, '2026-11-13');
    await look(house, answered, 'kx-handler');
    expect(await asked(answered)).toBe('409 supplement_period_over');
    expect(await outlook(decided, 'kx-dw-handler')).toBe('allowed');
    await onDay(house, '2026-11-17');
    await look(house, decided, 'kx-dw-handler');
    expect(await asked(decided, 'kx-dw-handler')).toBe('409 supplement_period_over');
  });
});
