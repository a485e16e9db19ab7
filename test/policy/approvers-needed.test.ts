// How many approvers the bodies of an organisation need, from what the routes of a policy say.
import { expect, it } from '@jest/globals';
import { approversNeeded } from '../../src/policy/approvers-needed.js';
import type { Policy, ReviewStage } from '../../src/policy/policy.js';

const NAME = { 'zh-CN': '审核', en: 'Review' };
const review = (step: string, by: ReviewStage['by'], quorum?: ReviewStage['quorum']): ReviewStage => ({
  kind: 'review',
  step,
  by,
  name: NAME,
  ...(quorum ? { quorum } : {}),
});
const TWO = { agree: 'at_least', atLeast: 2, signers: 3, source: 'assumed' } as const;
const route = (regimes: string[], ...stages: object[]) => ({ regimes, stages });

const POLICY = {
  routes: [
    route(
      ['decoupled'],
      review('first', 'party_building_body'),
      review('joint', 'social_work_department', TWO),
      { kind: 'notice', by: 'registration_authority', source: 'assumed' },
      { kind: 'election' },
    ),
    route(['decoupled', 'dual_management'], review('first', 'party_building_body')),
    route(['dual_management'], review('alone', 'registration_authority', { ...TWO, agree: 'any', signers: 2 })),
  ],
} as unknown as Policy;

it.each([
  [
    'decoupled',
    { party_building_body: 'p', social_work_department: 'w' },
    [
      { body: 'p', step: 'first', needed: 1 },
      { body: 'w', step: 'joint', needed: 3 },
    ],
  ],
  ['decoupled', { party_building_body: 'p' }, [{ body: 'p', step: 'first', needed: 1 }]],
  ['dual_management', { registration_authority: 'r' }, [{ body: 'r', step: 'alone', needed: 2 }]],
  ['direct_registration', { registration_authority: 'r', party_building_body: 'p' }, []],
] as const)('%s with %p', (regime, bodies, needed) => {
  expect(approversNeeded(POLICY, { regime, bodies })).toEqual(needed);
});
