import type { InquiryAnswer } from '../inquiries/letter.js';
import type { JsonValue } from '../kernel/canonical-json.js';
import type { Outcome, RecusalGround, ReviewDuty, StatementChannel } from '../policy/terms.js';
import type { CaseEvent } from '../workflow/events.js';
import type { Reason } from './apply-event.js';
import type { Correction } from '../policy/corrections.js';
import type { StatedFinding } from './check-rows.js';
import type { VoteHeld } from './vote-held.js';

/** A vote on one candidate, as the minutes have it. */
export interface ElectionFigures {
  /** Day of the vote, YYYY-MM-DD in China. */
  readonly heldOn: string;
  readonly votersDue: number;
  readonly votersPresent: number;
  readonly votesFor: number;
  readonly votesAgainst: number;
  readonly abstentions: number;
}

/** A verdict that an official answers for. */
export interface Resolving extends VoteHeld {
  /** The rule of the policy. */
  readonly rule: string;
  /** The verdict that the official had before them, as `…/checks` named it. */
  readonly verdict: string;
}

/** One thing that a notice for a supplement (补正通知) finds missing or wrong. */
export interface SupplementItem {
  readonly missing: string;
  /** The field of the submission, or the paper, that it is about. */
  readonly about?: string;
}

/** What was supplied for one item of the notice. */
export interface SupplementAnswer {
  /** Its number in the notice, from 1. */
  readonly item: number;
  readonly supplied: string;
}

/** A letter that somebody wants to send. */
export interface AskedInquiry {
  /** Of the policy. */
  readonly inquiry: string;
  /** All that may be put if left out. */
  readonly questions?: readonly string[];
  /** The department, where there are several; the nearest if left out. */
  readonly body?: string;
}

/** What an official says who wants to do something with one case. */
interface Said {
  readonly caseId: string;
  /** The version the official looked at (`If-Match`). */
  readonly expectedVersion: number;
  readonly reason?: Reason;
  /** Of an act that can have several: its reason must be one for this. */
  readonly outcome?: Outcome;
  /** Facts of the act that name no person; they enter the audit entry in clear. */
  readonly facts?: Readonly<Record<string, JsonValue>>;
  /** The outcome of a vote, for `record_election`. */
  readonly election?: ElectionFigures;
  /** What was found out, for `record_findings`, and what was shown beside it. */
  readonly findings?: readonly StatedFinding[];
  /** What is answered for, for `resolve_check`. */
  readonly resolves?: Resolving;
  /** Whom to ask for signatures, for `ask_signatures`. */
  readonly asks?: { readonly officials: readonly string[]; readonly weight: 'binding' | 'advisory' };
  /** Of an act that decides: whether whoever does it has no interest in the case (逐案声明); left out, nothing is said of it. */
  readonly noInterest?: boolean;
  /** Whether the official agrees, for `sign` and `propose`. */
  readonly agree?: boolean;
  /** Whom the act is about, for `remove_signature`, `order_recusal` and `waive_recusal`. */
  readonly official?: string;
  /** Ids of the interests that keep nobody away any more, for `waive_recusal`. */
  readonly interests?: readonly string[];
  /** All that is missing or wrong, for `return_for_supplement`. */
  readonly items?: readonly SupplementItem[];
  /** What was supplied for each of them, for `answer_supplement`. */
  readonly answers?: readonly SupplementAnswer[];
  /** What the unit and the candidate say to what is intended, for `answer_intention`; or that they say nothing. */
  readonly answer?: { readonly unit?: string; readonly candidate?: string; readonly waives: boolean };
  /** What the candidate said directly to the body, for `record_statement`. */
  readonly statement?: {
    readonly text: string;
    readonly receivedOn: string;
    readonly channel: StatementChannel;
    readonly last: boolean;
  };
  /** How what was said to what was intended is taken into account (采纳情况), for `reject` and `revoke`. */
  readonly considered?: string;
  /** What is asked to be corrected, for `ask_correction` and `register_correction`. */
  readonly correction?: Correction;
  /** What the act comes to that is not stored with it; enters the audit entry as commitments. */
  readonly sealed?: Readonly<Record<string, JsonValue>>;
  /** The letters to send, for `send_inquiry`. */
  readonly inquiries?: readonly AskedInquiry[];
  /** The letter that is answered and how, for `answer_inquiry` and `register_answer`. */
  readonly answered?: { readonly inquiry: string; readonly answer: InquiryAnswer };
  /** The department that answers, for `answer_inquiry`. */
  readonly consulted?: string;
  /** The letter, for `take_back_inquiry`. */
  readonly inquiry?: string;
  /** In which of their duties somebody takes the case or gives it back, for `claim` and `release`. */
  readonly duty?: ReviewDuty;
  /** Who gets which duty at the step, for `assign`. */
  readonly assigns?: { readonly official: string; readonly duty: ReviewDuty };
  /** Free text beside the reason: an opinion, an explanation. */
  readonly remarks?: string;
}

type RecusalAct = 'recuse' | 'order_recusal';
/** Every other act. */
export type OtherEvent = Exclude<CaseEvent, { type: RecusalAct }>;

/** A recusal: always with its ground (回避事由). */
export type RecusalRequest = Said & {
  readonly event: { readonly type: RecusalAct };
  readonly ground: RecusalGround;
};

/** What an official wants to do with one case. */
export type ActRequest = RecusalRequest | (Said & { readonly event: OtherEvent });

/** Whether somebody is to step back. */
export const isRecusal = (request: ActRequest): request is RecusalRequest =>
  request.event.type === 'recuse' || request.event.type === 'order_recusal';
