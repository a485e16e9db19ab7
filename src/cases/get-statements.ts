import type { Reader } from '../database/reader.js';
import { refuse, type Refusal } from '../kernel/refusal.js';
import type { Official } from '../policy/actor.js';
import type { StandingIntention } from '../policy/intention.js';
import type { Keys } from '../protected-fields/keys.js';
import { intentionIn } from './intentions.js';
import { findCaseFor } from './scope.js';
import { statementsOf, type Statement } from './statement-rows.js';

export interface CaseStatements {
  readonly version: number;
  /** What those concerned were told; its words stand in the history, under the act of this number. */
  readonly intention: StandingIntention | null;
  readonly statements: readonly (Statement & { readonly number: number })[];
}

/** What is intended, and what the unit and the candidate said to it: theirs to read, and the reviewers'; not the auditors'. */
export class GetStatements {
  constructor(
    private readonly reader: Reader,
    private readonly keys: Keys,
  ) {}

  async execute(actor: Official, id: string): Promise<CaseStatements | Refusal> {
    const found = await findCaseFor(this.reader, actor, id);
    if (found?.sight !== 'dossier') return refuse('not_found');
    return {
      version: found.row.version,
      intention: await intentionIn(this.reader, id),
      statements: await statementsOf(this.reader, this.keys, id),
    };
  }
}
