import type { Official } from '../../src/policy/actor.js';
import { POSTS, type Post } from '../../src/policy/terms.js';
import type { Election, ElectionResult } from '../../src/slates/election.js';
import { addsCandidates, recordsVote } from './acts-on-slate.js';
import type { Random } from './random.js';
import type { CaseOfSlate, SimulatedSlate } from './simulated-slate.js';

const waits = ({ one }: CaseOfSlate) => one.turn.includes('record_election');

/** Mostly once nobody of the slate is under review any more; now and then on some, or on one. */
export function votes(slate: SimulatedSlate, actor: Official, on: CaseOfSlate, day: string, random: Random): boolean {
  const post = random.oneOf(on.posts);
  const others = slate.cases.filter(({ posts }) => posts.includes(post));
  const pending = others.some((each) => !each.one.row.ended && !waits(each) && !wasElected(each));
  if (pending && random.chance(85)) return false;
  const waiting = random.chance(60) ? slate.cases.filter(waits) : others.filter(waits);
  // Nobody lets the members vote on one whose vote will not be recorded, unless by mistake.
  const standing = waiting.filter((each) => each === on || random.chance(20) || isReady(slate, each, day));
  const heldOn = random.chance(80) ? day : earlier(day, 1 + random.below(5));
  return recordsVote(slate, actor, electionAtRandom(slate, standing, heldOn, random), day);
}

function isReady(slate: SimulatedSlate, each: CaseOfSlate, day: string): boolean {
  slate.tells(each, day);
  return each.one.openVerdicts(day, 'record_election').length === 0;
}

const wasElected = ({ one }: CaseOfSlate) => one.done.some(({ act }) => act === 'record_election');

/** Days of one month are enough. */
const earlier = (day: string, days: number): string =>
  `${day.slice(0, 8)}${String(Math.max(1, Number(day.slice(8)) - days)).padStart(2, '0')}`;

/** Mostly figures that can be, with as many elected as there are seats: who has the most votes. */
function electionAtRandom(
  slate: SimulatedSlate,
  standing: readonly CaseOfSlate[],
  heldOn: string,
  random: Random,
): Election {
  const votersDue = 20 + random.below(80);
  const votersPresent = random.chance(98) ? 10 + random.below(votersDue - 9) : votersDue + 1;
  const shares = standing.map((of) => ({ of, votesFor: shareOf(slate, standing, of, votersPresent, random) }));
  const ranked = [...shares].sort((a, b) => b.votesFor - a.votesFor);
  const left = new Map(POSTS.map((post) => [post, freeSeats(slate, post)]));
  const chosen = new Set<string>();
  for (const { of, votesFor } of ranked) {
    const free = of.posts.every((post) => (left.get(post) ?? 0) > 0);
    if (random.chance(!free ? 97 : votesFor > 0 ? 6 : 50)) continue;
    chosen.add(of.id);
    for (const post of of.posts) left.set(post, (left.get(post) ?? 0) - 1);
  }
  const results = shares.map(({ of, votesFor }) => resultOf(of, votesFor, chosen.has(of.id), votersPresent, random));
  return { slateId: 'slate', heldOn, votersDue, votersPresent, results };
}

function resultOf(
  { id: caseId }: CaseOfSlate,
  votesFor: number,
  elected: boolean,
  present: number,
  random: Random,
): ElectionResult {
  const votesAgainst = random.below(present - Math.min(votesFor, present) + 1);
  const abstentions = random.chance(1) ? present : 0;
  return { caseId, version: 1, elected, votesFor, votesAgainst, abstentions };
}

/** Everybody present votes for as many as there are seats, so somebody's share is what the others of the post leave. */
function shareOf(
  slate: SimulatedSlate,
  standing: readonly CaseOfSlate[],
  { posts }: CaseOfSlate,
  present: number,
  random: Random,
): number {
  if (random.chance(standing.length > 1 ? 12 : 4)) return random.oneOf([0, present, present + 1]);
  const least = posts.map((post) => {
    const rivals = standing.filter((each) => each.posts.includes(post)).length;
    return Math.floor((present * (statedSeats(slate, post) ?? rivals)) / rivals);
  });
  const most = Math.min(present, ...least);
  return most - random.below(Math.ceil(most / 3) + 1);
}

const statedSeats = ({ of: { particulars } }: SimulatedSlate, post: Post): number | undefined =>
  particulars.seats?.[post] ?? (post.endsWith('vice_president') || post.endsWith('deputy_secretary') ? undefined : 1);

function freeSeats({ reported }: SimulatedSlate, post: Post): number {
  const known = reported.posts.find((each) => each.post === post);
  return known?.seats ? known.seats - known.elected : 9;
}

/** Somebody else is named in a candidate's place; now and then for other posts, which is refused. */
export function replaces(
  slate: SimulatedSlate,
  actor: Official,
  of: CaseOfSlate,
  day: string,
  random: Random,
): readonly CaseOfSlate[] {
  const open = slate.cases.filter(
    ({ candidateId, one }) => candidateId === of.candidateId && one.turn.includes('supersede'),
  );
  const posts = random.chance(95) ? [...new Set(open.flatMap((each) => each.posts))] : of.posts;
  return addsCandidates(slate, { actor, day, added: [posts], replaces: of });
}

/** Somebody more is named, mostly where a seat is left that nobody stands for. */
export function adds(slate: SimulatedSlate, actor: Official, day: string, random: Random): readonly CaseOfSlate[] {
  const vacant = slate.reported.posts.filter((each) => (each.vacant ?? 0) > 0).map(({ post }) => post);
  if (vacant.length === 0 && random.chance(90)) return [];
  const post = random.oneOf(vacant.length > 0 ? vacant : slate.cases.flatMap(({ posts }) => posts));
  return addsCandidates(slate, { actor, day, added: [[post]] });
}
