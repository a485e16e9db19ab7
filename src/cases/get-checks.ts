import type { Reader } from '../database/reader.js';
import type { Clock } from '../kernel/clock.js';
import type { JsonValue } from '../kernel/canonical-json.js';
import { refuse, type Refusal } from '../kernel/refusal.js';
import type { Official } from '../policy/actor.js';
import { CATALOGUE } from '../policy/checks/catalogue.js';
import { lastReviewBeforeVote, type Path } from '../policy/checks/gates.js';
import type { CheckRule } from '../policy/checks/rule.js';
import { cite } from '../policy/cite.js';
import type { Words } from '../policy/words.js';
import type { CheckName, CheckResult, GatedAct } from '../policy/terms.js';
import { dateInChina } from '../policy/working-days.js';
import type { Keys } from '../protected-fields/keys.js';
import { answeredBy, overtakenFindings } from './check-rows.js';
import { correctionsOf } from './correction-rows.js';
import type { Case } from './case-row.js';
import { judge, type Standing } from './checks.js';
import { pathOf, rulesFor } from './gate.js';
import { papersOf, type Paper } from './paper-rows.js';
import type { PolicyBook, Track } from './policy-book.js';
import { findCaseFor, reviews } from './scope.js';
import { asHeld, voteHeldInTheWay, type VoteHeld } from './vote-held.js';

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
  /** Names what it comes to here; handed back by whoever answers for it, so that they answer for nothing else. */
  readonly verdict: string;
  /** The letter to a department whose answer it comes from; null if it comes from none. */
  readonly inquiry: string | null;
  /** What had been found out counts no longer, because the data that it rested on was corrected; null otherwise. */
  readonly overtaken: OvertakenFinding | null;
  /** Papers that say less than what counts, on record beside it; they weigh nothing in what it comes to. */
  readonly papers: readonly Paper[];
  /** Number of the act that resolved it; null if it was not. */
  readonly resolvedBy: number | null;
}

/** By which act, on which day, and by which of the candidate's fields. */
export interface OvertakenFinding {
  readonly by: number;
  readonly on: string;
  readonly fields: readonly string[];
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

  /** @param held a vote that was held and is not recorded yet, to judge by instead of the planned one */
  async execute(actor: Official, id: string, held: VoteHeld = {}): Promise<CaseChecks | Refusal> {
    const found = await findCaseFor(this.reader, actor, id);
    if (found?.sight !== 'dossier') return refuse('not_found');
    const { row } = found;
    const track = this.book.track(row.policyId, row.courseId);
    const at = this.clock.now();
    const impossible = voteHeldInTheWay(row, held, at);
    if (impossible) return impossible;
    const rules = rulesFor(row, track);
    const judged = await judge(this.reader, this.keys, row, track, rules, { at, ...asHeld(held) });
    const reviewing = await reviews(this.reader, actor, row, track.course.route);
    const shown = reviewing ? judged.standings : judged.submitted();
    const answers = reviewing ? await answeredBy(this.reader, row.id) : new Map<string, string>();
    const overtaken = reviewing ? await this.overtaken(row) : new Map<string, OvertakenFinding>();
    const papers = reviewing ? await papersOf(this.reader, this.keys, row.id) : new Map<CheckName, Paper[]>();
    const checks = shown.flatMap((standing) =>
      rules
        .filter((rule) => rule.id === standing.verdict.rule)
        .map((rule) => ({
          ...viewOf(rule, standing, track, pathOf(row, track)),
          inquiry: answers.get(rule.check) ?? null,
          overtaken: overtaken.get(rule.check) ?? null,
          papers: papers.get(rule.check) ?? [],
        })),
    );
    return { version: row.version, policy: row.policyId, at, checks };
  }

  /** By the check. A correction of another case of the candidate is told in this one at the same instant. */
  private async overtaken({ id, candidateId }: Case): Promise<ReadonlyMap<string, OvertakenFinding>> {
    const found = await overtakenFindings(this.reader, id);
    if (found.size === 0) return new Map();
    const made = (await correctionsOf(this.reader, this.keys, candidateId)).filter(({ outcome }) => outcome === 'made');
    const fieldsAt = (at: string) => made.flatMap((each) => (each.concludedAt === at ? Object.keys(each.changes) : []));
    return new Map([...found].map(([check, { by, at }]) => [check, { by, on: dateInChina(at), fields: fieldsAt(at) }]));
  }
}

function viewOf(
  rule: CheckRule,
  { verdict, index, resolvedBy }: Standing,
  { policy }: Track,
  path: Path,
): Omit<CheckView, 'inquiry' | 'overtaken' | 'papers'> {
  const { id, check, blocks = [], warns = [] } = rule;
  const atApproval = [...blocks, ...warns].includes('approve');
  return {
    rule: id,
    check,
    row: CATALOGUE[check].row,
    kind: CATALOGUE[check].kind,
    words: rule.rule,
    source: cite(policy, rule.source),
    result: verdict.result,
    judgedOn: verdict.on,
    queriedOn: verdict.queriedOn,
    facts: verdict.facts,
    blocks,
    warns,
    step: atApproval ? (rule.step ?? lastReviewBeforeVote(path)) : null,
    verdict: index,
    resolvedBy,
  };
}
