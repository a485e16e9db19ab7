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

/** One person on the roster, with all the posts they stand for, hold by this slate, or keep. */
export interface OnRoster {
  readonly person: string;
  readonly posts: readonly Post[];
}

/** By person: a candidate with two cases is one. */
export function byPerson(cases: readonly OnRoster[]): OnRoster[] {
  const persons = new Map<string, OnRoster>();
  for (const one of cases) {
    const before = persons.get(one.person);
    persons.set(one.person, before ? { ...one, posts: [...new Set([...before.posts, ...one.posts])] } : one);
  }
  return [...persons.values()];
}

const isOfficer = ({ posts }: Pick<OnRoster, 'posts'>) => posts.some((post) => OFFICER_POSTS.includes(post));
export const holding = <Of extends Pick<OnRoster, 'posts'>>(those: readonly Of[], post: Post): Of[] =>
  those.filter(({ posts }) => posts.includes(post));

/** 负责人总数 when every seat is filled, and the posts for which more stand than there are seats. */
export interface OfficersToBe {
  /** Null: a rival for one seat stands for another post too, so nobody knows how many persons it will be. */
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
  const seats = rivals.reduce((sum, post) => sum + (seatsOf(post, slate) ?? 0), 0);
  return { officers: several ? null : sure + seats, rivals };
}

/** The candidate and those beside them who are in the running or have been elected. */
export const standingIn = ({ candidate, peers }: Pick<CheckFacts, 'candidate' | 'peers'>): OnRoster[] =>
  byPerson([
    { person: '', posts: [...candidate.posts, ...(candidate.alsoFor ?? [])] },
    ...peers.map(({ id, candidate: whose, posts }) => ({ person: whose ?? id, posts })),
  ]);

/**
 * The posts of which the system knows more holders in this term than are said to stay, and for which nobody stands who could
 * follow them: somebody left, or was forgotten.
 */
export function unaccountedPosts(facts: Pick<CheckFacts, 'candidate' | 'peers' | 'slate' | 'roster'>): Post[] {
  const { slate, roster } = facts;
  const known = roster.held.map((posts) => ({ posts }));
  const standing = standingIn(facts);
  return OFFICER_POSTS.filter(
    (post) =>
      holding(known, post).length > holding(slate.staying ?? [], post).length && holding(standing, post).length === 0,
  );
}
