import type { Tx } from '../database/transactions.js';
import { isRefusal, refuse, type Refusal } from '../kernel/refusal.js';
import type { SlateParticulars } from '../policy/checks/facts.js';
import { seatTaken, type Elected } from '../policy/seat-taken.js';
import type { Post } from '../policy/terms.js';
import { advance } from '../workflow/advance.js';
import { eventOf, type CaseAct } from '../workflow/events.js';
import { stepOf } from './apply-event.js';
import type { Case } from './case-row.js';
import type { Track } from './policy-book.js';
import { outOf } from './roster-rows.js';

/** The acts by which a case can come to its end; the clock has none: no silence and no end of a notice is the last of a route. */
const COMPLETING: readonly CaseAct[] = ['approve', 'file', 'register'];
/** The states in which a post is held. */
const HELD: readonly string[] = ['filed', 'registered', 'approved'];

/**
 * An elected candidate whose rejection was set aside waits with the last act as long as others have the seats of the post:
 * of one seat two persons would be recorded as holders.
 */
export async function seatInTheWay(
  db: Pick<Tx, 'query'>,
  row: Case,
  track: Pick<Track, 'chart' | 'course'>,
  act: CaseAct,
): Promise<Refusal | null> {
  if (!row.context.reconsidered || !COMPLETING.includes(act) || isBeforeVote(row, track)) return null;
  const next = advance(track.chart, row, eventOf(act));
  if (isRefusal(next) || !HELD.includes(next.state)) return null;
  const { elected, particulars } = await electedOf(db, row.slateId);
  const own = elected.find(({ id }) => id === row.id);
  const taken = own ? seatTaken(own, elected, particulars) : null;
  return taken && refuse('seat_taken', { ...taken });
}

function isBeforeVote({ state }: Case, { course: { route } }: Pick<Track, 'course'>): boolean {
  const step = stepOf(state);
  const here = route.stages.findIndex((stage) => stage.kind === 'review' && stage.step === step);
  return step !== null && here < route.stages.findIndex(({ kind }) => kind === 'election');
}

async function electedOf(db: Pick<Tx, 'query'>, slateId: string) {
  const rows = await db.query<{ id: string; posts: string; particulars: string | null; returned_at: string | null }>(
    `SELECT c.id, c.posts, s.particulars,
       (SELECT MAX(a.at) FROM case_acts a WHERE a.case_id = c.id AND a.number > v.number
          AND a.act = 'conclude_reconsideration' AND a.from_state = 'reconsidering' AND a.to_state <> 'notPassed') AS returned_at
     FROM cases c JOIN slates s ON s.id = c.slate_id
       JOIN case_acts v ON v.case_id = c.id AND v.act = 'record_election'
     WHERE c.slate_id = ? AND NOT ${outOf('c')} AND c.state <> 'reconsidering' ORDER BY c.id`,
    [slateId],
  );
  const particulars = JSON.parse(rows[0]?.particulars ?? '{}') as SlateParticulars;
  const elected = rows.map(({ id, posts, returned_at }): Elected => ({
    id,
    posts: JSON.parse(posts) as Post[],
    returnedAt: returned_at,
  }));
  return { elected, particulars };
}
