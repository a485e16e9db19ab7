import type { Policy, Route } from './policy.js';
import { completionFor } from './route.js';
import type { Occasion, Post, Regime } from './terms.js';

/** Why a route of a policy did not take the posts somebody stands for, or that it took them. */
export interface RouteTried {
  readonly route: Route;
  readonly fits: 'taken' | 'regime' | 'occasion' | 'posts';
}

/**
 * The routes in the order in which they were tried for these posts, up to the one that took them.
 * @param taken the route whose course the case is on
 */
export function routesTried(
  { routes }: Policy,
  regime: Regime,
  occasion: Occasion,
  posts: readonly Post[],
  taken: Route,
): RouteTried[] {
  const upTo = routes.slice(0, routes.indexOf(taken) + 1);
  return upTo.map((route): RouteTried => {
    if (route === taken) return { route, fits: 'taken' };
    if (!route.regimes.includes(regime)) return { route, fits: 'regime' };
    if (!route.occasions.includes(occasion)) return { route, fits: 'occasion' };
    const covered = posts.filter((post) => route.posts.includes(post));
    return { route, fits: covered.length > 0 && completionFor(route, occasion, covered) ? 'taken' : 'posts' };
  });
}
