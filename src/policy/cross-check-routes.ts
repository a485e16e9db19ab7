import type { CrossError } from './cross-check-rules.js';
import type { Completion, Route } from './policy.js';
import { OCCASIONS, type Occasion, type Post } from './terms.js';

/**
 * Routes whose steps no case can come to, since those before take all their posts.
 * @param routes all of a policy, in the order they are tried in
 */
export const routesNeverTaken = (routes: readonly Route[]): CrossError[] =>
  routes.flatMap((route, place) =>
    isTaken(route, routes.slice(0, place))
      ? [
          {
            key: ['routes', place],
            message: `no case comes to its steps: earlier routes take all its posts; write "${route.id}" before them, or take it out`,
          },
        ]
      : [],
  );

/** The ends of a route that no case has. */
export const endsNeverReached = (routes: readonly Route[]): CrossError[] =>
  routes.flatMap((route, place) =>
    route.completions.flatMap((completion, at) => {
      const key = ['routes', place, 'completions', at];
      const why = whyNeverReached(completion, route.completions.slice(0, at), route);
      return why === null ? [] : [{ key, message: `no case ends so: ${why}` }];
    }),
  );

/** Whether for each regime and occasion of a route each of its posts goes to an earlier one. */
const isTaken = ({ regimes, occasions, posts }: Route, earlier: readonly Route[]): boolean =>
  regimes.every((regime) =>
    occasions.every((occasion) =>
      posts.every((post) =>
        earlier.some(
          (other) => other.regimes.includes(regime) && other.occasions.includes(occasion) && other.posts.includes(post),
        ),
      ),
    ),
  );

/** A completion for a post fits a case for this and others; so an earlier one stands before it only if it fits each of its posts. */
function whyNeverReached(
  { id, ...completion }: Completion,
  earlier: readonly Completion[],
  route: Route,
): string | null {
  const occasions = (completion.occasions ?? OCCASIONS).filter((occasion) => route.occasions.includes(occasion));
  const posts = (completion.posts ?? route.posts).filter((post) => route.posts.includes(post));
  if (occasions.length === 0 || posts.length === 0) {
    return `the route has none of the occasions, or of the posts, of "${id}"; correct them, or take it out`;
  }
  const stands = (occasion: Occasion, post: Post) =>
    earlier.some((other) => (other.occasions ?? OCCASIONS).includes(occasion) && (other.posts?.includes(post) ?? true));
  const taken = occasions.every((occasion) => posts.every((post) => stands(occasion, post)));
  return taken ? `"${id}" fits only where an earlier one does; write it before that, or take it out` : null;
}
