import type { Case } from '../../src/cases/case-row.js';
import { correctionsWaitFor } from '../../src/cases/corrections.js';
import { type mayDo } from '../../src/cases/may-do.js';
import type { Track } from '../../src/cases/policy-book.js';
import { canonicalJson } from '../../src/kernel/canonical-json.js';
import { isRefusal } from '../../src/kernel/refusal.js';
import { THE_CLOCK, type Actor, type Attribution, type Official } from '../../src/policy/actor.js';
import { begun, goneOn, usedWhenStopped, type Budget } from '../../src/policy/budget.js';
import type { CheckFacts } from '../../src/policy/checks/facts.js';
import { gateOf, isGated } from '../../src/policy/checks/gates.js';
import { judgeChecks, type Verdict } from '../../src/policy/checks/judge.js';
import { intentionInTheWay, standingIntention, type PastAct } from '../../src/policy/intention.js';
import { personsIn, personsOf, type Participation } from '../../src/policy/permissions.js';
import { periodOf, type ReviewStage } from '../../src/policy/policy.js';
import { decisionInTheWay, isOf, type Signature } from '../../src/policy/signatures.js';
import { CHECKS, type PeriodKey, type WhenPassed } from '../../src/policy/terms.js';
import { skippedSteps } from '../../src/policy/route.js';
import type { Calendar } from '../../src/policy/working-days.js';
import { advance, beginning, type Advanced } from '../../src/workflow/advance.js';
import { CASE_ACTS, eventOf, type CaseAct, type CaseEvent } from '../../src/workflow/events.js';
import { findingAtRandom } from './facts.js';
import type { Random } from './random.js';

/** What is permitted is asked of the product; a test of the invariants asks somebody who permits too much. */
export type Permits = typeof mayDo;

/** One act that was done: what stood before, and what it moved. */
export interface Done {
  readonly day: string;
  readonly act: CaseAct;
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
  /** What the checks in its way came to that nobody had resolved. */
  readonly open: readonly Verdict[];
  readonly barred: readonly string[];
  readonly openObjections: number;
  readonly correctionOpen: boolean;
}

interface Deadline {
  readonly key: PeriodKey;
  budget: Budget;
  readonly whenPassed: WhenPassed;
  status: 'running' | 'suspended' | 'passed' | 'over';
  /** Of one that was stopped: when it would have been over. */
  dueBefore: string;
}

/** A case that goes its way through the product's own rules, in memory: no database, no clock but the day it is given. */
export class SimulatedCase {
  readonly done: Done[] = [];
  readonly deadlines: Deadline[] = [];
  row: Pick<Case, 'state' | 'context' | 'bodies' | 'turnBodyId' | 'ended'>;
  private readonly participations: Participation[] = [];
  private barred: string[] = [];
  private signatures: Signature[] = [];
  private readonly resolved = new Set<string>();
  /** Numbers of the acts that recorded something that is not clear. */
  readonly notClear: number[] = [];

  constructor(
    readonly track: Track,
    private readonly calendar: Calendar,
    bodies: Case['bodies'],
    private facts: CheckFacts,
    private readonly permits: Permits,
    day: string,
  ) {
    const start = beginning(track.chart, skippedSteps(track.course.route, bodies));
    this.row = { ...start, bodies, turnBodyId: bodies.submitting_body, ended: false };
    const submitter: Official = {
      kind: 'official',
      id: 'who-submitted',
      mandates: [{ body: bodies.submitting_body, duty: 'submitter' }],
    };
    this.attempt(submitter, { type: 'submit' }, day);
  }

  /** An interest that an official declares keeps them from the case from now on. */
  bar(official: string): void {
    this.barred.push(official);
  }

  private possible: { readonly row: object; readonly acts: readonly CaseAct[] } = { row: {}, acts: [] };

  /** The acts whose turn it is, whoever may do them. */
  get turn(): readonly CaseAct[] {
    if (this.possible.row !== this.row) {
      const acts = CASE_ACTS.filter((act) => !isRefusal(advance(this.track.chart, this.row, eventOf(act))));
      this.possible = { row: this.row, acts };
    }
    return this.possible.acts;
  }

  /** Somebody tries an act. @returns whether it was done */
  tries(actor: Actor, act: CaseAct, day: string, random: Random): boolean {
    const [event, before] = [this.eventAtRandom(act, random), this.done.length];
    if (actor.kind === 'official' && act === 'record_findings') {
      const open = this.openVerdicts(day, 'approve');
      const check = open.length > 0 ? random.oneOf(open).check : random.oneOf(CHECKS);
      const findings = { ...this.facts.findings, [check]: findingAtRandom(random, day) };
      if (this.attempt(actor, event, day)) {
        this.facts = { ...this.facts, findings };
        if (findings[check]?.answer !== 'clear') this.notClear.push(this.done.length);
      }
    } else if (actor.kind === 'official' && act === 'resolve_check') {
      const open = this.openVerdicts(day, 'approve').concat(this.openVerdicts(day, 'record_election'));
      if (open.length > 0 && this.attempt(actor, event, day)) this.resolved.add(nameOf(random.oneOf(open)));
    } else if (actor.kind === 'official' && (act === 'ask_signatures' || act === 'sign' || act === 'propose')) {
      this.signs(actor, act, day, random);
    } else if (actor.kind === 'official' && act === 'recuse') {
      if (this.attempt(actor, event, day)) {
        this.bar(actor.id);
        this.signatures = this.signatures.filter((signature) => !isOf(signature, [actor.id]));
      }
    } else if (act !== 'remove_signature' && act !== 'waive_recusal' && act !== 'order_recusal')
      this.attempt(actor, event, day);
    return this.done.length > before;
  }

  /** The days have gone on: what is due happens, in the order in which it was due. */
  passTo(day: string): void {
    for (const deadline of this.deadlines) {
      if (deadline.status !== 'running' || deadline.budget.dueOn >= day) continue;
      deadline.status = 'passed';
      const act = (
        {
          overdue: 'mark_overdue',
          lapse: 'lapse',
          close_notice: 'close_notice',
          final: 'become_final',
          close_answering: 'close_answering',
        } as const
      )[deadline.whenPassed];
      if (!this.attempt(THE_CLOCK, { type: act }, day)) this.attempt(THE_CLOCK, { type: 'mark_overdue' }, day);
    }
  }

  private eventAtRandom(act: CaseAct, random: Random): CaseEvent {
    if (act === 'conclude_objection') return { type: act, upheld: random.chance(10) };
    if (act === 'record_election') return { type: act, elected: random.chance(80) };
    if (act === 'conclude_reconsideration') return { type: act, overturned: random.chance(50) };
    return eventOf(act);
  }

  private signs(actor: Official, act: 'ask_signatures' | 'sign' | 'propose', day: string, random: Random): void {
    const involved = { participations: this.participations, barred: this.barred };
    const by = this.permits(this.track, this.row, { type: act }, actor, involved);
    if (isRefusal(by) || by.kind !== 'official') return;
    const persons = personsIn(by);
    const [own, another] = this.signatures.filter((signature) => isOf(signature, persons));
    if (act === 'sign' && (own?.vote !== 'waiting' || another)) return;
    if (!this.stage() || !this.attempt(actor, { type: act }, day)) return;
    const vote = random.chance(80) ? ('agree' as const) : ('disagree' as const);
    const onBehalfOf = by.onBehalfOf ?? null;
    if (act === 'propose') this.signatures.push({ official: actor.id, onBehalfOf, weight: 'proposal', vote });
    if (act === 'sign') {
      const given = own?.official === actor.id ? { vote } : { official: actor.id, onBehalfOf, vote };
      this.signatures = this.signatures.map((each) => (each === own ? { ...each, ...given } : each));
    }
    if (act === 'ask_signatures') this.asks(random);
  }

  private asks(random: Random): void {
    const body = this.row.turnBodyId ?? '';
    const signer: Signature = random.chance(15)
      ? { official: `${body}-stand-in`, onBehalfOf: `${body}-approver-1`, weight: 'binding', vote: 'waiting' }
      : { official: `${body}-approver-${1 + random.below(5)}`, weight: 'binding', vote: 'waiting' };
    const persons = [signer.official, ...(signer.onBehalfOf ? [signer.onBehalfOf] : [])];
    const unfit = this.signatures.some((each) => isOf(each, persons)) || isOf(signer, this.barred);
    if (!unfit) this.signatures.push(signer);
  }

  private stage(): ReviewStage | undefined {
    const [, step, where] = this.row.state.split('.');
    const { stages } = this.track.course.route;
    return where === 'deciding'
      ? stages.filter((stage) => stage.kind === 'review').find((stage) => stage.step === step)
      : undefined;
  }

  private openVerdicts(day: string, act: CaseAct): Verdict[] {
    if (!isGated(act)) return [];
    const { policy, course } = this.track;
    const rules = (policy.checks ?? []).filter(
      (rule) => !rule.posts || rule.posts.some((post) => this.facts.candidate.posts.includes(post)),
    );
    const path = { stages: course.route.stages, skipped: this.row.context.skipped };
    const { blocking } = gateOf({ checks: rules }, path, act, this.stage()?.step ?? null);
    const facts = { ...this.facts, today: day };
    return judgeChecks(blocking, policy.limits, facts).filter(
      (verdict) => verdict.result !== 'pass' && !this.resolved.has(nameOf(verdict)),
    );
  }

  /** As the product does it: permitted, nothing in the way, moved, effects carried out. */
  private attempt(actor: Actor, event: CaseEvent, day: string): boolean {
    const { row, track } = this;
    const involved = { participations: this.participations, barred: this.barred };
    const permitted = this.permits(track, row, event, actor, involved);
    if (isRefusal(permitted) || this.inTheWay(permitted, event, day)) return false;
    const next = advance(track.chart, row, event);
    if (isRefusal(next)) return false;
    const official = permitted.kind === 'official' ? permitted : undefined;
    const step = row.state.startsWith('review.') ? (row.state.split('.')[1] ?? null) : null;
    const { correctionOpen } = this;
    this.done.push({
      correctionOpen,
      day,
      act: event.type,
      actor,
      body: official?.body ?? null,
      duty: official?.duty ?? null,
      onBehalfOf: official?.onBehalfOf ?? null,
      from: row.state,
      to: next.state,
      step,
      wasEnded: row.ended,
      signatures: this.signatures.filter((each) => !isOf(each, personsIn(permitted))),
      open: this.openVerdicts(day, event.type),
      barred: [...this.barred],
      openObjections: row.context.openObjections,
    });
    if (official)
      for (const person of personsOf(official.id, official))
        this.participations.push({ official: person, body: official.body, duty: official.duty, act: event.type });
    if (
      next.state !== row.state &&
      row.state.endsWith('.deciding') &&
      event.type !== 'defer' &&
      event.type !== 'intend_rejection'
    )
      this.signatures = [];
    if (event.type === 'answer_intention' || event.type === 'record_statement')
      this.signatures = this.signatures
        .filter(({ weight }) => weight !== 'proposal')
        .map((each) => ({ ...each, vote: 'waiting' }));
    this.carryOut(next, day);
    this.row = { ...row, ...next, turnBodyId: this.turnOf(next), ended: next.ended };
    return true;
  }

  private inTheWay(by: Attribution, event: CaseEvent, day: string): boolean {
    const { type } = event;
    if (this.correctionInTheWay(type)) return true;
    const running = (key: PeriodKey) => this.deadlines.findLast((deadline) => deadline.key === key);
    if (type === 'close_notice' && day <= (running('notice')?.budget.dueOn ?? '')) return true;
    if (type === 'reconsider' && day > (running('reconsideration')?.budget.dueOn ?? day)) return true;
    if (type === 'return_for_supplement' && this.tooLateForSupplement(day)) return true;
    if (type === 'record_election' && !event.elected) return false;
    const stage = this.stage();
    if (stage && by.kind === 'official' && (type === 'approve' || type === 'reject')) {
      if (decisionInTheWay(stage, this.signatures, personsIn(by), type)) return true;
    }
    if (type === 'reject' || type === 'revoke' || type === 'drop_intention') {
      const standing = standingIntention(this.acts());
      if (type === 'drop_intention') return this.track.policy.intention !== undefined && standing === null;
      if (intentionInTheWay(this.track.policy, standing, type, undefined, this.notClear)) return true;
    }
    return this.openVerdicts(day, type).length > 0;
  }

  private tooLateForSupplement(day: string): boolean {
    const [, step, where] = this.row.state.split('.');
    const { stages } = this.track.course.route;
    const stage = stages.filter((each) => each.kind === 'review').find((each) => each.step === step);
    const within = stage?.supplements?.within;
    if (within !== (where === 'awaiting' ? 'acceptance' : 'decision')) return false;
    return day > (this.deadlines.findLast(({ key }) => key === within)?.budget.dueOn ?? day);
  }

  /** Whether somebody asked for a correction that nobody has concluded. */
  get correctionOpen(): boolean {
    const about = this.done.findLast(({ act }) => /^(ask|register|conclude)_correction$/.test(act));
    return about !== undefined && about.act !== 'conclude_correction';
  }

  /** The gate itself asks the database; this is its rule. */
  private correctionInTheWay(act: CaseAct): boolean {
    if (act === 'conclude_correction') return !this.correctionOpen;
    if (act === 'ask_correction' || act === 'register_correction')
      return this.track.policy.corrections === undefined || this.correctionOpen;
    return this.correctionOpen && correctionsWaitFor(act);
  }

  private acts(): PastAct[] {
    return this.done.map(({ act, day }, place) => ({ number: place + 1, act, reason: null, at: day }));
  }

  private carryOut({ effects }: Advanced, day: string): void {
    const running = () => this.deadlines.find(({ status }) => status === 'running');
    for (const effect of effects) {
      if (effect.type === 'start_deadline') {
        const key = effect.period as PeriodKey;
        const period = periodOf(this.track.policy, key);
        const budget = begun(this.calendar, period, day);
        this.deadlines.push({ key, budget, whenPassed: period.whenPassed, status: 'running', dueBefore: '' });
      }
      if (effect.type === 'stop_deadline') this.end(running());
      if (effect.type === 'end_deadlines')
        for (const deadline of this.deadlines) if (deadline.status !== 'passed') this.end(deadline);
      if (effect.type === 'suspend_deadline') this.suspend(day);
      if (effect.type === 'resume_deadline') this.resume(day);
    }
  }

  private end(deadline: Deadline | undefined): void {
    if (deadline) deadline.status = 'over';
  }

  private suspend(day: string): void {
    const current =
      this.deadlines.find(({ status }) => status === 'running') ??
      this.deadlines.findLast(({ status }) => status === 'passed');
    if (!current) return;
    const used = usedWhenStopped(this.calendar, current.budget, day, current.status === 'passed');
    current.dueBefore = current.budget.dueOn;
    current.budget = { ...current.budget, used };
    current.status = 'suspended';
  }

  private resume(day: string): void {
    const suspended = this.deadlines.find(({ status }) => status === 'suspended');
    if (!suspended) return;
    suspended.budget = goneOn(this.calendar, suspended.budget, day);
    suspended.status = 'running';
  }

  private turnOf({ turn }: Advanced): string | null {
    if (turn.turn === null) return null;
    if (turn.turn !== 'rejecting_body') return this.row.bodies[turn.turn as keyof Case['bodies']] ?? null;
    return this.participations.findLast(({ act }) => act === 'reject')?.body ?? null;
  }
}

const nameOf = ({ rule, result, facts, basis = [] }: Verdict): string =>
  canonicalJson({ rule, result, facts, basis: [...basis] });
