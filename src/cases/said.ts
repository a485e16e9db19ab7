import type { JsonValue } from '../kernel/canonical-json.js';

/**
 * What can be said of why something is so, or what would change it; `http/sentences` has the words, with a place for each
 * fact. What stands in the way of an act has a reason code of `kernel/refusal`, and its words there.
 */
export const SENTENCE_CODES = [
  // what lifts an obstacle
  'lift_body_acts',
  'lift_one_of',
  'lift_nothing',
  'lift_body_of_act',
  'lift_duty',
  'lift_another_person',
  'lift_colleagues',
  'lift_nobody_free',
  'lift_waiver',
  'lift_absence_over',
  'lift_assigned',
  'lift_clock',
  'lift_clock_first',
  'lift_hearing_over',
  'lift_hearing_first',
  'lift_clock_records',
  'lift_public',
  'lift_day',
  'lift_seat_free',
  'lift_other_slate_recorded',
  'lift_objections_concluded',
  'lift_decision_on_objection',
  'lift_objection',
  'lift_signatures',
  'lift_more_signers',
  'lift_signatures_anew',
  'lift_be_asked',
  'lift_signer_decides',
  'lift_somebody_asked',
  'lift_policy_asks',
  'lift_signed_before',
  'lift_more_approvers',
  'lift_proposal',
  'lift_without_supplement',
  'lift_without_deferral',
  'lift_correction',
  'lift_intention',
  'lift_inquiry_answered',
  'lift_inquiry_taken_back',
  'lift_inquiry_sent',
  'lift_department_entered',
  'lift_found_out',
  'lift_check_answered',
  'lift_check_resolved',
  // why due
  'due_period',
  'due_starts',
  'due_stopped',
  'due_resumed',
  'due_not_counted',
  'due_holiday',
  'due_rolled',
  'due_left_on',
  'due_waiting',
  'due_stopped_for',
  'due_reminded',
  'due_reminder_to_come',
  'due_escalated',
  'due_escalation_to_come',
  'due_silence_accepted',
  'due_silence_consent',
  'due_kept_open',
  'due_open_for_objections',
  'due_open_for_corrections',
  'due_open_for_checks',
  'due_goes_on',
  'due_provisional',
  // why this route
  'route_version',
  'route_fallback',
  'route_passed_over_regime',
  'route_passed_over_occasion',
  'route_passed_over_posts',
  'route_taken',
  'route_step',
  'route_step_skipped',
  'route_completion',
  'route_completion_none',
  // what if
  'what_if_deadlines',
] as const;
export type SentenceCode = (typeof SENTENCE_CODES)[number];

/** A sentence by its code, with the facts it speaks of. */
export interface Said {
  readonly code: SentenceCode;
  readonly facts: Readonly<Record<string, JsonValue>>;
}

export const say = (code: SentenceCode, facts: Said['facts'] = {}): Said => ({ code, facts });
