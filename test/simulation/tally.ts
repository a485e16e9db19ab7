import type { SimulatedSlate } from './simulated-slate.js';

export interface Year {
  readonly seed: number;
  readonly slates: number;
  readonly cases: number;
  readonly acts: number;
  /** How often each act was done. */
  readonly did: Readonly<Record<string, number>>;
  /** How often each reminder was sent. */
  readonly reminded: Readonly<Record<string, number>>;
  /** How many cases reached an end, and were decided by people or lapsed. */
  readonly ended: number;
  /** How many cases stood where when the year was over, by state. */
  readonly ends: Readonly<Record<string, number>>;
  /** What became of slates as a whole, each with how often. */
  readonly together: Readonly<Record<string, number>>;
}

/** What there was in a year. */
export class Tally {
  slates = 0;
  cases = 0;
  private acts = 0;
  private ended = 0;
  private readonly ends: Record<string, number> = {};
  private readonly did: Record<string, number> = {};
  private readonly reminded: Record<string, number> = {};
  private readonly together: Record<string, number> = {};

  get year(): Omit<Year, 'seed'> {
    const { slates, cases, acts, ended, ends, did, reminded, together } = this;
    return { slates, cases, acts, ended, ends, did, reminded, together };
  }

  counts(slate: SimulatedSlate): void {
    this.slates += 1;
    for (const { one } of slate.cases) {
      this.cases += 1;
      this.acts += one.done.length;
      this.ended += one.row.ended ? 1 : 0;
      for (const { act } of one.done) count(this.did, act);
      for (const of of [...one.deadlines, ...one.letters])
        for (const { reminder } of of.reminded)
          count(this.reminded, `${reminder.id} of a ${'inquiry' in of ? 'letter' : 'deadline'}`);
      count(this.ends, one.row.state.split('.').at(-1) ?? '');
    }
    for (const what of becameOf(slate)) count(this.together, what);
  }
}

function count(of: Record<string, number>, name: string): void {
  of[name] = (of[name] ?? 0) + 1;
}

/** What can only become of several: each sentence once a slate. */
function becameOf({ cases, votes, reported, of }: SimulatedSlate): string[] {
  const ends = cases.map(({ one }) => one.row.state);
  const became: readonly (readonly [string, boolean])[] = [
    ['several candidates', new Set(cases.map(({ candidateId }) => candidateId)).size > 1],
    ['some rejected, others done', ends.includes('notPassed') && ends.some((end) => DONE.includes(end))],
    ['somebody replaced', ends.includes('superseded')],
    ['somebody named later', cases.some(({ handedIn }) => !handedIn)],
    ['voted on', votes.length > 0],
    ['voted on several days', new Set(votes.map(({ heldOn }) => heldOn)).size > 1],
    ['elected against a rival', votes.some(({ results }) => new Set(results.map(({ elected }) => elected)).size > 1)],
    ['all seats filled', reported.posts.length > 0 && reported.posts.every(({ elected, seats }) => elected === seats)],
    ['a seat vacant after the vote', votes.length > 0 && reported.posts.some(({ vacant }) => (vacant ?? 0) > 0)],
    ['a competitive election', of.particulars.electionMode === 'competitive'],
  ];
  return became.flatMap(([what, did]) => (did ? [what] : []));
}

const DONE: readonly string[] = ['elected', 'filed', 'registered', 'approved'];
