// What the verifier notices of an export that was tampered with; docs/audit-format.md says what it cannot notice.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { StoredEntry } from '../../src/audit/chain.js';
import { hashOf } from '../../src/audit/entry.js';
import { verifyAll } from '../../src/audit/verify.js';
import { openTestDatabase } from '../support/databases.js';
import { each, entriesIn, forged, rewritten, run, textOf } from './tampering.js';
import { openHouseWithKeys, vetTwo } from './vetting.js';

const nameOf = ({ chain, seq }: Pick<StoredEntry, 'chain' | 'seq'>): string => `${chain} entry ${seq}`;

/** What the verifier says of entries: `fits`, or the first entry that does not. */
async function verdictOn(entries: Iterable<StoredEntry>): Promise<string> {
  const result = await verifyAll(each(entries));
  return 'why' in result ? nameOf(result) : 'fits';
}

/** The entry with its words edited by hand, and the hash that goes with them. */
function edited(entry: StoredEntry, from: string, to: string): StoredEntry {
  const text = entry.entry.replace(from, to);
  return { ...entry, entry: text, hash: hashOf(text) };
}

const swapped = <T>(items: readonly T[], i: number, j: number): T[] =>
  items.map((item, at) => (at === i ? items[j] : at === j ? items[i] : item) ?? item);

describe('an export', () => {
  let folder: string;
  /** A part of a real record: chains of one, two, three and seven entries, of all kinds. */
  let entries: StoredEntry[];
  let isLast: (entry: StoredEntry) => boolean;
  let isAlone: (entry: StoredEntry) => boolean;
  let longest: StoredEntry[];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'renxuan-export-'));
    const database = await openTestDatabase('sqlite');
    const house = await openHouseWithKeys(database);
    const [cleared, rejected] = await vetTwo(house);
    const { output } = await run('export', database.url);
    await house.close();
    await database.drop();
    const all = await entriesIn(output);
    const officials = all.filter(({ chain, seq }) => chain.startsWith('official:') && seq === 2).slice(0, 3);
    const wanted = [
      ...[`case:${cleared.id}`, `case:${rejected.id}`, `slate:${cleared.slate}`, 'body:zj-kx', 'body:zj-mzt'],
      ...officials.map(({ chain }) => chain),
    ];
    entries = all.filter(({ chain }) => wanted.includes(chain));
    const lengths = new Map(entries.map(({ chain, seq }) => [chain, seq]));
    isLast = ({ chain, seq }) => lengths.get(chain) === seq;
    isAlone = ({ chain }) => lengths.get(chain) === 1;
    longest = entries.filter(({ chain }) => chain === `case:${cleared.id}`);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('fits as it was written, and tells of chains of several lengths', async () => {
    expect(await verdictOn(entries)).toBe('fits');
    const lengths = [entries.filter(isAlone).length, longest.length];
    expect(lengths).toEqual([2, 8]);
  });

  it('does not fit, or says the same, when any one of its bytes is flipped', async () => {
    const undetected: string[] = [];
    // Chain by chain: that is how it is verified.
    for (const chain of new Set(entries.map((entry) => entry.chain))) {
      const original = entries.filter((entry) => entry.chain === chain);
      const bytes = Buffer.from(textOf(original));
      for (const [at, byte] of bytes.entries()) {
        bytes[at] = byte ^ (1 << (at % 8));
        const read = await entriesIn(bytes.toString()).catch(() => undefined);
        const same = JSON.stringify(read) === JSON.stringify(original);
        if (read && !same && (await verdictOn(read)) === 'fits') undetected.push(`${chain}, byte ${at}`);
        bytes[at] = byte;
      }
    }
    expect(undetected).toEqual([]);
  });

  /** Each entry, beside the export without it. */
  const withoutEach = () => entries.map((entry, at) => ({ entry, left: entries.toSpliced(at, 1) }));

  it('does not fit without an entry that is not the last of its chain; the next one is named', async () => {
    for (const { entry, left } of withoutEach().filter((one) => !isLast(one.entry))) {
      expect(await verdictOn(left)).toBe(nameOf({ ...entry, seq: entry.seq + 1 }));
    }
  });

  it('fits without the last entry of a chain: only the count, or the database, shows that', async () => {
    for (const { left } of withoutEach().filter((one) => isLast(one.entry))) {
      expect(await verifyAll(each(left))).toMatchObject({ entries: entries.length - 1 });
    }
  });

  it('does not fit with any entry twice, beside itself or at the end; the second is named', async () => {
    for (const [at, entry] of entries.entries()) {
      expect(await verdictOn(entries.toSpliced(at, 0, entry))).toBe(nameOf(entry));
      expect(await verdictOn([...entries, entry])).toBe(nameOf(entry));
    }
  });

  it('does not fit with any two entries exchanged, unless each is a whole chain, which then only comes later', async () => {
    for (const [i, one] of entries.entries()) {
      for (const [j, other] of entries.slice(0, i).entries()) {
        const verdict = await verdictOn(swapped(entries, i, j));
        expect([nameOf(one), nameOf(other), verdict === 'fits']).toEqual([
          nameOf(one),
          nameOf(other),
          isAlone(one) && isAlone(other),
        ]);
      }
    }
  });

  it('does not fit with any entry moved to the end of another chain, under its own number or the next', async () => {
    for (const entry of entries) {
      for (const last of entries.filter((one) => isLast(one) && one.chain !== entry.chain)) {
        for (const seq of new Set([entry.seq, last.seq + 1])) {
          const moved = { ...entry, chain: last.chain, seq };
          expect(await verdictOn(entries.toSpliced(entries.indexOf(last) + 1, 0, moved))).toBe(nameOf(moved));
        }
      }
    }
  });

  it.each<[what: string, tamper: (entry: StoredEntry) => StoredEntry, named: 'it' | 'the next']>([
    ['other words and its old hash', (entry) => ({ ...forged(entry, { act: 'reject' }), hash: entry.hash }), 'it'],
    ['its old words and another hash', (entry) => ({ ...entry, hash: 'f'.repeat(64) }), 'it'],
    ['its hash in capitals', (entry) => ({ ...entry, hash: entry.hash.toUpperCase() }), 'it'],
    ['another act and the hash that goes with it', (entry) => forged(entry, { act: 'reject' }), 'the next'],
    [
      'another time and the hash that goes with it',
      (entry) => forged(entry, { at: '2020-01-01T00:00:00.000Z' }),
      'the next',
    ],
    ['the number of another entry in its words', (entry) => forged(entry, { seq: entry.seq + 1 }), 'it'],
    ['another chain in its words', (entry) => forged(entry, { chain: 'case:another' }), 'it'],
    ['another version of the format', (entry) => forged(entry, { v: 2 }), 'it'],
    ['a predecessor that it does not have', (entry) => forged(entry, { prev: 'f'.repeat(64) }), 'it'],
    ['words that are no JSON', (entry) => edited(entry, '{', ''), 'it'],
    ['words that are JSON and no entry', (entry) => edited(entry, entry.entry, 'null'), 'it'],
    [
      'an act twice, for two readers to read differently',
      (entry) => edited(entry, '"act":', '"act":"lapse","act":'),
      'it',
    ],
    ['a space between its fields', (entry) => edited(entry, '"act":', '"act": '), 'it'],
  ])('does not fit when an entry has %s', async (_what, tamper, named) => {
    for (const [at, entry] of longest.slice(0, -1).entries()) {
      const seq = named === 'it' ? entry.seq : entry.seq + 1;
      expect(await verdictOn(longest.toSpliced(at, 1, tamper(entry)))).toBe(nameOf({ ...entry, seq }));
    }
  });

  it('fits when a forger has rewritten an entry and every later one of its chain: this the chain alone cannot show', async () => {
    const forgery = rewritten(longest, 4, { act: 'reject' });
    expect(forgery.map(({ hash }, at) => hash === longest[at]?.hash)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
    expect(await verdictOn(forgery)).toBe('fits');
  });

  it.each<[what: string, tamper: (text: string) => string, line: number]>([
    ['no JSON', (text) => text.replace('{', ''), 1],
    ['null, as its first line,', (text) => `null\n${text}`, 1],
    ['a list', (text) => `${text}[]\n`, 9],
    ['without its hash', (text) => text.replace('"hash"', '"digest"'), 1],
    ['without its words', (text) => text.replace('"entry":', '"text":'), 1],
    ['without its chain', (text) => text.replace('"chain"', '"chains"'), 1],
    ['with its number in quotation marks', (text) => text.replace('"seq":2', '"seq":"2"'), 2],
  ])('with a line that is %s cannot be read, and the line is named', async (_what, tamper, line) => {
    await expect(entriesIn(tamper(textOf(longest)))).rejects.toThrow(`line ${line} of the export is not an entry`);
  });

  it('is read with blank lines, and with the line ends of another system', async () => {
    expect(await entriesIn(`\n${textOf(entries).replaceAll('\n', '\r\n\r\n')}`)).toEqual(entries);
  });

  it.each<[what: string, code: number, output: string, content: () => string]>([
    ['fits', 0, '1 chains with 8 entries: every one fits.\n', () => textOf(longest)],
    ['lacks an entry', 1, ' entry 3: entry 2 is missing or out of order.\n', () => textOf(longest.toSpliced(1, 1))],
    ['cannot be read', 2, 'The record could not be checked: line 1 of the export', () => 'nonsense'],
  ])('that %s is answered by the command with exit code %i', async (what, code, output, content) => {
    const file = join(folder, `${what}.jsonl`);
    writeFileSync(file, content());
    expect(await run('verify-audit', '', '--export', file)).toEqual({ code, output: expect.stringContaining(output) });
  });

  it.each([
    ['that is not there', ['--export', '/nowhere/record.jsonl'], 'could not be checked: ENOENT'],
    ['that is not named', ['--export'], 'Usage:'],
    ['after an option that nobody knows', ['--from', 'x'], 'Usage:'],
  ])('%s is answered by the command with exit code 2', async (_what, args, output) => {
    expect(await run('verify-audit', '', ...args)).toEqual({ code: 2, output: expect.stringContaining(output) });
  });
});
