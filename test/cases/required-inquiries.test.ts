// What a policy requires departments to be asked: every question, and what is not clear is a check that stands in the way.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { act, because, clear, draft, look, ofItsOwn, onDay, submit, submittedCase, tryTo } from '../support/cases.js';
import type { TestCase } from '../support/cases.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';
import { candidate, dualSlate } from '../support/slates.js';
import { edited } from '../policy/sound-policy.js';
import { SHIPPED_TEXT } from '../workflow/shipped-courses.js';
import { policiesSaying } from './policies.js';

const PERIOD = '  inquiry: { length: 3, unit: working_days, whenPassed: overdue, source: assumed }\n';
const REASONS = `  - { code: late, acts: [take_back_inquiry], zh-CN: 逾期, en: Late }
  - { code: shown, acts: [resolve_check], zh-CN: 已查明, en: Shown otherwise }
  - { code: wrong, acts: [conclude_correction], outcomes: [made], zh-CN: 有误, en: Wrong }
  - { code: right, acts: [conclude_correction], outcomes: [refused], zh-CN: 无误, en: Right }
`;
const inquiry = (id: string, to: string, post: string) => `  - id: ${id}
    name: { zh-CN: 函询, en: Inquiry }
    to: ${to}
    steps: [supervising_review]
    questions:
      - { id: standing, words: { zh-CN: 有无处罚, en: Any penalty }, check: organisation_standing }
      - { id: court, words: { zh-CN: 是否失信, en: On the list }, check: court_dishonesty }
    fields: [organisation]
    legalBasis: 虚构条例第一条
    source: assumed
    blocks: [approve]
    required: { posts: [${post}] }
`;
const RULE =
  'step: supervising_review, regimes: [dual_management], posts: [president, vice_president], rule: { zh-CN: 规定, en: Rule }, source: assumed, blocks: [approve]';
/** Of a vice-president the commission for development is asked; of a president an office that the directory does not have. */
const REQUIRING = `${edited(edited(SHIPPED_TEXT, '\nreasons:\n', `\nreasons:\n${REASONS}`), '\nperiods:\n', `\nperiods:\n${PERIOD}`)}
corrections: { of: [profile], source: assumed }
checks:
  - { id: standing, check: organisation_standing, ${RULE} }
  - { id: court, check: court_dishonesty, ${RULE} }
inquiries:
${inquiry('reform', 'development_reform', 'vice_president')}${inquiry('market', 'market_regulation', 'president')}`;

describeOnBothDatabases('an inquiry that is required', (open) => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse(await open(), { POLICIES: policiesSaying(REQUIRING) });
  });
  afterAll(() => house.close());

  let persons = 0;
  const deciding = async (post = 'vice_president') =>
    act(house, await submittedCase(house, dualSlate([candidate((persons += 1), [post])])), 'kx-handler', 'accept');
  const send = (one: TestCase, asked: object) => act(house, one, 'kx-handler', 'inquiries', { inquiries: [asked] });
  const today = () => house.clock.now().slice(0, 10);
  async function answer(one: TestCase, who: string, questions: readonly string[], said = 'clear'): Promise<void> {
    const [letter] = (await house.ask(who, 'GET', '/inquiries')).body['items'] as { id: string; version: number }[];
    const answers = questions.map((question) => ({ question, answer: said }));
    const reply = { document: '虚构复〔2026〕1号', datedOn: today(), answers };
    const version = letter?.version ?? 0;
    const { status } = await house.ask(who, 'POST', `/inquiries/${letter?.id ?? ''}/answer`, reply, { version });
    expect(status).toBe(200);
    await look(house, one, 'kx-handler');
  }
  const approving = (one: TestCase, who = 'kx-approver') => tryTo(house, one, who, 'approve');
  /** What stands in the way of the approval, with what is left to ask and whom, and what would lift it. */
  async function obstacles(one: TestCase, who = 'kx-approver') {
    const { body } = await house.ask(who, 'GET', `/cases/${one.id}/why-not?act=approve`);
    const found = body['obstacles'] as { code: string; facts: object; lifts: { code: string }[] }[];
    return found.map(({ code, facts, lifts }) => ({ code, facts, lifts: lifts.map((lift) => lift.code) }));
  }
  const missing = (questions: string[], bodies: string[]) => ({
    code: 'inquiry_missing',
    facts: { inquiries: [expect.objectContaining({ questions, bodies })] },
  });
  const resolve = async (one: TestCase, ...rules: string[]) => {
    for (const rule of rules) await act(house, one, 'kx-approver', `checks/${rule}/resolve`, because('shown'));
  };

  it('is done when each of its questions was put and answered, in one letter or in several', async () => {
    const one = await deciding();
    expect((await obstacles(one))[0]).toMatchObject(missing(['standing', 'court'], ['zj-fgw']));
    await send(one, { inquiry: 'reform', questions: ['standing'] });
    await answer(one, 'fgw-handler', ['standing']);
    expect(await approving(one)).toBe('409 inquiry_missing');
    const [obstacle] = await obstacles(one);
    expect(obstacle).toMatchObject({ ...missing(['court'], ['zj-fgw']), lifts: ['lift_inquiry_sent'] });
    await send(one, { inquiry: 'reform', questions: ['court'] });
    await answer(one, 'fgw-handler', ['court']);
    expect(await approving(one)).toMatch(/^200/);
  });

  it('is one about the candidate as they are: asked by a name that was corrected since, nobody was heard', async () => {
    const one = await deciding();
    await send(one, { inquiry: 'reform' });
    await answer(one, 'fgw-handler', ['standing', 'court']);
    const correct = { person: { name: '虚构改名' }, why: '录入时有误（虚构）', evidence: '虚构证〔2026〕3号' };
    await act(house, one, 'kx-submitter', 'corrections', correct);
    await act(house, one, 'kx-handler', 'corrections/conclude', { outcome: 'made', ...because('wrong') });
    const findings = [clear('organisation_standing', today()), clear('court_dishonesty', today())];
    await act(house, one, 'kx-handler', 'findings', { findings });
    // What the handler finds does not take the place of a department that is there to be asked.
    expect(await approving(one)).toBe('409 inquiry_missing');
    await send(one, { inquiry: 'reform' });
    await answer(one, 'fgw-handler', ['standing', 'court']);
    expect(await approving(one)).toMatch(/^200/);
  });

  it('that was answered against the candidate, or not at all, leaves a check for which an approver has to answer', async () => {
    const adverse = await deciding();
    await send(adverse, { inquiry: 'reform' });
    await answer(adverse, 'fgw-handler', ['standing', 'court'], 'adverse');
    expect(await approving(adverse)).toBe('409 checks_in_the_way');
    await resolve(adverse, 'standing', 'court');
    expect(await approving(adverse)).toMatch(/^200/);

    const silent = await deciding();
    await send(silent, { inquiry: 'reform' });
    await onDay(house, '2026-11-06');
    await look(house, silent, 'kx-handler');
    const [{ id }] = (await house.ask('kx-handler', 'GET', `/cases/${silent.id}/inquiries`)).body['items'] as [
      { id: string },
    ];
    await act(house, silent, 'kx-handler', `inquiries/${id}/take-back`, because('late'));
    expect(await approving(silent)).toBe('409 checks_in_the_way');
    await resolve(silent, 'standing', 'court');
    expect(await approving(silent)).toMatch(/^200/);
  });

  it('of a department that the directory does not have is lifted by what the body finds out itself and records', async () => {
    const one = await deciding('president');
    expect((await obstacles(one))[0]).toMatchObject({
      ...missing(['standing', 'court'], []),
      lifts: ['lift_department_entered', 'lift_found_out'],
    });
    expect(await tryTo(house, one, 'kx-handler', 'inquiries', { inquiries: [{ inquiry: 'market' }] })).toBe(
      '422 department_missing',
    );
    await act(house, one, 'kx-handler', 'findings', { findings: [clear('organisation_standing', today())] });
    expect((await obstacles(one))[0]).toMatchObject(missing(['court'], []));
    const unclear = { ...clear('court_dishonesty', today()), answer: 'unclear' };
    await act(house, one, 'kx-handler', 'findings', { findings: [unclear] });
    // Recorded it is, and no pass: somebody answers for it.
    expect((await obstacles(one)).map(({ code }) => code)).toEqual(['checks_in_the_way']);
    await resolve(one, 'court');
    expect(await approving(one)).toMatch(/^200/);
  });

  it('of the own department is lifted the same way: nobody writes to their own body', async () => {
    await house.enter('fgw-submitter', { body: 'zj-fgw', duty: 'submitter' });
    await house.enter('fgw-approver', { body: 'zj-fgw', duty: 'approver' });
    const { organisation, ...rest } = ofItsOwn(house, dualSlate([candidate(50)]));
    const own = { ...rest, submittedBy: 'zj-fgw', organisation: { ...organisation, supervisingUnit: 'zj-fgw' } };
    const [one] = await submit(house, await draft(house, own, 'fgw-submitter'), 'fgw-submitter');
    if (!one) throw new Error('No case was opened.');
    await act(house, one, 'fgw-handler', 'accept');
    const { body } = await house.ask('fgw-handler', 'GET', `/cases/${one.id}/inquiries`);
    expect(body['offered']).toContainEqual(expect.objectContaining({ inquiry: 'reform', required: true, bodies: [] }));
    expect((await obstacles(one, 'fgw-approver'))[0]).toMatchObject(missing(['standing', 'court'], []));
    const findings = [clear('organisation_standing', today()), clear('court_dishonesty', today())];
    await act(house, one, 'fgw-handler', 'findings', { findings });
    expect(await approving(one, 'fgw-approver')).toMatch(/^200/);
  });

  it('of a department that an administrator enters is asked of it, whatever was found out before', async () => {
    const one = await deciding('president');
    const findings = [clear('organisation_standing', today()), clear('court_dishonesty', today())];
    await act(house, one, 'kx-handler', 'findings', { findings });
    const kinds = ['consulted_department'];
    const entered = { id: 'zj-scjg', name: '浙江省市场监管局（虚构）', kinds, jurisdiction: '330000' };
    const office = { ...entered, department: 'market_regulation' };
    expect((await house.ask('administrator', 'POST', '/bodies', office)).status).toBe(201);
    await house.enter('scjg-handler', { body: 'zj-scjg', duty: 'handler' });
    const [obstacle] = await obstacles(one);
    expect(obstacle).toMatchObject({ ...missing(['standing', 'court'], ['zj-scjg']), lifts: ['lift_inquiry_sent'] });
    await send(one, { inquiry: 'market' });
    await answer(one, 'scjg-handler', ['standing', 'court']);
    expect(await approving(one)).toMatch(/^200/);
  });
});
