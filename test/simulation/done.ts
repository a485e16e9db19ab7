import type { Actor } from '../../src/policy/actor.js';
import type { Verdict } from '../../src/policy/checks/judge.js';
import type { Assignment } from '../../src/policy/may-act.js';
import type { Signature } from '../../src/policy/signatures.js';
import type { CaseAct, CaseEvent } from '../../src/workflow/events.js';

/** One act that was done: what stood before, and what it moved. */
export interface Done {
  readonly day: string;
  readonly act: CaseAct;
  readonly event: CaseEvent;
  readonly actor: Actor;
  readonly body: string | null;
  readonly duty: string | null;
  /** Of a delegate: in whose duty they acted. */
  readonly onBehalfOf: string | null;
  readonly from: string;
  readonly to: string;
  readonly step: string | null;
  readonly wasEnded: boolean;
  /** The signatures that stood, without the decider's own. */
  readonly signatures: readonly Signature[];
  /** The decider's own, and that of whoever's duty it was, as it stood before. */
  readonly own: readonly Signature[];
  /** What the checks in its way came to that nobody had resolved. */
  readonly open: readonly Verdict[];
  /** The rules of those that somebody had answered for. */
  readonly answered: readonly string[];
  readonly barred: readonly string[];
  /** Who had which duty before the act, and may do it themselves. */
  readonly assigned: readonly Assignment[];
  /** Who answered for the checks in its way that came to no pass. */
  readonly resolvers: readonly string[];
  readonly openObjections: number;
  readonly correctionOpen: boolean;
  /** The letters that the act should have waited for, and those that should have been sent. */
  readonly waited: readonly string[];
}

/** The steps whose last agreement was given before the data became another. @param correctedIn number of the act by which it did */
export function unsettledSteps(done: readonly Done[], correctedIn: number): string[] {
  if (correctedIn === 0) return [];
  const agreed = done.flatMap(({ act, step }, place): [string, number][] =>
    (act === 'approve' || act === 'deem_consent') && step !== null ? [[step, place + 1]] : [],
  );
  return [...new Map(agreed)].flatMap(([step, number]) => (number < correctedIn ? [step] : []));
}
