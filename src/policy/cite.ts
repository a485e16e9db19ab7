import type { Policy } from './policy.js';

type Sources = Pick<Policy, 'sources'>;

/** What stands in a text for people, whose one language the documents have, where no published rule was found. */
const NO_RULE_FOUND = '未查到规定，暂定 (assumed: no published rule was found)';

/** The documents that a policy names by their keys; `assumed` stays what it is. */
export const documentsOf = ({ sources }: Sources, source: string): string[] =>
  source.split(' ').map((key) => sources[key] ?? key);

/** The same, as one text for people. */
export const cite = (policy: Sources, source: string): string =>
  documentsOf(policy, source)
    .map((document) => (document === 'assumed' ? NO_RULE_FOUND : document))
    .join('；');
