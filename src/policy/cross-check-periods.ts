import type { CrossError } from './cross-check-rules.js';
import type { Period, Policy } from './policy.js';
import { ALL_PERIOD_KEYS, OPTIONAL_PERIOD_KEYS, type OptionalPeriodKey, type PeriodKey } from './terms.js';

/** What a schema cannot say of the periods of a policy. */
export const crossCheckPeriods = (policy: Policy): CrossError[] => [...ends(policy), ...asNeeded(policy)];

/** What a case can do when a period has passed; the statechart knows no other end of it. */
const ENDS: Readonly<Record<PeriodKey, readonly Period['whenPassed'][]>> = {
  acceptance: ['overdue'],
  decision: ['overdue'],
  supplement: ['lapse'],
  deferral: ['overdue'],
  publication: ['overdue'],
  notice: ['close_notice', 'overdue'],
  validity: ['lapse'],
  filing: ['overdue'],
  registration: ['overdue'],
  reconsideration: ['final'],
  inquiry: ['overdue'],
  answer: ['close_answering'],
};

const ends = ({ periods }: Policy): CrossError[] =>
  ALL_PERIOD_KEYS.flatMap((key) => {
    const period = periods[key];
    if (!period || ENDS[key].includes(period.whenPassed)) return [];
    const message = `must be ${ENDS[key].join(' or ')}; a case can do nothing else when this period has passed`;
    return [{ key: ['periods', key, 'whenPassed'], message }];
  });

/** What a policy has to have for a period to mean something, and how that is called; without it nobody would wait. */
const NEEDED: Readonly<Record<OptionalPeriodKey, { readonly what: string; readonly by: (policy: Policy) => boolean }>> =
  {
    // Nothing makes an inquiry yet.
    inquiry: { what: 'inquiries', by: () => false },
    answer: { what: 'intentions', by: ({ intention }) => intention !== undefined },
  };

const asNeeded = (policy: Policy): CrossError[] =>
  OPTIONAL_PERIOD_KEYS.flatMap((key) => {
    const { what, by } = NEEDED[key];
    if (by(policy) === (policy.periods[key] !== undefined)) return [];
    return policy.periods[key] === undefined
      ? [{ key: ['periods'], message: `there are ${what}, so the period "${key}" is needed; add it` }]
      : [{ key: ['periods', key], message: `there are no ${what}, so nothing would last so long; take it out` }];
  });
