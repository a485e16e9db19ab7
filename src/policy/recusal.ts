import type { PermittedAct } from './permissions.js';

/** 回避: what a jurisdiction asks of officials so that nobody decides on somebody they are close to. */
export interface Recusal {
  /**
   * 同一单位, what it means for an official that their office employs the candidate. `bars`: they are kept from the case, like by
   * an interest that they declared, until another approver lets them go on. `declare`: they go on, and each of their acts says so
   * on record. Left out: nothing.
   */
  readonly sameEmployer?: 'bars' | 'declare';
  /** 逐案声明: whoever decides in a case says with the act that they have no interest in it. Left out, nobody is asked. */
  readonly declaration?: 'per_case';
  readonly source: string;
}

/** The acts by which an approver decides something about a candidate: what is prepared or asked for binds nobody yet. */
const DECIDING: readonly PermittedAct[] = [
  'approve',
  'reject',
  'sign',
  'resolve_check',
  'intend_rejection',
  'intend_revocation',
  'drop_intention',
  'conclude_objection',
  'conclude_reconsideration',
  'file',
  'register',
  'revoke',
];

/** Whether the act goes with a statement of whoever does it that they have no interest in the case (`noInterest`). */
export const wantsNoInterest = ({ recusal }: { readonly recusal?: Recusal }, act: PermittedAct): boolean =>
  recusal?.declaration === 'per_case' && DECIDING.includes(act);
