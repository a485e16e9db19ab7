import { refuse, type ReasonCode, type Refusal } from '../kernel/refusal.js';
import type { JsonValue } from '../kernel/canonical-json.js';

/** A refusal on its way out of a guard, a pipe or a handler; the filter turns it into an answer. Inside, refusals are values. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.refused);
  }

  static because(code: ReasonCode, facts: Record<string, JsonValue> = {}): Refused {
    return new Refused(refuse(code, facts));
  }
}
