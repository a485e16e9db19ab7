/** Every decision of the benchmark, in the order of a case's life: each body accepts, and another official approves. */
export const DECISIONS = ['kx', 'kx-dw', 'mzt'].flatMap((body) => [
  { who: `${body}-handler`, act: 'accept' as const, remarks: undefined },
  { who: `${body}-approver`, act: 'approve' as const, remarks: '经审查，同意该人选。' },
]);

/** Versions of a case before its decisions: it was submitted, and that is all. */
export const FIRST_VERSION = 1;

/** The officials of the decisions; logins of `demo-data/accounts.json`. */
export const DECIDERS = DECISIONS.map(({ who }) => who);
export const SUBMITTER = 'kx-submitter';
