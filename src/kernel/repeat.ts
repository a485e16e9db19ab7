export interface Repetition {
  /** Starts no further round, tells the one under way to end, and waits for it. */
  stop(): Promise<void>;
}

/**
 * Does some work again and again, one round at a time, with a short pause between. The work looks into the database
 * each time: nothing hangs on a timer that would be lost with the process.
 * @param work answers true when there is more of it: then the next round follows at once. When its signal is aborted it
 * gives up what it waits for outside, and leaves the rest to the next start.
 * @param everyMs pause between two rounds, ms
 * @param firstAfterMs pause before the first; as long as the others unless given
 */
export function repeat(
  work: (ending: AbortSignal) => Promise<unknown>,
  everyMs: number,
  failed: (error: unknown) => void,
  firstAfterMs = everyMs,
): Repetition {
  let stopped = false;
  let ending = new AbortController();
  let round: Promise<void> = Promise.resolve();
  const begin = () => {
    // A new one each round: what is derived from a signal may stay in memory for as long as the signal does.
    ending = new AbortController();
    round = work(ending.signal)
      .catch(failed)
      .then((more) => {
        if (!stopped) timer = setTimeout(begin, more === true ? 0 : everyMs);
      });
  };
  let timer = setTimeout(begin, firstAfterMs);
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      ending.abort();
      await round;
    },
  };
}
