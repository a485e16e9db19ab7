// What the verifier notices of a database whose owner has tampered with it, and what only a later witness could notice.
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import type { StoredEntry } from '../../src/audit/chain.js';
import { verifyDatabase } from '../../src/audit/verify-database.js';
import { openReader } from '../../src/database/data-sources.js';
import { Reader, type Reading } from '../../src/database/reader.js';
import type { JsonValue } from '../../src/kernel/canonical-json.js';
import { openMigrated, type Opened } from '../database/opened.js';
import { act, submittedCases, type TestCase } from '../support/cases.js';
import { describeOnBothDatabases, type TestDatabase } from '../support/databases.js';
import { candidate, dualSlate } from '../support/slates.js';
import { ownDatabase } from './owner.js';
import { entriesIn, forged, rewritten, run } from './tampering.js';
import { openHouseWithKeys, vetTwo, type HouseWithKeys } from './vetting.js';

/** In how many pauses, from the first reads to the last one, the acts are done. */
const PAUSES = 10;

/** A reader in whose pauses somebody else acts. */
class InterruptedReader extends Reader {
  reads = 0;
  /** After which read the act happens. */
  interruptAfter = 0;
  act: () => Promise<unknown> = async () => undefined;

  override atOneInstant<T>(work: (reading: Reading) => Promise<T>): Promise<T> {
    return super.atOneInstant(({ query }) =>
      work({
        query: async <Row>(sql: string, parameters?: readonly unknown[]) => {
          const rows = await query<Row>(sql, parameters);
          this.reads += 1;
          if (this.reads === this.interruptAfter) await this.act();
          return rows;
        },
      }),
    );
  }
}

const factsOf = (stored: StoredEntry | undefined) =>
  (JSON.parse(stored?.entry ?? '{}') as { facts: Record<string, JsonValue> }).facts;

describeOnBothDatabases('a database', (open) => {
  let database: TestDatabase;
  let house: HouseWithKeys;
  let opened: Opened;
  /** Stands at version 8, with as many entries. */
  let vetted: TestCase;
  let untouched: { entries: StoredEntry[]; restore: () => Promise<void> };
  beforeAll(async () => {
    database = await open();
    house = await openHouseWithKeys(database);
    opened = await openMigrated(database);
    [vetted] = await vetTwo(house);
    const restore = await ownDatabase(opened);
    untouched = { entries: await opened.reader.query('SELECT * FROM audit_entries'), restore };
  });
  afterAll(async () => {
    await opened.close();
    await house.close();
  });
  afterEach(() => untouched.restore());

  const replace = async (entries: readonly StoredEntry[]) => {
    await opened.writer.query('DELETE FROM audit_entries');
    const rows = entries.map(({ chain, seq, entry, hash }) => [chain, seq, entry, hash]);
    await opened.door.write(async (tx) => {
      for (const row of rows) {
        await tx.execute('INSERT INTO audit_entries (chain, seq, entry, hash) VALUES (?, ?, ?, ?)', row);
      }
      return rows.length;
    });
  };
  const setVersion = (id: string, version: number) =>
    opened.writer.query(`UPDATE cases SET version = ${version} WHERE id = '${id}'`);

  const setAct = (number: number, name: string) =>
    opened.writer.query(`UPDATE case_acts SET act = '${name}' WHERE case_id = '${vetted.id}' AND number = ${number}`);

  const caseChain = () => `case:${vetted.id}`;
  const slateChain = () => `slate:${vetted.slate}`;
  const cut = (chain: string, after: number) =>
    opened.writer.query(`DELETE FROM audit_entries WHERE chain = '${chain}' AND seq > ${after}`);
  /** Puts entries in the place of those with the same number. */
  const change = (make: (chain: readonly StoredEntry[]) => StoredEntry[]) => {
    const chain = untouched.entries.filter((entry) => entry.chain === caseChain()).sort((a, b) => a.seq - b.seq);
    const others = untouched.entries.filter((entry) => entry.chain !== caseChain());
    return replace([...others, ...make(chain)]);
  };

  it('fits as it is', async () => {
    expect(await verifyDatabase(opened.reader)).toMatchObject({ entries: untouched.entries.length });
    expect(await opened.reader.query('SELECT version FROM cases WHERE id = ?', [vetted.id])).toEqual([{ version: 8 }]);
  });

  it.each<[what: string, tamper: () => Promise<unknown>, chain: () => string, seq: number, why: string]>([
    [
      'an entry is changed',
      () => change((chain) => chain.map((one) => (one.seq === 4 ? forged(one, { act: 'reject' }) : one))),
      caseChain,
      5,
      'it does not follow entry 4: its "prev" differs',
    ],
    [
      'an entry is taken out',
      () => change((chain) => chain.filter(({ seq }) => seq !== 4)),
      caseChain,
      5,
      'entry 4 is missing or out of order',
    ],
    [
      'the last entry of a case is cut off',
      () => cut(caseChain(), 7),
      caseChain,
      7,
      'it tells of version 7, its row stands at 8',
    ],
    [
      'all but the first entry of a case are cut off',
      () => cut(caseChain(), 1),
      caseChain,
      1,
      'it tells of version 1, its row stands at 8',
    ],
    ['a case has no entry left', () => cut(caseChain(), 0), caseChain, 0, 'its row is there, but nothing tells of it'],
    [
      'the submission of a slate is cut off',
      () => cut(slateChain(), 1),
      slateChain,
      1,
      'it tells of version 1, its row stands at 2',
    ],
    [
      'a case was changed past the record',
      () => setVersion(vetted.id, 9),
      caseChain,
      8,
      'it tells of version 8, its row stands at 9',
    ],
    [
      'an entry and every later one are written anew, but not the file of the case',
      () => change((chain) => rewritten(chain, 4, { act: 'reject' })),
      caseChain,
      4,
      'it tells of another act than act 4 in the file of the case',
    ],
    [
      'an entry written anew tells of another state than the next one begins in',
      () => change((chain) => rewritten(chain, 6, { facts: { ...factsOf(chain[5]), to: 'notPassed' } })),
      caseChain,
      7,
      'it begins in review.registration_review.deciding, but the case stood in notPassed',
    ],
    [
      'an entry written anew counts another version',
      () => change((chain) => rewritten(chain, 6, { facts: { ...factsOf(chain[5]), version: 9 } })),
      caseChain,
      6,
      'it tells of version 9, where 6 follows',
    ],
    ['a case was set back', () => setVersion(vetted.id, 6), caseChain, 8, 'it tells of version 8, its row stands at 6'],
  ])('does not fit when %s', async (_what, tamper, chain, seq, why) => {
    await tamper();
    expect(await verifyDatabase(opened.reader)).toEqual({ chain: chain(), seq, why, further: [] });
  });

  it.each<[what: string, tamper: () => Promise<unknown>]>([
    [
      'a case is set back together with its record and its file',
      async () => {
        await cut(caseChain(), 7);
        await opened.writer.query(
          `UPDATE cases SET version = 7, state = 'review.registration_review.deciding' WHERE id = '${vetted.id}'`,
        );
        await opened.writer.query(`DELETE FROM case_acts WHERE case_id = '${vetted.id}' AND number = 8`);
        await opened.writer.query(`DELETE FROM verdicts WHERE case_id = '${vetted.id}' AND number = 8`);
      },
    ],
    [
      'a chain is written anew from some entry to its end, and the file of the case with it',
      async () => {
        await change((chain) => rewritten(chain, 4, { act: 'reject' }));
        await setAct(4, 'reject');
      },
    ],
    [
      'a login is cut off the end of an official’s chain',
      () =>
        cut(String(untouched.entries.find(({ seq, chain }) => seq === 2 && chain.startsWith('official:'))?.chain), 1),
    ],
  ])('still fits when %s: for that it takes a witness outside', async (_what, tamper) => {
    await tamper();
    expect(await verifyDatabase(opened.reader)).toHaveProperty('chains');
  });

  it('makes the command name the first entry that does not fit, with exit code 1', async () => {
    await cut(caseChain(), 7);
    const why = 'it tells of version 7, its row stands at 8';
    expect(await run('verify-audit', database.url)).toEqual({
      code: 1,
      output: `DOES NOT FIT  ${caseChain()} entry 7: ${why}.\n`,
    });
  });

  it('is exported whole, in order, and the export verifies to the same counts', async () => {
    const exported = await entriesIn((await run('export', database.url)).output);
    const byPlace = (a: StoredEntry, b: StoredEntry) =>
      a.chain === b.chain ? a.seq - b.seq : a.chain < b.chain ? -1 : 1;
    expect(exported).toEqual([...untouched.entries].sort(byPlace));
    expect(await run('verify-audit', database.url)).toMatchObject({ code: 0 });
  });

  it('fits also while it is in use: acts between two reads of the verifier are no misfit', async () => {
    const source = await openReader(database.url, 2);
    const reader = new InterruptedReader(source, database.url);
    await verifyDatabase(reader);
    const pauses = reader.reads;
    expect(pauses).toBeGreaterThan(PAUSES);
    const [one] = await submittedCases(house, 1, dualSlate([candidate(20)]));
    if (!one) throw new Error('No case was opened.');
    await act(house, one, 'kx-handler', 'accept');
    for (let pause = 1; pause <= PAUSES; pause += 1) {
      reader.reads = 0;
      reader.interruptAfter = Math.ceil((pause / PAUSES) * pauses);
      reader.act = async () => {
        await submittedCases(house, 1, dualSlate([candidate(20 + pause)]));
        await act(house, one, 'kx-handler', pause % 2 === 1 ? 'claim' : 'release', { duty: 'handler' });
      };
      expect(await verifyDatabase(reader)).toHaveProperty('chains');
    }
    await source.destroy();
  });
});

it('that is not there cannot be verified: exit code 2', async () => {
  const ended = await run('verify-audit', 'file:/nowhere/renxuan.db');
  expect(ended).toEqual({ code: 2, output: expect.stringContaining('The record could not be checked') });
});
