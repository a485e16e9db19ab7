import { clear } from '../test/support/cases.js';
import { ASKED_OF_A_VICE_PRESIDENT } from '../test/support/slates.js';

/** By which policies the cases are decided: those of the repository, or its one version that has no checks. */
export interface Judged {
  readonly checks: boolean;
  /** The folder. */
  readonly policies: string;
}

/** Nothing against the candidate. On a day that is over, and not so long that the answer has grown old. */
const A_WEEK_AGO = new Date(Date.now() - 7 * 86_400_000).toISOString().slice(0, 10);
const FOUND = ASKED_OF_A_VICE_PRESIDENT.map((check) => ({ ...clear(check, A_WEEK_AGO), check }));

/**
 * Every decision of the benchmark, in the order of a case's life: each body accepts, and another official approves.
 * @param checks the policy has checks, so that the last body records what it found out, too
 */
export const decisionsOf = ({ checks }: Pick<Judged, 'checks'>) =>
  ['kx', 'kx-dw', 'mzt'].flatMap((body) => [
    { who: `${body}-handler`, act: 'accept', path: 'accept', said: {} } as const,
    ...(checks && body === 'mzt'
      ? [{ who: 'mzt-handler', act: 'record_findings', path: 'findings', said: { findings: FOUND } } as const]
      : []),
    { who: `${body}-approver`, act: 'approve', path: 'approve', said: { remarks: '经审查，同意该人选。' } } as const,
  ]);

/** Versions of a case before its decisions: it was submitted, and that is all. */
export const FIRST_VERSION = 1;

/** The officials of the decisions; logins of `demo-data/accounts.json`. */
export const DECIDERS = decisionsOf({ checks: true }).map(({ who }) => who);
export const SUBMITTER = 'kx-submitter';
