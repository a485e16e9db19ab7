import type { Tx } from '../database/transactions.js';
import { endAnew, goneOn } from '../policy/budget.js';
import type { Policy } from '../policy/policy.js';
import { dateInChina } from '../policy/working-days.js';
import type { Case } from './case-row.js';
import { countingDeadline, goOn, suspendedDeadline, type DeadlineColumns } from './deadlines.js';
import type { PolicyBook } from './policy-book.js';

/**
 * The deadline of the body waits while somebody else's counts, and its days go on: those who are heard a second time are heard
 * in the body's own time. It fires when it is taken up again, not in the middle of a hearing.
 */
export async function setAsideDeadline(tx: Tx, caseId: string): Promise<void> {
  const current = await countingDeadline(tx, caseId);
  if (current) tx.send(`UPDATE deadlines SET status = 'suspended' WHERE id = ?`, [current.id]);
}

/**
 * The body's deadline counts again, from the day from which it counted before.
 * @returns its end, which may be over; null if none was set aside
 */
export async function takeUpDeadline(
  tx: Tx,
  book: PolicyBook,
  policy: Pick<Policy, 'reminders'>,
  row: Pick<Case, 'id' | 'turnBodyId'>,
  at: string,
): Promise<string | null> {
  const suspended = await suspendedDeadline(tx, row.id);
  if (!suspended) return null;
  return goOn(tx, book, policy, { suspended, turnBodyId: row.turnBodyId }, (calendar, budget) => {
    const { dueOn, ...rest } = goneOn(calendar, budget, budget.startedOn);
    // A calendar may have come meanwhile, or the body have got another one.
    return { ...rest, ...endAnew(budget, { date: dueOn, provisional: rest.provisional }, dateInChina(at)) };
  });
}

/** Of a case in which those concerned are heard a second time: the deadline of the body, whose days go on; else null. */
export async function deadlineSetAside(
  db: Pick<Tx, 'query'>,
  { id, state, context }: Pick<Case, 'id' | 'state' | 'context'>,
): Promise<DeadlineColumns | null> {
  const heard = /^answering(OnNotice|Revocation)$|\.answering$/.test(state);
  return heard && context.hearingStood ? ((await suspendedDeadline(db, id)) ?? null) : null;
}
