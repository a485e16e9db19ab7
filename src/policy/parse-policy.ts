import { crossCheck, crossCheckHead, type CrossError } from './cross-check.js';
import { crossCheckPartsOf } from './cross-check-route.js';
import { crossCheckSources } from './cross-check-sources.js';
import { endsNeverReached, routesNeverTaken } from './cross-check-routes.js';
import { meant } from './nearest.js';
import type { Policy, Refinement } from './policy.js';
import { placesOf } from './policy-in-force.js';
import { byPlace, isRefinement, readForm, type PolicyError, type PolicyFile, type Written } from './read-form.js';
import { refine } from './refine.js';
import { isDate } from './working-days.js';

export type { PolicyError, PolicyFile } from './read-form.js';

/** A policy with all its rules, its own and those of the version it refines; complaints go where each is written. */
interface Whole extends Omit<Written, 'value'> {
  readonly policy: Policy;
  /** Its own file, and those of the versions it refines. */
  readonly files: readonly string[];
}

/** What else can be wrong with a policy that is sound in itself, as who builds on it sees it. */
export type FurtherCheck = (policy: Policy) => readonly CrossError[];

export type PoliciesRead =
  | { readonly policies: Policy[] }
  /** `firstYear`: of those that say it, the first year in which a policy is in force. */
  | { readonly errors: PolicyError[]; readonly firstYear: number | undefined };

/**
 * Reads the policy files of a folder: the form of each, what it refines, its inner references, and that no two versions of
 * one jurisdiction are valid on the same day. All errors of all files at once: of a file with faults in its form the sound
 * parts are looked at all the same, and nothing is told that rests on a faulty one. Each file yields a policy or an error.
 * @param further asked of each policy in whose files nothing is wrong
 */
export function parsePolicies(files: readonly PolicyFile[], further: FurtherCheck = () => []): PoliciesRead {
  const read = files.map(readForm);
  const written = read.flatMap((one) => one.written ?? []);
  // A file whose id cannot be read may be the one that is missed by another: it is told of already.
  const illegible = read.some((one) => !one.written || one.written.unsound.has('policy'));
  const errors = read.flatMap((one) => one.errors);
  const found = written.map((one) => wholeOf(one, written, illegible));
  const wholes = found.flatMap((one) => ('errors' in one ? [] : [one]));
  errors.push(
    ...found.flatMap((one) => ('errors' in one ? one.errors : [])),
    ...written.flatMap((one) => told(one, crossCheckHead(one.value, one.file))),
    ...wholes.flatMap((one) => told(one, crossCheck(one.policy))),
    ...wholes.flatMap(toldOfParts),
    ...wholes.flatMap(toldOfRoutes),
    ...written.flatMap((one) => told(one, endsNeverReached(one.value.routes ?? []))),
    ...written.flatMap((one) => overlaps(one, written)),
  );
  const faulty = new Set(errors.map(({ file }) => file));
  const sound = wholes.filter((one) => one.unsound.size === 0 && !one.files.some((file) => faulty.has(file)));
  errors.push(...sound.flatMap((one) => told(one, further(one.policy))));
  return errors.length > 0
    ? { errors: distinct(errors), firstYear: firstYearOf(written) }
    : { policies: wholes.map(({ policy }) => policy) };
}

/** What is told of the parts of a file that are sound, beside a fault in what they belong to. */
const toldOfParts = ({ policy, unsound, asWritten }: Whole): PolicyError[] => {
  const { value, isSound, complain } = asWritten;
  const found = [...crossCheckSources(value, policy.sources, isSound), ...crossCheckPartsOf(value as Policy, isSound)];
  return found
    .filter(({ given = [] }) => !given.some((section) => unsound.has(section)))
    .map(({ key, message }) => complain(key, message));
};

/**
 * The routes of a file that no case comes to, in the order in which all of them are tried. Those of what it refines are told
 * of there; the routes of a refinement may leave them nothing, since they are meant to be tried first.
 */
const toldOfRoutes = (one: Whole): PolicyError[] =>
  told(one, routesNeverTaken(one.policy.routes)).filter(({ file }) => file === one.file);

/** What is wrong in a version is wrong in all that refine it, and is told once. */
const distinct = (errors: readonly PolicyError[]): PolicyError[] =>
  [...new Map(errors.map((error) => [JSON.stringify(error), error])).values()].sort(byPlace);

/** The errors at their places, but for those that could come of a part that is faulty itself. */
const told = ({ unsound, complain }: Pick<Written, 'unsound' | 'complain'>, errors: readonly CrossError[]) =>
  errors
    .filter(({ given = [] }) => !given.some((section) => unsound.has(section)))
    .flatMap(({ key, message }) => complain(key, message));

/** The first year in which a policy is in force; a date that cannot be read says nothing. */
function firstYearOf(written: readonly Written[]): number | undefined {
  const years = written.filter((one) => !isMisplaced(one)).map(({ value }) => Number(value.validFrom.slice(0, 4)));
  return years.length > 0 ? Math.min(...years) : undefined;
}

/**
 * @param silent some file cannot be read, and may be the one that is missed here: it is told of already
 * @returns the rules of a file together with those of the version it refines
 */
function wholeOf(one: Written, all: readonly Written[], silent: boolean): Whole | { errors: PolicyError[] } {
  const { file, value, complain, unsound, asWritten } = one;
  if (!isRefinement(value)) return { file, files: [file], policy: value, complain, unsound, asWritten };
  const base = all.find(({ value: other, unsound: of }) => other.policy === value.refines && !of.has('policy'));
  if (!base) {
    const ids = all.filter((other) => other !== one).map((other) => other.value.policy);
    const message = `there is no file with the version "${value.refines}"; ${meant(value.refines, ids, 'write the id of one, or put its file back')}`;
    return { errors: silent ? [] : complain(['refines'], message) };
  }
  if (!comesBefore(base.value, value)) {
    const message = `must be a version of a higher place, or an earlier one of ${value.jurisdiction}`;
    return { errors: [one, base].some(isMisplaced) ? [] : complain(['refines'], message) };
  }
  const whole = wholeOf(base, all, silent);
  if ('errors' in whole) return whole;
  const { policy, origin } = refine(whole.policy, value);
  return {
    file,
    files: [file, ...whole.files],
    policy,
    asWritten,
    unsound: new Set([...unsound, ...[...whole.unsound].filter((section) => !HEAD.includes(section))]),
    complain: (key, message) => {
      const place = origin(key);
      return place.own ? complain(place.key, message) : whole.complain(place.key, message);
    },
  };
}

/** Whether a file does not say of which place it is, or from which day on: its id and its head tell different things. */
const isMisplaced = ({ unsound, value }: Written): boolean =>
  ['policy', 'jurisdiction', 'validFrom'].some((key) => unsound.has(key)) ||
  value.policy !== `${value.jurisdiction}/${value.validFrom}` ||
  !isDate(value.validFrom);

/** What each file says of itself, whatever it refines. */
const HEAD: readonly string[] = ['policy', 'jurisdiction', 'name', 'validFrom', 'validTo'];

/** Only upwards or back in time: so no chain of refinements comes back to where it began. */
function comesBefore(base: Policy | Refinement, own: Refinement): boolean {
  if (base.jurisdiction === own.jurisdiction) return base.validFrom < own.validFrom;
  return placesOf(own.jurisdiction).includes(base.jurisdiction);
}

/** A version without an end gives way to the next; one with an end must have ended by then. */
function overlaps(one: Written, all: readonly Written[]): PolicyError[] {
  const { value, complain, unsound } = one;
  const { validTo, validFrom, jurisdiction } = value;
  const legible = !unsound.has('validTo') && !isMisplaced(one);
  if (validTo === null || !legible || !isDate(validTo) || validTo < validFrom) return [];
  return all
    .filter((other) => !isMisplaced(other))
    .filter(({ value: other }) => other.jurisdiction === jurisdiction && validFrom < other.validFrom)
    .filter(({ value: other }) => other.validFrom <= validTo)
    .flatMap(({ value: other }) =>
      complain(
        ['validTo'],
        `overlaps with ${other.policy}, valid from ${other.validFrom}; end this version the day before, or begin the other later`,
      ),
    );
}
