import type { Tx } from '../database/transactions.js';
import type { PeriodKey } from '../policy/terms.js';
import type { PolicyBook } from './policy-book.js';

/**
 * The periods in which a body is on turn, or a department is asked. The others run for the submitter or the public, by the
 * national calendar.
 */
const OF_A_BODY: readonly PeriodKey[] = [
  'acceptance',
  'decision',
  'deferral',
  'publication',
  'filing',
  'registration',
  'inquiry',
];

/** The calendar by which a period is counted that runs while this body is on turn, or is asked; null: the national one. */
export async function calendarNameFor(
  db: Pick<Tx, 'query'>,
  book: PolicyBook,
  period: PeriodKey,
  bodyId: string | null,
): Promise<string | null> {
  // Where no body can have one, nobody is asked: a deadline begins with nearly every act.
  if (book.calendarNames.length === 0 || bodyId === null || !OF_A_BODY.includes(period)) return null;
  const [body] = await db.query<{ calendar: string | null }>('SELECT calendar FROM bodies WHERE id = ?', [bodyId]);
  return body?.calendar ?? null;
}
