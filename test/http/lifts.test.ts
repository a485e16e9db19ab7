// What `why-not` says would lift an obstacle is done, and the obstacle is gone.
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import {
  act,
  answerChecks,
  because,
  clear,
  clearForNotice,
  concludeObjection,
  look,
  objectTo,
  onDay,
  publish,
  submittedCase,
  type TestCase,
  reject,
} from '../support/cases.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';
import { candidate, decoupledSlate, dualSlate } from '../support/slates.js';

const AGREE = { agree: true };
const DISAGREE = { agree: false, ...because('condition_not_met') };
const SUPPLEMENT = because('materials_incomplete');

describeOnBothDatabases('a lift', (open) => {
  let house: House;
  const ids: Record<string, string> = {};
  beforeAll(async () => {
    house = await openHouse(await open());
    const joint = {
      id: 'hz-shgzb',
      name: '某社会工作部（虚构）',
      kinds: ['social_work_department'],
      jurisdiction: '330100',
    };
    await house.ask('administrator', 'POST', '/bodies', joint);
    await house.enter('hz-handler', { body: 'hz-shgzb', duty: 'handler' });
    for (const name of ['a', 'b', 'c', 'd'])
      ids[name] = await house.enter(name, { body: 'hz-shgzb', duty: 'approver' });
    for (const name of ['kx-approver', 'kx-approver-2']) {
      ids[name] = String((await house.ask(name, 'GET', '/sessions/current')).body['official']);
    }
  });
  afterAll(() => house.close());

  let one: TestCase;
  // Another person for each: what was found against somebody is seen in their other reviews.
  let persons = 100;
  beforeEach(async () => {
    one = await submittedCase(house, dualSlate([candidate((persons += 1))]));
  });

  /** The lifts of each obstacle, by its code. */
  async function obstacles(who: string, what: string): Promise<Record<string, string[]>> {
    const { status, body } = await house.ask(who, 'GET', `/cases/${one.id}/why-not?act=${what}`);
    expect(status).toBe(200);
    const found = body['obstacles'] as { code: string; lifts: { code: string }[] }[];
    return Object.fromEntries(found.map(({ code, lifts }) => [code, lifts.map((lift) => lift.code)]));
  }
  const ask = (names: string[], weight = 'binding') => ({ officials: names.map((name) => ids[name]), weight });
  const supplement = async (reviewer: string, submitter: string) => {
    await act(house, one, reviewer, 'return-for-supplement', SUPPLEMENT);
    await act(house, one, submitter, 'answer-supplement', { remarks: '已补正' });
  };
  const accepted = () => act(house, one, 'kx-handler', 'accept');
  const onNotice = async () => {
    await clearForNotice(house, one);
    return publish(house, 'kx-handler', [one]);
  };
  /** A case at the joint review of a city: two of three, after a proposal. */
  const atJointReview = async () => {
    const { organisation, ...rest } = decoupledSlate([candidate(0)]);
    const local = { ...organisation, jurisdiction: '330100', socialWorkDepartment: 'hz-shgzb' };
    one = await submittedCase(house, { ...rest, organisation: local });
    for (const reviewer of ['zhdw', 'jxt']) {
      await act(house, one, `${reviewer}-handler`, 'accept');
      await act(house, one, `${reviewer}-approver`, 'approve');
    }
    await act(house, one, 'hz-handler', 'accept');
  };

  interface Situation {
    readonly comes?: () => Promise<unknown>;
    readonly who: string;
    readonly wants: string;
    readonly code: string;
    readonly lifts: readonly string[];
    /** Does what one of the lifts says. */
    readonly lifted: () => Promise<unknown>;
    /** Where the lift is somebody else: who. */
    readonly by?: string;
  }
  const interested = async () => {
    await accepted();
    await act(house, one, 'kx-approver', 'recusals', { ground: 'interest' });
  };

  const SITUATIONS: readonly [string, Situation][] = [
    [
      'the acceptance comes before the approval',
      { who: 'kx-approver', wants: 'approve', code: 'out_of_turn', lifts: ['lift_body_acts'], lifted: accepted },
    ],
    [
      'the unit answers before anybody decides',
      {
        comes: async () => {
          await accepted();
          await act(house, one, 'kx-handler', 'return-for-supplement', SUPPLEMENT);
        },
        who: 'kx-approver',
        wants: 'approve',
        code: 'out_of_turn',
        lifts: ['lift_body_acts'],
        lifted: () => act(house, one, 'kx-submitter', 'answer-supplement', { remarks: '已补正' }),
      },
    ],
    [
      'somebody of the duty does it',
      {
        who: 'kx-approver',
        wants: 'accept',
        code: 'not_your_duty',
        lifts: ['lift_duty', 'lift_colleagues'],
        lifted: () => Promise.resolve(),
        by: 'kx-handler',
      },
    ],
    [
      'another person decides in the place of one with an interest',
      {
        comes: interested,
        who: 'kx-approver',
        wants: 'approve',
        code: 'conflict_of_interest',
        lifts: ['lift_another_person', 'lift_waiver'],
        lifted: () => Promise.resolve(),
        by: 'kx-approver-2',
      },
    ],
    [
      'an approver waives a recusal',
      {
        comes: interested,
        who: 'kx-approver',
        wants: 'approve',
        code: 'conflict_of_interest',
        lifts: ['lift_another_person', 'lift_waiver'],
        lifted: () =>
          act(house, one, 'kx-approver-2', `recusals/${ids['kx-approver'] ?? ''}/waive`, because('no_real_interest')),
      },
    ],
    [
      'those who were asked sign',
      {
        comes: async () => {
          await accepted();
          await act(house, one, 'kx-handler', 'signatures', ask(['kx-approver-2']));
        },
        who: 'kx-approver',
        wants: 'approve',
        code: 'signatures_open',
        lifts: ['lift_signatures'],
        lifted: () => act(house, one, 'kx-approver-2', 'sign', AGREE),
      },
    ],
    [
      'new papers have whoever signed what carries nothing sign anew',
      {
        comes: async () => {
          await accepted();
          await act(house, one, 'kx-handler', 'signatures', ask(['kx-approver-2']));
          await act(house, one, 'kx-approver-2', 'sign', DISAGREE);
        },
        who: 'kx-approver',
        wants: 'approve',
        code: 'signatures_open',
        lifts: ['lift_signatures_anew'],
        lifted: async () => {
          await supplement('kx-handler', 'kx-submitter');
          await act(house, one, 'kx-approver-2', 'sign', AGREE);
        },
      },
    ],
    [
      'who signed before signs anew',
      {
        comes: async () => {
          await accepted();
          await act(house, one, 'kx-handler', 'signatures', ask(['kx-approver-2']));
          await act(house, one, 'kx-approver-2', 'sign', DISAGREE);
          await supplement('kx-handler', 'kx-submitter');
        },
        who: 'kx-handler',
        wants: 'remove_signature',
        code: 'signed_before',
        lifts: ['lift_signed_before'],
        lifted: () => act(house, one, 'kx-approver-2', 'sign', AGREE),
      },
    ],
    [
      'a handler asks who would sign',
      {
        comes: accepted,
        who: 'kx-approver',
        wants: 'sign',
        code: 'signature_not_asked',
        lifts: ['lift_be_asked'],
        lifted: () => act(house, one, 'kx-handler', 'signatures', ask(['kx-approver'])),
      },
    ],
    [
      'somebody is asked before a request is taken back',
      {
        comes: accepted,
        who: 'kx-handler',
        wants: 'remove_signature',
        code: 'signature_not_open',
        lifts: ['lift_somebody_asked'],
        lifted: () => act(house, one, 'kx-handler', 'signatures', ask(['kx-approver'])),
      },
    ],
    [
      'a handler proposes where the policy wants it',
      {
        comes: atJointReview,
        who: 'a',
        wants: 'approve',
        code: 'proposal_missing',
        lifts: ['lift_proposal'],
        lifted: () => act(house, one, 'hz-handler', 'propose', AGREE),
      },
    ],
    [
      'as many are asked, and sign, as the policy wants',
      {
        comes: async () => {
          await atJointReview();
          await act(house, one, 'hz-handler', 'propose', AGREE);
          await act(house, one, 'hz-handler', 'signatures', ask(['a', 'b']));
        },
        who: 'a',
        wants: 'approve',
        code: 'signatures_open',
        lifts: ['lift_more_signers', 'lift_signatures'],
        lifted: async () => {
          await act(house, one, 'hz-handler', 'signatures', ask(['c']));
          for (const signer of ['b', 'c']) await act(house, one, signer, 'sign', AGREE);
        },
      },
    ],
    [
      'one who was asked decides for one who was not',
      {
        comes: async () => {
          await atJointReview();
          await act(house, one, 'hz-handler', 'propose', AGREE);
          await act(house, one, 'hz-handler', 'signatures', ask(['a', 'b', 'c']));
          for (const signer of ['b', 'c']) await act(house, one, signer, 'sign', AGREE);
        },
        who: 'd',
        wants: 'approve',
        code: 'signature_not_asked',
        lifts: ['lift_be_asked', 'lift_signer_decides'],
        lifted: () => Promise.resolve(),
        by: 'a',
      },
    ],
    [
      'an answer lifts what is not known',
      {
        comes: async () => {
          for (const reviewer of ['kx', 'kx-dw']) {
            await act(house, one, `${reviewer}-handler`, 'accept');
            await act(house, one, `${reviewer}-approver`, 'approve');
          }
          await act(house, one, 'mzt-handler', 'accept');
        },
        who: 'mzt-approver',
        wants: 'approve',
        code: 'checks_in_the_way',
        lifts: ['lift_check_answered', 'lift_check_resolved'],
        lifted: () => answerChecks(house, one, 'mzt-handler'),
      },
    ],
    [
      'an approver answers for a fail',
      {
        comes: async () => {
          for (const reviewer of ['kx', 'kx-dw']) {
            await act(house, one, `${reviewer}-handler`, 'accept');
            await act(house, one, `${reviewer}-approver`, 'approve');
          }
          await act(house, one, 'mzt-handler', 'accept');
          await answerChecks(house, one, 'mzt-handler');
          const findings = [{ ...clear('court_dishonesty'), answer: 'adverse' }];
          await act(house, one, 'mzt-handler', 'findings', { findings });
        },
        who: 'mzt-approver',
        wants: 'approve',
        code: 'checks_in_the_way',
        lifts: ['lift_check_answered', 'lift_check_resolved'],
        lifted: () => act(house, one, 'mzt-approver', 'checks/court_dishonesty/resolve', because('shown_otherwise')),
      },
    ],
    [
      'an objection comes before its conclusion',
      {
        comes: onNotice,
        who: 'kx-approver-2',
        wants: 'conclude_objection',
        code: 'no_objection_open',
        lifts: ['lift_objection'],
        lifted: async () => {
          const notices = (await house.ask(null, 'GET', '/notices?limit=200')).body['items'] as {
            id: string;
            organisation: unknown;
          }[];
          const { organisation } = (await look(house, one, 'kx-handler')) as unknown as {
            organisation: { name: string };
          };
          const own = notices.find((notice) => JSON.stringify(notice).includes(organisation.name));
          await objectTo(house, own?.id ?? '');
        },
      },
    ],
    [
      'a conclusion comes before the end of the notice',
      {
        comes: async () => {
          await objectTo(house, await onNotice());
          await look(house, one, 'kx-handler');
        },
        who: 'kx-handler',
        wants: 'close_notice',
        code: 'objection_open',
        lifts: ['lift_objections_concluded'],
        lifted: () => concludeObjection(house, one, 'kx-approver-2', 'not_proven'),
      },
    ],
    [
      'a decision on an objection comes before the end of the notice',
      {
        comes: async () => {
          await objectTo(house, await onNotice());
          await look(house, one, 'kx-handler');
          await concludeObjection(house, one, 'kx-approver-2', 'proven_with_effect');
          await house.enter(`another ${one.id}`, { body: 'zj-kx', duty: 'approver' });
        },
        who: 'kx-handler',
        wants: 'close_notice',
        code: 'objection_upheld',
        lifts: ['lift_decision_on_objection'],
        lifted: () => reject(house, one, `another ${one.id}`, because('objection_proven'), { handler: 'kx-handler' }),
      },
    ],
    [
      'the body that reviews the checks is named to the unit that votes',
      {
        comes: async () => {
          await onNotice();
          // The last of these tests but one: the clock is moved.
          await onDay(house, '2026-11-12');
          await look(house, one, 'kx-submitter');
        },
        who: 'kx-approver',
        wants: 'file',
        code: 'out_of_turn',
        lifts: ['lift_body_acts'],
        lifted: async () => {
          const vote = {
            caseId: one.id,
            version: one.version,
            elected: true,
            votesFor: 9,
            votesAgainst: 0,
            abstentions: 0,
          };
          const election = { heldOn: '2026-11-12', votersDue: 9, votersPresent: 9, results: [vote] };
          await house.ask('kx-submitter', 'POST', `/slates/${one.slate}/election`, election);
        },
      },
    ],
    [
      'the day passes',
      {
        comes: onNotice,
        who: 'kx-handler',
        wants: 'close_notice',
        code: 'notice_period_running',
        lifts: ['lift_day'],
        lifted: () => {
          house.clock.moveTo('2026-12-01T02:00:00.000Z');
          return Promise.resolve();
        },
      },
    ],
  ];

  it.each(SITUATIONS)('is true: %s', async (_what, { comes, who, wants, code, lifts, lifted, by }) => {
    await comes?.();
    expect((await obstacles(who, wants))[code]).toEqual(lifts);
    await lifted();
    expect(Object.keys(await obstacles(by ?? who, wants))).not.toContain(code);
  });
});
