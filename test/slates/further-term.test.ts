// A term beyond the limit needs its share of the vote beside the approvals: S12, two thirds of the members.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  act,
  answerChecks,
  because,
  draft,
  look,
  ofItsOwn,
  onDay,
  publish,
  submit,
  tryTo,
  type TestCase,
} from '../support/cases.js';
import { policiesChanging } from '../cases/policies.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';
import { candidate, dualSlate } from '../support/slates.js';

/** Three vice-presidents who have served two terms, each approved as an exception, and one, the third, of a first term; they wait for their vote. */
async function passed(house: House): Promise<readonly TestCase[]> {
  const third = (n: number) => ({ ...candidate(n), terms: { vice_president: 2 } });
  const slate = ofItsOwn(house, dualSlate([third(1), third(2), candidate(3), third(4)]));
  const cases = await submit(house, await draft(house, slate), 'kx-submitter');
  for (const one of cases) {
    for (const body of ['kx', 'kx-dw', 'mzt']) {
      await act(house, one, `${body}-handler`, 'accept');
      await answerChecks(house, one, `${body}-handler`);
      if (one !== cases[2] && body === 'mzt') {
        await act(house, one, 'mzt-approver', 'checks/consecutive_terms/resolve', because('exception_approved'));
      }
      await act(house, one, `${body}-approver`, 'approve');
    }
  }
  await publish(house, 'kx-handler', [...cases]);
  await onDay(house, '2026-11-10');
  for (const one of cases) await look(house, one, 'kx-submitter');
  return cases;
}

async function reports(house: House, one: TestCase, votesFor: number, elected = true) {
  const result = { caseId: one.id, version: one.version, elected, votesFor, votesAgainst: 0, abstentions: 0 };
  const election = { heldOn: '2026-11-10', votersDue: 100, votersPresent: 80, results: [result] };
  const { status, body } = await house.ask('kx-submitter', 'POST', `/slates/${one.slate}/election`, election);
  const code = status === 200 ? 'recorded' : String(body['code']);
  return { code: `${status} ${code}`, body };
}

describeOnBothDatabases('the vote on a term beyond the limit', (open) => {
  let house: House;
  let third: TestCase;
  let another: TestCase;
  let first: TestCase;
  let last: TestCase;
  beforeAll(async () => {
    house = await openHouse(await open());
    const [one, two, three, four] = await passed(house);
    if (!one || !two || !three || !four) throw new Error('No cases were opened.');
    [third, another, first, last] = [one, two, three, four];
  });
  afterAll(() => house.close());

  it('elects with two thirds of the members, and then nothing more is asked of the term', async () => {
    expect((await reports(house, third, 67)).code).toBe('200 recorded');
    await look(house, third, 'kx-submitter');
    await act(house, third, 'mzt-approver', 'file');
    expect(third.state).toBe('filed');
  });

  it('does not elect with less, whatever was approved; and nothing of the report is kept', async () => {
    const { code, body } = await reports(house, another, 66);
    expect(code).toBe('422 further_term_not_carried');
    const said = { case: another.id, post: 'vice_president', votesFor: 66, needed: 67, among: 'voters_due' };
    expect(body).toMatchObject(said);
    expect(await look(house, another, 'kx-submitter')).toMatchObject({ state: 'passed', version: another.version });
    expect((await reports(house, last, 66, false)).code).toBe('200 recorded');
    expect(await look(house, last, 'kx-submitter')).toMatchObject({ state: 'notElected' });
  });

  const figures = { heldOn: '2026-11-10', votersDue: 100, votersPresent: 80, votesFor: 66 };
  const answers = (more: object) =>
    tryTo(house, another, 'mzt-approver', 'checks/consecutive_terms/resolve', {
      ...because('exception_approved'),
      ...more,
    });

  it('can be answered for with the figures that it had, all of them and such as can be, and by an official alone', async () => {
    expect(await answers({})).toBe('409 check_not_open');
    const { votesFor: _votes, ...some } = figures;
    expect(await answers(some)).toBe('422 election_counts_impossible');
    expect(await answers({ ...figures, votesFor: 81 })).toBe('422 election_counts_impossible');
    expect(await answers({ ...figures, votersDue: 79 })).toBe('422 election_counts_impossible');
    expect(await answers({ ...figures, votesFor: 67 })).toBe('409 check_not_open');
    const own = { ...because('exception_approved'), ...figures };
    expect(await tryTo(house, another, 'kx-submitter', 'checks/consecutive_terms/resolve', own)).toBe(
      '403 not_your_body',
    );
  });

  it('elects then with these, and with no others', async () => {
    expect(await answers(figures)).toBe('200 passed');
    await look(house, another, 'kx-submitter');
    expect((await reports(house, another, 65)).code).toBe('422 further_term_not_carried');
    expect((await reports(house, another, 66)).code).toBe('200 recorded');
    expect(await look(house, another, 'kx-submitter')).toMatchObject({ state: 'elected' });
    await act(house, another, 'mzt-approver', 'file');
    expect(another.state).toBe('filed');
  });

  it('is none of a case that does not wait for it', async () => {
    const vote = 'votersDue=100&votersPresent=80&votesFor=66';
    const { status, body } = await house.ask('mzt-approver', 'GET', `/cases/${another.id}/checks?${vote}`);
    expect([status, body['code']]).toEqual([409, 'vote_not_awaited']);
  });

  it('needs no more than others for one of a first term', async () => {
    expect((await reports(house, first, 41)).code).toBe('200 recorded');
  });
});

describeOnBothDatabases('the filing of a term beyond the limit', (open) => {
  let house: House;
  beforeAll(async () => {
    const atFilingAlone = policiesChanging(
      '330000/2026-07-01',
      'among: voters_due } }\n    blocks: [approve, record_election, file]',
      'among: voters_present } }\n    blocks: [approve, file]',
    );
    house = await openHouse(await open(), { POLICIES: atFilingAlone });
  });
  afterAll(() => house.close());

  it('waits, where the vote had too small a share of those present, for somebody to answer for that, too', async () => {
    const [third] = await passed(house);
    if (!third) throw new Error('No case was opened.');
    expect((await reports(house, third, 53)).code).toBe('200 recorded');
    await look(house, third, 'kx-submitter');
    expect(await tryTo(house, third, 'mzt-approver', 'file')).toBe('409 checks_in_the_way');
    await act(house, third, 'mzt-approver', 'checks/consecutive_terms/resolve', because('exception_approved'));
    await act(house, third, 'mzt-approver', 'file');
    expect(third.state).toBe('filed');
  });
});
