import { describe, expect, it } from '@jest/globals';
import { policyInForce } from '../../src/policy/policy-in-force.js';
import type { Policy } from '../../src/policy/policy.js';
import { policyFrom, SHIPPED_POLICY } from '../workflow/shipped-courses.js';
import { edited, SOUND } from './sound-policy.js';

/** A version of some jurisdiction's policy, read from text like every other. */
function version(jurisdiction: string, validFrom: string, validTo: string | null = null): Policy {
  const id = `${jurisdiction}/${validFrom}`;
  const texts: [string, string][] = [
    ['policy: 330000/2024-04-15', `policy: ${id}`],
    ["jurisdiction: '330000'", `jurisdiction: '${jurisdiction}'`],
    ['validFrom: 2024-04-15', `validFrom: ${validFrom}`],
    ['validTo: null', `validTo: ${String(validTo)}`],
  ];
  return policyFrom(
    texts.reduce((text, [from, to]) => edited(text, from, to), SOUND),
    `policies/${id}.yaml`,
  );
}

const VERSIONS = [
  // Written down in no particular order: what counts is the date.
  version('330000', '2025-01-01'),
  version('330000', '2024-04-15'),
  version('330200', '2024-07-01', '2025-06-30'),
  version('440000', '2024-01-01', '2024-12-31'),
  // A version without a last day, and one after it that has ended.
  version('450000', '2024-01-01'),
  version('450000', '2025-01-01', '2025-06-30'),
  version('330400', '2024-07-01'),
  version('330400', '2025-01-01', '2025-06-30'),
];

const IN_FORCE: readonly [jurisdiction: string, day: string, policy: string | undefined, why: string][] = [
  ['330000', '2024-04-14', undefined, 'the day before the first version'],
  ['330000', '2024-04-15', '330000/2024-04-15', 'the first day of the first version'],
  ['330000', '2024-12-31', '330000/2024-04-15', 'the day before the second version'],
  ['330000', '2025-01-01', '330000/2025-01-01', 'the first day of the second version'],
  ['330000', '2099-01-01', '330000/2025-01-01', 'a version without a last day holds until a later one begins'],
  ['330200', '2024-06-30', '330000/2024-04-15', 'a city without rules of its own falls back to its province'],
  ['330200', '2024-07-01', '330200/2024-07-01', 'a city with rules of its own follows them'],
  ['330200', '2025-06-30', '330200/2024-07-01', 'to their last day'],
  ['330200', '2025-07-01', '330000/2025-01-01', 'and its province from then on'],
  ['330300', '2025-07-01', '330000/2025-01-01', 'another city of the province'],
  ['330106', '2025-07-01', '330000/2025-01-01', 'a county of a city without rules'],
  ['330282', '2025-01-01', '330200/2024-07-01', 'a county of a city with rules of its own'],
  ['440000', '2024-12-31', '440000/2024-01-01', 'the last day of a version that ends'],
  ['440000', '2025-01-01', undefined, 'a version that has ended and has no successor'],
  ['440300', '2024-06-01', '440000/2024-01-01', 'a city of another province'],
  ['450000', '2024-12-31', '450000/2024-01-01', 'a version holds until a later one begins'],
  ['450000', '2025-06-30', '450000/2025-01-01', 'the last day of the later one'],
  ['450000', '2025-07-01', undefined, 'what gave way does not come back when the later one ends'],
  ['330400', '2025-07-01', '330000/2025-01-01', 'nor in a city, which then follows its province'],
  ['110000', '2025-01-01', undefined, 'a province without rules'],
];

describe('the policy in force', () => {
  it.each(IN_FORCE)('in %s on %s is %s: %s', (jurisdiction, day, policy) => {
    expect(policyInForce(VERSIONS, jurisdiction, day)?.policy).toBe(policy);
    expect(policyInForce([...VERSIONS].reverse(), jurisdiction, day)?.policy).toBe(policy);
  });

  it('in Zhejiang is the shipped one, in its cities too', () => {
    for (const place of ['330000', '330100', '331100']) {
      expect(policyInForce([SHIPPED_POLICY], place, '2026-11-02')?.policy).toBe('330000/2026-07-01');
    }
  });

  it('is chosen without disturbing the list', () => {
    const before = VERSIONS.map(({ policy }) => policy);
    policyInForce(VERSIONS, '330000', '2026-01-01');
    expect(VERSIONS.map(({ policy }) => policy)).toEqual(before);
  });
});
