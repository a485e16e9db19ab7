import type { CrossError } from './cross-check-rules.js';
import type { Policy, Route, Stage } from './policy.js';
import { repeated } from './repeated.js';
import { completionFor } from './route.js';

type Key = readonly (string | number)[];

/** What a schema cannot say of a route: that its stages come in an order, and that every case has a way out. */
export function crossCheckRoute(route: Route, key: Key): CrossError[] {
  return [
    ...orderOf(route.stages, [...key, 'stages']),
    ...writtenTwice(route.completions, [...key, 'completions']),
    ...route.stages.flatMap((stage, place) =>
      stage.kind === 'review' ? neverMet(stage.quorum, [...key, 'stages', place, 'quorum']) : [],
    ),
    ...endsOf(route, [...key, 'completions']),
  ];
}

/**
 * The same of a route with a fault in its form, which is not looked at as a whole: each rule of those of its parts that
 * it is about.
 */
function crossCheckPartsOfRoute(
  { stages, completions }: Partial<Route>,
  key: Key,
  isSound: (key: Key) => boolean,
): CrossError[] {
  const at = [...key, 'stages'];
  return [
    ...(stages && isSound(at) ? orderOf(stages, at) : []),
    ...(completions && isSound([...key, 'completions']) ? writtenTwice(completions, [...key, 'completions']) : []),
    ...(Array.isArray(stages) ? stages : []).flatMap((stage: Partial<Stage> | null, place): CrossError[] => {
      const quorum = [...at, place, 'quorum'];
      return stage && 'quorum' in stage && isSound(quorum) ? neverMet(stage.quorum, quorum) : [];
    }),
  ];
}

/** A quorum that no body can meet, however many approvers it has. */
function neverMet(quorum: Extract<Stage, { kind: 'review' }>['quorum'], key: Key): CrossError[] {
  if (quorum?.agree !== 'at_least' || quorum.atLeast <= quorum.signers) return [];
  const message = `${quorum.atLeast} of ${quorum.signers} can never agree; ask more signers, or need fewer of them`;
  return [{ key: [...key, 'atLeast'], message }];
}

function orderOf(stages: Route['stages'], at: Key): CrossError[] {
  const key = [...at];
  const kinds = stages.map((stage) => stage.kind);
  const steps = stages.flatMap((stage) => (stage.kind === 'review' ? [stage.step] : []));
  const count = (kind: string) => kinds.filter((k) => k === kind).length;
  return [
    ...repeated(steps).map((step) => ({
      key,
      message: `the step "${step}" occurs twice; no case visits a step twice`,
    })),
    ...(steps.includes('notice') ? [{ key, message: 'no step may be called "notice"; the public notice is' }] : []),
    ...(kinds[0] === 'review' ? [] : [{ key, message: 'must begin with a review' }]),
    ...(count('election') === 1 ? [] : [{ key, message: 'must have exactly one election' }]),
    ...(count('notice') > 1 ? [{ key, message: 'can have at most one notice' }] : []),
    ...(count('completion') === 1 && kinds.at(-1) === 'completion'
      ? []
      : [{ key, message: 'must end with its one completion' }]),
  ];
}

const writtenTwice = (completions: Route['completions'], key: Key): CrossError[] =>
  repeated(completions.map(({ id }) => id)).map((id) => ({
    key: [...key],
    message: `the completion "${id}" is written twice; give each an id of its own`,
  }));

/** That each case of the route has an end, and the acts that make it one. */
function endsOf(route: Route, at: Key): CrossError[] {
  const key = [...at];
  const approved = route.stages.at(-2)?.kind === 'review';
  return [
    ...route.completions
      .filter(({ acts }) => acts.length === 0 && !approved)
      .map(({ id }) => ({
        key,
        message: `"${id}" has no act, so the stage before it must be a review, the approval itself`,
      })),
    ...route.posts.flatMap((post) =>
      route.occasions
        .filter((occasion) => !completionFor(route, occasion, [post]))
        .map((occasion) => ({
          key,
          message: `no completion fits ${post} at ${occasion}; end the list with one that names neither`,
        })),
    ),
  ];
}

/** What can be told of the routes of a file that have a fault in their form. */
export function crossCheckPartsOf(
  file: { readonly routes?: Policy['routes'] },
  isSound: (key: Key) => boolean,
): CrossError[] {
  const routes: unknown = file.routes;
  return (Array.isArray(routes) ? routes : []).flatMap((route: Partial<Route> | null, place) => {
    const key = ['routes', place];
    return typeof route !== 'object' || route === null || isSound(key)
      ? []
      : crossCheckPartsOfRoute(route, key, isSound);
  });
}
