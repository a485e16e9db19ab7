// Officials at random try acts at random on cases in a database, through the HTTP API, and days pass, now and then by leaps:
// what a case says may be done can be done, what it says may not is refused for the reason it says, and what came of it all
// keeps the rules and verifies.
//
//   WALK_STEPS=5000 WALK_SEED=42 npm test -- test/cases/walk    a soak: that many attempts on each engine, another way
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { verifyDatabase } from '../../src/audit/verify-database.js';
import { DueCases } from '../../src/cases/due-cases.js';
import { Reader } from '../../src/database/reader.js';
import { Random } from '../reliability/random.js';
import { draft, ofItsOwn, submit, submitterOf } from '../support/cases.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { openHouse, type Answer, type House } from '../support/house.js';
import { candidate, decoupledSlate, dualSlate } from '../support/slates.js';
import { INPUTS, type Shown, type ShownAction, type Trying } from './walking.js';

const STEPS = Number(process.env['WALK_STEPS'] ?? 250);
const SEED = Number(process.env['WALK_SEED'] ?? 20260101);

interface Account {
  readonly login: string;
  readonly mandates: readonly { readonly body: string; readonly duty: string }[];
}
const ACCOUNTS = JSON.parse(readFileSync('demo-data/accounts.json', 'utf8')) as readonly Account[];
const OFFICIALS = ACCOUNTS.filter(({ mandates }) => mandates.every(({ duty }) => duty !== 'administrator'));

/** Acts that end a case, or take it from somebody, are tried less often than those that bring it on. */
const SELDOM = [
  'return_for_supplement',
  'ask_correction',
  'register_correction',
  'send_inquiry',
  'claim',
  'assign',
  'release',
  'withdraw',
  'reject',
  'revoke',
  'intend_rejection',
  'intend_revocation',
  'recuse',
  'order_recusal',
  'defer',
];
const OBJECTION = { line: 1, identityClass: 'anonymous', facts: '所列业绩与事实不符（虚构）' };
const BRING_ON = [
  'accept',
  'answer_supplement',
  'record_findings',
  'resolve_check',
  'register_answer',
  'conclude_correction',
  'sign',
  'propose',
  'approve',
  'resume',
  'answer_intention',
  'record_statement',
  'publish_notice',
  'conclude_objection',
  'close_notice',
  'record_election',
  'file',
  'register',
  'conclude_reconsideration',
];
/** What can be wrong with what goes with an act at random: that the act may be done says nothing of it. */
const OF_WHAT_GOES_WITH: Readonly<Record<string, readonly string[]>> = {
  assign: ['assignee_unfit', 'assigned_already'],
  ask_correction: ['published_on_notice', 'correction_repeated'],
  register_correction: ['published_on_notice', 'correction_repeated'],
  record_findings: ['adverse_found', 'department_answered'],
  send_inquiry: ['inquiry_already_open'],
  remove_signature: ['signed_before'],
  // Advice is asked for even then.
  ask_signatures: ['not_agreed'],
  release: ['not_assigned'],
  order_recusal: ['recused_already', 'not_of_the_body'],
  waive_recusal: ['not_of_the_body'],
  resolve_check: ['check_blocks_elsewhere'],
};
/** A notice and a vote are the slate's: what is wrong with that comes before what is wrong with a case. */
const OF_THE_SLATE = ['publish_notice', 'record_election'];

interface ActRow {
  readonly number: number;
  readonly act: string;
  readonly from_state: string;
  readonly to_state: string;
  readonly official_id: string | null;
  readonly on_behalf_of: string | null;
  readonly body_id: string | null;
  readonly duty: string | null;
}

const AGREEING = ['approve', 'deem_consent'];
const ENDING = ['reject', 'withdraw', 'lapse', 'supersede'];

describeOnBothDatabases('a walk of officials over cases', (open, engine) => {
  let house: House;
  let random: Random;
  const cases: string[] = [];
  const ids = new Map<string, string>();

  beforeAll(async () => {
    random = new Random(SEED);
    house = await openHouse(await open());
    for (const { login } of OFFICIALS)
      ids.set(login, String((await house.ask(login, 'GET', '/sessions/current')).body['official']));
    const inCity = (slate: ReturnType<typeof dualSlate>, jurisdiction: string) => ({
      ...slate,
      organisation: { ...slate.organisation, jurisdiction },
    });
    const slates = [
      dualSlate([candidate(0), candidate(1, ['president'])]),
      inCity(dualSlate([candidate(2), candidate(3, ['vice_president', 'party_deputy_secretary'])]), '330200'),
      decoupledSlate([candidate(4)]),
    ];
    for (const slate of slates.map((each) => ofItsOwn(house, each))) {
      const opened = await submit(house, await draft(house, slate), submitterOf(slate));
      cases.push(...opened.map(({ id }) => id));
    }
  });
  afterAll(() => house.close());

  const oneOf = <Of>(those: readonly Of[]): Of => {
    const one = those[random.between(0, those.length - 1)];
    if (one === undefined) throw new Error('There is nothing to choose from.');
    return one;
  };
  const shown = async (who: string, id: string) => {
    const { status, body } = await house.ask(who, 'GET', `/cases/${id}`);
    return status === 200 ? (body as unknown as Shown & { turnBody: string | null }) : null;
  };

  /** As the database has it, whoever may see it. */
  async function rowOf(id: string): Promise<{ version: number; state: string; turn: string | null }> {
    const [row] = await house.nest
      .get(Reader)
      .query<{ version: number; state: string; turn: string | null }>(
        'SELECT version, state, turn_body_id AS turn FROM cases WHERE id = ?',
        [id],
      );
    if (!row) throw new Error('There is no such case.');
    return row;
  }

  /** Mostly somebody of the body whose turn it is. */
  function somebody(turn: string | null): Pick<Trying, 'who' | 'duty' | 'colleagues'> {
    const at = (body: string | null) => OFFICIALS.filter(({ mandates }) => mandates.some((each) => each.body === body));
    const near = at(turn);
    const { login, mandates } = oneOf(near.length > 0 && random.chance(0.85) ? near : OFFICIALS);
    const { body, duty } = oneOf(mandates);
    return {
      who: login,
      duty: duty === 'approver' ? duty : 'handler',
      colleagues: at(body).flatMap((each) => ids.get(each.login) ?? []),
    };
  }

  /** Mostly an act that may be done, and of those one that brings the case on. */
  function actAmong({ actions }: Shown): ShownAction {
    const known = actions.filter(({ act }) => act in INPUTS);
    const usual = known.filter(({ act }) => !SELDOM.includes(act) || random.chance(0.05));
    const allowed = usual.filter(({ allowed }) => allowed);
    const bringing = allowed.filter(({ act }) => BRING_ON.includes(act));
    if (bringing.length > 0 && random.chance(0.6)) return oneOf(bringing);
    return oneOf(allowed.length > 0 && random.chance(0.7) ? allowed : known);
  }

  /** Somebody of the public objects to whoever is on a notice. */
  async function publicObjects() {
    const [notice] = await house.nest
      .get(Reader)
      .query<{ id: string }>('SELECT id FROM notices ORDER BY id DESC LIMIT 1');
    if (notice) await house.ask(null, 'POST', `/notices/${notice.id}/objections`, OBJECTION);
  }

  async function attempt(trying: Trying, action: ShownAction & { wantsNoInterest?: boolean }): Promise<Answer | null> {
    const [reason] = action.reasons;
    const why = { reason: { code: reason?.code ?? 'none', text: '测试理由', legalBasis: ['测试依据第一条'] } };
    const request = await INPUTS[action.act]?.(trying, reason ? why : {});
    if (!request) return null;
    const [path, body, of] = request;
    const { one, who } = trying;
    const stated = action.wantsNoInterest === true ? { noInterest: true } : {};
    return of === 'slate'
      ? house.ask(who, 'POST', `/slates/${one.slateId}/${path}`, body)
      : house.ask(who, 'POST', `/cases/${one.id}/${path}`, { ...body, ...stated }, { version: one.version });
  }

  async function daysPass() {
    const days = random.chance(0.1) ? random.between(20, 150) : random.between(1, 4);
    house.clock.moveTo(new Date(Date.parse(house.clock.now()) + days * 86_400_000).toISOString());
    await house.nest.get(DueCases).execute();
  }

  /** Somebody looks at a case and tries one act. @returns where what it said of it is not what came of it */
  async function step(): Promise<string | null> {
    if (random.chance(0.08)) await daysPass();
    if (random.chance(0.03)) await publicObjects();
    const id = oneOf(cases);
    const before = await rowOf(id);
    const self = somebody(before.turn);
    const { who } = self;
    const one = await shown(who, id);
    if (!one) return null;
    const action = actAmong(one);
    const answer = await attempt({ house, random, one, ...self }, action);
    if (!answer) return null;
    const done = answer.status < 300;
    const code = String(answer.body['code']);
    const { version } = await rowOf(id);
    const kept = done ? version > before.version : version === before.version;
    const asSaid = action.allowed
      ? done || (OF_WHAT_GOES_WITH[action.act] ?? []).includes(code)
      : !done && (code === action.reason || OF_THE_SLATE.includes(action.act));
    return kept && asSaid
      ? null
      : `${who} ${action.act} in ${one.state}: said ${action.reason ?? 'allowed'}, was ${done ? 'done' : code} ${JSON.stringify(answer.body)}`;
  }

  it(
    `does what a case says may be done, and nothing else (seed ${SEED}, ${engine})`,
    async () => {
      const wrong: string[] = [];
      for (let n = 0; n < STEPS; n += 1) {
        const fault = await step();
        if (fault !== null) wrong.push(fault);
      }
      expect(wrong).toEqual([]);
    },
    60_000 + STEPS * 200,
  );

  const actsOf = (id: string) =>
    house.nest.get(Reader).query<ActRow>(
      `SELECT number, act, from_state, to_state, official_id, on_behalf_of, body_id, duty FROM case_acts
       WHERE case_id = ? ORDER BY number`,
      [id],
    );

  it('leaves each case with its acts in order, each beginning where the one before ended', async () => {
    for (const id of cases) {
      const [acts, { version, state }] = [await actsOf(id), await rowOf(id)];
      expect(acts.map(({ number }) => number)).toEqual(Array.from({ length: version }, (_, place) => place + 1));
      expect(acts.slice(1).map((each) => each.from_state)).toEqual(acts.slice(0, -1).map((each) => each.to_state));
      expect(acts.at(-1)?.to_state).toBe(state);
    }
  });

  it('lets nobody act on a case for two bodies, nor in two duties', async () => {
    for (const id of cases) {
      const roles = new Map<string, Set<string>>();
      for (const { official_id: official, on_behalf_of: other, body_id: body, duty } of await actsOf(id))
        for (const person of [official, other].filter((each) => each !== null))
          roles.set(person, (roles.get(person) ?? new Set()).add(`${body ?? ''} ${duty ?? ''}`));
      expect([...roles].filter(([, held]) => held.size > 1)).toEqual([]);
    }
  });

  it('passes no step of a route without the approval, or the deemed consent, of its body', async () => {
    for (const id of cases) {
      for (const { act, from_state: from, to_state: to } of await actsOf(id)) {
        const step = /^review\.(\w+)\./.exec(from)?.[1];
        const left = step !== undefined && !to.startsWith(`review.${step}.`);
        if (left) expect([...AGREEING, ...ENDING]).toContain(act);
        if (left && AGREEING.includes(act)) expect(from).toBe(`review.${step}.deciding`);
      }
    }
  });

  it('keeps a record that verifies against its rows', async () => {
    expect(await verifyDatabase(house.nest.get(Reader))).not.toHaveProperty('why');
  });
});
