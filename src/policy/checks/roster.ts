import type { Post } from '../terms.js';
import type { CheckFacts, RosterFacts, SlateParticulars } from './facts.js';

/** 负责人. */
export const OFFICER_POSTS: readonly Post[] = ['president', 'vice_president', 'secretary_general', 'executive_head'];
export const PARTY_POSTS: readonly Post[] = ['party_secretary', 'party_deputy_secretary'];
/** Posts of which an organisation has one. */
const SINGLE_POSTS: readonly Post[] = [
  'president',
  'secretary_general',
  'executive_head',
  'legal_representative',
  'party_secretary',
];

/** Of a slate of which nothing has become yet, in a term without another one. */
export const AS_HANDED_IN: RosterFacts = {
  lost: 0,
  crossHoldersLost: 0,
  notElected: [],
  changedBefore: 0,
  held: [],
};

/** 应选人数 of a post; null if nobody stated it. */
export const seatsOf = (post: Post, { seats }: SlateParticulars): number | null =>
  seats?.[post] ?? (SINGLE_POSTS.includes(post) ? 1 : null);

/** Whether it is a post of which the organisation has one, by this slate too: whoever else holds it, by whichever slate, has that seat. */
export const isSingle = (post: Post, { seats }: SlateParticulars): boolean =>
  SINGLE_POSTS.includes(post) && (seats?.[post] ?? 1) <= 1;

/** Of a post of which there is one: how many of its seats those take who keep it. Where more are stated, those are to be filled. */
export const seatsKept = (post: Post, particulars: SlateParticulars): number =>
  isSingle(post, particulars) ? holding(particulars.staying ?? [], post).length : 0;

/** One person on the roster, with all the posts they stand for, hold by this slate, or keep. */
export interface OnRoster {
  readonly person: string;
  readonly posts: readonly Post[];
}

/** By person: a candidate with two cases is one. */
export function byPerson<Of extends OnRoster>(cases: readonly Of[]): Of[] {
  const persons = new Map<string, Of>();
  for (const one of cases) {
    const before = persons.get(one.person);
    persons.set(one.person, before ? { ...one, posts: [...new Set([...before.posts, ...one.posts])] } : one);
  }
  return [...persons.values()];
}

export const isOfficer = ({ posts }: Pick<OnRoster, 'posts'>) => posts.some((post) => OFFICER_POSTS.includes(post));
export const holding = <Of extends Pick<OnRoster, 'posts'>>(those: readonly Of[], post: Post): Of[] =>
  those.filter(({ posts }) => posts.includes(post));

/** 负责人总数 when every seat is filled, and the posts for which more stand than there are seats. */
export interface OfficersToBe {
  /**
   * Null: nobody knows how many persons it will be. A rival for one seat stands for another post, too, or it is a contest for
   * seats that nobody stated.
   */
  readonly officers: number | null;
  readonly rivals: readonly Post[];
}

/**
 * How many officers there will be: those who stay, and those elected or still in the running, as many as there are seats for
 * them. Whoever is out, rejected, withdrawn, not elected, is not among them.
 */
export function officersToBe(standing: readonly OnRoster[], slate: SlateParticulars): OfficersToBe {
  const officers = standing.filter(isOfficer);
  const rivals = OFFICER_POSTS.filter((post) => holding(officers, post).length > (seatsOf(post, slate) ?? Infinity));
  const contestants = officers.filter(({ posts }) => rivals.some((post) => posts.includes(post)));
  const sure = officers.length - contestants.length + (slate.staying ?? []).filter(isOfficer).length;
  const several = contestants.some(({ posts }) => posts.filter((post) => OFFICER_POSTS.includes(post)).length > 1);
  const uncounted =
    slate.electionMode === 'competitive' &&
    OFFICER_POSTS.some((post) => seatsOf(post, slate) === null && holding(officers, post).length > 0);
  const seats = rivals.reduce((sum, post) => sum + (seatsOf(post, slate) ?? 0), 0);
  return { officers: several || uncounted ? null : sure + seats, rivals };
}

/** The candidate and those beside them who are in the running or have been elected. */
export const standingIn = ({ candidate, peers }: Pick<CheckFacts, 'candidate' | 'peers'>): OnRoster[] =>
  byPerson([
    { person: '', posts: [...candidate.posts, ...(candidate.alsoFor ?? [])] },
    ...peers.map(({ id, candidate: whose, posts }) => ({ person: whose ?? id, posts })),
  ]);

/** Whether the system knows more holders of a post in this term than are said to stay: somebody left, or was forgotten. */
export const isUnaccounted = (post: Post, { slate, roster }: Pick<CheckFacts, 'slate' | 'roster'>): boolean =>
  holding(roster.held, post).length > holding(slate.staying ?? [], post).length;

/** The posts of officers of which that is so, whoever stands for them: that somebody follows is not said of anybody. */
export const unaccountedPosts = (facts: Pick<CheckFacts, 'slate' | 'roster'>): Post[] =>
  OFFICER_POSTS.filter((post) => isUnaccounted(post, facts));

/** Whether the one seat of a post may not be free, though nobody is said to keep it. */
export const maySeatBeTaken = (post: Post, facts: Pick<CheckFacts, 'slate' | 'roster'>): boolean =>
  SINGLE_POSTS.includes(post) && isUnaccounted(post, facts);
