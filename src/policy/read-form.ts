import { Ajv, type ErrorObject } from 'ajv';
import { formWords, isToldBy } from './form-words.js';
import { readLines } from './lines.js';
import { POLICY_SCHEMA, REFINEMENT_SCHEMA } from './policy-schema.js';
import type { Policy, Refinement } from './policy.js';
import { shareParts } from './share-parts.js';
import { soundParts, type Key, type SoundParts } from './sound-parts.js';

/** One thing wrong with a policy file: where it stands, what is wrong, and what to do. */
export interface PolicyError {
  readonly file: string;
  readonly line: number;
  /** Path of the key, dots between: `periods.notice.length`. Empty for the file as a whole. */
  readonly key: string;
  readonly message: string;
}

/** As they are told: by file and by line. */
export const byPlace = (a: Place, b: Place): number => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1);

type Place = Pick<PolicyError, 'file' | 'line'>;

/** A policy file: its path, for the messages and to check that it lies where its id says, and what is written in it. */
export interface PolicyFile {
  readonly file: string;
  readonly text: string;
}

/** What a file holds that has the form of a policy, or of the refinement of one; its faulty parts are left out. */
export interface Written {
  readonly file: string;
  readonly value: Policy | Refinement;
  readonly unsound: ReadonlySet<string>;
  /** The error at its place; none of a part that only stands in for a faulty one. */
  readonly complain: (key: Key, message: string) => PolicyError[];
  readonly asWritten: AsWritten;
}

/** A file with its faulty parts left in, for what can be told of a part beside another fault of the whole it belongs to. */
export interface AsWritten {
  readonly value: unknown;
  /** Whether the form of what stands there is right, all that is in it included. */
  readonly isSound: (key: Key) => boolean;
  readonly complain: (key: Key, message: string) => PolicyError;
}

export interface FormRead {
  readonly errors: readonly PolicyError[];
  /** Undefined if nothing of the file can be used. */
  readonly written?: Written;
}

/** At every start: to check a schema of our own against its meta-schema and to polish code that runs once takes longer. */
const COMPILED_FAST = { validateSchema: false, meta: false, code: { optimize: false } } as const;
const { parts, schemas } = shareParts({ policy: POLICY_SCHEMA, refinement: REFINEMENT_SCHEMA });
const ajv = new Ajv({ allErrors: true, verbose: true, discriminator: true, inlineRefs: false, ...COMPILED_FAST });
ajv.addSchema(parts);
const validatePolicy = ajv.compile<Policy>(schemas.policy);
const validateRefinement = ajv.compile<Refinement>(schemas.refinement);

export const isRefinement = (value: unknown): value is Refinement =>
  typeof value === 'object' && value !== null && 'refines' in value;

const validatorOf = (value: unknown) =>
  isRefinement(value)
    ? { validate: validateRefinement, known: Object.keys(REFINEMENT_SCHEMA.properties) }
    : { validate: validatePolicy, known: Object.keys(POLICY_SCHEMA.properties) };

/** The form of a file: every error in it, and the parts that have none. */
export function readForm({ file, text }: PolicyFile): FormRead {
  const { document, lineOf, lineAt } = readLines(text);
  const complain = (key: Key, message: string) => ({ file, line: lineOf(key), key: key.join('.'), message });
  if (document.errors.length > 0) {
    return { errors: document.errors.map((e) => ({ file, line: lineAt(e.pos[0]), key: '', message: e.message })) };
  }
  const value: unknown = document.toJS();
  const found = formErrors(value);
  const sound =
    found.length === 0 ? { value, unsound: new Set<string>(), origin: (key: Key) => key } : rest(value, found);
  const errors = found.filter((e) => !isToldBy(found, e)).map((e) => complain(toldAt(e, value), formWords(e)));
  if (!sound || !hasForm(sound.value)) return { errors };
  const { unsound, origin } = sound;
  const at = (key: Key, message: string) => {
    const place = origin(key);
    return place ? [complain(place, message)] : [];
  };
  const faulty = found.map((e) => missingIn(e, keyOf(e, value)));
  const asWritten = { value, complain, isSound: (key: Key) => !faulty.some((fault) => overlap(fault, key)) };
  return { errors, written: { file, value: sound.value, unsound, complain: at, asWritten } };
}

/** Whether one of two places lies within the other. */
const overlap = (a: Key, b: Key) => a.slice(0, b.length).every((step, depth) => step === b[depth]);

const hasForm = (value: unknown): value is Policy | Refinement => validatorOf(value).validate(value);

function formErrors(value: unknown): ErrorObject[] {
  const { validate } = validatorOf(value);
  return validate(value) ? [] : (validate.errors ?? []).filter(speaks);
}

/** What is sound of it: without the faulty parts, or where that leaves no form, without the sections they stand in. */
function rest(value: unknown, found: readonly ErrorObject[]): SoundParts | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { known } = validatorOf(value);
  const faulty = found.map((e) => missingIn(e, keyOf(e, value)));
  const sound = soundParts(value, faulty, known);
  return hasForm(sound.value)
    ? sound
    : soundParts(
        value,
        faulty.map((key) => key.slice(0, 1)),
        known,
      );
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

/** The place at which it is told: of a thing of a kind that nobody knows, where its kind stands. */
function toldAt(e: ErrorObject, root: unknown): Key {
  const { tag } = e.params as { tag?: string };
  return tag === undefined ? keyOf(e, root) : [...keyOf(e, root), tag];
}

/** The place that a missing key would have. */
function missingIn(e: ErrorObject, key: Key): Key {
  const { missingProperty } = e.params as { missingProperty?: string };
  return missingProperty === undefined ? key : [...key, missingProperty];
}
