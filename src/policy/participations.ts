import type { Participation } from './may-act.js';
import { INTENDED_BY } from './terms.js';

/** What was done on a case, as it counts for the separation of duties. @param done in the order in which it was done */
export const asTheyCount = (done: readonly Participation[]): Participation[] => withIntenders(withConcluded(done));

/** Whoever told the candidate of a rejection or revocation that somebody then made has made it, too. */
const withIntenders = (done: readonly Participation[]): Participation[] =>
  done.flatMap((one, place) => {
    const act = INTENDED_BY[one.act];
    const made = act !== undefined && done.findLastIndex((each) => each.act === act) > place;
    return made ? [one, { ...one, act }] : [one];
  });

/** One correction is open at a time, so every one that was registered before another act concluded one is concluded. */
function withConcluded(done: readonly Participation[]): Participation[] {
  const last = done.findLastIndex(({ act }) => act === 'conclude_correction');
  return done.map((one, place) => (one.act === 'register_correction' && place < last ? { ...one, over: true } : one));
}
