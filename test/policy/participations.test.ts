// What somebody did on a case counts for the separation of duties as long as what it was about is open.
import { describe, expect, it } from '@jest/globals';
import { isRefusal } from '../../src/kernel/refusal.js';
import { mayAct, NOBODY, type Participation } from '../../src/policy/may-act.js';
import { asTheyCount } from '../../src/policy/participations.js';
import type { PermittedAct } from '../../src/policy/permissions.js';

const did = (official: string, ...acts: string[]): Participation[] =>
  acts.map((act) => ({ official, body: 'b', duty: official.startsWith('h') ? 'handler' : 'approver', act }));

/** Why somebody may not do an act after these, or that they may. */
function after(done: readonly Participation[], id: string, act: PermittedAct): string {
  const person = { kind: 'official', id, mandates: did(id, act).map(({ body, duty }) => ({ body, duty })) } as const;
  const places = {
    submitting_body: 's',
    turn_body: 'b',
    checking_body: 'b',
    revoking_body: 'b',
    consulted_body: null,
  };
  const may = mayAct(act, person, { ...NOBODY, participations: asTheyCount(done), places });
  return isRefusal(may) ? may.refused : 'may';
}

describe('who registered a correction', () => {
  const registered = did('h1', 'accept', 'register_correction');
  it('does not conclude it', () => {
    expect(after(registered, 'h1', 'conclude_correction')).toBe('decided_before');
    expect(after(registered, 'h2', 'conclude_correction')).toBe('may');
  });

  it('concludes another one, once somebody has concluded theirs', () => {
    const concluded = [...registered, ...did('h2', 'conclude_correction')];
    expect(after(concluded, 'h1', 'conclude_correction')).toBe('may');
    expect(after([...concluded, ...did('h2', 'register_correction')], 'h1', 'conclude_correction')).toBe('may');
    expect(after([...concluded, ...did('h2', 'register_correction')], 'h2', 'conclude_correction')).toBe(
      'decided_before',
    );
  });

  it('stays who handled the case, whatever became of it', () => {
    const concluded = [...did('h1', 'register_correction'), ...did('a1', 'conclude_correction')];
    const person = { kind: 'official', id: 'h1', mandates: [{ body: 'b', duty: 'approver' }] } as const;
    const places = {
      submitting_body: 's',
      turn_body: 'b',
      checking_body: 'b',
      revoking_body: 'b',
      consulted_body: null,
    };
    const facts = { ...NOBODY, participations: asTheyCount(concluded), places };
    expect(mayAct('approve', person, facts)).toMatchObject({ refused: 'handler_may_not_decide' });
  });
});

describe('who told the candidate that they will be rejected', () => {
  it('has rejected them once somebody did, and does not decide anew', () => {
    expect(after(did('a1', 'intend_rejection'), 'a1', 'approve')).toBe('may');
    expect(after([...did('a1', 'intend_rejection'), ...did('a2', 'reject')], 'a1', 'approve')).toBe('decided_before');
  });
});
