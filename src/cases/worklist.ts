import { marks } from '../database/dialect.js';
import type { Reader } from '../database/reader.js';
import type { Clock } from '../kernel/clock.js';
import { isRefusal } from '../kernel/refusal.js';
import type { Official } from '../policy/actor.js';
import { personsIn } from '../policy/may-act.js';
import { isReviewDuty } from '../policy/terms.js';
import type { Words } from '../policy/words.js';
import type { Keys } from '../protected-fields/keys.js';
import { CASE_ACTS, eventOf, type CaseAct } from '../workflow/events.js';
import { assignedTo, type AssignedTo } from './assignment-rows.js';
import { caseFrom, involvedIn, type CaseColumns } from './case-row.js';
import { correctionsInTheWay } from './corrections.js';
import { intentionsInTheWay } from './intentions.js';
import { keptOpenBy } from './kept-open.js';
import { inquiriesInTheWay } from './inquiries-in-the-way.js';
import { mayDo } from './may-do.js';
import { periodInTheWay } from './period-in-the-way.js';
import type { PolicyBook } from './policy-book.js';
import { seatInTheWay } from './seat-in-the-way.js';
import { signaturesInTheWay } from './signatures.js';
import { stateWords } from './words.js';

/**
 * `mine`: I may act now. `body`: it is my body's turn, whoever may act. `overdue`: the same, past its deadline. `escalated`:
 * another body is late, and mine is next in line.
 */
export const WORKLISTS = ['mine', 'body', 'overdue', 'escalated'] as const;
export type WorklistName = (typeof WORKLISTS)[number];

export interface WorklistItem {
  readonly id: string;
  readonly slateId: string;
  readonly organisation: string;
  readonly candidate: string;
  readonly posts: readonly string[];
  readonly state: string;
  readonly stateName: Words | null;
  readonly version: number;
  readonly turnBody: string | null;
  readonly dueAt: string | null;
  readonly overdue: boolean;
  /** Who has which duty of it at this step; told to those who review. */
  readonly assigned: readonly AssignedTo[];
  /** What this actor may do now; withdrawing, revoking and checking, possible at most times, are left out. */
  readonly acts: readonly CaseAct[];
}

export interface WorklistPage {
  readonly items: readonly WorklistItem[];
  /** Give it back as `after` for the next page; null on the last one. */
  readonly next: string | null;
}

type Row = CaseColumns & { organisation_name: string; profile: string };

/** Between the two parts of a page's `next`: the due instant and the id of its last case. */
const CURSOR = '~';
const cursorOf = (row: Row | undefined) => (row ? `${row.due_at ?? ''}${CURSOR}${row.id}` : null);

/** Always possible while a case lives, so no reason to look at it today. */
const NOT_A_TASK: readonly CaseAct[] = [
  'withdraw',
  'supersede',
  'revoke',
  'record_findings',
  'resolve_check',
  'send_inquiry',
  'register_answer',
  'take_back_inquiry',
  'ask_signatures',
  'remove_signature',
  'propose',
  'recuse',
  'order_recusal',
  'waive_recusal',
  'ask_correction',
  'register_correction',
  'intend_revocation',
  'record_statement',
  'drop_intention',
  'claim',
  'assign',
  'release',
];

/** What brings a case on whose notice the checks keep open past its end. */
const CHECKING: readonly CaseAct[] = ['record_findings', 'resolve_check'];

/** For as long as the deadline that was escalated is the one that the case is late with; a case that moved on is not. */
const escalatedTo = (bodies: readonly string[]): string =>
  `c.id IN (SELECT r.case_id FROM reminders r JOIN deadlines d ON d.id = r.deadline_id
     WHERE r.body_id IN (${marks(bodies)}) AND r.escalated = 1 AND d.status = 'passed' AND d.due_at = c.due_at)`;

/** The cases that wait for the actor or the actor's bodies, the most urgent first. */
export class GetWorklist {
  constructor(
    private readonly reader: Reader,
    private readonly book: PolicyBook,
    private readonly keys: Keys,
    private readonly clock: Clock,
  ) {}

  /** @param after `next` of the page before @param limit items of a page, 1–200 */
  async execute(actor: Official, name: WorklistName, after: string | null, limit: number): Promise<WorklistPage> {
    const duties = ['submitter', 'handler', 'approver'];
    const bodies = [...new Set(actor.mandates.filter(({ duty }) => duties.includes(duty)).map(({ body }) => body))];
    const items: WorklistItem[] = [];
    let last = after;
    while (bodies.length > 0) {
      const rows = await this.rows(bodies, name, last, limit);
      for (const row of rows) {
        const item = await this.item(actor, row);
        if (name === 'mine' && item.acts.length === 0) continue;
        if (items.length === limit) return { items, next: last };
        items.push(item);
        last = cursorOf(row);
      }
      if (rows.length < limit) break;
      last = cursorOf(rows.at(-1));
    }
    return { items, next: null };
  }

  /** The next cases whose turn is one of these bodies'; every such case has a deadline (test/workflow/paths). */
  private rows(bodies: readonly string[], name: WorklistName, after: string | null, limit: number): Promise<Row[]> {
    const [dueAfter = '', idAfter = ''] = after?.split(CURSOR) ?? [];
    return this.reader.query<Row>(
      `SELECT c.*, o.name AS organisation_name, k.profile
       FROM cases c JOIN organisations o ON o.id = c.organisation_id JOIN candidates k ON k.id = c.candidate_id
       WHERE ${name === 'escalated' ? escalatedTo(bodies) : `c.turn_body_id IN (${marks(bodies)})`}
         AND c.overdue >= ? AND (c.due_at, c.id) > (?, ?)
       ORDER BY c.due_at, c.id LIMIT ?`,
      [...bodies, name === 'overdue' || name === 'escalated' ? 1 : 0, dueAfter, idAfter, limit],
    );
  }

  private async item(actor: Official, columns: Row): Promise<WorklistItem> {
    const row = caseFrom(columns);
    const track = this.book.track(row.policyId, row.courseId);
    const involved = await involvedIn(this.reader, row);
    const now = this.clock.now();
    const keptOpen = (await keptOpenBy(this.reader, this.keys, row, track, now))?.includes('checks') === true;
    const isTask = (act: CaseAct) =>
      keptOpen && (CHECKING.includes(act) || act === 'close_notice')
        ? CHECKING.includes(act)
        : !NOT_A_TASK.includes(act);
    const own = CASE_ACTS.filter(isTask).flatMap((act) => {
      const by = mayDo(track, row, eventOf(act), actor, involved);
      return isRefusal(by) ? [] : [{ act, by }];
    });
    const inTheWay = await Promise.all(
      own.map(
        async ({ act, by }) =>
          (await periodInTheWay(this.reader, row, track, act, now)) ??
          (await seatInTheWay(this.reader, row, track, act)) ??
          (await signaturesInTheWay(this.reader, row, track, act, personsIn(by), involved, now)) ??
          (await correctionsInTheWay(this.reader, row, track, act, {
            keys: this.keys,
            persons: personsIn(by),
            at: now,
          })) ??
          (await intentionsInTheWay(this.reader, this.keys, row, track, act)) ??
          (await inquiriesInTheWay(this.reader, this.keys, row, track, act, now)),
      ),
    );
    return {
      id: row.id,
      slateId: row.slateId,
      organisation: columns.organisation_name,
      candidate: (JSON.parse(columns.profile) as { name: string }).name,
      posts: row.posts,
      state: row.state,
      stateName: stateWords(track.course, row.state) ?? null,
      version: row.version,
      turnBody: row.turnBodyId,
      dueAt: row.dueAt,
      overdue: row.overdue,
      assigned: actor.mandates.some(({ body, duty }) => body === row.turnBodyId && isReviewDuty(duty))
        ? await assignedTo(this.reader, row.id)
        : [],
      acts: own.filter((_, index) => inTheWay[index] === null).map(({ act }) => act),
    };
  }
}
