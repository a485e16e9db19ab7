import { findBodies } from '../bodies/body-row.js';
import type { Tx } from '../database/transactions.js';
import { remindersOf } from '../policy/reminders.js';
import type { Policy } from '../policy/policy.js';
import type { Duty } from '../policy/terms.js';
import { dateInChina, type Calendar } from '../policy/working-days.js';
import type { Case } from './case-row.js';
import type { DeadlineColumns } from './deadlines.js';
import { remindersSent } from './reminder-rows.js';
import { recipientOf } from './send-reminders.js';

/** A reminder of a deadline that was sent, or is to come if nothing is done by then. */
export interface ReminderView {
  readonly reminder: string;
  /** The day on which it was sent, or will be. */
  readonly on: string;
  readonly body: string;
  readonly bodyName: string;
  readonly duty: Duty;
  /** Whether it goes to the next in line, who sees the case from then on. */
  readonly escalated: boolean;
  readonly sentAt: string | null;
}

/** Those of a deadline that were sent, and, while its end is known, those to come. */
export async function remindersAbout(
  db: Pick<Tx, 'query'>,
  calendar: Calendar,
  { reminders = [] }: Pick<Policy, 'reminders'>,
  deadline: DeadlineColumns,
  row: Case,
): Promise<ReminderView[]> {
  const sent = (await remindersSent(db, deadline.id)).map((each) => ({ ...each, on: dateInChina(each.sentAt) }));
  const { period, unit, started_on: startedOn, due_on: dueOn, status, provisional } = deadline;
  // Of a letter its department is reminded, which is nobody's to know who is only told that the clock stands still.
  const known = provisional === 0 && period !== 'inquiry' && (status === 'running' || status === 'passed');
  const toCome = remindersOf(calendar, known ? reminders : [], { period, unit, startedOn, dueOn })
    .filter(({ reminder }) => !sent.some((each) => each.reminder === reminder.id))
    .map(({ reminder, day }) => ({ reminder: reminder.id, on: day, ...recipientOf(reminder, row), sentAt: null }));
  const all = [...sent, ...toCome];
  const names = await findBodies(db, [...new Set(all.map(({ body }) => body))]);
  return all.map((each) => ({ ...each, bodyName: names.find(({ id }) => id === each.body)?.name ?? each.body }));
}
