import { casesOfSlate, type Case } from '../cases/case-row.js';
import { judge, type Means } from '../cases/checks.js';
import { rulesFor } from '../cases/gate.js';
import type { PolicyBook } from '../cases/policy-book.js';
import { becomeOf, membersOf, termFacts } from '../cases/roster-rows.js';
import { sees } from '../cases/scope.js';
import type { Reader } from '../database/reader.js';
import type { Clock } from '../kernel/clock.js';
import type { JsonValue } from '../kernel/canonical-json.js';
import { refuse, type Refusal } from '../kernel/refusal.js';
import { holds, type Official } from '../policy/actor.js';
import type { RosterFacts, SlateParticulars } from '../policy/checks/facts.js';
import { byPerson, officersToBe } from '../policy/checks/roster.js';
import type { CheckName, GatedAct, Post } from '../policy/terms.js';
import type { Words } from '../policy/words.js';
import type { Keys } from '../protected-fields/keys.js';
import { candidatesOf } from './candidate-rows.js';
import { postsOnRoster, type PostOnRoster } from './posts-on-roster.js';
import { findSlate, type Slate } from './slate-row.js';

interface RosterCheck {
  readonly rule: string;
  readonly check: CheckName;
  readonly words: Words;
  readonly result: string;
  readonly facts: Readonly<Record<string, JsonValue>>;
  readonly blocks: readonly GatedAct[];
  readonly warns: readonly GatedAct[];
}

export interface Roster extends Pick<Slate, 'id' | 'occasion' | 'termNumber' | 'version'> {
  readonly policy: string;
  /** 负责人总数; null while it cannot be known. */
  readonly officers: number | null;
  readonly posts: readonly PostOnRoster[];
  /** Who holds posts by other slates of the term and does not stand on this one, by their posts. */
  readonly known: readonly (readonly Post[])[];
  readonly council: SlateParticulars['council'] | null;
  readonly become: Pick<RosterFacts, 'lost' | 'changedBefore'>;
  readonly checks: readonly RosterCheck[];
}

/** The checks that look at the roster as a whole and that a machine answers. */
const OF_ROSTER: readonly CheckName[] = ['roster_size', 'mid_term_share', 'candidates_per_seat'];

/**
 * The roster as it will be after a slate: by what came of it so far, and what is still open. Its submitters see everybody on it;
 * reviewers see who they see elsewhere, and of the others only how many they are.
 */
export class GetRoster {
  private readonly means: Means;

  constructor(
    private readonly reader: Reader,
    book: PolicyBook,
    keys: Keys,
    private readonly clock: Clock,
  ) {
    this.means = { book, keys };
  }

  async execute(actor: Official, id: string): Promise<Roster | Refusal> {
    const slate = await findSlate(this.reader, id);
    const cases = await casesOfSlate(this.reader, id);
    const visible = slate ? await this.visibleTo(actor, slate, cases) : null;
    if (!slate || !visible) return refuse('not_found');
    if (slate.policyId === null) return refuse('slate_not_submitted', { state: slate.state });
    const { organisationId, termNumber, particulars = {} } = slate;
    const [members, candidates, term] = await Promise.all([
      membersOf(this.reader, id),
      candidatesOf(this.reader, id),
      termFacts(this.reader, { organisationId, termNumber, slateId: id }),
    ]);
    const living = members.filter(({ out }) => !out);
    const shown = visible.filter((row) => living.some((member) => member.id === row.id));
    const persons = byPerson(living.map(({ candidate, posts }) => ({ person: candidate, posts })));
    return {
      id,
      occasion: slate.occasion,
      termNumber,
      version: slate.version,
      policy: slate.policyId,
      officers:
        slate.occasion === 'mid_term' && !particulars.staying ? null : officersToBe(persons, particulars).officers,
      posts: postsOnRoster({ particulars, members, held: term.held }, { cases: shown, candidates }),
      known: term.held.map(({ posts }) => posts),
      council: particulars.council ?? null,
      become: { lost: becomeOf(members, particulars).lost, changedBefore: term.changedBefore },
      checks: await this.checksOf(shown),
    };
  }

  /** Null: the slate does not exist for the actor. */
  private async visibleTo(actor: Official, slate: Slate, cases: readonly Case[]): Promise<readonly Case[] | null> {
    if (holds(actor, 'submitter', slate.submittingBodyId)) return cases;
    const seen: Case[] = [];
    for (const row of cases) if ((await sees(this.reader, actor, row)) === 'dossier') seen.push(row);
    return seen.length > 0 ? seen : null;
  }

  /** What the checks of the roster come to, each once: by the cases the asker sees, one for the same posts. */
  private async checksOf(cases: readonly Case[]): Promise<RosterCheck[]> {
    const checks = new Map<string, RosterCheck>();
    const oneOfEach = new Map(cases.map((row) => [row.posts.join(), row]));
    for (const row of oneOfEach.values()) {
      const track = this.means.book.track(row.policyId, row.courseId);
      const rules = rulesFor(row, track).filter(({ check }) => OF_ROSTER.includes(check));
      const { submitted } = await judge(this.reader, this.means.keys, row, track, rules, { at: this.clock.now() });
      for (const { verdict } of submitted()) {
        const rule = rules.find((each) => each.id === verdict.rule);
        if (!rule) continue;
        const { result, facts } = verdict;
        const { id, check, rule: words, blocks = [], warns = [] } = rule;
        checks.set(JSON.stringify([id, result, facts]), { rule: id, check, words, result, facts, blocks, warns });
      }
    }
    return [...checks.values()];
  }
}
