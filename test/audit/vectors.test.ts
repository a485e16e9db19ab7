// The vectors of docs/audit-format.md: right by that page alone, right for our code, and quoted there as they are.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { StoredEntry } from '../../src/audit/chain.js';
import { buildEntry, CHAIN_START, commitmentOf, hashOf, type AuditFact, type Link } from '../../src/audit/entry.js';
import { verifyAll } from '../../src/audit/verify.js';
import { canonicalJson, type JsonValue } from '../../src/kernel/canonical-json.js';
import { each } from './tampering.js';

interface Opening {
  readonly salt: string;
  readonly value: JsonValue;
}

interface Vectors {
  readonly commitments: readonly (Opening & {
    readonly what: string;
    readonly canonical: string;
    readonly commitment: string;
  })[];
  readonly entries: readonly (StoredEntry & { readonly openings: Readonly<Record<string, Opening>> })[];
  readonly misfits: readonly {
    readonly what: string;
    readonly export: readonly (number | StoredEntry)[];
    readonly firstMisfit: Pick<StoredEntry, 'chain' | 'seq'>;
  }[];
}

interface Entry {
  readonly v: number;
  readonly chain: string;
  readonly seq: number;
  readonly prev: string;
  readonly at: string;
  readonly actor: AuditFact['by'];
  readonly act: string;
  readonly facts: Readonly<Record<string, JsonValue>>;
  readonly commitments: Readonly<Record<string, string>>;
}

const vectors = JSON.parse(readFileSync('test/data/audit-vectors.json', 'utf8')) as Vectors;
/** The lines of an export of which those that are right are named by their place among the entries. */
const linesOf = (lines: readonly (number | StoredEntry)[]): StoredEntry[] =>
  lines.flatMap((line) => (typeof line === 'number' ? vectors.entries.slice(line, line + 1) : [line]));

const read = (stored: StoredEntry): Entry => JSON.parse(stored.entry) as Entry;

describe('by docs/audit-format.md alone', () => {
  // Nothing of the product from here on: what a stranger would write after reading that page.
  const sha256 = (...parts: (string | Uint8Array)[]): string => {
    const hash = createHash('sha256');
    for (const part of parts) hash.update(part);
    return hash.digest('hex');
  };

  function canonical(value: JsonValue): string {
    if (value === null || typeof value !== 'object') return JSON.stringify(value);
    if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
    const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(',')}}`;
  }

  const commitment = ({ salt, value }: Opening): string =>
    sha256('renxuan-commitment-v1', Uint8Array.of(0), Buffer.from(salt, 'hex'), canonical(value));

  it.each(vectors.commitments)('the commitment to $what comes out', (vector) => {
    expect([canonical(vector.value), commitment(vector)]).toEqual([vector.canonical, vector.commitment]);
  });

  it.each(vectors.entries)(
    'the hash of $chain entry $seq comes out, and its openings give its commitments',
    (stored) => {
      const openings = Object.entries(stored.openings).map(([name, opening]) => [name, commitment(opening)]);
      expect(sha256(Uint8Array.of(0), stored.entry)).toBe(stored.hash);
      expect(Object.fromEntries(openings)).toEqual(read(stored).commitments);
      expect(canonical(JSON.parse(stored.entry) as JsonValue)).toBe(stored.entry);
    },
  );

  it('the chains hold together', () => {
    const heads = new Map<string, Link>();
    for (const stored of vectors.entries) {
      const { seq, hash } = heads.get(stored.chain) ?? { seq: 0, hash: '0'.repeat(64) };
      const { v, chain, seq: number, prev } = read(stored);
      expect([v, chain, number, prev]).toEqual([1, stored.chain, seq + 1, hash]);
      heads.set(stored.chain, stored);
    }
    expect([...heads.values()].map(({ seq }) => seq)).toEqual([4, 2]);
  });

  /** The five steps of the page. @returns the first line where one of them fails */
  function firstMisfit(lines: readonly StoredEntry[]): StoredEntry | undefined {
    const heads = new Map<string, Link>();
    let open = '';
    return lines.find(({ chain, seq, entry, hash }) => {
      const before = heads.get(chain);
      const resumed = before !== undefined && open !== chain;
      const words = JSON.parse(entry) as Entry & { readonly [key: string]: JsonValue };
      const checks = [
        !resumed && seq === (before?.seq ?? 0) + 1,
        sha256(Uint8Array.of(0), entry) === hash,
        canonical(words) === entry && words.v === 1,
        words.chain === chain && words.seq === seq,
        words.prev === (before?.hash ?? '0'.repeat(64)),
      ];
      heads.set(chain, { seq, hash });
      open = chain;
      return checks.includes(false);
    });
  }

  it('the entries verify', () => {
    expect(firstMisfit(vectors.entries)).toBeUndefined();
  });

  it.each(vectors.misfits)('the export where $what does not verify', ({ export: lines, firstMisfit: expected }) => {
    expect(firstMisfit(linesOf(lines))).toMatchObject(expected);
  });
});

describe('by the code of the product', () => {
  it.each(vectors.commitments)('the commitment to $what comes out', (vector) => {
    expect([canonicalJson(vector.value), commitmentOf(vector)]).toEqual([vector.canonical, vector.commitment]);
  });

  it.each(vectors.entries)('$chain entry $seq comes out as it is, but for the salts', (stored) => {
    const { chain, act, actor, facts, at, commitments } = read(stored);
    const before =
      vectors.entries.find((other) => other.chain === chain && other.seq === stored.seq - 1) ?? CHAIN_START;
    const contents = Object.fromEntries(Object.entries(stored.openings).map(([name, { value }]) => [name, value]));
    const built = buildEntry({ chain, act, by: actor, facts, contents }, before, at);
    const withTheseSalts = canonicalJson({ ...(JSON.parse(built.entry) as Record<string, JsonValue>), commitments });
    expect([withTheseSalts, hashOf(withTheseSalts)]).toEqual([stored.entry, stored.hash]);
    expect(Object.values(stored.openings).map(commitmentOf).sort()).toEqual(Object.values(commitments).sort());
  });

  it('the entries verify', async () => {
    expect(await verifyAll(each(vectors.entries))).toMatchObject({ chains: 2, entries: vectors.entries.length });
  });

  it.each(vectors.misfits)('the export where $what does not verify', async ({ export: lines, firstMisfit }) => {
    expect(await verifyAll(each(linesOf(lines)))).toMatchObject({ ...firstMisfit, why: expect.any(String) });
  });
});

it('docs/audit-format.md quotes the first chain and the first commitments as they are in the file', () => {
  const page = readFileSync('docs/audit-format.md', 'utf8');
  const quoted = [...page.matchAll(/^```vector\n([^]*?)\n```$/gm)].flatMap(([, lines]) => lines?.split('\n') ?? []);
  const entries = vectors.entries.slice(0, 4).flatMap(({ entry, hash }) => [entry, hash]);
  const commitments = vectors.commitments
    .slice(0, 4)
    .flatMap(({ salt, canonical, commitment }) => [salt, canonical, commitment]);
  expect(quoted).toEqual([...entries, ...commitments]);
});
