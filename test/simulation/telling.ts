import type { Case } from '../../src/cases/case-row.js';
import type { Actor, Attribution } from '../../src/policy/actor.js';
import type { Verdict } from '../../src/policy/checks/judge.js';
import { personsIn, type Assignment } from '../../src/policy/may-act.js';
import { isOf } from '../../src/policy/signatures.js';
import type { CaseAct, CaseEvent } from '../../src/workflow/events.js';
import type { Done } from './done.js';
import { agreement } from './in-the-way.js';
import type { Letters } from './letters.js';
import { nameOf } from './verdicts.js';
import type { Within } from './within.js';

/** A case, as far as an act on it is told. */
interface Standing {
  readonly row: Pick<Case, 'state' | 'context' | 'ended'>;
  readonly within: Within;
  readonly post: Letters;
  readonly correctionOpen: boolean;
  readonly step: () => string | null;
  readonly gated: (day: string, act: CaseAct) => Verdict[];
  readonly mightAct: (act: CaseAct, assignment: Assignment) => boolean;
}

/** An act that is about to be done, with what stands before it. @param to the state that follows */
export function told(one: Standing, actor: Actor, by: Attribution, event: CaseEvent, to: string, day: string): Done {
  const { row, within, post } = one;
  const official = by.kind === 'official' ? by : undefined;
  const act = agreement(event.type);
  // That somebody was not elected is recorded whatever the checks say.
  const held = event.type === 'record_election' && !event.elected;
  const gated = held ? [] : one.gated(day, act);
  const open = gated.filter((verdict) => !within.isResolved(verdict, nameOf));
  return {
    correctionOpen: one.correctionOpen,
    day,
    act: event.type,
    event,
    actor,
    body: official?.body ?? null,
    duty: official?.duty ?? null,
    onBehalfOf: official?.onBehalfOf ?? null,
    from: row.state,
    to,
    step: one.step(),
    wasEnded: row.ended,
    signatures: within.signatures.filter((each) => !isOf(each, personsIn(by))),
    own: within.signatures.filter((each) => isOf(each, personsIn(by))),
    open,
    answered: gated.filter((verdict) => !open.includes(verdict)).map(({ rule }) => rule),
    barred: [...within.barred],
    assigned: within.assigned.filter((each) => one.mightAct(event.type, each)),
    resolvers: within.resolversOf(gated.map(nameOf)),
    openObjections: row.context.openObjections,
    waited: post.waited(act, one.step()),
  };
}
