import type { Policy } from '../../src/policy/policy.js';
import type { Reminder } from '../../src/policy/reminder.js';
import { nextReminder, type Reminded as ReminderOf } from '../../src/policy/reminders.js';
import type { Calendar } from '../../src/policy/working-days.js';

/** A reminder that was sent, of a deadline or a letter, and whether that was late by then, or done. */
export interface Reminded {
  readonly reminder: Reminder;
  readonly day: string;
  readonly dueOn: string;
  readonly late: boolean;
  readonly done: boolean;
}

/** As the product does it: before its end while it runs, after its end once it has passed, each once, the earlier first. */
export function sendReminders(
  calendar: Calendar,
  { reminders = [] }: Pick<Policy, 'reminders'>,
  { reminded }: { readonly reminded: Reminded[] },
  about: ReminderOf,
  { late, done }: { readonly late: boolean; readonly done: boolean },
  day: string,
): void {
  const sent = () => reminded.map(({ reminder }) => reminder.id);
  for (;;) {
    const next = done ? undefined : nextReminder(calendar, reminders, about, sent());
    if (!next || next.day > day || next.day > about.dueOn !== late) return;
    reminded.push({ reminder: next.reminder, day: next.day, dueOn: about.dueOn, late, done });
  }
}
