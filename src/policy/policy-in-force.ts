import type { Policy } from './policy.js';

/** A place with those it belongs to, from the county over the city to the province (GB/T 2260). */
export const placesOf = (jurisdiction: string): string[] => [
  ...new Set([jurisdiction, `${jurisdiction.slice(0, 4)}00`, `${jurisdiction.slice(0, 2)}0000`]),
];

/**
 * The policy in force for a jurisdiction on a day; a county without one falls back to its city, a city to its province. What
 * gave way to a later version stays so when that one ends: the place then has no rules of its own.
 * @param jurisdiction six-digit administrative division code (GB/T 2260)
 * @param day YYYY-MM-DD in China
 */
export function policyInForce(policies: readonly Policy[], jurisdiction: string, day: string): Policy | undefined {
  for (const place of placesOf(jurisdiction)) {
    const begun = policies.filter((policy) => policy.jurisdiction === place && policy.validFrom <= day);
    const latest = begun.sort((a, b) => a.validFrom.localeCompare(b.validFrom)).at(-1);
    if (latest && (latest.validTo === null || day <= latest.validTo)) return latest;
  }
  return undefined;
}
