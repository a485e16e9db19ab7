import type { BodyFunction, PeriodKey } from './terms.js';

/** 催办: somebody is told that a period is about to pass, or has passed and nothing was done. */
export interface Reminder {
  readonly id: string;
  readonly periods: readonly PeriodKey[];
  readonly when: 'before' | 'after';
  /** Days before or after the last day of the period, in the period's own unit; 0: on the last day. */
  readonly days: number;
  /**
   * Those of the body on turn who handle, or decide; who submitted; or the next in line (escalation). Of the period `inquiry`,
   * those of the department that is asked.
   */
  readonly to: 'handlers' | 'approvers' | 'submitters' | 'next_in_line';
  /** Of an escalation: the first of these that the case has, and that is neither late itself nor the submitting body. */
  readonly nextInLine?: readonly BodyFunction[];
  readonly source: string;
}
