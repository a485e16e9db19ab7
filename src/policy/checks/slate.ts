import type { CheckFacts } from './facts.js';
import { notStated, worstOf, type Judge, type Judges } from './judgement.js';
import { isOfficer, officersToBe, standingIn, unaccountedPosts } from './roster.js';
import { candidatesPerSeat } from './seats.js';
import { shareOf, withLost } from './share.js';

type OfSlate =
  'term_length' | 'roster_size' | 'mid_term_share' | 'candidates_per_seat' | 'party_organisation' | 'audit_done';

const termLength: Judge<'term_length'> = ({ slate }, { setting: { minimumYears, maximumYears } }) => {
  if (!slate.charter) return notStated('charter');
  const { termYears } = slate.charter;
  const within = termYears >= minimumYears && termYears <= maximumYears;
  return { result: within ? 'pass' : 'fail', facts: { termYears, minimumYears, maximumYears } };
};

/** 负责人总数, by the roster as it will be. */
const rosterSize: Judge<'roster_size'> = (facts, { setting: { minimum, maximum, parity } }) => {
  const { slate, occasion } = facts;
  if (occasion === 'mid_term' && !slate.staying) return notStated('staying');
  const { officers, rivals } = officersToBe(standingIn(facts), slate);
  const unaccounted = unaccountedPosts(facts);
  const seen = {
    officers,
    minimum,
    maximum,
    parity,
    ...(rivals.length > 0 ? { rivals } : {}),
    ...(unaccounted.length > 0 ? { unaccounted } : {}),
  };
  if (officers === null) return { result: 'unknown', facts: seen };
  const sound = officers >= minimum && officers <= maximum && (parity === 'any' || officers % 2 === 1);
  if (!sound) return { result: 'fail', facts: seen };
  return { result: unaccounted.length > 0 ? 'needs_human' : 'pass', facts: seen };
};

/**
 * All that changes in mid-term counts together, whatever number of slates it takes. What was stated was stated before others
 * were named: of more who stand than are said to change, only a person can tell whether they were on the council before.
 */
const midTermShare: Judge<'mid_term_share'> = (facts, { setting: { atMostOneIn } }) => {
  const { slate, occasion, roster } = facts;
  if (occasion !== 'mid_term') return { result: 'pass', facts: { occasion } };
  if (slate.council?.changing === undefined) return notStated('council.changing');
  const { changedBefore, lost } = roster;
  const { changing, size } = slate.council;
  const standing = officersStanding(facts);
  const seen = {
    changing,
    size,
    atMostOneIn,
    ...(changedBefore === 0 ? {} : { changedBefore }),
    ...(standing > changing ? { standing } : {}),
  };
  if (changedBefore === null) {
    const { result } = shareOf(changing, size, atMostOneIn, lost);
    return result === 'fail' ? { result, facts: seen } : { result: 'unknown', facts: seen };
  }
  const judged = withLost(shareOf(changing + changedBefore, size, atMostOneIn, lost), seen, lost);
  return standing > changing ? { ...judged, result: worstOf([judged.result, 'needs_human']) } : judged;
};

/** Officers whom the slate brings on; all who stand for it while nobody knows for how many seats. */
function officersStanding(facts: CheckFacts): number {
  const standing = standingIn(facts);
  const { officers } = officersToBe(standing, { ...facts.slate, staying: [] });
  return officers ?? standing.filter(isOfficer).length;
}

/** 三人以上正式党员 form a Party organisation (党章 art. 30); 双向进入、交叉任职 are encouraged, no more. */
const partyOrganisation: Judge<'party_organisation'> = ({ slate, roster: { crossHoldersLost } }, { setting }) => {
  if (!slate.party) return notStated('party');
  const { fullMembers, organisation, crossHolders } = slate.party;
  const facts = { fullMembers, organisation, crossHolders, ...(crossHoldersLost > 0 ? { crossHoldersLost } : {}) };
  if (!organisation) return { result: fullMembers >= setting.fullMembers ? 'fail' : 'pass', facts };
  return { result: crossHolders > crossHoldersLost ? 'pass' : 'needs_human', facts };
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
