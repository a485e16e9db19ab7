import { CATALOGUE } from './checks/catalogue.js';
import type { CheckRule } from './checks/rule.js';
import { meant } from './nearest.js';
import type { Completion, Policy, Route } from './policy.js';
import { completionFor } from './route.js';
import { OCCASIONS, POSTS, REGIMES, type GatedAct } from './terms.js';

/** Something wrong with the content of a policy, and the key it stands under. */
export interface CrossError {
  readonly key: (string | number)[];
  readonly message: string;
  /** The sections that have to be whole for it to be so: that something is *not* there can come of a fault in one of them. */
  readonly given?: readonly (keyof Policy)[];
}

/**
 * A check across cases keeps the candidate's person from being judged elsewhere at the same moment. Acts on several cases
 * at once would keep several persons, each in an order of its own, and could wait for each other.
 */
const ON_ONE_CASE: readonly GatedAct[] = ['approve', 'close_notice', 'file', 'register'];
/** Acts of the public notice, which some routes have none of. */
const OF_NOTICE: readonly GatedAct[] = ['publish_notice', 'close_notice'];

/** What a schema cannot say of the checks of a policy. */
export function crossCheckRules(policy: Policy): CrossError[] {
  const rules = policy.checks ?? [];
  const ids = rules.map(({ id }) => id);
  return rules.flatMap((rule, place) => {
    const key = ['checks', place];
    return [
      ...(ids.indexOf(rule.id) === place
        ? []
        : [{ key, message: `the check "${rule.id}" is written twice; give each an id of its own` }]),
      ...gatesOf(rule, key),
      ...furtherTermOf(rule, key),
      ...charterOf(rule, key),
      ...rangeOf(rule, key),
      ...stepOf(rule, policy, key),
      ...noticeOf(rule, policy, key),
      ...askedAgain(rule, policy, key),
      ...evidenceOf(rule, key),
    ];
  });
}

/** What a machine reads from the submission nobody is asked about, so that no answer grows old. */
function evidenceOf({ id, check, evidence }: CheckRule, key: (string | number)[]): CrossError[] {
  if (!evidence || CATALOGUE[check].kind !== 'machine') return [];
  const message = `"${id}" is answered from what is stated, and nobody is asked; take the age of the answer out`;
  return [{ key: [...key, 'evidence'], message }];
}

function gatesOf(rule: CheckRule, key: (string | number)[]): CrossError[] {
  const { blocks = [], warns = [] } = rule;
  const acts = [...blocks, ...warns];
  const both = blocks.filter((act) => warns.includes(act));
  const tooMany =
    CATALOGUE[rule.check].needs?.includes('elsewhere') === true ? acts.filter((act) => !ON_ONE_CASE.includes(act)) : [];
  return [
    ...(acts.length > 0 ? [] : [{ key, message: `"${rule.id}" would change nothing; name acts it blocks or warns` }]),
    ...both.map((act) => ({ key, message: `"${rule.id}" blocks ${act} and warns beside it; keep one of the two` })),
    ...tooMany.map((act) => ({
      key,
      message: `"${rule.id}" looks at other cases, so it can block or warn ${ON_ONE_CASE.join(', ')} only, not ${act}`,
    })),
  ];
}

/** The acts that can wait for the share of a vote that was held. */
const AFTER_THE_VOTE: readonly GatedAct[] = ['record_election', 'file', 'register'];

/** A share that no vote can reach, or that nobody asks for once there was a vote. */
function furtherTermOf(rule: CheckRule, key: (string | number)[]): CrossError[] {
  if (rule.check !== 'consecutive_terms' || !rule.setting) return [];
  const { votes, outOf } = rule.setting.furtherTerm;
  const at = [...key, 'setting', 'furtherTerm'];
  const asked = rule.blocks?.some((act) => AFTER_THE_VOTE.includes(act)) === true;
  return [
    ...(votes <= outOf ? [] : [{ key: at, message: `${votes} votes out of ${outOf} can never be reached` }]),
    ...(asked
      ? []
      : [
          {
            key: at,
            message: `"${rule.id}" never sees a vote; let it block ${AFTER_THE_VOTE.join(', ')}, or one of them`,
          },
        ]),
  ];
}

/** A post that is enough by itself needs no charter to say so. */
function charterOf(rule: CheckRule, key: (string | number)[]): CrossError[] {
  if (rule.check !== 'legal_representative_post') return [];
  const { ordinarily, byCharter } = rule.setting;
  const both = byCharter.filter((post) => ordinarily.includes(post));
  const at = [...key, 'setting', 'byCharter'];
  return both.map((post) => ({
    key: at,
    message: `"${rule.id}" has ${post} suffice ordinarily and by the charter; keep one of the two`,
  }));
}

/** A rule that nobody could ever meet: its least is more than its most, or no odd number lies between them. */
function rangeOf(rule: CheckRule, key: (string | number)[]): CrossError[] {
  const unmet = (least: string, message: string) => [
    { key: [...key, 'setting', least], message: `"${rule.id}" can never be met: ${message}` },
  ];
  if (rule.check === 'term_length') {
    const { minimumYears, maximumYears } = rule.setting;
    if (minimumYears <= maximumYears) return [];
    return unmet('minimumYears', `at least ${minimumYears} years and at most ${maximumYears}; correct one of the two`);
  }
  if (rule.check !== 'roster_size') return [];
  const { minimum, maximum, parity } = rule.setting;
  if (minimum > maximum) return unmet('minimum', `at least ${minimum} and at most ${maximum}; correct one of the two`);
  const noOdd = parity === 'odd' && minimum === maximum && minimum % 2 === 0;
  return noOdd ? unmet('parity', `${minimum} is no odd number; correct one of the three`) : [];
}

const fits = <T>(asked: readonly T[] | undefined, there: readonly T[] | undefined): boolean =>
  !asked || !there || asked.some((one) => there.includes(one));

/** The routes that can take a candidate to whom a rule applies. */
const routesOf = ({ posts, regimes, occasions }: CheckRule, { routes }: Policy) =>
  routes.filter(
    (route) => fits(posts, route.posts) && fits(regimes, route.regimes) && fits(occasions, route.occasions),
  );

/** The routes that take some candidate to whom a rule applies: those that earlier ones leave any. */
const takenRoutesOf = ({ posts, regimes, occasions }: CheckRule, { routes }: Policy): Route[] => {
  const taken = (regimes ?? REGIMES).flatMap((regime) =>
    (occasions ?? OCCASIONS).flatMap((occasion) =>
      (posts ?? POSTS).map((post) =>
        routes.find(
          (route) => route.regimes.includes(regime) && route.occasions.includes(occasion) && route.posts.includes(post),
        ),
      ),
    ),
  );
  return routes.filter((route) => taken.includes(route));
};

const stepsOf = (policy: Policy, rule: CheckRule): string[] =>
  routesOf(rule, policy).flatMap(({ stages }) =>
    stages.flatMap((stage) => (stage.kind === 'review' ? [stage.step] : [])),
  );

/**
 * A rejection that was set aside, or a case that waited long for its vote, comes back after another review may have
 * excluded it: what looked at other cases before the vote has to look again when the result is filed or registered.
 */
function askedAgain(rule: CheckRule, policy: Policy, key: (string | number)[]): CrossError[] {
  const { id, check, blocks = [] } = rule;
  if (!CATALOGUE[check].needs?.includes('elsewhere') || !blocks.includes('approve')) return [];
  const forgetful = routesOf(rule, policy)
    .flatMap((route) => completionsOf(rule, route))
    .filter(({ acts }) => acts.length > 0 && !acts.some((act) => blocks.includes(act)));
  const acts = [...new Set(forgetful.flatMap((completion) => completion.acts))];
  const message = `"${id}" looks at other cases before the vote and not after it, when they may have changed; let it block ${acts.join(' or ')} too`;
  return acts.length > 0 ? [{ key: [...key, 'blocks'], message }] : [];
}

/** How the cases that a rule applies to can end: a post of its own alone, or together with another one of the route. */
function completionsOf({ posts, occasions }: CheckRule, route: Route): Completion[] {
  const own = route.posts.filter((post) => posts?.includes(post) ?? true);
  const asked = route.occasions.filter((occasion) => occasions?.includes(occasion) ?? true);
  return asked.flatMap((occasion) =>
    own.flatMap((post) => route.posts.flatMap((other) => completionFor(route, occasion, [post, other]) ?? [])),
  );
}

/** A route without the step would never ask for the check; one that can pass it over might not. */
function stepOf(rule: CheckRule, policy: Policy, key: (string | number)[]): CrossError[] {
  const { id, step, blocks = [], warns = [] } = rule;
  if (step === undefined) return [];
  if (![...blocks, ...warns].includes('approve')) {
    return [
      { key: [...key, 'step'], message: `"${id}" names a step, which belongs to approve; add approve or take it out` },
    ];
  }
  const stages = routesOf(rule, policy).flatMap((route) =>
    route.stages.filter((stage) => stage.kind === 'review').filter((stage) => stage.step === step),
  );
  if (stages.length === 0) {
    const message = `no route of its posts has the step "${step}"; ${meant(step, stepsOf(policy, rule), 'name one that is there')}`;
    return [{ key: [...key, 'step'], message, given: ['routes'] }];
  }
  const lack = stepLacking(id, step, takenRoutesOf(rule, policy), key);
  if (!blocks.includes('approve') || stages.every(({ whenBodyMissing }) => whenBodyMissing !== 'skip')) return lack;
  const message = `"${step}" is passed over where there is no such body, and "${id}" with it; leave the step out, for the last review that takes place`;
  return [...lack, { key: [...key, 'step'], message }];
}

/** The routes that would never ask for a check, since they do not have its step. */
function stepLacking(id: string, step: string, routes: readonly Route[], key: (string | number)[]): CrossError[] {
  const without = routes.filter(
    ({ stages }) => !stages.some((stage) => stage.kind === 'review' && stage.step === step),
  );
  if (without.length === 0) return [];
  const which = `${without.map((route) => route.id).join(' and ')} ${without.length > 1 ? 'have' : 'has'} no step "${step}"`;
  const message = `${which}, so nothing would ask for "${id}" there; leave the step out, for the last review before the vote, or keep the check to posts, regimes or occasions whose routes have it`;
  return [{ key: [...key, 'step'], message, given: ['routes'] }];
}

/** Where nobody is put on notice, nothing about a notice asks for the check. */
function noticeOf(rule: CheckRule, policy: Policy, key: (string | number)[]): CrossError[] {
  const { id, blocks = [], warns = [] } = rule;
  const acts = [...blocks, ...warns].filter((act) => OF_NOTICE.includes(act));
  if (routesOf(rule, policy).some(({ stages }) => stages.some(({ kind }) => kind === 'notice'))) return [];
  return acts.map((act) => ({
    key,
    message: `no route of its posts has a notice, so "${id}" never has to do with ${act}; take it out`,
    given: ['routes'],
  }));
}
