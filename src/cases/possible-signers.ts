import { officialsAt } from '../bodies/mandates-in-force.js';
import type { Tx } from '../database/transactions.js';
import { isRefusal, type ReasonCode } from '../kernel/refusal.js';
import { holds, type Official } from '../policy/actor.js';
import { mayAct, personsIn, type Involved } from '../policy/may-act.js';
import { placeFor } from '../policy/permissions.js';
import type { ReviewStage } from '../policy/policy.js';
import { counted, isOf, type Signature } from '../policy/signatures.js';
import type { CaseAct } from '../workflow/events.js';
import { stepOf } from './apply-event.js';
import type { Case } from './case-row.js';
import type { Track } from './policy-book.js';
import { caseFacts } from './scope.js';

/** Somebody of the body on turn, and why they cannot be asked to sign; null if they can. */
export interface PossibleSigner {
  readonly official: string;
  readonly name: string;
  readonly reason: ReasonCode | null;
}

interface Colleague {
  readonly official: string;
  readonly name: string;
  readonly person: Official;
}

/** Everybody of the body on turn who acts as approver there, themselves or in the place of who is away. */
export async function colleaguesOf(
  db: Pick<Tx, 'query'>,
  { turnBodyId }: Pick<Case, 'turnBodyId'>,
  at: string,
): Promise<Colleague[]> {
  const all = await reviewersOf(db, turnBodyId, at);
  return all.filter(({ person }) => holds(person, 'approver', turnBodyId ?? ''));
}

/** How many approve for a body: in their own duty or in that of somebody who is away, as one person, unless they are away from it themselves. */
export async function approversAt(db: Pick<Tx, 'query'>, turnBodyId: string, at: string): Promise<number> {
  const approves = ({ person }: Colleague) =>
    person.mandates.some(({ body, duty, away }) => body === turnBodyId && duty === 'approver' && away !== true);
  return (await colleaguesOf(db, { turnBodyId }, at)).filter(approves).length;
}

/** Everybody who reviews for a body. */
async function reviewersOf(db: Pick<Tx, 'query'>, body: string | null, at: string): Promise<Colleague[]> {
  const names = await db.query<{ official: string; name: string }>(
    `SELECT DISTINCT o.id AS official, o.name FROM officials o JOIN mandates m ON m.official_id = o.id
     WHERE m.body_id = ? AND m.duty IN ('handler', 'approver') AND o.active = 1 ORDER BY o.name, o.id`,
    [body],
  );
  const people = await officialsAt(
    db,
    names.map(({ official }) => official),
    at,
  );
  return names.flatMap(({ official, name }) => {
    const person = people.find(({ id }) => id === official);
    return person ? [{ official, name, person }] : [];
  });
}

/** The names of those who could do an act for the body whose it is, as far as it is a matter of persons; `except` is not asked. */
export async function freeFor(
  db: Pick<Tx, 'query'>,
  row: Pick<Case, 'state' | 'bodies' | 'turnBodyId'>,
  { course }: Pick<Track, 'course'>,
  { act, involved, except, at }: { act: CaseAct; involved: Involved; except: string; at: string },
): Promise<{ readonly body: string | null; readonly names: string[] }> {
  const facts = caseFacts(row, course.route, involved);
  const place = placeFor(act);
  const body = place === null ? null : facts.places[place];
  const free = (await reviewersOf(db, body, at)).filter(
    ({ official, person }) => official !== except && !isRefusal(mayAct(act, person, facts)),
  );
  return { body, names: free.map(({ name }) => name) };
}

/** What ends by itself, or by the body's own doing: whoever it keeps from an act can do it yet. */
const FOR_NOW: readonly ReasonCode[] = ['absent', 'assigned_to_another'];

/** Whether anybody reviews for the body whose act it is who could do it, now or later, and is none of the excepted. */
export async function somebodyElseFor(
  db: Pick<Tx, 'query'>,
  row: Pick<Case, 'state' | 'bodies' | 'turnBodyId'>,
  { course }: Pick<Track, 'course'>,
  { act, involved, except, at }: { act: CaseAct; involved: Involved; except: readonly string[]; at: string },
): Promise<boolean> {
  const facts = caseFacts(row, course.route, involved);
  const place = placeFor(act);
  const there = await reviewersOf(db, place === null ? null : facts.places[place], at);
  return there.some(({ person }) => {
    const by = mayAct(act, person, facts);
    const persons = isRefusal(by) ? [person.id] : personsIn(by);
    return !persons.some((one) => except.includes(one)) && (!isRefusal(by) || FOR_NOW.includes(by.refused));
  });
}

/** Which of them can be asked to sign, and why the others cannot. */
export async function possibleSigners(
  db: Pick<Tx, 'query'>,
  row: Pick<Case, 'state' | 'bodies' | 'turnBodyId'>,
  { course }: Pick<Track, 'course'>,
  involved: Involved,
  standing: readonly Signature[],
  at: string,
): Promise<PossibleSigner[]> {
  const facts = caseFacts(row, course.route, involved);
  return (await colleaguesOf(db, row, at)).map(({ official, name, person }): PossibleSigner => {
    const by = mayAct('sign', person, facts);
    const persons = isRefusal(by) ? [person.id] : personsIn(by);
    const asked = standing.some((signature) => isOf(signature, persons));
    return { official, name, reason: asked ? 'asked_already' : isRefusal(by) ? by.refused : null };
  });
}

/** The review that a body has before it: waiting to be accepted, or being decided. */
export function reviewBefore(
  { state }: Pick<Case, 'state'>,
  { course }: Pick<Track, 'course'>,
): ReviewStage | undefined {
  const step = /\.(awaiting|deciding)$/.test(state) ? stepOf(state) : null;
  return course.route.stages.filter((stage) => stage.kind === 'review').find((stage) => stage.step === step);
}

/**
 * By how many the approvers of the body who have signed or could be asked are fewer than its quorum wants; 0 where it can be met.
 * Told before anybody is asked: the body names others, or waits for those who are away.
 */
export function approversMissing(
  stage: ReviewStage | undefined,
  standing: readonly Signature[],
  possible: readonly PossibleSigner[],
  involved: Involved,
): number {
  const binding = counted(standing, involved).filter(({ weight }) => weight === 'binding');
  const free = possible.filter(({ reason }) => reason === null);
  return Math.max(0, (stage?.quorum?.signers ?? 0) - binding.length - free.length);
}
