import type { Reader } from '../database/reader.js';
import type { Keys } from '../protected-fields/keys.js';
import type { Entry, Misfit } from './chain.js';
import type { Sources } from './openings.js';
import { allEntries } from './read-audit.js';
import { verifyCase } from './verify-cases.js';
import { verifyBody, verifyOfficial, verifyOrganisation } from './verify-directory.js';
import { verifyInquiry } from './verify-inquiries.js';
import { verifySlate } from './verify-slates.js';
import { allOf, verifyAll, type Misfits, type Verified } from './verify.js';

export interface VerifiedDatabase extends Verified {
  /** Entries whose opening was erased: what they are commitments to can no longer be compared with the rows. */
  readonly erased: number;
}

/**
 * Re-derives every chain of a database and compares it with the rows it tells of. A chain is right in itself also when
 * its end was cut off, or when somebody changed the rows past the record.
 *
 * All is read as it stood at one instant, so that a database in use can be verified.
 * @param keys to open what was said of persons; without them that is not compared
 */
export function verifyDatabase(reader: Reader, keys?: Keys): Promise<Misfits | VerifiedDatabase> {
  return reader.atOneInstant(async (db) => {
    const sources = { db, keys };
    const verified = await verifyAll(allEntries(db), (entries) => compareWithRows(sources, entries));
    const found = 'why' in verified ? [verified, ...verified.further] : [];
    const misfits = allOf([...found.map(({ chain, seq, why }) => ({ chain, seq, why })), ...(await untold(sources))]);
    return misfits ?? { ...(verified as Verified), erased: await countErased(sources) };
  });
}

/** What the chain of each kind of thing is compared with. `logins:unknown` tells of nothing that has rows. */
const COMPARISONS: Readonly<Record<string, typeof verifyCase>> = {
  case: verifyCase,
  inquiry: verifyInquiry,
  slate: verifySlate,
  official: verifyOfficial,
  body: verifyBody,
  organisation: verifyOrganisation,
};

async function compareWithRows(sources: Sources, entries: readonly Entry[]): Promise<Misfit | null> {
  const [kind = '', id = ''] = (entries[0]?.chain ?? '').split(/:(.*)/s);
  const compareKind = Object.hasOwn(COMPARISONS, kind) ? COMPARISONS[kind] : undefined;
  return compareKind ? compareKind(sources, id, entries) : null;
}

/** Rows that need a chain. An organisation is entered by a draft that names it; its own chain begins with a change. */
const THINGS = {
  body: 'SELECT id FROM bodies t',
  case: 'SELECT id FROM cases t',
  official: 'SELECT id FROM officials t',
  organisation: 'SELECT id FROM (SELECT id FROM organisations WHERE version > 1) t',
  slate: 'SELECT id FROM slates t',
};

/** The rows of which nothing tells: put there, or left behind by a chain that was taken away. */
async function untold({ db }: Sources): Promise<Misfit[]> {
  const misfits: Misfit[] = [];
  for (const [kind, things] of Object.entries(THINGS)) {
    const rows = await db.query<{ id: string }>(
      `${things} WHERE NOT EXISTS (SELECT 1 FROM audit_entries e WHERE e.chain = '${kind}:' || t.id) ORDER BY id`,
    );
    const why = 'its row is there, but nothing tells of it';
    misfits.push(...rows.map(({ id }) => ({ chain: `${kind}:${id}`, seq: 0, why })));
  }
  return misfits;
}

async function countErased({ db }: Sources): Promise<number> {
  const [row] = await db.query<{ erased: number }>(
    `SELECT CAST(count(*) AS INTEGER) AS erased FROM audit_entries e WHERE entry NOT LIKE '%"commitments":{}%'
     AND NOT EXISTS (SELECT 1 FROM audit_openings o WHERE o.chain = e.chain AND o.seq = e.seq)`,
  );
  return row?.erased ?? 0;
}
