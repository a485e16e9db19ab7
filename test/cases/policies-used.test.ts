// A case keeps the policy version it began under, word for word: a start that could judge it otherwise is refused.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Recorder } from '../../src/audit/record.js';
import { ActOnCase } from '../../src/cases/act-on-case.js';
import { digestOfPolicy } from '../../src/cases/kept-versions.js';
import { PolicyBook } from '../../src/cases/policy-book.js';
import { Reader } from '../../src/database/reader.js';
import { WriteDoor } from '../../src/database/transactions.js';
import { refuse } from '../../src/kernel/refusal.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';
import { look, submittedCase } from '../support/cases.js';
import { SHIPPED_TEXT } from '../workflow/shipped-courses.js';
import { policiesSaying } from './policies.js';

const FILE = '330000/2024-04-15.yaml';
const CHANGED = `${FILE}: was changed, and cases are judged under it`;

/** What the start says to a policy file with another text: nothing, or what is wrong. */
async function startWith(house: House, text: string): Promise<string> {
  const book = PolicyBook.read(policiesSaying(text));
  return book.assertServes(house.nest.get(Reader)).then(
    () => '',
    (error: unknown) => String(error),
  );
}

const without = (text: string, part: RegExp): string => {
  const changed = text.replace(part, '');
  if (changed === text) throw new Error('The policy has no such part.');
  return changed;
};

describeOnBothDatabases('the policy that cases are judged under', (open) => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse(await open(), { POLICIES: policiesSaying(SHIPPED_TEXT) });
  });
  afterAll(() => house.close());

  it('may be changed while no case is judged under it', async () => {
    expect(await startWith(house, SHIPPED_TEXT.replace('length: 180', 'length: 90'))).toBe('');
  });

  it('may be written in another layout, with other comments, but not say anything else', async () => {
    const one = await submittedCase(house);
    expect(one.state).toBe('review.supervising_review.awaiting');
    expect(await startWith(house, SHIPPED_TEXT)).toBe('');
    expect(await startWith(house, `# another comment\n${SHIPPED_TEXT}`)).toBe('');
    expect(await startWith(house, SHIPPED_TEXT.replace('length: 180', 'length: 90'))).toContain(CHANGED);
    expect(await startWith(house, without(SHIPPED_TEXT, / {2}- \{ code: bar_arose.*\n/))).toContain(CHANGED);
  });

  it('stands in the record of the slate with its digest', async () => {
    const [entry] = await house.nest
      .get(Reader)
      .query<{ entry: string }>(`SELECT entry FROM audit_entries WHERE entry LIKE '%"act":"submit_slate"%'`);
    const book = PolicyBook.read(policiesSaying(SHIPPED_TEXT));
    const policy = book.inForce('330000', '2026-11-02');
    if (!entry || !policy) throw new Error('No slate was submitted.');
    const { facts } = JSON.parse(entry.entry) as { facts: Record<string, unknown> };
    expect(facts).toMatchObject({ policy: '330000/2024-04-15', policyDigest: digestOfPolicy(policy) });
  });

  it('is not another one at an instance that started before the first case, with another text', async () => {
    const one = await submittedCase(house);
    const { nest } = house;
    const late = PolicyBook.read(policiesSaying(SHIPPED_TEXT.replace('length: 180', 'length: 90')));
    const policy = late.version('330000/2024-04-15');
    const opens = nest.get(WriteDoor).write((tx) => late.kept.keep(tx, policy, '2026-11-02T02:00:00.000Z'));
    await expect(opens).rejects.toThrow(CHANGED);
    const handler = { kind: 'official', id: 'h', mandates: [{ body: 'zj-kx', duty: 'handler' }] } as const;
    const request = { caseId: one.id, expectedVersion: one.version, event: { type: 'accept' } } as const;
    const acts = new ActOnCase(nest.get(Recorder), late, nest.get(ActOnCase).keys).execute(handler, request);
    await expect(acts).rejects.toThrow(CHANGED);
    expect(await look(house, one, 'kx-handler')).toMatchObject({ state: 'review.supervising_review.awaiting' });
    const same = PolicyBook.read(policiesSaying(SHIPPED_TEXT));
    await nest.get(WriteDoor).write((tx) => same.kept.keep(tx, same.version('330000/2024-04-15'), one.id));
  });

  it('is not remembered of a submission that came to nothing: another instance may have noted another text since', async () => {
    const door = house.nest.get(WriteDoor);
    const book = PolicyBook.read(policiesSaying(SHIPPED_TEXT));
    const policy = book.version('330000/2024-04-15');
    const [kept] = await house.nest
      .get(Reader)
      .query<{ digest: string }>('SELECT digest FROM policies_used WHERE policy_id = ?', [policy.policy]);
    const note = (digest: string) =>
      door.write(async (tx) => tx.execute('UPDATE policies_used SET digest = ?', [digest]));
    await door.write(async (tx) => tx.execute('DELETE FROM policies_used'));
    const submits = door.write(async (tx) => {
      await book.kept.keep(tx, policy, '2026-11-02T02:00:00.000Z');
      await book.kept.assertKept(tx, policy.policy);
      return refuse('stale_version');
    });
    expect(await submits).toMatchObject({ refused: 'stale_version' });
    const late = PolicyBook.read(policiesSaying(SHIPPED_TEXT.replace('length: 180', 'length: 90')));
    await door.write(async (tx) => late.kept.keep(tx, late.version(policy.policy), '2026-11-02T02:00:00.000Z'));
    await expect(door.write(async (tx) => book.kept.assertKept(tx, policy.policy))).rejects.toThrow(CHANGED);
    await note(kept?.digest ?? '');
    await door.write(async (tx) => book.kept.assertKept(tx, policy.policy));
    // What is committed is looked up once.
    await note('another');
    await door.write(async (tx) => book.kept.assertKept(tx, policy.policy));
    await note(kept?.digest ?? '');
  });

  it('is not remembered of a neighbour in a commit that came to nothing, either', async () => {
    const door = house.nest.get(WriteDoor);
    const book = PolicyBook.read(policiesSaying(SHIPPED_TEXT));
    const policy = book.version('330000/2024-04-15');
    await door.write(async (tx) =>
      tx.execute('CREATE TABLE promises (id TEXT, kept_by TEXT REFERENCES bodies (id) DEFERRABLE INITIALLY DEFERRED)'),
    );
    await door.write(async (tx) => tx.execute('DELETE FROM policies_used'));
    const at = '2026-11-02T02:00:00.000Z';
    // On SQLite those who come together share a commit; on PostgreSQL the second sees nothing of the first.
    const [noted] = await Promise.allSettled([
      door.write(async (tx) => {
        await book.kept.keep(tx, policy, at);
        await tx.execute(`INSERT INTO promises (id, kept_by) VALUES ('p', 'nobody')`);
        return 'noted';
      }),
      door.write(async (tx) => {
        await book.kept.assertKept(tx, policy.policy);
        return 'seen';
      }),
    ]);
    expect(noted.status).toBe('rejected');
    const late = PolicyBook.read(policiesSaying(SHIPPED_TEXT.replace('length: 180', 'length: 90')));
    await door.write(async (tx) => late.kept.keep(tx, late.version(policy.policy), at));
    await expect(door.write(async (tx) => book.kept.assertKept(tx, policy.policy))).rejects.toThrow(CHANGED);
    await door.write(async (tx) => tx.execute('UPDATE policies_used SET digest = ?', [digestOfPolicy(policy)]));
  });

  it('must have a chart with the state that each case is in', async () => {
    await house.nest.get(WriteDoor).write(async (tx) => tx.execute(`UPDATE cases SET state = 'review.gone.deciding'`));
    expect(await startWith(house, SHIPPED_TEXT)).toContain(
      'are in the state "review.gone.deciding", which its statechart does not have',
    );
  });
});
