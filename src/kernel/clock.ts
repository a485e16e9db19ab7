/** The one source of the present moment. Nothing else in the product asks the machine what time it is. */
export abstract class Clock {
  /** The present instant, ISO 8601 in UTC with milliseconds (`2026-11-23T01:02:03.004Z`). */
  abstract now(): string;
}

/** The machine's own clock. */
export class SystemClock extends Clock {
  now(): string {
    return new Date().toISOString();
  }
}

/** A clock that stands still until it is moved; it refuses to go back, as time does. */
export class MovableClock extends Clock {
  constructor(private instant: string) {
    super();
  }

  now(): string {
    return this.instant;
  }

  /** @param instant ISO 8601, UTC, milliseconds; not before the present one. */
  moveTo(instant: string): void {
    const next = new Date(instant).toISOString();
    if (next < this.instant) throw new RangeError(`The clock stands at ${this.instant}; it cannot go back to ${next}.`);
    this.instant = next;
  }
}
