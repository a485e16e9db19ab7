import type { CaseContext, CaseEvent } from './events.js';

/** One of the things that a case remembers. */
export type Part = keyof CaseContext;

/** Of a move: what was looked at of the case's memory, and what was changed of it. Nothing else makes a difference to it. */
export interface Notes {
  readonly read: Set<Part>;
  readonly changed: Set<Part>;
}

/** By the event, as the very object that is asked about: XState hands it to every guard and to every change. */
const TAKEN = new WeakMap<CaseEvent, Notes>();

export function takeNotes(event: CaseEvent): Notes {
  const notes: Notes = { read: new Set(), changed: new Set() };
  TAKEN.set(event, notes);
  return notes;
}

/** The memory of a case for whoever looks at it to answer about an event: where notes are taken, what they look at is noted. */
export function seen(context: CaseContext, event: CaseEvent): CaseContext {
  const notes = TAKEN.get(event);
  if (!notes) return context;
  return new Proxy(context, {
    get(target, part: Part) {
      notes.read.add(part);
      return target[part];
    },
  });
}

/** The same change, noted. */
export function changed(event: CaseEvent, change: Partial<CaseContext>): Partial<CaseContext> {
  const notes = TAKEN.get(event);
  for (const part of Object.keys(change) as Part[]) notes?.changed.add(part);
  return change;
}
