import type { Reader } from '../database/reader.js';
import type { Clock } from '../kernel/clock.js';
import type { JsonValue } from '../kernel/canonical-json.js';
import { refuse, type Refusal } from '../kernel/refusal.js';
import type { Official } from '../policy/actor.js';
import { CATALOGUE } from '../policy/checks/catalogue.js';
import { lastReviewBeforeVote } from '../policy/checks/gates.js';
import type { CheckRule } from '../policy/checks/rule.js';
import type { Words } from '../policy/words.js';
import type { CheckName, CheckResult, GatedAct } from '../policy/terms.js';
import type { Keys } from '../protected-fields/keys.js';
import { caseFrom, type Case, type CaseColumns } from './case-row.js';
import { judge, rulesFor, type Standing } from './checks.js';
import type { PolicyBook, Track } from './policy-book.js';
import { sees } from './scope.js';

/** One check of a case: what the policy asks, what it comes to now, from what, and what it stands in the way of. */
export interface CheckView {
  readonly rule: string;
  readonly check: CheckName;
  /** Row of the catalogue, E01 to E32. */
  readonly row: string;
  readonly kind: 'machine' | 'assisted' | 'human';
  readonly words: Words;
  readonly source: string;
  readonly result: CheckResult;
  /** The day on which dates were judged. */
  readonly judgedOn: string;
  /** When somebody was asked; null if the facts are those that were submitted. */
  readonly queriedOn: string | null;
  readonly facts: Readonly<Record<string, JsonValue>>;
  readonly blocks: readonly GatedAct[];
  readonly warns: readonly GatedAct[];
  /** At whose approval; null if it does not stand in the way of one. */
  readonly step: string | null;
  /** Number of the act that resolved it; null if it was not. */
  readonly resolvedBy: number | null;
}

export interface CaseChecks {
  readonly version: number;
  /** The version of the policy whose rules these are. */
  readonly policy: string;
  /** When they were judged, an instant. */
  readonly at: string;
  readonly checks: readonly CheckView[];
}

/** What is checked of a candidate, as things are now. What was found out about them is for those who review. */
export class GetChecks {
  constructor(
    private readonly reader: Reader,
    private readonly book: PolicyBook,
    private readonly keys: Keys,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Official, id: string): Promise<CaseChecks | Refusal> {
    const [columns] = await this.reader.query<CaseColumns>('SELECT * FROM cases WHERE id = ?', [id]);
    const row = columns && caseFrom(columns);
    if (!row || (await sees(this.reader, actor, row)) !== 'dossier') return refuse('not_found');
    const track = this.book.track(row.policyId, row.courseId);
    const at = this.clock.now();
    const rules = rulesFor(row, track);
    const judged = await judge(this.reader, this.keys, row, track, rules, { at });
    const shown = (await reviews(this.reader, actor, row)) ? judged : judged.filter(isOwn);
    const checks = shown.flatMap((standing) =>
      rules.filter((rule) => rule.id === standing.verdict.rule).map((rule) => viewOf(rule, standing, track)),
    );
    return { version: row.version, policy: row.policyId, at, checks };
  }
}

/** What was worked out from nothing but what the submitter submitted. */
const isOwn = ({ verdict: { check, queriedOn } }: Standing) =>
  CATALOGUE[check].kind === 'machine' && queriedOn === null;

/** Whether the actor reads the case for a body that reviews it, and not only for the one that submitted it. */
async function reviews(db: Pick<Reader, 'query'>, actor: Official, row: Case): Promise<boolean> {
  const bodies = await db.query<{ body_id: string }>('SELECT body_id FROM case_bodies WHERE case_id = ?', [row.id]);
  return actor.mandates.some(
    ({ body, duty }) => (duty === 'handler' || duty === 'approver') && bodies.some(({ body_id }) => body_id === body),
  );
}

function viewOf(rule: CheckRule, { verdict, resolvedBy }: Standing, { policy, course }: Track): CheckView {
  const { id, check, blocks = [], warns = [] } = rule;
  const atApproval = [...blocks, ...warns].includes('approve');
  return {
    rule: id,
    check,
    row: CATALOGUE[check].row,
    kind: CATALOGUE[check].kind,
    words: rule.rule,
    source: rule.source
      .split(' ')
      .map((key) => policy.sources[key] ?? key)
      .join('；'),
    result: verdict.result,
    judgedOn: verdict.on,
    queriedOn: verdict.queriedOn,
    facts: verdict.facts,
    blocks,
    warns,
    step: atApproval ? (rule.step ?? lastReviewBeforeVote(course.route.stages)) : null,
    resolvedBy,
  };
}
