import { describe, expect, it } from '@jest/globals';
import { isRefusal } from '../../src/kernel/refusal.js';
import { advance, possibleActs } from '../../src/workflow/advance.js';
import { buildStatechart } from '../../src/workflow/build-statechart.js';
import { checkStatechart } from '../../src/workflow/check-statechart.js';
import { actsOn } from './acts-on.js';

const chart = buildStatechart('two deferrals, then one, then as many as asked', {
  route: {
    stages: [
      { kind: 'review', step: 'first', by: 'supervising_unit', deferrals: { atMost: 2 } },
      { kind: 'review', step: 'second', by: 'party_building_body', deferrals: { atMost: 1 } },
      { kind: 'review', step: 'third', by: 'registration_authority' },
      { kind: 'election' },
      { kind: 'completion', by: 'registration_authority' },
    ],
  },
  completion: { acts: ['file'] },
});

const { after, stateAfter } = actsOn(chart);

const deferred = ['defer', 'resume'] as const;

describe('a step that may defer so often', () => {
  it('defers as often as the policy says, and no oftener', () => {
    expect(stateAfter('submit', 'accept', ...deferred, 'defer')).toBe('review.first.deferred');
    expect(stateAfter('submit', 'accept', ...deferred, ...deferred)).toBe('review.first.deciding');
    expect(stateAfter('submit', 'accept', ...deferred, ...deferred, 'defer')).toBe('deferrals_used_up');
  });

  it('offers nobody what is not possible any more', () => {
    const standing = after('submit', 'accept', ...deferred, ...deferred);
    if (typeof standing === 'string') throw new Error(standing);
    expect(possibleActs(chart, standing)).not.toContain('defer');
    expect(possibleActs(chart, standing)).toContain('approve');
  });

  it('does not begin anew with a supplement, nor when its rejection is set aside', () => {
    const supplement = ['return_for_supplement', 'answer_supplement'] as const;
    expect(stateAfter('submit', 'accept', ...deferred, ...deferred, ...supplement, 'defer')).toBe('deferrals_used_up');
    const standing = after('submit', 'accept', ...deferred, ...deferred, 'reject', 'reconsider');
    if (typeof standing === 'string') throw new Error(standing);
    const again = advance(chart, standing, { type: 'conclude_reconsideration', overturned: true });
    if (isRefusal(again)) throw new Error(again.refused);
    expect(advance(chart, again, { type: 'defer' })).toMatchObject({ refused: 'deferrals_used_up' });
  });

  it('leaves the next step as many as its own policy says, or as many as it likes', () => {
    const second = ['submit', 'accept', ...deferred, ...deferred, 'approve', 'accept', ...deferred] as const;
    expect(stateAfter(...second, 'defer')).toBe('deferrals_used_up');
    expect(stateAfter(...second, 'approve', 'accept', ...deferred, ...deferred, 'defer')).toBe('review.third.deferred');
  });
});

it('a chart that counts deferrals still reaches every state, and an end from each', () => {
  expect(checkStatechart(chart, [])).toEqual([]);
});
