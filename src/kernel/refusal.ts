import type { JsonValue } from './canonical-json.js';

/**
 * Every reason for which the product can say no. A code is stable: programs branch on it, tests assert it, and the
 * words for a person hang on it (`http/refusals.ts` fails to compile while a code lacks words).
 */
export const REASON_CODES = [
  // the request itself
  'invalid_request',
  'malformed_json',
  'body_too_large',
  'unsupported_media_type',
  'not_found',
  'unauthenticated',
  'wrong_credentials',
  'password_to_be_changed',
  'password_wrong',
  'password_unchanged',
  'login_needed',
  'too_many_requests',
  'cross_site_request',
  'if_match_required',
  'stale_version',
  'idempotency_key_reused',
  'shutting_down',
  'not_ready',
  'database_gone',
  'internal_error',
  // who may act
  'not_your_duty',
  'not_your_body',
  'not_your_jurisdiction',
  'submitter_may_not_review',
  'handler_may_not_decide',
  'reviewer_may_not_change_duty',
  'acted_for_another_body',
  'decided_before',
  'conflict_of_interest',
  'absent',
  'clock_only',
  'public_only',
  // whether it is time
  'out_of_turn',
  'supplements_used_up',
  'supplement_period_over',
  'objection_open',
  'no_objection_open',
  'no_objection_upheld',
  'objection_upheld',
  'objection_already_concluded',
  'already_reconsidered',
  'notice_period_running',
  'notice_period_over',
  'reconsideration_period_over',
  'slate_not_draft',
  'slate_not_submitted',
  'case_not_in_slate',
  'checks_in_the_way',
  'intention_missing',
  'reason_not_intended',
  'findings_since_intention',
  'signatures_open',
  'signature_not_asked',
  'proposal_missing',
  'signature_not_open',
  'signer_unfit',
  'asked_already',
  'not_recused',
  'recusal_changed',
  'not_of_the_body',
  'too_many_interests',
  'check_not_open',
  'check_changed',
  'vote_not_awaited',
  'check_blocks_elsewhere',
  'election_date_in_future',
  // what was said
  'defects_found',
  'reason_unknown',
  'reason_missing',
  'legal_basis_missing',
  'personal_data_in_text',
  'supplement_items_missing',
  'supplement_answers_differ',
  'policy_missing',
  'policy_unknown',
  'body_unknown',
  'login_taken',
  'administrator_stands_apart',
  'own_duties',
  'own_password',
  'absence_days_impossible',
  'absence_without_duty',
  'absence_reason',
  'absence_overlaps',
  'absence_over',
  'delegate_unfit',
  'election_counts_impossible',
  'election_before_passed',
  'occasion_under_review',
  'candidate_under_review',
  'posts_exclude_each_other',
  'slate_concluded',
  'check_unknown',
  'check_not_asked',
  'finding_days_impossible',
  'answer_unclear',
  'statement_day_impossible',
  'body_id_taken',
  'body_name_taken',
  'organisation_differs',
  'organisation_code_taken',
  'no_route',
] as const;

export type ReasonCode = (typeof REASON_CODES)[number];

/** A refusal is a value: made before anything is written, with facts a person or a program can use. */
export interface Refusal {
  readonly refused: ReasonCode;
  readonly facts: Readonly<Record<string, JsonValue>>;
}

export const refuse = (refused: ReasonCode, facts: Record<string, JsonValue> = {}): Refusal => ({ refused, facts });

export const isRefusal = (value: unknown): value is Refusal =>
  typeof value === 'object' && value !== null && 'refused' in value;
