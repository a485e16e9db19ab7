// 征求意见、函询: departments are asked what a rule allows, with the data that it allows; silence is no answer.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { verifyDatabase } from '../../src/audit/verify-database.js';
import { Reader } from '../../src/database/reader.js';
import { WriteDoor } from '../../src/database/transactions.js';
import { openHouseWithKeys, type HouseWithKeys } from '../audit/vetting.js';
import {
  act,
  because,
  clear,
  draft,
  look,
  ofItsOwn,
  onDay,
  outlookOn,
  submit,
  submittedCase,
  tryTo,
  type TestCase,
} from '../support/cases.js';
import { describeOnBothDatabases } from '../support/databases.js';
import type { Answer } from '../support/house.js';
import { candidate, decoupledSlate, dualSlate } from '../support/slates.js';

interface Letter {
  readonly id: string;
  readonly inquiry: string;
  readonly status: string;
  readonly overdue: boolean;
  readonly dueOn: string;
  readonly body: string;
  readonly answer: { readonly document: string } | null;
}

interface Check {
  readonly rule: string;
  readonly verdict: string;
}

const POLICE = { inquiry: 'criminal_record' };
const COURT = { inquiry: 'court_dishonesty' };
const CADRES = { inquiry: 'cadre_status' };
const CREDIT = { inquiry: 'public_credit' };

describeOnBothDatabases('an inquiry to a department', (open) => {
  let house: HouseWithKeys;
  beforeAll(async () => {
    house = await openHouseWithKeys(await open());
  });
  afterAll(() => house.close());

  /** Another person for each case: what was found against somebody is seen in their other reviews. */
  let person = candidate(100);
  let persons = 100;
  const another = () => (person = candidate((persons += 1)));

  /** A case that the supervising unit decides on. The clock goes on from one test to the next. */
  async function deciding(slate = dualSlate([another()])): Promise<TestCase> {
    return act(house, await submittedCase(house, slate), 'kx-handler', 'accept');
  }
  const send = (one: TestCase, ...inquiries: object[]) => act(house, one, 'kx-handler', 'inquiries', { inquiries });
  const lettersOf = async (one: TestCase, who = 'kx-handler') =>
    (await house.ask(who, 'GET', `/cases/${one.id}/inquiries`)).body['items'] as Letter[];
  async function letterOf(one: TestCase, { inquiry }: { inquiry: string } = POLICE): Promise<Letter> {
    const letter = (await lettersOf(one)).findLast((each) => each.inquiry === inquiry);
    if (!letter) throw new Error(`No letter ${inquiry} was sent.`);
    return letter;
  }
  const today = () => house.clock.now().slice(0, 10);
  const reply = (questions: string[], answer = 'clear', more: object = {}) => ({
    document: '虚构公复〔2026〕7号',
    datedOn: today(),
    answers: questions.map((question) => ({ question, answer, ...more })),
  });
  const found = (given: string) => ({ findings: [{ ...clear('political_rights', today()), answer: given }] });
  const onPaper = (given: string) => ({ ...reply(['political_rights'], given), receivedOn: today() });
  const resultOf = async (one: TestCase) =>
    ((await house.ask('kx-handler', 'GET', `/cases/${one.id}/checks`)).body['checks'] as Check[]).find(
      ({ rule }) => rule === 'political_rights',
    );
  const read = (who: string, id: string) => house.ask(who, 'GET', `/inquiries/${id}`);
  const answer = async (who: string, id: string, said: object, version?: number): Promise<Answer> =>
    house.ask(who, 'POST', `/inquiries/${id}/answer`, said, {
      version: version ?? Number((await read(who, id)).body['version'] ?? 1),
    });
  const coded = ({ status, body }: Answer) => `${status} ${String(body['code'] ?? body['status'])}`;
  const statement = (sql: string) =>
    house.nest.get(WriteDoor).write((tx) => tx.execute(sql, []).then((rows) => ({ rows })));
  const fits = async () => {
    const outcome = await verifyDatabase(house.nest.get(Reader), house.keys);
    return 'why' in outcome ? outcome.why : 'fits';
  };

  it('says of the candidate what its policy lets it say, to the department alone, and each reading is on record', async () => {
    const one = await deciding();
    await send(one, POLICE, CREDIT);
    const { id } = await letterOf(one);
    const letter = (await read('gat-handler', id)).body['letter'] as { about: object; questions: { id: string }[] };
    const { name, sex, birthDate, identity } = person.person;
    const { body } = await house.ask('kx-handler', 'GET', `/cases/${one.id}/inquiries`);
    const offer = (body['offered'] as { inquiry: string; fields: string[] }[]).find(
      (each) => each.inquiry === POLICE.inquiry,
    );
    expect([...(offer?.fields ?? [])].sort()).toEqual(Object.keys(letter.about).sort());
    expect(letter.about).toEqual({
      name,
      sex,
      birthDate,
      identity,
      posts: ['vice_president'],
      organisation: expect.stringContaining('（虚构）'),
    });
    const credit = await letterOf(one, CREDIT);
    expect((await read('fgw-handler', credit.id)).body).toMatchObject({ letter: { about: { name, identity } } });
    // Another department's letter, the case, its letters: to this department they do not exist.
    for (const path of [
      `/inquiries/${credit.id}`,
      `/cases/${one.id}`,
      `/cases/${one.id}/inquiries`,
      `/cases/${one.id}/checks`,
    ])
      expect([path, (await house.ask('gat-handler', 'GET', path)).status]).toEqual([path, 404]);
    const listed = (await house.ask('gat-handler', 'GET', '/inquiries')).body['items'] as object[];
    expect(listed).toContainEqual(
      expect.objectContaining({ id, from: '浙江省科学技术协会', status: 'open', dueOn: '2026-11-16' }),
    );
    expect(JSON.stringify(listed)).not.toContain(name);
    const chain = await house.ask('auditor', 'GET', `/record/inquiry:${id}`);
    expect(JSON.stringify(chain.body)).toContain('read_letter');
  });

  it('is nothing to the submitting side: neither the letters, nor who was asked, nor what was answered', async () => {
    const one = await deciding();
    await send(one, POLICE);
    const { id } = await letterOf(one);
    await answer('gat-handler', id, reply(['political_rights'], 'adverse'));
    expect((await house.ask('kx-submitter', 'GET', `/cases/${one.id}/inquiries`)).status).toBe(404);
    const seen = JSON.stringify([
      await look(house, one, 'kx-submitter'),
      (await house.ask('kx-submitter', 'GET', `/cases/${one.id}/checks`)).body,
      (await house.ask('kx-submitter', 'GET', `/cases/${one.id}/deadline`)).body,
    ]);
    for (const told of ['zj-gat', '公安', '虚构公复', 'adverse'])
      expect([told, seen.includes(told)]).toEqual([told, false]);
    expect(seen).toContain('answer_inquiry');
  });

  it('is answered without numbers of persons, or the answer names where one stands', async () => {
    const one = await deciding();
    await send(one, POLICE);
    const { id } = await letterOf(one);
    const { answers, ...rest } = reply(['political_rights'], 'clear', { text: '电话 13800000000' });
    const { status, body } = await answer('gat-handler', id, { ...rest, answers });
    expect([status, body['code'], body['field']]).toEqual([422, 'personal_data_in_text', 'answers.0.text']);
  });

  it('is answered by the department alone: no handler finds better what it found, whatever they were told', async () => {
    const one = await deciding();
    await send(one, POLICE);
    await answer('gat-handler', (await letterOf(one)).id, reply(['political_rights'], 'adverse'));
    await look(house, one, 'kx-handler');
    for (const given of ['clear', 'unclear'])
      expect(await tryTo(house, one, 'kx-handler', 'findings', found(given))).toBe('409 department_answered');
    await act(house, one, 'kx-handler', 'findings', found('adverse'));
    // That they found the same does not make it theirs to find otherwise.
    expect(await tryTo(house, one, 'kx-handler', 'findings', found('clear'))).toBe('409 department_answered');
  });

  it('leaves room beside it for a paper that the candidate shows: on record with its number, and no more than that', async () => {
    const one = await deciding();
    await send(one, POLICE);
    await answer('gat-handler', (await letterOf(one)).id, reply(['political_rights'], 'adverse'));
    await look(house, one, 'kx-handler');
    const verdict = (await resultOf(one))?.verdict;
    const [finding] = found('clear').findings;
    const shown = { ...finding, source: '某法院（虚构）', reference: '虚构释〔2026〕5号', beside: true };
    const without = { findings: [{ ...shown, reference: undefined }] };
    expect(await tryTo(house, one, 'kx-handler', 'findings', without)).toBe('422 finding_number_missing');
    await act(house, one, 'kx-handler', 'findings', { findings: [shown] });
    const { source, reference } = shown;
    expect(await resultOf(one)).toMatchObject({
      result: 'needs_human',
      facts: { answer: 'adverse' },
      verdict,
      papers: [{ answer: 'clear', source, reference, queriedOn: today(), recordedIn: one.version }],
    });
    // Nor does it make room for a finding, or grow into one.
    expect(await tryTo(house, one, 'kx-handler', 'findings', found('clear'))).toBe('409 department_answered');
    const seen = JSON.stringify((await house.ask('kx-submitter', 'GET', `/cases/${one.id}/checks`)).body);
    expect(seen).not.toContain(reference);
    expect(await fits()).toBe('fits');
    // It stands in the record as what it is: taken away, or called a finding, it does not fit.
    const here = `WHERE case_id = '${one.id}' AND number = ${one.version}`;
    await statement(`CREATE TABLE kept AS SELECT * FROM papers ${here}`);
    await statement(`DELETE FROM papers ${here}`);
    expect(await fits()).toContain('papers');
    await statement('INSERT INTO papers SELECT * FROM kept');
    await statement('INSERT INTO findings (case_id, number, check_name, sealed) SELECT * FROM kept');
    expect(await fits()).toContain('findings');
    await statement(`DELETE FROM findings ${here}`);
    await statement('DROP TABLE kept');
    expect(await fits()).toBe('fits');
  });

  it('lifts what a handler found against the candidate, and nothing that they find does: the department answers', async () => {
    const one = await deciding();
    await act(house, one, 'kx-handler', 'findings', found('adverse'));
    expect(await tryTo(house, one, 'kx-handler', 'findings', found('clear'))).toBe('409 adverse_found');
    await send(one, POLICE);
    await answer('gat-handler', (await letterOf(one)).id, reply(['political_rights']));
    await look(house, one, 'kx-handler');
    await act(house, one, 'kx-handler', 'findings', found('clear'));
  });

  it.each(['clear', 'unclear'])(
    'lifts nothing found against the candidate by a paper that one handler registers: it is kept, and what was found counts: %s',
    async (given) => {
      const one = await deciding();
      await act(house, one, 'kx-handler', 'findings', found('adverse'));
      await send(one, POLICE);
      const { id } = await letterOf(one);
      await act(house, one, 'kx-handler', `inquiries/${id}/answer`, onPaper(given));
      expect(await letterOf(one)).toMatchObject({ status: 'answered', answer: { document: '虚构公复〔2026〕7号' } });
      expect(await resultOf(one)).toMatchObject({ result: 'needs_human', facts: { answer: 'adverse' }, inquiry: null });
      expect(await tryTo(house, one, 'kx-handler', 'findings', found('clear'))).toBe('409 adverse_found');
      expect(await fits()).toBe('fits');
    },
  );

  it('is answered by the department alone: no paper that a handler registers makes better what it answered itself', async () => {
    const one = await deciding();
    await send(one, POLICE);
    await answer('gat-handler', (await letterOf(one)).id, reply(['political_rights'], 'adverse'));
    await look(house, one, 'kx-handler');
    const verdict = (await resultOf(one))?.verdict;
    for (const given of ['clear', 'unclear']) {
      await send(one, POLICE);
      await act(house, one, 'kx-handler', `inquiries/${(await letterOf(one)).id}/answer`, onPaper(given));
    }
    // They are on record beside it, and whoever answers for the check sees them; it comes to what it came to.
    expect(await resultOf(one)).toMatchObject({
      result: 'needs_human',
      facts: { answer: 'adverse' },
      verdict,
      papers: [
        { answer: 'clear', reference: '虚构公复〔2026〕7号', recordedIn: expect.any(Number) },
        { answer: 'unclear', recordedIn: one.version },
      ],
    });
    expect(await fits()).toBe('fits');
    await send(one, POLICE);
    const again = (await letterOf(one)).id;
    // Another answer of it does; what came by letter and is against the candidate, no other letter.
    expect(coded(await answer('gat-handler', again, reply(['political_rights'])))).toBe('200 answered');
    await look(house, one, 'kx-handler');
    for (const given of ['adverse', 'clear']) {
      await send(one, POLICE);
      await act(house, one, 'kx-handler', `inquiries/${(await letterOf(one)).id}/answer`, onPaper(given));
    }
    expect(await resultOf(one)).toMatchObject({ result: 'needs_human', facts: { answer: 'adverse' } });
  });

  it('is answered by the department for good, though who answered steps back, and by no paper that such a person registered', async () => {
    const one = await deciding();
    await house.enter('gat-answers', { body: 'zj-gat', duty: 'handler' });
    const result = async (rule: string) => {
      const { body } = await house.ask('kx-handler', 'GET', `/cases/${one.id}/checks`);
      const check = (body['checks'] as { rule: string; result: string; inquiry: string | null }[]).find(
        (each) => each.rule === rule,
      );
      return [check?.result, check?.inquiry];
    };
    await send(one, POLICE, COURT);
    const [police, court] = [(await letterOf(one)).id, (await letterOf(one, COURT)).id];
    await answer('gat-answers', police, reply(['political_rights']));
    await look(house, one, 'kx-handler');
    await house.enter('kx-registers', { body: 'zj-kx', duty: 'handler' });
    const paper = { ...reply(['court_dishonesty']), receivedOn: today() };
    await act(house, one, 'kx-registers', `inquiries/${court}/answer`, paper);
    expect(await result('court_dishonesty')).toEqual(['pass', court]);
    await act(house, one, 'kx-registers', 'recusals', { ground: 'relative' });
    expect(await result('court_dishonesty')).toEqual(['unknown', null]);
    const { number } = person.person.identity;
    const interest = { ground: 'relative', about: { kind: 'resident_id', value: number } };
    const { body } = await house.ask('gat-answers', 'POST', '/interests', interest);
    expect(await result('political_rights')).toEqual(['pass', police]);
    await house.ask('gat-answers', 'POST', `/interests/${String(body['id'])}/end`);
  });

  it('asks nothing for which there is no basis: no rule bars this candidate for a sentence', async () => {
    const one = await deciding();
    const asked = (body: object) =>
      house.ask('kx-handler', 'POST', `/cases/${one.id}/inquiries`, { inquiries: [body] }, { version: one.version });
    const refused = await asked({ ...POLICE, questions: ['criminal_record', 'political_rights'] });
    expect(refused.body).toMatchObject({
      code: 'question_not_allowed',
      questions: ['criminal_record'],
      allowed: ['political_rights'],
    });
    expect((await asked({ inquiry: 'joint_credit' })).body['code']).toBe('inquiry_unknown');
    expect((await asked({ ...POLICE, body: 'zj-fgw' })).body['code']).toBe('department_missing');
    expect((await asked({ ...POLICE, questions: ['political_rights'] })).status).toBe(200);
  });

  it('that nobody waits for is closed, on record, when its step is left', async () => {
    const one = await deciding();
    await send(one, CREDIT);
    await act(house, one, 'kx-approver', 'approve');
    const letter = (await lettersOf(one)).at(-1);
    expect(letter).toMatchObject({ status: 'closed', endedIn: one.version });
    expect(coded(await answer('fgw-handler', letter?.id ?? '', reply(['credit_information']), 2))).toBe(
      '409 inquiry_not_open',
    );
  });

  it('tells the department no longer of whom it was when it was taken back or closed', async () => {
    const one = await deciding(dualSlate([candidate(7)]));
    await send(one, POLICE, CREDIT);
    const [police, credit] = [await letterOf(one), await letterOf(one, CREDIT)];
    const { name, identity } = candidate(7).person;
    const shown = async (who: string, id: string) => {
      const { status, body } = await read(who, id);
      const text = JSON.stringify(body);
      return [status, body['status'], text.includes(name), text.includes(identity.number)];
    };
    expect(await shown('gat-handler', police.id)).toEqual([200, 'open', true, true]);
    await act(house, one, 'kx-handler', `inquiries/${police.id}/take-back`, because('inquiry_not_needed'));
    await act(house, one, 'kx-approver', 'approve');
    expect(await shown('gat-handler', police.id)).toEqual([200, 'taken_back', false, false]);
    expect(await shown('fgw-handler', credit.id)).toEqual([200, 'closed', false, false]);
    const { letter } = (await read('gat-handler', police.id)).body as { letter: object };
    expect(letter).toMatchObject({ id: police.id, from: { body: 'zj-kx' }, sentOn: today(), about: null });
    // What was answered stays with what it was answered to.
    const other = await deciding(dualSlate([candidate(8)]));
    await send(other, POLICE);
    const { id } = await letterOf(other);
    await answer('gat-handler', id, reply(['political_rights']));
    expect((await read('gat-handler', id)).body).toMatchObject({
      letter: { about: { name: candidate(8).person.name } },
    });
    expect(await fits()).toBe('fits');
  });

  it('asks who has signed to sign anew: what was answered is another question', async () => {
    const one = await deciding();
    const { official } = (await house.ask('kx-approver-2', 'GET', '/sessions/current')).body as { official: string };
    await act(house, one, 'kx-handler', 'signatures', { officials: [official], weight: 'binding' });
    await act(house, one, 'kx-approver-2', 'sign', { agree: true });
    await send(one, POLICE);
    await answer('gat-handler', (await letterOf(one)).id, reply(['political_rights'], 'unclear'));
    await look(house, one, 'kx-handler');
    const { signatures } = (await house.ask('kx-handler', 'GET', `/cases/${one.id}/signatures`)).body as {
      signatures: { vote: string; endedIn: number | null }[];
    };
    expect(signatures.filter(({ endedIn }) => endedIn === null)).toMatchObject([{ vote: 'waiting' }]);
    expect(await fits()).toBe('fits');
  });

  it('is answered by nobody with an interest in the case, or who acted on it for another body', async () => {
    await house.enter('at-two', { body: 'zj-kx', duty: 'handler' }, { body: 'zj-gat', duty: 'handler' });
    await house.enter('interested', { body: 'zj-gat', duty: 'approver' });
    const { number } = candidate(5).person.identity;
    const about = { kind: 'resident_id', value: number };
    await house.ask('interested', 'POST', '/interests', { ground: 'relative', about });
    const one = await act(house, await submittedCase(house, dualSlate([candidate(5)])), 'at-two', 'accept');
    await send(one, POLICE);
    const { id } = await letterOf(one);
    const said = reply(['political_rights']);
    // And is not told what keeps them from it: that would tell whom the letter is about.
    const refused = [
      await read('interested', id),
      await answer('interested', id, said, 1),
      await read('at-two', id),
      await answer('at-two', id, said, 1),
    ];
    expect(refused.map(coded)).toEqual(Array.from({ length: 4 }, () => '403 letter_for_another'));
    for (const { body } of refused)
      expect(Object.keys(body).sort()).toEqual(['code', 'instance', 'status', 'title', 'type']);
    expect(coded(await answer('gat-handler', id, said, 9))).toBe('412 stale_version');
    expect(coded(await answer('gat-handler', id, said))).toBe('200 answered');
  });

  it('from which an official of the department steps back is answered by another of it, and by them no more', async () => {
    const again = await house.enter('gat-steps-back', { body: 'zj-gat', duty: 'approver' });
    const one = await deciding();
    await send(one, POLICE);
    const { id } = await letterOf(one);
    const stepBack = async (who: string, said: object = { ground: 'relative', remarks: '人选系本人亲属（虚构）' }) =>
      coded(await house.ask(who, 'POST', `/inquiries/${id}/recusals`, said, { version: 1 }));
    expect(await stepBack('gat-steps-back', {})).toBe('400 invalid_request');
    expect(await stepBack('kx-handler')).toBe('404 not_found');
    expect(await stepBack('fgw-handler')).toBe('404 not_found');
    expect(await stepBack('gat-steps-back')).toBe('200 open');
    const said = reply(['political_rights']);
    expect(await stepBack('gat-steps-back')).toBe('403 letter_for_another');
    expect(coded(await read('gat-steps-back', id))).toBe('403 letter_for_another');
    expect(coded(await answer('gat-steps-back', id, said, 1))).toBe('403 letter_for_another');
    // Those who review know of it; the submitting side learns no more than that somebody stepped back.
    const lineOf = async (who: string) =>
      ((await look(house, one, who))['history'] as { act: string }[]).find(({ act: done }) => done === 'recuse');
    expect(await lineOf('kx-handler')).toMatchObject({ actor: { official: again, body: 'zj-gat' } });
    expect(await lineOf('kx-submitter')).toMatchObject({
      actor: { official: null, name: null, body: null },
      remarks: null,
    });
    const chain = await house.ask('auditor', 'GET', `/record/case:${one.id}`);
    const entries = (chain.body['items'] as { entry: string }[]).map(({ entry }) => JSON.parse(entry) as object);
    expect(entries.at(-1)).toMatchObject({
      act: 'recuse',
      actor: { id: again, body: 'zj-gat' },
      facts: { official: again, inquiry: id },
      commitments: { ground: expect.any(String) },
    });
    expect(coded(await answer('gat-handler', id, said))).toBe('200 answered');
    expect(await stepBack('gat-handler')).toBe('412 stale_version');
    expect(await fits()).toBe('fits');
  });

  it('is needed before the joint review of a city agrees to a president', async () => {
    const body = {
      id: 'hz-shgzb',
      name: '杭州市委社会工作部（虚构）',
      kinds: ['social_work_department'],
      jurisdiction: '330100',
    };
    await house.ask('administrator', 'POST', '/bodies', body);
    await house.enter('hz-handler', { body: 'hz-shgzb', duty: 'handler' });
    const signers = [];
    for (const name of ['hz-a', 'hz-b', 'hz-c'])
      signers.push(await house.enter(name, { body: 'hz-shgzb', duty: 'approver' }));
    const { organisation, ...rest } = ofItsOwn(house, decoupledSlate([candidate(0, ['president'])]));
    const local = {
      ...rest,
      organisation: { ...organisation, jurisdiction: '330100', socialWorkDepartment: 'hz-shgzb' },
    };
    const [one] = await submit(house, await draft(house, local, 'zhdw-submitter'), 'zhdw-submitter');
    if (!one) throw new Error('No case was opened.');
    for (const reviewer of ['zhdw', 'jxt']) {
      await act(house, one, `${reviewer}-handler`, 'accept');
      await act(house, one, `${reviewer}-approver`, 'approve');
    }
    await act(house, one, 'hz-handler', 'accept');
    await act(house, one, 'hz-handler', 'propose', { agree: true });
    await act(house, one, 'hz-handler', 'signatures', { officials: signers, weight: 'binding' });
    await act(house, one, 'hz-a', 'sign', { agree: true });
    await act(house, one, 'hz-b', 'sign', { agree: true });
    expect(await tryTo(house, one, 'hz-a', 'approve')).toBe('409 inquiry_missing');
    const inquiries = [{ inquiry: 'joint_criminal_record' }, { inquiry: 'joint_credit' }];
    await act(house, one, 'hz-handler', 'inquiries', { inquiries });
    const sent = await lettersOf(one, 'hz-handler');
    for (const [who, letter] of [
      ['gat-handler', sent[0]],
      ['fgw-handler', sent[1]],
    ] as const) {
      const { letter: shown } = (await read(who, letter?.id ?? '')).body as { letter: { questions: { id: string }[] } };
      await answer(who, letter?.id ?? '', reply(shown.questions.map(({ id }) => id)));
    }
    await look(house, one, 'hz-handler');
    await act(house, one, 'hz-handler', 'propose', { agree: true });
    await act(house, one, 'hz-a', 'sign', { agree: true });
    await act(house, one, 'hz-b', 'sign', { agree: true });
    await act(house, one, 'hz-a', 'approve');
    expect(one.state).toBe('review.registration_review.awaiting');
  });

  it('stops the clock until it is answered; the answer is the finding of its checks', async () => {
    const one = await deciding();
    await onDay(house, '2026-11-04');
    await send(one, POLICE, COURT);
    expect(one.state).toBe('review.supervising_review.inquiring');
    expect(await tryTo(house, one, 'kx-approver', 'approve')).toBe('409 inquiry_open');
    await onDay(house, '2026-11-11');
    const due = (await house.ask('kx-submitter', 'GET', `/cases/${one.id}/deadline`)).body['deadline'];
    expect(due).toMatchObject({ period: 'inquiry', status: 'running', dueOn: '2026-11-18' });
    const { id } = await letterOf(one);
    expect(coded(await answer('gat-handler', id, reply(['political_rights'])))).toBe('200 answered');
    await look(house, one, 'kx-handler');
    expect(one.state).toBe('review.supervising_review.deciding');
    expect((await house.ask('kx-handler', 'GET', `/cases/${one.id}/deadline`)).body['deadline']).toMatchObject({
      period: 'decision',
      suspensions: [{ from: '2026-11-04', to: '2026-11-11', by: 'send_inquiry' }],
    });
    const checks = (await house.ask('kx-handler', 'GET', `/cases/${one.id}/checks`)).body['checks'] as object[];
    expect(checks).toContainEqual(
      expect.objectContaining({
        rule: 'political_rights',
        result: 'pass',
        inquiry: id,
        facts: { answer: 'clear', source: '浙江省公安厅', reference: '虚构公复〔2026〕7号', queriedOn: '2026-11-11' },
      }),
    );
    // The court was asked too, and stops no clock; the approval waits for it.
    expect(await outlookOn(house, one, 'kx-approver', 'approve')).toBe('inquiry_open');
    const court = await letterOf(one, COURT);
    await answer('gy-handler', court.id, reply(['court_dishonesty']));
    await look(house, one, 'kx-approver');
    await act(house, one, 'kx-approver', 'approve');
  });

  it('is overdue and no answer: it waits until somebody takes it back with a reason, or it is answered', async () => {
    const one = await deciding();
    await send(one, POLICE);
    const { id } = await letterOf(one);
    await onDay(house, '2026-11-26');
    await onDay(house, '2026-11-26'); // once
    expect(await letterOf(one)).toMatchObject({ overdue: true, status: 'open', dueOn: '2026-11-25' });
    await look(house, one, 'kx-handler');
    expect(one.state).toBe('review.supervising_review.inquiring');
    const { body } = await house.ask('kx-approver', 'GET', `/cases/${one.id}/why-not?act=approve`);
    const [obstacle] = body['obstacles'] as { code: string; facts: object; lifts: { code: string }[] }[];
    expect(obstacle).toMatchObject({
      code: 'inquiry_open',
      facts: { inquiries: [{ id, inquiry: 'criminal_record', body: '浙江省公安厅', overdue: true }] },
    });
    expect(obstacle?.lifts.map(({ code }) => code)).toEqual(['lift_inquiry_answered', 'lift_inquiry_taken_back']);
    expect(await tryTo(house, one, 'kx-handler', `inquiries/${id}/take-back`)).toBe('422 reason_missing');
    await act(house, one, 'kx-handler', `inquiries/${id}/take-back`, because('inquiry_unanswered'));
    expect(one.state).toBe('review.supervising_review.deciding');
    expect(coded(await answer('gat-handler', id, reply(['political_rights'])))).toBe('409 inquiry_not_open');
    const { history } = (await look(house, one, 'kx-handler')) as { history: { act: string }[] };
    expect(history.filter((line) => line.act === 'inquiry_overdue')).toHaveLength(1);
    await act(house, one, 'kx-approver', 'approve');
  });

  it('stops the clock no more when it was taken back and is sent again, unless it asked by wrong data', async () => {
    const one = await deciding();
    await send(one, POLICE);
    const sent = today();
    const back = async () =>
      act(house, one, 'kx-handler', `inquiries/${(await letterOf(one)).id}/take-back`, because('inquiry_not_needed'));
    const offer = async () => {
      const { body } = await house.ask('kx-handler', 'GET', `/cases/${one.id}/inquiries`);
      return (body['offered'] as { inquiry: string; suspends: string | null }[]).find(
        ({ inquiry }) => inquiry === POLICE.inquiry,
      )?.suspends;
    };
    const deadline = async () => {
      const { body } = await house.ask('kx-handler', 'GET', `/cases/${one.id}/deadline`);
      return body['deadline'] as { period: string; dueOn: string; suspensions: object[] };
    };
    expect(await offer()).toBe('until_answered');
    await back();
    const due = await deadline();
    expect(due).toMatchObject({ period: 'decision', suspensions: [{ from: sent, to: sent }] });
    expect(await offer()).toBeNull();
    await send(one, POLICE);
    expect([one.state, await deadline()]).toEqual(['review.supervising_review.deciding', due]);
    // It is a letter like any other: the department has its days, and what waits for the answer waits.
    expect(await tryTo(house, one, 'kx-approver', 'approve')).toBe('409 inquiry_open');
    await back();
    await act(house, one, 'kx-submitter', 'corrections', {
      person: { name: '虚构改名' },
      why: '录入时有误（虚构）',
      evidence: '虚构证〔2026〕3号',
    });
    await act(house, one, 'kx-handler', 'corrections/conclude', { outcome: 'made', ...because('data_wrong') });
    expect(await offer()).toBe('until_answered');
    await send(one, POLICE);
    expect(one.state).toBe('review.supervising_review.inquiring');
    expect(await fits()).toBe('fits');
  });

  it('lets the clock go on when it is overdue where the policy says so, and is waited for all the same', async () => {
    const one = await deciding();
    await send(one, CADRES);
    const { dueOn } = await letterOf(one, CADRES);
    const later = (days: number) => new Date(Date.parse(dueOn) + days * 86_400_000).toISOString().slice(0, 10);
    // Days after the end the clock of the server comes: the body's own goes on from the day after the end all the same.
    await onDay(house, later(4));
    const { deadline } = (await look(house, one, 'kx-handler')) as { deadline: { startedOn: string } };
    expect(deadline.startedOn).toBe(later(1));
    expect(one.state).toBe('review.supervising_review.deciding');
    expect(await tryTo(house, one, 'kx-approver', 'approve')).toBe('409 inquiry_open');
    const { id } = await letterOf(one, CADRES);
    expect(coded(await answer('zzb-handler', id, reply(['serving_official', 'retired_cadre'])))).toBe('200 answered');
    await look(house, one, 'kx-handler');
    await act(house, one, 'kx-approver', 'approve');
  });

  it('is answered by letter, too: registered by who asked, with its number and both its days', async () => {
    const one = await deciding();
    await send(one, COURT);
    const { id } = await letterOf(one, COURT);
    await onDay(house, '2026-12-16');
    const registered = {
      ...reply(['court_dishonesty'], 'adverse', { effectiveOn: '2026-01-05' }),
      datedOn: '2026-12-14',
    };
    const register = (more: object) =>
      tryTo(house, one, 'kx-handler', `inquiries/${id}/answer`, { ...registered, ...more });
    expect(await register({ receivedOn: '2026-12-13' })).toBe('422 answer_days_impossible');
    expect(await register({ receivedOn: '2026-12-17' })).toBe('422 answer_days_impossible');
    expect(await register({ receivedOn: '2026-12-15', answers: [{ question: 'other', answer: 'clear' }] })).toBe(
      '422 answers_incomplete',
    );
    expect(await register({ receivedOn: '2026-12-15' })).toMatch(/^200/);
    await look(house, one, 'kx-handler');
    expect(await letterOf(one, COURT)).toMatchObject({
      status: 'answered',
      answer: { document: '虚构公复〔2026〕7号', datedOn: '2026-12-14', receivedOn: '2026-12-15' },
    });
  });

  it('past due, and answered, registered or taken back before the clock came, held the body up until it was due', async () => {
    const cases = [await deciding(), await deciding(), await deciding()] as const;
    for (const one of cases) await send(one, CADRES);
    const { dueOn } = await letterOf(cases[0], CADRES);
    const later = (days: number) => new Date(Date.parse(dueOn) + days * 86_400_000).toISOString().slice(0, 10);
    house.clock.moveTo(`${later(4)}T02:00:00.000Z`);
    const [answered, registered, takenBack] = cases;
    await look(house, answered, 'kx-handler');
    expect(answered.state).toBe('review.supervising_review.inquiring');
    const said = reply(['serving_official', 'retired_cadre']);
    expect(coded(await answer('zzb-handler', (await letterOf(answered, CADRES)).id, said))).toBe('200 answered');
    const path = `inquiries/${(await letterOf(registered, CADRES)).id}/answer`;
    await act(house, registered, 'kx-handler', path, { ...said, receivedOn: today() });
    const letter = await letterOf(takenBack, CADRES);
    await act(house, takenBack, 'kx-handler', `inquiries/${letter.id}/take-back`, because('inquiry_unanswered'));
    for (const one of cases) {
      const { deadline } = (await look(house, one, 'kx-handler')) as { deadline: { startedOn: string } };
      expect([one.state, deadline.startedOn]).toEqual(['review.supervising_review.deciding', later(1)]);
    }
    expect(await fits()).toBe('fits');
  });

  it('cannot be changed past the record', async () => {
    expect(await fits()).toBe('fits');
    const tampered = async (set: string, where: string) => {
      await statement('CREATE TABLE kept AS SELECT * FROM inquiries');
      await statement(`UPDATE inquiries SET ${set} WHERE id = (SELECT id FROM inquiries WHERE ${where} LIMIT 1)`);
      const found = await fits();
      await statement('DELETE FROM inquiries');
      await statement('INSERT INTO inquiries SELECT * FROM kept');
      await statement('DROP TABLE kept');
      return found;
    };
    const answered = "status = 'answered'";
    const other = `(SELECT letter_sealed FROM inquiries o WHERE o.id <> inquiries.id LIMIT 1)`;
    expect(await tampered("status = 'closed'", answered)).toBe('it tells of another list than its inquiries');
    expect(await tampered("due_on = '2026-11-30'", answered)).toBe('it tells of another list than its inquiries');
    expect(await tampered(`letter_sealed = ${other}`, answered)).toBe('it tells of another text than its letter');
    expect(await tampered('answer_sealed = NULL', answered)).toBe('it tells of another text than its answer');
    expect(await fits()).toBe('fits');
  });
});
