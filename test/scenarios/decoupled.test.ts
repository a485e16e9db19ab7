import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { describeOnBothDatabases } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';
import { follow, submitted, type Line } from './follow.js';

/** A decoupled association has no supervising unit: its Party-building body submits and reviews first. */
const SECRETARY_GENERAL: readonly Line[] = [
  ['2026-11-02', 'jxt-handler', 'accept', '404 not_found', '2026-11-09'],
  ['2026-11-03', 'zhdw-handler', 'accept', 'review.party_review.deciding', '2026-11-17'],
  ['2026-11-04', 'zhdw-approver', 'approve', 'review.industry_review.awaiting', '2026-11-11'],
  // The industry department gives its opinion, late: that is noted, and does not take its turn from it.
  ['2026-11-12', 'the clock', 'mark_overdue', 'review.industry_review.awaiting', '2026-11-11'],
  ['2026-11-12', 'mzt-handler', 'accept', '404 not_found', '2026-11-11'],
  ['2026-11-13', 'jxt-handler', 'accept', 'review.industry_review.deciding', '2026-11-27'],
  ['2026-11-16', 'jxt-approver', 'approve', 'review.registration_review.awaiting', '2026-11-23'],
  ['2026-11-17', 'mzt-handler', 'accept', 'review.registration_review.deciding', '2026-12-01'],
  ['2026-11-18', 'mzt-handler', 'findings', 'review.registration_review.deciding', '2026-12-01'],
  ['2026-11-18', 'mzt-approver', 'approve', 'clearedForNotice', '2026-11-25'],
  // Civil Affairs itself publishes the notice, for nobody supervises the association.
  ['2026-11-19', 'mzt-handler', 'publish-notice', 'onNotice', '2026-11-26'],
  ['2026-11-27', 'the clock', 'close_notice', 'passed', '2027-05-26, not certain'],
  ['2027-02-26', 'zhdw-submitter', 'elected', 'elected', '2027-03-29, not certain'],
  // The court's list is searched anew: it was so more than 90 days ago.
  ['2027-03-01', 'mzt-handler', 'findings', 'elected', '2027-03-29, not certain'],
  ['2027-03-01', 'mzt-approver', 'file', 'filed', null],
];

describeOnBothDatabases('a decoupled association, between two elections', (open) => {
  let house: House;
  beforeEach(async () => {
    house = await openHouse(await open());
  });
  afterEach(() => house.close());

  it('is reviewed by Party-building body, industry department and registration authority, which gives notice and files', async () => {
    const caseOf = await submitted(house, 'decoupled-mid-term', 'zhdw-submitter');
    const one = caseOf('贺兰舟');
    await follow(house, one, 'zhdw-submitter', SECRETARY_GENERAL);
    const { body } = await house.ask(null, 'GET', '/notices');
    expect(body['items']).toMatchObject([
      {
        number: '浙江省民政厅公示〔2026〕1号',
        issuer: { id: 'zj-mzt' },
        lines: [{ line: 1, name: '贺兰舟', birthMonth: '1985-06', posts: ['secretary_general'] }],
      },
    ]);
  });
});
