import { clear } from '../test/support/cases.js';
import { ASKED_OF_A_VICE_PRESIDENT } from '../test/support/slates.js';

/** Nothing against the candidate. On a day that is over, whenever the benchmark runs. */
const FOUND = ASKED_OF_A_VICE_PRESIDENT.map((check) => ({ ...clear(check, '2026-01-05'), check }));

/** Every decision of the benchmark, in the order of a case's life: each body accepts, the last one records what it found out, and another official approves. */
export const DECISIONS = ['kx', 'kx-dw', 'mzt'].flatMap((body) => [
  { who: `${body}-handler`, act: 'accept', path: 'accept', said: {} } as const,
  ...(body === 'mzt'
    ? [{ who: 'mzt-handler', act: 'record_findings', path: 'findings', said: { findings: FOUND } } as const]
    : []),
  { who: `${body}-approver`, act: 'approve', path: 'approve', said: { remarks: '经审查，同意该人选。' } } as const,
]);

/** Versions of a case before its decisions: it was submitted, and that is all. */
export const FIRST_VERSION = 1;

/** The officials of the decisions; logins of `demo-data/accounts.json`. */
export const DECIDERS = DECISIONS.map(({ who }) => who);
export const SUBMITTER = 'kx-submitter';
