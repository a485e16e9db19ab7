import type { Tx } from '../database/transactions.js';
import { forUpdate } from '../database/dialect.js';
import { personsOf, type Involved, type Participation } from '../policy/may-act.js';
import { asTheyCount } from '../policy/participations.js';
import type { BodyFunction, Duty, Post, Regime } from '../policy/terms.js';
import { NEW_CASE, type CaseContext } from '../workflow/events.js';
import { ASSIGNED } from './assignment-rows.js';
import { EMPLOYED, employedWant } from './employer-rows.js';
import { BARS, barsWant } from './recusal-rows.js';

/** The bodies that stand in a case's functions, frozen when it was submitted. */
export type CaseBodies = Readonly<Partial<Record<BodyFunction, string>> & { submitting_body: string }>;

/** A case: the vetting of one candidate for the posts that one route covers together. */
export interface Case {
  readonly id: string;
  readonly slateId: string;
  readonly candidateId: string;
  readonly organisationId: string;
  readonly posts: readonly Post[];
  readonly policyId: string;
  readonly courseId: string;
  readonly bodies: CaseBodies;
  /** Of the organisation when its policy and route were chosen. */
  readonly regime: Regime;
  readonly jurisdiction: string;
  readonly state: string;
  readonly context: CaseContext;
  /** Counts the acts; the ETag of the case. */
  readonly version: number;
  readonly turnBodyId: string | null;
  /** ISO instant at which the running deadline has passed; null when none runs. */
  readonly dueAt: string | null;
  readonly overdue: boolean;
  readonly ended: boolean;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** As the database has it: JSON columns as text, truth as 0 and 1. */
export interface CaseColumns {
  id: string;
  slate_id: string;
  candidate_id: string;
  organisation_id: string;
  posts: string;
  policy_id: string;
  course_id: string;
  bodies: string;
  regime: Regime;
  jurisdiction: string;
  state: string;
  context: string;
  version: number;
  turn_body_id: string | null;
  due_at: string | null;
  overdue: number;
  ended: number;
  created_at: string;
  updated_at: string;
}

export const caseFrom = (row: CaseColumns): Case => ({
  id: row.id,
  slateId: row.slate_id,
  candidateId: row.candidate_id,
  organisationId: row.organisation_id,
  posts: JSON.parse(row.posts) as Post[],
  policyId: row.policy_id,
  courseId: row.course_id,
  bodies: JSON.parse(row.bodies) as CaseBodies,
  regime: row.regime,
  jurisdiction: row.jurisdiction,
  state: row.state,
  // Cases stored before a chart remembered something remember what a new one does.
  context: contextFrom(JSON.parse(row.context) as Partial<CaseContext>),
  version: row.version,
  turnBodyId: row.turn_body_id,
  dueAt: row.due_at,
  overdue: row.overdue === 1,
  ended: row.ended === 1,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

/** Before it was told apart, what was intended on notice was intended for every objection upheld. */
const contextFrom = (stored: Partial<CaseContext>): CaseContext => ({
  ...NEW_CASE,
  objectionsTold: stored.upheldObjections ?? 0,
  ...stored,
});

/** Finds a case and keeps it for this transaction: nobody else changes it before the commit. */
export async function findCaseForChange(tx: Tx, id: string): Promise<Case | undefined> {
  const [row] = await tx.query<CaseColumns>(`SELECT * FROM cases WHERE id = ?${forUpdate(tx.engine)}`, [id]);
  return row && caseFrom(row);
}

/** The cases of a slate, kept for this transaction, in one fixed order so that two slate-wide acts cannot deadlock. */
export async function casesOfSlateForChange(tx: Tx, slateId: string): Promise<Case[]> {
  const rows = await tx.query<CaseColumns>(
    `SELECT * FROM cases WHERE slate_id = ? ORDER BY id${forUpdate(tx.engine)}`,
    [slateId],
  );
  return rows.map(caseFrom);
}

/** The cases of a slate, to read. */
export async function casesOfSlate(db: Pick<Tx, 'query'>, slateId: string): Promise<Case[]> {
  const rows = await db.query<CaseColumns>('SELECT * FROM cases WHERE slate_id = ? ORDER BY id', [slateId]);
  return rows.map(caseFrom);
}

export function insertCase(tx: Tx, row: Case): void {
  tx.send(
    `INSERT INTO cases (id, slate_id, candidate_id, organisation_id, posts, policy_id, course_id, bodies, regime, jurisdiction,
      state, context, version, turn_body_id, due_at, overdue, ended, created_at, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      row.id,
      row.slateId,
      row.candidateId,
      row.organisationId,
      JSON.stringify(row.posts),
      row.policyId,
      row.courseId,
      JSON.stringify(row.bodies),
      row.regime,
      row.jurisdiction,
      row.state,
      JSON.stringify(row.context),
      row.version,
      row.turnBodyId,
      row.dueAt,
      row.overdue ? 1 : 0,
      row.ended ? 1 : 0,
      row.createdAt,
      row.updatedAt,
    ],
  );
}

/** Stores a case's next standing if nobody changed it since it was read. @returns whether it was stored. */
export async function updateCase(tx: Tx, before: Case, after: Case): Promise<boolean> {
  const changed = await tx.execute(
    `UPDATE cases SET state = ?, context = ?, version = ?, turn_body_id = ?, due_at = ?, overdue = ?, ended = ?, updated_at = ?
     WHERE id = ? AND version = ?`,
    [
      after.state,
      JSON.stringify(after.context),
      after.version,
      after.turnBodyId,
      after.dueAt,
      after.overdue ? 1 : 0,
      after.ended ? 1 : 0,
      after.updatedAt,
      before.id,
      before.version,
    ],
  );
  return changed === 1;
}

/** Put together once: to find the prepared statement, its text would have to be read through anew each time. */
const INVOLVED = `SELECT 0 AS number, official_id, NULL AS on_behalf_of, body_id, 'submitter' AS duty, 'draft' AS act, 'did' AS what
     FROM slate_editors WHERE slate_id = ?
   UNION ALL SELECT number, official_id, on_behalf_of, body_id, duty, act, 'did' FROM case_acts
     WHERE case_id = ? AND official_id IS NOT NULL
   UNION ALL SELECT s.ended_in, s.official_id, s.on_behalf_of, a.body_id, 'approver', 'reject', 'did'
     FROM signatures s JOIN case_acts a ON a.case_id = s.case_id AND a.number = s.ended_in AND a.act = 'reject'
     WHERE s.case_id = ? AND s.weight = 'binding' AND s.vote = 'disagree'
   UNION ALL SELECT 0, official_id, NULL, '', '', '', 'barred' FROM (${BARS}) bars
   UNION ALL SELECT 0, official_id, NULL, '', '', '', 'employed' FROM (${EMPLOYED}) offices
   UNION ALL SELECT n.number, n.official_id, NULL, n.body_id, n.duty, '', 'assigned' FROM (${ASSIGNED}) n
   ORDER BY number`;

/**
 * Who has to do with a case: everybody who wrote its slate or acted on it, for the separation of duties, whom a
 * recusal or an interest keeps from it, and to whom it is assigned. Whoever signed against a candidate who was rejected has rejected them.
 */
export async function involvedIn(db: Pick<Tx, 'query'>, row: Pick<Case, 'id' | 'slateId'>): Promise<Involved> {
  const rows = await db.query<{
    official_id: string;
    on_behalf_of: string | null;
    body_id: string;
    duty: Duty;
    act: string;
    what: 'did' | 'barred' | 'employed' | 'assigned';
  }>(INVOLVED, [row.slateId, row.id, row.id, ...barsWant(row.id), ...employedWant(row.id), row.id]);
  const those = (which: (typeof rows)[number]['what']) => rows.filter(({ what }) => what === which);
  return {
    participations: asTheyCount(
      those('did').flatMap(({ official_id, on_behalf_of, body_id: body, duty, act }): Participation[] =>
        personsOf(official_id, on_behalf_of === null ? {} : { onBehalfOf: on_behalf_of }).map((official) => ({
          official,
          body,
          duty,
          act,
        })),
      ),
    ),
    barred: those('barred').map(({ official_id }) => official_id),
    employed: those('employed').map(({ official_id }) => official_id),
    assigned: those('assigned').map(({ official_id, body_id, duty }) => ({
      official: official_id,
      body: body_id,
      duty,
    })),
  };
}

/** @param subjects what the case is about, each by its index */
export function insertSubjects(tx: Tx, caseId: string, subjects: readonly string[]): void {
  for (const subject of subjects) {
    tx.send('INSERT INTO case_subjects (case_id, subject) VALUES (?, ?) ON CONFLICT DO NOTHING', [caseId, subject]);
  }
}

/** Lets a body see the case from now on. */
export function showToBody(tx: Tx, caseId: string, bodyId: string, at: string): void {
  tx.send('INSERT INTO case_bodies (case_id, body_id, since) VALUES (?, ?, ?) ON CONFLICT DO NOTHING', [
    caseId,
    bodyId,
    at,
  ]);
}
