import type { Tx } from '../database/transactions.js';
import { refuse, type Refusal } from '../kernel/refusal.js';
import type { Post } from '../policy/terms.js';
import type { Slate } from './slate-row.js';

/** Of a case `c`: it is under way, or is a rejection whose reconsideration may still be asked for. */
const LIVING = "(c.ended = 0 OR c.state = 'notPassed' AND c.due_at IS NOT NULL)";

/**
 * One occasion of an organisation is one bundle: a second slate beside it would be judged, put on notice and voted on
 * apart from the first. Who is still to be named joins the first slate. The organisation has to be locked.
 * @returns `occasion_under_review` with the slate and its submitting body, as long as a case of that slate is living
 */
export async function bundleInTheWay(tx: Tx, slate: Slate): Promise<Refusal | null> {
  const [other] = await tx.query<{ id: string; submitting_body_id: string }>(
    `SELECT s.id, s.submitting_body_id FROM slates s
     WHERE s.organisation_id = ? AND s.occasion = ? AND s.term_number = ? AND s.id <> ? AND s.state = 'submitted'
       AND EXISTS (SELECT 1 FROM cases c WHERE c.slate_id = s.id AND ${LIVING})
     ORDER BY s.id LIMIT 1`,
    [slate.organisationId, slate.occasion, slate.termNumber, slate.id],
  );
  if (!other) return null;
  const { occasion, termNumber } = slate;
  return refuse('occasion_under_review', { slate: other.id, body: other.submitting_body_id, occasion, termNumber });
}

/**
 * One person has one living review for a post of an organisation: two could end differently. The organisation has to be
 * locked.
 * @param from of the slate's candidates, those from this place on are asked about
 * @returns `candidate_under_review` with the candidate's place among those, and the posts
 */
export async function reviewInTheWay(tx: Tx, { id, organisationId }: Slate, from: number): Promise<Refusal | null> {
  const living = await tx.query<{ ordinal: number; posts: string; taken: string }>(
    `SELECT k.ordinal, k.posts, c.posts AS taken FROM candidates k
     JOIN candidates other ON other.person_id = k.person_id AND other.id <> k.id
     JOIN cases c ON c.candidate_id = other.id AND c.organisation_id = ? AND ${LIVING}
     WHERE k.slate_id = ? AND k.ordinal >= ? ORDER BY k.ordinal`,
    [organisationId, id, from],
  );
  for (const { ordinal, posts, taken } of living) {
    const both = (JSON.parse(posts) as Post[]).filter((post) => (JSON.parse(taken) as Post[]).includes(post));
    if (both.length > 0) return refuse('candidate_under_review', { candidate: ordinal - from, posts: both });
  }
  return null;
}
