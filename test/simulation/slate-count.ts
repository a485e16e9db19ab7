import { POSTS, type Post } from '../../src/policy/terms.js';
import type { Done } from './done.js';
import type { CaseSeen, SlateSeen } from './slate-seen.js';

/** Where it is over for somebody: they neither stand nor hold the post. */
const OVER: readonly string[] = [
  'notPassed',
  'reconsidering',
  'withdrawn',
  'superseded',
  'lapsed',
  'revoked',
  'notElected',
];
const ONE_HOLDER: readonly Post[] = [
  'president',
  'secretary_general',
  'executive_head',
  'legal_representative',
  'party_secretary',
];
const OFFICERS: readonly Post[] = ['president', 'vice_president', 'secretary_general', 'executive_head'];

/** By what was done on a case: whether its candidate was elected, and is over. */
export interface Fate {
  readonly elected: boolean;
  readonly over: boolean;
}
const FATES = new WeakMap<readonly Done[], { readonly acts: number; readonly fate: Fate }>();

export function fateOf({ one: { done } }: CaseSeen): Fate {
  const known = FATES.get(done);
  if (known?.acts === done.length) return known.fate;
  const elected = done.some(({ event }) => event.type === 'record_election' && event.elected);
  const to = done.at(-1)?.to ?? '';
  const revoked = to === 'revoked' || to.startsWith('reconsideringRevocation');
  const fate = { elected, over: revoked ? !(elected && keepsSeat(done)) : OVER.includes(to) };
  FATES.set(done, { acts: done.length, fate });
  return fate;
}

/** Who was elected and then revoked, until the revocation is final. */
function keepsSeat(done: readonly Done[]): boolean {
  const since = done.slice(done.findLastIndex(({ act }) => act === 'revoke') + 1);
  return !since.some(({ act }) => act === 'become_final' || act === 'conclude_reconsideration');
}

/** Seats of a post, as they were stated, or one where there can be no more; without end of a post of which nobody knows. */
export const seatsByHand = ({ of: { particulars } }: Pick<SlateSeen, 'of'>, post: Post): number =>
  particulars.seats?.[post] ?? (ONE_HOLDER.includes(post) ? 1 : Infinity);

/** Who stands for a post or was elected to it, and is not over. */
export const standingFor = ({ cases }: Pick<SlateSeen, 'cases'>, post: Post): CaseSeen[] =>
  cases.filter((each) => each.posts.includes(post) && !fateOf(each).over);

export const electedTo = (slate: Pick<SlateSeen, 'cases'>, post: Post): CaseSeen[] =>
  standingFor(slate, post).filter((each) => fateOf(each).elected);

interface Counted {
  readonly seats: number | null;
  readonly staying: number;
  readonly elected: number;
  readonly running: number;
  readonly vacant: number | null;
}

/** What a roster has to say of a post; null if the slate has nothing to do with it. */
export function countedFor(slate: SlateSeen, post: Post): Counted | null {
  const { particulars, term } = slate.of;
  const stood = slate.cases.some(({ posts }) => posts.includes(post));
  const stays = (particulars.staying ?? []).filter(({ posts }) => posts.includes(post)).length;
  const held = term.held.filter(({ posts }) => posts.includes(post)).length;
  const stated = particulars.seats?.[post] !== undefined;
  if (!stood && !stated && stays + held === 0) return null;
  const [standing, elected] = [standingFor(slate, post).length, electedTo(slate, post).length];
  // Nobody ever stood for it and nobody stated seats: it is to be filled only if somebody left it unseen.
  const open = stood || stated ? seatsByHand(slate, post) : held > stays ? Infinity : 0;
  const seats = open === Infinity ? null : open;
  const vacant = seats === null ? null : seats > standing ? seats - standing : 0;
  return { seats, staying: stays, elected, running: standing - elected, vacant };
}

/**
 * How many officers there will be: as many as there are seats, or as stand where those are fewer. Undefined where one person
 * stands for two of these posts, or where some will lose a contest for seats that nobody stated: then this says nothing.
 */
export function officersByHand(slate: SlateSeen): number | undefined {
  const standing = slate.cases.filter((each) => !fateOf(each).over);
  const persons = new Map<string, Set<Post>>();
  for (const { candidateId, posts } of standing) {
    const held = persons.get(candidateId) ?? new Set();
    for (const post of posts) if (OFFICERS.includes(post)) held.add(post);
    persons.set(candidateId, held);
  }
  if ([...persons.values()].some((posts) => posts.size > 1)) return undefined;
  const endless = OFFICERS.some((post) => seatsByHand(slate, post) === Infinity && standingFor(slate, post).length > 0);
  if (endless && slate.of.particulars.electionMode === 'competitive') return undefined;
  const stay = (slate.of.particulars.staying ?? []).filter(({ posts }) =>
    posts.some((each) => OFFICERS.includes(each)),
  );
  return OFFICERS.reduce(
    (sum, post) => sum + Math.min(standingFor(slate, post).length, seatsByHand(slate, post)),
    stay.length,
  );
}

/** Whether what is reported of the roster is what is counted here. */
export function isAsCounted(slate: SlateSeen): boolean {
  const { posts, officers } = slate.reported;
  const byHand = officersByHand(slate);
  return (
    (officers === null || byHand === undefined || officers === byHand) &&
    POSTS.every((post) => {
      const [said, counted] = [posts.find((each) => each.post === post), countedFor(slate, post)];
      if (!said || !counted) return said === undefined && counted === null;
      const { seats, staying, elected, running, vacant, contested } = said;
      const more = counted.seats !== null && elected + running > counted.seats;
      return (
        contested === more &&
        seats === counted.seats &&
        staying === counted.staying &&
        elected === counted.elected &&
        running === counted.running &&
        vacant === counted.vacant
      );
    })
  );
}
