import { cite } from './cite.js';
import type { Policy } from './policy.js';
import { isDate } from './working-days.js';

/** What is stated of a candidate: which version of the text they were given, and on which day (YYYY-MM-DD in China). */
export interface Informed {
  readonly version: string;
  readonly on: string;
}

interface Lacking {
  readonly rule: 'not_informed' | 'informed_of_another_version' | 'informed_day_impossible';
  readonly field: string;
  readonly source: string;
  readonly facts: Readonly<Record<string, string>>;
}

/**
 * What is wrong with how a candidate was told of the processing of their data; nothing where the policy has no text for it.
 * @param today YYYY-MM-DD in China
 */
export function lackingIn(policy: Policy, informed: Informed | undefined, today: string): Lacking[] {
  if (!policy.processingNotice) return [];
  const { version } = policy.processingNotice;
  const source = cite(policy, policy.processingNotice.source);
  if (!informed) return [{ rule: 'not_informed', field: 'informed', source, facts: { version } }];
  const { version: given, on } = informed;
  const lacking: Lacking[] = [];
  if (given !== version) {
    const facts = { given, version };
    lacking.push({ rule: 'informed_of_another_version', field: 'informed.version', source, facts });
  }
  if (!isDate(on) || on > today) {
    lacking.push({ rule: 'informed_day_impossible', field: 'informed.on', source, facts: { on, today } });
  }
  return lacking;
}

/** The text as anybody may read it, with its sources by their names; undefined where the policy has none. */
export function processingNoticeOf(policy: Policy) {
  const { processingNotice } = policy;
  if (!processingNotice) return undefined;
  const { version, text } = processingNotice;
  return { policy: policy.policy, version, text: { ...text }, source: cite(policy, processingNotice.source) };
}
