import { CATALOGUE } from './checks/catalogue.js';
import type { CheckRule } from './checks/rule.js';
import type { Policy } from './policy.js';
import type { GatedAct } from './terms.js';

/** Something wrong with the content of a policy, and the key it stands under. */
export interface CrossError {
  readonly key: (string | number)[];
  readonly message: string;
}

/**
 * A check across cases keeps the candidate's person from being judged elsewhere at the same moment. Acts on several cases
 * at once would keep several persons, each in an order of its own, and could wait for each other.
 */
const ON_ONE_CASE: readonly GatedAct[] = ['approve', 'file', 'register'];

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
      ...stepOf(rule, policy, key),
    ];
  });
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

/** A step that no route of its posts has would never ask for the check. */
function stepOf(
  { id, step, blocks = [], warns = [], posts }: CheckRule,
  policy: Policy,
  key: (string | number)[],
): CrossError[] {
  if (step === undefined) return [];
  if (![...blocks, ...warns].includes('approve')) {
    return [
      { key: [...key, 'step'], message: `"${id}" names a step, which belongs to approve; add approve or take it out` },
    ];
  }
  const fits = policy.routes.some(
    (route) =>
      (!posts || route.posts.some((post) => posts.includes(post))) &&
      route.stages.some((stage) => stage.kind === 'review' && stage.step === step),
  );
  return fits
    ? []
    : [{ key: [...key, 'step'], message: `no route of its posts has the step "${step}"; name one that is there` }];
}
