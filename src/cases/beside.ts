import type { JsonValue } from '../kernel/canonical-json.js';
import type { Attribution } from '../policy/actor.js';
import type { Involved } from '../policy/may-act.js';
import type { Signature } from '../policy/signatures.js';
import type { CaseEvent } from '../workflow/events.js';
import type { Case } from './case-row.js';
import type { Track } from './policy-book.js';

/** An official about to act on a case, already permitted, and who else has to do with it. */
export interface Scene {
  readonly row: Case;
  readonly track: Track;
  readonly by: Extract<Attribution, { kind: 'official' }>;
  readonly involved: Involved;
  /** The signatures that stand. */
  readonly standing: readonly Signature[];
  readonly at: string;
}

/** What goes with an act beside the move itself: for its entry in the record, and rows to be stored under its number. */
export interface Beside {
  /** Names no person who is vetted; enters the audit entry in clear. */
  readonly facts: Readonly<Record<string, JsonValue>>;
  /** Enters it as commitments. */
  readonly sealed: Readonly<Record<string, JsonValue>>;
  readonly store: (number: number) => void;
  /** The event as it is, where rows decide its form. */
  readonly event?: CaseEvent;
  /** The department whose period begins with the act. */
  readonly asked?: string;
  /** The instant from which the next period counts, if it is earlier than the act. */
  readonly since?: string;
}

export const NOTHING: Beside = { facts: {}, sealed: {}, store: () => undefined };

/** With most acts goes nothing, or one thing: then there is nothing to put together. */
export function together(...all: readonly Beside[]): Beside {
  const parts = all.filter((part) => part !== NOTHING);
  const [only = NOTHING, another] = parts;
  if (!another) return only;
  return {
    facts: Object.assign({}, ...parts.map(({ facts }) => facts)) as Beside['facts'],
    sealed: Object.assign({}, ...parts.map(({ sealed }) => sealed)) as Beside['sealed'],
    store: (number) => {
      for (const { store } of parts) store(number);
    },
    ...(Object.assign(
      {},
      ...parts.map(({ event, asked, since }) => ({
        ...(event && { event }),
        ...(asked && { asked }),
        ...(since && { since }),
      })),
    ) as Pick<Beside, 'event' | 'asked' | 'since'>),
  };
}
