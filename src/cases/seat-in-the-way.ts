import type { Tx } from '../database/transactions.js';
import { isRefusal, refuse, type Refusal } from '../kernel/refusal.js';
import type { SlateParticulars } from '../policy/checks/facts.js';
import { seatTaken, type Elected } from '../policy/seat-taken.js';
import { isSingle } from '../policy/checks/roster.js';
import type { Occasion, Post } from '../policy/terms.js';
import { advance } from '../workflow/advance.js';
import { eventOf, type CaseAct } from '../workflow/events.js';
import { stepOf } from './apply-event.js';
import type { Case } from './case-row.js';
import type { Track } from './policy-book.js';
import { outOf, REVOCATION_OPEN } from './roster-rows.js';

/** The acts by which a case can come to its end; the clock has none: no silence and no end of a notice is the last of a route. */
const COMPLETING: readonly CaseAct[] = ['approve', 'file', 'register'];
/** The states in which a post is held. */
const HELD: readonly string[] = ['filed', 'registered', 'approved'];

/**
 * An elected candidate whose rejection was set aside waits with the last act as long as others have the seats of the post, and
 * nobody is elected to a seat to which another slate elected somebody: of one seat two persons would be recorded as holders.
 * @param act of a record of the vote, one that elects
 */
export async function seatInTheWay(
  db: Pick<Tx, 'query'>,
  row: Case,
  track: Pick<Track, 'chart' | 'course'>,
  act: CaseAct,
): Promise<Refusal | null> {
  if (act === 'record_election') return row.state === 'passed' ? electedElsewhere(db, row) : null;
  if (!row.context.reconsidered || !COMPLETING.includes(act) || isBeforeVote(row, track)) return null;
  const next = advance(track.chart, row, eventOf(act));
  if (isRefusal(next) || !HELD.includes(next.state)) return null;
  const { elected, particulars } = await electedOf(db, row);
  const own = elected.find(({ id }) => id === row.id);
  const taken = own ? seatTaken(own, elected, particulars) : null;
  return taken && refuse('seat_taken', { ...taken });
}

/**
 * A re-election and a mid-term adjustment of one term are two slates. Once the result of the one is recorded to its end, whoever the
 * other elects follows that holder; while it is open, be it that it may be taken away, both would be the next one.
 */
async function electedElsewhere(db: Pick<Tx, 'query'>, { slateId, posts }: Case): Promise<Refusal | null> {
  const [own, others] = await Promise.all([
    particularsOf(db, slateId),
    db.query<{ posts: string; occasion: Occasion; term_number: number; body: string }>(
      `SELECT c.posts, s.occasion, s.term_number, s.submitting_body_id AS body
       FROM slates own JOIN slates s ON s.organisation_id = own.organisation_id AND s.term_number = own.term_number
         JOIN cases c ON c.slate_id = s.id
       WHERE own.id = ? AND s.id <> own.id AND (c.ended = 0 OR ${REVOCATION_OPEN}) AND c.state <> 'reconsidering'
         AND EXISTS (SELECT 1 FROM case_acts a WHERE a.case_id = c.id AND a.act = 'record_election') ORDER BY c.id`,
      [slateId],
    ),
  ]);
  for (const post of posts.filter((each) => isSingle(each, own))) {
    const other = others.find((each) => (JSON.parse(each.posts) as Post[]).includes(post));
    if (!other) continue;
    const { occasion, term_number: termNumber, body } = other;
    return refuse('elected_by_another_slate', { post, occasion, termNumber, body });
  }
  return null;
}

function isBeforeVote({ state }: Case, { course: { route } }: Pick<Track, 'course'>): boolean {
  const step = stepOf(state);
  const here = route.stages.findIndex((stage) => stage.kind === 'review' && stage.step === step);
  return step !== null && here < route.stages.findIndex(({ kind }) => kind === 'election');
}

async function particularsOf(db: Pick<Tx, 'query'>, slateId: string): Promise<SlateParticulars> {
  const [slate] = await db.query<{ particulars: string | null }>('SELECT particulars FROM slates WHERE id = ?', [
    slateId,
  ]);
  return JSON.parse(slate?.particulars ?? '{}') as SlateParticulars;
}

/** Those elected by votes of the slate; and, to posts of which there is one, by later votes of other slates of the term. */
const ELECTED = `
  SELECT c.id, c.slate_id, c.posts,
    (SELECT MAX(a.at) FROM case_acts a WHERE a.case_id = c.id AND a.number > v.number
       AND a.act = 'conclude_reconsideration' AND a.from_state = 'reconsidering' AND a.to_state <> 'notPassed') AS returned_at
  FROM slates own JOIN slates s ON s.organisation_id = own.organisation_id AND s.term_number = own.term_number
    JOIN cases c ON c.slate_id = s.id JOIN case_acts v ON v.case_id = c.id AND v.act = 'record_election'
  WHERE own.id = ? AND NOT ${outOf('c')}
    AND (s.id = own.id OR v.at > (SELECT MAX(o.at) FROM case_acts o WHERE o.case_id = ? AND o.act = 'record_election'))
  ORDER BY c.id`;

async function electedOf(db: Pick<Tx, 'query'>, { id: caseId, slateId }: Case) {
  const [particulars, rows] = await Promise.all([
    particularsOf(db, slateId),
    db.query<{ id: string; slate_id: string; posts: string; returned_at: string | null }>(ELECTED, [slateId, caseId]),
  ]);
  const elected = rows.map(({ id, slate_id, posts, returned_at }): Elected => {
    const held = JSON.parse(posts) as Post[];
    return {
      id,
      // How many seats of other posts there are in all, a slate does not say.
      posts: slate_id === slateId ? held : held.filter((post) => isSingle(post, particulars)),
      returnedAt: returned_at,
    };
  });
  return { elected, particulars };
}
