import { findBodies } from '../bodies/body-row.js';
import { officialsAt } from '../bodies/mandates-in-force.js';
import type { Reader } from '../database/reader.js';
import type { JsonValue } from '../kernel/canonical-json.js';
import type { Clock } from '../kernel/clock.js';
import { isRefusal, refuse, type ReasonCode, type Refusal } from '../kernel/refusal.js';
import type { Official } from '../policy/actor.js';
import { dutiesFor, mayAct, NOBODY, personsIn, placeFor } from '../policy/permissions.js';
import type { Keys } from '../protected-fields/keys.js';
import { advance } from '../workflow/advance.js';
import { eventOf, type CaseAct } from '../workflow/events.js';
import { forOfficials } from './act-on-case.js';
import { involvedIn, type Case } from './case-row.js';
import { checksInTheWay } from './checks.js';
import { correctionsInTheWay } from './corrections.js';
import { intentionsInTheWay } from './intentions.js';
import { periodInTheWay } from './period-in-the-way.js';
import type { PolicyBook, Track } from './policy-book.js';
import { say, type Said } from './said.js';
import { caseFacts, findCaseFor, reviews } from './scope.js';
import { signaturesInTheWay } from './signatures.js';

/** Something that stands in the way of an act, and who or what would lift it. */
export interface Obstacle {
  readonly code: ReasonCode;
  readonly facts: Readonly<Record<string, JsonValue>>;
  readonly lifts: readonly Said[];
}

export interface WhyNotAnswer {
  readonly version: number;
  readonly act: CaseAct;
  readonly official: string;
  readonly allowed: boolean;
  /** All at once, as far as the asker may know them; the first is the one with which the act would be refused. */
  readonly obstacles: readonly Obstacle[];
}

/**
 * Why somebody may not do an act on a case now, and what would have to happen. By the functions that decide it when it is
 * done; only that here nobody stops at the first thing in the way.
 */
export class WhyNot {
  constructor(
    private readonly reader: Reader,
    private readonly book: PolicyBook,
    private readonly keys: Keys,
    private readonly clock: Clock,
  ) {}

  /** @param officialId a colleague of the asker; the asker if left out */
  async execute(actor: Official, caseId: string, act: CaseAct, officialId?: string): Promise<WhyNotAnswer | Refusal> {
    const found = await findCaseFor(this.reader, actor, caseId);
    if (!found) return refuse('not_found');
    const { row } = found;
    const track = this.book.track(row.policyId, row.courseId);
    const reviewing = await reviews(this.reader, actor, row, track.course.route);
    const person = await this.personAsked(actor, officialId ?? actor.id, reviewing);
    if (!person) return refuse('not_found');
    const refusals = await this.refusals(row, track, act, person, reviewing);
    const obstacles = [];
    for (const refusal of refusals) {
      const { refused: code, facts } = forOfficials(refusal);
      obstacles.push({ code, facts, lifts: await this.liftsOf(row, track, act, refusal) });
    }
    return { version: row.version, act, official: person.id, allowed: obstacles.length === 0, obstacles };
  }

  /** Those who review ask about their colleagues, too; everybody else about themselves. */
  private async personAsked(actor: Official, officialId: string, reviewing: boolean): Promise<Official | undefined> {
    if (officialId === actor.id) return actor;
    const [person] = reviewing ? await officialsAt(this.reader, [officialId], this.clock.now()) : [];
    const colleague = person?.mandates.some(({ body }) => actor.mandates.some((mandate) => mandate.body === body));
    return colleague ? person : undefined;
  }

  private async refusals(row: Case, track: Track, act: CaseAct, person: Official, reviewing: boolean) {
    const turn = advance(track.chart, row, eventOf(act));
    // Whose act it would be at another step is not this step's to say.
    if (isRefusal(turn) && turn.refused === 'out_of_turn') return [turn];
    const involved = await involvedIn(this.reader, row);
    const permitted = mayAct(act, person, caseFacts(row, track.course.route, involved));
    // What others answered and signed is for those who review, and for whose act it is.
    const told = reviewing || !isRefusal(permitted);
    const at = this.clock.now();
    const persons = isRefusal(permitted) ? [person.id] : personsIn(permitted);
    const found = [
      isRefusal(turn) ? turn : null,
      isRefusal(permitted) ? permitted : null,
      await periodInTheWay(this.reader, row, track, act, at),
      told ? await signaturesInTheWay(this.reader, row, track, act, persons, involved) : null,
      await correctionsInTheWay(this.reader, row, track, act),
      told ? await intentionsInTheWay(this.reader, this.keys, row, track, act) : null,
      told ? await checksInTheWay(this.reader, this.keys, row, track, act, at) : null,
    ];
    return found.filter((refusal) => refusal !== null);
  }

  private async liftsOf(row: Case, track: Track, act: CaseAct, { refused, facts }: Refusal): Promise<Said[]> {
    const nameOf = async (body: string | null) => (await findBodies(this.reader, body === null ? [] : [body]))[0]?.name;
    const onTurn = (await nameOf(row.turnBodyId)) ?? null;
    const place = placeFor(act);
    const { places } = caseFacts(row, track.course.route, NOBODY);
    const its = (place && (await nameOf(places[place]))) ?? onTurn;
    const duties = dutiesFor(act);
    switch (refused) {
      case 'out_of_turn':
        return [turnOf(row, onTurn, facts['acts'])];
      case 'already_reconsidered':
      case 'reconsideration_period_over':
      case 'no_objection_open':
      case 'no_objection_upheld':
      case 'corrections_not_offered':
      case 'correction_not_open':
        return [say('lift_nothing')];
      case 'supplements_used_up':
      case 'supplement_period_over':
        return [say('lift_without_supplement', { body: onTurn })];
      case 'objection_open':
        return [say('lift_objections_concluded', { body: onTurn })];
      case 'objection_upheld':
        return [say('lift_decision_on_objection', { body: onTurn })];
      case 'not_your_body':
        return [say('lift_body_of_act', { body: its, duties: [...duties] })];
      case 'not_your_duty':
        return [say('lift_duty', { body: its, duties: [...duties] })];
      case 'conflict_of_interest':
        return [say('lift_another_person', { body: its, duties: [...duties] }), say('lift_waiver', { body: its })];
      case 'absent':
        return [say('lift_absence_over'), say('lift_another_person', { body: its, duties: [...duties] })];
      case 'clock_only':
        return [say('lift_clock')];
      case 'public_only':
        return [say('lift_public')];
      case 'notice_period_running':
        return [say('lift_day', { day: facts['lastDay'] ?? null })];
      case 'signatures_open':
        return [say('lift_signatures', { needed: facts['needed'] ?? null, agreed: facts['agreed'] ?? null })];
      case 'signature_not_asked':
        return [say('lift_be_asked', { body: its })];
      case 'proposal_missing':
        return [say('lift_proposal', { body: its })];
      case 'correction_open':
        return [say('lift_correction', { body: its })];
      case 'intention_missing':
      case 'findings_since_intention':
        return [say('lift_intention', { body: its })];
      case 'checks_in_the_way':
        return [say('lift_check_answered', { body: its }), say('lift_check_resolved', { body: its })];
      default:
        return [say('lift_another_person', { body: its, duties: [...duties] })];
    }
  }
}

/** What the body on turn can do to move the case; stepping back or withdrawing is always possible, and helps nobody here. */
function turnOf({ ended }: Case, onTurn: string | null, possible: JsonValue | undefined): Said {
  const acts = (Array.isArray(possible) ? possible : []).filter((each) => placeFor(each as CaseAct) === 'turn_body');
  return ended || onTurn === null || acts.length === 0
    ? say('lift_nothing')
    : say('lift_body_acts', { body: onTurn, acts });
}
