import type {
  BodyKind,
  CadreStatus,
  CheckName,
  ElectionMode,
  FindingAnswer,
  Occasion,
  OrganisationKind,
  PartyMembership,
  Post,
  Regime,
  RelativePlace,
  Residence,
} from '../terms.js';

/** What a candidate states of themselves for the checks (本人申报事项). What is left out is unknown, never a no. */
export interface Declaration {
  /** 是否监事. */
  readonly supervisor?: boolean;
  readonly chineseCitizen?: boolean;
  readonly residence?: Residence;
  /** Whole months a year in the mainland, of one who resides elsewhere. */
  readonly monthsInMainland?: number;
  readonly cadre?: CadreDeclaration;
  /** Leading posts in other social organisations; an empty list says that there are none. */
  readonly otherPosts?: readonly OtherPost[];
  /** Near relatives in the same organisation, by where they stand; no names. An empty list says that there are none. */
  readonly relatives?: readonly RelativePlace[];
  readonly party?: { readonly membership: PartyMembership; readonly rightsSuspended: boolean };
  /** Whole years of work in the trade or field. */
  readonly yearsInField?: number;
}

/** 干部情况: whether somebody is, or was, a leading cadre or a civil servant, and what the cadre authority approved. */
export interface CadreDeclaration {
  readonly status: CadreStatus;
  /** YYYY-MM-DD, of one who has retired. */
  readonly retiredOn?: string;
  /** Whether the post is held without pay (不取酬). */
  readonly unpaid?: boolean;
  readonly approval?: CadreApproval;
}

/** 干部管理权限审批: which posts, for which term, and since when. */
export interface CadreApproval {
  readonly authority: string;
  readonly number: string;
  /** YYYY-MM-DD */
  readonly approvedOn: string;
  readonly posts: readonly Post[];
  readonly termNumber: number;
}

export interface OtherPost {
  readonly organisation: string;
  readonly kind: OrganisationKind;
  readonly posts: readonly Post[];
}

/** What the submitter states of the organisation and the vote for the checks (换届情况). What is left out is unknown. */
export interface SlateParticulars {
  readonly electionMode?: ElectionMode;
  /** 应选人数 by post. */
  readonly seats?: Readonly<Partial<Record<Post, number>>>;
  /** Officers who stay on and are not on the slate (届中调整); one entry a person. */
  readonly staying?: readonly StayingOfficer[];
  readonly council?: {
    /** Members after the change. */
    readonly size: number;
    /** Members who leave or join by this change; of a re-election it says nothing. */
    readonly changing?: number;
    /** Members who have a near relative among the members. */
    readonly related?: number;
  };
  readonly charter?: {
    /** Years of a term. */
    readonly termYears: number;
    /** The posts whose holder can be legal representative. */
    readonly legalRepresentatives: readonly Post[];
  };
  /** 换届（离任）审计. */
  readonly audit?: { readonly number: string; /** YYYY-MM-DD */ readonly reportedOn: string };
  readonly party?: {
    /** 正式党员人数. */
    readonly fullMembers: number;
    readonly organisation: boolean;
    /** Members of the branch committee on the council, and the other way round (双向进入、交叉任职). */
    readonly crossHolders: number;
    /** 委员应选人数、候选人数 of the committee that is elected; none is, where a branch has no committee: 0. */
    readonly committee?: { readonly seats: number; readonly candidates: number };
  };
}

export interface StayingOfficer {
  readonly posts: readonly Post[];
  readonly memberUnit: MemberUnit;
}

/** Unified social credit code of the member unit somebody comes from; null if from none. */
export type MemberUnit = string | null;

/** An answer to a check that machines cannot give: who was asked, when, and what was found. */
export interface Finding {
  readonly answer: FindingAnswer;
  /** Who was asked, or which list was searched. */
  readonly source: string;
  /** Number of the letter or document; null if there is none. */
  readonly reference: string | null;
  /** YYYY-MM-DD, in China. */
  readonly queriedOn: string;
  /** Of something adverse: the day on which the judgment or decision it rests on took effect; null if it rests on none. */
  readonly effectiveOn: string | null;
  /** Of something adverse: the day on which the sentence or sanction was completed; null if it was not, or is not known. */
  readonly endedOn: string | null;
  /** Of a sentence: whether the crime was an intentional one (故意犯罪); null if it is no sentence, or is not known. */
  readonly intentional: boolean | null;
}

/** Another candidate of the same slate who is still in the running, or has ended well. */
export interface Peer {
  /** Tells one from another; of a draft, the place in the list. */
  readonly id: string;
  /** Whose case it is: one candidate can have several, for posts that take different routes. Left out, each is another's. */
  readonly candidate?: string;
  /** The day of the vote that elected them, YYYY-MM-DD; left out while it is to come. */
  readonly electedOn?: string;
  readonly posts: readonly Post[];
  /** Undefined: not stated. */
  readonly memberUnit: MemberUnit | undefined;
}

/** What became of the slate and its term beside those who are in the running: partial results and earlier slates. */
export interface RosterFacts {
  /** Seats of officers that were to be filled by those handed in, and for which nobody is left, nor named since. */
  readonly lost: number;
  /** Those handed in for a post of the Party organisation and for another one, who are not to hold both any more. */
  readonly crossHoldersLost: number;
  /** Who stood in a vote of this slate and was not elected. */
  readonly notElected: readonly { readonly posts: readonly Post[]; readonly votedOn: string }[];
  /** 本届已调整的理事: members changed by other mid-term slates of this term; null if one of them did not state it. */
  readonly changedBefore: number | null;
  /** Who holds posts by other slates of this term, as the system knows, and does not stand on this one; one entry a person. */
  readonly held: readonly HolderKnown[];
}

export interface HolderKnown {
  readonly posts: readonly Post[];
  /** Undefined: not stated. */
  readonly memberUnit: MemberUnit | undefined;
}

/** A review of the same person for another organisation that the system knows of. */
export interface Elsewhere {
  /** Of the case. */
  readonly id: string;
  /** Name of the organisation. */
  readonly organisation: string;
  readonly kind: OrganisationKind;
  readonly posts: readonly Post[];
  /**
   * `cleared`: all bodies have agreed, or it was filed or registered. `under_review`: it could still end either way, a
   * rejection that can still be set aside among them.
   */
  readonly standing: 'cleared' | 'under_review';
}

/** Of a vote on one candidate: who could vote, who was there, and who voted for them. */
export interface VoteFigures {
  readonly votersDue: number;
  readonly votersPresent: number;
  readonly votesFor: number;
}

/** Something found against the same person in another review, of which nothing is told but when and by whom. */
export interface FoundElsewhere {
  /** Of the case and the act; never shown. */
  readonly id: string;
  readonly check: CheckName;
  /** The day on which it was recorded. */
  readonly on: string;
  /** The kinds of the body that recorded it. */
  readonly by: readonly BodyKind[];
  /** What it says: weighed by the rule here, and never shown. */
  readonly finding: Finding;
}

/** Everything a check can look at. Days are YYYY-MM-DD in China. */
export interface CheckFacts {
  /** The day of asking: what is said to have been done later was not done. */
  readonly today: string;
  /** The day on which dates are judged: the planned day of the vote, or that on which it was held. */
  readonly on: string;
  readonly occasion: Occasion;
  readonly termNumber: number;
  readonly organisation: {
    readonly kind: OrganisationKind;
    readonly regime: Regime;
    readonly charity: boolean;
    readonly industryAssociation: boolean;
    /** Of a foundation: privately funded, and not raising funds from the public. Left out: not stated. */
    readonly privatelyFunded?: boolean;
    /** Of a social service institution: a private school. Left out: not stated. */
    readonly school?: boolean;
  };
  readonly candidate: {
    readonly birthDate: string;
    /** Whether the identity document is one whose number can be checked by machine. */
    readonly residentId: boolean;
    readonly posts: readonly Post[];
    /** The posts for which they stand, or were elected, by another route of the same slate; left out: none. */
    readonly alsoFor?: readonly Post[];
    readonly fullTime: boolean;
    /** Consecutive terms already served, by post, as stated. A post left out is unknown, but at a founding it is none. */
    readonly terms: Readonly<Partial<Record<Post, number>>>;
    /** Of these, how many the system itself knows of: filed or registered, up to the term before this one. */
    readonly knownTerms: Readonly<Partial<Record<Post, number>>>;
    /** Undefined: not stated. */
    readonly memberUnit: MemberUnit | undefined;
    readonly declaration: Declaration;
    /** The day of the vote that elected them, YYYY-MM-DD; left out while it is to come. */
    readonly electedOn?: string;
    /** The vote on them; left out while it is not recorded. */
    readonly vote?: VoteFigures;
  };
  readonly slate: SlateParticulars;
  /** Without the candidate. */
  readonly peers: readonly Peer[];
  readonly roster: RosterFacts;
  readonly elsewhere: readonly Elsewhere[];
  readonly foundElsewhere: readonly FoundElsewhere[];
  /** The latest of each check. */
  readonly findings: Readonly<Partial<Record<CheckName, Finding>>>;
}
