import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { describeOnBothDatabases } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';
import { follow, submitted, type Line } from './follow.js';

/** A foundation is being founded, and has no industry department: that step is passed over. */
const PRESIDENT: readonly Line[] = [
  ['2026-11-03', 'zhdw-handler', 'accept', 'review.party_review.deciding', '2026-11-17'],
  ['2026-11-05', 'zhdw-approver', 'approve', 'review.registration_review.awaiting', '2026-11-12'],
  ['2026-11-06', 'mzt-handler', 'accept', 'review.registration_review.deciding', '2026-11-20'],
  ['2026-11-09', 'mzt-handler', 'findings', 'review.registration_review.deciding', '2026-11-20'],
  ['2026-11-09', 'mzt-approver', 'approve', 'clearedForNotice', '2026-11-16'],
  ['2026-11-10', 'mzt-handler', 'publish-notice', 'onNotice', '2026-11-17'],
  ['2026-11-18', 'the clock', 'close_notice', 'passed', '2027-05-17, not certain'],
  // The first council votes; a founding ends with the registration, and files nothing beside it.
  ['2027-03-12', 'zhdw-submitter', 'elected', 'elected', '2027-04-12, not certain'],
  ['2027-03-15', 'mzt-approver', 'file', '409 out_of_turn', '2027-04-12, not certain'],
  // The court's list is searched anew: it was so more than 90 days ago.
  ['2027-03-15', 'mzt-handler', 'findings', 'elected', '2027-04-12, not certain'],
  ['2027-03-15', 'mzt-approver', 'register', 'registered', null],
  // It came out that papers were false: what rests on them is revoked.
  ['2027-06-01', 'mzt-approver-2', 'revocation-heard', 'registered', null, 'falsehood'],
  ['2027-06-01', 'mzt-approver-2', 'revoke', 'revoked', '2027-08-02, not certain', 'falsehood'],
];

/** The other candidate is rejected, heard again, and let pass; then not elected. */
const SECRETARY_GENERAL: readonly Line[] = [
  ['2026-11-03', 'zhdw-handler', 'accept', 'review.party_review.deciding', '2026-11-17'],
  ['2026-11-05', 'zhdw-approver', 'approve', 'review.registration_review.awaiting', '2026-11-12'],
  ['2026-11-06', 'mzt-handler', 'accept', 'review.registration_review.deciding', '2026-11-20'],
  ['2026-11-09', 'mzt-approver', 'reject', '409 intention_missing', '2026-11-20', 'condition_not_met'],
  // Told to the unit and the candidate, who are heard on the same day.
  [
    '2026-11-09',
    'mzt-approver',
    'rejection-heard',
    'review.registration_review.deciding',
    '2026-11-20',
    'condition_not_met',
  ],
  ['2026-11-09', 'mzt-approver', 'reject', 'notPassed', '2027-01-08, not certain', 'condition_not_met'],
  ['2026-11-12', 'zhdw-submitter', 'reconsider', 'reconsidering', '2026-11-26', 'disagrees_with_finding'],
  ['2026-11-13', 'mzt-approver', 'conclude-reconsideration', '403 decided_before', '2026-11-26', 'original_upheld'],
  [
    '2026-11-16',
    'mzt-approver-2',
    'conclude-reconsideration',
    'review.registration_review.deciding',
    '2026-11-30',
    'original_set_aside',
  ],
  ['2026-11-17', 'mzt-handler', 'findings', 'review.registration_review.deciding', '2026-11-30'],
  ['2026-11-17', 'mzt-approver-2', 'approve', 'clearedForNotice', '2026-11-24'],
  ['2026-11-18', 'mzt-handler', 'publish-notice', 'onNotice', '2026-11-25'],
  ['2026-11-26', 'the clock', 'close_notice', 'passed', '2027-05-25, not certain'],
  ['2027-03-12', 'zhdw-submitter', 'not-elected', 'notElected', null],
];

describeOnBothDatabases('an organisation that registers directly, at its founding', (open) => {
  let house: House;
  beforeEach(async () => {
    house = await openHouse(await open());
  });
  afterEach(() => house.close());

  it('is reviewed without an industry department if it has none, on record, and registered after the first vote', async () => {
    const caseOf = await submitted(house, 'founding-foundation', 'zhdw-submitter');
    const one = caseOf('程未央');
    await follow(house, one, 'zhdw-submitter', PRESIDENT);
    const { body } = await house.ask('auditor', 'GET', `/record/case:${one.id}`);
    const acts = (body['items'] as { entry: string }[]).map(({ entry }) => (JSON.parse(entry) as { act: string }).act);
    expect(acts).toContain('skip_step');
  });

  it('may have a rejection looked at again by somebody else, who can set it aside', async () => {
    const caseOf = await submitted(house, 'founding-foundation', 'zhdw-submitter');
    await follow(house, caseOf('董知白'), 'zhdw-submitter', SECRETARY_GENERAL);
  });
});
