import type { Completion, Policy, Route, Stage } from './policy.js';
import { OCCASIONS, type BodyFunction, type Occasion, type Post, type Regime } from './terms.js';

/** A route as one case follows it: its stages, and the one completion that its occasion and posts call for. */
export interface Course {
  /** `<route>/<completion>`, unique within a policy; with the policy's id it names the case's statechart for ever. */
  readonly id: string;
  readonly posts: readonly Post[];
  readonly route: Route;
  readonly completion: Completion;
}

/**
 * Splits the posts one person stands for into the courses that cover them: one review per person and route.
 * @returns the courses, and the posts that no route of the policy covers.
 */
export function coursesFor(
  policy: Policy,
  regime: Regime,
  occasion: Occasion,
  posts: readonly Post[],
): { courses: Course[]; uncovered: Post[] } {
  let left = [...posts];
  const courses: Course[] = [];
  for (const route of policy.routes) {
    if (!route.regimes.includes(regime) || !route.occasions.includes(occasion)) continue;
    const covered = left.filter((post) => route.posts.includes(post));
    const completion = completionFor(route, occasion, covered);
    if (covered.length === 0 || !completion) continue;
    courses.push({ id: `${route.id}/${completion.id}`, posts: covered, route, completion });
    left = left.filter((post) => !covered.includes(post));
  }
  return { courses, uncovered: left };
}

/** The first completion whose occasions and posts fit; one that names none fits all. */
export function completionFor(route: Route, occasion: Occasion, posts: readonly Post[]): Completion | undefined {
  return route.completions.find(
    (completion) =>
      (completion.occasions ?? OCCASIONS).includes(occasion) &&
      (!completion.posts || completion.posts.some((post) => posts.includes(post))),
  );
}

/** Every course a policy can put a case on. */
export const coursesOf = (policy: Policy): Course[] =>
  policy.routes.flatMap((route) =>
    route.completions.map((completion) => ({
      id: `${route.id}/${completion.id}`,
      posts: route.posts,
      route,
      completion,
    })),
  );

type Bodies = Readonly<Partial<Record<BodyFunction, string>>>;

const lacks = (bodies: Bodies, stage: Stage) => stage.kind !== 'election' && bodies[stage.by] === undefined;

/** The steps passed over because the organisation has no such body and the policy allows it. */
export const skippedSteps = (route: Route, bodies: Bodies): string[] =>
  route.stages.flatMap((stage) =>
    stage.kind === 'review' && stage.whenBodyMissing === 'skip' && lacks(bodies, stage) ? [stage.step] : [],
  );

/** The functions for which the organisation names no body although the route needs one. */
export const missingBodies = (route: Route, bodies: Bodies): BodyFunction[] => [
  ...new Set([
    ...route.stages.flatMap((stage) =>
      stage.kind !== 'election' &&
      lacks(bodies, stage) &&
      !(stage.kind === 'review' && stage.whenBodyMissing === 'skip')
        ? [stage.by]
        : [],
    ),
    // Who may revoke has to be there, too.
    ...(bodies[route.revokedBy] === undefined ? [route.revokedBy] : []),
  ]),
];
