import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  answerChecks,
  act,
  because,
  clearForNotice,
  draft,
  elect,
  look,
  ofItsOwn,
  outlookOn,
  publish,
  submit,
  submittedCase,
  submittedCases,
  tryTo,
} from '../support/cases.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';
import { candidate, dualSlate } from '../support/slates.js';

describeOnBothDatabases('one person in one case', (open) => {
  let house: House;

  beforeAll(async () => {
    house = await openHouse(await open());
    await house.enter('submits-and-reviews', ...at('zj-kx', 'submitter', 'handler', 'approver'));
    await house.enter('handles-and-decides', ...at('zj-kx', 'handler', 'approver'), ...at('zj-kx-dw', 'handler'));
    await house.enter('decides-twice', ...at('zj-kx', 'approver'), ...at('zj-kx-dw', 'approver'));
    await house.enter('handles-and-submits', ...at('zj-kx', 'handler', 'submitter'));
  });
  afterAll(() => house.close());

  it('may not review what they submitted', async () => {
    const [one] = await submit(house, await draft(house, ofItsOwn(house, dualSlate())), 'submits-and-reviews');
    if (!one) throw new Error('No case was opened.');
    expect(await tryTo(house, one, 'submits-and-reviews', 'accept')).toBe('403 submitter_may_not_review');
    await act(house, one, 'kx-handler', 'accept');
    expect(await tryTo(house, one, 'submits-and-reviews', 'approve')).toBe('403 submitter_may_not_review');
  });

  it('may not review a slate that they drafted and another submitted', async () => {
    const slate = await draft(house, ofItsOwn(house, dualSlate()), 'submits-and-reviews');
    const [one] = await submit(house, slate, 'kx-submitter');
    if (!one) throw new Error('No case was opened.');
    expect(await tryTo(house, one, 'submits-and-reviews', 'accept')).toBe('403 submitter_may_not_review');
    expect(await outlookOn(house, one, 'submits-and-reviews', 'accept')).toBe('submitter_may_not_review');
  });

  it('may not review a slate whose draft they changed, though others drafted and submitted it', async () => {
    const written = ofItsOwn(house, dualSlate());
    const slate = await draft(house, written, 'kx-submitter');
    const changed = await house.ask('submits-and-reviews', 'PUT', `/slates/${slate}`, written, { version: 1 });
    expect(changed.status).toBe(200);
    const submitted = await house.ask('kx-submitter', 'POST', `/slates/${slate}/submit`, undefined, { version: 2 });
    const [opened] = submitted.body['cases'] as { id: string; state: string; version: number }[];
    if (!opened) throw new Error('No case was opened.');
    const one = { ...opened, slate };
    await act(house, one, 'kx-handler', 'accept');
    expect(await tryTo(house, one, 'submits-and-reviews', 'approve')).toBe('403 submitter_may_not_review');
    expect(await outlookOn(house, one, 'submits-and-reviews', 'approve')).toBe('submitter_may_not_review');
  });

  it('may not decide what they handled; and is told so before they try', async () => {
    const one = await submittedCase(house);
    await act(house, one, 'handles-and-decides', 'accept');
    expect(await tryTo(house, one, 'handles-and-decides', 'approve')).toBe('403 handler_may_not_decide');
    expect(await tryTo(house, one, 'handles-and-decides', 'reject', because('conduct'))).toBe(
      '403 handler_may_not_decide',
    );
    expect(await outlookOn(house, one, 'handles-and-decides', 'approve')).toBe('handler_may_not_decide');
    expect(await outlookOn(house, one, 'kx-approver', 'approve')).toBe('allowed');
  });

  it('may decide what others handled, though they hold both duties', async () => {
    const one = await submittedCase(house);
    await act(house, one, 'kx-handler', 'accept');
    await act(house, one, 'handles-and-decides', 'approve');
    expect(one.state).toBe('review.party_review.awaiting');
  });

  it('may not handle for one body what they decided for another', async () => {
    const one = await submittedCase(house);
    await act(house, one, 'kx-handler', 'accept');
    await act(house, one, 'handles-and-decides', 'approve');
    expect(await tryTo(house, one, 'handles-and-decides', 'accept')).toBe('403 reviewer_may_not_change_duty');
  });

  it('may not handle at two bodies', async () => {
    const one = await submittedCase(house);
    await act(house, one, 'handles-and-decides', 'accept');
    await act(house, one, 'kx-approver', 'approve');
    expect(await tryTo(house, one, 'handles-and-decides', 'accept')).toBe('403 acted_for_another_body');
  });

  it('may not decide at two bodies', async () => {
    const one = await submittedCase(house);
    await act(house, one, 'kx-handler', 'accept');
    await act(house, one, 'decides-twice', 'approve');
    await act(house, one, 'kx-dw-handler', 'accept');
    expect(await tryTo(house, one, 'decides-twice', 'approve')).toBe('403 acted_for_another_body');
    await act(house, one, 'kx-dw-approver', 'approve');
    expect(one.state).toBe('review.registration_review.awaiting');
  });

  it('may not submit for a case that they handle', async () => {
    const one = await submittedCase(house);
    await act(house, one, 'handles-and-submits', 'return-for-supplement', because('facts_differ'));
    const answer = { remarks: '已补正' };
    expect(await tryTo(house, one, 'handles-and-submits', 'answer-supplement', answer)).toBe(
      '403 reviewer_may_not_change_duty',
    );
    await act(house, one, 'kx-submitter', 'answer-supplement', answer);
    expect(one.state).toBe('review.supervising_review.awaiting');
  });

  it('may not publish the notice of a candidate whom they approved', async () => {
    const one = await submittedCase(house);
    await act(house, one, 'kx-handler', 'accept');
    await act(house, one, 'handles-and-decides', 'approve');
    for (const body of ['kx-dw', 'mzt']) {
      await act(house, one, `${body}-handler`, 'accept');
      await answerChecks(house, one, `${body}-handler`);
      await act(house, one, `${body}-approver`, 'approve');
    }
    const cases = [{ caseId: one.id, version: one.version }];
    const published = await house.ask('handles-and-decides', 'POST', `/slates/${one.slate}/notices`, { cases });
    expect([published.status, published.body['code']]).toEqual([403, 'reviewer_may_not_change_duty']);
  });

  it('may act in another duty on another case', async () => {
    const [first, second] = await submittedCases(house, 2);
    if (!first || !second) throw new Error('No cases were opened.');
    await act(house, first, 'handles-and-decides', 'accept');
    await act(house, second, 'kx-handler', 'accept');
    await act(house, second, 'handles-and-decides', 'approve');
    expect(second.state).toBe('review.party_review.awaiting');
  });

  it('may decide twice for the same body, when the route brings the case back to it', async () => {
    const one = await submittedCase(house, dualSlate([candidate(7, ['party_secretary'])]));
    await act(house, one, 'kx-dw-handler', 'accept');
    await answerChecks(house, one, 'kx-dw-handler');
    await act(house, one, 'kx-dw-approver', 'approve');
    await elect(house, [one]);
    await act(house, one, 'kx-dw-handler', 'accept');
    await answerChecks(house, one, 'kx-dw-handler');
    await act(house, one, 'kx-dw-approver', 'approve');
    expect(one.state).toBe('approved');
  });

  it('leaves a refused act without a trace in the case', async () => {
    const one = await submittedCase(house);
    await act(house, one, 'handles-and-decides', 'accept');
    const before = await look(house, one, 'kx-handler');
    await tryTo(house, one, 'handles-and-decides', 'approve');
    expect(await look(house, one, 'kx-handler')).toEqual(before);
  });

  it('acts in one duty only, all the way to the notice', async () => {
    const one = await submittedCase(house);
    await clearForNotice(house, one);
    await publish(house, 'kx-handler', [one]);
    const file = await look(house, one, 'kx-handler');
    const history = file['history'] as { actor: { official: string | null; duty: string | null } }[];
    const duties = new Map<string, Set<string>>();
    for (const { actor } of history) {
      const known = duties.get(actor.official ?? '') ?? new Set<string>();
      duties.set(actor.official ?? '', known.add(actor.duty ?? ''));
    }
    expect([...duties.values()].filter((held) => held.size > 1)).toEqual([]);
    expect(history).toHaveLength(9);
  });
});

const at = (body: string, ...duties: ('submitter' | 'handler' | 'approver')[]) =>
  duties.map((duty) => ({ body, duty }));
