import { afterEach, beforeEach, it } from '@jest/globals';
import { describeOnBothDatabases } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';
import { follow, submitted, type Line } from './follow.js';

const [SUPERVISING, PARTY, REGISTRATION] = ['supervising_review', 'party_review', 'registration_review'].map(
  (step) => `review.${step}`,
);

/** The way of the president, who is to be the legal representative too. */
const PRESIDENT: readonly Line[] = [
  // The supervising unit reviews first, by two people; until it has agreed, nobody else sees the case.
  ['2026-11-02', 'mzt-handler', 'accept', '404 not_found', '2026-11-09'],
  ['2026-11-02', 'kx-handler', 'accept', `${SUPERVISING}.deciding`, '2026-11-16'],
  ['2026-11-03', 'kx-handler', 'approve', '403 not_your_duty', '2026-11-16'],
  ['2026-11-03', 'kx-approver', 'approve', `${PARTY}.awaiting`, '2026-11-10'],
  // Then the Party-building body, then the registration authority; each has five days to accept and ten to decide.
  ['2026-11-05', 'kx-dw-handler', 'accept', `${PARTY}.deciding`, '2026-11-19'],
  ['2026-11-06', 'kx-dw-approver', 'approve', `${REGISTRATION}.awaiting`, '2026-11-13'],
  ['2026-11-09', 'mzt-handler', 'accept', `${REGISTRATION}.deciding`, '2026-11-23'],
  // What is checked has to be answered before the last body agrees: nobody is passed over in silence.
  ['2026-11-10', 'mzt-approver', 'approve', '409 checks_in_the_way', '2026-11-23'],
  ['2026-11-12', 'mzt-handler', 'findings', `${REGISTRATION}.deciding`, '2026-11-23'],
  ['2026-11-12', 'mzt-approver', 'approve', 'clearedForNotice', '2026-11-19'],
  // The supervising unit publishes, for it is its own organisation; five working days, then the notice ends by itself.
  ['2026-11-13', 'mzt-handler', 'close-notice', '409 out_of_turn', '2026-11-19'],
  ['2026-11-13', 'kx-handler', 'publish-notice', 'onNotice', '2026-11-20'],
  ['2026-11-20', 'kx-handler', 'close-notice', '409 notice_period_running', '2026-11-20'],
  ['2026-11-21', 'the clock', 'close_notice', 'passed', '2027-05-20, not certain'],
  // Review first, vote afterwards; then filing within 30 days, and as legal representative the change of registration.
  ['2027-01-20', 'kx-submitter', 'elected', 'elected', '2027-02-19, not certain'],
  ['2027-01-21', 'kx-submitter', 'withdraw', '409 out_of_turn', '2027-02-19, not certain', 'candidate_withdrew'],
  ['2027-01-25', 'mzt-approver', 'register', '409 out_of_turn', '2027-02-19, not certain'],
  ['2027-01-25', 'mzt-approver', 'file', 'filed', '2027-02-24, not certain'],
  ['2027-01-28', 'mzt-approver', 'register', 'registered', null],
];

/** The way of a vice-president whose papers were incomplete, and against whom something was said on the notice. */
const VICE_PRESIDENT: readonly Line[] = [
  [
    '2026-11-03',
    'kx-handler',
    'return-for-supplement',
    `${SUPERVISING}.supplement`,
    '2026-11-17',
    'materials_incomplete',
  ],
  // One day of the five was used; four are left when the answer comes.
  ['2026-11-06', 'kx-submitter', 'answer-supplement', `${SUPERVISING}.awaiting`, '2026-11-12', '已补交所在单位意见'],
  ['2026-11-09', 'kx-handler', 'accept', `${SUPERVISING}.deciding`, '2026-11-23'],
  ['2026-11-09', 'kx-approver', 'approve', `${PARTY}.awaiting`, '2026-11-16'],
  ['2026-11-10', 'kx-dw-handler', 'accept', `${PARTY}.deciding`, '2026-11-24'],
  ['2026-11-10', 'kx-dw-approver', 'approve', `${REGISTRATION}.awaiting`, '2026-11-17'],
  ['2026-11-11', 'mzt-handler', 'accept', `${REGISTRATION}.deciding`, '2026-11-25'],
  ['2026-11-11', 'mzt-handler', 'findings', `${REGISTRATION}.deciding`, '2026-11-25'],
  ['2026-11-11', 'mzt-approver', 'approve', 'clearedForNotice', '2026-11-18'],
  ['2026-11-12', 'kx-handler', 'publish-notice', 'onNotice', '2026-11-19'],
  ['2026-11-13', 'the public', 'object', 'onNotice', '2026-11-19'],
  // The notice does not end over an open objection; one who did not decide the case hears it.
  ['2026-11-20', 'the clock', 'mark_overdue', 'onNotice', '2026-11-19'],
  ['2026-11-23', 'kx-approver-2', 'conclude-objection', 'onNotice', '2026-11-19', 'proven_without_effect'],
  ['2026-11-24', 'kx-handler', 'close-notice', 'passed', '2027-05-24, not certain'],
  ['2027-01-20', 'kx-submitter', 'elected', 'elected', '2027-02-19, not certain'],
  ['2027-01-25', 'mzt-approver', 'file', 'filed', null],
];

/** The way of a secretary-general whom the Party-building body did not agree to. */
const SECRETARY_GENERAL: readonly Line[] = [
  ['2026-11-02', 'kx-handler', 'accept', `${SUPERVISING}.deciding`, '2026-11-16'],
  ['2026-11-02', 'kx-approver', 'approve', `${PARTY}.awaiting`, '2026-11-09'],
  ['2026-11-03', 'kx-dw-handler', 'accept', `${PARTY}.deciding`, '2026-11-17'],
  ['2026-11-04', 'kx-dw-handler', 'defer', `${PARTY}.deferred`, '2026-12-16', 'facts_being_verified'],
  ['2026-11-11', 'kx-dw-handler', 'resume', `${PARTY}.deciding`, '2026-11-24'],
  ['2026-11-12', 'kx-dw-approver', 'reject', '422 reason_missing', '2026-11-24'],
  ['2026-11-12', 'kx-dw-approver', 'reject', '409 intention_missing', '2026-11-24', 'condition_not_met'],
  ['2026-11-12', 'kx-dw-approver', 'rejection-heard', `${PARTY}.deciding`, '2026-11-24', 'condition_not_met'],
  ['2026-11-12', 'kx-dw-approver', 'reject', 'notPassed', '2027-01-11, not certain', 'condition_not_met'],
  // The submitter may ask once; another person hears it.
  ['2026-11-16', 'kx-submitter', 'reconsider', 'reconsidering', '2026-11-30', 'disagrees_with_finding'],
  ['2026-11-17', 'kx-dw-approver', 'conclude-reconsideration', '403 decided_before', '2026-11-30', 'original_upheld'],
  ['2026-11-18', 'kx-dw-approver-2', 'conclude-reconsideration', 'notPassed', null, 'original_upheld'],
  ['2026-11-19', 'kx-submitter', 'reconsider', '409 already_reconsidered', null, 'disagrees_with_finding'],
];

/** The way of the same person, who has served two terms in the post, when everybody agrees to an exception. */
const THIRD_TERM: readonly Line[] = [
  ['2026-11-02', 'kx-handler', 'accept', `${SUPERVISING}.deciding`, '2026-11-16'],
  [
    '2026-11-02',
    'kx-approver',
    'checks/consecutive_terms/resolve',
    '409 check_blocks_elsewhere',
    '2026-11-16',
    'exception_approved',
  ],
  ['2026-11-02', 'kx-approver', 'approve', `${PARTY}.awaiting`, '2026-11-09'],
  ['2026-11-03', 'kx-dw-handler', 'accept', `${PARTY}.deciding`, '2026-11-17'],
  ['2026-11-04', 'kx-dw-approver', 'approve', `${REGISTRATION}.awaiting`, '2026-11-11'],
  ['2026-11-05', 'mzt-handler', 'accept', `${REGISTRATION}.deciding`, '2026-11-19'],
  ['2026-11-05', 'mzt-handler', 'findings', `${REGISTRATION}.deciding`, '2026-11-19'],
  // Two terms are served: no finding lifts that, and no machine rejects for it. An approver answers for the exception.
  ['2026-11-06', 'mzt-approver', 'approve', '409 checks_in_the_way', '2026-11-19'],
  [
    '2026-11-06',
    'mzt-handler',
    'checks/consecutive_terms/resolve',
    '403 not_your_duty',
    '2026-11-19',
    'exception_approved',
  ],
  ['2026-11-06', 'mzt-approver', 'checks/consecutive_terms/resolve', '422 reason_missing', '2026-11-19'],
  ['2026-11-06', 'mzt-approver', 'checks/age_limit/resolve', '409 check_not_open', '2026-11-19', 'exception_approved'],
  [
    '2026-11-06',
    'mzt-approver',
    'checks/consecutive_terms/resolve',
    `${REGISTRATION}.deciding`,
    '2026-11-19',
    'exception_approved',
  ],
  [
    '2026-11-06',
    'mzt-approver',
    'checks/consecutive_terms/resolve',
    '409 check_not_open',
    '2026-11-19',
    'exception_approved',
  ],
  ['2026-11-06', 'mzt-approver', 'approve', 'clearedForNotice', '2026-11-13'],
];

describeOnBothDatabases('under dual management, at a re-election', (open) => {
  let house: House;
  beforeEach(async () => {
    house = await openHouse(await open());
  });
  afterEach(() => house.close());

  it.each([
    [
      'supervising unit, Party-building body, registration authority, notice, vote, filing, registration',
      '沈怀远',
      PRESIDENT,
    ],
    ['who lacks papers gives them in; who is objected to waits until it is settled', '陆亦青', VICE_PRESIDENT],
    ['who is not agreed to is told why, and may have it looked at again, once', '𠮷田楠', SECRETARY_GENERAL],
    ['who has served two terms needs an exception that somebody answers for', '𠮷田楠', THIRD_TERM],
  ])('%s', async (_rule, person, lines) => {
    const caseOf = await submitted(house, 'dual-management-re-election', 'kx-submitter');
    await follow(house, caseOf(person), 'kx-submitter', lines);
  });
});
