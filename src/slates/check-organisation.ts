import type { Body } from '../bodies/body-row.js';
import { checkUscc } from '../organisations/uscc.js';
import { misplacedIn } from '../policy/checks/particulars.js';
import type { Policy } from '../policy/policy.js';
import { coursesFor, missingBodies } from '../policy/route.js';
import type { BodyFunction } from '../policy/terms.js';
import { cite } from '../policy/cite.js';
import { GB32100, ofSlate, type Defect, type Found, type WarningRule } from './defects.js';
import { bodiesOf, FIELD_OF_FUNCTION, type SlateInput } from './slate-input.js';

/** The code of the organisation, what it is said to be, and the bodies it names. */
export function checkOrganisation(slate: SlateInput, policy: Policy, bodies: readonly Body[]): Found {
  const { organisation } = slate;
  const defects: Defect[] = [];
  const warnings: Defect<WarningRule>[] = [];
  const field = 'organisation.uscc';
  if (organisation.uscc !== null) {
    const code = checkUscc(organisation.uscc);
    if (!code.ok) defects.push(...code.reasons.map((rule) => ofSlate({ field, rule, source: GB32100 })));
    else {
      if (code.kind !== organisation.kind) {
        defects.push(ofSlate({ field, rule: 'uscc_kind_differs', source: GB32100, facts: { kindOfCode: code.kind } }));
      }
      warnings.push(...code.warnings.map((rule) => ofSlate({ field, rule, source: GB32100 })));
    }
  } else if (slate.occasion !== 'founding' || organisation.nameApproval === null) {
    defects.push(ofSlate({ field, rule: 'organisation_unidentified', source: cite(policy, 'L1') }));
  }
  const misplaced: Defect[] = misplacedIn(organisation).map(({ field: name, kind }) =>
    ofSlate({ field: `organisation.${name}`, rule: 'not_of_this_kind', source: '机构名录', facts: { kind } }),
  );
  return { defects: [...defects, ...misplaced, ...checkBodies(slate, policy, bodies)], warnings };
}

function checkBodies(slate: SlateInput, policy: Policy, bodies: readonly Body[]): Defect[] {
  const named = bodiesOf(slate.organisation);
  const defects: Defect[] = [];
  for (const [function_, id] of Object.entries(named) as [BodyFunction, string][]) {
    const field = `organisation.${FIELD_OF_FUNCTION[function_]}`;
    const body = bodies.find((b) => b.id === id);
    if (!body) defects.push(ofSlate({ field, rule: 'body_unknown', source: '机构名录', facts: { body: id } }));
    else if (!body.kinds.includes(function_)) {
      const facts = { body: id, kinds: [...body.kinds], needed: function_ };
      defects.push(ofSlate({ field, rule: 'body_kind_differs', source: '机构名录', facts }));
    }
  }
  if (!Object.values(named).includes(slate.submittedBy)) {
    const facts = { body: slate.submittedBy };
    defects.push(ofSlate({ field: 'submittedBy', rule: 'submitting_body_foreign', source: cite(policy, 'S0'), facts }));
  }
  return [...defects, ...bodiesMissing(slate, policy, named)];
}

/** The functions that a route of this slate needs and the organisation leaves empty, each once. */
function bodiesMissing(slate: SlateInput, policy: Policy, named: Partial<Record<BodyFunction, string>>): Defect[] {
  const missing = new Map<BodyFunction, string>();
  for (const { posts } of slate.candidates) {
    for (const { route } of coursesFor(policy, slate.organisation.regime, slate.occasion, posts).courses) {
      for (const function_ of missingBodies(route, named)) missing.set(function_, route.source);
    }
  }
  return [...missing].map(([function_, source]) =>
    ofSlate({
      field: `organisation.${FIELD_OF_FUNCTION[function_]}`,
      rule: 'body_missing',
      source: cite(policy, source),
    }),
  );
}
