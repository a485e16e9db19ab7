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
  deferral: ['overdue', 'resume'],
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

interface Need {
  /** The section that the period is for. */
  readonly section: keyof Policy;
  readonly by: (policy: Policy) => boolean;
}

/** What a policy has to have for a period to mean something; without it nobody would wait. */
const NEEDED: Readonly<Record<OptionalPeriodKey, Need>> = {
  answer: { section: 'intention', by: ({ intention }) => intention !== undefined },
  inquiry: { section: 'inquiries', by: ({ inquiries = [] }) => inquiries.length > 0 },
};

const asNeeded = (policy: Policy): CrossError[] =>
  OPTIONAL_PERIOD_KEYS.flatMap((key): CrossError[] => {
    const { section, by } = NEEDED[key];
    const stated = policy.periods[key] !== undefined;
    if (by(policy) === stated) return [];
    if (!stated) {
      const message = `there are ${section}, so the period "${key}" is needed; add it`;
      return [{ key: ['periods'], message, given: ['periods'] }];
    }
    const message = `there are no ${section}, so nothing would last so long; take it out`;
    return [{ key: ['periods', key], message, given: [section] }];
  });
