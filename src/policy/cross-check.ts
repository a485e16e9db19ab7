import type { Policy, Route, Stage } from './policy.js';
import { crossCheckInquiries } from './cross-check-inquiries.js';
import { crossCheckPeriods } from './cross-check-periods.js';
import { crossCheckRules, type CrossError } from './cross-check-rules.js';
import { crossCheckFurtherVotes } from './further-votes.js';
import { crossCheckReminders } from './cross-check-reminders.js';
import { crossCheckSilence } from './cross-check-silence.js';
import { completionFor } from './route.js';
import {
  CORRECTION_OUTCOMES,
  OBJECTION_OUTCOMES,
  REASONED_ACTS,
  RECONSIDERATION_OUTCOMES,
  type Outcome,
  type ReasonedAct,
} from './terms.js';
import { isDate } from './working-days.js';

export type { CrossError } from './cross-check-rules.js';

/** What a schema cannot say: that names refer to something, and that no route is without a way out. */
export function crossCheck(policy: Policy, file: string): CrossError[] {
  return [
    ...place(policy, file),
    ...sources(policy),
    ...crossCheckPeriods(policy),
    ...reasons(policy),
    ...crossCheckRules(policy),
    ...crossCheckInquiries(policy),
    ...policy.routes.flatMap((route, index) => checkRoute(route, ['routes', index])),
    ...crossCheckSilence(policy),
    ...crossCheckReminders(policy),
    ...crossCheckFurtherVotes(policy),
    ...repeated(policy.routes.map((route) => route.id)).map((id) => ({
      key: ['routes'],
      message: `the route "${id}" is written twice; give each route an id of its own`,
    })),
  ];
}

function place(policy: Policy, file: string): CrossError[] {
  const errors: CrossError[] = [];
  const id = `${policy.jurisdiction}/${policy.validFrom}`;
  if (policy.policy !== id) {
    const message = `must be "${id}", the jurisdiction and the first day of validity`;
    errors.push({ key: ['policy'], message, given: ['jurisdiction', 'validFrom'] });
  }
  if (!file.replaceAll('\\', '/').endsWith(`${id}.yaml`)) {
    const message = `the file must lie at ${id}.yaml, where its jurisdiction and date say`;
    errors.push({ key: ['policy'], message, given: ['jurisdiction', 'validFrom'] });
  }
  for (const key of ['validFrom', 'validTo'] as const) {
    const day = policy[key];
    if (day !== null && !isDate(day)) errors.push({ key: [key], message: `there is no day ${day}; correct it` });
  }
  if (policy.validTo !== null && policy.validTo < policy.validFrom) {
    errors.push({
      key: ['validTo'],
      message: `is before validFrom ${policy.validFrom}; a version must be valid a day`,
      given: ['validFrom'],
    });
  }
  return errors;
}

function sources(policy: Policy): CrossError[] {
  const cited: [(string | number)[], string][] = [
    ...Object.entries(policy.periods).map(([key, period]): [string[], string] => [['periods', key], period.source]),
    ...Object.entries(policy.limits).map(([key, limit]): [string[], string] => [['limits', key], limit.source]),
    ...policy.incompatiblePosts.map((rule, i): [(string | number)[], string] => [
      ['incompatiblePosts', i],
      rule.source,
    ]),
    ...policy.routes.map((route, i): [(string | number)[], string] => [['routes', i], route.source]),
    ...(policy.corrections ? [[['corrections'], policy.corrections.source] as [string[], string]] : []),
    ...(policy.election ? [[['election'], policy.election.source] as [string[], string]] : []),
    ...(policy.processingNotice ? [[['processingNotice'], policy.processingNotice.source] as [string[], string]] : []),
    ...(policy.recusal ? [[['recusal'], policy.recusal.source] as [string[], string]] : []),
    ...(policy.intention ? [[['intention'], policy.intention.source] as [string[], string]] : []),
    ...(policy.checks ?? []).map((rule, i): [(string | number)[], string] => [['checks', i], rule.source]),
    ...(policy.inquiries ?? []).map(({ source }, i): [(string | number)[], string] => [['inquiries', i], source]),
    ...(policy.reminders ?? []).map((rule, i): [(string | number)[], string] => [['reminders', i], rule.source]),
    ...policy.routes.flatMap(({ stages }, i) =>
      stages.flatMap((stage, j): [(string | number)[], string][] => sourcesOf(stage, ['routes', i, 'stages', j])),
    ),
  ];
  return cited.flatMap(([key, text]) =>
    text
      .split(' ')
      .filter((source) => source !== 'assumed' && !(source in policy.sources))
      .map((source) => ({
        key: [...key, 'source'],
        message: `"${source}" is not a key of sources; add it there, or write "assumed" where no rule was found`,
        given: ['sources'],
      })),
  );
}

/** The rules of a stage that name a source, each with its place. */
function sourcesOf(stage: Stage, key: (string | number)[]): [(string | number)[], string][] {
  if (stage.kind === 'notice') return [[key, stage.source]];
  if (stage.kind !== 'review') return [];
  return Object.entries({ quorum: stage.quorum, supplements: stage.supplements, silence: stage.silence }).flatMap(
    ([name, rule]): [(string | number)[], string][] => (rule ? [[[...key, name], rule.source]] : []),
  );
}

/** The acts that can come out in several ways: each way needs a reason. */
const OUTCOMES_OF: Readonly<Partial<Record<ReasonedAct, readonly Outcome[]>>> = {
  conclude_objection: OBJECTION_OUTCOMES,
  conclude_reconsideration: RECONSIDERATION_OUTCOMES,
  conclude_correction: CORRECTION_OUTCOMES,
};

function reasons(policy: Policy): CrossError[] {
  const without = REASONED_ACTS.filter((act) => isNeeded(act, policy)).filter(
    (act) => !policy.reasons.some((reason) => reason.acts.includes(act)),
  );
  return [
    ...without.map((act) => ({
      key: ['reasons'],
      message: `no reason can be given for "${act}"; add at least one`,
      given: ['reasons' as const],
    })),
    ...Object.entries(OUTCOMES_OF).flatMap(([act, outcomes]) =>
      (isNeeded(act as ReasonedAct, policy) ? outcomes : [])
        .filter(
          (outcome) =>
            !policy.reasons.some(
              (reason) =>
                (reason.acts as readonly string[]).includes(act) && (reason.outcomes ?? outcomes).includes(outcome),
            ),
        )
        .map((outcome) => ({
          key: ['reasons'],
          message: `no reason can be given for "${act}" with the outcome "${outcome}"; add one, or widen its outcomes`,
          given: ['reasons' as const],
        })),
    ),
    ...repeated(policy.reasons.map((reason) => reason.code)).map((code) => ({
      key: ['reasons'],
      message: `the reason "${code}" is written twice; give each reason a code of its own`,
    })),
  ];
}

/**
 * A check that blocks has to be one that a person can resolve, a letter that is sent one that can be taken back. A policy without a reason to order or to waive a recusal
 * lets nobody do so: that is a rule, too.
 */
function isNeeded(act: ReasonedAct, { checks = [], inquiries = [], intention, corrections }: Policy): boolean {
  if (act === 'take_back_inquiry') return inquiries.length > 0;
  if (act === 'order_recusal' || act === 'waive_recusal') return false;
  if (act === 'drop_intention') return intention !== undefined;
  if (act === 'conclude_correction') return corrections !== undefined;
  return act !== 'resolve_check' || checks.some(({ blocks = [] }) => blocks.length > 0);
}

function checkRoute(route: Route, key: (string | number)[]): CrossError[] {
  const errors: CrossError[] = [];
  const kinds = route.stages.map((stage) => stage.kind);
  const steps = route.stages.flatMap((stage) => (stage.kind === 'review' ? [stage.step] : []));
  for (const step of repeated(steps)) {
    errors.push({ key: [...key, 'stages'], message: `the step "${step}" occurs twice; no case visits a step twice` });
  }
  if (steps.includes('notice')) {
    errors.push({ key: [...key, 'stages'], message: 'no step may be called "notice"; the public notice is' });
  }
  for (const id of repeated(route.completions.map((completion) => completion.id))) {
    const message = `the completion "${id}" is written twice; give each an id of its own`;
    errors.push({ key: [...key, 'completions'], message });
  }
  for (const [index, stage] of route.stages.entries()) {
    const quorum = stage.kind === 'review' ? stage.quorum : undefined;
    if (quorum?.agree !== 'at_least' || quorum.atLeast <= quorum.signers) continue;
    const message = `${quorum.atLeast} of ${quorum.signers} can never agree; ask more signers, or need fewer of them`;
    errors.push({ key: [...key, 'stages', index, 'quorum', 'atLeast'], message });
  }
  const count = (kind: string) => kinds.filter((k) => k === kind).length;
  if (kinds[0] !== 'review') errors.push({ key: [...key, 'stages'], message: 'must begin with a review' });
  if (count('election') !== 1) errors.push({ key: [...key, 'stages'], message: 'must have exactly one election' });
  if (count('notice') > 1) errors.push({ key: [...key, 'stages'], message: 'can have at most one notice' });
  if (count('completion') !== 1 || kinds.at(-1) !== 'completion') {
    errors.push({ key: [...key, 'stages'], message: 'must end with its one completion' });
  }
  for (const { id, acts } of route.completions) {
    if (acts.length > 0 || kinds.at(-2) === 'review') continue;
    const message = `"${id}" has no act, so the stage before it must be a review, the approval itself`;
    errors.push({ key: [...key, 'completions'], message });
  }
  for (const post of route.posts) {
    for (const occasion of route.occasions) {
      if (completionFor(route, occasion, [post])) continue;
      const message = `no completion fits ${post} at ${occasion}; end the list with one that names neither`;
      errors.push({ key: [...key, 'completions'], message });
    }
  }
  return errors;
}

const repeated = (values: readonly string[]) => [...new Set(values.filter((v, i) => values.indexOf(v) !== i))];
