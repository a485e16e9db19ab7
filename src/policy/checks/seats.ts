import type { CheckResult, ElectionMode, Post } from '../terms.js';
import type { CheckFacts } from './facts.js';
import { notStated, worstOf, type Judge, type Judgement } from './judgement.js';
import { holding, maySeatBeTaken, seatsKept, seatsOf } from './roster.js';
import type { RuleOf } from './rule.js';

type SeatSetting = RuleOf<'candidates_per_seat'>['setting'];

function contested(candidates: number, seats: number, setting: SeatSetting, stated?: ElectionMode): CheckResult {
  if (setting.mode === 'competitive') {
    const surplus = Math.max(1, Math.ceil((seats * setting.surplusPercent) / 100));
    return candidates < seats + surplus ? 'fail' : 'pass';
  }
  if (stated === 'competitive') return candidates <= seats ? 'fail' : 'pass';
  if (stated === 'equal') return candidates === seats ? 'pass' : 'fail';
  return candidates <= seats ? 'pass' : 'unknown';
}

/**
 * How a post that the candidate stands for is contested in the vote to come, or the one that is being recorded: for the
 * seats that earlier votes left, and those who keep a post of which there is one. Whoever was, or was not, elected on the same day stood beside them.
 */
function contestOf(post: Post, facts: CheckFacts, setting: SeatSetting) {
  const { peers, slate, roster, on } = facts;
  const rivals = holding(peers, post);
  const earlier = rivals.filter(({ electedOn }) => electedOn !== undefined && electedOn !== on).length;
  const defeated = holding(roster.notElected, post).filter(({ votedOn }) => votedOn === on).length;
  const candidates = 1 + rivals.length - earlier + defeated;
  const [all, taken] = [seatsOf(post, slate), earlier + seatsKept(post, slate)];
  const seats = all === null ? null : Math.max(0, all - taken);
  if (seats === 0 && taken > 0) return { post, candidates, seats, result: 'fail' as const };
  const result = seats === null ? 'unknown' : contested(candidates, seats, setting, slate.electionMode);
  return { post, candidates, seats, ...unlessTaken(result, post, facts) };
}

/** Of the one seat of a post that somebody is known to hold only a person can tell that it is free. */
const unlessTaken = (result: CheckResult, post: Post, facts: CheckFacts) =>
  maySeatBeTaken(post, facts) ? { result: worstOf([result, 'needs_human']), unaccounted: true } : { result };

/** After the vote: whether every seat has somebody. A seat left vacant is for a person to see, not to be filed unseen. */
function outcomeOf(post: Post, facts: CheckFacts) {
  const { peers, slate } = facts;
  const rivals = holding(peers, post);
  const elected = 1 + rivals.filter(({ electedOn }) => electedOn !== undefined).length;
  const all = seatsOf(post, slate);
  const seats = all === null ? null : Math.max(0, all - seatsKept(post, slate));
  const result: CheckResult =
    seats === null ? 'unknown' : elected > seats ? 'fail' : elected < seats ? 'needs_human' : 'pass';
  return { post, elected, seats, waiting: rivals.length + 1 - elected, ...unlessTaken(result, post, facts) };
}

/** That a branch has no committee is ordinary where its members are few; up to how many no source says, so a person sees it. */
const withoutCommittee = (candidates: number): CheckResult => (candidates > 0 ? 'fail' : 'needs_human');

/** 委员差额: what is stated of the committee that is elected together with those who lead it. */
function committeeContest({ slate: { party, electionMode } }: CheckFacts, setting: SeatSetting): Judgement {
  if (!party?.committee) return notStated('party.committee');
  const { seats, candidates } = party.committee;
  const result = seats === 0 ? withoutCommittee(candidates) : contested(candidates, seats, setting, electionMode);
  return { result, facts: { committee: { seats, candidates } } };
}

/** 等额选举 or 差额选举: the worst of the posts decides. Once elected, whether the seats are filled. */
export const candidatesPerSeat: Judge<'candidates_per_seat'> = (facts, { posts, setting }) => {
  if (setting.of === 'party_committee') return committeeContest(facts, setting);
  const own = facts.candidate.posts.filter((post) => posts?.includes(post) ?? true);
  const basis = facts.peers.filter((peer) => own.some((post) => peer.posts.includes(post))).map(({ id }) => id);
  if (facts.candidate.electedOn !== undefined) {
    const outcomes = own.map((post) => outcomeOf(post, facts));
    return { result: worstOf(outcomes.map(({ result }) => result)), facts: { outcomes }, basis };
  }
  const contests = own.map((post) => contestOf(post, facts, setting));
  return {
    result: worstOf(contests.map(({ result }) => result)),
    facts: { electionMode: facts.slate.electionMode ?? null, contests },
    basis,
  };
};
