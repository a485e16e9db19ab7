import type { Policy, Refinement } from './policy.js';

type Key = readonly (string | number)[];

/** A policy with what a refinement writes differently, and where each of its parts is written. */
export interface Refined {
  readonly policy: Policy;
  /** Whether a part is the refinement's own, and under which key it stands in the file it is written in. */
  readonly origin: (key: Key) => { readonly own: boolean; readonly key: Key };
}

/** One part of a list, and the place at which its file has it. */
interface Placed<T> {
  readonly part: T;
  readonly own: boolean;
  readonly index: number;
}

const placed = <T>(parts: readonly T[], own: boolean): Placed<T>[] =>
  parts.map((part, index) => ({ part, own, index }));

/**
 * What a locality's file means: the rules of the version it refines, but for those it writes itself. Limits, periods and
 * sources are replaced one by one; reasons by their code, routes, checks, inquiries and reminders by their id, where the base has them. Routes of its
 * own are tried before those of the base. Posts that exclude each other are added to those of the base.
 */
export function refine(base: Policy, own: Refinement): Refined {
  const {
    reasons = [],
    routes = [],
    checks = [],
    inquiries = [],
    reminders = [],
    incompatiblePosts = [],
    ...rest
  } = own;
  const lists = {
    reasons: replacedBy(placed(base.reasons, false), placed(reasons, true), ({ code }) => code),
    routes: replacedBy(placed(base.routes, false), placed(routes, true), ({ id }) => id, 'before'),
    checks: replacedBy(placed(base.checks ?? [], false), placed(checks, true), ({ id }) => id),
    inquiries: replacedBy(placed(base.inquiries ?? [], false), placed(inquiries, true), ({ id }) => id),
    reminders: replacedBy(placed(base.reminders ?? [], false), placed(reminders, true), ({ id }) => id),
    incompatiblePosts: [...placed(base.incompatiblePosts, false), ...placed(incompatiblePosts, true)],
  };
  const policy: Policy = {
    ...base,
    ...rest,
    sources: { ...base.sources, ...own.sources },
    limits: { ...base.limits, ...own.limits },
    periods: { ...base.periods, ...own.periods },
    reasons: lists.reasons.map(({ part }) => part),
    routes: lists.routes.map(({ part }) => part),
    incompatiblePosts: lists.incompatiblePosts.map(({ part }) => part),
    // Left out where there are none: a version says the same as before there were checks.
    ...(lists.inquiries.length > 0 ? { inquiries: lists.inquiries.map(({ part }) => part) } : {}),
    ...(lists.checks.length > 0 ? { checks: lists.checks.map(({ part }) => part) } : {}),
    ...(lists.reminders.length > 0 ? { reminders: lists.reminders.map(({ part }) => part) } : {}),
  };
  return { policy, origin: originIn(own, lists) };
}

/** The base's parts with those of the same name replaced where they stand, and the new ones before or after them. */
function replacedBy<T>(
  base: readonly Placed<T>[],
  own: readonly Placed<T>[],
  nameOf: (part: T) => string,
  where: 'before' | 'after' = 'after',
): Placed<T>[] {
  const names = base.map(({ part }) => nameOf(part));
  const kept = base.map((one) => own.find(({ part }) => nameOf(part) === nameOf(one.part)) ?? one);
  const added = own.filter(({ part }) => !names.includes(nameOf(part)));
  return where === 'before' ? [...added, ...kept] : [...kept, ...added];
}

function originIn(own: Refinement, lists: Readonly<Record<string, readonly Placed<unknown>[]>>): Refined['origin'] {
  return (key) => {
    const [section = '', part, ...within] = key;
    const list = lists[section];
    if (list === undefined) return { own: isOwn(own, section, part), key };
    const found = typeof part === 'number' ? list[part] : undefined;
    return found ? { own: found.own, key: [section, found.index, ...within] } : { own: section in own, key };
  };
}

function isOwn(own: Refinement, section: string | number, part: string | number | undefined): boolean {
  const written = (own as unknown as Record<string | number, unknown>)[section];
  if (written === undefined || part === undefined || typeof written !== 'object' || written === null) {
    return written !== undefined;
  }
  return part in written;
}
