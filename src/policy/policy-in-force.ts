import type { Policy } from './policy.js';

/** A place with those it belongs to, from the county over the city to the province (GB/T 2260). */
export const placesOf = (jurisdiction: string): string[] => [
  ...new Set([jurisdiction, `${jurisdiction.slice(0, 4)}00`, `${jurisdiction.slice(0, 2)}0000`]),
];

/**
 * The policy in force for a jurisdiction on a day; a county without one falls back to its city, a city to its province.
 * @param jurisdiction six-digit administrative division code (GB/T 2260)
 * @param day YYYY-MM-DD in China
 */
export function policyInForce(policies: readonly Policy[], jurisdiction: string, day: string): Policy | undefined {
  for (const place of placesOf(jurisdiction)) {
    const inForce = policies.filter(
      (policy) =>
        policy.jurisdiction === place && policy.validFrom <= day && (policy.validTo === null || day <= policy.validTo),
    );
    const latest = inForce.sort((a, b) => a.validFrom.localeCompare(b.validFrom)).at(-1);
    if (latest) return latest;
  }
  return undefined;
}
