import { describe, expect, it } from '@jest/globals';
import { mayDo } from '../../src/cases/may-do.js';
import { isRefusal } from '../../src/kernel/refusal.js';
import { THE_CLOCK, THE_PUBLIC, type Actor } from '../../src/policy/actor.js';
import { NOBODY } from '../../src/policy/may-act.js';
import { silenceInTheWay, type Signature } from '../../src/policy/signatures.js';
import { DUTIES } from '../../src/policy/terms.js';
import { PolicyBook } from '../../src/cases/policy-book.js';
import { NEW_CASE } from '../../src/workflow/events.js';

const BOOK = PolicyBook.read('policies');
const TRACK = BOOK.track('330100/2026-07-01', 'direct_or_decoupled/file');
const BODIES = {
  submitting_body: 's',
  party_building_body: 'p',
  industry_department: 'i',
  registration_authority: 'r',
};
const EVERYTHING = Object.values(BODIES).flatMap((body) => DUTIES.map((duty) => ({ body, duty })));

function answer(act: 'deem_accepted' | 'deem_consent', state: string, actor: Actor): string {
  const row = { state, context: NEW_CASE, bodies: BODIES, turnBodyId: 'i' };
  const said = mayDo(TRACK, row, { type: act }, actor, NOBODY);
  return isRefusal(said) ? said.refused : said.kind;
}

describe('silence', () => {
  it.each([
    ['review.industry_review.awaiting', 'deem_accepted', 'clock'],
    ['review.industry_review.deciding', 'deem_consent', 'clock'],
    ['review.industry_review.deciding', 'deem_accepted', 'out_of_turn'],
    ['review.industry_review.awaiting', 'deem_consent', 'out_of_turn'],
    ['review.industry_review.supplement', 'deem_consent', 'out_of_turn'],
    ['review.industry_review.deferred', 'deem_consent', 'out_of_turn'],
    // The policy says nothing of the silence of these.
    ['review.party_review.awaiting', 'deem_accepted', 'out_of_turn'],
    ['review.party_review.deciding', 'deem_consent', 'out_of_turn'],
    ['review.joint_review.deciding', 'deem_consent', 'out_of_turn'],
    ['review.registration_review.deciding', 'deem_consent', 'out_of_turn'],
  ] as const)('in %s: %s comes to %s', (state, act, said) => {
    expect(answer(act, state, THE_CLOCK)).toBe(said);
  });

  it('is nobody’s to declare: the clock alone makes something of it', () => {
    const official: Actor = { kind: 'official', id: 'this-person', mandates: EVERYTHING };
    expect(answer('deem_consent', 'review.industry_review.deciding', official)).toBe('clock_only');
    expect(answer('deem_accepted', 'review.industry_review.awaiting', official)).toBe('clock_only');
    expect(answer('deem_consent', 'review.industry_review.deciding', THE_PUBLIC)).toBe('clock_only');
  });
});

const signature = (vote: Signature['vote'], weight: Signature['weight'] = 'binding'): Signature => ({
  official: `${weight}-${vote}`,
  weight,
  vote,
});

describe('silence counts as consent', () => {
  it.each([
    ['where nobody said anything', [], null],
    ['where whoever was asked beside agreed', [signature('agree')], null],
    [
      'where only advice is waited for, or against',
      [signature('waiting', 'advisory'), signature('disagree', 'advisory')],
      null,
    ],
    ['where a handler proposed to agree', [signature('agree', 'proposal')], null],
    ['not where a handler proposed not to agree', [signature('disagree', 'proposal')], 'signatures_open'],
    ['not where somebody asked to sign disagreed', [signature('disagree')], 'signatures_open'],
    ['not where somebody asked to sign is waited for', [signature('agree'), signature('waiting')], 'signatures_open'],
  ] as const)('%s', (_where, signed, refused) => {
    expect(silenceInTheWay({}, signed)?.refused ?? null).toBe(refused);
  });

  it('never in place of signatures or of a proposal that a rule wants', () => {
    const two = { quorum: { agree: 'all', signers: 2, source: 'assumed' } } as const;
    expect(silenceInTheWay(two, [])?.refused).toBe('signatures_open');
    expect(silenceInTheWay(two, [signature('agree')])?.refused).toBe('signatures_open');
    expect(
      silenceInTheWay({ ...two, quorum: { agree: 'any', signers: 2, veto: true, source: 'assumed' } }, [
        signature('disagree'),
      ])?.refused,
    ).toBe('signatures_open');
    expect(silenceInTheWay({ proposal: 'required' }, [])?.refused).toBe('proposal_missing');
  });
});
