// Of decisions made at the same time on the same version of a case, exactly one is made.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { verifyDatabase } from '../../src/audit/verify-database.js';
import { Reader } from '../../src/database/reader.js';
import { act, because, look, submittedCase, tellAndHear, type TestCase, CONSIDERED } from '../support/cases.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';

const APPROVERS = Array.from({ length: 20 }, (_, n) => `approver-${n}`);

describeOnBothDatabases('twenty approvers at once', (open) => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse(await open());
    for (const login of APPROVERS) {
      await house.enter(login, { body: 'zj-kx', duty: 'approver' });
      await house.tokenOf(login);
    }
  });
  afterAll(() => house.close());

  /** A case on which one of them may decide. */
  async function awaitingDecision(): Promise<TestCase> {
    const one = await act(house, await submittedCase(house), 'kx-handler', 'accept');
    const unfit = because('condition_not_met');
    return tellAndHear(house, one, 'approver-0', 'intend-rejection', unfit, { handler: 'kx-handler' });
  }

  /** Rows that tell of a case at one of its versions. */
  async function tracesOf({ id }: TestCase, version: number) {
    const reader = house.nest.get(Reader);
    const count = async (sql: string) =>
      (await reader.query<{ n: number }>(`SELECT CAST(count(*) AS INTEGER) AS n ${sql}`))[0]?.n;
    return {
      acts: await count(`FROM case_acts WHERE case_id = '${id}' AND number = ${version}`),
      entries: await count(`FROM audit_entries WHERE chain = 'case:${id}' AND seq = ${version}`),
      later: await count(`FROM case_acts WHERE case_id = '${id}' AND number > ${version}`),
    };
  }

  it.each<[what: string, decide: (n: number) => [path: string, body: object], states: string[]]>([
    ['approve it', () => ['approve', {}], ['review.party_review.awaiting']],
    [
      'approve it or reject it',
      (n) => (n % 2 === 0 ? ['approve', {}] : ['reject', { ...because('condition_not_met'), ...CONSIDERED }]),
      ['review.party_review.awaiting', 'notPassed'],
    ],
  ])('who %s: one does, nineteen are told that it has changed', async (_what, decide, states) => {
    const one = await awaitingDecision();
    const answers = await Promise.all(
      APPROVERS.map((who, n) => {
        const [path, body] = decide(n);
        return house.ask(who, 'POST', `/cases/${one.id}/${path}`, body, { version: one.version });
      }),
    );
    const told = answers.map(({ status, body }) => `${status} ${(body as { code?: string }).code ?? 'done'}`).sort();
    expect(told).toEqual(['200 done', ...Array.from({ length: 19 }, () => '412 stale_version')]);

    const decided = one.version + 1;
    const winner = answers.find(({ status }) => status === 200);
    await look(house, one, 'kx-handler');
    expect(states).toContain(one.state);
    expect([one.version, one.state]).toEqual([decided, winner?.body['state']]);
    expect(await tracesOf(one, decided)).toEqual({ acts: 1, entries: 1, later: 0 });
    expect(await verifyDatabase(house.nest.get(Reader))).toHaveProperty('chains');
  });
});
