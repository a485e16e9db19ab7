import type { Tx } from '../database/transactions.js';
import { CATALOGUE } from '../policy/checks/catalogue.js';
import { gateOf, isUnsettled, type Gate, type Path } from '../policy/checks/gates.js';
import type { CheckRule } from '../policy/checks/rule.js';
import type { GatedAct } from '../policy/terms.js';
import { stepOf } from './apply-event.js';
import type { Case } from './case-row.js';
import { stepsBeforeCorrection } from './correction-rows.js';
import type { Track } from './policy-book.js';

/** The rules of the policy for the posts of a case; whether one applies beyond that, its facts say. */
export const rulesFor = ({ posts }: Case, { policy }: Track): CheckRule[] =>
  (policy.checks ?? []).filter((rule) => !rule.posts || rule.posts.some((post) => posts.includes(post)));

/** The stages of a case, with those passed over for want of a body. */
export const pathOf = ({ context }: Case, { course }: Track): Path => ({
  stages: course.route.stages,
  skipped: context.skipped,
});

/** Acts that bring several cases of a slate on in one transaction. */
const ON_SEVERAL: readonly GatedAct[] = ['publish_notice', 'record_election'];

/** The rules that an act of this case has to do with, as things are. */
export async function gateFor(
  db: Pick<Tx, 'query'>,
  row: Case,
  track: Track,
  act: GatedAct,
): Promise<Gate & { readonly rules: readonly CheckRule[] }> {
  const unsettled = act === 'reject' ? [] : await unsettledSteps(db, row, track);
  const here = gateOf({ checks: rulesFor(row, track) }, pathOf(row, track), act, stepOf(row.state), unsettled);
  // Of several cases at once no rule is asked for which persons are kept (`cross-check-rules`): filing asks it again.
  const asked = ({ check }: CheckRule) =>
    !ON_SEVERAL.includes(act) || CATALOGUE[check].needs?.includes('elsewhere') !== true;
  const gate = { blocking: here.blocking.filter(asked), warning: here.warning.filter(asked) };
  return { ...gate, rules: [...gate.blocking, ...gate.warning] };
}

/** The steps that agreed before the data of the candidate was corrected, and were not asked again. */
async function unsettledSteps(db: Pick<Tx, 'query'>, row: Case, { policy, course }: Track): Promise<string[]> {
  const first = course.route.stages.find(
    (stage) => stage.kind === 'review' && !row.context.skipped.includes(stage.step),
  );
  // Nobody has agreed to anything before the first step has.
  const none = !policy.corrections || (first?.kind === 'review' && first.step === stepOf(row.state));
  return none ? [] : stepsBeforeCorrection(db, row.id);
}

/** At a review: its own approval or rejection. After the reviews: whatever is to come. And what has to be settled anew. */
export async function blocksHere(db: Pick<Tx, 'query'>, rule: CheckRule, row: Case, track: Track): Promise<boolean> {
  const [step, path] = [stepOf(row.state), pathOf(row, track)];
  const acts = rule.blocks ?? [];
  const here =
    step === null
      ? acts.some((act) => act !== 'approve')
      : (['approve', 'reject'] as const).some((act) => gateOf({ checks: [rule] }, path, act, step).blocking.length > 0);
  return here || isUnsettled(rule, path, await unsettledSteps(db, row, track));
}
