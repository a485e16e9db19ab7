import type { IdempotencyKey, Recorder } from '../audit/record.js';
import { refuse, type Refusal } from '../kernel/refusal.js';
import type { Attribution } from '../policy/actor.js';
import { findBodies, updateCalendar } from './body-row.js';

/** The administrator gives an office a calendar of its own (local holidays, days on which it is closed), or the national one. */
export class SetCalendar {
  constructor(
    private readonly recorder: Recorder,
    /** Those there are, by name. */
    private readonly calendars: readonly string[],
  ) {}

  async execute(
    by: Attribution,
    id: string,
    calendar: string | null,
    key?: IdempotencyKey,
  ): Promise<{ id: string } | Refusal> {
    return this.recorder.write(key, async (tx) => {
      const [body] = await findBodies(tx, [id]);
      if (!body) return refuse('not_found');
      if (calendar !== null && !this.calendars.includes(calendar)) {
        return refuse('calendar_unknown', { calendar, calendars: [...this.calendars] });
      }
      updateCalendar(tx, id, calendar);
      const facts = { was: body.calendar, calendar };
      return { answer: { id }, facts: [{ chain: `body:${id}`, act: 'set_calendar', by, facts }] };
    });
  }
}
