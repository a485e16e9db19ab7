export interface ElectionResult {
  readonly caseId: string;
  /** The version of the case that the submitter looked at. */
  readonly version: number;
  readonly elected: boolean;
  readonly votesFor: number;
  readonly votesAgainst: number;
  readonly abstentions: number;
}

export interface Election {
  readonly slateId: string;
  /** Day of the vote, YYYY-MM-DD in China; not in the future. */
  readonly heldOn: string;
  readonly votersDue: number;
  readonly votersPresent: number;
  readonly results: readonly ElectionResult[];
}
