import type { AuditFact } from '../audit/entry.js';
import type { Tx } from '../database/transactions.js';
import { closeInquiries } from '../inquiries/inquiry-row.js';
import type { JsonValue } from '../kernel/canonical-json.js';
import { isRefusal, refuse, type Refusal } from '../kernel/refusal.js';
import { enqueue } from '../outbox/enqueue.js';
import { THE_CLOCK, type Attribution } from '../policy/actor.js';
import type { PeriodKey } from '../policy/terms.js';
import { advance, type Advanced } from '../workflow/advance.js';
import type { CaseAct, CaseEvent } from '../workflow/events.js';
import type { StateMeta } from '../workflow/route-shape.js';
import { calendarNameFor } from './body-calendar.js';
import { endAssignments } from './assignment-rows.js';
import { involvedIn, showToBody, updateCase, type Case } from './case-row.js';
import { endDeadlines, resumeDeadline, startDeadline, stopDeadline, suspendDeadline } from './deadlines.js';
import type { PolicyBook, Track } from './policy-book.js';
import { setAsideDeadline, takeUpDeadline } from './set-aside.js';

/** Why an official did what they did. */
export interface Reason {
  readonly code: string;
  readonly text: string;
  readonly legalBasis: readonly string[];
}

/** An act about to be done, already permitted. */
export interface Doing {
  readonly at: string;
  /** The instant from which the next period counts, if the act is written down later than what it says happened. */
  readonly since?: string;
  readonly by: Attribution;
  readonly reason?: Reason;
  /** Facts of the act that name no person; they enter the audit entry in clear. */
  readonly facts?: Readonly<Record<string, JsonValue>>;
  /** What else was said: stored with the act, and in the audit entry as a commitment only. */
  readonly details?: Readonly<Record<string, JsonValue>>;
  /** What is kept sealed elsewhere: not stored with the act, a commitment in the audit entry. */
  readonly sealed?: Readonly<Record<string, JsonValue>>;
  /** The department whose period begins, if the act asks one for which the clock stands still. */
  readonly asked?: string;
}

export interface Applied {
  readonly after: Case;
  readonly facts: [AuditFact, ...AuditFact[]];
}

/**
 * The one place where a case changes: statechart, effects, row, act, message, and the facts for the record.
 * @returns the changed case, or a refusal with nothing written; but after `stale_version`, if the row changed meanwhile,
 *   the command has to be refused as a whole.
 */
export async function applyEvent(
  tx: Tx,
  book: PolicyBook,
  before: Case,
  event: CaseEvent,
  doing: Doing,
): Promise<Applied | Refusal> {
  await book.kept.assertKept(tx, before.policyId);
  const track = book.track(before.policyId, before.courseId);
  const next = advance(track.chart, before, event);
  if (isRefusal(next)) return next;

  const ending = { number: before.version + 1, at: doing.at };
  const closedInquiries = closesLetters(before, next, event) ? await closeInquiries(tx, before.id, ending) : [];
  const onTurn = await bodyOnTurn(tx, before, track, next.turn);
  const by = { act: event.type, reason: doing.reason?.code ?? null };
  const dueAt = await carryOut(tx, book, track, before, { ...next, onTurn, asked: doing.asked ?? null }, by, doing);
  const after: Case = {
    ...before,
    state: next.state,
    context: next.context,
    version: before.version + 1,
    // An end is nobody's turn, but for as long as a rejection or revocation can be set aside.
    turnBodyId: next.ended && dueAt === null ? null : onTurn,
    dueAt,
    overdue:
      next.effects.some(({ type }) => type === 'mark_overdue') || (before.overdue && next.state === before.state),
    ended: next.ended,
    updatedAt: doing.at,
  };
  // Whoever comes on turn sees the case from then on, and keeps seeing it.
  if (after.turnBodyId !== null && after.turnBodyId !== before.turnBodyId) {
    showToBody(tx, after.id, after.turnBodyId, doing.at);
  }
  insertAct(tx, before, after, event, doing);
  if (placeOf(after.state) !== placeOf(before.state)) endAssignments(tx, after.id, after.version);
  enqueue(
    tx,
    {
      topic: `case.${event.type}`,
      subject: `case:${before.id}`,
      payload: { state: after.state, turnBody: after.turnBodyId, dueAt: after.dueAt },
    },
    doing.at,
  );
  // Last, so that it alone is waited for; if the row moved on meanwhile, nothing of the rest is kept.
  if (!(await updateCase(tx, before, after))) return refuse('stale_version', { version: before.version });
  return {
    after,
    facts: [factOf(track, before, after, event, withClosed(doing, closedInquiries)), ...skips(next, after)],
  };
}

/** @returns the instant at which the deadline that now runs has passed, or null */
async function carryOut(
  tx: Tx,
  book: PolicyBook,
  track: Track,
  before: Case,
  next: Pick<Advanced, 'effects'> & { readonly onTurn: string | null; readonly asked: string | null },
  by: { readonly act: CaseAct; readonly reason: string | null },
  { at, since = at }: Pick<Doing, 'at' | 'since'>,
) {
  const { id } = before;
  const begin = async (period: PeriodKey) => {
    const name = await calendarNameFor(tx, book, period, period === 'inquiry' ? next.asked : next.onTurn);
    return startDeadline(tx, { calendar: book.calendarOf(name), name }, track.policy, id, period, since);
  };
  let dueAt = before.dueAt;
  for (const effect of next.effects) {
    switch (effect.type) {
      case 'start_deadline':
        dueAt = await begin(effect.period as PeriodKey);
        break;
      case 'stop_deadline':
        stopDeadline(tx, id);
        dueAt = null;
        break;
      case 'end_deadlines':
        endDeadlines(tx, id);
        dueAt = null;
        break;
      case 'suspend_deadline':
        await suspendDeadline(tx, book, id, by, at);
        dueAt = null;
        break;
      case 'resume_deadline':
        dueAt = await resumeDeadline(tx, book, track.policy, { id, turnBodyId: next.onTurn }, since);
        break;
      case 'set_aside_deadline':
        await setAsideDeadline(tx, id);
        dueAt = null;
        break;
      case 'take_up_deadline':
        dueAt = await takeUpDeadline(tx, book, track.policy, { id, turnBodyId: next.onTurn }, since);
        break;
      case 'enter_step':
      case 'skip_step':
      case 'mark_overdue':
      case 'stay':
        break;
    }
  }
  return dueAt;
}

/** The body whose turn it is; after a rejection or revocation that is to be reconsidered, the one that decided so. */
async function bodyOnTurn(tx: Tx, row: Case, { course }: Track, turn: StateMeta): Promise<string | null> {
  if (turn.turn === null) return null;
  if (turn.turn === 'revoking_body') return row.bodies[course.route.revokedBy] ?? null;
  if (turn.turn !== 'rejecting_body') return row.bodies[turn.turn as keyof Case['bodies']] ?? null;
  const rejections = (await involvedIn(tx, row)).participations.filter(({ act }) => act === 'reject');
  return rejections.at(-1)?.body ?? null;
}

function insertAct(tx: Tx, before: Case, after: Case, event: CaseEvent, doing: Doing): void {
  const official = doing.by.kind === 'official' ? doing.by : undefined;
  tx.send(
    `INSERT INTO case_acts (case_id, number, act, actor_kind, official_id, on_behalf_of, body_id, duty, step, from_state,
      to_state, reason_code, reason_text, legal_basis, details, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      before.id,
      after.version,
      event.type,
      doing.by.kind,
      official?.id ?? null,
      official?.onBehalfOf ?? null,
      official?.body ?? null,
      official?.duty ?? null,
      stepOf(before.state),
      before.state,
      after.state,
      doing.reason?.code ?? null,
      doing.reason?.text ?? null,
      doing.reason ? JSON.stringify(doing.reason.legalBasis) : null,
      doing.details ? JSON.stringify(doing.details) : null,
      doing.at,
    ],
  );
}

/** A step that is left waits for no department any more, nor does one whose letters were about other data. */
const closesLetters = ({ state, context }: Case, next: Advanced, event: CaseEvent): boolean =>
  context.openInquiries > 0 && (stepOf(next.state) !== stepOf(state) || ('overtakes' in event && event.overtakes));

/** The step of a route at which a case stands; null outside the reviews. */
export const stepOf = (state: string): string | null =>
  state.startsWith('review.') ? (state.split('.')[1] ?? null) : null;

/** Where a case waits for one body: a step of its route, or a state outside the reviews. */
export const placeOf = (state: string): string => stepOf(state) ?? state;

/** Which letters an act closed. */
const withClosed = (doing: Doing, closedInquiries: readonly string[]): Doing =>
  closedInquiries.length === 0 ? doing : { ...doing, facts: { ...doing.facts, closedInquiries: [...closedInquiries] } };

function factOf(track: Track, before: Case, after: Case, event: CaseEvent, doing: Doing): AuditFact {
  return {
    chain: `case:${before.id}`,
    act: event.type,
    by: doing.by,
    facts: {
      ...doing.facts,
      from: before.state,
      to: after.state,
      version: after.version,
      policy: track.policy.policy,
      course: track.course.id,
      ...(doing.reason ? { reason: doing.reason.code } : {}),
    },
    contents: {
      ...(doing.reason ? { reasonText: doing.reason.text, legalBasis: doing.reason.legalBasis } : {}),
      ...(doing.details ? { details: doing.details } : {}),
      ...doing.sealed,
    },
  };
}

/** A step passed over is an entry of its own: nothing is left out silently. */
const skips = (next: Advanced, after: Case): AuditFact[] =>
  next.effects.flatMap((effect) =>
    effect.type === 'skip_step'
      ? [
          {
            chain: `case:${after.id}`,
            act: 'skip_step',
            by: THE_CLOCK,
            facts: { step: effect.step, why: 'the organisation names no body for this step', version: after.version },
          },
        ]
      : [],
  );
