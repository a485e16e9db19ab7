import type { JsonValue } from '../../kernel/canonical-json.js';
import type { VoteFigures } from './facts.js';
import type { FurtherTerm } from './rule.js';

/** What a vote on a term beyond the limit lacks. */
export interface VoteShort {
  readonly votesFor: number;
  /** The fewest votes that would have been enough. */
  readonly needed: number;
  readonly among: FurtherTerm['among'];
}

/**
 * 超届任职须经三分之二以上表决通过: the share of a vote that a term beyond the limit needs, beside the approvals. A vote that is not
 * recorded yet has no figures, and lacks nothing that could be told.
 */
export function voteShort(rule: FurtherTerm | undefined, vote: VoteFigures | undefined): VoteShort | null {
  if (!rule || !vote) return null;
  const among = rule.among === 'voters_due' ? vote.votersDue : vote.votersPresent;
  const needed = Math.ceil((among * rule.votes) / rule.outOf);
  return vote.votesFor < needed ? { votesFor: vote.votesFor, needed, among: rule.among } : null;
}

/** The same, in a verdict: nothing is said of a vote that lacks nothing, so whoever answered for the term has answered. */
export const saidOf = (short: VoteShort | null): Readonly<Record<string, JsonValue>> => (short ? { ...short } : {});
