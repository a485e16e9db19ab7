import type { Tx } from '../database/transactions.js';
import type { Official } from '../policy/actor.js';
import type { CaseFacts, Involved } from '../policy/may-act.js';
import { sightOf, type Sight } from '../policy/sight.js';
import type { Route } from '../policy/policy.js';
import { caseFrom, involvedIn, type Case, type CaseColumns } from './case-row.js';

/** What the permission table asks of a case. */
export const caseFacts = (
  row: Pick<Case, 'state' | 'bodies' | 'turnBodyId'>,
  route: Route,
  involved: Involved,
  consulted: string | null = null,
): CaseFacts => ({
  places: {
    submitting_body: row.bodies.submitting_body,
    turn_body: row.turnBodyId,
    checking_body: checkingBody(row, route),
    revoking_body: row.bodies[route.revokedBy] ?? null,
    consulted_body: consulted,
  },
  ...involved,
});

/**
 * The body on turn; while the unit supplements or answers, that of the step or notice; while it votes or answers to a
 * revocation, who could revoke what was found.
 */
function checkingBody(
  { state, bodies, turnBodyId }: Pick<Case, 'state' | 'bodies' | 'turnBodyId'>,
  { stages, revokedBy }: Route,
): string | null {
  if (state === 'passed' || state.startsWith('answeringRevocation')) return bodies[revokedBy] ?? null;
  const notice = stages.find(({ kind }) => kind === 'notice');
  if (state === 'answeringOnNotice' && notice?.kind === 'notice') return bodies[notice.by] ?? null;
  const reviewed = stages.find((stage) => stage.kind === 'review' && state.startsWith(`review.${stage.step}.`));
  return reviewed?.kind === 'review' ? (bodies[reviewed.by] ?? null) : turnBodyId;
}

/** A case with how much of it the actor is shown; undefined if it is not there, or nothing of it is: both look the same. */
export async function findCaseFor(
  db: Pick<Tx, 'query'>,
  actor: Official,
  id: string,
): Promise<{ row: Case; sight: Exclude<Sight, 'nothing'> } | undefined> {
  const [columns] = await db.query<CaseColumns>('SELECT * FROM cases WHERE id = ?', [id]);
  if (!columns) return undefined;
  const row = caseFrom(columns);
  const sight = await sees(db, actor, row);
  return sight === 'nothing' ? undefined : { row, sight };
}

/** How much of this case the actor is shown. */
export async function sees(db: Pick<Tx, 'query'>, actor: Official, row: Case): Promise<Sight> {
  const bodies = await db.query<{ body_id: string }>('SELECT body_id FROM case_bodies WHERE case_id = ?', [row.id]);
  const sight = sightOf(
    actor,
    bodies.map(({ body_id }) => body_id),
    false,
  );
  return sight === 'nothing' && (await audits(db, actor, row)) ? 'record' : sight;
}

/**
 * Whether the actor reads the case for a body that reviews it, or has. The body that submitted it does not, unless a stage of
 * the route is its own and the case has reached it. Whoever took part in the submission is on its side for ever,
 * whatever other duties they have; whom an interest keeps from the case reviews nothing.
 */
export async function reviews(db: Pick<Tx, 'query'>, actor: Official, row: Case, route: Route): Promise<boolean> {
  const reached = await db.query<{ to_state: string }>('SELECT DISTINCT to_state FROM case_acts WHERE case_id = ?', [
    row.id,
  ]);
  const bodies = reviewingBodies(
    row.bodies,
    route,
    reached.map(({ to_state }) => to_state),
  );
  const reviewing = actor.mandates.some(
    ({ body, duty }) => (duty === 'handler' || duty === 'approver') && bodies.includes(body),
  );
  if (!reviewing) return false;
  const { participations, barred } = await involvedIn(db, row);
  const own = participations.filter(({ official }) => official === actor.id);
  return !barred.includes(actor.id) && own.every(({ duty }) => duty !== 'submitter');
}

/** The bodies that do something in the stages that a case has reached. @param reached the states it has been in */
function reviewingBodies(
  bodies: Case['bodies'],
  { stages, revokedBy }: Pick<Route, 'stages' | 'revokedBy'>,
  reached: readonly string[],
): string[] {
  const been = (...places: readonly string[]) =>
    places.some((place) => reached.some((state) => state.startsWith(place)));
  const functions = stages.flatMap((stage) => {
    switch (stage.kind) {
      case 'review':
        return been(`review.${stage.step}.`) ? [stage.by] : [];
      case 'notice':
        return been('clearedForNotice', 'onNotice') ? [stage.by] : [];
      case 'election':
        // While the unit votes, who could revoke what was found looks after the checks.
        return been('passed') ? [revokedBy] : [];
      case 'completion':
        return been('elected') ? [stage.by] : [];
    }
  });
  return functions.flatMap((each) => bodies[each] ?? []);
}

/** An auditor audits the cases of organisations in the jurisdictions of the bodies that made them auditor. */
async function audits(db: Pick<Tx, 'query'>, actor: Official, row: Case): Promise<boolean> {
  const auditing = actor.mandates.filter(({ duty }) => duty === 'auditor').map(({ body }) => body);
  if (auditing.length === 0) return false;
  const rows = await db.query<{ one: number }>(
    `SELECT 1 AS one FROM organisations o JOIN bodies b ON b.jurisdiction = o.jurisdiction
     WHERE o.id = ? AND b.id IN (${auditing.map(() => '?').join(', ')}) LIMIT 1`,
    [row.organisationId, ...auditing],
  );
  return rows.length > 0;
}
