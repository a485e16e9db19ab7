import type { Reader } from '../database/reader.js';
import { refuse, type Refusal } from '../kernel/refusal.js';
import { objectionsTo, type Objection } from '../objections/objection-row.js';
import { holds, type Official } from '../policy/actor.js';
import type { Keys } from '../protected-fields/keys.js';
import { caseFrom, involvedIn, type CaseColumns } from './case-row.js';
import type { PolicyBook } from './policy-book.js';
import { sees } from './scope.js';

/** What was objected, for handlers and approvers of the body that issues the notice; never by whom. */
export class GetObjections {
  constructor(
    private readonly reader: Reader,
    private readonly book: PolicyBook,
    private readonly keys: Keys,
  ) {}

  async execute(actor: Official, caseId: string): Promise<{ items: Objection[] } | Refusal> {
    const [columns] = await this.reader.query<CaseColumns>('SELECT * FROM cases WHERE id = ?', [caseId]);
    const row = columns && caseFrom(columns);
    const stages = row ? this.book.track(row.policyId, row.courseId).course.route.stages : [];
    const notice = stages.find((stage) => stage.kind === 'notice');
    const issuer = row && notice ? row.bodies[notice.by] : undefined;
    const hears = issuer !== undefined && (holds(actor, 'handler', issuer) || holds(actor, 'approver', issuer));
    if (!row || !hears || (await sees(this.reader, actor, row)) === 'nothing') return refuse('not_found');
    // Under dual management the issuer is often the submitting body, too: whoever put the candidate up does not read on.
    const { participations, barred } = await involvedIn(this.reader, row);
    if (barred.includes(actor.id)) return refuse('conflict_of_interest');
    const submitted = participations.some(({ official, duty }) => official === actor.id && duty === 'submitter');
    if (submitted) return refuse('submitter_may_not_review');
    return { items: await objectionsTo(this.reader, this.keys, caseId) };
  }
}
