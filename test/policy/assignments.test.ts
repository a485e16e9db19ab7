// A duty that one official has at a step: what others of the same duty still do, and what the assignment cannot hold up.
import { describe, expect, it } from '@jest/globals';
import { isRefusal } from '../../src/kernel/refusal.js';
import type { Mandate, Official } from '../../src/policy/actor.js';
import { mayAct, NOBODY, type Involved } from '../../src/policy/may-act.js';
import type { PermittedAct } from '../../src/policy/permissions.js';
import type { ReviewDuty } from '../../src/policy/terms.js';

const PLACES = {
  submitting_body: 'unit',
  turn_body: 'office',
  checking_body: 'office',
  revoking_body: 'office',
  consulted_body: null,
};

function answer(act: PermittedAct, mandate: Partial<Mandate>, duty: ReviewDuty, involved: Partial<Involved> = {}) {
  const actor: Official = { kind: 'official', id: 'another', mandates: [{ body: 'office', duty, ...mandate }] };
  const assigned = [{ official: 'her', body: 'office', duty }];
  const by = mayAct(act, actor, { places: PLACES, ...NOBODY, assigned, ...involved });
  return isRefusal(by) ? by.refused : 'allowed';
}

describe('where a duty is assigned to a colleague', () => {
  it.each<[ReviewDuty, PermittedAct[]]>([
    [
      'handler',
      [
        'accept',
        'return_for_supplement',
        'defer',
        'resume',
        'record_findings',
        'ask_signatures',
        'remove_signature',
        'propose',
        'publish_notice',
        'close_notice',
      ],
    ],
    [
      'approver',
      ['approve', 'reject', 'resolve_check', 'conclude_objection', 'file', 'register', 'conclude_reconsideration'],
    ],
  ])('others leave the acts of a %s to her', (duty, acts) => {
    for (const act of acts) {
      expect([act, answer(act, {}, duty)]).toEqual([act, 'assigned_to_another']);
      expect([act, answer(act, {}, duty, { assigned: [] })]).toEqual([act, 'allowed']);
    }
  });

  it.each<[ReviewDuty, PermittedAct[]]>([
    ['handler', ['recuse', 'claim', 'release']],
    ['approver', ['sign', 'recuse', 'order_recusal', 'waive_recusal', 'claim', 'assign', 'release', 'revoke']],
  ])('a %s does all the same what is not the duty of one: sign when asked, step back, assign anew', (duty, acts) => {
    for (const act of acts) expect([act, answer(act, {}, duty)]).toEqual([act, 'allowed']);
  });

  it('her delegate acts, and nobody else’s', () => {
    expect(answer('approve', { onBehalfOf: 'her' }, 'approver')).toBe('allowed');
    expect(answer('approve', { onBehalfOf: 'him' }, 'approver')).toBe('assigned_to_another');
  });

  it('the other duties, and other bodies, are nobody’s in particular', () => {
    const assigned = [{ official: 'her', body: 'office', duty: 'handler' as const }];
    expect(answer('approve', {}, 'approver', { assigned })).toBe('allowed');
    const elsewhere = [{ official: 'her', body: 'another', duty: 'approver' as const }];
    expect(answer('approve', {}, 'approver', { assigned: elsewhere })).toBe('allowed');
  });

  it('it holds nobody up in what she may not do herself', () => {
    expect(answer('approve', {}, 'approver', { barred: ['her'] })).toBe('allowed');
    const decided = {
      participations: [{ official: 'her', body: 'office', duty: 'approver', act: 'approve' }],
    } as const;
    expect(answer('conclude_objection', {}, 'approver', decided)).toBe('allowed');
    expect(answer('resolve_check', {}, 'approver', decided)).toBe('assigned_to_another');
  });
});
