import { describe, expect, it } from '@jest/globals';
import { isRefusal } from '../../src/kernel/refusal.js';
import { advance, possibleActs } from '../../src/workflow/advance.js';
import { buildStatechart } from '../../src/workflow/build-statechart.js';
import { checkStatechart } from '../../src/workflow/check-statechart.js';
import { actsOn } from './acts-on.js';

const chart = buildStatechart('two before it accepts, one before it decides, then as many as asked', {
  route: {
    stages: [
      { kind: 'review', step: 'first', by: 'supervising_unit', supplements: { atMost: 2, within: 'acceptance' } },
      { kind: 'review', step: 'second', by: 'party_building_body', supplements: { atMost: 1, within: 'decision' } },
      { kind: 'review', step: 'third', by: 'registration_authority' },
      { kind: 'election' },
      { kind: 'completion', by: 'registration_authority' },
    ],
  },
  completion: { acts: ['file'] },
});

const { after, stateAfter } = actsOn(chart);

const supplement = ['return_for_supplement', 'answer_supplement'] as const;
const decided = ['accept', 'approve'] as const;

describe('a step that names what is missing within the period for acceptance', () => {
  it('names it as often as the policy says, and no oftener', () => {
    expect(stateAfter('submit', ...supplement, 'return_for_supplement')).toBe('review.first.supplement');
    expect(stateAfter('submit', ...supplement, ...supplement)).toBe('review.first.awaiting');
    expect(stateAfter('submit', ...supplement, ...supplement, 'return_for_supplement')).toBe('supplements_used_up');
  });

  it('names nothing any more once it has accepted the papers', () => {
    expect(stateAfter('submit', 'accept', 'return_for_supplement')).toBe('supplement_period_over');
    expect(stateAfter('submit', ...supplement, 'accept', 'return_for_supplement')).toBe('supplement_period_over');
  });

  it('offers nobody what is not possible any more', () => {
    const standing = after('submit', 'accept');
    if (typeof standing === 'string') throw new Error(standing);
    expect(possibleActs(chart, standing)).not.toContain('return_for_supplement');
    expect(possibleActs(chart, standing)).toContain('defer');
  });

  it('does not begin anew when its rejection is set aside', () => {
    const standing = after('submit', ...supplement, 'accept', 'reject', 'reconsider');
    if (typeof standing === 'string') throw new Error(standing);
    const again = advance(chart, standing, { type: 'conclude_reconsideration', overturned: true });
    if (isRefusal(again)) throw new Error(again.refused);
    expect(again.state).toBe('review.first.deciding');
    expect(advance(chart, again, { type: 'return_for_supplement' })).toMatchObject({
      refused: 'supplement_period_over',
    });
  });
});

describe('a step that names what is missing until it decides', () => {
  const second = ['submit', ...decided] as const;

  it('names it before or after it has accepted the papers, once', () => {
    expect(stateAfter(...second, 'return_for_supplement')).toBe('review.second.supplement');
    expect(stateAfter(...second, 'accept', 'return_for_supplement')).toBe('review.second.supplement');
    expect(stateAfter(...second, ...supplement, 'accept', 'return_for_supplement')).toBe('supplements_used_up');
  });

  it('leaves the next step as many as its own policy says', () => {
    const third = [...second, ...supplement, ...decided] as const;
    expect(stateAfter(...third, ...supplement, ...supplement, 'accept', ...supplement)).toBe('review.third.deciding');
  });
});

it('a chart that counts supplements still reaches every state, and an end from each', () => {
  expect(checkStatechart(chart, [])).toEqual([]);
});
