import { COMPLETED, LIVING } from '../cases/roster-rows.js';
import type { Tx } from '../database/transactions.js';
import { refuse, type Refusal } from '../kernel/refusal.js';
import type { Organisation } from '../organisations/organisation-row.js';
import { mandateOf, type Official } from '../policy/actor.js';
import type { Policy } from '../policy/policy.js';
import { coursesFor } from '../policy/route.js';
import type { Post } from '../policy/terms.js';
import type { Slate } from './slate-row.js';

/** Whether a slate is still under way. */
export async function isLiving(tx: Tx, slateId: string): Promise<boolean> {
  return (await tx.query(`SELECT 1 FROM cases c WHERE c.slate_id = ? AND ${LIVING} LIMIT 1`, [slateId])).length > 0;
}

/**
 * One occasion of an organisation is one bundle: a second slate beside it would be judged, put on notice and voted on
 * apart from the first. Who is still to be named joins the first slate. The organisation has to be locked.
 * @returns `occasion_under_review` with the submitting body of the other slate, and its id if that is the actor's too, as
 *   long as a case of that slate is living
 */
export async function bundleInTheWay(tx: Tx, slate: Slate, actor: Official): Promise<Refusal | null> {
  const [other] = await tx.query<{ id: string; submitting_body_id: string }>(
    `SELECT s.id, s.submitting_body_id FROM slates s
     WHERE s.organisation_id = ? AND s.occasion = ? AND s.term_number = ? AND s.id <> ? AND s.state = 'submitted'
       AND EXISTS (SELECT 1 FROM cases c WHERE c.slate_id = s.id AND ${LIVING})
     ORDER BY s.id LIMIT 1`,
    [slate.organisationId, slate.occasion, slate.termNumber, slate.id],
  );
  if (!other) return null;
  const { occasion, termNumber } = slate;
  const body = other.submitting_body_id;
  const own = mandateOf(actor, 'submitter', body) ? { slate: other.id } : {};
  return refuse('occasion_under_review', { ...own, body, occasion, termNumber });
}

/** Of a case `c`: its candidate holds the post, by a review of this term, or will if it ends well. */
const HELD = `(${LIVING} OR ${COMPLETED} AND s.term_number = ?)`;

/** A review that a candidate's person has already: for which posts, and whether it could still end differently. */
interface Held {
  readonly ordinal: number;
  readonly posts: string;
  readonly held: string;
  readonly living: number;
  readonly course_id: string;
  readonly same_slate: number;
}

/**
 * One person has one living review for a post of an organisation, and one for a route of a slate: two could end
 * differently. Nor is anybody reviewed for a post that excludes another one which they hold, or are reviewed for. The
 * organisation has to be locked.
 * @param from of the slate's candidates, those from this place on are asked about
 * @returns `candidate_under_review` or `posts_exclude_each_other`, with the candidate's place among those, and the posts
 */
export async function reviewInTheWay(
  tx: Tx,
  slate: Slate,
  organisation: Organisation,
  policy: Policy,
  from: number,
): Promise<Refusal | null> {
  const rows = await tx.query<Held>(
    `SELECT k.ordinal, k.posts, c.posts AS held, CASE WHEN ${LIVING} THEN 1 ELSE 0 END AS living, c.course_id,
       CASE WHEN c.slate_id = k.slate_id THEN 1 ELSE 0 END AS same_slate
     FROM candidates k
     JOIN candidates other ON other.person_id = k.person_id AND other.id <> k.id
     JOIN cases c ON c.candidate_id = other.id AND c.organisation_id = ?
     JOIN slates s ON s.id = c.slate_id
     WHERE k.slate_id = ? AND k.ordinal >= ? AND ${HELD} ORDER BY k.ordinal, c.id`,
    [organisation.id, slate.id, from, slate.termNumber],
  );
  for (const row of rows) {
    const [posts, held] = [JSON.parse(row.posts) as Post[], JSON.parse(row.held) as Post[]];
    const candidate = row.ordinal - from;
    const { courses } = coursesFor(policy, organisation.regime, slate.occasion, posts);
    const sameRoute = row.same_slate === 1 && courses.some(({ route }) => row.course_id.startsWith(`${route.id}/`));
    const both = sameRoute ? held : posts.filter((post) => held.includes(post));
    const together = [...posts, ...held];
    const rule = policy.incompatiblePosts.find((excluded) => excluded.posts.every((post) => together.includes(post)));
    if (rule) return refuse('posts_exclude_each_other', { candidate, posts: [...rule.posts] });
    if (row.living === 1 && both.length > 0) return refuse('candidate_under_review', { candidate, posts: both });
  }
  return null;
}
