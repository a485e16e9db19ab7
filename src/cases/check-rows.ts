import { marks } from '../database/dialect.js';
import type { Tx } from '../database/transactions.js';
import type { Finding } from '../policy/checks/facts.js';
import type { Verdict } from '../policy/checks/judge.js';
import type { CheckName } from '../policy/terms.js';
import type { Keys } from '../protected-fields/keys.js';
import { PLACES } from '../protected-fields/places.js';
import { open, seal } from '../protected-fields/seal.js';
import { verdictIndex } from '../protected-fields/verdict-index.js';
import type { CaseAct } from '../workflow/events.js';
import { EMPLOYED, employedWant } from './employer-rows.js';
import { BARS, barsWant } from './recusal-rows.js';

export interface NamedFinding extends Finding {
  readonly check: CheckName;
}

/** As a handler states it. */
export interface StatedFinding extends NamedFinding {
  /** A paper that was shown and says less than what counts: on record, and nothing more (`paper-rows`). */
  readonly beside?: boolean;
}

interface FindingColumns {
  readonly number: number;
  readonly check_name: CheckName;
  readonly sealed: string;
}

interface FoundColumns extends FindingColumns {
  readonly act: CaseAct;
  readonly counts: number;
  readonly overtaken_in: number | null;
}

/** @param number of the act that recorded them */
export function insertFindings(
  tx: Tx,
  keys: Keys,
  caseId: string,
  number: number,
  findings: readonly NamedFinding[],
): void {
  for (const { check, ...finding } of findings) {
    tx.send('INSERT INTO findings (case_id, number, check_name, sealed) VALUES (?, ?, ?, ?)', [
      caseId,
      number,
      check,
      seal(keys, PLACES.finding(caseId, number, check), JSON.stringify(finding)),
    ]);
  }
}

/**
 * What was found out until now, or answered for, rested on data that is another since.
 * @param number of the act that corrected it
 */
export function overtakeFindings(tx: Tx, caseId: string, number: number): void {
  for (const table of ['findings', 'check_resolutions'])
    tx.send(`UPDATE ${table} SET overtaken_in = ? WHERE case_id = ? AND overtaken_in IS NULL`, [number, caseId]);
}

type Found = Partial<Record<CheckName, Finding>>;

/**
 * Of an act `a` whose word still counts: like a signature, it does no longer when a recusal or an interest keeps its maker from
 * the case, and not again when they are let go on: they say it anew. `countsWant` has its parameters.
 */
const COUNTS = `NOT EXISTS (SELECT 1 FROM (${BARS}) bars WHERE bars.official_id IN (a.official_id, a.on_behalf_of))
   AND NOT EXISTS (SELECT 1 FROM (${EMPLOYED}) offices WHERE offices.official_id IN (a.official_id, a.on_behalf_of))
   AND NOT EXISTS (SELECT 1 FROM waivers w
     WHERE w.case_id = a.case_id AND w.official_id IN (a.official_id, a.on_behalf_of) AND w.number > a.number)`;

const countsWant = (caseId: string) => [...barsWant(caseId), ...employedWant(caseId)] as const;

/** What a department answered is its own word, whoever of it has stepped back since. */
const THEIR_OWN = 'answer_inquiry' satisfies CaseAct;

/** What was ever found in a case, each with whether it still counts by its maker; `findingsWant` has the parameters. */
const EVER_FOUND = `SELECT f.number, f.check_name, f.sealed, f.overtaken_in, a.act,
     CASE WHEN a.act = '${THEIR_OWN}' OR (${COUNTS}) THEN 1 ELSE 0 END AS counts
   FROM findings f JOIN case_acts a ON a.case_id = f.case_id AND a.number = f.number
   WHERE f.case_id = ?`;

/** The same, of the data as it is. */
const FINDINGS = `${EVER_FOUND} AND f.overtaken_in IS NULL`;

const findingsWant = (caseId: string) => [...countsWant(caseId), caseId] as const;

/** The latest finding of each check that still counts. */
export async function findingsOf(db: Pick<Tx, 'query'>, keys: Keys, caseId: string): Promise<Found> {
  const rows = await db.query<FoundColumns>(`${FINDINGS} ORDER BY f.number, f.check_name`, findingsWant(caseId));
  return openedIn(keys, caseId, latestOf(rows));
}

/** How an answer of a department came: from an official of it, or by letter. */
export type AnsweringAct = Extract<CaseAct, 'answer_inquiry' | 'register_answer'>;

/** The latest answer of a department to each check that still counts, whatever was found out since. @param given how it came */
export async function departmentsFindingsOf(
  db: Pick<Tx, 'query'>,
  keys: Keys,
  caseId: string,
  given: readonly AnsweringAct[],
): Promise<Found> {
  const rows = await db.query<FoundColumns>(
    `${FINDINGS} AND a.act IN (${marks(given)}) ORDER BY f.number, f.check_name`,
    [...findingsWant(caseId), ...given],
  );
  return openedIn(keys, caseId, latestOf(rows));
}

interface Against {
  readonly finding: Finding;
  /** Of the act that recorded it. */
  readonly number: number;
  /** The candidate's data is another since. */
  readonly overtaken: boolean;
}

/** By the check: what was found. */
type FoundAgainst = ReadonlyMap<CheckName, Against>;

/**
 * What was found against the candidate, the latest of each check, and what no answer that a department gave itself took the place of.
 * Other data of the candidate, or a finding of somebody else that says less, does not make it undone; that its maker is kept from the
 * case does.
 */
export async function foundAgainst(db: Pick<Tx, 'query'>, keys: Keys, caseId: string): Promise<FoundAgainst> {
  const rows = await db.query<FoundColumns>(`${EVER_FOUND} ORDER BY f.number, f.check_name`, findingsWant(caseId));
  const against = new Map<CheckName, Against>();
  for (const row of rows.filter(({ counts }) => counts === 1)) {
    const finding = opened(keys, caseId, row);
    if (finding.answer === 'adverse')
      against.set(row.check_name, { finding, number: row.number, overtaken: row.overtaken_in !== null });
    else if (row.act === THEIR_OWN) against.delete(row.check_name);
  }
  return against;
}

/**
 * The latest of each check. Where that counts no longer the check is asked anew: neither does the finding count again whose
 * place it took, or a colleague's recusal would make nothing of what they found against somebody. A department's answer stands.
 */
function latestOf<Row extends Pick<FoundColumns, 'check_name' | 'act' | 'counts'>>(
  rows: readonly Row[],
): ReadonlyMap<CheckName, Row> {
  const latest = new Map<CheckName, Row>();
  for (const row of rows) {
    if (row.counts === 1) latest.set(row.check_name, row);
    else if (latest.get(row.check_name)?.act !== THEIR_OWN) latest.delete(row.check_name);
  }
  return latest;
}

const opened = (keys: Keys, caseId: string, { number, check_name, sealed }: FindingColumns): Finding =>
  JSON.parse(open(keys, PLACES.finding(caseId, number, check_name), sealed)) as Finding;

const openedIn = (keys: Keys, caseId: string, latest: ReadonlyMap<CheckName, FindingColumns>): Found =>
  Object.fromEntries([...latest].map(([check, row]) => [check, opened(keys, caseId, row)]));

/**
 * By the check: the act by which what had been found out last counts no longer, and when it was; checks that somebody found
 * out again since are left out.
 */
export async function overtakenFindings(
  db: Pick<Tx, 'query'>,
  caseId: string,
): Promise<ReadonlyMap<string, { readonly by: number; readonly at: string }>> {
  const rows = await db.query<{ check_name: string; by_act: number; at: string }>(
    `SELECT f.check_name, f.overtaken_in AS by_act, a.at FROM findings f
       JOIN case_acts a ON a.case_id = f.case_id AND a.number = f.overtaken_in
     WHERE f.case_id = ? AND NOT EXISTS (SELECT 1 FROM findings n
       WHERE n.case_id = f.case_id AND n.check_name = f.check_name AND n.overtaken_in IS NULL)
     ORDER BY f.number`,
    [caseId],
  );
  return new Map(rows.map(({ check_name, by_act, at }) => [check_name, { by: by_act, at }]));
}

/** The numbers of the acts after another that recorded something that is not clear: adverse, or nobody knows. */
export async function findingsNotClear(
  db: Pick<Tx, 'query'>,
  keys: Keys,
  caseId: string,
  after: number,
): Promise<number[]> {
  const rows = await db.query<FindingColumns>(
    'SELECT number, check_name, sealed FROM findings WHERE case_id = ? AND number > ? ORDER BY number, check_name',
    [caseId, after],
  );
  const notClear = rows.filter((row) => opened(keys, caseId, row).answer !== 'clear');
  return [...new Set(notClear.map(({ number }) => number))];
}

/** What the checks came to when an act was done. @param number of the act */
export function insertVerdicts(tx: Tx, keys: Keys, caseId: string, number: number, verdicts: readonly Verdict[]): void {
  tx.send('INSERT INTO verdicts (case_id, number, sealed) VALUES (?, ?, ?)', [
    caseId,
    number,
    seal(keys, PLACES.verdicts(caseId, number), JSON.stringify(verdicts)),
  ]);
}

export function insertResolution(tx: Tx, keys: Keys, caseId: string, number: number, verdict: Verdict): void {
  tx.send('INSERT INTO check_resolutions (case_id, number, verdict_index, check_name) VALUES (?, ?, ?, ?)', [
    caseId,
    number,
    verdictIndex(keys, caseId, verdict),
    verdict.check,
  ]);
}

interface ResolutionColumns {
  readonly verdict_index: string;
  /** Null of those made before it was kept. */
  readonly check_name: CheckName | null;
  readonly number: number;
}

/** What somebody answered for, of the data as it is, by whoever is not kept from the case since; in order. */
const resolutionsIn = (db: Pick<Tx, 'query'>, caseId: string): Promise<ResolutionColumns[]> =>
  db.query<ResolutionColumns>(
    `SELECT r.verdict_index, r.check_name, r.number FROM check_resolutions r
       JOIN case_acts a ON a.case_id = r.case_id AND a.number = r.number
     WHERE r.case_id = ? AND r.overtaken_in IS NULL AND ${COUNTS}
     ORDER BY r.number`,
    [caseId, ...countsWant(caseId)],
  );

/** By the index of the verdict: the number of the act that resolved it, of those that count. */
export async function resolutionsOf(db: Pick<Tx, 'query'>, caseId: string): Promise<ReadonlyMap<string, number>> {
  const rows = await resolutionsIn(db, caseId);
  return new Map(rows.map(({ verdict_index, number }) => [verdict_index, number]));
}

/** By the check: the number of the last act that answered for it. */
export async function checksAnsweredFor(
  db: Pick<Tx, 'query'>,
  caseId: string,
): Promise<ReadonlyMap<CheckName | null, number>> {
  const rows = await resolutionsIn(db, caseId);
  return new Map(rows.map(({ check_name, number }) => [check_name, number]));
}

/** By the check: the letter to a department whose answer its latest finding is; checks that somebody found out otherwise are left out. */
export async function answeredBy(db: Pick<Tx, 'query'>, caseId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await db.query<FoundColumns & { readonly inquiry: string | null }>(
    `SELECT found.*, i.id AS inquiry FROM (${FINDINGS}) found
       LEFT JOIN inquiries i ON i.case_id = ? AND i.ended_in = found.number AND i.status = 'answered'
     ORDER BY found.number`,
    [...findingsWant(caseId), caseId],
  );
  return new Map([...latestOf(rows)].flatMap(([check, { inquiry }]) => (inquiry === null ? [] : [[check, inquiry]])));
}
