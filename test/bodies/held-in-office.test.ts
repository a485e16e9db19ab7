// On PostgreSQL commands have a connection each, and run at once: what an act found of its maker's duty stays so until it is
// committed, and whoever is ending it is waited for. SQLite has one writer. Who waits, the server is asked; nobody sleeps.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { notInOffice } from '../../src/bodies/in-office.js';
import { officialsAt } from '../../src/bodies/mandates-in-force.js';
import { ActOnCase } from '../../src/cases/act-on-case.js';
import { Reader } from '../../src/database/reader.js';
import { WriteDoor } from '../../src/database/transactions.js';
import { isRefusal } from '../../src/kernel/refusal.js';
import type { Mandate, Official } from '../../src/policy/actor.js';
import { act, submittedCase, type TestCase } from '../support/cases.js';
import { openTestDatabase, type TestDatabase } from '../support/databases.js';
import { openHouse, type Answer, type House } from '../support/house.js';
import { begun, connectBeside, type Beside } from '../support/waiting.js';

const TODAY = '2026-11-02';
const APPROVES: Mandate = { body: 'zj-kx', duty: 'approver' };
const HANDLES: Mandate = { body: 'zj-kx', duty: 'handler' };

describe('a duty (postgres)', () => {
  let database: TestDatabase;
  let house: House;
  let beside: Beside;
  const ids: Record<string, string> = {};
  const absences: Record<string, string> = {};
  beforeAll(async () => {
    database = await openTestDatabase('postgres');
    house = await openHouse(database);
    beside = await connectBeside(database);
    for (const who of ['one', 'two', 'three', 'loses']) await enter(who, APPROVES);
    for (const n of ['', '-2', '-3', '-4']) {
      await enter(`away${n}`, APPROVES);
      await enter(`delegate${n}`, HANDLES);
      expect(await isAway(`away${n}`, `delegate${n}`)).toBe(201);
    }
  });
  afterAll(async () => {
    await beside.end();
    await house.close();
    await database.drop();
  });

  const enter = async (who: string, ...mandates: Mandate[]) => {
    ids[who] = await house.enter(who, ...mandates);
  };
  const idOf = (who: string): string => ids[who] ?? '';
  const give = (who: string, mandates: Mandate[], active = true) =>
    house.ask('administrator', 'PUT', `/officials/${idOf(who)}/duties`, { active, mandates }, { version: 1 });
  const isAway = async (who: string, delegate?: string) => {
    const absence = { from: TODAY, to: TODAY, ...(delegate === undefined ? {} : { delegate: idOf(delegate) }) };
    const { body, status } = await house.ask(who, 'POST', '/absences', absence);
    absences[who] = String(body['id']);
    return status;
  };

  const found = async (who: string): Promise<Official> => {
    const [official] = await officialsAt(house.nest.get(Reader), [idOf(who)], house.clock.now());
    if (!official) throw new Error(`There is no ${who}.`);
    return official;
  };
  const toDecide = async (): Promise<TestCase> => act(house, await submittedCase(house), 'kx-handler', 'accept');
  const approve = async (actor: Official, { id: caseId, version: expectedVersion }: TestCase) => {
    const event = { type: 'approve' } as const;
    const answer = await house.nest.get(ActOnCase).execute(actor, { caseId, expectedVersion, event });
    return isRefusal(answer) ? answer.refused : answer.state;
  };

  const OWN = (who: string) => ({ kind: 'official', id: idOf(who), ...APPROVES }) as const;
  const AS = (who: string, whom: string) => ({ ...OWN(who), onBehalfOf: idOf(whom) }) as const;

  it.each<[what: string, by: () => ReturnType<typeof OWN>, end: () => Promise<Answer | number>, statement: string]>([
    ['the duty is taken away', () => OWN('one'), () => give('one', [HANDLES]), 'UPDATE officials'],
    ['the account is closed', () => OWN('two'), () => give('two', [APPROVES], false), 'UPDATE officials'],
    ['an absence is declared', () => OWN('three'), () => isAway('three'), 'FOR UPDATE'],
    [
      'the absence is ended in which a delegate acts',
      () => AS('delegate', 'away'),
      () => house.ask('away', 'POST', `/absences/${absences['away'] ?? ''}/end`),
      'UPDATE absences',
    ],
    [
      'the duty of somebody away is taken away',
      () => AS('delegate-2', 'away-2'),
      () => give('away-2', [HANDLES]),
      'UPDATE officials',
    ],
    [
      'the delegate is to review there no longer',
      () => AS('delegate-3', 'away-3'),
      () => give('delegate-3', [{ body: 'zj-kx-dw', duty: 'handler' }]),
      'UPDATE officials',
    ],
  ])('is held until the act is committed: %s only then', async (_what, by, end, statement) => {
    const at = house.clock.now();
    const order: string[] = [];
    let ended: Promise<unknown> | undefined;
    await house.nest.get(WriteDoor).write(async (tx) => {
      expect(await notInOffice(tx, [by()], at)).toBeNull();
      const ending = begun(
        end().then((answer) => order.push(`ended ${typeof answer === 'number' ? answer : answer.status}`)),
      );
      await beside.untilWaiting(statement, ending.over);
      order.push('act');
      ended = ending.doing;
      return { done: true };
    });
    await ended;
    expect(order).toEqual(['act', expect.stringMatching(/^ended 20[01]$/)]);
    // Now that it has ended, nobody acts in it.
    const refused = await house.nest
      .get(WriteDoor)
      .write((tx) => notInOffice(tx, [by()], at).then((no) => no ?? { done: true }));
    expect(isRefusal(refused) && refused.refused).toMatch(/^(not_your_duty|absent)$/);
  });

  it.each<[what: string, who: string, statements: (readonly [sql: string, ...parameters: string[]])[]]>([
    [
      'is being taken away',
      'loses',
      [
        ['UPDATE officials SET version = version + 1 WHERE login = $1', 'loses'],
        ['DELETE FROM mandates WHERE official_id = (SELECT id FROM officials WHERE login = $1)', 'loses'],
      ],
    ],
    [
      'is acted in for somebody who is just coming back',
      'delegate-4',
      [
        [
          'UPDATE absences SET ended_at = declared_at WHERE official_id = (SELECT id FROM officials WHERE login = $1)',
          'away-4',
        ],
      ],
    ],
  ])('that %s is waited for, and the act is refused', async (_what, who, statements) => {
    const [one, actor] = [await toDecide(), await found(who)];
    await beside.keeper.query('BEGIN');
    for (const [sql, ...parameters] of statements) await beside.keeper.query(sql, parameters);
    const acting = begun(approve(actor, one));
    await beside.untilWaiting('FOR SHARE', acting.over);
    await beside.keeper.query('COMMIT');
    expect(await acting.doing).toBe('not_your_duty');
  });

  it('that stays among those given anew is waited for, and the act is done', async () => {
    await enter('keeps', APPROVES);
    const [one, actor] = [await toDecide(), await found('keeps')];
    // The change gets as far as its entry in the record, whose number is taken, it seems.
    const chain = `official:${idOf('keeps')}`;
    await beside.keeper.query('BEGIN');
    await beside.keeper.query(
      `INSERT INTO audit_entries (chain, seq, entry, hash) SELECT chain, max(seq) + 1, '', '' FROM audit_entries WHERE chain = $1 GROUP BY chain`,
      [chain],
    );
    const giving = begun(give('keeps', [APPROVES, HANDLES]));
    await beside.untilWaiting('INSERT INTO audit_entries', giving.over);
    const acting = begun(approve(actor, one));
    await beside.untilWaiting('FOR SHARE', acting.over);
    await beside.keeper.query('ROLLBACK');
    expect([(await giving.doing).status, await acting.doing]).toEqual([200, 'review.party_review.awaiting']);
  });
});
