import { createHash } from 'node:crypto';
import { canonicalJson, type JsonValue } from '../kernel/canonical-json.js';
import { freshBytes } from '../kernel/random.js';
import type { Attribution } from '../policy/actor.js';

/** What a command says of an act: facts that name no person, and contents that go in only as commitments. */
export interface AuditFact {
  /** `case:<id>`, `slate:<id>`, `official:<id>` …: each thing has a chain of its own. */
  readonly chain: string;
  readonly act: string;
  readonly by: Attribution;
  readonly facts: Readonly<Record<string, JsonValue>>;
  /** Personal or confidential contents; only salted commitments of them enter the entry. */
  readonly contents?: Readonly<Record<string, JsonValue>>;
}

export interface Opening {
  readonly salt: string;
  readonly value: JsonValue;
}

export interface Link {
  readonly seq: number;
  readonly hash: string;
}

/** What stands before the first entry of every chain. */
export const CHAIN_START: Link = { seq: 0, hash: '0'.repeat(64) };

/** @returns the entry's canonical bytes (RFC 8785) as text, its hash, and the openings of its commitments. */
export function buildEntry(fact: AuditFact, previous: Link, at: string) {
  const openings = Object.fromEntries(
    Object.entries(fact.contents ?? {}).map(([name, value]): [string, Opening] => [
      name,
      { salt: freshBytes(32).toString('hex'), value },
    ]),
  );
  const commitments = Object.fromEntries(
    Object.entries(openings).map(([name, opening]) => [name, commitmentOf(opening)]),
  );
  const seq = previous.seq + 1;
  const entry = canonicalJson({
    v: 1,
    chain: fact.chain,
    seq,
    prev: previous.hash,
    at,
    actor: { ...fact.by },
    act: fact.act,
    facts: fact.facts,
    commitments,
  });
  return { seq, entry, hash: hashOf(entry), openings };
}

/** SHA-256 over 0x00 and the bytes: the leaf hash of RFC 6962, so that a chain's entries can become a log's leaves. */
export const hashOf = (entry: string): string =>
  createHash('sha256').update(Uint8Array.of(0)).update(entry, 'utf8').digest('hex');

/**
 * SHA-256("renxuan-commitment-v1" ‖ 0x00 ‖ salt ‖ canonical JSON of the value). Without the 32 random bytes of salt a
 * hash of an identity number could be found by trying them all; with the salt erased it proves nothing about anyone.
 */
export const commitmentOf = ({ salt, value }: Opening): string =>
  createHash('sha256')
    .update('renxuan-commitment-v1\0', 'utf8')
    .update(salt, 'hex')
    .update(canonicalJson(value), 'utf8')
    .digest('hex');
