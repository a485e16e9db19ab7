import type { Duty } from './terms.js';

/** Where the acting body stands to the case. */
/** `consulted_body`: the department to which the letter went that the act is about; null of an act about none. */
/** `checking_body`: where facts are checked; the body on turn, or on whose step or decision a unit's turn depends. */
export type Place = 'submitting_body' | 'turn_body' | 'checking_body' | 'revoking_body' | 'consulted_body';

export type Permission =
  | {
      readonly who: 'official';
      /** One of these. */
      readonly duties: readonly Duty[];
      readonly at: Place;
      /** Not by one who has done one of these on the same case before: what is to be looked at again, somebody else looks at. */
      readonly notAfter: readonly string[];
    }
  | { readonly who: 'clock' }
  | { readonly who: 'public' };

const by = (duty: Duty | readonly Duty[], at: Place, ...notAfter: string[]): Permission => ({
  who: 'official',
  duties: [duty].flat(),
  at,
  notAfter,
});
const byClock: Permission = { who: 'clock' };

/** Who told the candidate what is intended has made up their mind as much as who decides it. */
const INTENTIONS = ['intend_rejection', 'intend_revocation'];

const DECISIONS = ['approve', 'reject', 'revoke', 'sign', 'conclude_reconsideration', ...INTENTIONS];
/** Nobody decides anything in a case where they have chosen who else may, or may not; nor chooses where they have decided. */
const CHOOSING = ['order_recusal', 'waive_recusal'];
const DECIDED = [...DECISIONS, 'conclude_objection', 'resolve_check', 'file', 'register'];

/**
 * The permission table: each act on a case, and who may do it. It answers commands inside their transaction, the
 * `actions` of a case, the worklist, and the exhaustive test; there is no second place where this is decided.
 */
export const PERMISSIONS = {
  submit: by('submitter', 'submitting_body'),
  accept: by('handler', 'turn_body'),
  // After a rejection that was set aside, somebody other than who rejected, or signed for it, decides anew.
  approve: by('approver', 'turn_body', 'reject', ...CHOOSING),
  reject: by('approver', 'turn_body', 'reject', ...CHOOSING),
  return_for_supplement: by('handler', 'turn_body'),
  answer_supplement: by('submitter', 'submitting_body'),
  defer: by('handler', 'turn_body'),
  resume: by('handler', 'turn_body'),
  record_findings: by('handler', 'checking_body'),
  resolve_check: by('approver', 'checking_body', 'reject', ...CHOOSING),
  // 征求意见: the body asks; an official of the department answers, alone: how it comes to its reply is its own affair. An
  // answer that came by letter is registered by the body that asked, which also takes letters back.
  send_inquiry: by('handler', 'turn_body'),
  answer_inquiry: by(['handler', 'approver'], 'consulted_body'),
  register_answer: by('handler', 'checking_body'),
  take_back_inquiry: by('handler', 'checking_body'),
  inquiry_overdue: byClock,
  // 会签: asked by who handles the case, given by approvers of the body; 拟办意见: what the handler proposes.
  ask_signatures: by('handler', 'turn_body'),
  remove_signature: by('handler', 'turn_body'),
  sign: by('approver', 'turn_body', 'reject', ...CHOOSING),
  propose: by('handler', 'turn_body'),
  // 回避: everybody steps back themselves, from a letter who was asked to answer it, too; of others, an approver decides who has
  // no part in the decision; likewise of who goes on all the same.
  recuse: by(['handler', 'approver'], 'checking_body'),
  order_recusal: by('approver', 'checking_body', ...DECIDED),
  waive_recusal: by('approver', 'checking_body', ...DECIDED),
  // 拟处理意见告知、陈述申辩: put by who could decide so, answered by the unit; what the candidate says directly, a handler records.
  intend_rejection: by('approver', 'turn_body', 'reject', ...CHOOSING),
  intend_revocation: by('approver', 'revoking_body', 'revoke', ...CHOOSING),
  answer_intention: by('submitter', 'submitting_body'),
  record_statement: by('handler', 'checking_body'),
  drop_intention: by('approver', 'checking_body', 'reject', ...CHOOSING),
  close_answering: byClock,
  // 更正: asked for by the unit, or by the candidate at the body; whoever checks and concludes it has not registered
  // it; what they registered before and others concluded bars nobody (`participations`).
  ask_correction: by('submitter', 'submitting_body'),
  register_correction: by('handler', 'checking_body'),
  conclude_correction: by(['handler', 'approver'], 'checking_body', 'register_correction'),
  note_correction: byClock,
  // 认领、分办: everybody for themselves; an approver, others.
  claim: by(['handler', 'approver'], 'checking_body'),
  assign: by('approver', 'checking_body'),
  release: by(['handler', 'approver'], 'checking_body'),
  withdraw: by('submitter', 'submitting_body'),
  // 更换人选: another candidate takes the place, in the act that names them (`slates/add-candidates`).
  supersede: by('submitter', 'submitting_body'),
  publish_notice: by('handler', 'turn_body'),
  object: { who: 'public' },
  conclude_objection: by('approver', 'turn_body', ...DECISIONS, ...CHOOSING),
  close_notice: by('handler', 'turn_body'),
  record_election: by('submitter', 'submitting_body'),
  file: by('approver', 'turn_body', ...CHOOSING),
  register: by('approver', 'turn_body', ...CHOOSING),
  reconsider: by('submitter', 'submitting_body'),
  conclude_reconsideration: by('approver', 'turn_body', ...DECISIONS, 'conclude_objection', ...CHOOSING),
  become_final: byClock,
  deem_accepted: byClock,
  deem_consent: byClock,
  mark_overdue: byClock,
  lapse: byClock,
  // After a revocation that was set aside, it is somebody else who revokes again.
  revoke: by('approver', 'revoking_body', 'revoke', ...CHOOSING),
} as const satisfies Record<string, Permission>;

export type PermittedAct = keyof typeof PERMISSIONS;

/** The body whose officials do this act, by its place in the case; null of one that the clock or the public does. */
export function placeFor(act: PermittedAct): Place | null {
  const permission: Permission = PERMISSIONS[act];
  return permission.who === 'official' ? permission.at : null;
}

/** Whether officials do this act at all; the others are the clock's or the public's. */
export const isAnOfficials = (act: PermittedAct): boolean => dutiesFor(act).length > 0;

/** The duties in one of which officials do this act; none for one that the clock or the public does. */
export function dutiesFor(act: PermittedAct): readonly Duty[] {
  const permission: Permission = PERMISSIONS[act];
  return permission.who === 'official' ? permission.duties : [];
}
