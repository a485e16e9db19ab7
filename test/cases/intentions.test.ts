// What is intended against a candidate is told, and can be answered, before it is final (拟处理告知、陈述申辩).
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { verifyDatabase } from '../../src/audit/verify-database.js';
import { Reader } from '../../src/database/reader.js';
import { WriteDoor } from '../../src/database/transactions.js';
import { openHouseWithKeys, type HouseWithKeys } from '../audit/vetting.js';
import {
  act,
  because,
  clear,
  clearForNotice,
  concludeObjection,
  CONSIDERED,
  elect,
  look,
  objectTo,
  onDay,
  publish,
  submittedCases,
  tryTo,
  type TestCase,
} from '../support/cases.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { candidate, dualSlate } from '../support/slates.js';

const UNFIT = because('condition_not_met');
const WORDS = { unit: '本单位认为该人选符合条件（虚构）', candidate: '本人情况说明（虚构）' };
const WAIVES = { waives: true };
const ASK = because('disagrees_with_finding');
const UPHELD = { outcome: 'upheld', ...because('original_upheld') };

describeOnBothDatabases('what is intended', (open, engine) => {
  let house: HouseWithKeys;
  beforeAll(async () => {
    house = await openHouseWithKeys(await open());
    const kinds = ['consulted_department'];
    const office = { id: 'nb-sj', name: '宁波市审计（虚构）', kinds, department: 'finance', jurisdiction: '330200' };
    await house.ask('administrator', 'POST', '/bodies', office);
    const taxes = { ...office, id: 'nb-sw', name: '宁波市税务（虚构）', department: 'taxation' };
    await house.ask('administrator', 'POST', '/bodies', taxes);
    await house.enter('nb-auditor', { body: 'nb-sj', duty: 'auditor' });
  });
  afterAll(() => house.close());

  /** A case of a city, which has those concerned heard as its province has. */
  async function submitted(): Promise<TestCase> {
    const { organisation, ...rest } = dualSlate([candidate(0)]);
    const slate = { ...rest, organisation: { ...organisation, jurisdiction: '330200' } };
    const [one] = await submittedCases(house, 1, slate);
    if (!one) throw new Error('No case was opened.');
    return one;
  }
  const deciding = async () => act(house, await submitted(), 'kx-handler', 'accept');
  const intended = async () => act(house, await deciding(), 'kx-approver', 'intend-rejection', UNFIT);
  /** The candidate says to the body that this is all they have to say. */
  const lastWords = async (one: TestCase, body = 'kx') =>
    act(house, one, `${body}-handler`, 'statements', {
      text: '本人陈述完毕（虚构）',
      receivedOn: today(),
      channel: 'letter',
      last: true,
    });
  /** Both are heard: the unit, with what it says or with nothing, and the candidate. */
  const heard = async (one: TestCase, answer: object = WAIVES, body = 'kx') =>
    lastWords(await act(house, one, 'kx-submitter', 'answer-intention', answer), body);
  const today = () => house.clock.now().slice(0, 10);
  /** So many days go by. @returns the day that it is then */
  async function daysGoBy(days: number): Promise<string> {
    await onDay(house, new Date(Date.parse(today()) + days * 86_400_000).toISOString().slice(0, 10));
    return today();
  }
  const deadline = async (one: TestCase) =>
    (await look(house, one, 'kx-submitter'))['deadline'] as { period: string; dueOn: string; status: string } | null;
  const fits = async () => {
    const outcome = await verifyDatabase(house.nest.get(Reader), house.keys);
    return 'why' in outcome ? outcome.why : 'fits';
  };

  it('has to be told before a rejection, which those concerned can then answer', async () => {
    const one = await deciding();
    expect(await tryTo(house, one, 'kx-approver', 'reject', UNFIT)).toBe('409 intention_missing');
    expect(await tryTo(house, one, 'kx-approver', 'intend-rejection')).toBe('422 reason_missing');
    expect(await tryTo(house, one, 'kx-handler', 'intend-rejection', UNFIT)).toBe('403 not_your_duty');
    await act(house, one, 'kx-approver', 'intend-rejection', UNFIT);
    expect(one.state).toBe('review.supervising_review.answering');
    expect(await deadline(one)).toMatchObject({ period: 'answer', dueOn: '2026-11-09' });
    expect(await tryTo(house, one, 'kx-approver', 'reject', UNFIT)).toBe('409 out_of_turn');
    expect(await tryTo(house, one, 'kx-handler', 'answer-intention', WORDS)).toBe('403 not_your_duty');
    await onDay(house, '2026-11-04');
    await act(house, one, 'kx-submitter', 'answer-intention', WORDS);
    // What the unit says, or passes on, ends nothing for the candidate.
    expect(one.state).toBe('review.supervising_review.answering');
    expect(await tryTo(house, one, 'kx-submitter', 'answer-intention', WAIVES)).toBe('409 intention_answered');
    await lastWords(one);
    expect(one.state).toBe('review.supervising_review.deciding');
    // Of seven working days none was used when the clock stopped, on the first.
    expect(await deadline(one)).toMatchObject({ period: 'decision', status: 'running', dueOn: '2026-11-13' });
    expect(await tryTo(house, one, 'kx-approver', 'reject', because('conduct'))).toBe('409 reason_not_intended');
    const otherBasis = {
      reason: { ...UNFIT.reason, legalBasis: [...UNFIT.reason.legalBasis, '《基金会管理条例》第二十三条'] },
    };
    expect(await tryTo(house, one, 'kx-approver', 'reject', otherBasis)).toBe('409 reason_not_intended');
    await act(house, one, 'kx-approver', 'reject', { ...UNFIT, ...CONSIDERED });
    expect(one.state).toBe('notPassed');
  });

  it('is told with its reason to the submitting side, and to an auditor by its code alone', async () => {
    const one = await intended();
    const reasonFor = async (who: string) => {
      const { history } = (await look(house, one, who)) as { history: { act: string; reason: object | null }[] };
      return history.find(({ act: done }) => done === 'intend_rejection')?.reason;
    };
    expect(await reasonFor('kx-submitter')).toEqual(UNFIT.reason);
    expect(await reasonFor('nb-auditor')).toEqual({ code: 'condition_not_met', text: null, legalBasis: [] });
  });

  it('keeps whoever told it, and whoever then rejected, from hearing the reconsideration', async () => {
    const one = await act(house, await deciding(), 'kx-approver-2', 'intend-rejection', UNFIT);
    await heard(one);
    await act(house, one, 'kx-approver', 'reject', { ...UNFIT, ...CONSIDERED });
    await act(house, one, 'kx-submitter', 'reconsider', ASK);
    for (const who of ['kx-approver', 'kx-approver-2'])
      expect(await tryTo(house, one, who, 'conclude-reconsideration', UPHELD)).toBe('403 decided_before');
    await house.enter(`third-${engine}`, { body: 'zj-kx', duty: 'approver' });
    const aside = { outcome: 'overturned', ...because('original_set_aside') };
    await act(house, one, `third-${engine}`, 'conclude-reconsideration', aside);
    // Decided anew, by somebody who neither rejected nor told that it was intended; and on an intention of its own.
    for (const who of ['kx-approver', 'kx-approver-2'])
      expect(await tryTo(house, one, who, 'approve')).toBe('403 decided_before');
    expect(await tryTo(house, one, `third-${engine}`, 'reject', UNFIT)).toBe('409 intention_missing');
  });

  it('is said to be unanswered when the period has passed, by the clock, and then can be decided', async () => {
    const one = await intended();
    const last = (await deadline(one))?.dueOn ?? '';
    await onDay(house, last);
    expect(await deadline(one)).toMatchObject({ period: 'answer', status: 'running' });
    // The clock comes late, and the body's own period goes on from when the other was over.
    await daysGoBy(3);
    const dayAfter = new Date(Date.parse(last) + 86_400_000).toISOString().slice(0, 10);
    expect(await deadline(one)).toMatchObject({ period: 'decision', startedOn: dayAfter });
    const { history } = (await look(house, one, 'kx-approver')) as { history: { act: string; actor: object }[] };
    expect(history.at(-1)).toMatchObject({ act: 'close_answering', actor: { kind: 'clock' } });
    expect(one.state).toBe('review.supervising_review.deciding');
    // Nothing was said that could be taken into account.
    await act(house, one, 'kx-approver', 'reject', UNFIT);
    expect(one.state).toBe('notPassed');
  });

  it('is answered with words, or with none: not with nothing, and not with both', async () => {
    const one = await intended();
    for (const answer of [{}, { waives: false }, { unit: WORDS.unit, waives: true }])
      expect(await tryTo(house, one, 'kx-submitter', 'answer-intention', answer)).toBe('422 answer_unclear');
    const number = { candidate: `本人号码${candidate(0).person.identity.number}` };
    expect(await tryTo(house, one, 'kx-submitter', 'answer-intention', number)).toBe('422 personal_data_in_text');
    const named = await house.ask('kx-submitter', 'POST', `/cases/${one.id}/answer-intention`, number, {
      version: one.version,
    });
    expect(named.body['field']).toBe('candidate');
    await heard(one, { candidate: WORDS.candidate, waives: true });
    await act(house, one, 'kx-approver', 'approve');
    expect(one.state).toBe('review.party_review.awaiting');
  });

  it.each([
    ['the unit', 'answer-intention', WORDS],
    ['the candidate alone, to the body', 'answer-intention', WAIVES],
  ])(
    'is decided with a word on what %s said: how it was taken into account, for them to read and kept by the record',
    async (_who, path, answer) => {
      const one = await lastWords(await act(house, await intended(), 'kx-submitter', path, answer));
      expect(await tryTo(house, one, 'kx-approver', 'reject', UNFIT)).toBe('422 statements_not_considered');
      const number = { considered: `号码${candidate(0).person.identity.number}属实（虚构）` };
      const named = await house.ask(
        'kx-approver',
        'POST',
        `/cases/${one.id}/reject`,
        { ...UNFIT, ...number },
        {
          version: one.version,
        },
      );
      expect([named.body['code'], named.body['field']]).toEqual(['personal_data_in_text', 'considered']);
      await act(house, one, 'kx-approver', 'reject', { ...UNFIT, ...CONSIDERED });
      const readBy = async (who: string) => {
        const { history } = (await look(house, one, who)) as { history: { considered?: string }[] };
        return history.at(-1)?.considered;
      };
      expect([await readBy('kx-submitter'), await readBy('kx-handler')]).toEqual(Array(2).fill(CONSIDERED.considered));
      expect(await readBy('nb-auditor')).toBeUndefined();
      const { body } = await house.ask('nb-auditor', 'GET', `/record/case:${one.id}`);
      expect(JSON.stringify(body)).not.toContain(CONSIDERED.considered);
      const rejection = `case_id = '${one.id}' AND act = 'reject'`;
      const door = house.nest.get(WriteDoor);
      const say = (to: string, from: string) =>
        door.write((tx) =>
          tx.execute(`UPDATE case_acts SET details = replace(details, '${from}', '${to}') WHERE ${rejection}`),
        );
      expect(await fits()).toBe('fits');
      await say('采纳', '研究');
      expect(await fits()).not.toBe('fits');
      await say('研究', '采纳');
      expect(await fits()).toBe('fits');
    },
  );

  it('is told anew when something that is not clear was found since, or other papers came', async () => {
    const one = await clearToTheLast();
    await act(house, one, 'mzt-approver', 'intend-rejection', UNFIT);
    await act(house, one, 'mzt-handler', 'findings', { findings: [clear('political_rights')] });
    await heard(one, WORDS, 'mzt');
    expect(await obstacles(one, 'mzt-approver', 'reject')).toEqual([]);
    await act(house, one, 'mzt-handler', 'findings', {
      findings: [{ ...clear('court_dishonesty'), answer: 'unclear' }],
    });
    expect(await tryTo(house, one, 'mzt-approver', 'reject', UNFIT)).toBe('409 learned_since_intention');
    expect(await obstacles(one, 'mzt-approver', 'reject')).toEqual([['learned_since_intention', 'lift_intention']]);
    await act(house, one, 'mzt-approver', 'intend-rejection', UNFIT);
    await heard(one, WAIVES, 'mzt');
    expect(await obstacles(one, 'mzt-approver', 'reject')).toEqual([]);
    await act(house, one, 'mzt-handler', 'return-for-supplement', because('facts_differ'));
    await act(house, one, 'kx-submitter', 'answer-supplement', { remarks: '已补正（虚构）' });
    expect(await obstacles(one, 'mzt-approver', 'reject')).toEqual([['intention_missing', 'lift_intention']]);
  });

  it('is told anew when a department answered since, though no check waits for its answer', async () => {
    const one = await deciding();
    await act(house, one, 'kx-handler', 'inquiries', { inquiries: [{ inquiry: 'tax_standing' }] });
    await act(house, one, 'kx-approver', 'intend-rejection', UNFIT);
    const { body } = await house.ask('kx-handler', 'GET', `/cases/${one.id}/inquiries`);
    const [letter] = body['items'] as { id: string }[];
    const answer = { question: 'arrears', answer: 'adverse' };
    const reply = { document: '虚构税函〔2026〕7号', datedOn: today(), receivedOn: today(), answers: [answer] };
    await act(house, one, 'kx-handler', `inquiries/${letter?.id ?? ''}/answer`, reply);
    await heard(one);
    expect(await tryTo(house, one, 'kx-approver', 'reject', UNFIT)).toBe('409 learned_since_intention');
  });

  it('is told anew when the data of the candidate was corrected since, but not when the correction was refused', async () => {
    const one = await intended();
    const concluded = async (outcome: string, code: string) => {
      const person = { employer: `虚构新单位，${code}` };
      const correct = { person, why: '录入时有误（虚构）', evidence: '虚构证〔2026〕3号' };
      await act(house, one, 'kx-submitter', 'corrections', correct);
      await act(house, one, 'kx-handler', 'corrections/conclude', { outcome, ...because(code) });
    };
    await concluded('refused', 'data_right');
    await heard(one);
    expect(await obstacles(one, 'kx-approver', 'reject')).toEqual([]);
    await concluded('made', 'data_wrong');
    const { body } = await house.ask('kx-approver', 'POST', `/cases/${one.id}/reject`, UNFIT, { version: one.version });
    expect(body).toMatchObject({ code: 'learned_since_intention', since: [one.version] });
    await act(house, one, 'kx-approver', 'intend-rejection', UNFIT);
    await heard(one);
    await act(house, one, 'kx-approver', 'reject', { ...UNFIT, ...CONSIDERED });
    expect(one.state).toBe('notPassed');
  });

  /** Where the last body before the vote, which is asked for findings, decides. */
  async function clearToTheLast(): Promise<TestCase> {
    const one = await submitted();
    for (const body of ['kx', 'kx-dw']) {
      await act(house, one, `${body}-handler`, 'accept');
      await act(house, one, `${body}-approver`, 'approve');
    }
    return act(house, one, 'mzt-handler', 'accept');
  }

  async function obstacles(one: TestCase, who: string, what: string): Promise<string[][]> {
    const { body } = await house.ask(who, 'GET', `/cases/${one.id}/why-not?act=${what}`);
    return (body['obstacles'] as { code: string; lifts: { code: string }[] }[]).map(({ code, lifts }) => [
      code,
      ...lifts.map((lift) => lift.code),
    ]);
  }

  it('can be answered by the candidate to the body itself, whose handler records the words and their day', async () => {
    const before = today();
    await daysGoBy(1);
    const one = await intended();
    const came = { text: '本人来访所述（虚构）', receivedOn: await daysGoBy(1), channel: 'visit' };
    await daysGoBy(1);
    expect(await tryTo(house, one, 'kx-submitter', 'statements', came)).toBe('403 not_your_duty');
    for (const receivedOn of [before, '2026-12-31'])
      expect(await tryTo(house, one, 'kx-handler', 'statements', { ...came, receivedOn })).toBe(
        '422 statement_day_impossible',
      );
    await act(house, one, 'kx-handler', 'statements', came);
    // Nobody cuts a period short on a call that only they heard.
    const called = { ...came, channel: 'telephone', last: true };
    expect(await tryTo(house, one, 'kx-handler', 'statements', called)).toBe('422 last_words_need_a_paper');
    expect(one.state).toBe('review.supervising_review.answering');
    await act(house, one, 'kx-submitter', 'answer-intention', WORDS);
    expect(one.state).toBe('review.supervising_review.answering');
    const through = [
      { side: 'unit', text: WORDS.unit, receivedOn: today(), channel: null, last: false },
      { side: 'candidate', text: WORDS.candidate, receivedOn: today(), channel: null, last: false },
    ];
    const seenBy = async (who: string) => (await house.ask(who, 'GET', `/cases/${one.id}/statements`)).body;
    // What the candidate told the body itself is not for the unit.
    for (const [who, statements] of [
      ['kx-submitter', through],
      ['kx-approver', [{ side: 'candidate', ...came, last: false }, ...through]],
    ] as const) {
      const { intention, statements: shown } = await seenBy(who);
      const candidateHeard = who === 'kx-submitter' ? null : false;
      expect([who, intention]).toMatchObject([
        who,
        { before: 'reject', unitHeard: true, candidateHeard, heard: false },
      ]);
      expect([who, shown]).toMatchObject([who, statements]);
      expect(shown).toHaveLength(statements.length);
    }
    await lastWords(one);
    expect(one.state).toBe('review.supervising_review.deciding');
    expect(await seenBy('kx-approver')).toMatchObject({
      intention: {
        reason: 'condition_not_met',
        legalBasis: UNFIT.reason.legalBasis,
        candidateHeard: true,
        heard: true,
      },
    });
    for (const who of ['nb-auditor', 'mzt-handler', 'zhdw-submitter'])
      expect((await house.ask(who, 'GET', `/cases/${one.id}/statements`)).status).toBe(404);
  });

  it('is decided on when both were heard, or after the last day to answer: nobody is sent to what was done', async () => {
    const said = async (of: TestCase, who: string, what: string) => {
      const { body } = await house.ask(who, 'GET', `/cases/${of.id}/why-not?act=${what}`);
      return (body['obstacles'] as { code: string; lifts: { words: Record<string, string> }[] }[]).map(
        ({ code, lifts }) => [code, ...lifts.map(({ words }) => words['en'])],
      );
    };
    const one = await intended();
    // The office submitted, and reviews.
    const office = '浙江省科学技术协会';
    const over = `If not everybody answers, an approver of ${office} can decide when the period to answer is over, after ${(await deadline(one))?.dueOn ?? ''}.`;
    const units = `First ${office} has to act: Answer what is intended.`;
    const candidates = `First ${office} has to act: Record what the candidate says.`;
    const both = `First ${office} has to act: Answer what is intended, Record what the candidate says.`;
    expect(await said(one, 'kx-approver', 'reject')).toEqual([['out_of_turn', both, over]]);
    await act(house, one, 'kx-submitter', 'answer-intention', WORDS);
    expect(await said(one, 'kx-approver', 'reject')).toEqual([['out_of_turn', candidates, over]]);
    expect(await obstacles(one, 'kx-submitter', 'answer_intention')).toEqual([['intention_answered', 'lift_nothing']]);
    // Who would approve need not wait: giving up what was intended is a way, too.
    expect(await obstacles(one, 'kx-approver', 'approve')).toEqual([
      ['out_of_turn', 'lift_one_of', 'lift_hearing_first'],
    ]);
    const other = await lastWords(await intended());
    expect(await said(other, 'kx-approver', 'reject')).toEqual([['out_of_turn', units, over]]);
    // Whether the candidate spoke to the body is not for the unit.
    expect(await said(other, 'kx-submitter', 'reject')).toEqual([['out_of_turn', both, over]]);
  });

  it('is between the candidate and the body that intends it: the office that submitted does not read it, reviewing or not', async () => {
    const one = await clearToTheLast();
    await act(house, one, 'mzt-approver', 'intend-rejection', UNFIT);
    await act(house, one, 'mzt-handler', 'statements', {
      text: '本人来访所述（虚构）',
      receivedOn: today(),
      channel: 'visit',
    });
    const seen = async (who: string) => {
      const { body } = await house.ask(who, 'GET', `/cases/${one.id}/statements`);
      return (body['statements'] as object[]).length;
    };
    expect([await seen('mzt-approver'), await seen('kx-dw-approver')]).toEqual([1, 1]);
    expect([await seen('kx-submitter'), await seen('kx-handler'), await seen('kx-approver')]).toEqual([0, 0, 0]);
    const { history } = (await look(house, one, 'kx-submitter')) as { history: { act: string; actor: object }[] };
    const line = history.find(({ act: done }) => done === 'record_statement');
    expect(line?.actor).toMatchObject({ official: null, name: null, duty: null });
  });

  it('asks those who had signed to sign anew once it was answered', async () => {
    const one = await deciding();
    const second = String((await house.ask('kx-approver-2', 'GET', '/sessions/current')).body['official']);
    await act(house, one, 'kx-handler', 'signatures', { officials: [second], weight: 'binding' });
    await act(house, one, 'kx-approver-2', 'sign', { agree: false, ...UNFIT });
    await act(house, one, 'kx-approver', 'intend-rejection', UNFIT);
    await heard(one, WORDS);
    const { body } = await house.ask('kx-handler', 'GET', `/cases/${one.id}/signatures`);
    const votes = body['signatures'] as { vote: string; endedIn: number | null }[];
    expect(votes.map(({ vote, endedIn }) => [vote, endedIn === null])).toEqual([
      ['disagree', false],
      ['waiting', true],
    ]);
    await act(house, one, 'kx-approver-2', 'sign', { agree: true });
    await act(house, one, 'kx-approver', 'approve');
    expect([one.state, await fits()]).toEqual(['review.party_review.awaiting', 'fits']);
  });

  it('is told before a rejection on notice, too, and can be given up: then the objection is answered for', async () => {
    const upheld = async () => {
      const one = await clearForNotice(house, await submitted());
      await objectTo(house, await publish(house, 'kx-handler', [one]));
      await look(house, one, 'kx-handler');
      expect(await tryTo(house, one, 'kx-approver', 'intend-rejection', UNFIT)).toBe('409 objection_open');
      await concludeObjection(house, one, 'kx-approver-2', 'proven_with_effect');
      expect(await tryTo(house, one, 'kx-approver', 'reject', because('objection_proven'))).toBe(
        '409 intention_missing',
      );
      return act(house, one, 'kx-approver', 'intend-rejection', because('objection_proven'));
    };
    const rejected = await upheld();
    expect(rejected.state).toBe('answeringOnNotice');
    await heard(rejected, WORDS);
    expect(rejected.state).toBe('onNotice');
    expect(await deadline(rejected)).toMatchObject({ period: 'decision' });
    await act(house, rejected, 'kx-approver', 'reject', { ...because('objection_proven'), ...CONSIDERED });
    const convinced = await upheld();
    await heard(convinced, WORDS);
    expect(await tryTo(house, convinced, 'kx-approver', 'drop-intention')).toBe('422 reason_missing');
    await act(house, convinced, 'kx-approver', 'drop-intention', because('answer_convincing'));
    await daysGoBy(13);
    await look(house, convinced, 'kx-handler');
    await act(house, convinced, 'kx-handler', 'close-notice');
    expect(convinced.state).toBe('passed');
    expect([rejected.state, await fits()]).toEqual(['notPassed', 'fits']);
  });

  async function passed(): Promise<TestCase> {
    const one = await clearForNotice(house, await submitted());
    await publish(house, 'kx-handler', [one]);
    await daysGoBy(13);
    await look(house, one, 'kx-handler');
    return one;
  }

  it('is told before a revocation, while what was found stays as it is, its period with it', async () => {
    const one = await passed();
    const before = await deadline(one);
    expect(await tryTo(house, one, 'mzt-approver', 'revoke', because('bar_arose'))).toBe('409 intention_missing');
    await act(house, one, 'mzt-approver', 'intend-revocation', because('bar_arose'));
    expect(one.state).toBe('answeringRevocation');
    await heard(one, WAIVES, 'mzt');
    expect(await deadline(one)).toMatchObject({ period: 'validity', status: 'running', dueOn: before?.dueOn });
    await elect(house, [one]);
    await act(house, one, 'mzt-approver', 'file');
    await act(house, one, 'mzt-approver', 'revoke', { ...because('bar_arose'), ...CONSIDERED });
    expect(one.state).toBe('revoked');
  });

  it('can be a revocation of what is over: it stays over, but the unit has to answer', async () => {
    const one = await passed();
    await elect(house, [one]);
    await act(house, one, 'mzt-approver', 'file');
    await act(house, one, 'mzt-approver', 'intend-revocation', because('falsehood'));
    expect(await look(house, one, 'kx-submitter')).toMatchObject({
      state: 'answeringRevocationAfterEnd',
      ended: true,
      turnBody: 'zj-kx',
    });
    const { body } = await house.ask('kx-submitter', 'GET', '/worklist');
    expect((body['items'] as { id: string; acts: string[] }[]).find(({ id }) => id === one.id)?.acts).toEqual([
      'answer_intention',
    ]);
    await act(house, one, 'mzt-approver', 'drop-intention', because('intended_in_error'));
    expect(await look(house, one, 'kx-submitter')).toMatchObject({ state: 'filed', ended: true, turnBody: null });
    expect(await tryTo(house, one, 'mzt-approver', 'revoke', because('falsehood'))).toBe('409 intention_missing');
  });

  it('is on record with every word said: what is changed, added or taken away in the tables is found', async () => {
    const one = await intended();
    await act(house, one, 'kx-submitter', 'answer-intention', WORDS);
    const other = await act(house, await intended(), 'kx-submitter', 'answer-intention', { waives: true });
    expect(await fits()).toBe('fits');
    const door = house.nest.get(WriteDoor);
    const where = `case_id = '${one.id}' AND side = 'unit'`;
    const tampering: readonly [statement: string, back: string, why: string][] = [
      [
        `UPDATE statements SET received_on = '2026-11-01' WHERE ${where}`,
        `UPDATE statements SET received_on = '${today()}' WHERE ${where}`,
        'it tells of another list than its statements',
      ],
      [
        `UPDATE statements SET case_id = '${other.id}' WHERE ${where}`,
        `UPDATE statements SET case_id = '${one.id}' WHERE case_id = '${other.id}'`,
        'it tells of another list than its statements',
      ],
    ];
    for (const [statement, back, why] of tampering) {
      await door.write((tx) => tx.execute(statement));
      expect([statement, await fits()]).toEqual([statement, why]);
      await door.write((tx) => tx.execute(back));
    }
    expect(await fits()).toBe('fits');
  });

  it('was told of the objections that were upheld then: of another they are told before they are rejected, and it is not given up with them', async () => {
    const one = await clearForNotice(house, await submitted());
    const notice = await publish(house, 'kx-handler', [one]);
    const upheld = async () => {
      await objectTo(house, notice);
      await look(house, one, 'kx-handler');
      await concludeObjection(house, one, 'kx-approver-2', 'proven_with_effect');
    };
    await upheld();
    await act(house, one, 'kx-approver', 'intend-rejection', because('objection_proven'));
    await heard(one);
    await upheld();
    expect(await tryTo(house, one, 'kx-approver', 'reject', because('objection_proven'))).toBe(
      '409 learned_since_intention',
    );
    await act(house, one, 'kx-approver', 'drop-intention', because('answer_convincing'));
    await daysGoBy(13);
    await look(house, one, 'kx-handler');
    expect(await tryTo(house, one, 'kx-handler', 'close-notice')).toBe('409 objection_upheld');
    await act(house, one, 'kx-approver', 'intend-rejection', because('objection_proven'));
    await heard(one);
    await act(house, one, 'kx-approver', 'reject', { ...because('objection_proven'), ...CONSIDERED });
    expect([one.state, await fits()]).toEqual(['notPassed', 'fits']);
  });
});
