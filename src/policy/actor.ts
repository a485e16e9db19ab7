import type { Duty } from './terms.js';

/** What an official may do, and for which body; one official can hold several. */
export interface Mandate {
  readonly body: string;
  readonly duty: Duty;
  /** 代理: the official whose duty it is, who is away and named this one; left out of one's own duties. */
  readonly onBehalfOf?: string;
  /** 请假: the duty rests while its holder is away. */
  readonly away?: true;
}

export interface Official {
  readonly kind: 'official';
  readonly id: string;
  readonly mandates: readonly Mandate[];
}

/** Who acts: an official, the clock (a deadline that passed), or a member of the public (an objection). */
export type Actor = Official | { readonly kind: 'clock' } | { readonly kind: 'public' };

/** The first start of an empty database, which enters the demonstration's directory. */
export const THE_SETUP = { kind: 'setup' } as const;
export const THE_CLOCK = { kind: 'clock' } as const;
export const THE_PUBLIC = { kind: 'public' } as const;

/** Who acted, as it stands in the record: the person, for which body, in which duty; for oneself, when one logs in. */
export type Attribution =
  | { readonly kind: 'self'; readonly id: string }
  | { readonly kind: 'setup' }
  | {
      readonly kind: 'official';
      readonly id: string;
      readonly body: string;
      readonly duty: Duty;
      /** Of a delegate: the official in whose duty they acted. */
      readonly onBehalfOf?: string;
    }
  | { readonly kind: 'clock' }
  | { readonly kind: 'public' };

export const holds = (actor: Actor, duty: Duty, body?: string): boolean =>
  actor.kind === 'official' &&
  actor.mandates.some((mandate) => mandate.duty === duty && (body === undefined || mandate.body === body));

/** The mandate with which an official acts, ready for the record; undefined if they do not hold it. */
export const mandateOf = (actor: Actor, duty: Duty, body?: string): Attribution | undefined => {
  if (actor.kind !== 'official') return undefined;
  const mandate = actor.mandates.find((m) => m.duty === duty && (body === undefined || m.body === body));
  return mandate && { kind: 'official', id: actor.id, body: mandate.body, duty };
};
