// Several decide together: by the rule of a policy (a city's joint review), and where a handler asks others to sign.
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { verifyDatabase } from '../../src/audit/verify-database.js';
import { Reader } from '../../src/database/reader.js';
import { WriteDoor } from '../../src/database/transactions.js';
import { openHouseWithKeys, type HouseWithKeys } from '../audit/vetting.js';
import {
  act,
  because,
  clear,
  CONSIDERED,
  draft,
  look,
  ofItsOwn,
  outlookOn,
  submit,
  submittedCase,
  tryTo,
  type TestCase,
  tellAndHear,
} from '../support/cases.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { candidate, decoupledSlate } from '../support/slates.js';

const AGREE = { agree: true };
const WHY = { remarks: '改由分管同志会签（虚构）' };
/** Who speaks in a case of the joint review. */
const HEARING = { submitter: 'zhdw-submitter', handler: 'handler' };
const DISAGREE = { agree: false, ...because('condition_not_met') };

describeOnBothDatabases('signatures', (open, engine) => {
  let house: HouseWithKeys;
  const ids: Record<string, string> = {};
  beforeAll(async () => {
    house = await openHouseWithKeys(await open());
    const body = {
      id: 'hz-shgzb',
      name: '杭州市委社会工作部（虚构）',
      kinds: ['social_work_department'],
      jurisdiction: '330100',
    };
    await house.ask('administrator', 'POST', '/bodies', body);
    await house.enter('handler', { body: 'hz-shgzb', duty: 'handler' });
    for (const name of ['a', 'b', 'c', 'd'])
      ids[name] = await house.enter(name, { body: 'hz-shgzb', duty: 'approver' });
    ids['handler-2'] = await house.enter('handler-2', { body: 'hz-shgzb', duty: 'handler' });
    ids['elsewhere'] = await house.enter('elsewhere', { body: 'zj-kx', duty: 'approver' });
  });
  afterAll(() => house.close());

  /** A case of a city with a joint review: two of three have to agree, and a handler proposes. */
  async function atJointReview(): Promise<TestCase> {
    const { organisation, ...rest } = ofItsOwn(house, decoupledSlate([candidate(0)]));
    const slate = {
      ...rest,
      organisation: { ...organisation, jurisdiction: '330100', socialWorkDepartment: 'hz-shgzb' },
    };
    const [one] = await submit(house, await draft(house, slate, 'zhdw-submitter'), 'zhdw-submitter');
    if (!one) throw new Error('No case was opened.');
    for (const body of ['zhdw', 'jxt']) {
      await act(house, one, `${body}-handler`, 'accept');
      await act(house, one, `${body}-approver`, 'approve');
    }
    return act(house, one, 'handler', 'accept');
  }

  const ask = (names: string[], weight = 'binding') =>
    ({ officials: names.map((name) => ids[name] ?? name), weight }) as const;
  const signatures = async (of: TestCase, who = 'handler') =>
    (await house.ask(who, 'GET', `/cases/${of.id}/signatures`)).body as {
      count: string | null;
      tally: object | null;
      signatures: { official: string; vote: string; weight: string; endedIn: number | null }[];
      mayBeAsked: { official: string; reason: string | null }[];
    };
  const fits = async () => {
    const outcome = await verifyDatabase(house.nest.get(Reader), house.keys);
    return 'why' in outcome ? outcome.why : 'fits';
  };

  let one: TestCase;
  beforeEach(async () => {
    one = await atJointReview();
  });

  it('carry a decision when as many agree as the policy says, after a handler has proposed', async () => {
    await act(house, one, 'handler', 'signatures', ask(['a', 'b', 'c']));
    expect(await tryTo(house, one, 'a', 'approve')).toBe('409 proposal_missing');
    await act(house, one, 'handler', 'propose', { agree: true, remarks: '拟同意' });
    expect(await tryTo(house, one, 'a', 'approve')).toBe('409 signatures_open');
    await act(house, one, 'b', 'sign', AGREE);
    expect(await signatures(one)).toMatchObject({
      count: 'open',
      tally: { asked: 3, needed: 2, agreed: 1, disagreed: 0, waiting: 2 },
    });
    expect(await tryTo(house, one, 'd', 'approve')).toBe('409 signature_not_asked');
    await act(house, one, 'a', 'approve');
    expect(one.state).toBe('review.registration_review.awaiting');
    expect((await signatures(one)).signatures).toMatchObject([
      { official: ids['a'], vote: 'agree', endedIn: one.version },
      { official: ids['b'], vote: 'agree', endedIn: one.version },
      { official: ids['c'], vote: 'waiting', endedIn: one.version },
      { weight: 'proposal', vote: 'agree', endedIn: one.version },
    ]);
  });

  it('are neither overruled by one, nor waited for when nothing can come of it any more', async () => {
    await act(house, one, 'handler', 'signatures', ask(['a', 'b', 'c']));
    await act(house, one, 'handler', 'propose', { agree: true });
    await act(house, one, 'a', 'sign', AGREE);
    expect(await tryTo(house, one, 'b', 'reject', because('condition_not_met'))).toBe('409 signatures_open');
    expect(await tryTo(house, one, 'b', 'sign', { agree: false })).toBe('422 reason_missing');
    await act(house, one, 'b', 'sign', DISAGREE);
    expect(await tryTo(house, one, 'b', 'approve')).toBe('409 signature_not_asked');
    expect(await tryTo(house, one, 'b', 'sign', AGREE)).toBe('409 signature_not_asked');
    // What those concerned say is another question for those who signed.
    await tellAndHear(house, one, 'c', 'intend-rejection', because('condition_not_met'), HEARING);
    await act(house, one, 'handler', 'propose', { agree: false });
    await act(house, one, 'b', 'sign', DISAGREE);
    await act(house, one, 'c', 'reject', { ...because('condition_not_met'), ...CONSIDERED });
    expect(one.state).toBe('notPassed');
  });

  it('that a body has too few approvers for are told of before anybody is asked, with who would lift it', async () => {
    const missing = async () => ((await signatures(one)) as unknown as { missing: number }).missing;
    expect(await missing()).toBe(0);
    for (const who of ['c', 'd']) await act(house, one, who, 'recusals', { ground: 'other' });
    expect(await missing()).toBe(1);
    await act(house, one, 'handler', 'signatures', ask(['a', 'b']));
    await act(house, one, 'handler', 'propose', { agree: true });
    const { obstacles } = (await house.ask('a', 'GET', `/cases/${one.id}/why-not?act=approve`)).body as {
      obstacles: { code: string; lifts: { code: string; words: { en: string } }[] }[];
    };
    expect(obstacles.map(({ code }) => code)).toEqual(['signatures_open']);
    const lifts = obstacles.flatMap((obstacle) => obstacle.lifts);
    expect(lifts.map(({ code }) => code)).toEqual(['lift_more_signers', 'lift_signatures', 'lift_more_approvers']);
    expect(lifts.at(-1)?.words.en).toMatch(/lacks 1 approvers who could sign/);
    const third = await house.enter('third', { body: 'hz-shgzb', duty: 'approver' });
    expect(await missing()).toBe(0);
    const closed = { active: false, mandates: [{ body: 'hz-shgzb', duty: 'approver' }] };
    await house.ask('administrator', 'PUT', `/officials/${third}/duties`, closed, { version: 1 });
    expect(await missing()).toBe(1);
  });

  it('are asked of approvers of the body who could decide, each once', async () => {
    await act(house, one, 'handler', 'signatures', ask(['a']));
    const refused = await house.ask(
      'handler',
      'POST',
      `/cases/${one.id}/signatures`,
      ask(['a', 'b', 'handler-2', 'elsewhere']),
      { version: one.version },
    );
    expect([refused.status, refused.body['code'], refused.body['signers']]).toEqual([
      422,
      'signer_unfit',
      [
        { official: ids['a'], reason: 'asked_already' },
        { official: ids['handler-2'], reason: 'not_your_duty' },
        { official: ids['elsewhere'], reason: 'not_your_body' },
      ],
    ]);
    expect(new Map((await signatures(one)).mayBeAsked.map(({ official, reason }) => [official, reason]))).toEqual(
      new Map([
        [ids['a'], 'asked_already'],
        [ids['b'], null],
        [ids['c'], null],
        [ids['d'], null],
      ]),
    );
    expect(await tryTo(house, one, 'a', 'signatures', ask(['b']))).toBe('403 not_your_duty');
  });

  it('are offered to whom they are asked of, and to nobody else', async () => {
    await act(house, one, 'handler', 'signatures', ask(['a']));
    expect(await outlookOn(house, one, 'a', 'sign')).toBe('allowed');
    expect(await outlookOn(house, one, 'b', 'sign')).toBe('signature_not_asked');
    const acts = async (who: string) => {
      const { items } = (await house.ask(who, 'GET', '/worklist?limit=200')).body as {
        items: { id: string; acts: string[] }[];
      };
      return items.find(({ id }) => id === one.id)?.acts ?? [];
    };
    // Telling of a rejection decides nothing, and needs nobody's signature.
    expect([await acts('a'), await acts('b')]).toEqual([['sign', 'intend_rejection'], ['intend_rejection']]);
  });

  it('that nobody gave yet can be taken back, by who says why; those given cannot', async () => {
    await act(house, one, 'handler', 'signatures', ask(['a', 'b']));
    await act(house, one, 'a', 'sign', DISAGREE);
    expect(await tryTo(house, one, 'handler', `signatures/${ids['a']}/remove`, WHY)).toBe('409 signature_not_open');
    expect(await tryTo(house, one, 'handler', `signatures/${ids['b']}/remove`)).toBe('422 words_missing');
    expect((await signatures(one)).signatures).toMatchObject([{ stands: true }, { stands: true }]);
    await act(house, one, 'handler', `signatures/${ids['b']}/remove`, WHY);
    expect((await signatures(one)).signatures).toMatchObject([
      { official: ids['a'], stands: true },
      { official: ids['b'], stands: false, endedIn: one.version },
    ]);
    expect(await tryTo(house, one, 'b', 'sign', AGREE)).toBe('409 signature_not_asked');
  });

  it('that were given before and are asked for anew nobody takes back, but of who can sign no longer', async () => {
    ids['leaver'] = await house.enter('leaver', { body: 'hz-shgzb', duty: 'approver' });
    const remove = (who: string) => tryTo(house, one, 'handler', `signatures/${ids[who] ?? ''}/remove`, WHY);
    const onRecord = () => house.ask('handler', 'GET', `/cases/${one.id}/why-not?act=remove_signature`);
    await act(house, one, 'handler', 'signatures', ask(['a', 'b', 'leaver']));
    await act(house, one, 'handler', 'signatures', ask(['c'], 'advisory'));
    await act(house, one, 'handler', 'propose', { agree: true });
    await act(house, one, 'a', 'sign', AGREE);
    await act(house, one, 'leaver', 'sign', DISAGREE);
    await act(house, one, 'c', 'sign', DISAGREE);
    await act(house, one, 'handler', 'findings', { findings: [clear('court_dishonesty')] });
    for (const who of ['a', 'leaver', 'c']) expect([who, await remove(who)]).toEqual([who, '409 signed_before']);
    // One who never said anything can be.
    expect(await outlookOn(house, one, 'handler', 'remove_signature')).toBe('allowed');
    await act(house, one, 'handler', `signatures/${ids['b'] ?? ''}/remove`, WHY);
    expect((await onRecord()).body['obstacles']).toMatchObject([
      { code: 'signed_before', lifts: [{ code: 'lift_signed_before' }] },
    ]);
    // Who is away comes back; until then their delegate signs, or nobody.
    const away = await house.ask('leaver', 'POST', '/absences', { from: '2026-11-02', to: '2026-11-02' });
    expect(await remove('leaver')).toBe('409 signed_before');
    await house.ask('leaver', 'POST', `/absences/${String(away.body['id'])}/end`);
    const left = { active: false, mandates: [{ body: 'hz-shgzb', duty: 'approver' }] };
    await house.ask('administrator', 'PUT', `/officials/${ids['leaver']}/duties`, left, { version: 1 });
    await act(house, one, 'handler', `signatures/${ids['leaver']}/remove`, WHY);
    await act(house, one, 'c', 'recusals', { ground: 'other' });
    expect([engine, await fits()]).toEqual([engine, 'fits']);
  });

  it('that do not agree are not outvoted by more who are asked, nor when something was found out since', async () => {
    const more = async (who: string, weight?: string) => tryTo(house, one, 'handler', 'signatures', ask([who], weight));
    await act(house, one, 'handler', 'signatures', ask(['a', 'b']));
    await act(house, one, 'handler', 'propose', { agree: true });
    await act(house, one, 'b', 'sign', DISAGREE);
    // Too few were asked until now.
    await act(house, one, 'handler', 'signatures', ask(['c']));
    await act(house, one, 'a', 'sign', AGREE);
    await act(house, one, 'c', 'sign', DISAGREE);
    expect(await signatures(one)).toMatchObject({ count: 'not_agreed' });
    expect(await more('d')).toBe('409 not_agreed');
    const { obstacles } = (await house.ask('a', 'GET', `/cases/${one.id}/why-not?act=approve`)).body as {
      obstacles: { code: string; lifts: { code: string }[] }[];
    };
    expect(obstacles).toMatchObject([{ code: 'signatures_open', lifts: [{ code: 'lift_signatures_anew' }] }]);
    await act(house, one, 'handler', 'findings', { findings: [clear('court_dishonesty')] });
    expect(await more('d')).toBe('409 not_agreed');
    await act(house, one, 'b', 'sign', AGREE);
    await act(house, one, 'handler', 'signatures', ask(['d']));
    expect((await signatures(one)).tally).toMatchObject({ asked: 4, agreed: 1, waiting: 3 });
  });

  it('that do not agree leave room for advice', async () => {
    await act(house, one, 'handler', 'signatures', ask(['a', 'b', 'c']));
    for (const who of ['b', 'c']) await act(house, one, who, 'sign', DISAGREE);
    await act(house, one, 'handler', 'signatures', ask(['d'], 'advisory'));
    expect((await signatures(one)).tally).toMatchObject({ asked: 3, disagreed: 2 });
  });

  it('end when the papers are returned: whoever signed is asked anew, and looks again at what comes back', async () => {
    await act(house, one, 'handler', 'signatures', ask(['a', 'b', 'c', 'd']));
    await act(house, one, 'handler', 'propose', { agree: true });
    await act(house, one, 'a', 'sign', AGREE);
    await act(house, one, 'd', 'sign', DISAGREE);
    await act(house, one, 'handler', 'return-for-supplement', because('materials_incomplete'));
    await act(house, one, 'zhdw-submitter', 'answer-supplement', { remarks: '已补正' });
    // Also when they are returned once more before anybody has signed again.
    await act(house, one, 'handler', 'return-for-supplement', because('materials_incomplete'));
    await act(house, one, 'zhdw-submitter', 'answer-supplement', { remarks: '再次补正' });
    const waited = (await signatures(one)).signatures.filter(({ endedIn }) => endedIn === null);
    expect(waited.map(({ official, vote }) => [official, vote]).sort()).toEqual(
      [
        [ids['a'], 'waiting'],
        [ids['d'], 'waiting'],
      ].sort(),
    );
    expect(await tryTo(house, one, 'b', 'approve')).toBe('409 proposal_missing');
    await act(house, one, 'handler', 'propose', { agree: true });
    expect(await tryTo(house, one, 'b', 'approve')).toBe('409 signature_not_asked');
    expect(await tryTo(house, one, 'handler', `signatures/${ids['d'] ?? ''}/remove`, WHY)).toBe('409 signed_before');
    expect([engine, await fits()]).toEqual([engine, 'fits']);
  });

  it('of somebody who steps back count no longer, and a handler asks somebody in their place', async () => {
    await act(house, one, 'handler', 'signatures', ask(['a', 'b', 'c']));
    await act(house, one, 'handler', 'propose', { agree: true });
    await act(house, one, 'a', 'sign', AGREE);
    await act(house, one, 'a', 'recusals', { ground: 'relative' });
    expect((await signatures(one)).tally).toMatchObject({ agreed: 0, waiting: 3 });
    await act(house, one, 'handler', 'signatures', ask(['d']));
    expect(await tryTo(house, one, 'a', 'approve')).toBe('403 conflict_of_interest');
    await act(house, one, 'd', 'sign', AGREE);
    await act(house, one, 'b', 'approve');
    expect(one.state).toBe('review.registration_review.awaiting');
  });

  it('of somebody who declares an interest after signing count no longer, either', async () => {
    await act(house, one, 'handler', 'signatures', ask(['a', 'b', 'c']));
    await act(house, one, 'handler', 'propose', { agree: true });
    await act(house, one, 'a', 'sign', AGREE);
    const { organisation } = (await look(house, one, 'handler')) as { organisation: { name: string } };
    const about = { kind: 'name', value: organisation.name };
    const declared = await house.ask('a', 'POST', '/interests', { ground: 'interest', about });
    const { tally, signatures: told } = await signatures(one);
    expect(tally).toMatchObject({ agreed: 0, waiting: 3 });
    expect(told.filter(({ official }) => official === ids['a'])).toMatchObject([{ endedIn: null, stands: false }]);
    expect(await tryTo(house, one, 'b', 'approve')).toBe('409 signatures_open');
    await house.ask('a', 'POST', `/interests/${String(declared.body['id'])}/end`);
    expect(await tryTo(house, one, 'b', 'approve')).toBe('409 signatures_open');
    await act(house, one, 'handler', 'signatures', ask(['d']));
    await act(house, one, 'd', 'sign', AGREE);
    await act(house, one, 'b', 'approve');
    expect([one.state, await fits()]).toEqual(['review.registration_review.awaiting', 'fits']);
  });

  it('are asked for anew when something was found out since: so is the proposal', async () => {
    await act(house, one, 'handler', 'signatures', ask(['a', 'b', 'c']));
    await act(house, one, 'handler', 'propose', { agree: true });
    await act(house, one, 'a', 'sign', AGREE);
    await act(house, one, 'b', 'sign', DISAGREE);
    await act(house, one, 'handler', 'findings', { findings: [clear('court_dishonesty')] });
    expect((await signatures(one)).tally).toMatchObject({ asked: 3, agreed: 0, disagreed: 0, waiting: 3 });
    expect(await tryTo(house, one, 'c', 'approve')).toBe('409 proposal_missing');
    await act(house, one, 'handler', 'propose', { agree: true });
    await act(house, one, 'a', 'sign', AGREE);
    await act(house, one, 'b', 'approve');
    expect([one.state, await fits()]).toEqual(['review.registration_review.awaiting', 'fits']);
  });

  it('stand beside one more answer that changes nothing, and fall when it does', async () => {
    const found = (answer: 'clear' | 'adverse', reference: string) => ({
      findings: [{ ...clear('court_dishonesty'), answer, reference }],
    });
    await act(house, one, 'handler', 'findings', found('clear', '虚构函〔2026〕1号'));
    await act(house, one, 'handler', 'signatures', ask(['a', 'b', 'c']));
    await act(house, one, 'handler', 'propose', { agree: true });
    await act(house, one, 'a', 'sign', AGREE);
    await act(house, one, 'handler', 'findings', found('clear', '虚构函〔2026〕2号'));
    expect((await signatures(one)).tally).toMatchObject({ agreed: 1, waiting: 2 });
    await act(house, one, 'handler', 'findings', found('adverse', '虚构函〔2026〕3号'));
    expect((await signatures(one)).tally).toMatchObject({ agreed: 0, waiting: 3 });
    await act(house, one, 'a', 'sign', AGREE);
    // Another ground for the same result is another thing to sign.
    await act(house, one, 'handler', 'findings', found('adverse', '虚构函〔2026〕4号'));
    expect((await signatures(one)).tally).toMatchObject({ agreed: 0, waiting: 3 });
    expect(await fits()).toBe('fits');
  });

  it('against a candidate who was rejected keep whoever gave them from deciding anew, and from hearing the reconsideration', async () => {
    await act(house, one, 'handler', 'signatures', ask(['a', 'b', 'c']));
    await tellAndHear(house, one, 'b', 'intend-rejection', because('condition_not_met'), HEARING);
    await act(house, one, 'handler', 'propose', { agree: false });
    await act(house, one, 'a', 'sign', DISAGREE);
    await act(house, one, 'b', 'reject', { ...because('condition_not_met'), ...CONSIDERED });
    await act(house, one, 'zhdw-submitter', 'reconsider', because('disagrees_with_finding'));
    const overturned = { outcome: 'overturned', ...because('original_set_aside') };
    expect(await tryTo(house, one, 'a', 'conclude-reconsideration', overturned)).toBe('403 decided_before');
    await act(house, one, 'd', 'conclude-reconsideration', overturned);
    await act(house, one, 'handler', 'signatures', ask(['c']));
    const again = await house.ask('handler', 'POST', `/cases/${one.id}/signatures`, ask(['a']), {
      version: one.version,
    });
    expect(again.body['signers']).toEqual([{ official: ids['a'], reason: 'decided_before' }]);
  });

  it('that are advice stand beside those that count, and stop nobody', async () => {
    await act(house, one, 'handler', 'signatures', ask(['a', 'b', 'c']));
    await act(house, one, 'handler', 'signatures', ask(['d'], 'advisory'));
    await act(house, one, 'handler', 'propose', { agree: false, remarks: '拟不同意' });
    await act(house, one, 'd', 'sign', DISAGREE);
    expect((await signatures(one)).tally).toMatchObject({ asked: 3, disagreed: 0 });
    await act(house, one, 'a', 'sign', AGREE);
    await act(house, one, 'b', 'approve');
    expect(one.state).toBe('review.registration_review.awaiting');
  });

  it('can be asked for where one approver decides: then those asked have to agree, too', async () => {
    const alone = await submittedCase(house);
    await act(house, alone, 'kx-handler', 'accept');
    await act(house, alone, 'kx-handler', 'signatures', ask(['elsewhere']));
    expect(await tryTo(house, alone, 'kx-approver', 'approve')).toBe('409 signatures_open');
    await act(house, alone, 'elsewhere', 'sign', AGREE);
    await act(house, alone, 'kx-approver', 'approve');
    expect(alone.state).toBe('review.party_review.awaiting');
  });

  it('that are advice hold who gave it: nobody decides alone against what they advised', async () => {
    const alone = await submittedCase(house);
    await act(house, alone, 'kx-handler', 'accept');
    await act(house, alone, 'kx-handler', 'signatures', ask(['elsewhere'], 'advisory'));
    await act(house, alone, 'elsewhere', 'sign', DISAGREE);
    expect(await outlookOn(house, alone, 'elsewhere', 'approve')).toBe('signature_not_asked');
    expect(await tryTo(house, alone, 'elsewhere', 'approve')).toBe('409 signature_not_asked');
    await act(house, alone, 'kx-approver', 'approve');
    expect(alone.state).toBe('review.party_review.awaiting');
  });

  it('are nobody else’s to read: neither the submitter’s nor that of a body outside', async () => {
    await act(house, one, 'handler', 'signatures', ask(['a']));
    await act(house, one, 'a', 'sign', { agree: false, ...because('condition_not_met'), remarks: '内部意见' });
    for (const who of ['zhdw-submitter', 'kx-handler', 'auditor'])
      expect((await house.ask(who, 'GET', `/cases/${one.id}/signatures`)).status).toBe(404);
    const { history } = (await look(house, one, 'zhdw-submitter')) as {
      history: { act: string; actor: object; reason: object | null; remarks: string | null }[];
    };
    const outside = history.filter(({ act: done }) => done === 'sign');
    expect(outside.map(({ actor, reason, remarks }) => ({ actor, reason, remarks }))).toEqual([
      {
        actor: { kind: 'official', official: null, name: null, body: 'hz-shgzb', duty: null, onBehalfOf: null },
        reason: null,
        remarks: null,
      },
    ]);
  });

  it('are on record: what is changed, added or taken away in the tables is found', async () => {
    await act(house, one, 'handler', 'signatures', ask(['a', 'b', 'c']));
    await act(house, one, 'handler', 'propose', { agree: true });
    await act(house, one, 'a', 'sign', AGREE);
    await act(house, one, 'c', 'recusals', { ground: 'interest' });
    await act(house, one, 'handler', 'signatures', ask(['d']));
    await act(house, one, 'b', 'approve');
    expect([engine, await fits()]).toEqual([engine, 'fits']);
    const door = house.nest.get(WriteDoor);
    const tampering: readonly [statement: string, back: string, why: string][] = [
      [
        `UPDATE signatures SET vote = 'disagree' WHERE official_id = '${ids['a']}' AND case_id = '${one.id}'`,
        `UPDATE signatures SET vote = 'agree' WHERE official_id = '${ids['a']}' AND case_id = '${one.id}'`,
        'it tells of another list than its signatures',
      ],
      [
        `UPDATE recusals SET ground = 'other' WHERE case_id = '${one.id}'`,
        `UPDATE recusals SET ground = 'interest' WHERE case_id = '${one.id}'`,
        'it tells of another ground than its recuse',
      ],
      [
        `INSERT INTO recusals (case_id, number, official_id, ground) VALUES ('${one.id}', 99, '${ids['a']}', 'other')`,
        `DELETE FROM recusals WHERE number = 99`,
        'there is a row of recuse or order_recusal that no entry tells of',
      ],
    ];
    for (const [statement, back, why] of tampering) {
      await door.write((tx) => tx.execute(statement));
      expect([statement, await fits()]).toEqual([statement, why]);
      await door.write((tx) => tx.execute(back));
    }
    expect(await fits()).toBe('fits');
  });
});
