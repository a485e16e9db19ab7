// Of a candidate with two cases, one correction is open at a time. On PostgreSQL both can be asked for at once: each has a
// transaction of its own, and neither sees what the other has not committed.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { submittedCases } from '../support/cases.js';
import { openTestDatabase, type TestDatabase } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';
import { candidate, dualSlate } from '../support/slates.js';
import { begun, connectBeside, type Beside } from '../support/waiting.js';

describe('corrections that are asked for in two cases of a candidate at once (postgres)', () => {
  let database: TestDatabase;
  let house: House;
  let beside: Beside;
  beforeAll(async () => {
    database = await openTestDatabase('postgres');
    house = await openHouse(database);
    beside = await connectBeside(database);
  });
  afterAll(async () => {
    await beside.end();
    await house.close();
    await database.drop();
  });

  it('wait for each other before they look, and one is refused', async () => {
    const cases = await submittedCases(house, 2, dualSlate([candidate(0, ['vice_president', 'party_secretary'])]));
    const { keeper } = beside;
    await keeper.query('BEGIN');
    const kept = await keeper.query(
      'SELECT id FROM candidates WHERE id = (SELECT candidate_id FROM cases WHERE id = $1) FOR UPDATE',
      [cases[0]?.id],
    );
    expect([cases.length, kept.rowCount]).toEqual([2, 1]);
    const correction = { person: { employer: '虚构新单位' }, why: '录入时有误（虚构）', evidence: '虚构证〔2026〕3号' };
    const asked = cases.map(({ id, version }) =>
      begun(house.ask('kx-submitter', 'POST', `/cases/${id}/corrections`, correction, { version })),
    );
    await beside.untilWaiting('FROM candidates', () => asked.every(({ over }) => over()), 2);
    await keeper.query('ROLLBACK');
    const answers = await Promise.all(asked.map(({ doing }) => doing));
    const told = answers.map(({ status, body }) => `${status} ${(body as { code?: string }).code ?? 'asked'}`);
    expect(told.sort()).toEqual(['200 asked', '409 correction_open']);
  });
});
