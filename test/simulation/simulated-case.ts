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
import { appliesTo, judgeChecks, type Verdict } from '../../src/policy/checks/judge.js';
import {
  inquiriesAt,
  notFoundOut,
  questionsFor,
  unheard,
  waitsFor,
  type Inquiry,
  type InquiryStatus,
} from '../../src/policy/inquiries.js';
import { intentionInTheWay, standingIntention, type PastAct } from '../../src/policy/intention.js';
import {
  personsIn,
  personsOf,
  type Involved,
  type Participation,
  mayAct,
  type Assignment,
} from '../../src/policy/may-act.js';
import { placeOf } from '../../src/cases/apply-event.js';
import { assignmentInTheWay } from '../../src/cases/assignments.js';
import { caseFacts } from '../../src/cases/scope.js';
import { periodOf, type ReviewStage } from '../../src/policy/policy.js';
import type { Reminder } from '../../src/policy/reminder.js';
import { nextReminder, type Reminded as ReminderOf } from '../../src/policy/reminders.js';
import { decisionInTheWay, isOf, silenceInTheWay, type Signature } from '../../src/policy/signatures.js';
import {
  REVIEW_DUTIES,
  CHECKS,
  type CheckName,
  type GatedAct,
  type PeriodKey,
  type WhenPassed,
} from '../../src/policy/terms.js';
import { skippedSteps } from '../../src/policy/route.js';
import { addPeriod, type Calendar } from '../../src/policy/working-days.js';
import { advance, beginning, type Advanced, type Standing } from '../../src/workflow/advance.js';
import { CASE_ACTS, eventOf, type CaseAct, type CaseEvent } from '../../src/workflow/events.js';
import { findingAtRandom } from './facts.js';
import { CONSULTED } from './people.js';
import type { Random } from './random.js';
import { Within } from './within.js';

const WITHIN = [
  'record_findings',
  'resolve_check',
  'ask_signatures',
  'remove_signature',
  'sign',
  'propose',
  'recuse',
  'order_recusal',
  'waive_recusal',
  'claim',
  'assign',
  'release',
] as const satisfies readonly CaseAct[];
type WithinAct = (typeof WITHIN)[number];
const isWithin = (act: CaseAct): act is WithinAct => (WITHIN as readonly CaseAct[]).includes(act);

/** Acts that bring a case on where nobody decides whether the candidate passes. */
const BRING_ON: readonly CaseAct[] = [
  'publish_notice',
  'conclude_objection',
  'answer_intention',
  'record_statement',
  'answer_inquiry',
  'close_notice',
  'record_election',
  'file',
  'register',
];

const ENDING = ['answer_inquiry', 'register_answer', 'take_back_inquiry'] as const satisfies readonly CaseAct[];
type EndingAct = (typeof ENDING)[number];
const isEnding = (act: CaseAct): act is EndingAct => (ENDING as readonly CaseAct[]).includes(act);

const isOfTheDepartment = (actor: Actor): boolean =>
  actor.kind === 'official' && actor.mandates.some(({ body }) => body === CONSULTED);

/** What is permitted is asked of the product; a test of the invariants asks somebody who permits too much. */
export type Permits = typeof mayDo;

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
  /** What the checks in its way came to that nobody had resolved. */
  readonly open: readonly Verdict[];
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

interface Deadline {
  readonly key: PeriodKey;
  budget: Budget;
  readonly whenPassed: WhenPassed;
  status: 'running' | 'suspended' | 'passed' | 'over';
  /** Of one that has passed: whether what it was for was done, late. */
  met?: true;
  /** Of one that was stopped: when it would have been over. */
  dueBefore: string;
  readonly reminded: Reminded[];
}

/** A reminder that was sent, of a deadline or a letter, and whether that was late by then, or done. */
export interface Reminded {
  readonly reminder: Reminder;
  readonly day: string;
  readonly dueOn: string;
  readonly late: boolean;
  readonly done: boolean;
}

/** A letter to a department. */
export interface SimulatedLetter {
  readonly of: Inquiry;
  readonly inquiry: string;
  readonly questions: readonly string[];
  readonly sentOn: string;
  readonly dueOn: string;
  status: InquiryStatus;
  overdue: boolean;
  /** The data by which it asked was corrected since. */
  overtaken: boolean;
  readonly reminded: Reminded[];
}

/** Whether a body's clock stands still for it. */
export const holdsClock = ({ of, status, overdue }: SimulatedLetter): boolean =>
  status === 'open' && of.suspends !== undefined && !(of.suspends === 'until_overdue' && overdue);

/** A case that goes its way through the product's own rules, in memory: no database, no clock but the day it is given. */
export class SimulatedCase {
  readonly done: Done[] = [];
  readonly deadlines: Deadline[] = [];
  readonly letters: SimulatedLetter[] = [];
  row: Pick<Case, 'state' | 'context' | 'bodies' | 'turnBodyId' | 'ended'>;
  private readonly participations: Participation[] = [];
  private readonly within = new Within();
  /** Numbers of the acts by which something became known that does not speak for the candidate, or is other data of theirs. */
  readonly learned: number[] = [];

  constructor(
    readonly track: Track,
    private readonly calendar: Calendar,
    bodies: Case['bodies'],
    private facts: CheckFacts,
    private readonly permits: Permits,
    day: string,
    /** Whether the directory has the departments that a policy asks. */
    private readonly askable = true,
  ) {
    this.judged = { facts, verdicts: new Map() };
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
    this.within.bar(official);
  }

  /** Who has a duty at the present step. */
  get holders(): readonly string[] {
    return this.within.assigned.map(({ official }) => official);
  }

  private get involved(): Involved {
    return { participations: this.participations, barred: this.within.barred, assigned: this.within.assigned };
  }

  /** What would bring the case on: where somebody decides, what the decision still needs. */
  wanted(day: string): readonly CaseAct[] {
    const stage = this.stage();
    if (this.correctionOpen) return ['conclude_correction'];
    if (!stage) return this.turn.filter((act) => BRING_ON.includes(act));
    if (this.openVerdicts(day, 'approve').length > 0) return ['record_findings', 'resolve_check', 'resolve_check'];
    if (this.waited('approve').length > 0)
      return this.askable ? ['answer_inquiry', 'send_inquiry'] : ['record_findings'];
    const { signatures } = this.within;
    const binding = signatures.filter(({ weight }) => weight === 'binding');
    if (stage.proposal === 'required' && !signatures.some(({ weight }) => weight === 'proposal')) return ['propose'];
    if (binding.length < (stage.quorum?.signers ?? 0)) return ['ask_signatures'];
    if (binding.filter(({ vote }) => vote === 'waiting').length > 1) return ['sign', 'sign', 'approve'];
    return binding.some(({ vote }) => vote === 'disagree')
      ? ['sign', 'approve', 'intend_rejection', 'reject']
      : ['sign', 'approve', 'approve'];
  }

  /** Who was asked to sign, whatever they said. */
  get signers(): readonly string[] {
    return this.within.signatures.filter(({ weight }) => weight === 'binding').map(({ official }) => official);
  }

  private possible: { readonly at: Standing; readonly acts: readonly CaseAct[] } | undefined;

  /** The acts whose turn it is, whoever may do them. */
  get turn(): readonly CaseAct[] {
    const { state, context } = this.row;
    if (this.possible?.at.state !== state || this.possible.at.context !== context) {
      const acts = CASE_ACTS.filter((act) => !isRefusal(advance(this.track.chart, this.row, eventOf(act))));
      this.possible = { at: { state, context }, acts };
    }
    return this.possible.acts;
  }

  /** Somebody tries an act. @returns whether it was done */
  tries(actor: Actor, act: CaseAct, day: string, random: Random): boolean {
    const before = this.done.length;
    if (actor.kind === 'official' && isWithin(act)) this.triesWithin(actor, act, day, random);
    else if (actor.kind === 'official' && act === 'send_inquiry') this.sends(actor, day, random);
    else if (actor.kind === 'official' && isEnding(act)) this.endsLetter(actor, act, day, random);
    else if (act === 'answer_intention' || act === 'record_statement') this.speaks(actor, act, day, random);
    else if (actor.kind === 'official' && act === 'conclude_correction') this.corrects(actor, day, random);
    else this.attempt(actor, this.eventAtRandom(act, random), day);
    return this.done.length > before;
  }

  /** Numbers of the acts with which the candidate said all that they want to say. */
  readonly lastWords: number[] = [];

  /** To what is intended: the unit once, the candidate as often as they like. */
  private speaks(actor: Actor, type: 'answer_intention' | 'record_statement', day: string, random: Random): void {
    const standing = standingIntention(this.acts());
    if (!standing || (type === 'answer_intention' && standing.unitHeard)) return;
    const last = type === 'record_statement' && random.chance(70);
    const heard = type === 'answer_intention' ? standing.candidateHeard : last && standing.unitHeard;
    if (this.attempt(actor, { type, heard }, day) && last) this.lastWords.push(this.done.length);
  }

  /** Refused, made, or made of what others looked the person up by: then what they were asked and found counts no longer. */
  private corrects(actor: Official, day: string, random: Random): void {
    const made = random.chance(50);
    const [findings, overtakes] = [made && random.chance(70), made && random.chance(40)];
    if (!this.attempt(actor, { type: 'conclude_correction', overtakes }, day)) return;
    if (made) this.learned.push(this.done.length);
    if (made) this.corrected = this.done.length;
    if (findings || overtakes) {
      this.facts = { ...this.facts, findings: {} };
      this.within.forgetResolutions();
    }
    if (!overtakes) return;
    for (const letter of this.letters) {
      letter.overtaken = true;
      if (letter.status === 'open') letter.status = 'closed';
    }
  }

  /** The last act by which the data became another. */
  private corrected = 0;

  /** The steps that agreed on data that is another since. */
  private get unsettled(): string[] {
    const agreed = this.done.flatMap(({ act, step }, place) =>
      (act === 'approve' || act === 'deem_consent') && step !== null ? [{ step, number: place + 1 }] : [],
    );
    return [...new Map(agreed.map(({ step, number }) => [step, number]))].flatMap(([step, number]) =>
      number < this.corrected ? [step] : [],
    );
  }

  /** Acts that move nothing: what they leave behind is told here. */
  private triesWithin(actor: Official, act: WithinAct, day: string, random: Random): void {
    const by = this.permits(this.track, this.row, { type: act }, actor, this.involved, this.consulted(act, actor));
    if (isRefusal(by) || by.kind !== 'official') return;
    const does = () => this.attempt(actor, { type: act }, day);
    switch (act) {
      case 'record_findings':
        return this.records(does, day, random);
      case 'resolve_check': {
        const open = this.openVerdicts(day, 'approve').concat(this.openVerdicts(day, 'record_election'));
        if (open.length > 0 && does()) this.within.resolve(nameOf(random.oneOf(open)), personsIn(by));
        return;
      }
      case 'recuse':
        if (does()) this.within.stepsBack(actor.id);
        return;
      case 'order_recusal':
      case 'waive_recusal': {
        // Each body decides of its own people, and nobody of themselves.
        const colleague = `${by.body}-${random.oneOf(['handler', 'approver'] as const)}-${1 + random.below(3)}`;
        const known = act === 'order_recusal' || this.within.barred.includes(colleague);
        if (colleague === actor.id || !known || !does()) return;
        if (act === 'order_recusal') this.within.stepsBack(colleague);
        else this.within.goesOn(colleague);
        return;
      }
      case 'claim':
      case 'assign':
      case 'release':
        return this.assigns(by, act, does, random);
      default:
        this.signs(by, act, does, random);
    }
  }

  /** As the product does it: one who is fit, in place of whoever had the duty; oneself only where nobody has it. */
  private assigns(
    by: Extract<Attribution, { kind: 'official' }>,
    act: 'claim' | 'assign' | 'release',
    does: () => boolean,
    random: Random,
  ): void {
    if (assignmentInTheWay(act, by, this.involved)) return;
    const duty = act === 'assign' ? random.oneOf(REVIEW_DUTIES) : by.duty;
    const official = act === 'assign' ? `${by.body}-${duty}-${1 + random.below(3)}` : by.id;
    const assignment = { official, body: by.body, duty };
    const fit = act === 'release' || this.mightAct(duty === 'approver' ? 'approve' : 'accept', assignment);
    if ((act === 'assign' && official === by.id) || !fit || !does()) return;
    if (act === 'release') this.within.release(assignment);
    else this.within.assign(assignment);
  }

  /** An assignment holds for what its official may do: who was recused since, or decided before, holds nobody up. */
  private mightAct(act: CaseAct, { official, body, duty }: Assignment): boolean {
    const person: Official = { kind: 'official', id: official, mandates: [{ body, duty }] };
    return !isRefusal(
      mayAct(act, person, caseFacts(this.row, this.track.course.route, { ...this.involved, assigned: [] })),
    );
  }

  /** Whoever handles the case asks about everything that is open, and is answered. */
  private records(does: () => boolean, day: string, random: Random): void {
    const open = [
      ...this.openVerdicts(day, 'approve').map(({ check }) => check),
      ...(this.askable ? [] : this.unasked()),
    ];
    const asked = open.length > 0 ? [...new Set(open)] : [random.oneOf(CHECKS)];
    const before = this.namesOf(day);
    const found = Object.fromEntries(asked.map((check) => [check, findingAtRandom(random, day)]));
    if (!does()) return;
    this.facts = { ...this.facts, findings: { ...this.facts.findings, ...found } };
    if (Object.values(found).some(({ answer }) => answer !== 'clear')) this.learned.push(this.done.length);
    if (this.namesOf(day) !== before && this.within.signatures.some(({ vote }) => vote !== 'waiting'))
      this.within.askAnew();
  }

  private namesOf(day: string): string {
    const { checks = [], limits } = this.track.policy;
    const verdicts = judgeChecks(checks, limits, { ...this.facts, today: day });
    return verdicts.map((verdict) => (verdict.result === 'pass' ? verdict.rule : nameOf(verdict))).join();
  }

  private sends(actor: Official, day: string, random: Random): void {
    const { policy } = this.track;
    const offered = inquiriesAt(policy, this.step()).filter(
      ({ id }) => !this.letters.some(({ inquiry, status }) => inquiry === id && status === 'open'),
    );
    if (offered.length === 0 || !this.askable) return;
    const of = random.oneOf(offered);
    const allowed = questionsFor(of, this.checksAsked()).map(({ id }) => id);
    if (allowed.length === 0) return;
    const questions = random.chance(70) ? allowed : [random.oneOf(allowed)];
    if (!this.attempt(actor, { type: 'send_inquiry', sent: 1, suspends: of.suspends !== undefined }, day)) return;
    const dueOn = addPeriod(this.calendar, day, periodOf(policy, 'inquiry')).date;
    this.letters.push({
      of,
      inquiry: of.id,
      questions,
      sentOn: day,
      dueOn,
      status: 'open',
      overdue: false,
      overtaken: false,
      reminded: [],
    });
  }

  private endsLetter(actor: Official, type: EndingAct, day: string, random: Random): void {
    const open = this.letters.filter(({ status }) => status === 'open');
    const letter = open.length > 0 ? random.oneOf(open) : undefined;
    if (!letter || !this.attempt(actor, { type, goesOn: this.goesOnWithout(letter) }, day)) return;
    letter.status = type === 'take_back_inquiry' ? 'taken_back' : 'answered';
    if (letter.status === 'taken_back') return;
    const put = letter.of.questions.filter(({ id }) => letter.questions.includes(id));
    const checks = put.flatMap(({ check }) => check ?? []);
    const findings = Object.fromEntries(checks.map((check) => [check, findingAtRandom(random, day)]));
    this.facts = { ...this.facts, findings: { ...this.facts.findings, ...findings } };
    if (Object.values(findings).some(({ answer }) => answer !== 'clear')) this.learned.push(this.done.length);
    this.within.askAnew();
  }

  private goesOnWithout = (letter: SimulatedLetter): boolean =>
    !this.letters.some((each) => each !== letter && holdsClock(each));

  private step(): string | null {
    return this.row.state.startsWith('review.') ? (this.row.state.split('.')[1] ?? null) : null;
  }

  private checksAsked(): CheckName[] {
    return (this.track.policy.checks ?? []).flatMap((rule) => (appliesTo(rule, this.facts) ? [rule.check] : []));
  }

  private required(act: CaseAct): Inquiry[] {
    const here = act === 'approve' ? inquiriesAt(this.track.policy, this.step()) : [];
    return here.filter(({ required }) => required !== undefined && appliesTo(required, this.facts));
  }

  /** What an act waits for: letters that are open, and those that are required and were not sent, or not answered. */
  private waitedFor(act: CaseAct): string[] {
    if (act !== 'approve' && act !== 'reject') return [];
    const missing = this.required(act).filter((one) => {
      const left = unheard(
        one,
        this.checksAsked(),
        this.letters.filter(({ overtaken }) => !overtaken),
      );
      return (this.askable ? left : notFoundOut(left, this.facts.findings)).length > 0;
    });
    const open = this.letters.filter((letter) => waitsFor(this.track.policy.inquiries ?? [], letter, act));
    return [...missing.map(({ id }) => id), ...open.map(({ inquiry }) => inquiry)];
  }

  /** The same a second time, by hand: the checks on which nobody was heard, and the letters that block and are open. */
  private waited(act: CaseAct): string[] {
    if (act !== 'approve' && act !== 'reject') return [];
    const open = this.letters.filter(({ of, status }) => status === 'open' && (of.blocks ?? []).includes(act));
    return [...(act === 'approve' ? this.unasked() : []), ...open.map(({ inquiry }) => inquiry)];
  }

  private unasked(): CheckName[] {
    const checks = this.checksAsked();
    return this.required('approve').flatMap(({ id, questions }) =>
      questions.flatMap(({ id: question, check }) => {
        if (check === undefined || !checks.includes(check)) return [];
        const heard = this.letters.some((letter) => {
          if (letter.inquiry !== id || !letter.questions.includes(question)) return false;
          return letter.status === 'answered' || (letter.overdue && letter.status === 'taken_back');
        });
        return heard || (!this.askable && this.facts.findings[check]) ? [] : [check];
      }),
    );
  }

  /** The days have gone on: what is due happens, in the order in which it was due. */
  passTo(day: string): void {
    for (const letter of this.letters) {
      this.remindsOfLetter(letter, day);
      if (letter.status !== 'open' || letter.overdue || letter.dueOn >= day) continue;
      letter.overdue = true;
      this.remindsOfLetter(letter, day);
      const goesOn = letter.of.suspends === 'until_overdue' && this.goesOnWithout(letter);
      this.attempt(THE_CLOCK, { type: 'inquiry_overdue', goesOn }, day);
    }
    for (const deadline of this.deadlines) {
      this.reminds(deadline, day);
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
      const silent = SILENT[deadline.key];
      const acts: CaseAct[] = [...(silent ? [silent] : []), act, 'mark_overdue'];
      acts.some((each) => this.attempt(THE_CLOCK, eventOf(each), day));
      this.reminds(deadline, day);
    }
  }

  /** As the product does it: before its end while it runs, after its end once it has passed, each once, the earlier first. */
  private reminds(deadline: Deadline, day: string): void {
    const { key, budget, status } = deadline;
    if (key === 'inquiry') return;
    const done = status === 'suspended' || status === 'over' || deadline.met === true;
    this.sendsReminders(deadline, { period: key, ...budget }, { late: status === 'passed', done }, day);
  }

  private remindsOfLetter(letter: SimulatedLetter, day: string): void {
    const { unit } = periodOf(this.track.policy, 'inquiry');
    const { sentOn: startedOn, dueOn, overdue: late, status } = letter;
    this.sendsReminders(letter, { period: 'inquiry', unit, startedOn, dueOn }, { late, done: status !== 'open' }, day);
  }

  private sendsReminders(
    { reminded }: { readonly reminded: Reminded[] },
    about: ReminderOf,
    { late, done }: { readonly late: boolean; readonly done: boolean },
    day: string,
  ): void {
    const { reminders = [] } = this.track.policy;
    const sent = () => reminded.map(({ reminder }) => reminder.id);
    for (;;) {
      const next = done ? undefined : nextReminder(this.calendar, reminders, about, sent());
      if (!next || next.day > day || next.day > about.dueOn !== late) return;
      reminded.push({ reminder: next.reminder, day: next.day, dueOn: about.dueOn, late, done });
    }
  }

  private eventAtRandom(act: CaseAct, random: Random): CaseEvent {
    if (act === 'conclude_objection') return { type: act, upheld: random.chance(10) };
    if (act === 'record_election') return { type: act, elected: random.chance(80) };
    if (act === 'conclude_reconsideration') return { type: act, overturned: random.chance(50) };
    return eventOf(act);
  }

  private signs(
    by: Extract<Attribution, { kind: 'official' }>,
    act: 'ask_signatures' | 'remove_signature' | 'sign' | 'propose',
    does: () => boolean,
    random: Random,
  ): void {
    const [own, another] = this.within.signatures.filter((signature) => isOf(signature, personsIn(by)));
    const waited = this.within.signatures.filter(({ vote }) => vote === 'waiting');
    if (act === 'sign' && (own?.vote !== 'waiting' || another)) return;
    if (act === 'remove_signature' && waited.length === 0) return;
    if (!this.stage() || !does()) return;
    const vote = random.chance(80) ? ('agree' as const) : ('disagree' as const);
    const signer = { official: by.id, onBehalfOf: by.onBehalfOf ?? null, vote };
    if (act === 'propose') this.within.add({ ...signer, weight: 'proposal' });
    if (act === 'sign' && own) this.within.replace(own, own.official === by.id ? { vote } : signer);
    if (act === 'remove_signature') this.within.remove(random.oneOf(waited));
    if (act === 'ask_signatures') this.asks(random);
  }

  private asks(random: Random): void {
    const body = this.row.turnBodyId ?? '';
    const weight = random.chance(90) ? ('binding' as const) : ('advisory' as const);
    const signer: Signature = random.chance(15)
      ? { official: `${body}-stand-in`, onBehalfOf: `${body}-approver-1`, weight, vote: 'waiting' }
      : { official: `${body}-approver-${1 + random.below(5)}`, weight, vote: 'waiting' };
    const persons = [signer.official, ...(signer.onBehalfOf ? [signer.onBehalfOf] : [])];
    const unfit = this.within.signatures.some((each) => isOf(each, persons)) || isOf(signer, this.within.barred);
    if (!unfit) this.within.add(signer);
  }

  private stage(): ReviewStage | undefined {
    const [, step, where] = this.row.state.split('.');
    const { stages } = this.track.course.route;
    return where === 'deciding'
      ? stages.filter((stage) => stage.kind === 'review').find((stage) => stage.step === step)
      : undefined;
  }

  private openVerdicts(day: string, act: CaseAct): Verdict[] {
    return this.verdictsBefore(day, act).filter(
      (verdict) => verdict.result !== 'pass' && !this.within.isResolved(nameOf(verdict)),
    );
  }

  /** What the checks come to that stand in the way of an act; judged once for what is known on a day. */
  private verdictsBefore(day: string, act: CaseAct): readonly Verdict[] {
    if (!isGated(act)) return [];
    if (this.judged.facts !== this.facts) this.judged = { facts: this.facts, verdicts: new Map() };
    const step = this.stage()?.step ?? null;
    const name = `${day} ${act} ${step ?? ''} ${this.unsettled.join()}`;
    const known = this.judged.verdicts.get(name) ?? this.judge(day, act, step);
    this.judged.verdicts.set(name, known);
    return known;
  }

  private judged: { readonly facts: CheckFacts; readonly verdicts: Map<string, readonly Verdict[]> };

  private judge(day: string, act: GatedAct, step: string | null): Verdict[] {
    const { policy, course } = this.track;
    const rules = (policy.checks ?? []).filter(
      (rule) => !rule.posts || rule.posts.some((post) => this.facts.candidate.posts.includes(post)),
    );
    const path = { stages: course.route.stages, skipped: this.row.context.skipped };
    const { blocking } = gateOf({ checks: rules }, path, act, step, this.unsettled);
    return judgeChecks(blocking, policy.limits, { ...this.facts, today: day });
  }

  /** The department, where the act is about a letter that it was sent: it answers, or one of its officials steps back. */
  private consulted(act: CaseAct, actor: Actor): string | undefined {
    const letter = act === 'recuse' && this.row.context.openInquiries > 0 && isOfTheDepartment(actor);
    return act === 'answer_inquiry' || letter ? CONSULTED : undefined;
  }

  /** As the product does it: permitted, nothing in the way, moved, effects carried out. */
  private attempt(actor: Actor, event: CaseEvent, day: string): boolean {
    const { row, track } = this;
    const permitted = this.permits(track, row, event, actor, this.involved, this.consulted(event.type, actor));
    if (isRefusal(permitted) || this.inTheWay(permitted, event, day)) return false;
    const next = advance(track.chart, row, event);
    if (isRefusal(next)) return false;
    const official = permitted.kind === 'official' ? permitted : undefined;
    const step = this.step();
    const { correctionOpen } = this;
    // That somebody was not elected is recorded whatever the checks say.
    const held = event.type === 'record_election' && !event.elected;
    const gated = held ? [] : this.verdictsBefore(day, agreement(event.type)).filter(({ result }) => result !== 'pass');
    this.done.push({
      correctionOpen,
      day,
      act: event.type,
      event,
      actor,
      body: official?.body ?? null,
      duty: official?.duty ?? null,
      onBehalfOf: official?.onBehalfOf ?? null,
      from: row.state,
      to: next.state,
      step,
      wasEnded: row.ended,
      signatures: this.within.signatures.filter((each) => !isOf(each, personsIn(permitted))),
      open: gated.filter((verdict) => !this.within.isResolved(nameOf(verdict))),
      barred: [...this.within.barred],
      assigned: this.within.assigned.filter((each) => this.mightAct(event.type, each)),
      resolvers: this.within.resolversOf(gated.map(nameOf)),
      openObjections: row.context.openObjections,
      waited: this.waited(agreement(event.type)),
    });
    if (official)
      for (const person of personsOf(official.id, official))
        this.participations.push({ official: person, body: official.body, duty: official.duty, act: event.type });
    if (
      next.state !== row.state &&
      row.state.endsWith('.deciding') &&
      event.type !== 'defer' &&
      event.type !== 'intend_rejection' &&
      event.type !== 'send_inquiry'
    )
      this.within.end();
    if (event.type === 'answer_intention' || event.type === 'record_statement') this.within.askAnew();
    const left = step !== null && !next.state.startsWith(`review.${step}.`);
    if (left) for (const letter of this.letters) if (letter.status === 'open') letter.status = 'closed';
    if (placeOf(next.state) !== placeOf(row.state)) this.within.assigned = [];
    this.carryOut(next, day);
    this.row = { ...row, ...next, turnBodyId: this.turnOf(next), ended: next.ended };
    return true;
  }

  private inTheWay(by: Attribution, event: CaseEvent, day: string): boolean {
    const { type } = event;
    if (this.correctionInTheWay(agreement(type))) return true;
    const running = (key: PeriodKey) => this.deadlines.findLast((deadline) => deadline.key === key);
    if (type === 'close_notice' && day <= (running('notice')?.budget.dueOn ?? '')) return true;
    if (type === 'reconsider' && day > (running('reconsideration')?.budget.dueOn ?? day)) return true;
    if (type === 'return_for_supplement' && this.tooLateForSupplement(day)) return true;
    if (type === 'record_election' && !event.elected) return false;
    const stage = this.stage();
    if (stage && by.kind === 'official' && (type === 'approve' || type === 'reject')) {
      if (decisionInTheWay(stage, this.within.signatures, personsIn(by), type)) return true;
    }
    if (type === 'reject' || type === 'revoke' || type === 'drop_intention') {
      const standing = standingIntention(this.acts());
      if (type === 'drop_intention') return this.track.policy.intention !== undefined && standing === null;
      if (intentionInTheWay(this.track.policy, standing, type, undefined, this.learned)) return true;
      const { upheldObjections, objectionsTold } = this.row.context;
      if (type === 'reject' && standing && upheldObjections > objectionsTold) return true;
    }
    if (stage && type === 'deem_consent') {
      const spoken = standingIntention(this.acts()) !== null || this.row.context.openInquiries > 0;
      if (spoken || silenceInTheWay(stage, this.within.signatures)) return true;
    }
    return this.waitedFor(agreement(type)).length > 0 || this.openVerdicts(day, agreement(type)).length > 0;
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
    return this.done.map(({ act, day, from, to }, place) => {
      const number = place + 1;
      const last = this.lastWords.includes(number);
      return { number, act, reason: null, legalBasis: [], at: day, last, moved: from !== to };
    });
  }

  private carryOut({ effects }: Advanced, day: string): void {
    const running = () => this.deadlines.find(({ status }) => status === 'running');
    for (const effect of effects) {
      if (effect.type === 'start_deadline') {
        const key = effect.period as PeriodKey;
        const period = periodOf(this.track.policy, key);
        const budget = begun(this.calendar, period, day);
        this.deadlines.push({
          key,
          budget,
          whenPassed: period.whenPassed,
          status: 'running',
          dueBefore: '',
          reminded: [],
        });
      }
      if (effect.type === 'stop_deadline' || effect.type === 'end_deadlines')
        for (const deadline of this.deadlines) if (deadline.status === 'passed') deadline.met = true;
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

const NAMES = new WeakMap<Verdict, string>();

function nameOf(verdict: Verdict): string {
  const { rule, result, facts, basis = [] } = verdict;
  const name = NAMES.get(verdict) ?? canonicalJson({ rule, result, facts, basis: [...basis] });
  NAMES.set(verdict, name);
  return name;
}

const SILENT: Readonly<Partial<Record<PeriodKey, CaseAct>>> = { acceptance: 'deem_accepted', decision: 'deem_consent' };

/** A consent that nobody gave is looked at like one that somebody gave. */
const agreement = (act: CaseAct): CaseAct => (act === 'deem_consent' ? 'approve' : act);
