// The frame around every write: rows, entry, opening, message and key are there together, or none of them is.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyChain } from '../../src/audit/chain.js';
import { commitmentOf, type Opening } from '../../src/audit/entry.js';
import { readChain } from '../../src/audit/read-audit.js';
import { Recorder, type Recorded } from '../../src/audit/record.js';
import { verifyDatabase } from '../../src/audit/verify-database.js';
import { notInOffice } from '../../src/bodies/in-office.js';
import { findOfficial, listOfficials } from '../../src/bodies/official-row.js';
import { ActOnCase } from '../../src/cases/act-on-case.js';
import { PolicyBook } from '../../src/cases/policy-book.js';
import { WriteDoor, type Tx, type Work } from '../../src/database/transactions.js';
import { MovableClock } from '../../src/kernel/clock.js';
import { type Refusal } from '../../src/kernel/refusal.js';
import { THE_CLOCK, type Official } from '../../src/policy/actor.js';
import { open as unseal } from '../../src/protected-fields/seal.js';
import { contentsOf, openMigrated, type Opened } from '../database/opened.js';
import { act, submittedCases, type TestCase } from '../support/cases.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { MONDAY } from '../support/house.js';
import { candidate, dualSlate } from '../support/slates.js';
import { openHouseWithKeys, SECRETS, vetWithSecrets, type HouseWithKeys } from './vetting.js';

/** A door whose next command fails right after its n-th statement was carried out. */
class FailingDoor extends WriteDoor {
  private statementsLeft = Number.POSITIVE_INFINITY;

  failAfter(statements: number): void {
    this.statementsLeft = statements;
  }

  override write<T>(work: Work<T>): Promise<T | Refusal> {
    return super.write((tx) => work(this.failing(tx)));
  }

  private count(): void {
    this.statementsLeft -= 1;
    if (this.statementsLeft === 0) throw new Error('The power failed.');
  }

  private failing(tx: Tx): Tx {
    const counted = async <T>(statement: Promise<T>): Promise<T> => {
      const result = await statement;
      this.count();
      return result;
    };
    return {
      engine: tx.engine,
      query: (sql, parameters) => counted(tx.query(sql, parameters)),
      execute: (sql, parameters) => counted(tx.execute(sql, parameters)),
      send: (sql, parameters) => {
        tx.send(sql, parameters);
        this.count();
      },
      afterCommit: (then) => tx.afterCommit(then),
    };
  }
}

/** How many rows each table gained. */
const gained = (before: Record<string, string[]>, after: Record<string, string[]>): Record<string, number> =>
  Object.fromEntries(
    Object.entries(after)
      .map(([table, rows]) => [table, rows.length - (before[table]?.length ?? 0)] as const)
      .filter(([, more]) => more !== 0),
  );

describeOnBothDatabases('the record', (open, engine) => {
  let house: HouseWithKeys;
  let opened: Opened;
  beforeAll(async () => {
    const database = await open();
    house = await openHouseWithKeys(database);
    opened = await openMigrated(database);
  });
  afterAll(async () => {
    await opened.close();
    await house.close();
  });

  describe('of an approval that fails after its n-th statement', () => {
    it('leaves nothing behind, whichever n; and when nothing fails, everything is there', async () => {
      const [one] = await submittedCases(house);
      if (!one) throw new Error('No case was opened.');
      await act(house, one, 'kx-handler', 'accept');
      const door = new FailingDoor(opened.writer, opened.url);
      const recorder = new Recorder(door, opened.reader, new MovableClock(MONDAY), house.keys, notInOffice);
      const command = new ActOnCase(recorder, PolicyBook.read('policies'), house.keys);
      const actor = await officialWith('kx-approver');
      const request = {
        caseId: one.id,
        expectedVersion: one.version,
        event: { type: 'approve' },
        remarks: '同意',
      } as const;
      const key = { actor: `official:${actor.id}`, key: 'approval', fingerprint: 'f' };
      const before = await contentsOf(opened.reader);

      let statements = 0;
      for (;;) {
        statements += 1;
        door.failAfter(statements);
        const outcome = await command.execute(actor, request, key).catch((error: unknown) => error);
        if (!(outcome instanceof Error)) {
          expect(outcome).toMatchObject({ state: 'review.party_review.awaiting', version: one.version + 1 });
          break;
        }
        expect(outcome.message).toBe('The power failed.');
        expect(await contentsOf(opened.reader)).toEqual(before);
      }
      // Reading, changing, recording: fewer statements than this would mean that the count did not see them.
      expect(statements).toBeGreaterThan(10);
      expect(gained(before, await contentsOf(opened.reader))).toEqual({
        audit_entries: 1,
        audit_openings: 1,
        case_acts: 1,
        case_bodies: 1,
        deadlines: 1,
        idempotency_keys: 1,
        outbox: 1,
      });
    });

    async function officialWith(login: string): Promise<Official> {
      const { reader } = opened;
      const account = (await listOfficials(reader, '', 100)).find((official) => official.login === login);
      const known = account && (await findOfficial(reader, account.id));
      if (!known) throw new Error(`There is no account ${login}.`);
      return { kind: 'official', id: known.id, mandates: known.mandates };
    }
  });

  describe('of a repeated request', () => {
    beforeAll(() => house.tokenOf('kx-submitter'));

    /** Drafting touches no row that two requests would wait for: the key alone holds them apart. */
    const draft = (n: number, key: string, who = 'kx-submitter') =>
      house.ask(who, 'POST', '/slates', dualSlate([candidate(n)]), { key });

    it('gets the first answer again and has no second effect', async () => {
      const first = await draft(1, 'same');
      const before = await contentsOf(opened.reader);
      const second = await draft(1, 'same');
      expect([first.status, second.status]).toEqual([201, 201]);
      expect(second.body).toEqual(first.body);
      expect(await contentsOf(opened.reader)).toEqual(before);
    });

    it('gets the first answer again also where the act could not be done twice', async () => {
      const [one] = await submittedCases(house);
      const accept = () =>
        house.ask(
          'kx-handler',
          'POST',
          `/cases/${one?.id ?? ''}/accept`,
          {},
          { version: one?.version ?? 0, key: 'accept' },
        );
      const first = await accept();
      const second = await accept();
      expect([first.status, second.status]).toEqual([200, 200]);
      expect(second.body).toEqual(first.body);
    });

    it('has one effect when it is sent ten times at once', async () => {
      const before = await contentsOf(opened.reader);
      const answers = await Promise.all(Array.from({ length: 10 }, () => draft(2, 'at-once')));
      expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(201));
      expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
      expect(gained(before, await contentsOf(opened.reader))).toEqual({
        audit_entries: 1,
        audit_openings: 1,
        candidates: 1,
        idempotency_keys: 1,
        persons: 1,
        slate_editors: 1,
        slates: 1,
      });
    });

    it('is refused with idempotency_key_reused when its body is another, with nothing written', async () => {
      expect((await draft(3, 'reused')).status).toBe(201);
      const before = await contentsOf(opened.reader);
      const other = await draft(4, 'reused');
      expect([other.status, other.body['code']]).toEqual([422, 'idempotency_key_reused']);
      expect(await contentsOf(opened.reader)).toEqual(before);
    });

    it('is another request when another official sends it: a key belongs to its sender', async () => {
      const [one] = await submittedCases(house);
      const send = (who: string, what: string, version: number) =>
        house.ask(who, 'POST', `/cases/${one?.id ?? ''}/${what}`, {}, { version, key: 'shared' });
      const accepted = await send('kx-handler', 'accept', 1);
      const approved = await send('kx-approver', 'approve', 2);
      expect([accepted.status, approved.status]).toEqual([200, 200]);
    });

    it('is done when it was refused the first time: only what had an effect is kept', async () => {
      const impossible = { ...dualSlate([candidate(6)]), termNumber: 3, electionDate: '2020-01-06' };
      const refused = await house.ask('kx-submitter', 'POST', '/slates', impossible, { key: 'again' });
      const done = await draft(6, 'again');
      expect([refused.status, done.status]).toEqual([422, 201]);
    });
  });

  describe('of a case full of secrets', () => {
    let vetted: TestCase;
    beforeAll(async () => {
      vetted = await vetWithSecrets(house);
    });

    interface OpenedCommitment {
      readonly place: string;
      readonly committed: string | undefined;
      readonly opening: Opening;
    }

    /** Every opening of the database, unsealed, beside the commitment in its entry. */
    async function commitments(): Promise<OpenedCommitment[]> {
      const rows = await opened.reader.query<{ chain: string; seq: number; entry: string; sealed: string | null }>(
        `SELECT e.chain, e.seq, e.entry, o.sealed FROM audit_entries e
       LEFT JOIN audit_openings o ON o.chain = e.chain AND o.seq = e.seq ORDER BY e.chain, e.seq`,
      );
      return rows.flatMap(({ chain, seq, entry, sealed }) => {
        const place = `${chain}#${seq}`;
        const { commitments: committed } = JSON.parse(entry) as { commitments: Record<string, string> };
        const openings =
          sealed === null
            ? {}
            : (JSON.parse(
                unseal(house.keys, { table: 'audit_openings', column: 'sealed', row: place }, sealed),
              ) as Record<string, Opening>);
        expect(Object.keys(openings).sort()).toEqual(Object.keys(committed));
        return Object.entries(openings).map(([name, opening]) => ({ place, committed: committed[name], opening }));
      });
    }

    it.each(['audit_entries', 'audit_openings', 'outbox', 'idempotency_keys'])(
      'has no personal data and no confidential word in %s',
      async (table) => {
        const rows = (await contentsOf(opened.reader))[table] ?? [];
        expect(rows.length).toBeGreaterThan(10);
        const text = rows.join('\n');
        expect(Object.entries(SECRETS).filter(([, secret]) => text.includes(secret))).toEqual([]);
      },
    );

    it('commits to all that was said, and each opening gives its commitment', async () => {
      const all = await commitments();
      expect(all.length).toBeGreaterThan(10);
      expect(all.map(({ opening }) => commitmentOf(opening))).toEqual(all.map(({ committed }) => committed));
      const said = all.map(({ opening }) => JSON.stringify(opening.value)).join('\n');
      // Who objected is not part of the record of the case; what they said is.
      const { objector: _name, contact: _contact, ...committed } = SECRETS;
      expect(Object.entries(committed).filter(([, secret]) => !said.includes(secret))).toEqual([]);
    });

    it('uses 32 random bytes of salt once', async () => {
      const salts = (await commitments()).map(({ opening }) => opening.salt);
      expect(salts.filter((salt) => !/^[0-9a-f]{64}$/.test(salt))).toEqual([]);
      expect(new Set(salts).size).toBe(salts.length);
    });

    const onBoth = [
      ['UPDATE', `UPDATE audit_entries SET entry = '{}'`],
      ['an UPDATE that changes nothing', 'UPDATE audit_entries SET entry = entry'],
      ['DELETE', 'DELETE FROM audit_entries'],
      ['DELETE of the last entry', `DELETE FROM audit_entries WHERE seq = (SELECT max(seq) FROM audit_entries)`],
      [
        'an upsert',
        `INSERT INTO audit_entries SELECT * FROM audit_entries WHERE true ON CONFLICT (chain, seq) DO UPDATE SET entry = '{}'`,
      ],
    ] as const;
    const onOne = {
      sqlite: [
        ['INSERT OR REPLACE', `INSERT OR REPLACE INTO audit_entries SELECT chain, seq, '{}', hash FROM audit_entries`],
        ['UPDATE OR REPLACE', `UPDATE OR REPLACE audit_entries SET seq = 1`],
      ],
      postgres: [
        ['TRUNCATE', 'TRUNCATE audit_entries'],
        ['TRUNCATE CASCADE', 'TRUNCATE audit_entries CASCADE'],
      ],
    } as const;

    it.each([...onBoth, ...onOne[engine]])('refuses %s of its entries', async (_what, statement) => {
      const before = await contentsOf(opened.reader);
      await expect(opened.writer.query(statement)).rejects.toThrow(/audit_entries is append-only/);
      expect(await contentsOf(opened.reader)).toEqual(before);
    });

    it('verifies as before when every opening has been erased', async () => {
      const before = await verifyDatabase(opened.reader, house.keys);
      await opened.writer.query('DELETE FROM audit_openings');
      expect(before).toHaveProperty('chains');
      expect(before).toMatchObject({ erased: 0 });
      expect(await verifyDatabase(opened.reader, house.keys)).toEqual({ ...before, erased: expect.any(Number) });
      expect(vetted.version).toBeGreaterThan(10);
    });
  });

  it('gives each of a crowd an entry of its own, in one chain without a gap', async () => {
    const recorder = house.nest.get(Recorder);
    const crowd = Array.from({ length: 200 }, (_, n) => n);
    const answers = await Promise.all(
      crowd.map((n) =>
        recorder.write(undefined, async () => ({
          answer: n,
          facts: [{ chain: 'official:everybody', act: 'log_in', by: THE_CLOCK, facts: { n } }],
        })),
      ),
    );
    expect(answers).toEqual(crowd);
    const entries = await readChain(opened.reader, 'official:everybody', 0, 1000);
    expect(entries.map(({ seq }) => seq)).toEqual(crowd.map((n) => n + 1));
    expect(verifyChain(entries)).toHaveLength(crowd.length);
  });
});

describe('work for the record', () => {
  it('does not compile when it returns no fact', () => {
    // @ts-expect-error: at least one fact. If this compiled, the build would fail here.
    const silent: Recorded<string> = { answer: 'done', facts: [] };
    expect(silent.facts).toEqual([]);
  });
});
