import { ageOn } from './age.js';
import { asDeclared, notStated, type Judge, type Judgement, type Judges } from './judgement.js';
import type { CheckFacts } from './facts.js';
import type { RuleOf } from './rule.js';
import { shareOf, withLost } from './share.js';

const WORKING_AGE = 16;
const FULL_AGE = 18;

type OfPerson =
  | 'civil_capacity'
  | 'age_limit'
  | 'full_time'
  | 'relatives'
  | 'not_supervisor'
  | 'residence'
  | 'party_membership'
  | 'professional_experience'
  | 'identity_consistent'
  | 'political_quality';

/**
 * 完全民事行为能力: whoever lives on their own work has it from 16 (民法典 art. 18), which somebody has to see. Of an adult
 * no machine can say that a court has not declared otherwise (art. 24).
 */
const civilCapacity: Judge<'civil_capacity'> = ({ on, candidate }) => {
  const age = ageOn(candidate.birthDate, on);
  if (age < WORKING_AGE) return { result: 'fail', facts: { age } };
  return { result: age < FULL_AGE ? 'needs_human' : 'unknown', facts: { age } };
};

const ageLimit: Judge<'age_limit'> = ({ on, candidate }, _rule, { maximumAge }) => {
  const age = ageOn(candidate.birthDate, on);
  const posts = candidate.posts.filter((post) => maximumAge.posts.includes(post));
  const over = posts.length > 0 && age > maximumAge.value;
  return { result: over ? 'fail' : 'pass', facts: { age, limit: maximumAge.value, posts } };
};

const fullTime: Judge<'full_time'> = ({ candidate: { fullTime: stated } }) => ({
  result: stated ? 'needs_human' : 'fail',
  facts: { fullTime: stated },
});

/** 近亲属回避: 基金会管理条例 art. 20 for the council, art. 22 for the supervisors. */
const relatives: Judge<'relatives'> = ({ candidate, slate, roster }, { setting: { atMostOneIn } }) => {
  const places = candidate.declaration.relatives;
  if (!places) return notStated('relatives');
  const facts = { relatives: places, atMostOneIn };
  if (places.includes('supervisor')) return { result: 'fail', facts };
  if (atMostOneIn === null) {
    const together = places.includes('council') || places.includes('officer');
    return { result: together ? 'fail' : 'pass', facts };
  }
  if (slate.council?.related === undefined) return notStated('council.related');
  const { related, size } = slate.council;
  return withLost(shareOf(related, size, atMostOneIn, roster.lost), { ...facts, related, size }, roster.lost);
};

const notSupervisor: Judge<'not_supervisor'> = ({ candidate }) => {
  const { supervisor } = candidate.declaration;
  if (supervisor === undefined) return notStated('supervisor');
  return { result: supervisor ? 'fail' : 'pass', facts: { supervisor } };
};

/** 内地居民: 基金会管理条例 art. 23 for the legal representative, art. 24 for the months of the others. */
const residence: Judge<'residence'> = (facts, rule) => asDeclared(residenceStated(facts, rule), rule.setting);

function residenceStated(
  { candidate }: CheckFacts,
  { setting: { required, monthsForOthers } }: RuleOf<'residence'>,
): Judgement {
  const { residence: place, chineseCitizen, monthsInMainland } = candidate.declaration;
  if (place === undefined) return notStated('residence');
  const facts = { residence: place, required };
  if (required === 'mainland_citizen') {
    if (chineseCitizen === undefined) return notStated('chineseCitizen');
    const settled = chineseCitizen && place === 'mainland';
    return { result: settled ? 'pass' : 'fail', facts: { ...facts, chineseCitizen } };
  }
  if (place === 'mainland') return { result: 'pass', facts };
  if (candidate.posts.includes('legal_representative') || monthsForOthers === null) return { result: 'fail', facts };
  if (monthsInMainland === undefined) return notStated('monthsInMainland');
  const enough = monthsInMainland >= monthsForOthers;
  return { result: enough ? 'pass' : 'fail', facts: { ...facts, monthsInMainland, monthsForOthers } };
}

const partyMembership: Judge<'party_membership'> = ({ candidate }) => {
  const { party } = candidate.declaration;
  if (!party) return notStated('party');
  const { membership, rightsSuspended } = party;
  const full = membership === 'full' && !rightsSuspended;
  // What somebody says of their own membership is for their Party organisation to confirm.
  return { result: full ? 'unknown' : 'fail', facts: { membership, rightsSuspended } };
};

/** Years can be too few; whether they were years in the trade is for somebody to see. */
const professionalExperience: Judge<'professional_experience'> = ({ candidate }, { setting: { years } }) => {
  const { yearsInField } = candidate.declaration;
  if (yearsInField === undefined) return { result: 'needs_human', facts: { notStated: ['yearsInField'], years } };
  return { result: yearsInField < years ? 'fail' : 'needs_human', facts: { yearsInField, years } };
};

/** The number, birth date and sex of a resident's card were compared when they were submitted; others have no check. */
const identityConsistent: Judge<'identity_consistent'> = ({ candidate: { residentId } }) => ({
  result: residentId ? 'pass' : 'needs_human',
  facts: { residentId },
});

/** What is to be seen of the candidate, from birth date and declaration. */
export const PERSON: Judges<OfPerson> = {
  civil_capacity: civilCapacity,
  age_limit: ageLimit,
  full_time: fullTime,
  relatives,
  not_supervisor: notSupervisor,
  residence,
  party_membership: partyMembership,
  professional_experience: professionalExperience,
  identity_consistent: identityConsistent,
  // 政治素质: no machine decides it, whatever is on file.
  political_quality: () => ({ result: 'needs_human', facts: {} }),
};
