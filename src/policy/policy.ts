import type { CheckRule } from './checks/rule.js';
import type { Inquiry } from './inquiries.js';
import type { Reminder } from './reminder.js';
import type { Quorum } from './quorum.js';
import type { Recusal } from './recusal.js';
import type {
  BodyFunction,
  Occasion,
  OptionalPeriodKey,
  PERIOD_KEYS,
  PeriodKey,
  Correctable,
  FurtherCandidacy,
  IntendedAct,
  Post,
  Outcome,
  ReasonedAct,
  Regime,
  WhenPassed,
} from './terms.js';
import type { Words } from './words.js';

/** A span in working or calendar days, with what the clock does when it has passed. */
export interface Period {
  readonly length: number;
  readonly unit: 'working_days' | 'calendar_days';
  readonly whenPassed: WhenPassed;
  /** A key of the policy's sources, or `assumed`. */
  readonly source: string;
  readonly note?: string;
}

/** Those of what a policy leaves out are left out, too. */
export type Periods = Readonly<Record<(typeof PERIOD_KEYS)[number], Period>> &
  Readonly<Partial<Record<OptionalPeriodKey, Period>>>;

/**
 * A period of a policy, by its key.
 * @throws if the policy states none, which no start lets pass where something needs it
 */
export function periodOf({ policy, periods }: Pick<Policy, 'policy' | 'periods'>, key: PeriodKey): Period {
  const period = periods[key];
  if (!period) throw new Error(`The policy ${policy} states no period "${key}".`);
  return period;
}

export interface Limit {
  readonly value: number;
  readonly unit: 'years' | 'terms';
  readonly source: string;
  /** The posts for which it holds. */
  readonly posts: readonly Post[];
}

/** 拟处理意见告知: the acts before which those concerned are told what is intended, and heard (陈述申辩). */
export interface Intention {
  readonly before: readonly IntendedAct[];
  readonly source: string;
}

/** 更正: what of a candidate's data can be corrected, the old value being kept. */
export interface Corrections {
  readonly of: readonly Correctable[];
  /** So many requests of the unit in a case make decisions wait; those after them are heard, and hold nothing up. All if left out. */
  readonly suspends?: number;
  readonly source: string;
}

/** 选举: how a post is voted on again when a vote left seats vacant (另行选举). */
export interface ElectionRule {
  readonly furtherVotes: {
    /** Votes on a post after the first one; the results of one day are one vote. */
    readonly atMost: number;
    /** Who may stand in them; nobody where there are none. */
    readonly candidates: readonly FurtherCandidacy[];
  };
  readonly source: string;
}

/** 个人信息处理告知: the text that each candidate is given before their data are handed in (PIPL art. 17, 35). */
export interface ProcessingNotice {
  /** Names the text: another text is another version. */
  readonly version: string;
  /** For what the data are processed and on which basis, which they are, who receives them, how long they are kept, which rights there are. */
  readonly text: Words;
  readonly source: string;
}

/** 另案核查结果: for how long what a review found against somebody is told in other reviews of theirs, once it has ended. */
export interface FoundElsewhereRule {
  /** Years after the day on which it was recorded. */
  readonly years: number;
  readonly source: string;
}

export interface ReviewStage {
  readonly kind: 'review';
  readonly step: string;
  readonly by: BodyFunction;
  /** What happens when the organisation has no such body: refuse the slate (default), or pass the step over on record. */
  readonly whenBodyMissing?: 'refuse' | 'skip';
  /** Who signs before one of them decides; one approver alone if left out. */
  readonly quorum?: Quorum & { readonly source: string };
  /** Whether a handler of the body has to propose what to decide (拟办意见) before an approver decides. */
  readonly proposal?: 'required';
  /** How often, and within which of its periods, the step may return the case for a supplement; at will if left out. */
  readonly supplements?: SupplementRule;
  /** How often the step may defer the case; at will if left out. */
  readonly deferrals?: DeferralRule;
  /** What silence of the body counts for when its period has passed; nothing but being overdue if left out. */
  readonly silence?: SilenceRule;
  readonly name: Words;
}

/** 一次告知: everything that is missing is named at once, within a period, instead of bit by bit (行政许可法 art. 32). */
export interface SupplementRule {
  /** Notices that one step may give; a case that comes back to it after a reconsideration has what was left. */
  readonly atMost: number;
  /** The period of the step in which they are given: until it has accepted the case, or until it decides. */
  readonly within: 'acceptance' | 'decision';
  readonly source: string;
}

/** 暂缓: while a case is deferred the clock of the body stands still, so that one without an end to them would decide nothing. */
export interface DeferralRule {
  /** Deferrals that one step may make; a case that comes back to it after a reconsideration has what was left. */
  readonly atMost: number;
  readonly source: string;
}

/** What it means that a body has said nothing in time: only what a rule says it means. */
export interface SilenceRule {
  /** Papers of which nobody said what is missing count as accepted (行政许可法 art. 32). */
  readonly acceptance?: 'accepted';
  /** 逾期未答复视为同意: a body that has not decided counts as agreeing, if nothing stands in the way of its agreement. */
  readonly decision?: 'consent';
  readonly source: string;
}

export interface NoticeStage {
  readonly kind: 'notice';
  readonly by: BodyFunction;
  readonly source: string;
}

export interface ElectionStage {
  readonly kind: 'election';
}

export interface CompletionStage {
  readonly kind: 'completion';
  readonly by: BodyFunction;
}

export type Stage = ReviewStage | NoticeStage | ElectionStage | CompletionStage;

/** How a case ends well: 备案, 变更登记, both, or neither (the last review is itself the approval). */
export interface Completion {
  readonly id: string;
  readonly occasions?: readonly Occasion[];
  readonly posts?: readonly Post[];
  readonly acts: readonly ('file' | 'register')[];
}

export interface Route {
  readonly id: string;
  readonly name: Words;
  readonly regimes: readonly Regime[];
  readonly occasions: readonly Occasion[];
  readonly posts: readonly Post[];
  readonly source: string;
  readonly revokedBy: BodyFunction;
  readonly stages: readonly Stage[];
  readonly completions: readonly Completion[];
}

export interface PolicyReason extends Words {
  readonly code: string;
  readonly acts: readonly ReasonedAct[];
  /** The outcomes it can be the reason for, where an act has several; all of them if it names none. */
  readonly outcomes?: readonly Outcome[];
  /** The decisions it can be the reason for, of one that is reconsidered; any of them if it names none. */
  readonly of?: readonly IntendedAct[];
}

/** One version of one jurisdiction's rules; see `policies/` for the written form. */
export interface Policy {
  /** Jurisdiction and first day of validity: `330000/2024-04-15`. A case keeps this id for ever. */
  readonly policy: string;
  readonly jurisdiction: string;
  readonly name: Words;
  readonly validFrom: string;
  /** Last day of validity; null = until a later version begins. */
  readonly validTo: string | null;
  readonly sources: Readonly<Record<string, string>>;
  readonly limits: { readonly maximumAge: Limit; readonly maximumTermsServed: Limit };
  readonly incompatiblePosts: readonly { readonly posts: readonly Post[]; readonly source: string }[];
  readonly periods: Periods;
  readonly reasons: readonly PolicyReason[];
  readonly routes: readonly Route[];
  /** What is put to the submitter and the candidate for an answer before it is final; nothing if left out. */
  readonly intention?: Intention;
  /** What of a candidate can be corrected after the submission (更正); nothing if left out. */
  readonly corrections?: Corrections;
  /** What each candidate has to be told of the processing of their data; nothing if left out. */
  readonly processingNotice?: ProcessingNotice;
  /** What is asked of officials who may be close to a candidate (回避); nothing but what they declare themselves if left out. */
  readonly recusal?: Recusal;
  /** How a post is voted on again; as often as there are seats and candidates if left out. */
  readonly election?: ElectionRule;
  /** What is checked of each candidate. A limit that no check of the policy judges refuses the slate instead. */
  readonly checks?: readonly CheckRule[];
  /** Until when ended reviews tell what they found against somebody; only those under way tell anything if left out. */
  readonly foundElsewhere?: FoundElsewhereRule;
  /** What departments can be asked about a candidate or an organisation; nobody is asked if left out. */
  readonly inquiries?: readonly Inquiry[];
  /** Who is reminded of a period that is about to pass, or has. Nobody if left out. */
  readonly reminders?: readonly Reminder[];
  /** The version whose rules these are but for those written differently here; see `refine`. */
  readonly refines?: string;
}

/** A policy file that states only what differs from another version: what it leaves out is as there. */
export interface Refinement extends Pick<Policy, 'policy' | 'jurisdiction' | 'name' | 'validFrom' | 'validTo'> {
  readonly refines: string;
  readonly sources?: Policy['sources'];
  readonly limits?: Partial<Policy['limits']>;
  readonly incompatiblePosts?: Policy['incompatiblePosts'];
  readonly periods?: Partial<Policy['periods']>;
  readonly reasons?: Policy['reasons'];
  readonly routes?: Policy['routes'];
  readonly intention?: Intention;
  readonly corrections?: Corrections;
  readonly processingNotice?: ProcessingNotice;
  readonly recusal?: Recusal;
  readonly election?: ElectionRule;
  readonly checks?: readonly CheckRule[];
  readonly foundElsewhere?: FoundElsewhereRule;
  readonly inquiries?: readonly Inquiry[];
  readonly reminders?: readonly Reminder[];
}
