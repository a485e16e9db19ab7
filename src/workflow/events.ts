/**
 * Every event a case knows, with what the statechart itself must know of it. Reasons, texts and evidence stay with
 * the commands; the chart only branches.
 */
export type CaseEvent =
  | { type: 'submit' }
  | { type: 'accept' }
  | { type: 'approve' }
  | { type: 'reject' }
  | { type: 'return_for_supplement' }
  | { type: 'answer_supplement' }
  | { type: 'defer' }
  | { type: 'resume' }
  | { type: 'record_findings' }
  | { type: 'resolve_check' }
  | { type: 'send_inquiry'; sent: number; suspends: boolean }
  /** `goesOn`: whether the body's clock goes on, since nothing is waited for any more for which it stands still. */
  | { type: 'answer_inquiry'; goesOn: boolean }
  | { type: 'register_answer'; goesOn: boolean }
  | { type: 'take_back_inquiry'; goesOn: boolean }
  | { type: 'inquiry_overdue'; goesOn: boolean }
  | { type: 'ask_signatures' }
  | { type: 'remove_signature' }
  | { type: 'sign' }
  | { type: 'propose' }
  | { type: 'recuse' }
  | { type: 'order_recusal' }
  | { type: 'waive_recusal' }
  | { type: 'intend_rejection' }
  | { type: 'intend_revocation' }
  /** `heard`: with it the unit has answered, and the candidate has said all that they want to say. */
  | { type: 'answer_intention'; heard: boolean }
  | { type: 'record_statement'; heard: boolean }
  | { type: 'drop_intention' }
  | { type: 'close_answering' }
  | { type: 'ask_correction' }
  | { type: 'register_correction' }
  /** `overtakes`: others looked the person up by what was wrong; what they found, and were asked, counts no longer. */
  | { type: 'conclude_correction'; overtakes: boolean }
  | { type: 'note_correction'; overtakes: boolean }
  | { type: 'claim' }
  | { type: 'assign' }
  | { type: 'release' }
  | { type: 'withdraw' }
  | { type: 'supersede' }
  | { type: 'publish_notice' }
  | { type: 'object' }
  | { type: 'conclude_objection'; upheld: boolean }
  | { type: 'close_notice' }
  | { type: 'record_election'; elected: boolean }
  | { type: 'file' }
  | { type: 'register' }
  | { type: 'reconsider' }
  | { type: 'conclude_reconsideration'; overturned: boolean }
  | { type: 'become_final' }
  | { type: 'deem_accepted' }
  | { type: 'deem_consent' }
  | { type: 'mark_overdue' }
  | { type: 'lapse' }
  | { type: 'revoke' };

export type CaseAct = CaseEvent['type'];

/** All acts, in the order of a case's life; the compiler holds the list complete. */
export const CASE_ACTS = Object.keys({
  submit: 0,
  accept: 0,
  approve: 0,
  reject: 0,
  return_for_supplement: 0,
  answer_supplement: 0,
  defer: 0,
  resume: 0,
  record_findings: 0,
  resolve_check: 0,
  send_inquiry: 0,
  answer_inquiry: 0,
  register_answer: 0,
  take_back_inquiry: 0,
  inquiry_overdue: 0,
  ask_signatures: 0,
  remove_signature: 0,
  sign: 0,
  propose: 0,
  recuse: 0,
  order_recusal: 0,
  waive_recusal: 0,
  intend_rejection: 0,
  intend_revocation: 0,
  answer_intention: 0,
  record_statement: 0,
  drop_intention: 0,
  close_answering: 0,
  ask_correction: 0,
  register_correction: 0,
  conclude_correction: 0,
  note_correction: 0,
  claim: 0,
  assign: 0,
  release: 0,
  withdraw: 0,
  supersede: 0,
  publish_notice: 0,
  object: 0,
  conclude_objection: 0,
  close_notice: 0,
  record_election: 0,
  file: 0,
  register: 0,
  reconsider: 0,
  conclude_reconsideration: 0,
  become_final: 0,
  deem_accepted: 0,
  deem_consent: 0,
  mark_overdue: 0,
  lapse: 0,
  revoke: 0,
} satisfies Record<CaseAct, 0>) as CaseAct[];

/** An act as an event, in its first form where it has several: whether it is the act's turn does not depend on the form. */
export function eventOf(act: CaseAct): CaseEvent {
  if (act === 'conclude_objection') return { type: act, upheld: false };
  if (act === 'record_election') return { type: act, elected: true };
  if (act === 'conclude_reconsideration') return { type: act, overturned: false };
  if (act === 'send_inquiry') return { type: act, sent: 1, suspends: false };
  if (act === 'answer_inquiry' || act === 'register_answer' || act === 'take_back_inquiry')
    return { type: act, goesOn: true };
  if (act === 'inquiry_overdue') return { type: act, goesOn: false };
  if (act === 'conclude_correction' || act === 'note_correction') return { type: act, overtakes: false };
  if (act === 'answer_intention' || act === 'record_statement') return { type: act, heard: false };
  // The compiler compares an object with a union of at most 25 forms; the acts with forms of their own are named above.
  return { type: act } as CaseEvent;
}

/** What a case remembers beside its state. Our own columns: no library's snapshot is ever stored. */
export interface CaseContext {
  /** Steps passed over because the organisation has no such body. */
  readonly skipped: readonly string[];
  /** The step whose body has accepted the case, so that an answered supplement returns to the right place. */
  readonly accepted: string | null;
  /** Supplements that the present step may still ask for; null: as many as it likes. */
  readonly supplementsLeft: number | null;
  /** The period within which the present step could ask for one is over. */
  readonly supplementsOver: boolean;
  /** Deferrals that the present step may still make; null: as many as it likes. */
  readonly deferralsLeft: number | null;
  /** The body's clock stood still already for those concerned to be heard, at the present step or on notice: it does so once. */
  readonly hearingStood: boolean;
  /** Letters to departments that are open where the case stands; none outlasts its step. */
  readonly openInquiries: number;
  readonly openObjections: number;
  readonly upheldObjections: number;
  /** Of those, the ones for which a rejection is intended: what is given up is given up for them alone. */
  readonly objectionsTold: number;
  /** Where the case was rejected: a step, or `notice`. */
  readonly rejectedAt: string | null;
  readonly reconsidered: boolean;
  /** The period for asking for reconsideration passed without anybody asking. */
  readonly final: boolean;
  /** While a revocation is intended, or may be set aside still: the state in which the case goes on if nothing comes of it. */
  readonly revokedFrom: string | null;
  /** The revocation was upheld by somebody else: it is final, and there is nothing more to ask for. */
  readonly revocationReconsidered: boolean;
}

export const NEW_CASE: CaseContext = {
  skipped: [],
  accepted: null,
  supplementsLeft: null,
  supplementsOver: false,
  deferralsLeft: null,
  hearingStood: false,
  openInquiries: 0,
  openObjections: 0,
  upheldObjections: 0,
  objectionsTold: 0,
  rejectedAt: null,
  reconsidered: false,
  final: false,
  revokedFrom: null,
  revocationReconsidered: false,
};

/** What a transition asks to be done in the same transaction, by name; nothing is done inside the chart. */
export type Effect =
  | { type: 'start_deadline'; period: string }
  | { type: 'stop_deadline' }
  | { type: 'end_deadlines' }
  | { type: 'mark_overdue' }
  | { type: 'stay' }
  | { type: 'suspend_deadline' }
  | { type: 'resume_deadline' }
  /** Somebody else's period is the one that counts now; that of the body goes on meanwhile, and is taken up as it then is. */
  | { type: 'set_aside_deadline' }
  | { type: 'take_up_deadline' }
  | { type: 'enter_step'; step: string }
  | { type: 'skip_step'; step: string };
