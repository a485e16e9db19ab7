import { placeOf } from '../../src/cases/apply-event.js';
import type { Case } from '../../src/cases/case-row.js';
import type { mayDo } from '../../src/cases/may-do.js';
import type { Track } from '../../src/cases/policy-book.js';
import { caseFacts } from '../../src/cases/scope.js';
import { isRefusal, type Refusal } from '../../src/kernel/refusal.js';
import { THE_CLOCK, type Actor, type Attribution, type Official } from '../../src/policy/actor.js';
import type { CheckFacts } from '../../src/policy/checks/facts.js';
import type { Verdict } from '../../src/policy/checks/judge.js';
import type { PastAct } from '../../src/policy/intention.js';
import { mayAct, personsOf, type Assignment, type Involved, type Participation } from '../../src/policy/may-act.js';
import type { ReviewStage } from '../../src/policy/policy.js';
import { asTheyCount } from '../../src/policy/participations.js';
import { skippedSteps } from '../../src/policy/route.js';
import { GATED_ACTS, type GatedAct } from '../../src/policy/terms.js';
import type { Calendar } from '../../src/policy/working-days.js';
import { advance, beginning, type Advanced } from '../../src/workflow/advance.js';
import { eventOf, type CaseAct, type CaseEvent } from '../../src/workflow/events.js';
import { asksEverybody } from './asking.js';
import { Clocks, type Deadline } from './clocks.js';
import { unsettledSteps, type Done } from './done.js';
import { inTheWay } from './in-the-way.js';
import { Letters, type SimulatedLetter } from './letters.js';
import { consultedIn } from './people.js';
import { told } from './telling.js';
import { actsIn } from './turns.js';
import { nameOf, Verdicts } from './verdicts.js';
import { Within } from './within.js';

/** What is permitted is asked of the product; a test of the invariants asks somebody who permits too much. */
export type Permits = typeof mayDo;

/** How a case begins. */
export interface Opening {
  readonly day: string;
  readonly submitter: Official;
  /** Whether the directory has the departments that a policy asks. */
  readonly askable?: boolean;
}

/** A case that goes its way through the product's own rules, in memory: no database, no clock but the day it is given. */
export class SimulatedCase {
  readonly done: Done[] = [];
  row: Pick<Case, 'state' | 'context' | 'bodies' | 'turnBodyId' | 'ended'>;
  readonly clocks: Clocks;
  readonly verdicts: Verdicts;
  readonly post: Letters;
  readonly within = new Within();
  /** Numbers of the acts by which something became known that does not speak for the candidate, or is other data of theirs. */
  readonly learned: number[] = [];
  /** Numbers of the acts with which the candidate said all that they want to say. */
  readonly lastWords: number[] = [];
  /** Whether somebody asked for a correction that nobody has concluded. */
  correctionOpen = false;
  /** Whether others of the slate have the seats with which an act would leave it. */
  seatTaken: () => boolean = () => false;
  /** Number of the last act by which the data became another. */
  private correctedIn = 0;
  private readonly participations: Participation[] = [];
  /** The same as they count, until somebody takes part again: they are asked for at every attempt. */
  private counted: readonly Participation[] | null = null;

  constructor(
    readonly track: Track,
    calendar: Calendar,
    bodies: Case['bodies'],
    facts: CheckFacts,
    private readonly permits: Permits,
    { day, submitter, askable = true }: Opening,
  ) {
    this.clocks = new Clocks(track.policy, calendar);
    this.verdicts = new Verdicts(track, facts);
    this.post = new Letters(track.policy, calendar, this.verdicts, askable);
    const start = beginning(track.chart, skippedSteps(track.course.route, bodies));
    this.row = { ...start, bodies, turnBodyId: bodies.submitting_body, ended: false };
    this.attempt(submitter, { type: 'submit' }, day);
  }

  get deadlines(): readonly Deadline[] {
    return this.clocks.deadlines;
  }

  get letters(): readonly SimulatedLetter[] {
    return this.post.sent;
  }

  /** An interest that an official declares keeps them from the case from now on. */
  bar(official: string): void {
    this.within.bar(official);
  }

  /** Who has a duty at the present step. */
  get holders(): readonly string[] {
    return this.within.assigned.map(({ official }) => official);
  }

  /** Who was asked to sign, whatever they said. */
  get signers(): readonly string[] {
    return this.within.signatures.filter(({ weight }) => weight === 'binding').map(({ official }) => official);
  }

  get involved(): Involved {
    this.counted ??= asTheyCount(this.participations);
    return {
      participations: this.counted,
      barred: this.within.barred,
      assigned: this.within.assigned,
    };
  }

  /** The acts whose turn it is, whoever may do them. */
  get turn(): readonly CaseAct[] {
    return actsIn(this.track.chart, this.row);
  }

  /** The days have gone on: what is due happens, in the order in which it was due. @param did after each act */
  passTo(day: string, did: () => void): void {
    const byClock = (event: CaseEvent) => {
      const done = this.attempt(THE_CLOCK, event, day);
      if (done) did();
      return done;
    };
    this.post.passTo(day, (goesOn) => byClock({ type: 'inquiry_overdue', goesOn }));
    this.clocks.passTo(day, (acts) => acts.some((act) => byClock(eventOf(act))));
  }

  /** Other data of the candidate is known from now on. */
  corrected(): void {
    this.correctedIn = this.done.length;
    this.learned.push(this.done.length);
  }

  step(): string | null {
    return this.row.state.startsWith('review.') ? (this.row.state.split('.')[1] ?? null) : null;
  }

  /** The review at which somebody decides now. */
  stage(): ReviewStage | undefined {
    if (!this.row.state.endsWith('.deciding')) return undefined;
    const step = this.step();
    return this.track.course.route.stages.find(
      (stage): stage is ReviewStage => stage.kind === 'review' && stage.step === step,
    );
  }

  /** What the checks come to in the way of an act that nobody answered for. */
  openVerdicts(day: string, act: CaseAct): Verdict[] {
    return this.gated(day, act).filter((verdict) => !this.within.isResolved(verdict, nameOf));
  }

  /** The same of all acts that are decided on where the case stands: at a review its own, after the reviews whatever is to come. */
  openHere(day: string): Verdict[] {
    const atReview = this.step() !== null;
    const here = (act: GatedAct) => (atReview ? act === 'approve' || act === 'reject' : act !== 'approve');
    const open = GATED_ACTS.filter(here).flatMap((act) => this.openVerdicts(day, act));
    return [...new Map(open.map((verdict) => [nameOf(verdict), verdict])).values()];
  }

  /** What the checks in the way of an act come to that is no pass, answered for or not. */
  gated(day: string, act: CaseAct): Verdict[] {
    const step = this.stage()?.step ?? null;
    const unsettled = unsettledSteps(this.done, this.correctedIn);
    const gate = { step, skipped: this.row.context.skipped, unsettled };
    return this.verdicts.before(day, act, gate).filter(({ result }) => result !== 'pass');
  }

  acts(): PastAct[] {
    return this.done.map(({ act, day, from, to }, place) => {
      const number = place + 1;
      const last = this.lastWords.includes(number);
      return { number, act, reason: null, legalBasis: [], at: day, last, moved: from !== to };
    });
  }

  /** An assignment holds for what its official may do: who was recused since, or decided before, holds nobody up. */
  mightAct(act: CaseAct, { official, body, duty }: Assignment): boolean {
    const person: Official = { kind: 'official', id: official, mandates: [{ body, duty }] };
    const facts = caseFacts(this.row, this.track.course.route, { ...this.involved, assigned: [] });
    return !isRefusal(mayAct(act, person, facts));
  }

  permitted(actor: Actor, event: CaseEvent): Attribution | Refusal {
    return this.permits(this.track, this.row, event, actor, this.involved, consultedIn(this.row, event.type, actor));
  }

  /** What an act would come to: by whom it is done, and where the case then stands; null if it cannot be done. */
  could(actor: Actor, event: CaseEvent, day: string): { readonly by: Attribution; readonly next: Advanced } | null {
    const by = this.permitted(actor, event);
    if (isRefusal(by) || inTheWay(this, by, event, day)) return null;
    const next = advance(this.track.chart, this.row, event);
    return isRefusal(next) ? null : { by, next };
  }

  /** As the product does it: permitted, nothing in the way, moved, effects carried out. @returns whether it was done */
  attempt(actor: Actor, event: CaseEvent, day: string): boolean {
    asksEverybody(this);
    const possible = this.could(actor, event, day);
    if (!possible) return false;
    const { by, next } = possible;
    this.done.push(told(this, actor, by, event, next.state, day));
    if (by.kind === 'official')
      for (const person of personsOf(by.id, by)) this.takesPart(person, { ...by, act: event.type });
    this.leaves(event, next);
    this.clocks.carryOut(next, day);
    this.row = { ...this.row, ...next, turnBodyId: this.turnOf(next), ended: next.ended };
    return true;
  }

  /** Somebody acted on the case, or wrote the slate to which it belongs. */
  takesPart(official: string, { body, duty, act }: Omit<Participation, 'official'>): void {
    this.participations.push({ official, body, duty, act });
    this.counted = null;
  }

  /** What an act ends beside the state: signatures, letters, assignments. */
  private leaves({ type }: CaseEvent, next: Advanced): void {
    const { state } = this.row;
    const stays = type === 'defer' || type === 'intend_rejection' || type === 'send_inquiry';
    if (type === 'ask_correction' || type === 'register_correction') this.correctionOpen = true;
    if (type === 'conclude_correction') this.correctionOpen = false;
    if (type === 'return_for_supplement') this.within.returned();
    else if (next.state !== state && state.endsWith('.deciding') && !stays) this.within.end();
    if (type === 'answer_intention' || type === 'record_statement') this.within.askAnew();
    const step = this.step();
    if (step !== null && !next.state.startsWith(`review.${step}.`)) this.post.close();
    if (placeOf(next.state) !== placeOf(state)) this.within.assigned = [];
  }

  private turnOf({ turn }: Advanced): string | null {
    if (turn.turn === null) return null;
    if (turn.turn === 'revoking_body') return this.row.bodies[this.track.course.route.revokedBy] ?? null;
    if (turn.turn !== 'rejecting_body') return this.row.bodies[turn.turn as keyof Case['bodies']] ?? null;
    return this.participations.findLast(({ act }) => act === 'reject')?.body ?? null;
  }
}
