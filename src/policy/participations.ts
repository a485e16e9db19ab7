import type { Participation } from './may-act.js';

/** What was done on a case, as it counts for the separation of duties. @param done in the order in which it was done */
export const asTheyCount = (done: readonly Participation[]): Participation[] => withIntenders(withConcluded(done));

/** Whoever told the candidate of a rejection that somebody then made has rejected them, too. */
function withIntenders(done: readonly Participation[]): Participation[] {
  const last = done.findLastIndex(({ act }) => act === 'reject');
  return done.flatMap((one, place) =>
    one.act === 'intend_rejection' && place < last ? [one, { ...one, act: 'reject' }] : [one],
  );
}

/** One correction is open at a time, so every one that was registered before another act concluded one is concluded. */
function withConcluded(done: readonly Participation[]): Participation[] {
  const last = done.findLastIndex(({ act }) => act === 'conclude_correction');
  return done.map((one, place) => (one.act === 'register_correction' && place < last ? { ...one, over: true } : one));
}
