import { isRefusal } from '../../src/kernel/refusal.js';
import { mandateOf, type Official } from '../../src/policy/actor.js';
import type { Post } from '../../src/policy/terms.js';
import { seatsExceeded } from '../../src/slates/elected-for-seats.js';
import type { Election } from '../../src/slates/election.js';
import { casesToEnd } from '../../src/slates/replace-candidate.js';
import { countsInTheWay, inOrderOfRecording, voteInTheWay } from '../../src/slates/vote-in-the-way.js';
import type { CaseOfSlate, SimulatedSlate, Supposed } from './simulated-slate.js';

/** Whole or not at all: one result that cannot be recorded, and none is. @returns whether it was recorded */
export function recordsVote(slate: SimulatedSlate, actor: Official, election: Election, day: string): boolean {
  const { policy, particulars } = slate.of;
  const { heldOn } = election;
  if (countsInTheWay(election) || heldOn > day) return false;
  if (voteInTheWay(policy, { particulars }, slate.members(), election)) return false;
  if (!goesThrough(slate, actor, election, day, 'could')) return false;
  if (!goesThrough(slate, actor, election, day, 'attempt')) throw new Error('What could be recorded was not.');
  slate.votes.push(election);
  return true;
}

/** The results one after the other, each judged by what those before it leave. */
function goesThrough(
  slate: SimulatedSlate,
  actor: Official,
  election: Election,
  day: string,
  does: 'could' | 'attempt',
): boolean {
  const { heldOn } = election;
  const before = new Map<string, { elected: boolean; heldOn: string }>();
  for (const { caseId, elected } of inOrderOfRecording(election)) {
    const stood = slate.cases.find(({ id }) => id === caseId);
    if (!stood || heldOn < passedOn(stood)) return false;
    slate.tells(stood, day, { heldOn, before });
    if (!stood.one[does](actor, { type: 'record_election', elected }, day)) return false;
    before.set(caseId, { elected, heldOn });
  }
  const filled = slate.cases.flatMap(({ id, posts }) => (before.get(id)?.elected ? posts : []));
  return seatsExceeded(electedOn(slate, before), slate.of.particulars, filled) === null;
}

const electedOn = (slate: SimulatedSlate, before: Supposed): (readonly Post[])[] =>
  slate.members(before).flatMap(({ out, votedOn, posts }) => (!out && votedOn !== null ? [posts] : []));

/** The command itself asks the database; this is its rule. */
const passedOn = ({ one }: CaseOfSlate): string =>
  one.done.findLast(({ to, from }) => to === 'passed' && from !== 'passed')?.day ?? '';

/** Whoever comes on a slate that was handed in: for which posts, and in whose place. */
export interface Joining {
  readonly actor: Official;
  readonly day: string;
  /** Those of each. */
  readonly added: readonly (readonly Post[])[];
  readonly replaces?: CaseOfSlate;
}

/** @returns the cases that were opened; none if nobody may be added, or not by this official */
export function addsCandidates(
  slate: SimulatedSlate,
  { actor, day, added, replaces }: Joining,
): readonly CaseOfSlate[] {
  const ending = replaces ? endsFor(slate, actor, added, replaces, day) : [];
  if (!ending || !mayAdd(slate, actor)) return [];
  for (const { one } of ending) if (!one.attempt(actor, { type: 'supersede' }, day)) throw new Error('It did not end.');
  return added.flatMap((posts) => slate.names({ posts, day, submitter: actor, handedIn: false }));
}

/** The cases of whoever is replaced; null if they cannot be, or not so. */
function endsFor(
  slate: SimulatedSlate,
  actor: Official,
  added: Joining['added'],
  { id: caseId }: CaseOfSlate,
  day: string,
): readonly CaseOfSlate[] | null {
  const version = 1;
  const rows = slate.cases.map((of) => ({ ...of, ...of.one.row, version, chart: of.one.track.chart }));
  const named = added.map((posts) => ({ posts }));
  const ending = casesToEnd(rows, ({ chart }) => chart, { caseId, version }, named);
  if (isRefusal(ending)) return null;
  const possible = ending.open.every(({ one }) => one.could(actor, { type: 'supersede' }, day));
  return possible ? ending.open : null;
}

/** The command itself asks the database; this is its rule. */
function mayAdd({ of, cases }: SimulatedSlate, actor: Official): boolean {
  const living = cases.some(
    ({ one: { row, deadlines } }) =>
      !row.ended ||
      (['notPassed', 'revoked'].includes(row.state) &&
        deadlines.some(({ status }) => status === 'running') &&
        // What was over before it was revoked is over all the same.
        (row.state === 'notPassed' || deadlines.some(({ status }) => status === 'suspended'))),
  );
  const reviewed = cases.some(({ one: { done } }) =>
    done.some(
      ({ actor: who, duty, onBehalfOf }) =>
        who.kind === 'official' && duty !== 'submitter' && (who.id === actor.id || onBehalfOf === actor.id),
    ),
  );
  return living && !reviewed && mandateOf(actor, 'submitter', of.bodies.submitting_body) !== undefined;
}
