import type { PolicyBook } from '../../src/cases/policy-book.js';
import { alsoFor, becomeOf, OUT_STATES, peersAmong, type Member } from '../../src/cases/roster-rows.js';
import type { Official } from '../../src/policy/actor.js';
import type { CheckFacts, MemberUnit } from '../../src/policy/checks/facts.js';
import { AS_HANDED_IN, byPerson, officersToBe } from '../../src/policy/checks/roster.js';
import { seatTaken } from '../../src/policy/seat-taken.js';
import { coursesFor } from '../../src/policy/route.js';
import type { Post } from '../../src/policy/terms.js';
import type { Election } from '../../src/slates/election.js';
import { postsOnRoster, type PostOnRoster } from '../../src/slates/posts-on-roster.js';
import { candidateAtRandom } from './facts.js';
import { withQuorums } from './quorums.js';
import type { Random } from './random.js';
import { SimulatedCase, type Permits } from './simulated-case.js';
import type { Occasioned } from './slate-at-random.js';

/** A case of a slate: whose, and for which posts. */
export interface CaseOfSlate {
  readonly id: string;
  readonly candidateId: string;
  readonly posts: readonly Post[];
  readonly memberUnit: MemberUnit | undefined;
  /** It was submitted with the slate, not named later. */
  readonly handedIn: boolean;
  readonly one: SimulatedCase;
}

/** Who is named: for which posts, when, by whom. */
export interface Naming {
  readonly posts: readonly Post[];
  readonly day: string;
  readonly submitter: Official;
  /** With the slate, not later. */
  readonly handedIn: boolean;
}

/** The roster as the product tells it to the submitters. */
export interface Reported {
  readonly posts: readonly PostOnRoster[];
  readonly officers: number | null;
}

/** What a vote that is being recorded makes of cases of which it is not recorded yet. */
export type Supposed = ReadonlyMap<string, { readonly elected: boolean; readonly heldOn: string }>;
/** The day of a vote, and its results that come before. */
interface VoteAhead {
  readonly heldOn: string;
  readonly before: Supposed;
}
interface Current {
  readonly acts: number;
  readonly members: readonly Member[];
  /** Two rosters with the same fates are the same. */
  readonly fate: string;
}
const NOTHING_SUPPOSED: Supposed = new Map();

/** Several candidates of one organisation, each of them with the others' fate among the facts. In memory, like its cases. */
export class SimulatedSlate {
  readonly cases: CaseOfSlate[] = [];
  readonly votes: Election[] = [];
  /** Who named somebody on it. */
  readonly editors: string[] = [];
  private candidates = 0;
  private readonly told = new Map<string, string>();
  private known: Current = { acts: 0, members: [], fate: '' };
  private report: { readonly of: string; readonly reported: Reported } | undefined;

  constructor(
    readonly of: Occasioned,
    private readonly book: PolicyBook,
    private readonly permits: Permits,
    private readonly random: Random,
  ) {}

  /** A candidate comes on the slate, with a case for every route that their posts take. */
  names({ posts, day, submitter, handedIn }: Naming): CaseOfSlate[] {
    const { policy, bodies, organisation, occasion } = this.of;
    this.candidates += 1;
    const candidateId = `candidate-${this.candidates}`;
    const person = candidateAtRandom(this.random, posts);
    const { courses } = coursesFor(policy, organisation.regime, occasion, posts);
    const opened = courses.map((course) => {
      const track = { policy, course, chart: this.book.track(policy.policy, course.id).chart };
      const facts = { ...this.beginning(day), candidate: { ...person, posts: course.posts } };
      const opening = { day, submitter, askable: this.of.askable };
      const quorums = withQuorums(this.random, track);
      const one = new SimulatedCase(quorums, this.book.calendar, bodies, facts, this.permits, opening);
      one.seatTaken = () => this.seatTakenFrom(one);
      const { memberUnit } = person;
      return {
        id: `case-${this.cases.length + 1}-${course.id}`,
        candidateId,
        posts: course.posts,
        memberUnit,
        handedIn,
        one,
      };
    });
    this.cases.push(...opened);
    this.writtenBy(submitter);
    return opened;
  }

  /** Whoever names somebody has to do with all of the slate. */
  private writtenBy({ id }: Official): void {
    this.editors.push(id);
    const part = { body: this.of.bodies.submitting_body, duty: 'submitter', act: 'draft' } as const;
    for (const { one } of this.cases) for (const editor of this.editors) one.takesPart(editor, part);
  }

  private beginning(day: string): Omit<CheckFacts, 'candidate'> {
    const { organisation, occasion, particulars: slate } = this.of;
    const known = { slate, peers: [], roster: AS_HANDED_IN, elsewhere: [], foundElsewhere: [], findings: {} };
    return { today: day, on: day, occasion, termNumber: 3, organisation, ...known };
  }

  /** The cases, as the product's rules of the roster look at them. */
  members(supposed: Supposed = NOTHING_SUPPOSED): readonly Member[] {
    return supposed.size > 0 ? this.membersIf(supposed) : this.current.members;
  }

  /** Looked at anew when somebody has acted on one of the cases. */
  private get current(): Current {
    const acts = this.cases.reduce((sum, { one }) => sum + one.done.length, this.votes.length);
    if (this.known.acts !== acts) {
      const members = this.membersIf(NOTHING_SUPPOSED);
      this.known = { acts, members, fate: fateOf(members) };
    }
    return this.known;
  }

  private membersIf(supposed: Supposed): Member[] {
    return this.cases.map(({ id, candidateId, posts, memberUnit, handedIn, one }) => {
      const vote = supposed.get(id);
      const held = this.votes.findLast(({ results }) => results.some(({ caseId }) => caseId === id));
      const votedOn = vote?.heldOn ?? held?.heldOn ?? null;
      const notElected = vote ? !vote.elected : one.row.state === 'notElected';
      const out = notElected || (votedOn !== null && isOpenlyRevoked(one) ? false : isOut(one.row.state));
      return { id, candidate: candidateId, posts, memberUnit, out, handedIn, votedOn, notElected };
    });
  }

  /** What becomes of the others, and the day by which dates are judged, is known to a case. */
  tells({ id, candidateId, one }: CaseOfSlate, day: string, vote?: VoteAhead): void {
    const { electionDate, particulars, term } = this.of;
    const members = this.members(vote?.before);
    const own = members.find((member) => member.id === id);
    const on = vote?.heldOn ?? own?.votedOn ?? (electionDate < day ? day : electionDate);
    const known = `${on} ${vote ? fateOf(members) : this.current.fate}`;
    if (this.told.get(id) === known) return;
    this.told.set(id, known);
    const { electedOn: _before, ...person } = one.verdicts.facts.candidate;
    const elected = own && !own.out && own.votedOn !== null ? { electedOn: own.votedOn } : {};
    one.verdicts.learns({
      on,
      candidate: { ...person, alsoFor: alsoFor(members, { id, candidateId }), ...elected },
      peers: peersAmong(members, candidateId),
      roster: { ...AS_HANDED_IN, ...becomeOf(members, particulars), ...term },
    });
  }

  /** Whether others have the seats of a post to which somebody was elected whose rejection was set aside. */
  private seatTakenFrom(one: SimulatedCase): boolean {
    const elected = this.cases.flatMap((each) => (isElected(each) ? [{ ...each, returnedAt: returnedAt(each) }] : []));
    const own = elected.find((each) => each.one === one);
    return own !== undefined && seatTaken(own, elected, this.of.particulars) !== null;
  }

  /** What the roster says, to one who sees nobody by name. */
  get reported(): Reported {
    const { members, fate } = this.current;
    if (this.report?.of !== fate) this.report = { of: fate, reported: this.reportOn(members) };
    return this.report.reported;
  }

  private reportOn(members: readonly Member[]): Reported {
    const { particulars, term, occasion } = this.of;
    const living = members.filter(({ out }) => !out);
    const persons = byPerson(living.map(({ candidate, posts }) => ({ person: candidate, posts })));
    const known = occasion !== 'mid_term' || particulars.staying !== undefined;
    return {
      posts: postsOnRoster({ particulars, members, held: term.held }, { cases: [], candidates: [] }),
      officers: known ? officersToBe(persons, particulars).officers : null,
    };
  }
}

const voteOf = ({ one: { done } }: CaseOfSlate) =>
  done.findIndex(({ event }) => event.type === 'record_election' && event.elected);

/** It can still be set aside, or somebody looks at it: until it is final the seat is kept. */
const isOpenlyRevoked = ({ row }: Pick<CaseOfSlate['one'], 'row'>): boolean =>
  /^(revoked|reconsideringRevocation.*)$/.test(row.state) && row.context.revokedFrom !== null;

const isOut = (state: string): boolean => OUT_STATES.includes(state) || state.startsWith('reconsideringRevocation');

const isElected = (of: CaseOfSlate): boolean =>
  voteOf(of) >= 0 && (isOpenlyRevoked(of.one) || !isOut(of.one.row.state));

const returnedAt = (of: CaseOfSlate): string | null =>
  of.one.done.slice(voteOf(of)).findLast(({ from, to }) => from === 'reconsidering' && to.startsWith('review.'))?.day ??
  null;

const fateOf = (members: readonly Member[]): string =>
  members.map(({ out, votedOn, notElected }) => `${out ? 'out' : 'in'}${notElected ? '!' : ''}${votedOn ?? ''}`).join();
