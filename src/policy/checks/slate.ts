import type { CheckResult, ElectionMode, Post } from '../terms.js';
import type { CheckFacts, SlateParticulars } from './facts.js';
import { notStated, worstOf, type Judge, type Judges } from './judgement.js';
import type { RuleOf } from './rule.js';

type OfSlate =
  'term_length' | 'roster_size' | 'mid_term_share' | 'candidates_per_seat' | 'party_organisation' | 'audit_done';

/** 负责人. */
const OFFICER_POSTS: readonly Post[] = ['president', 'vice_president', 'secretary_general', 'executive_head'];
/** Posts of which an organisation has one. */
const SINGLE_POSTS: readonly Post[] = [
  'president',
  'secretary_general',
  'executive_head',
  'legal_representative',
  'party_secretary',
];

/** 应选人数 of a post; null if nobody stated it. */
export const seatsOf = (post: Post, { seats }: SlateParticulars): number | null =>
  seats?.[post] ?? (SINGLE_POSTS.includes(post) ? 1 : null);

const termLength: Judge<'term_length'> = ({ slate }, { setting: { minimumYears, maximumYears } }) => {
  if (!slate.charter) return notStated('charter');
  const { termYears } = slate.charter;
  const within = termYears >= minimumYears && termYears <= maximumYears;
  return { result: within ? 'pass' : 'fail', facts: { termYears, minimumYears, maximumYears } };
};

/** 负责人总数. While rivals stand for one seat, nobody knows how many officers there will be. */
const rosterSize: Judge<'roster_size'> = ({ candidate, peers, slate, occasion }, { setting }) => {
  if (occasion === 'mid_term' && !slate.staying) return notStated('staying');
  const { minimum, maximum, parity } = setting;
  const standing = [candidate, ...peers];
  const rivals = OFFICER_POSTS.filter(
    (post) => standing.filter(({ posts }) => posts.includes(post)).length > (seatsOf(post, slate) ?? Infinity),
  );
  const officers = [...standing, ...(slate.staying ?? [])].filter(({ posts }) =>
    posts.some((post) => OFFICER_POSTS.includes(post)),
  ).length;
  const facts = { officers, minimum, maximum, parity };
  if (rivals.length > 0) return { result: 'unknown', facts: { ...facts, rivals } };
  const sound = officers >= minimum && officers <= maximum && (parity === 'any' || officers % 2 === 1);
  return { result: sound ? 'pass' : 'fail', facts };
};

const midTermShare: Judge<'mid_term_share'> = ({ slate, occasion }, { setting: { atMostOneIn } }) => {
  if (occasion !== 'mid_term') return { result: 'pass', facts: { occasion } };
  if (slate.council?.changing === undefined) return notStated('council.changing');
  const { changing, size } = slate.council;
  return { result: changing * atMostOneIn > size ? 'fail' : 'pass', facts: { changing, size, atMostOneIn } };
};

type SeatSetting = RuleOf<'candidates_per_seat'>['setting'];

function contested(candidates: number, seats: number, setting: SeatSetting, stated?: ElectionMode): CheckResult {
  if (setting.mode === 'competitive') {
    const surplus = Math.max(1, Math.ceil((seats * setting.surplusPercent) / 100));
    return candidates < seats + surplus ? 'fail' : 'pass';
  }
  if (stated === 'competitive') return candidates <= seats ? 'fail' : 'pass';
  if (candidates <= seats) return 'pass';
  return stated === 'equal' ? 'fail' : 'unknown';
}

/** How a post that the candidate stands for is contested; seats that nobody stated are null. */
function contestOf(post: Post, { peers, slate }: CheckFacts, setting: SeatSetting) {
  const candidates = 1 + peers.filter(({ posts }) => posts.includes(post)).length;
  const seats = seatsOf(post, slate);
  const result = seats === null ? 'unknown' : contested(candidates, seats, setting, slate.electionMode);
  return { post, candidates, seats, result };
}

/** 等额选举 or 差额选举: the worst of the posts decides. */
const candidatesPerSeat: Judge<'candidates_per_seat'> = (facts, { posts, setting }) => {
  const contests = facts.candidate.posts
    .filter((post) => posts?.includes(post) ?? true)
    .map((post) => contestOf(post, facts, setting));
  return {
    result: worstOf(contests.map(({ result }) => result)),
    facts: { electionMode: facts.slate.electionMode ?? null, contests },
    basis: facts.peers.filter((peer) => contests.some(({ post }) => peer.posts.includes(post))).map(({ id }) => id),
  };
};

/** 三人以上正式党员 form a Party organisation (党章 art. 30); 双向进入、交叉任职 are encouraged, no more. */
const partyOrganisation: Judge<'party_organisation'> = ({ slate }, { setting }) => {
  if (!slate.party) return notStated('party');
  const { fullMembers, organisation, crossHolders } = slate.party;
  const facts = { fullMembers, organisation, crossHolders };
  if (!organisation) return { result: fullMembers >= setting.fullMembers ? 'fail' : 'pass', facts };
  return { result: crossHolders === 0 ? 'needs_human' : 'pass', facts };
};

/** 换届审计: 社会团体登记管理条例 art. 27, 基金会管理条例 art. 37. */
const auditDone: Judge<'audit_done'> = ({ on, today, slate }) => {
  if (!slate.audit) return notStated('audit');
  const { number, reportedOn } = slate.audit;
  return { result: reportedOn > on || reportedOn > today ? 'fail' : 'pass', facts: { reportedOn }, basis: [number] };
};

/** What is to be seen of the roster, the vote and the organisation. */
export const SLATE: Judges<OfSlate> = {
  term_length: termLength,
  roster_size: rosterSize,
  mid_term_share: midTermShare,
  candidates_per_seat: candidatesPerSeat,
  party_organisation: partyOrganisation,
  audit_done: auditDone,
};
