import { forUpdate } from '../database/dialect.js';
import type { Tx } from '../database/transactions.js';
import type { JsonValue } from '../kernel/canonical-json.js';
import type { CandidateData, CandidateFields, Correction } from '../policy/corrections.js';
import type { CorrectionOutcome, StatementSide } from '../policy/terms.js';
import type { Keys } from '../protected-fields/keys.js';
import { PLACES } from '../protected-fields/places.js';
import { open, seal } from '../protected-fields/seal.js';
import { declarationIn } from './check-facts.js';

/** 更正申请: under the act that asked, with what stood before if it was made. */
export interface StoredCorrection extends Correction {
  readonly caseId: string;
  readonly askedIn: number;
  readonly side: StatementSide;
  /** How many requests of the unit there were in the case until then, this one among them. */
  readonly asked: number;
  readonly concludedIn: number | null;
  readonly concludedAt: string | null;
  readonly outcome: CorrectionOutcome | null;
  readonly before: CandidateFields | null;
}

interface CorrectionColumns {
  readonly case_id: string;
  readonly asked_in: number;
  readonly act: string;
  readonly asked: number;
  readonly asked_sealed: string;
  readonly before_sealed: string | null;
  readonly concluded_in: number | null;
  readonly concluded_at: string | null;
  readonly outcome: CorrectionOutcome | null;
}

const correctionFrom = (keys: Keys, row: CorrectionColumns): StoredCorrection => ({
  ...(JSON.parse(open(keys, PLACES.correction(row.case_id, row.asked_in), row.asked_sealed)) as Correction),
  caseId: row.case_id,
  askedIn: row.asked_in,
  side: sideOf(row.act),
  asked: row.asked,
  concludedIn: row.concluded_in,
  concludedAt: row.concluded_at,
  outcome: row.outcome,
  before:
    row.before_sealed === null
      ? null
      : (JSON.parse(open(keys, PLACES.corrected(row.case_id, row.asked_in), row.before_sealed)) as CandidateFields),
});

/** Of a correction `k` and the case `c` in which it was asked for: it is waited for. One whose case is over is not. */
const OPEN = 'k.concluded_in IS NULL AND c.ended = 0';

/** Keeps a candidate for this transaction: of corrections asked for at once, one comes first. */
export async function keepCandidate(tx: Tx, candidateId: string): Promise<void> {
  await tx.query(`SELECT id FROM candidates WHERE id = ?${forUpdate(tx.engine)}`, [candidateId]);
}

/** Of a correction `k`: the act that asked, and how many requests of the unit there were until then. */
const ASKED_BY = `a.act, (SELECT CAST(count(*) AS INTEGER) FROM case_acts u
  WHERE u.case_id = k.case_id AND u.act = 'ask_correction' AND u.number <= k.asked_in) AS asked`;

const sideOf = (act: string): StatementSide => (act === 'ask_correction' ? 'unit' : 'candidate');

/** The correction that is open for a candidate: in which case it was asked for, from which side, and as the how-manieth. */
export async function openCorrectionOf(
  db: Pick<Tx, 'query'>,
  candidateId: string,
): Promise<Pick<StoredCorrection, 'caseId' | 'side' | 'asked'> | undefined> {
  const [row] = await db.query<{ case_id: string; act: string; asked: number }>(
    `SELECT k.case_id, ${ASKED_BY} FROM corrections k JOIN cases c ON c.id = k.case_id
       JOIN case_acts a ON a.case_id = k.case_id AND a.number = k.asked_in
     WHERE k.candidate_id = ? AND ${OPEN} LIMIT 1`,
    [candidateId],
  );
  return row && { caseId: row.case_id, side: sideOf(row.act), asked: row.asked };
}

/** The acts in a case, after another, by which the data of its candidate became another: its own corrections, and those it was told of. */
export async function correctionsMadeIn(db: Pick<Tx, 'query'>, caseId: string, after: number): Promise<number[]> {
  const rows = await db.query<{ number: number }>(
    `SELECT a.number FROM case_acts a
       LEFT JOIN corrections k ON k.case_id = a.case_id AND k.concluded_in = a.number
     WHERE a.case_id = ? AND a.number > ? AND (a.act = 'note_correction' OR k.outcome = 'made') ORDER BY a.number`,
    [caseId, after],
  );
  return rows.map(({ number }) => number);
}

/** The steps whose last agreement in a case is older than its last correction. */
export async function stepsBeforeCorrection(db: Pick<Tx, 'query'>, caseId: string): Promise<string[]> {
  const rows = await db.query<{ step: string }>(
    `SELECT a.step FROM case_acts a WHERE a.case_id = ? AND a.act IN ('approve', 'deem_consent') GROUP BY a.step
     HAVING MAX(a.number) < (SELECT MAX(m.number) FROM case_acts m
       LEFT JOIN corrections k ON k.case_id = m.case_id AND k.concluded_in = m.number
       WHERE m.case_id = ? AND (m.act = 'note_correction' OR k.outcome = 'made'))
     ORDER BY a.step`,
    [caseId, caseId],
  );
  return rows.map(({ step }) => step);
}

/** All corrections of a candidate, in whichever case they were asked for, the oldest first. */
export async function correctionsOf(
  db: Pick<Tx, 'query'>,
  keys: Keys,
  candidateId: string,
): Promise<StoredCorrection[]> {
  const rows = await db.query<CorrectionColumns>(
    `SELECT k.*, d.at AS concluded_at, ${ASKED_BY} FROM corrections k
       JOIN case_acts a ON a.case_id = k.case_id AND a.number = k.asked_in
       LEFT JOIN case_acts d ON d.case_id = k.case_id AND d.number = k.concluded_in
     WHERE k.candidate_id = ? ORDER BY k.asked_at, k.case_id, k.asked_in`,
    [candidateId],
  );
  return rows.map((row) => correctionFrom(keys, row));
}

/** Who concluded a correction: the official, and whoever's duty it was. */
export async function whoConcluded(
  db: Pick<Tx, 'query'>,
  { caseId, concludedIn }: Pick<StoredCorrection, 'caseId' | 'concludedIn'>,
): Promise<string[]> {
  const rows = await db.query<{ official_id: string; on_behalf_of: string | null }>(
    'SELECT official_id, on_behalf_of FROM case_acts WHERE case_id = ? AND number = ? AND official_id IS NOT NULL',
    [caseId, concludedIn],
  );
  return rows.flatMap(({ official_id, on_behalf_of }) => [
    official_id,
    ...(on_behalf_of === null ? [] : [on_behalf_of]),
  ]);
}

export function insertCorrection(
  tx: Tx,
  keys: Keys,
  asked: { readonly caseId: string; readonly candidateId: string; readonly number: number; readonly at: string },
  correction: Correction,
): void {
  tx.send('INSERT INTO corrections (case_id, asked_in, candidate_id, asked_at, asked_sealed) VALUES (?, ?, ?, ?, ?)', [
    asked.caseId,
    asked.number,
    asked.candidateId,
    asked.at,
    seal(keys, PLACES.correction(asked.caseId, asked.number), JSON.stringify(correction)),
  ]);
}

/** @param number of the act that concluded it */
export function closeCorrection(
  tx: Tx,
  caseId: string,
  askedIn: number,
  number: number,
  outcome: CorrectionOutcome,
): void {
  tx.send('UPDATE corrections SET concluded_in = ?, outcome = ? WHERE case_id = ? AND asked_in = ?', [
    number,
    outcome,
    caseId,
    askedIn,
  ]);
}

/** Keeps what stood before a correction was made. */
export function keepOldValues(tx: Tx, keys: Keys, caseId: string, askedIn: number, before: CandidateFields): void {
  tx.send('UPDATE corrections SET before_sealed = ? WHERE case_id = ? AND asked_in = ?', [
    seal(keys, PLACES.corrected(caseId, askedIn), JSON.stringify(before)),
    caseId,
    askedIn,
  ]);
}

/** What a candidate stated, as it stands now. */
export async function candidateDataOf(
  db: Pick<Tx, 'query'>,
  keys: Keys,
  candidateId: string,
): Promise<CandidateData & { readonly personId: string }> {
  const [row] = await db.query<{
    person_id: string;
    profile: string;
    contact_sealed: string | null;
    full_time: number;
    terms: string;
    declaration_sealed: string | null;
  }>('SELECT person_id, profile, contact_sealed, full_time, terms, declaration_sealed FROM candidates WHERE id = ?', [
    candidateId,
  ]);
  if (!row) throw new Error('A case refers to a candidate who is not there.');
  return {
    personId: row.person_id,
    profile: JSON.parse(row.profile) as CandidateData['profile'],
    contact:
      row.contact_sealed === null
        ? {}
        : (JSON.parse(open(keys, PLACES.contact(candidateId), row.contact_sealed)) as CandidateData['contact']),
    fullTime: row.full_time === 1,
    terms: JSON.parse(row.terms) as CandidateData['terms'],
    declaration: JSON.parse(JSON.stringify(declarationIn(keys, candidateId, row.declaration_sealed))) as Readonly<
      Record<string, JsonValue>
    >,
  };
}
