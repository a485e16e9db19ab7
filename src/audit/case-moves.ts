import { misfitAt, written, type Entry, type Misfit } from './chain.js';

/** Where every case stands before its first act. */
const BEGINNING = { state: 'draft', version: 0 };

/** An entry that moves a case says to where. A step passed over (`skip_step`) is told beside the move that passed it over. */
export const isMove = ({ facts }: Entry): boolean => facts['to'] !== undefined;

/**
 * The moves of a case follow one another: each begins in the state in which the one before ended, and counts one version
 * more. Whoever writes an entry anew to tell of another decision has to write what follows from it anew as well.
 * @returns the first entry of a case's chain that does not follow from those before
 */
export function misfitOfMoves(entries: readonly Entry[]): Misfit | null {
  let { state, version } = BEGINNING;
  for (const entry of entries) {
    const { from, to, version: told } = entry.facts;
    const expected = isMove(entry) ? version + 1 : version;
    if (told !== expected) return misfitAt(entry, `it tells of version ${written(told)}, where ${expected} follows`);
    if (!isMove(entry)) continue;
    if (from !== state) return misfitAt(entry, `it begins in ${written(from)}, but the case stood in ${state}`);
    if (typeof to !== 'string') return misfitAt(entry, 'it does not say to which state');
    state = to;
    version = expected;
  }
  return null;
}
