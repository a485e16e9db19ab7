import { Ajv, type ErrorObject } from 'ajv';
import { LineCounter, parseDocument, type Document } from 'yaml';
import { crossCheck } from './cross-check.js';
import { POLICY_SCHEMA, REFINEMENT_SCHEMA } from './policy-schema.js';
import type { Policy, Refinement } from './policy.js';
import { placesOf } from './policy-in-force.js';
import { refine } from './refine.js';

/** One thing wrong with a policy file: where it stands, what is wrong, and what to do. */
export interface PolicyError {
  readonly file: string;
  readonly line: number;
  /** Path of the key, dots between: `periods.notice.length`. Empty for the file as a whole. */
  readonly key: string;
  readonly message: string;
}

/** A policy file: its path, for the messages and to check that it lies where its id says, and what is written in it. */
export interface PolicyFile {
  readonly file: string;
  readonly text: string;
}

type Key = readonly (string | number)[];
type Complain = (key: Key, message: string) => PolicyError;

/** A file that has the form of a policy, or of the refinement of one. */
interface Written {
  readonly file: string;
  readonly value: Policy | Refinement;
  readonly complain: Complain;
}

/** A policy with all its rules, its own and those of the version it refines; complaints go where each is written. */
interface Whole {
  readonly file: string;
  readonly policy: Policy;
  readonly complain: Complain;
}

/** At every start: to check a schema of our own against its meta-schema and to polish code that runs once takes longer. */
const COMPILED_FAST = { validateSchema: false, meta: false, code: { optimize: false } } as const;
const ajv = new Ajv({ allErrors: true, discriminator: true, ...COMPILED_FAST });
const validatePolicy = ajv.compile<Policy>(POLICY_SCHEMA);
const validateRefinement = ajv.compile<Refinement>(REFINEMENT_SCHEMA);

/**
 * Reads the policy files of a folder: the form of each, what it refines, its inner references, and that no two versions of
 * one jurisdiction are valid on the same day. All errors of all files at once.
 */
export function parsePolicies(files: readonly PolicyFile[]): { policies: Policy[] } | { errors: PolicyError[] } {
  const read = files.map(readForm);
  const written = read.flatMap((one) => ('errors' in one ? [] : [one]));
  const errors = read.flatMap((one) => ('errors' in one ? one.errors : []));
  const found = written.map((one) => wholeOf(one, written, errors.length > 0));
  const wholes = found.flatMap((one) => ('errors' in one ? [] : [one]));
  errors.push(
    ...found.flatMap((one) => ('errors' in one ? one.errors : [])),
    ...wholes.flatMap(({ policy, file, complain }) =>
      crossCheck(policy, file).map(({ key, message }) => complain(key, message)),
    ),
    ...written.flatMap((one) => overlaps(one, written)),
  );
  return errors.length > 0 ? { errors: distinct(errors) } : { policies: wholes.map(({ policy }) => policy) };
}

/** What is wrong in a version is wrong in all that refine it, and is told once. */
const distinct = (errors: readonly PolicyError[]): PolicyError[] => [
  ...new Map(errors.map((error) => [JSON.stringify(error), error])).values(),
];

function readForm({ file, text }: PolicyFile): Written | { errors: PolicyError[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineOf = (key: Key) => lines.linePos(offsetOf(document, key)).line;
  const complain: Complain = (key, message) => ({ file, line: lineOf(key), key: key.join('.'), message });

  if (document.errors.length > 0) {
    return {
      errors: document.errors.map((e) => ({ file, line: lines.linePos(e.pos[0]).line, key: '', message: e.message })),
    };
  }
  const value: unknown = document.toJS();
  const validate = isRefinement(value) ? validateRefinement : validatePolicy;
  if (validate(value)) return { file, value, complain };
  return { errors: (validate.errors ?? []).filter(speaks).map((e) => complain(keyOf(e, value), wordsFor(e))) };
}

const isRefinement = (value: unknown): value is Refinement =>
  typeof value === 'object' && value !== null && 'refines' in value;

/**
 * @param silent some file cannot be read, and may be the one that is missed here: it is told of already
 * @returns the rules of a file together with those of the version it refines
 */
function wholeOf(one: Written, all: readonly Written[], silent: boolean): Whole | { errors: PolicyError[] } {
  const { file, value, complain } = one;
  if (!isRefinement(value)) return { file, policy: value, complain };
  const base = all.find(({ value: other }) => other.policy === value.refines);
  if (!base) {
    const message = `there is no file with the version "${value.refines}"; write the id of one, or put its file back`;
    return { errors: silent ? [] : [complain(['refines'], message)] };
  }
  if (!comesBefore(base.value, value)) {
    const message = `must be a version of a higher place, or an earlier one of ${value.jurisdiction}`;
    return { errors: [complain(['refines'], message)] };
  }
  const whole = wholeOf(base, all, silent);
  if ('errors' in whole) return whole;
  const { policy, origin } = refine(whole.policy, value);
  return {
    file,
    policy,
    complain: (key, message) => {
      const place = origin(key);
      return place.own ? complain(place.key, message) : whole.complain(place.key, message);
    },
  };
}

/** Only upwards or back in time: so no chain of refinements comes back to where it began. */
function comesBefore(base: Policy | Refinement, own: Refinement): boolean {
  if (base.jurisdiction === own.jurisdiction) return base.validFrom < own.validFrom;
  return placesOf(own.jurisdiction).includes(base.jurisdiction);
}

/** A version without an end gives way to the next; one with an end must have ended by then. */
function overlaps({ value, complain }: Written, all: readonly Written[]): PolicyError[] {
  const { validTo, validFrom, jurisdiction } = value;
  if (validTo === null) return [];
  return all
    .filter(({ value: other }) => other.jurisdiction === jurisdiction && validFrom < other.validFrom)
    .filter(({ value: other }) => other.validFrom <= validTo)
    .map(({ value: other }) =>
      complain(
        ['validTo'],
        `overlaps with ${other.policy}, valid from ${other.validFrom}; end this version the day before, or begin the other later`,
      ),
    );
}

/** The offset of the deepest part of the path that exists, so that a missing key points at its parent. */
function offsetOf(document: Document, key: Key): number {
  for (let depth = key.length; depth > 0; depth--) {
    const node = document.getIn(key.slice(0, depth), true) as { range?: [number, number, number] } | undefined;
    if (node?.range) return node.range[0];
  }
  return 0;
}

/** `oneOf` and `if` failures only summarise the errors beneath them, which say more. */
const speaks = (e: ErrorObject) => e.keyword !== 'oneOf' && e.keyword !== 'anyOf';

/** Where the error lies; a key that should not be there is itself the place. */
function keyOf(e: ErrorObject, root: unknown): Key {
  let at: unknown = root;
  const place = e.instancePath
    .split('/')
    .slice(1)
    .map((part) => {
      const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
      const step = Array.isArray(at) ? Number(name) : name;
      at = (at as Record<string | number, unknown>)[step];
      return step;
    });
  const { additionalProperty } = e.params as { additionalProperty?: string };
  return additionalProperty === undefined ? place : [...place, additionalProperty];
}

function wordsFor(e: ErrorObject): string {
  const params = e.params as Record<string, unknown>;
  if (e.keyword === 'additionalProperties') {
    return `unknown key "${String(params['additionalProperty'])}"; remove it or correct its spelling`;
  }
  if (e.keyword === 'required') return `the key "${String(params['missingProperty'])}" is missing; add it`;
  if (e.keyword === 'enum') return `must be one of ${(params['allowedValues'] as string[]).join(', ')}`;
  return `${e.message ?? 'is not valid'}; correct the value`;
}
