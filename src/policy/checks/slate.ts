import { notStated, type Judge, type Judges } from './judgement.js';
import { officersToBe, standingIn, unaccountedPosts } from './roster.js';
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

/** All that changes in mid-term counts together, whatever number of slates it takes. */
const midTermShare: Judge<'mid_term_share'> = ({ slate, occasion, roster }, { setting: { atMostOneIn } }) => {
  if (occasion !== 'mid_term') return { result: 'pass', facts: { occasion } };
  if (slate.council?.changing === undefined) return notStated('council.changing');
  const { changedBefore, lost } = roster;
  const { changing, size } = slate.council;
  const seen = { changing, size, atMostOneIn, ...(changedBefore === 0 ? {} : { changedBefore }) };
  if (changedBefore === null) {
    const { result } = shareOf(changing, size, atMostOneIn, lost);
    return result === 'fail' ? { result, facts: seen } : { result: 'unknown', facts: seen };
  }
  return withLost(shareOf(changing + changedBefore, size, atMostOneIn, lost), seen, lost);
};

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
