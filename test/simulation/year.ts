import { mayDo } from '../../src/cases/may-do.js';
import type { PolicyBook } from '../../src/cases/policy-book.js';
import { THE_PUBLIC, type Official } from '../../src/policy/actor.js';
import { dutiesFor } from '../../src/policy/permissions.js';
import { addPeriod } from '../../src/policy/working-days.js';
import { CASE_ACTS, type CaseAct } from '../../src/workflow/events.js';
import { factsAtRandom } from './facts.js';
import { broken } from './invariants.js';
import { bodiesFor, CONSULTED, staffOf } from './people.js';
import { withQuorums } from './quorums.js';
import { Random } from './random.js';
import { SimulatedCase, type Permits } from './simulated-case.js';
import { tries } from './tries.js';
import { wantedIn } from './wanted.js';

export interface Year {
  readonly seed: number;
  readonly cases: number;
  readonly acts: number;
  /** How often each act was done. */
  readonly did: Readonly<Record<string, number>>;
  /** How often each reminder was sent. */
  readonly reminded: Readonly<Record<string, number>>;
  /** How many cases reached an end, and were decided by people or lapsed. */
  readonly ended: number;
  /** How many cases stood where when the year was over, by state. */
  readonly ends: Readonly<Record<string, number>>;
}

/** Told with the seed, so that the same year can be had again. */
export class InvariantBroken extends Error {}

/** Attempts on one case; many of them are refused. */
const ATTEMPTS = 205;
/** Acts that end a case, turn it back or leave it to one official are tried less often than those that bring it on. */
const SELDOM: readonly CaseAct[] = [
  'withdraw',
  'supersede',
  'revoke',
  'intend_revocation',
  'ask_correction',
  'register_correction',
  'drop_intention',
  'reject',
  'recuse',
  'object',
  'ask_signatures',
  'order_recusal',
  'remove_signature',
  'return_for_supplement',
  'defer',
  'claim',
  'assign',
];

const OF_SIGNERS: readonly CaseAct[] = ['sign', 'approve', 'reject'];

/**
 * A year of cases under every policy that is shipped: people at random try acts at random, days pass, deadlines with them.
 * The invariants are looked at after every act.
 * @throws InvariantBroken with the seed, the case and its acts
 */
export function simulateYear(book: PolicyBook, seed: number, cases: number, permits: Permits = mayDo): Year {
  const random = new Random(seed);
  const tracks = book.ids.flatMap((id) => book.tracksOf(book.version(id)));
  const ends: Record<string, number> = {};
  const did: Record<string, number> = {};
  const reminded: Record<string, number> = {};
  let [acts, ended] = [0, 0];
  for (let n = 0; n < cases; n += 1) {
    const one = oneCase(random, book, random.oneOf(tracks), permits, `seed ${seed}, case ${n}`);
    acts += one.done.length;
    ended += one.row.ended ? 1 : 0;
    for (const { act } of one.done) did[act] = (did[act] ?? 0) + 1;
    for (const of of [...one.deadlines, ...one.letters])
      for (const { reminder } of of.reminded) {
        const name = `${reminder.id} of a ${'inquiry' in of ? 'letter' : 'deadline'}`;
        reminded[name] = (reminded[name] ?? 0) + 1;
      }
    const state = one.row.state.split('.').at(-1) ?? '';
    ends[state] = (ends[state] ?? 0) + 1;
  }
  return { seed, cases, acts, ended, ends, did, reminded };
}

function oneCase(
  random: Random,
  { calendar }: PolicyBook,
  track: SimulatedCase['track'],
  permits: Permits,
  name: string,
): SimulatedCase {
  const { route } = track.course;
  const bodies = bodiesFor(random);
  const everybody = staffOf(bodies);
  const staff = byDuty(everybody);
  const posts = [random.oneOf(route.posts)];
  const [regime, occasion] = [random.oneOf(route.regimes), random.oneOf(route.occasions)];
  const facts = factsAtRandom(random, { posts, regime, occasion });
  let day = addPeriod(calendar, '2026-01-01', { length: 1 + random.below(300), unit: 'calendar_days' }).date;
  const one = new SimulatedCase(withQuorums(random, track), calendar, bodies, facts, permits, day, random.chance(85));
  const look = () => {
    const wrong = broken(one);
    if (wrong.length > 0) throw new InvariantBroken(`${name}: ${wrong.join('; ')}\n${told(one)}`);
  };
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (random.chance(2)) one.bar(random.oneOf(everybody).id);
    if (random.chance(12)) {
      // Now and then nobody does anything for weeks, and often nobody asks to have a rejection reconsidered.
      const length = random.chance(one.row.state === 'notPassed' ? 50 : 8)
        ? 20 + random.below(60)
        : 1 + random.below(4);
      day = addPeriod(calendar, day, { length, unit: 'calendar_days' }).date;
      one.passTo(day, look);
    }
    const before = one.done.length;
    const wanted = wantedIn(one, day);
    const act = actAtRandom(random, one, wanted);
    if (SELDOM.includes(act) && !wanted.includes(act) && random.chance(95)) continue;
    if (one.row.ended && random.chance(one.row.state === 'notPassed' ? 10 : 60)) break;
    const actor = act === 'object' ? THE_PUBLIC : actorAtRandom(random, one, act, { staff, everybody });
    tries(one, actor, act, day, random);
    if (one.done.length > before) look();
  }
  return one;
}

/** Mostly one whose turn it is; often one that brings the case on. */
function actAtRandom(random: Random, one: SimulatedCase, wanted: readonly CaseAct[]): CaseAct {
  if (wanted.length > 0 && random.chance(40)) return random.oneOf(wanted);
  return random.chance(92) && one.turn.length > 0 ? random.oneOf(one.turn) : random.oneOf(CASE_ACTS);
}

/** Mostly one whose turn it could be, and of several who were asked to sign one of them; now and then anybody. */
function actorAtRandom(random: Random, one: SimulatedCase, act: CaseAct, { staff, everybody }: Staff): Official {
  const [duty] = dutiesFor(act);
  const letter =
    act === 'answer_inquiry' || (act === 'recuse' && one.row.context.openInquiries > 0 && random.chance(50));
  const body = letter ? CONSULTED : (one.row.turnBodyId ?? '');
  const near = staff.get(`${body} ${duty ?? ''}`) ?? [];
  const asked = near.filter(({ id }) => OF_SIGNERS.includes(act) && one.signers.includes(id));
  if (asked.length > 0 && random.chance(70)) return random.oneOf(asked);
  const holders = near.filter(({ id }) => one.holders.includes(id));
  if (holders.length > 0 && random.chance(85)) return random.oneOf(holders);
  return random.oneOf(random.chance(85) && near.length > 0 ? near : everybody);
}

interface Staff {
  readonly everybody: readonly Official[];
  /** By the body and the duty that they could act with. */
  readonly staff: ReadonlyMap<string, readonly Official[]>;
}

/** By the body and the duty that they could act with. */
function byDuty(staff: readonly Official[]): ReadonlyMap<string, readonly Official[]> {
  const found = new Map<string, Official[]>();
  for (const official of staff) {
    for (const { body, duty } of official.mandates) {
      found.set(`${body} ${duty}`, [...(found.get(`${body} ${duty}`) ?? []), official]);
    }
  }
  return found;
}

const told = ({ done, row }: SimulatedCase): string =>
  [
    ...done.map(
      ({ day, act, actor, body, from, to }) =>
        `  ${day} ${act} by ${actor.kind === 'official' ? actor.id : actor.kind} for ${body ?? '-'}: ${from} -> ${to}`,
    ),
    `  context ${JSON.stringify(row.context)}`,
  ].join('\n');
