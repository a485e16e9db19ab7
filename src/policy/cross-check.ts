import type { Policy, Refinement } from './policy.js';
import { crossCheckInquiries } from './cross-check-inquiries.js';
import { crossCheckPeriods } from './cross-check-periods.js';
import { crossCheckRoute } from './cross-check-route.js';
import { crossCheckRules, type CrossError } from './cross-check-rules.js';
import { crossCheckFurtherVotes } from './further-votes.js';
import { crossCheckReminders } from './cross-check-reminders.js';
import { crossCheckSilence } from './cross-check-silence.js';
import { repeated } from './repeated.js';
import {
  CORRECTION_OUTCOMES,
  INTENDED_ACTS,
  OBJECTION_OUTCOMES,
  REASONED_ACTS,
  RECONSIDERATION_OUTCOMES,
  type Outcome,
  type ReasonedAct,
} from './terms.js';
import { isDate } from './working-days.js';

export type { CrossError } from './cross-check-rules.js';

/** What a schema cannot say: that names refer to something, and that no route is without a way out. */
export function crossCheck(policy: Policy): CrossError[] {
  return [
    ...crossCheckPeriods(policy),
    ...reasons(policy),
    ...crossCheckRules(policy),
    ...crossCheckInquiries(policy),
    ...policy.routes.flatMap((route, index) => crossCheckRoute(route, ['routes', index])),
    ...crossCheckSilence(policy),
    ...crossCheckReminders(policy),
    ...crossCheckFurtherVotes(policy),
    ...repeated(policy.routes.map((route) => route.id)).map((id) => ({
      key: ['routes'],
      message: `the route "${id}" is written twice; give each route an id of its own`,
    })),
  ];
}

/** What a file says of itself, be it whole or a refinement: so it can be told where what it refines cannot be found. */
export function crossCheckHead(policy: Policy | Refinement, file: string): CrossError[] {
  const days = (['validFrom', 'validTo'] as const).filter((key) => policy[key] !== null && !isDate(policy[key]));
  return [
    ...days.map((key) => ({ key: [key], message: `there is no day ${String(policy[key])}; correct it` })),
    // Of a day that does not exist nobody knows what it was meant to be.
    ...(days.includes('validFrom') ? [] : idOf(policy, file)),
    ...(days.length === 0 && policy.validTo !== null && policy.validTo < policy.validFrom
      ? [
          {
            key: ['validTo'],
            message: `is before validFrom ${policy.validFrom}; a version must be valid a day`,
            given: ['validFrom' as const],
          },
        ]
      : []),
  ];
}

/** That id, place and head of a file say the same: where two of them agree, the third is told of, and it alone. */
function idOf(policy: Policy | Refinement, file: string): CrossError[] {
  const id = `${policy.jurisdiction}/${policy.validFrom}`;
  const lies = (at: string) => file.replaceAll('\\', '/').endsWith(`${at}.yaml`);
  const at = { key: ['policy'], given: ['jurisdiction' as const, 'validFrom' as const] };
  if (policy.policy === id) {
    return lies(id) ? [] : [{ ...at, message: `the file must lie at ${id}.yaml, where its jurisdiction and date say` }];
  }
  const must = `must be "${id}", the jurisdiction and the first day of validity`;
  return [{ ...at, message: lies(id) ? must : `${must}, and the file lie at ${id}.yaml; or correct these two` }];
}

/** The acts that can come out in several ways: each way needs a reason. */
const OUTCOMES_OF: Readonly<Partial<Record<ReasonedAct, readonly Outcome[]>>> = {
  conclude_objection: OBJECTION_OUTCOMES,
  conclude_reconsideration: RECONSIDERATION_OUTCOMES,
  conclude_correction: CORRECTION_OUTCOMES,
};

/** What has no reason for this outcome of an act: the act itself, or a decision that it is about. @returns words for each */
function decisionsWithout(policy: Policy, act: string, outcome: Outcome, all: readonly Outcome[]): string[] {
  const fitting = policy.reasons.filter(
    ({ acts, outcomes = all }) => (acts as readonly string[]).includes(act) && outcomes.includes(outcome),
  );
  if (fitting.length === 0) return [''];
  if (act !== 'conclude_reconsideration') return [];
  return INTENDED_ACTS.filter((decided) => !fitting.some(({ of = INTENDED_ACTS }) => of.includes(decided))).map(
    (decided) => ` of "${decided}"`,
  );
}

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
      (isNeeded(act as ReasonedAct, policy) ? outcomes : []).flatMap((outcome) =>
        decisionsWithout(policy, act, outcome, outcomes).map((of) => ({
          key: ['reasons'],
          message: `no reason can be given for "${act}"${of} with the outcome "${outcome}"; add one, or widen its outcomes`,
          given: ['reasons' as const],
        })),
      ),
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
