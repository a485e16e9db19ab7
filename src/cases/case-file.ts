import type { Reader } from '../database/reader.js';
import type { JsonValue } from '../kernel/canonical-json.js';
import type { Clock } from '../kernel/clock.js';
import { isRefusal, refuse, type ReasonCode, type Refusal } from '../kernel/refusal.js';
import { maskedIdentity } from '../people/person-row.js';
import type { Attribution, Official } from '../policy/actor.js';
import { personsIn, type CaseFacts, type Involved } from '../policy/may-act.js';
import type { Policy, PolicyReason } from '../policy/policy.js';
import { wantsNoInterest } from '../policy/recusal.js';
import type { Words } from '../policy/words.js';
import type { Post } from '../policy/terms.js';
import type { Keys } from '../protected-fields/keys.js';
import { turnIn } from '../workflow/advance.js';
import { CASE_ACTS, eventOf, type CaseAct } from '../workflow/events.js';
import { declarationIn } from './check-facts.js';
import { checksInTheWay } from './checks.js';
import { assignedTo, type AssignedTo } from './assignment-rows.js';
import { assignmentInTheWay } from './assignments.js';
import { involvedIn, type Case } from './case-row.js';
import { correctionsInTheWay } from './corrections.js';
import { inquiriesInTheWay } from './inquiries-in-the-way.js';
import { currentDeadline, type DeadlineColumns } from './deadlines.js';
import { historyLine, type ActColumns, type HistoryLine } from './history-line.js';
import { intentionsInTheWay } from './intentions.js';
import { mayDo } from './may-do.js';
import { periodInTheWay } from './period-in-the-way.js';
import type { PolicyBook, Track } from './policy-book.js';
import { reasonsFor } from './reasons.js';
import { replacementOf } from './replacement.js';
import { caseFacts, findCaseFor, reviews } from './scope.js';
import { seatInTheWay } from './seat-in-the-way.js';
import { signaturesInTheWay } from './signatures.js';
import { mayKnowBars } from './told-bars.js';
import { ACT_WORDS, stateWords } from './words.js';

/** What an actor may do now, and for what they may not, why not. */
export interface ActionView {
  readonly act: CaseAct;
  readonly name: Words;
  readonly allowed: boolean;
  readonly reason: ReasonCode | null;
  /** Whether the act goes with a statement that whoever does it has no interest in the case: `noInterest`. */
  readonly wantsNoInterest: boolean;
  /** Reason codes the policy offers for the act, with their words; empty when the act needs none. */
  readonly reasons: readonly Omit<PolicyReason, 'acts'>[];
}

export interface DeadlineView {
  readonly period: string;
  readonly status: DeadlineColumns['status'];
  readonly startedOn: string;
  readonly length: number;
  readonly unit: DeadlineColumns['unit'];
  readonly used: number;
  readonly dueOn: string;
  readonly dueAt: string;
  readonly provisional: boolean;
  /** The document the period is written in, or `assumed`. */
  readonly source: string;
  readonly whenPassed: DeadlineColumns['when_passed'];
}

export interface CaseFile {
  readonly id: string;
  readonly slateId: string;
  readonly organisation: { id: string; name: string };
  readonly posts: readonly Post[];
  readonly state: string;
  readonly stateName: Words | null;
  readonly step: string | null;
  readonly version: number;
  readonly ended: boolean;
  readonly overdue: boolean;
  readonly policy: string;
  readonly course: string;
  readonly bodies: Readonly<Record<string, string>>;
  readonly turnBody: string | null;
  /** Who has which duty at this step; told to those who review. */
  readonly assigned: readonly AssignedTo[];
  readonly deadline: DeadlineView | null;
  readonly candidate: JsonValue;
  /** The case of the candidate in whose place this one was named, and that of the one who was named in this one's place. */
  readonly replaces: string | null;
  readonly replacedBy: string | null;
  readonly history: readonly HistoryLine[];
  readonly actions: readonly ActionView[];
}

/** Reads one case as this actor may see it; a case out of scope is one that does not exist. */
export class GetCaseFile {
  constructor(
    private readonly reader: Reader,
    private readonly book: PolicyBook,
    private readonly keys: Keys,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Official, id: string): Promise<CaseFile | Refusal> {
    const found = await findCaseFor(this.reader, actor, id);
    if (!found) return refuse('not_found');
    const { row, sight } = found;
    const track = this.book.track(row.policyId, row.courseId);
    const involved = await involvedIn(this.reader, row);
    const reviewing = sight === 'dossier' && (await reviews(this.reader, actor, row, track.course.route));
    const [organisation] = await this.reader.query<{ id: string; name: string }>(
      'SELECT id, name FROM organisations WHERE id = ?',
      [row.organisationId],
    );
    return {
      id: row.id,
      slateId: row.slateId,
      organisation: organisation ?? { id: row.organisationId, name: '' },
      posts: row.posts,
      state: row.state,
      stateName: stateWords(track.course, row.state) ?? null,
      step: turnIn(track.chart, row.state).step,
      version: row.version,
      ended: row.ended,
      overdue: row.overdue,
      policy: row.policyId,
      course: row.courseId,
      bodies: row.bodies,
      turnBody: row.turnBodyId,
      assigned: reviewing ? await assignedTo(this.reader, row.id) : [],
      deadline: await this.deadline(row, track.policy),
      candidate: sight === 'dossier' ? await this.candidate(row) : null,
      ...(await replacementOf(this.reader, row)),
      history: await this.history(
        actor,
        row,
        caseFacts(row, track.course.route, involved),
        sight === 'dossier' ? (reviewing ? 'all' : 'outside') : 'codes',
      ),
      actions: await this.actions(actor, row, track, involved),
    };
  }

  private async deadline(row: Case, policy: Policy): Promise<DeadlineView | null> {
    const current = await currentDeadline(this.reader, row);
    return current === undefined
      ? null
      : {
          period: current.period,
          status: current.status,
          startedOn: current.started_on,
          length: current.length,
          unit: current.unit,
          used: current.used,
          dueOn: current.due_on,
          dueAt: current.due_at,
          provisional: current.provisional === 1,
          source: policy.sources[current.source] ?? current.source,
          whenPassed: current.when_passed,
        };
  }

  private async candidate(row: Case): Promise<JsonValue> {
    const [candidate] = await this.reader.query<{
      person_id: string;
      profile: string;
      full_time: number;
      terms: string;
      declaration_sealed: string | null;
      informed: string | null;
    }>('SELECT person_id, profile, full_time, terms, declaration_sealed, informed FROM candidates WHERE id = ?', [
      row.candidateId,
    ]);
    if (!candidate) return null;
    const { declaration_sealed: sealed } = candidate;
    return {
      ...(JSON.parse(candidate.profile) as { [field: string]: JsonValue }),
      identity: { ...(await maskedIdentity(this.reader, this.keys, candidate.person_id)) },
      fullTime: candidate.full_time === 1,
      terms: JSON.parse(candidate.terms) as JsonValue,
      ...(sealed === null
        ? {}
        : { declaration: { ...declarationIn(this.keys, row.candidateId, sealed) } as JsonValue }),
      ...(candidate.informed === null ? {} : { informed: JSON.parse(candidate.informed) as JsonValue }),
    };
  }

  private async history(
    actor: Official,
    row: Case,
    facts: CaseFacts,
    shown: Parameters<typeof historyLine>[1],
  ): Promise<HistoryLine[]> {
    const acts = await this.reader.query<ActColumns>(
      `SELECT a.*, o.name, b.name AS on_behalf_of_name, COALESCE(r.official_id, w.official_id) AS about FROM case_acts a
         LEFT JOIN officials o ON o.id = a.official_id LEFT JOIN officials b ON b.id = a.on_behalf_of
         LEFT JOIN recusals r ON r.case_id = a.case_id AND r.number = a.number
         LEFT JOIN waivers w ON w.case_id = a.case_id AND w.number = a.number
       WHERE a.case_id = ? ORDER BY a.number`,
      [row.id],
    );
    return acts.map((act) => historyLine(act, shown, knowsBar(actor, act, facts)));
  }

  private async actions(actor: Official, row: Case, track: Track, involved: Involved): Promise<ActionView[]> {
    const view = async (act: CaseAct): Promise<ActionView> => {
      const by = mayDo(track, row, eventOf(act), actor, involved);
      const reason = isRefusal(by) ? by.refused : await this.inTheWay(by, row, track, act, involved);
      const reasons = reasonsFor(track.policy, act, row.state);
      return {
        act,
        name: ACT_WORDS[act],
        allowed: reason === null,
        reason,
        wantsNoInterest: wantsNoInterest(track.policy, act),
        reasons: reasons.map(({ acts: _, of: __, ...reason }) => reason),
      };
    };
    return Promise.all(CASE_ACTS.map(view));
  }

  private async inTheWay(
    by: Attribution,
    row: Case,
    track: Track,
    act: CaseAct,
    involved: Involved,
  ): Promise<ReasonCode | null> {
    const at = this.clock.now();
    const refusal =
      assignmentInTheWay(act, by, { row, track, involved }) ??
      (await periodInTheWay(this.reader, row, track, act, at)) ??
      (await seatInTheWay(this.reader, row, track, act)) ??
      (await signaturesInTheWay(this.reader, row, track, act, personsIn(by), involved, at)) ??
      (await correctionsInTheWay(this.reader, row, track, act, { keys: this.keys, persons: personsIn(by), at })) ??
      (await intentionsInTheWay(this.reader, this.keys, row, track, act)) ??
      (await inquiriesInTheWay(this.reader, this.keys, row, track, act, at)) ??
      (await checksInTheWay(this.reader, this.keys, row, track, act, at));
    return refusal?.refused ?? null;
  }
}

/** Whoever wrote the words knows them; beside them, who may know what keeps the one from the case whom the act is about. */
function knowsBar(actor: Official, { official_id: by, about, body_id: body }: ActColumns, facts: CaseFacts): boolean {
  const person = about !== null && body !== null ? { id: about, mandates: [{ body }] } : null;
  return by === actor.id || (person !== null && mayKnowBars(actor, person, facts));
}
