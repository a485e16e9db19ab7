import type { Tx } from '../database/transactions.js';
import { newId } from '../kernel/ids.js';
import { periodOf, type Period, type Policy } from '../policy/policy.js';
import type { PeriodKey } from '../policy/terms.js';
import type { CaseAct } from '../workflow/events.js';
import { calendarNameFor } from './body-calendar.js';
import type { Case } from './case-row.js';
import type { PolicyBook } from './policy-book.js';
import { remindersSent } from './reminder-rows.js';
import { begun, goneOn, usedWhenStopped, type Budget } from '../policy/budget.js';
import { nextReminder } from '../policy/reminders.js';
import { dateInChina, daysUsed, endOfDayInChina, type Calendar } from '../policy/working-days.js';

/** A deadline as it stands in the table: a budget of days, how many of them are used, and when it is over. */
export interface DeadlineColumns {
  id: string;
  case_id: string;
  period: PeriodKey;
  length: number;
  unit: 'working_days' | 'calendar_days';
  when_passed: Period['whenPassed'];
  source: string;
  started_on: string;
  used: number;
  due_on: string;
  due_at: string;
  provisional: number;
  status: 'running' | 'suspended' | 'met' | 'passed' | 'ended';
  /** When the next reminder is due; null: none is to come, or none can be told while the end is provisional. */
  remind_at: string | null;
  /** The calendar of a body by which it is counted; null: the national one. */
  calendar: string | null;
}

/** @returns the instant at which the new deadline has passed */
export function startDeadline(
  tx: Pick<Tx, 'send'>,
  { calendar, name }: { readonly calendar: Calendar; readonly name: string | null },
  policy: Policy,
  caseId: string,
  key: PeriodKey,
  at: string,
): string {
  const period = periodOf(policy, key);
  const budget = begun(calendar, period, dateInChina(at));
  const { startedOn, dueOn, provisional } = budget;
  const dueAt = endOfDayInChina(dueOn);
  tx.send(
    `INSERT INTO deadlines (id, case_id, period, length, unit, when_passed, source, started_on, used, due_on, due_at,
      provisional, status, remind_at, calendar) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, 'running', ?, ?)`,
    [
      newId(),
      caseId,
      key,
      period.length,
      period.unit,
      period.whenPassed,
      period.source,
      startedOn,
      dueOn,
      dueAt,
      provisional ? 1 : 0,
      remindAt(calendar, policy, key, budget, []),
      name,
    ],
  );
  return dueAt;
}

/**
 * When the next reminder of a deadline is due; null while its end is a guess, and while a department is asked, which is
 * reminded of its letter (`remind-departments`). @param sent ids of those that were sent
 */
export const remindAt = (
  calendar: Calendar,
  { reminders = [] }: Pick<Policy, 'reminders'>,
  period: PeriodKey,
  budget: Pick<Budget, 'unit' | 'startedOn' | 'dueOn' | 'provisional'>,
  sent: readonly string[],
): string | null =>
  reminders.length === 0 || budget.provisional || period === 'inquiry'
    ? null
    : (nextReminder(calendar, reminders, { period, ...budget }, sent)?.at ?? null);

/** The running deadline was met, whether in time or late; of one that had passed nobody is reminded any more. */
export function stopDeadline(tx: Tx, caseId: string): void {
  tx.send(
    `UPDATE deadlines SET status = CASE status WHEN 'running' THEN 'met' ELSE status END, remind_at = NULL
     WHERE case_id = ? AND (status = 'running' OR (status = 'passed' AND remind_at IS NOT NULL))`,
    [caseId],
  );
}

/** The case is over: what runs or rests will never be due, and nobody is reminded of what has passed. */
export function endDeadlines(tx: Tx, caseId: string): void {
  tx.send(
    `UPDATE deadlines SET status = CASE status WHEN 'passed' THEN status ELSE 'ended' END, remind_at = NULL
     WHERE case_id = ? AND (status IN ('running', 'suspended') OR (status = 'passed' AND remind_at IS NOT NULL))`,
    [caseId],
  );
}

/** Stops the clock while the case waits for somebody else, by an act and for a reason; the days used so far stay used. */
export async function suspendDeadline(
  tx: Tx,
  book: PolicyBook,
  caseId: string,
  by: { readonly act: CaseAct; readonly reason: string | null },
  at: string,
): Promise<void> {
  const current = await countingDeadline(tx, caseId);
  if (!current) return;
  const { status, used, started_on } = current;
  const today = dateInChina(at);
  const usedByNow = usedWhenStopped(book.calendarOf(current.calendar), budgetOf(current), today, status === 'passed');
  tx.send(`UPDATE deadlines SET status = 'suspended', used = ? WHERE id = ?`, [usedByNow, current.id]);
  tx.send(
    `INSERT INTO deadline_spans (deadline_id, number, started_on, stopped_on, stopped_by, counted, reason_code)
     SELECT CAST(? AS TEXT), COUNT(*) + 1, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS INTEGER),
       CAST(? AS TEXT)
     FROM deadline_spans WHERE deadline_id = ?`,
    [current.id, started_on, today, by.act, usedByNow - used, by.reason, current.id],
  );
}

/** With others that have passed something else was done: the case went on, or was over. */
const LEAVES_LATE = `when_passed IN ('overdue', 'close_notice')`;

/** The deadline of a case that runs, else the one that it is late with. */
export async function countingDeadline(tx: Tx, caseId: string): Promise<DeadlineColumns | undefined> {
  const [current] = await tx.query<DeadlineColumns>(
    `SELECT * FROM deadlines WHERE case_id = ? AND status IN ('running', 'passed')
     ORDER BY CASE status WHEN 'running' THEN 0 ELSE 1 END,
       CASE WHEN ${LEAVES_LATE} AND due_at = (SELECT c.due_at FROM cases c WHERE c.id = ?) THEN 0 ELSE 1 END,
       started_on DESC, id DESC LIMIT 1`,
    [caseId, caseId],
  );
  return current;
}

const budgetOf = ({ length, unit, used, started_on, due_on, provisional }: DeadlineColumns): Budget => ({
  length,
  unit,
  used,
  startedOn: started_on,
  dueOn: due_on,
  provisional: provisional === 1,
});

/** Goes on with what is left of the suspended budget. @returns the new end, or null if nothing was suspended */
export async function resumeDeadline(
  tx: Tx,
  book: PolicyBook,
  policy: Pick<Policy, 'reminders'>,
  row: Pick<Case, 'id' | 'turnBodyId'>,
  at: string,
): Promise<string | null> {
  const suspended = await suspendedDeadline(tx, row.id);
  if (!suspended) return null;
  return goOn(tx, book, policy, { suspended, turnBodyId: row.turnBodyId }, (calendar, budget) =>
    goneOn(calendar, budget, dateInChina(at)),
  );
}

/** The deadline of a case whose clock stands still, or that waits while somebody else's counts. */
export async function suspendedDeadline(db: Pick<Tx, 'query'>, caseId: string): Promise<DeadlineColumns | undefined> {
  const [suspended] = await db.query<DeadlineColumns>(
    `SELECT * FROM deadlines WHERE case_id = ? AND status = 'suspended'`,
    [caseId],
  );
  return suspended;
}

/** @param from what is left of the budget, and when it ends @returns the new end */
export async function goOn(
  tx: Tx,
  book: PolicyBook,
  policy: Pick<Policy, 'reminders'>,
  { suspended, turnBodyId }: { readonly suspended: DeadlineColumns; readonly turnBodyId: string | null },
  from: (calendar: Calendar, budget: Budget) => Budget,
): Promise<string> {
  // The body may have got another calendar while it rested.
  const name = await calendarNameFor(tx, book, suspended.period, turnBodyId);
  const calendar = book.calendarOf(name);
  const used = await usedByNow(tx, calendar, suspended);
  const budget = from(calendar, { ...budgetOf(suspended), used });
  const { startedOn, dueOn, provisional } = budget;
  const dueAt = endOfDayInChina(dueOn);
  const sent = policy.reminders ? await remindersSent(tx, suspended.id) : [];
  tx.send(
    `UPDATE deadlines SET status = 'running', used = ?, started_on = ?, due_on = ?, due_at = ?, provisional = ?,
       remind_at = ?, calendar = ? WHERE id = ?`,
    [
      used,
      startedOn,
      dueOn,
      dueAt,
      provisional ? 1 : 0,
      remindAt(
        calendar,
        policy,
        suspended.period,
        budget,
        sent.map(({ reminder }) => reminder),
      ),
      name,
      suspended.id,
    ],
  );
  return dueAt;
}

/**
 * The days that the stretches of a deadline have used that are over. Where its end was a guess they were, too: they are
 * counted again by the calendar there is now, but never come to more, so that no rest costs anybody a day.
 */
export async function usedByNow(
  db: Pick<Tx, 'query'>,
  calendar: Calendar,
  { id, used, unit, provisional }: DeadlineColumns,
): Promise<number> {
  if (provisional === 0 || used === 0) return used;
  const spans = await spansOf(db, id);
  return spans.reduce(
    (sum, { started_on, stopped_on, counted }) =>
      sum - Math.max(counted - daysUsed(calendar, started_on, stopped_on, unit), 0),
    used,
  );
}

/** Whoever is reminded of a period has done what it is for, though it goes on for somebody else. */
export function remindNoMore(tx: Tx, caseId: string, period: PeriodKey): void {
  tx.send("UPDATE deadlines SET remind_at = NULL WHERE case_id = ? AND period = ? AND status = 'running'", [
    caseId,
    period,
  ]);
}

/** The deadline of a case that matters now: the running or suspended one, else the one that it is late with, while it is overdue. */
export async function currentDeadline(
  db: Pick<Tx, 'query'>,
  { id, overdue, dueAt }: Pick<Case, 'id' | 'overdue' | 'dueAt'>,
): Promise<DeadlineColumns | undefined> {
  const all = await db.query<DeadlineColumns>(
    `SELECT * FROM deadlines
     WHERE case_id = ? AND (status IN ('running', 'suspended') OR (status = 'passed' AND ${LEAVES_LATE})) ORDER BY id DESC`,
    [id],
  );
  const late = overdue ? all.filter(({ status, due_at }) => status === 'passed' && due_at === dueAt) : [];
  return (
    all.find(({ status }) => status === 'running') ??
    // While a revocation is looked at again the case's own clock stands still, and the body can be late all the same. For a
    // department that is late nobody but the clock that stands still can be told of.
    late.find(({ period }) => period !== 'inquiry') ??
    all.find(({ status }) => status === 'suspended') ??
    (overdue ? (late[0] ?? all[0]) : undefined)
  );
}

/** A stretch of days in which the clock of a deadline ran until an act stopped it. */
export interface DeadlineSpan {
  readonly started_on: string;
  readonly stopped_on: string;
  readonly stopped_by: CaseAct;
  /** A reason of the policy; null of one that was stopped before reasons were kept, or that needs none. */
  readonly reason_code: string | null;
  readonly counted: number;
}

/** The stretches of a deadline that are over, the oldest first. */
export const spansOf = (db: Pick<Tx, 'query'>, deadlineId: string): Promise<DeadlineSpan[]> =>
  db.query(
    `SELECT started_on, stopped_on, stopped_by, reason_code, counted FROM deadline_spans
     WHERE deadline_id = ? ORDER BY number`,
    [deadlineId],
  );
