// Who acts in the place of a colleague who is away is kept from a case by whatever keeps either of them from it.
import { describe, expect, it } from '@jest/globals';
import { isRefusal } from '../../src/kernel/refusal.js';
import type { Mandate, Official } from '../../src/policy/actor.js';
import { mayAct, NOBODY, type Involved, type Participation } from '../../src/policy/may-act.js';
import type { PermittedAct } from '../../src/policy/permissions.js';
import { decisionInTheWay, type Signature } from '../../src/policy/signatures.js';

const PLACES = {
  submitting_body: 'unit',
  turn_body: 'office',
  checking_body: 'office',
  revoking_body: 'office',
  consulted_body: null,
};
const IN_HER_PLACE: Mandate = { body: 'office', duty: 'approver', onBehalfOf: 'her' };

/** @returns the person in whose place he acts, `himself`, or why he may not */
function him(act: PermittedAct, mandates: readonly Mandate[], involved: Partial<Involved> = {}): string {
  const actor: Official = { kind: 'official', id: 'him', mandates };
  const by = mayAct(act, actor, { places: PLACES, ...NOBODY, ...involved });
  if (isRefusal(by)) return by.refused;
  return (by.kind === 'official' ? by.onBehalfOf : undefined) ?? 'himself';
}

const did = (official: string, duty: Participation['duty'], act: string, body = 'office'): Participation => ({
  official,
  duty,
  act,
  body,
});

describe('a delegate', () => {
  it('acts in the duty of who is away, and is named with them', () => {
    expect(him('approve', [IN_HER_PLACE])).toBe('her');
    expect(him('approve', [{ body: 'office', duty: 'handler' }, IN_HER_PLACE])).toBe('her');
  });

  it('who has the duty themselves acts in their own', () => {
    expect(him('approve', [IN_HER_PLACE, { body: 'office', duty: 'approver' }])).toBe('himself');
  });

  it.each(['accept', 'revoke', 'submit'] as const)('does nothing that is not her duty at that body: %s', (act) => {
    const elsewhere = { ...IN_HER_PLACE, body: 'another' };
    expect(him(act, [elsewhere])).toBe('not_your_body');
    if (act !== 'revoke') expect(him(act, [IN_HER_PLACE])).not.toBe('her');
  });

  it('steps back from a case for nobody but themselves', () => {
    expect(him('recuse', [IN_HER_PLACE])).toBe('not_your_duty');
    expect(him('recuse', [IN_HER_PLACE, { body: 'office', duty: 'handler' }])).toBe('himself');
  });

  it.each<[string, (who: string) => Partial<Involved>, string, string?]>([
    [
      'has an interest in the case, or was recused',
      (who) => ({ barred: [who] }),
      'conflict_of_interest',
      'kept_from_case',
    ],
    ['submitted it', (who) => ({ participations: [did(who, 'submitter', 'submit')] }), 'submitter_may_not_review'],
    ['handled it', (who) => ({ participations: [did(who, 'handler', 'accept')] }), 'handler_may_not_decide'],
    [
      'decided it for another body',
      (who) => ({ participations: [did(who, 'approver', 'approve', 'another')] }),
      'acted_for_another_body',
    ],
    ['rejected it before', (who) => ({ participations: [did(who, 'approver', 'reject')] }), 'decided_before'],
    ['is of an office that employs the candidate', (who) => ({ employed: [who] }), 'same_employer', 'kept_from_case'],
    [
      'had somebody step back',
      (who) => ({ participations: [did(who, 'approver', 'order_recusal')] }),
      'decided_before',
    ],
  ])('is kept from a case when either of them %s', (_, involved, why, ofHers = why) => {
    expect(him('approve', [IN_HER_PLACE], involved('him'))).toBe(why);
    // What is hers alone to know, he is not told.
    expect(him('approve', [IN_HER_PLACE], involved('her'))).toBe(ofHers);
    expect(him('approve', [IN_HER_PLACE], involved('somebody else'))).toBe('her');
  });

  it('who is away stands in for nobody', () => {
    expect(him('approve', [{ ...IN_HER_PLACE, away: true }])).toBe('absent');
  });
});

describe('somebody who is away', () => {
  it('does not act in the duty that rests; what keeps them from the case is said first', () => {
    const away: Mandate = { body: 'office', duty: 'approver', away: true };
    expect(him('approve', [away])).toBe('absent');
    expect(him('approve', [away], { barred: ['him'] })).toBe('conflict_of_interest');
    expect(him('accept', [away, { body: 'office', duty: 'handler' }])).toBe('himself');
  });
});

describe('a delegate and who is away', () => {
  const stage = { quorum: { agree: 'all', signers: 2, source: 'S1' } } as const;
  const sign = (official: string, vote: Signature['vote'], onBehalfOf?: string): Signature => ({
    official,
    weight: 'binding',
    vote,
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
  });
  const both = ['him', 'her'];

  it.each<[string, Signature[], readonly string[], string]>([
    ['the other asked has agreed', [sign('him', 'waiting', 'her'), sign('b', 'agree')], both, 'allowed'],
    ['she was asked before she went', [sign('her', 'waiting'), sign('b', 'agree')], both, 'allowed'],
    ['she signed before she went, and agreed', [sign('her', 'agree'), sign('b', 'agree')], both, 'allowed'],
    [
      'she signed before she went, and did not',
      [sign('her', 'disagree'), sign('b', 'agree')],
      both,
      'signature_not_asked',
    ],
    [
      'she advised against it, and he was asked',
      [{ ...sign('her', 'disagree'), weight: 'advisory' }, sign('him', 'waiting'), sign('b', 'agree')],
      both,
      'signature_not_asked',
    ],
    ['neither was asked', [sign('a', 'agree'), sign('b', 'agree')], both, 'signature_not_asked'],
    ['both have a signature', [sign('him', 'waiting'), sign('her', 'waiting')], both, 'signature_not_asked'],
    ['theirs is the only one', [sign('him', 'waiting', 'her')], both, 'signatures_open'],
  ])('have one signature between them: when %s', (_, current, persons, expected) => {
    expect(decisionInTheWay(stage, current, persons, 'approve')?.refused ?? 'allowed').toBe(expected);
  });
});
