import type { Words } from '../words.js';
import type { CheckName, GatedAct, Occasion, OrganisationKind, Post, Regime } from '../terms.js';

/**
 * Of a check that another department answers (核查须另行函询): whether what the candidate declares is enough where it speaks for
 * them. Left out, it is not: unknown until somebody is asked.
 */
interface ByDeclaration {
  readonly declarationSuffices?: boolean;
}

/** The numbers and words of the checks that have any; what the others need is in the law itself or in `limits`. */
export interface CheckSettings {
  term_length: { readonly minimumYears: number; readonly maximumYears: number };
  criminal_record: {
    /** Years after completion of the sentence for which it bars; null: for ever. */
    readonly years: number | null;
    /** Whether only intentional crimes bar. */
    readonly intentionalOnly: boolean;
  };
  /** Years after the revocation for which it bars. */
  revoked_organisation: { readonly years: number };
  /** Years for which bad information is disclosed. */
  credit_information: { readonly years: number };
  legal_representative_elsewhere: { readonly among: 'social_groups' | 'all' };
  /** Whoever stands for one of these posts holds none of them in another social group. */
  leading_post_elsewhere: { readonly posts: readonly Post[] };
  serving_official: ByDeclaration & { readonly exception: 'approved' | 'none' };
  retired_cadre: ByDeclaration & {
    /** Years after retirement in which it needs an exception. */
    readonly restYears: number;
    readonly maximumAge: number;
    readonly maximumTerms: number;
    /** Posts in social organisations altogether. */
    readonly maximumPosts: number;
  };
  /** At most one council member in so many may have a near relative on it; null: none at all. */
  relatives: { readonly atMostOneIn: number | null };
  residence: ByDeclaration & {
    readonly required: 'mainland' | 'mainland_citizen';
    /** Months a year in the mainland of one who resides elsewhere and is not legal representative; null: not allowed. */
    readonly monthsForOthers: number | null;
  };
  legal_representative_post: {
    /** Who may be legal representative without more. */
    readonly ordinarily: readonly Post[];
    /** Who may be if the charter says so. */
    readonly byCharter: readonly Post[];
  };
  roster_size: { readonly minimum: number; readonly maximum: number; readonly parity: 'odd' | 'any' };
  mid_term_share: { readonly atMostOneIn: number };
  candidates_per_seat: {
    /** Whether there have to be more candidates than seats. */
    readonly mode: 'competitive' | 'either';
    /** Of a competitive election: candidates beyond the seats, in per cent of them, rounded up; at least one. */
    readonly surplusPercent: number;
    /** Of which vote; left out, of that on the posts stood for. The committee's members stand for no post of the slate. */
    readonly of?: 'party_committee';
  };
  party_organisation: { readonly fullMembers: number };
  professional_experience: { readonly years: number };
}

/** Of a term beyond the limit: at least so many votes out of so many of those who could vote, or who were there. */
export interface FurtherTerm {
  readonly votes: number;
  readonly outOf: number;
  readonly among: 'voters_due' | 'voters_present';
}

/** The numbers of checks that can do without them. */
export interface OptionalSettings {
  /** Left out, the vote on a term beyond the limit needs no share of its own. */
  consecutive_terms: { readonly furtherTerm: FurtherTerm };
  cadre_approval: ByDeclaration;
}

/** To whom something applies; what is left out does not limit it. */
export interface Scope {
  readonly posts?: readonly Post[];
  readonly kinds?: readonly OrganisationKind[];
  readonly regimes?: readonly Regime[];
  readonly occasions?: readonly Occasion[];
  readonly charity?: boolean;
  readonly industryAssociation?: boolean;
  readonly privatelyFunded?: boolean;
  readonly school?: boolean;
}

interface RuleFrame extends Scope {
  /** Unique within a policy. */
  readonly id: string;
  /** The text of the rule. */
  readonly rule: Words;
  readonly source: string;
  /** The acts it stands in the way of, unless it comes to a pass or was resolved. */
  readonly blocks?: readonly GatedAct[];
  /** The acts beside which it is shown. */
  readonly warns?: readonly GatedAct[];
  /** Of `approve`: at which step; at the last review before the vote if left out. */
  readonly step?: string;
  /** How old an answer of others may be on the day of a decision; left out, it counts however old it is. */
  readonly evidence?: {
    /** Calendar days after the day on which they were asked. */
    readonly notOlderThan: number;
    readonly source: string;
  };
}

export type RuleOf<C extends CheckName> = RuleFrame & {
  readonly check: C;
} & (C extends keyof CheckSettings
    ? { readonly setting: CheckSettings[C] }
    : C extends keyof OptionalSettings
      ? { readonly setting?: OptionalSettings[C] }
      : { readonly setting?: never });

/** One check as a policy writes it: what has to be so, by which rule, and which acts it stands in the way of. */
export type CheckRule = { [C in CheckName]: RuleOf<C> }[CheckName];
