export interface Repetition {
  /** Starts no further round and waits for the one under way. */
  stop(): Promise<void>;
}

/**
 * Does some work again and again, one round at a time, with a short pause between. The work looks into the database
 * each time: nothing hangs on a timer that would be lost with the process.
 * @param everyMs pause between two rounds, ms
 */
export function repeat(work: () => Promise<unknown>, everyMs: number, failed: (error: unknown) => void): Repetition {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<void> = Promise.resolve();
  const next = () => {
    if (stopped) return;
    timer = setTimeout(() => {
      round = work()
        .then(() => undefined, failed)
        .then(next);
    }, everyMs);
  };
  next();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await round;
    },
  };
}
