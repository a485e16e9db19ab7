import type { PolicyBook } from '../../src/cases/policy-book.js';
import { THE_PUBLIC, type Official } from '../../src/policy/actor.js';
import { addPeriod } from '../../src/policy/working-days.js';
import type { CaseAct } from '../../src/workflow/events.js';
import { InvariantBroken, told } from './broken.js';
import { broken } from './invariants.js';
import type { Random } from './random.js';
import type { Permits } from './simulated-case.js';
import { SimulatedSlate, type CaseOfSlate } from './simulated-slate.js';
import { slateAtRandom } from './slate-at-random.js';
import { brokenTogether, standings } from './slate-invariants.js';
import { tries } from './tries.js';
import { adds, replaces, votes } from './tries-on-slate.js';
import { wantedIn } from './wanted.js';
import { actAtRandom, actorAtRandom, SELDOM, staffFor, type Staff } from './who-tries-what.js';

/** Attempts on one case; many of them are refused. */
const ATTEMPTS = 165;

/** A slate from the day on which it was handed in, until nobody does anything about any of its cases any more. */
export function oneSlate(random: Random, book: PolicyBook, permits: Permits, name: string): SimulatedSlate {
  const { slate: of, posts } = slateAtRandom(random, book);
  const year = new YearOfSlate(random, book, new SimulatedSlate(of, book, permits, random), name);
  for (const each of posts) year.begins(each);
  year.goesBy();
  return year.slate;
}

/** Who submits first reviews nothing. */
const whoSubmitted = (body: string): Official => ({
  kind: 'official',
  id: 'who-submitted',
  mandates: [{ body, duty: 'submitter' }],
});

const isAdverse = ({ one }: CaseOfSlate): boolean => ['notPassed', 'revoked'].includes(one.row.state);

class YearOfSlate {
  private readonly staff: Staff;
  private day: string;
  /** The cases about which somebody may still do something. */
  private going: CaseOfSlate[] = [];

  constructor(
    private readonly random: Random,
    private readonly book: PolicyBook,
    readonly slate: SimulatedSlate,
    private readonly name: string,
  ) {
    this.staff = staffFor(slate.of.bodies);
    this.day = slate.of.submittedOn;
  }

  begins(posts: CaseOfSlate['posts']): void {
    const submitter = whoSubmitted(this.slate.of.bodies.submitting_body);
    this.going.push(...this.slate.names({ posts, day: this.day, submitter, handedIn: true }));
  }

  goesBy(): void {
    const { random, slate } = this;
    for (let attempt = 0; attempt < ATTEMPTS * slate.cases.length && this.going.length > 0; attempt += 1) {
      const of = random.oneOf(this.going);
      if (random.chance(2)) of.one.bar(random.oneOf(this.staff.everybody).id);
      if (random.below(100 * this.going.length) < 12) this.daysPass(of);
      slate.tells(of, this.day);
      // What a decision still needs takes longest to know, and is mostly not asked for.
      const wanted = () => wantedIn(of.one, this.day);
      const act = actAtRandom(random, of.one, wanted);
      if (SELDOM.includes(act) && random.chance(95) && !wanted().includes(act)) continue;
      if (of.one.row.ended && random.chance(isAdverse(of) ? 10 : 60)) this.isLeft(of);
      else this.tried(of, act);
    }
  }

  private isLeft(of: CaseOfSlate): void {
    this.going = this.going.filter((each) => each !== of);
  }

  private tried(of: CaseOfSlate, act: CaseAct): void {
    const { random, day } = this;
    const actor = act === 'object' ? THE_PUBLIC : actorAtRandom(random, of.one, act, this.staff);
    if (actor.kind === 'official' && (act === 'record_election' || act === 'supersede' || random.below(1000) < 2)) {
      this.triedTogether(of, act, actor);
    } else if (tries(of.one, actor, act, day, random)) {
      this.look([of], 'one');
    }
  }

  /** Acts that are about several cases of the slate. */
  private triedTogether(of: CaseOfSlate, act: CaseAct, actor: Official): void {
    const { random, slate, day } = this;
    const kind = act === 'record_election' ? 'vote' : act === 'supersede' ? 'replacement' : 'addition';
    const before = kind === 'vote' ? undefined : standings(slate);
    const done = slate.cases.map(({ one }) => one.done.length);
    if (kind === 'vote') votes(slate, actor, of, day, random);
    if (kind === 'replacement') this.going.push(...replaces(slate, actor, of, day, random));
    if (kind === 'addition') this.going.push(...adds(slate, actor, day, random));
    const moved = slate.cases.filter(({ one }, place) => one.done.length > (done[place] ?? 0));
    if (moved.length > 0) this.look(moved, kind, before);
  }

  private daysPass(of: CaseOfSlate): void {
    const { random, slate } = this;
    // Now and then nobody does anything for weeks, and often nobody asks to have a rejection or revocation reconsidered; or the server stood.
    const weeks = random.chance(isAdverse(of) ? 50 : 8);
    const length = random.chance(1) ? 150 + random.below(400) : weeks ? 20 + random.below(60) : 1 + random.below(4);
    this.day = addPeriod(this.book.calendar, this.day, { length, unit: 'calendar_days' }).date;
    for (const each of slate.cases) {
      slate.tells(each, this.day);
      each.one.passTo(this.day, () => {
        this.look([each], 'one');
      });
    }
  }

  private look(
    moved: readonly CaseOfSlate[],
    kind: 'one' | 'vote' | 'replacement' | 'addition',
    before: ReadonlyMap<string, string> = new Map(),
  ): void {
    const { slate, name } = this;
    const wrong = [...moved.flatMap(({ one }) => broken(one)), ...brokenTogether(slate, { kind, moved, before })];
    if (wrong.length === 0) return;
    const ids = (kind === 'one' ? moved : slate.cases).map(({ id }) => id);
    throw new InvariantBroken(`${name}: ${[...new Set(wrong)].join('; ')}\n${told(slate, ids)}`);
  }
}
