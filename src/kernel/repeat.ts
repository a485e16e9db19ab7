export interface Repetition {
  /** Starts no further round and waits for the one under way. */
  stop(): Promise<void>;
}

/**
 * Does some work again and again, one round at a time, with a short pause between. The work looks into the database
 * each time: nothing hangs on a timer that would be lost with the process.
 * @param work answers true when there is more of it: then the next round follows at once
 * @param everyMs pause between two rounds, ms
 */
export function repeat(work: () => Promise<unknown>, everyMs: number, failed: (error: unknown) => void): Repetition {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<void> = Promise.resolve();
  const next = (more: unknown) => {
    if (stopped) return;
    timer = setTimeout(
      () => {
        round = work().catch(failed).then(next);
      },
      more === true ? 0 : everyMs,
    );
  };
  next(false);
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await round;
    },
  };
}
