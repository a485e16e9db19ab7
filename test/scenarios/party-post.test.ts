import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { describeOnBothDatabases } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';
import { follow, submitted, type Line } from './follow.js';

const [EXAMINATION, APPROVAL] = ['review.superior_examination', 'review.superior_approval'];

/** The superior Party organisation examines before the vote and approves after it; nobody else takes part. */
const PARTY_SECRETARY: readonly Line[] = [
  ['2026-11-02', 'kx-handler', 'accept', '403 not_your_body', '2026-11-09'],
  ['2026-11-03', 'kx-dw-handler', 'accept', `${EXAMINATION}.deciding`, '2026-11-17'],
  ['2026-11-04', 'kx-dw-handler', 'findings', `${EXAMINATION}.deciding`, '2026-11-17'],
  ['2026-11-05', 'kx-dw-approver', 'approve', 'passed', '2027-05-04, not certain'],
  // There is no public notice; the members of the Party organisation vote.
  ['2026-12-01', 'kx-submitter', 'elected', `${APPROVAL}.awaiting`, '2026-12-08'],
  // What was voted cannot be withdrawn; it waits for the approval.
  ['2026-12-01', 'kx-submitter', 'withdraw', '409 out_of_turn', '2026-12-08', 'candidate_withdrew'],
  ['2026-12-02', 'mzt-approver', 'file', '404 not_found', '2026-12-08'],
  ['2026-12-03', 'kx-dw-handler', 'accept', `${APPROVAL}.deciding`, '2026-12-17'],
  ['2026-12-04', 'kx-dw-approver', 'approve', 'approved', null],
];

/** The approval can be refused, and that can be looked at again. */
const REFUSED: readonly Line[] = [
  ['2026-11-03', 'kx-dw-handler', 'accept', `${EXAMINATION}.deciding`, '2026-11-17'],
  ['2026-11-04', 'kx-dw-handler', 'findings', `${EXAMINATION}.deciding`, '2026-11-17'],
  ['2026-11-05', 'kx-dw-approver', 'approve', 'passed', '2027-05-04, not certain'],
  ['2026-11-16', 'kx-submitter', 'elected', `${APPROVAL}.awaiting`, '2026-11-23'],
  ['2026-11-17', 'kx-dw-handler', 'accept', `${APPROVAL}.deciding`, '2026-12-01'],
  ['2026-11-18', 'kx-dw-approver', 'rejection-heard', `${APPROVAL}.deciding`, '2026-12-01', 'conduct'],
  ['2026-11-18', 'kx-dw-approver', 'reject', 'notPassed', '2027-01-18, not certain', 'conduct'],
  ['2026-11-19', 'kx-submitter', 'reconsider', 'reconsidering', '2026-12-03', 'disagrees_with_finding'],
  [
    '2026-11-20',
    'kx-dw-approver-2',
    'conclude-reconsideration',
    `${APPROVAL}.deciding`,
    '2026-12-04',
    'original_set_aside',
  ],
  ['2026-11-23', 'kx-dw-approver-2', 'approve', 'approved', null],
];

describeOnBothDatabases('a Party post', (open) => {
  let house: House;
  beforeEach(async () => {
    house = await openHouse(await open());
  });
  afterEach(() => house.close());

  it('is examined by the superior Party organisation, voted on, and approved by it, without notice or registration', async () => {
    const caseOf = await submitted(house, 'dual-management-re-election', 'kx-submitter');
    await follow(house, caseOf('韩砚秋'), 'kx-submitter', PARTY_SECRETARY);
    expect((await house.ask(null, 'GET', '/notices')).body['items']).toEqual([]);
  });

  it('is held on the roster by who was elected to it, while the superior Party organisation has still to approve', async () => {
    const caseOf = await submitted(house, 'dual-management-re-election', 'kx-submitter');
    const secretary = caseOf('韩砚秋');
    const onRoster = async () => {
      const { body } = await house.ask('kx-submitter', 'GET', `/slates/${secretary.slate}/roster`);
      return (body['posts'] as { post: string }[]).find(({ post }) => post === 'party_secretary');
    };
    const vote = PARTY_SECRETARY.findIndex(([, , what]) => what === 'elected');
    await follow(house, secretary, 'kx-submitter', PARTY_SECRETARY.slice(0, vote));
    expect(await onRoster()).toMatchObject({ elected: 0, running: 1 });
    await follow(house, secretary, 'kx-submitter', PARTY_SECRETARY.slice(vote, vote + 1));
    expect(await onRoster()).toMatchObject({ elected: 1, running: 0 });
  });

  it('is not lost by a refusal of the approval that does not stand', async () => {
    const caseOf = await submitted(house, 'dual-management-re-election', 'kx-submitter');
    await follow(house, caseOf('韩砚秋'), 'kx-submitter', REFUSED);
  });
});
