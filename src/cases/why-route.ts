import { findBodies, type Body } from '../bodies/body-row.js';
import type { Reader } from '../database/reader.js';
import { refuse, type Refusal } from '../kernel/refusal.js';
import type { Official } from '../policy/actor.js';
import { documentsOf } from '../policy/cite.js';
import { placesOf } from '../policy/policy-in-force.js';
import type { Policy, Route } from '../policy/policy.js';
import type { Occasion, Regime } from '../policy/terms.js';
import { routesTried } from '../policy/why-route.js';
import { dateInChina } from '../policy/working-days.js';
import type { Words } from '../policy/words.js';
import type { Case } from './case-row.js';
import type { PolicyBook, Track } from './policy-book.js';
import { say, type Said } from './said.js';
import { findCaseFor } from './scope.js';

/** A step of the route as a case follows it. */
export interface StepView {
  readonly step: string;
  readonly name: Words;
  /** Null where it is passed over, because the organisation names no such body. */
  readonly body: string | null;
}

export interface RouteExplained {
  readonly policy: string;
  readonly route: string;
  readonly completion: string;
  readonly steps: readonly StepView[];
  readonly why: readonly Said[];
}

/** What a route was chosen from: the organisation as it was when the case was opened, and its slate. */
interface Ground {
  readonly regime: Regime;
  readonly jurisdiction: string;
  readonly occasion: Occasion;
  /** When the slate was submitted, whose version of the policy all its cases follow. */
  readonly submittedAt: string;
}

export async function groundOf(db: Pick<Reader, 'query'>, row: Case): Promise<Ground> {
  const { regime, jurisdiction, slateId, createdAt } = row;
  const [slate] = await db.query<{ occasion: Occasion; submitted_at: string | null }>(
    'SELECT occasion, submitted_at FROM slates WHERE id = ?',
    [slateId],
  );
  if (!slate) throw new Error(`The case ${row.id} lacks its slate.`);
  return { regime, jurisdiction, occasion: slate.occasion, submittedAt: slate.submitted_at ?? createdAt };
}

/** Answers everybody who sees a case why it goes the way it goes: version, route, bodies, end. */
export class WhyRoute {
  constructor(
    private readonly reader: Reader,
    private readonly book: PolicyBook,
  ) {}

  async execute(actor: Official, caseId: string): Promise<RouteExplained | Refusal> {
    const found = await findCaseFor(this.reader, actor, caseId);
    if (!found) return refuse('not_found');
    const { row } = found;
    const ground = await groundOf(this.reader, row);
    const bodies = await findBodies(this.reader, Object.values(row.bodies));
    return explainRoute(this.book.track(row.policyId, row.courseId), row, ground, bodies);
  }
}

/** Pure: from what the case was opened with. */
export function explainRoute(
  { policy, course }: Track,
  row: Pick<Case, 'posts' | 'bodies' | 'context'>,
  { regime, jurisdiction, occasion, submittedAt }: Ground,
  bodies: readonly Pick<Body, 'id' | 'name'>[],
): RouteExplained {
  const { route, completion } = course;
  const steps = stepsOf(route, row, bodies);
  const tried = routesTried(policy, regime, occasion, row.posts, route).map(({ route: each, fits }) => {
    const facts = {
      route: { ...each.name },
      regime,
      occasion,
      posts: [...row.posts],
      source: documentsOf(policy, each.source),
    };
    return say(fits === 'taken' ? 'route_taken' : `route_passed_over_${fits}`, facts);
  });
  const end = { acts: [...completion.acts], occasion, posts: [...row.posts] };
  return {
    policy: policy.policy,
    route: route.id,
    completion: completion.id,
    steps,
    why: [
      ...versionOf(policy, jurisdiction, dateInChina(submittedAt)),
      ...tried,
      ...steps.map(({ name, body }) =>
        body === null
          ? say('route_step_skipped', { name: { ...name } })
          : say('route_step', { name: { ...name }, body }),
      ),
      say(completion.acts.length > 0 ? 'route_completion' : 'route_completion_none', end),
    ],
  };
}

/** A county without a policy of its own goes by that of its city, a city by that of its province. */
const versionOf = ({ policy, jurisdiction: own }: Policy, jurisdiction: string, day: string): Said[] => [
  say('route_version', { policy, day }),
  ...placesOf(jurisdiction)
    .slice(0, placesOf(jurisdiction).indexOf(own))
    .map((place) => say('route_fallback', { place, day })),
];

const stepsOf = (
  { stages }: Route,
  { bodies, context }: Pick<Case, 'bodies' | 'context'>,
  known: readonly Pick<Body, 'id' | 'name'>[],
): StepView[] =>
  stages.flatMap((stage) => {
    if (stage.kind !== 'review') return [];
    const body = context.skipped.includes(stage.step) ? undefined : bodies[stage.by];
    return [{ step: stage.step, name: stage.name, body: known.find(({ id }) => id === body)?.name ?? body ?? null }];
  });
