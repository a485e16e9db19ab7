// Looks for what a crash must never leave behind: something acknowledged that is not there, something half done, something
// done twice. It reads the tables themselves, not through the code that wrote them.
import { createHash } from 'node:crypto';
import { verifyDatabase } from '../../src/audit/verify-database.js';
import type { Reader } from '../../src/database/reader.js';
import type { Acknowledged, Answer, Asked } from './client.js';

/** Each finds the things of which one part is there and another is not; none may be found. */
const HALF_DONE = {
  'a case whose version is not the number of its acts': `
    SELECT c.id FROM cases c LEFT JOIN (SELECT case_id, count(*) AS n, max(number) AS last FROM case_acts GROUP BY case_id) a
    ON a.case_id = c.id WHERE coalesce(a.n, 0) <> c.version OR coalesce(a.last, 0) <> c.version`,
  'a case that is not where its last act led': `
    SELECT c.id FROM cases c JOIN case_acts a ON a.case_id = c.id AND a.number = c.version WHERE a.to_state <> c.state`,
  'a case whose acts have not one message each': `
    SELECT c.id FROM cases c LEFT JOIN (SELECT subject, count(*) AS n FROM outbox GROUP BY subject) o
    ON o.subject = 'case:' || c.id WHERE coalesce(o.n, 0) <> c.version`,
  'a case whose acts have not one entry of the record each': `
    SELECT c.id FROM cases c LEFT JOIN (SELECT chain, count(*) AS n FROM audit_entries GROUP BY chain) e
    ON e.chain = 'case:' || c.id WHERE coalesce(e.n, 0) <> c.version`,
  'a case with a deadline that is not its own': `
    SELECT c.id FROM cases c LEFT JOIN (SELECT case_id, count(*) AS n, max(due_at) AS due_at FROM deadlines
      WHERE status = 'running' GROUP BY case_id) d
    ON d.case_id = c.id WHERE coalesce(d.n, 0) > 1 OR coalesce(d.due_at, '') <> coalesce(c.due_at, '')`,
  'a slate without a case for each candidate, or with cases before it was submitted': `
    SELECT s.id FROM slates s LEFT JOIN (SELECT slate_id, count(*) AS n FROM candidates GROUP BY slate_id) k
      ON k.slate_id = s.id LEFT JOIN (SELECT slate_id, count(*) AS n FROM cases GROUP BY slate_id) c ON c.slate_id = s.id
    WHERE coalesce(k.n, 0) = 0 OR coalesce(c.n, 0) <> CASE s.state WHEN 'submitted' THEN k.n ELSE 0 END`,
  'an act of publishing without a line of a notice, or a line without the act': `
    SELECT c.id FROM cases c LEFT JOIN (SELECT case_id, count(*) AS n FROM notice_cases GROUP BY case_id) l
      ON l.case_id = c.id LEFT JOIN (SELECT case_id, count(*) AS n FROM case_acts WHERE act = 'publish_notice' GROUP BY case_id) a
      ON a.case_id = c.id WHERE coalesce(l.n, 0) <> coalesce(a.n, 0)`,
  'an objection without its act, or an act without its objection': `
    SELECT c.id FROM cases c LEFT JOIN (SELECT case_id, count(*) AS n FROM objections GROUP BY case_id) o
      ON o.case_id = c.id LEFT JOIN (SELECT case_id, count(*) AS n FROM case_acts WHERE act = 'object' GROUP BY case_id) a
      ON a.case_id = c.id WHERE coalesce(o.n, 0) <> coalesce(a.n, 0)`,
} as const;

/** Every request of the load carries a key, so there are as many effects as keys. */
const KEYS_AND_EFFECTS = `
  SELECT CAST((SELECT count(*) FROM idempotency_keys) AS INTEGER) AS keys,
    CAST((SELECT count(*) FROM slates) + (SELECT count(*) FROM slates WHERE state = 'submitted')
      + (SELECT count(*) FROM notices)
      + (SELECT count(*) FROM case_acts WHERE act NOT IN ('submit', 'publish_notice')) AS INTEGER) AS effects`;

/**
 * @param acknowledged every request answered with success since the database was new
 * @param inDoubt the requests that were sent and not answered
 * @returns what is wrong, in sentences; empty when all is well
 */
export async function examine(
  reader: Reader,
  acknowledged: readonly Acknowledged[],
  inDoubt: readonly Asked[],
): Promise<string[]> {
  const faults: string[] = [];
  for (const [name, query] of Object.entries(HALF_DONE)) {
    const found = await reader.query<{ id: string }>(query);
    if (found.length > 0) faults.push(`${name}: ${found.map(({ id }) => id).join(', ')}`);
  }
  const [counts] = await reader.query<{ keys: number; effects: number }>(KEYS_AND_EFFECTS);
  if (counts?.keys !== counts?.effects) faults.push(`${counts?.keys} keys and ${counts?.effects} effects`);
  faults.push(...(await compareKeys(reader, acknowledged, inDoubt)));
  faults.push(...(await findEffects(reader, acknowledged)));
  const verified = await verifyDatabase(reader);
  if ('why' in verified) faults.push(`${verified.chain} entry ${verified.seq}: ${verified.why}`);
  return faults;
}

/** Each acknowledged request has its key, and no key is of a request that was not sent. The answer itself is sealed. */
async function compareKeys(reader: Reader, acknowledged: readonly Acknowledged[], inDoubt: readonly Asked[]) {
  const rows = await reader.query<{ idempotency_key: string }>('SELECT idempotency_key FROM idempotency_keys');
  const stored = new Set(rows.map(({ idempotency_key }) => idempotency_key));
  const answered = new Set(acknowledged.map(({ asked }) => asked.key));
  const doubtful = new Set(inDoubt.map(({ key }) => key));
  return [
    ...[...answered].filter((key) => !stored.has(key)).map((key) => `lost: the key ${key}, acknowledged`),
    ...[...stored]
      .filter((key) => !answered.has(key) && !doubtful.has(key))
      .map((key) => `stored: the key ${key}, never sent`),
  ];
}

/** What the acknowledged answers speak of is there: slates, cases, the act of each version, notices, receipts. */
async function findEffects(reader: Reader, acknowledged: readonly Acknowledged[]): Promise<string[]> {
  const setOf = async (query: string) => new Set((await reader.query<{ name: string }>(query)).map(({ name }) => name));
  const things = new Set([
    ...(await setOf(`SELECT 'slate ' || id || ' draft' AS name FROM slates`)),
    ...(await setOf(`SELECT 'slate ' || id || ' ' || state AS name FROM slates`)),
    ...(await setOf(`SELECT 'case ' || case_id || ' ' || number || ' ' || to_state AS name FROM case_acts`)),
    ...(await setOf(`SELECT 'notice ' || id AS name FROM notices`)),
    ...(await setOf(`SELECT 'objection ' || receipt_hash AS name FROM objections`)),
  ]);
  return acknowledged.flatMap(({ asked, text }) =>
    thingsIn(asked, JSON.parse(text) as Answer).flatMap((thing) =>
      things.has(thing) ? [] : [`lost: ${thing}, acknowledged to ${asked.key}`],
    ),
  );
}

function thingsIn(asked: Asked, answer: Answer): string[] {
  const id = String(answer['id']);
  const caseThing = (one: Answer) => `case ${String(one['id'])} ${String(one['version'])} ${String(one['state'])}`;
  if (typeof answer['receipt'] === 'string') return [`objection ${sha256(answer['receipt'])}`];
  if (asked.path.startsWith('/cases/')) return [caseThing(answer)];
  if (asked.path.endsWith('/notices')) return [`notice ${id}`];
  return [`slate ${id} ${String(answer['state'])}`, ...((answer['cases'] ?? []) as Answer[]).map(caseThing)];
}

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
