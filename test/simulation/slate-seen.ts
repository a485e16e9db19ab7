import type { Election } from '../../src/slates/election.js';
import type { SimulatedCase } from './simulated-case.js';
import type { CaseOfSlate, Reported } from './simulated-slate.js';
import type { Occasioned } from './slate-at-random.js';

/** What is looked at of a case of a slate. */
export type CaseSeen = Pick<CaseOfSlate, 'id' | 'candidateId' | 'posts' | 'handedIn'> & {
  readonly one: Pick<SimulatedCase, 'done' | 'deadlines' | 'row'> & {
    readonly verdicts: { readonly facts: Pick<SimulatedCase['verdicts']['facts'], 'findings'> };
  };
};

/** What is looked at of a slate. */
export interface SlateSeen {
  readonly of: Pick<Occasioned, 'policy' | 'organisation' | 'occasion' | 'electionDate' | 'particulars' | 'term'>;
  readonly cases: readonly CaseSeen[];
  readonly votes: readonly Election[];
  readonly editors: readonly string[];
  readonly reported: Reported;
}

/** What was just done: on which cases, and how all cases stood before, if it was about several. */
export interface Moved {
  readonly kind: 'one' | 'vote' | 'replacement' | 'addition';
  readonly moved: readonly CaseSeen[];
  readonly before: ReadonlyMap<string, string>;
}
