import { findBodies } from '../bodies/body-row.js';
import { officialsAt } from '../bodies/mandates-in-force.js';
import type { Reader } from '../database/reader.js';
import type { JsonValue } from '../kernel/canonical-json.js';
import type { Clock } from '../kernel/clock.js';
import { isRefusal, refuse, type ReasonCode, type Refusal } from '../kernel/refusal.js';
import type { Official } from '../policy/actor.js';
import { systemAsks } from '../policy/asks.js';
import { mayAct, personsIn, toldReason, type Involved } from '../policy/may-act.js';
import type { Keys } from '../protected-fields/keys.js';
import { advance } from '../workflow/advance.js';
import { eventOf, type CaseAct } from '../workflow/events.js';
import { forOfficials } from './act-on-case.js';
import { standingNow } from './asks.js';
import { assignmentInTheWay } from './assignments.js';
import { involvedIn, type Case } from './case-row.js';
import { checksInTheWay } from './checks.js';
import { correctionsInTheWay } from './corrections.js';
import { currentDeadline } from './deadlines.js';
import { intentionIn, intentionsInTheWay } from './intentions.js';
import { inquiriesInTheWay } from './inquiries-in-the-way.js';
import { periodInTheWay } from './period-in-the-way.js';
import type { PolicyBook, Track } from './policy-book.js';
import { liftsOf, type Hearing, type Wish } from './lifts.js';
import { approversAt, approversMissing, freeFor, possibleSigners, reviewBefore } from './possible-signers.js';
import { decidedAt } from './review-at.js';
import { say, type Said } from './said.js';
import { isOwnMatter } from './recusal-rows.js';
import { caseFacts, findCaseFor, reviews } from './scope.js';
import { seatInTheWay } from './seat-in-the-way.js';
import { signaturesInTheWay } from './signatures.js';
import { mayKnowBars } from './told-bars.js';

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

/** What keeps one person from an act that others may do. */
const OF_PERSONS: readonly ReasonCode[] = [
  'not_your_duty',
  'submitter_may_not_review',
  'handler_may_not_decide',
  'reviewer_may_not_change_duty',
  'acted_for_another_body',
  'decided_before',
  'conflict_of_interest',
  'same_employer',
  'kept_from_case',
  'absent',
  'assigned_to_another',
];

/** What more approvers would help with. */
const OF_SIGNATURES: readonly ReasonCode[] = ['signatures_open', 'signature_not_asked'];

/** What whoever waits for a decision is told instead: it is not for them, or not yet. */
const OF_OTHERS: readonly ReasonCode[] = ['not_your_body', 'not_your_duty', 'submitter_may_not_review', 'out_of_turn'];

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
    const involved = await involvedIn(this.reader, row);
    const exact = mayKnowBars(actor, person, caseFacts(row, track.course.route, involved));
    const refusals = (await this.refusals(row, track, act, person, involved, reviewing)).map((refusal) => ({
      ...refusal,
      refused: toldReason(refusal.refused, exact),
    }));
    const [standing, bodies, ownMatter, hearing] = await Promise.all([
      standingNow(this.reader, row, track, involved, this.clock.now()),
      findBodies(this.reader, Object.values(row.bodies)),
      isOwnMatter(this.reader, row.id, person.id),
      this.hearing(row, reviewing),
    ]);
    const wish = { row, track, act, person, involved, ownMatter, standing, bodies, hearing };
    // Where the policy has everybody asked, what a decision lacks already says how many.
    const signing =
      !systemAsks(decidedAt(row, track)) && refusals.some(({ refused }) => OF_SIGNATURES.includes(refused));
    const short = signing ? await this.short(wish) : [];
    const free =
      reviewing && refusals.some(({ refused }) => OF_PERSONS.includes(refused)) ? await this.free(actor, wish) : [];
    const waiting = reviewing ? [] : await this.tooSmall(wish);
    const obstacles = refusals.map((refusal): Obstacle => {
      const { refused: code, facts } = forOfficials(refusal);
      return {
        code,
        facts,
        lifts: [
          ...liftsOf(wish, refusal),
          ...(OF_PERSONS.includes(code) ? free : []),
          ...(OF_SIGNATURES.includes(code) ? short : []),
          ...(OF_OTHERS.includes(code) ? waiting : []),
        ],
      };
    });
    return { version: row.version, act, official: person.id, allowed: obstacles.length === 0, obstacles };
  }

  /** Those who review ask about their colleagues, too; everybody else about themselves. */
  private async personAsked(actor: Official, officialId: string, reviewing: boolean): Promise<Official | undefined> {
    if (officialId === actor.id) return actor;
    const [person] = reviewing ? await officialsAt(this.reader, [officialId], this.clock.now()) : [];
    const colleague = person?.mandates.some(({ body }) => actor.mandates.some((mandate) => mandate.body === body));
    return colleague ? person : undefined;
  }

  /** What the candidate said to the body itself is not for the unit, nor whether they did. */
  private async hearing(row: Case, reviewing: boolean): Promise<Hearing | null> {
    const deadline = await currentDeadline(this.reader, row);
    const standing = deadline?.period === 'answer' ? await intentionIn(this.reader, row.id) : null;
    if (!deadline || !standing) return null;
    const { unitHeard, candidateHeard } = standing;
    return { unitHeard, candidateHeard: reviewing && candidateHeard, lastDay: deadline.due_on };
  }

  private async refusals(
    row: Case,
    track: Track,
    act: CaseAct,
    person: Official,
    involved: Involved,
    reviewing: boolean,
  ) {
    const turn = advance(track.chart, row, eventOf(act));
    // Whose act it would be at another step is not this step's to say.
    if (isRefusal(turn) && turn.refused === 'out_of_turn') return [turn];
    const permitted = mayAct(act, person, caseFacts(row, track.course.route, involved));
    // What others answered and signed is for those who review, and for whose act it is.
    const told = reviewing || !isRefusal(permitted);
    const at = this.clock.now();
    const persons = isRefusal(permitted) ? [person.id] : personsIn(permitted);
    const found = [
      isRefusal(turn) ? turn : null,
      isRefusal(permitted) ? permitted : assignmentInTheWay(act, permitted, { row, track, involved }),
      await periodInTheWay(this.reader, row, track, act, at),
      await seatInTheWay(this.reader, row, track, act),
      told ? await signaturesInTheWay(this.reader, row, track, act, persons, involved, at) : null,
      await correctionsInTheWay(this.reader, row, track, act, { keys: this.keys, persons, at }),
      told ? await intentionsInTheWay(this.reader, this.keys, row, track, act) : null,
      told ? await inquiriesInTheWay(this.reader, this.keys, row, track, act, at) : null,
      told ? await checksInTheWay(this.reader, this.keys, row, track, act, at) : null,
    ];
    const refusals = found.filter((refusal) => refusal !== null);
    // The chart knows that letters are open, the rows know which: told once, by those who may know.
    return refusals.filter(
      ({ refused }, place) => refusals.findLastIndex((each) => each.refused === refused) === place,
    );
  }

  /** Who of the asker's body could act instead; of another body's people it is not told. */
  private async free(actor: Official, { row, track, act, involved, person, bodies }: Wish): Promise<Said[]> {
    const asked = { act, involved, except: person.id, at: this.clock.now() };
    const { body, names } = await freeFor(this.reader, row, track, asked);
    if (body === null || !actor.mandates.some((mandate) => mandate.body === body)) return [];
    const called = bodies.find(({ id }) => id === body)?.name ?? body;
    return [names.length > 0 ? say('lift_colleagues', { names }) : say('lift_nobody_free', { body: called })];
  }

  /**
   * Whoever waits learns that the body cannot decide as the policy has it: by how many approvers it is too small, and not who of
   * them stepped back or was asked.
   */
  private async tooSmall({ row, track, act, bodies }: Wish): Promise<Said[]> {
    const review = act === 'approve' || act === 'reject' ? reviewBefore(row, track) : undefined;
    if (!review || row.turnBodyId === null) return [];
    const missing = (review.quorum?.signers ?? 1) - (await approversAt(this.reader, row.turnBodyId, this.clock.now()));
    const body = bodies.find(({ id }) => id === row.turnBodyId)?.name ?? null;
    return missing > 0 ? [say('lift_more_approvers', { body, missing })] : [];
  }

  /** Where a body has fewer approvers who could sign than its quorum wants, no asking helps. */
  private async short({ row, track, involved, standing, bodies }: Wish): Promise<Said[]> {
    const possible = await possibleSigners(this.reader, row, track, involved, standing, this.clock.now());
    const missing = approversMissing(reviewBefore(row, track), standing, possible, involved);
    const body = bodies.find(({ id }) => id === row.turnBodyId)?.name ?? null;
    return missing > 0 ? [say('lift_more_approvers', { body, missing })] : [];
  }
}
