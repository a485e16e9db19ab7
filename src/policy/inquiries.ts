import type { Scope } from './checks/rule.js';
import type { CheckName, Department, InquiryField } from './terms.js';
import type { Words } from './words.js';

/** One thing that a department is asked. */
export interface InquiryQuestion {
  /** Unique within its inquiry. */
  readonly id: string;
  readonly words: Words;
  /** The check that the answer answers; it is asked only of those whom a rule of the policy applies it to. */
  readonly check?: CheckName;
}

/** 征求意见、函询: which department can be asked what, with which data, on which basis, and what waits for its answer. */
export interface Inquiry {
  /** Unique within a policy. */
  readonly id: string;
  readonly name: Words;
  readonly to: Department;
  /** The reviews at which it may be sent. */
  readonly steps: readonly string[];
  readonly questions: readonly InquiryQuestion[];
  /** All that the letter may say of the candidate and the organisation. */
  readonly fields: readonly InquiryField[];
  /** By which rule the department may be asked, and may answer; stands in the letter. */
  readonly legalBasis: string;
  readonly source: string;
  /** The acts of the step that wait for the answer; advisory if left out. */
  readonly blocks?: readonly BlockedAct[];
  /**
   * Whether the body's clock stands still meanwhile: until the answer, or until it is overdue at the latest. Not for a letter
   * that was taken back and is sent again (`standsStillFor`).
   */
  readonly suspends?: 'until_answered' | 'until_overdue';
  /** Of whom the step is not approved before it was asked; of nobody if left out. */
  readonly required?: Scope;
}

export const BLOCKED_ACTS = ['approve', 'reject'] as const;
export type BlockedAct = (typeof BLOCKED_ACTS)[number];

/** The inquiries that can be sent at a step. */
export const inquiriesAt = (
  { inquiries = [] }: { readonly inquiries?: readonly Inquiry[] },
  step: string | null,
): Inquiry[] => inquiries.filter(({ steps }) => step !== null && steps.includes(step));

/**
 * The questions that may be put: those that answer a check only where a rule applies it. Nobody is asked about a sentence
 * that would bar nobody (浙江省公安机关办理犯罪记录查询工作规定).
 * @param checks what the policy asks of the candidate
 */
export const questionsFor = ({ questions }: Inquiry, checks: readonly CheckName[]): InquiryQuestion[] =>
  questions.filter(({ check }) => check === undefined || checks.includes(check));

/** What became of a letter, as far as the acts that wait for it go. */
export interface LetterStanding {
  readonly inquiry: string;
  /** The ids of the questions that it puts. */
  readonly questions: readonly string[];
  readonly status: InquiryStatus;
  readonly overdue: boolean;
}

/** 待复, 已复, 撤回, 因离开环节而终止. */
export const INQUIRY_STATUSES = ['open', 'answered', 'taken_back', 'closed'] as const;
export type InquiryStatus = (typeof INQUIRY_STATUSES)[number];

/** What became of a letter, as far as the clock of the body goes that sent it. */
export interface PastLetter {
  readonly inquiry: string;
  readonly step: string;
  readonly status: InquiryStatus;
  readonly suspends: Inquiry['suspends'] | null;
  /** The act that corrected the data by which it asked; null: what it told is still so. */
  readonly overtakenIn: number | null;
}

/**
 * Until when the clock of the body would stand still for a letter that it sends at a step now. One that it took back there and
 * sends again stops it no more: it could put its decision off for ever. One that asked by wrong data was about somebody else.
 * @returns null: not at all
 */
export const standsStillFor = (
  { id, suspends }: Pick<Inquiry, 'id' | 'suspends'>,
  step: string | null,
  letters: readonly PastLetter[],
): NonNullable<Inquiry['suspends']> | null => {
  const stood = letters.some(
    (letter) =>
      letter.inquiry === id &&
      letter.step === step &&
      letter.suspends !== null &&
      letter.status === 'taken_back' &&
      letter.overtakenIn === null,
  );
  return suspends === undefined || stood ? null : suspends;
};

/** Whether an act waits for this letter: no answer is no answer, however late it is. */
export const waitsFor = (inquiries: readonly Inquiry[], letter: LetterStanding, act: BlockedAct): boolean =>
  letter.status === 'open' && inquiries.some(({ id, blocks = [] }) => id === letter.inquiry && blocks.includes(act));

/** A department that answered was heard; one that was late was, too, if somebody took the letter back with a reason. */
const isHeard = ({ status, overdue }: LetterStanding): boolean =>
  status === 'answered' || (status === 'taken_back' && overdue);

/**
 * The questions of a required inquiry that no department was heard on yet, in one letter or in several; none if what is
 * required has been done. An answer against the candidate, or none, is no pass: each question answers a check that stands in
 * the way of the approval (`cross-check-required`).
 * @param checks what the policy asks of the candidate
 */
export const unheard = (
  inquiry: Inquiry,
  checks: readonly CheckName[],
  letters: readonly LetterStanding[],
): InquiryQuestion[] => {
  const heard = letters.filter((letter) => letter.inquiry === inquiry.id && isHeard(letter));
  return questionsFor(inquiry, checks).filter(({ id }) => !heard.some(({ questions }) => questions.includes(id)));
};

/**
 * Of those the ones that nobody has found out yet: where there is no such department to ask, what somebody of the body
 * finds out and records with its source takes the place of its answer, and comes to what it comes to.
 * @param found the checks for which something was recorded, whatever it is
 */
export const notFoundOut = (
  questions: readonly InquiryQuestion[],
  found: Readonly<Partial<Record<CheckName, unknown>>>,
): InquiryQuestion[] => questions.filter(({ check }) => check === undefined || found[check] === undefined);
