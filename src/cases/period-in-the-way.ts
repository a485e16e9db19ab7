import type { Tx } from '../database/transactions.js';
import { refuse, type ReasonCode, type Refusal } from '../kernel/refusal.js';
import type { PeriodKey } from '../policy/terms.js';
import { dateInChina } from '../policy/working-days.js';
import type { CaseAct } from '../workflow/events.js';
import type { Case } from './case-row.js';
import type { DeadlineColumns } from './deadlines.js';
import type { Track } from './policy-book.js';
import { reviewAt } from './review-at.js';
import { silentEvent } from './silence.js';

/** Of an act that has to come before the end of a period, or after it. */
type Bound = { readonly period: PeriodKey } & ({ readonly after: ReasonCode } | { readonly before: ReasonCode });

/**
 * Some acts depend on a period: a notice closes after its end; reconsideration, and where the policy says so a supplement,
 * are asked for before their own. An end that is only provisional never takes a right away. And when a period is over by which
 * a case moves by itself, it has moved, though the clock has still to say so: nobody acts on what it was before.
 * @returns null if no period stands in the way of the act at this instant, or the refusal
 */
export async function periodInTheWay(
  db: Pick<Tx, 'query'>,
  row: Case,
  track: Track,
  act: CaseAct,
  at: string,
): Promise<Refusal | null> {
  return (await ownPeriodInTheWay(db, row, track, act, at)) ?? (await movedByTheClock(db, row, track, at));
}

/** What the clock does of these ends, it does whatever else happened: a case lapses, a finding is final, an answer is late. */
const MOVED_AT_THEIR_END: readonly DeadlineColumns['when_passed'][] = ['lapse', 'final', 'close_answering', 'resume'];

async function movedByTheClock(db: Pick<Tx, 'query'>, row: Case, track: Track, at: string): Promise<Refusal | null> {
  if (row.dueAt === null || at < row.dueAt) return null;
  const [over] = await db.query<Pick<DeadlineColumns, 'period' | 'due_on' | 'when_passed'>>(
    `SELECT period, due_on, when_passed FROM deadlines
     WHERE case_id = ? AND status = 'running' AND provisional = 0 AND due_at <= ?`,
    [row.id, at],
  );
  if (!over) return null;
  const moves = MOVED_AT_THEIR_END.includes(over.when_passed) || silentEvent(row, track, over.period) !== null;
  return moves ? refuse('period_over_unrecorded', { lastDay: over.due_on, today: dateInChina(at) }) : null;
}

async function ownPeriodInTheWay(
  db: Pick<Tx, 'query'>,
  row: Case,
  track: Track,
  act: CaseAct,
  at: string,
): Promise<Refusal | null> {
  const bound = boundOf(row, track, act);
  if (!bound) return null;
  const [deadline] = await db.query<Pick<DeadlineColumns, 'due_at' | 'due_on' | 'provisional'>>(
    'SELECT due_at, due_on, provisional FROM deadlines WHERE case_id = ? AND period = ? ORDER BY due_at DESC LIMIT 1',
    [row.id, bound.period],
  );
  if (!deadline) return null;
  const facts = { lastDay: deadline.due_on, today: dateInChina(at) };
  const running = at < deadline.due_at;
  if ('after' in bound) return running ? refuse(bound.after, facts) : null;
  return running || deadline.provisional === 1 ? null : refuse(bound.before, facts);
}

function boundOf(row: Case, track: Pick<Track, 'course'>, act: CaseAct): Bound | null {
  if (act === 'close_notice') return { period: 'notice', after: 'notice_period_running' };
  if (act === 'reconsider') return { period: 'reconsideration', before: 'reconsideration_period_over' };
  return act === 'return_for_supplement' ? supplementBound(row, track) : null;
}

/** Where the step is not in the period that its policy names, it is not yet there, or its chart refuses by itself. */
function supplementBound(row: Case, track: Pick<Track, 'course'>): Bound | null {
  const within = reviewAt(row, track)?.supplements?.within;
  const here = row.state.endsWith('.awaiting') ? 'acceptance' : 'decision';
  return within === here ? { period: within, before: 'supplement_period_over' } : null;
}
