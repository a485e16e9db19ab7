import { canonicalJson, type JsonValue } from '../kernel/canonical-json.js';
import { blindIndex } from './blind-index.js';
import type { Keys } from './keys.js';

/** What one verdict of a check says. */
export interface Said {
  readonly rule: string;
  readonly result: string;
  readonly facts: Readonly<Record<string, JsonValue>>;
  readonly basis?: readonly JsonValue[];
}

/**
 * Names a verdict of a case by what it says, on whatever day it is asked for: equal as long as rule, result, facts and
 * what they rest on are. It tells nothing to who has not the keys, so it can be handed out and back.
 */
export const verdictIndex = (keys: Keys, caseId: string, { rule, result, facts, basis = [] }: Said): string =>
  blindIndex(
    keys,
    'check_resolutions.verdict',
    canonicalJson({ case: caseId, rule, result, facts, basis: [...basis] }),
  );
