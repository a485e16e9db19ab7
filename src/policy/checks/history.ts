import type { Post } from '../terms.js';
import type { CheckFacts } from './facts.js';

/**
 * Consecutive terms served in a post. Who states fewer than the system itself knows of has served those; undefined when
 * nobody stated it and the system knows of none, which says nothing of the time before.
 */
export function servedTerms({ candidate, occasion }: CheckFacts, post: Post): number | undefined {
  if (occasion === 'founding') return 0;
  const [stated, known = 0] = [candidate.terms[post], candidate.knownTerms[post]];
  return stated === undefined && known === 0 ? undefined : Math.max(stated ?? 0, known);
}

interface Named {
  readonly organisation: string;
}

/** The organisations in which posts are held, in order: one that was declared and is known besides is one. */
export const organisationsOf = (...held: readonly (readonly Named[])[]): string[] =>
  [...new Set(held.flat().map(({ organisation }) => organisation.normalize('NFKC').trim()))].sort();
