import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  act,
  because,
  clearForNotice,
  look,
  objectTo,
  passNotice,
  publish,
  submittedCase,
  submittedCases,
  type TestCase,
  reject,
  revoke,
  CONSIDERED,
  tellAndHear,
} from '../support/cases.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';
import { residentId } from '../support/slates.js';

/** Every act that needs a reason: where the case must stand, who does it, and a reason that fits. */
interface Reasoned {
  readonly act: string;
  readonly stands: 'deciding' | 'passed' | 'notPassed' | 'reconsidering' | 'reconsideringRevocation' | 'onNotice';
  readonly who: string;
  readonly fits: string;
  /** A reason of the same policy that belongs to another act. */
  readonly doesNot: string;
  /** Those that fit; for the outcome that is tried here, if the act has several. */
  readonly codes: readonly string[];
  /** Those offered before an outcome is chosen, if more. */
  readonly offered?: readonly string[];
  /** The submitting side says why in its own words; a body cites the law. */
  readonly citesLaw: boolean;
  readonly more?: object;
}

const REASONED: readonly Reasoned[] = [
  {
    act: 'reject',
    stands: 'deciding',
    who: 'kx-approver',
    fits: 'condition_not_met',
    doesNot: 'candidate_withdrew',
    codes: ['condition_not_met', 'statutory_bar', 'conduct', 'objection_proven'],
    citesLaw: true,
    more: CONSIDERED,
  },
  {
    act: 'return-for-supplement',
    stands: 'deciding',
    who: 'kx-handler',
    fits: 'facts_differ',
    doesNot: 'conduct',
    codes: ['materials_incomplete', 'facts_differ'],
    citesLaw: true,
  },
  {
    act: 'defer',
    stands: 'deciding',
    who: 'kx-handler',
    fits: 'facts_being_verified',
    doesNot: 'facts_differ',
    codes: ['facts_being_verified', 'expert_review', 'hearing'],
    citesLaw: true,
  },
  {
    act: 'withdraw',
    stands: 'deciding',
    who: 'kx-submitter',
    fits: 'nomination_changed',
    doesNot: 'conduct',
    codes: ['candidate_withdrew', 'nomination_changed'],
    citesLaw: false,
  },
  {
    act: 'revoke',
    stands: 'passed',
    who: 'mzt-approver-2',
    fits: 'bar_arose',
    doesNot: 'statutory_bar',
    codes: ['falsehood', 'bar_arose'],
    citesLaw: true,
    more: CONSIDERED,
  },
  {
    act: 'reconsider',
    stands: 'notPassed',
    who: 'kx-submitter',
    fits: 'disagrees_with_finding',
    doesNot: 'original_upheld',
    codes: ['disagrees_with_finding'],
    citesLaw: false,
  },
  {
    act: 'conclude-reconsideration',
    stands: 'reconsidering',
    who: 'kx-approver-2',
    fits: 'original_upheld',
    doesNot: 'disagrees_with_finding',
    codes: ['original_upheld'],
    offered: ['original_upheld', 'original_set_aside'],
    citesLaw: true,
    more: { outcome: 'upheld' },
  },
  {
    act: 'conclude-reconsideration',
    stands: 'reconsideringRevocation',
    who: 'mzt-approver-3',
    fits: 'revocation_upheld',
    doesNot: 'original_upheld',
    codes: ['revocation_upheld'],
    offered: ['revocation_upheld', 'revocation_set_aside'],
    citesLaw: true,
    more: { outcome: 'upheld' },
  },
  {
    act: 'conclude-objection',
    stands: 'onNotice',
    who: 'kx-approver-2',
    fits: 'objection_not_proven',
    doesNot: 'conduct',
    codes: ['objection_not_proven'],
    offered: ['objection_proven', 'objection_not_proven'],
    citesLaw: true,
    more: { outcome: 'not_proven' },
  },
];

const TEXT = '经核实，所填任职年限与档案不一致';
const BASIS = ['社会团体登记管理条例第十四条'];

describeOnBothDatabases('the reason of an act', (open) => {
  let house: House;
  const standing = new Map<string, TestCase>();
  let objection = '';

  beforeAll(async () => {
    house = await openHouse(await open());
    const revoked = await clearForNotice(house, await submittedCase(house));
    await publish(house, 'kx-handler', [revoked]);
    const passed = await passNotice(house, await submittedCase(house));
    await look(house, revoked, 'kx-handler');
    await revoke(house, revoked, 'mzt-approver-2', because('falsehood'));
    await act(house, revoked, 'kx-submitter', 'reconsider', because('disagrees_with_finding'));
    await house.enter('mzt-approver-3', { body: 'zj-mzt', duty: 'approver' });
    const [deciding, rejected, reconsidered, onNotice] = await submittedCases(house, 4);
    if (!deciding || !rejected || !reconsidered || !onNotice) throw new Error('No cases were opened.');
    for (const one of [deciding, rejected, reconsidered]) await act(house, one, 'kx-handler', 'accept');
    for (const one of [rejected, reconsidered]) await reject(house, one, 'kx-approver', because('conduct'));
    await act(house, reconsidered, 'kx-submitter', 'reconsider', because('disagrees_with_finding'));
    await clearForNotice(house, onNotice);
    await objectTo(house, await publish(house, 'kx-handler', [onNotice]));
    await look(house, onNotice, 'kx-handler');
    const { body } = await house.ask('kx-handler', 'GET', `/cases/${onNotice.id}/objections`);
    objection = (body['items'] as { id: string }[])[0]?.id ?? '';
    for (const one of [deciding, rejected, reconsidered, revoked, passed, onNotice]) {
      standing.set(one.state.replace(/.*\./, ''), one);
    }
  });
  afterAll(() => house.close());

  const caseOf = ({ stands }: Pick<Reasoned, 'stands'>): TestCase => {
    const one = standing.get(stands);
    if (!one) throw new Error(`No case stands in ${stands}.`);
    return one;
  };

  /** Sends the act with a reason. @returns status, code, and the facts of the refusal */
  async function send(row: Reasoned, reason: object | undefined, remarks?: string) {
    const one = caseOf(row);
    const path = row.act === 'conclude-objection' ? `objections/${objection}/conclude` : row.act;
    const said = { ...(reason && { reason }), ...(remarks === undefined ? {} : { remarks }) };
    const answer = await house.ask(
      row.who,
      'POST',
      `/cases/${one.id}/${path}`,
      { ...row.more, ...said },
      {
        version: one.version,
      },
    );
    return { status: answer.status, code: answer.body['code'], facts: answer.body };
  }

  it.each(REASONED)('is asked for: $act without one is refused, and told which there are', async (row) => {
    const { status, code, facts } = await send(row, undefined);
    expect([status, code]).toEqual([422, 'reason_missing']);
    expect(facts['codes']).toEqual(row.codes);
  });

  it.each(REASONED)('must be one that the policy lists for it: $act for $doesNot is refused', async (row) => {
    const { status, code, facts } = await send(row, { code: row.doesNot, text: TEXT, legalBasis: BASIS });
    expect([status, code]).toEqual([422, 'reason_unknown']);
    expect(facts['codes']).toEqual(row.codes);
  });

  it.each(REASONED.filter(({ citesLaw }) => citesLaw))(
    'cites the law: $act without a legal basis is refused',
    async (row) => {
      for (const legalBasis of [undefined, [], ['  ']]) {
        const { status, code } = await send(row, { code: row.fits, text: TEXT, legalBasis });
        expect([status, code]).toEqual([422, 'legal_basis_missing']);
      }
    },
  );

  it.each(REASONED)('holds no identity or telephone number, whoever writes it: $act', async (row) => {
    const number = residentId('1975-06-15', 2);
    for (const [field, reason] of [
      ['reason.text', { code: row.fits, text: `证件号码${number}不符`, legalBasis: BASIS }],
      ['reason.text', { code: row.fits, text: '请联系１３８ ０１３８ ０１３８', legalBasis: BASIS }],
      ['reason.legalBasis', { code: row.fits, text: TEXT, legalBasis: [...BASIS, number] }],
    ] as const) {
      const { status, code, facts } = await send(row, reason);
      expect([status, code, facts['field']]).toEqual([422, 'personal_data_in_text', field]);
      expect(JSON.stringify(facts)).not.toContain(number);
    }
  });

  it.each(REASONED.filter((row) => row.act !== 'conclude-objection'))(
    'nor do the remarks beside it: $act',
    async (row) => {
      const reason = { code: row.fits, text: TEXT, legalBasis: BASIS };
      const { status, code, facts } = await send(row, reason, `见 ${residentId('1975-06-15', 2)}`);
      expect([status, code, facts['field']]).toEqual([422, 'personal_data_in_text', 'remarks']);
    },
  );

  it('is not what a person is asked for first, when the act is not possible at all', async () => {
    const one = await submittedCase(house);
    const answer = await house.ask('kx-approver', 'POST', `/cases/${one.id}/reject`, {}, { version: one.version });
    expect([answer.status, answer.body['code']]).toEqual([409, 'out_of_turn']);
    expect(answer.body).toMatchObject({
      state: 'review.supervising_review.awaiting',
      acts: [
        'accept',
        'return_for_supplement',
        'recuse',
        'order_recusal',
        'waive_recusal',
        'ask_correction',
        'register_correction',
        'conclude_correction',
        'claim',
        'assign',
        'release',
        'withdraw',
        'supersede',
      ],
    });
  });

  it('is not asked of acts that grant something, whose remarks may still hold no identity number', async () => {
    const one = await submittedCase(house);
    const remarks = { remarks: `身份证${residentId('1975-06-15', 2)}已核` };
    const refused = await house.ask('kx-handler', 'POST', `/cases/${one.id}/accept`, remarks, { version: 1 });
    expect([refused.status, refused.body['code']]).toEqual([422, 'personal_data_in_text']);
    await act(house, one, 'kx-handler', 'accept', { remarks: '证件已核' });
    expect((await look(house, one, 'kx-handler'))['history']).toMatchObject([
      {},
      { reason: null, remarks: '证件已核' },
    ]);
  });

  it('is offered with its words where the act is possible, for the act it belongs to', async () => {
    const one = standing.get('deciding');
    if (!one) throw new Error('No case is being decided.');
    const actions = (await look(house, one, 'kx-approver'))['actions'] as {
      act: string;
      reasons: { code: string }[];
    }[];
    const offeredIn = (told: typeof actions) =>
      Object.fromEntries(told.map((action) => [action.act, action.reasons.map(({ code }) => code)]));
    const offered = offeredIn(actions);
    const revoked = caseOf({ stands: 'reconsideringRevocation' });
    const ofRevoked = offeredIn((await look(house, revoked, 'mzt-approver-3'))['actions'] as typeof actions);
    for (const row of REASONED) {
      const there = row.stands === 'reconsideringRevocation' ? ofRevoked : offered;
      expect(there[row.act.replaceAll('-', '_')]).toEqual(row.offered ?? row.codes);
    }
    expect(offered['accept']).toEqual([]);
    expect(actions.find((action) => action.act === 'defer')?.reasons).toEqual([
      { code: 'facts_being_verified', 'zh-CN': '有关事实正在核实', en: 'Facts are being verified' },
      { code: 'expert_review', 'zh-CN': '需要专家评审，所需时间不计入期限', en: 'Experts are asked for an opinion' },
      { code: 'hearing', 'zh-CN': '需要听证，所需时间不计入期限', en: 'A hearing is held' },
    ]);
  });

  // Last, because each of these changes its case.
  it.each(REASONED)('given as it should be, lets $act through and stands in the history', async (row) => {
    const one = caseOf(row);
    if (row.act === 'withdraw' || row.stands !== 'deciding') {
      const legalBasis = row.citesLaw ? { legalBasis: BASIS } : {};
      const reason = { code: row.fits, text: TEXT, ...legalBasis };
      if (row.act === 'revoke') await tellAndHear(house, one, row.who, 'intend-revocation', { reason });
      const { status } = await send(row, reason);
      expect(status).toBe(200);
      const history = (await look(house, one, 'kx-handler'))['history'] as { act: string; reason: object }[];
      expect(history.at(-1)).toMatchObject({
        act: row.act.replaceAll('-', '_'),
        reason: { code: row.fits, text: TEXT, legalBasis: row.citesLaw ? BASIS : [] },
      });
      return;
    }
    const fresh = await act(house, await submittedCase(house), 'kx-handler', 'accept');
    const reason = { code: row.fits, text: TEXT, legalBasis: BASIS };
    if (row.act === 'reject') await tellAndHear(house, fresh, row.who, 'intend-rejection', { reason });
    await act(house, fresh, row.who, row.act, { ...row.more, reason });
    const history = (await look(house, fresh, 'kx-handler'))['history'] as { act: string; reason: object }[];
    expect(history.at(-1)).toMatchObject({ reason: { code: row.fits, text: TEXT, legalBasis: BASIS } });
  });
});
