import type { Track } from '../../src/cases/policy-book.js';
import { canonicalJson } from '../../src/kernel/canonical-json.js';
import type { CheckFacts, Finding } from '../../src/policy/checks/facts.js';
import { gateOf, isGated } from '../../src/policy/checks/gates.js';
import { appliesTo, judgeChecks, type Verdict } from '../../src/policy/checks/judge.js';
import { CHECKS, type CheckName, type GatedAct } from '../../src/policy/terms.js';
import type { CaseAct } from '../../src/workflow/events.js';

/** Where a case stands, as far as checks go. */
export interface Gated {
  /** At which somebody decides; null elsewhere. */
  readonly step: string | null;
  readonly skipped: readonly string[];
  /** The steps that agreed on data that is another since. */
  readonly unsettled: readonly string[];
}

/** What is known of a candidate, and what the checks of the policy come to by that. */
export class Verdicts {
  /** The checks that the policy asks for of this candidate: by their posts, their organisation and the occasion, which stay. */
  readonly asked: readonly CheckName[];
  private readonly against = new Set<CheckName>();
  private judged: { readonly facts: CheckFacts; readonly verdicts: Map<string, readonly Verdict[]> };

  constructor(
    private readonly track: Track,
    private known: CheckFacts,
  ) {
    this.asked = (track.policy.checks ?? []).flatMap((rule) => (appliesTo(rule, known) ? [rule.check] : []));
    this.judged = { facts: known, verdicts: new Map() };
  }

  get facts(): CheckFacts {
    return this.known;
  }

  learns(more: Partial<CheckFacts>): void {
    this.known = { ...this.known, ...more };
  }

  /** Whether something was found against the candidate that no department answered otherwise to since. */
  isAgainst(check: CheckName): boolean {
    return this.against.has(check);
  }

  finds(found: Readonly<Partial<Record<CheckName, Finding>>>, by: 'handler' | 'department'): void {
    for (const check of CHECKS) {
      if (found[check]?.answer === 'adverse') this.against.add(check);
      else if (found[check] && by === 'department') this.against.delete(check);
    }
    this.learns({ findings: { ...this.known.findings, ...found } });
  }

  /** What the checks come to that stand in the way of an act; judged once for what is known on a day. */
  before(day: string, act: CaseAct, at: Gated): readonly Verdict[] {
    if (!isGated(act)) return [];
    if (this.judged.facts !== this.known) this.judged = { facts: this.known, verdicts: new Map() };
    const name = `${day} ${act} ${at.step ?? ''} ${at.unsettled.join()}`;
    const known = this.judged.verdicts.get(name) ?? this.judge(day, act, at);
    this.judged.verdicts.set(name, known);
    return known;
  }

  private judge(day: string, act: GatedAct, { step, skipped, unsettled }: Gated): Verdict[] {
    const { policy, course } = this.track;
    const rules = (policy.checks ?? []).filter(
      (rule) => !rule.posts || rule.posts.some((post) => this.known.candidate.posts.includes(post)),
    );
    const { blocking } = gateOf({ checks: rules }, { stages: course.route.stages, skipped }, act, step, unsettled);
    return judgeChecks(blocking, policy.limits, { ...this.known, today: day });
  }

  /** What all checks come to, each by a name, and one that passes by its rule alone. */
  namesOn(day: string): string {
    const { checks = [], limits } = this.track.policy;
    const verdicts = judgeChecks(checks, limits, { ...this.known, today: day });
    return verdicts.map((verdict) => (verdict.result === 'pass' ? verdict.rule : nameOf(verdict))).join();
  }
}

const NAMES = new WeakMap<Verdict, string>();

export function nameOf(verdict: Verdict): string {
  const { rule, result, facts, basis = [] } = verdict;
  const name = NAMES.get(verdict) ?? canonicalJson({ rule, result, facts, basis: [...basis] });
  NAMES.set(verdict, name);
  return name;
}
