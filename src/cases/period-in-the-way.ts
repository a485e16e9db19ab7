import type { Tx } from '../database/transactions.js';
import { refuse, type Refusal } from '../kernel/refusal.js';
import { dateInChina } from '../policy/working-days.js';
import type { CaseAct } from '../workflow/events.js';
import type { DeadlineColumns } from './deadlines.js';

/**
 * Two acts depend on a period: a notice closes after its end, and reconsideration is asked for before its own. An end
 * that is only provisional never takes the right to reconsideration away.
 * @returns null if no period stands in the way of the act at this instant, or the refusal
 */
export async function periodInTheWay(
  db: Pick<Tx, 'query'>,
  caseId: string,
  act: CaseAct,
  at: string,
): Promise<Refusal | null> {
  if (act !== 'close_notice' && act !== 'reconsider') return null;
  const period = act === 'close_notice' ? 'notice' : 'reconsideration';
  const [deadline] = await db.query<Pick<DeadlineColumns, 'due_at' | 'due_on' | 'provisional'>>(
    'SELECT due_at, due_on, provisional FROM deadlines WHERE case_id = ? AND period = ? ORDER BY due_at DESC LIMIT 1',
    [caseId, period],
  );
  if (!deadline) return null;
  const facts = { lastDay: deadline.due_on, today: dateInChina(at) };
  const running = at < deadline.due_at;
  if (act === 'close_notice') return running ? refuse('notice_period_running', facts) : null;
  return running || deadline.provisional === 1 ? null : refuse('reconsideration_period_over', facts);
}
