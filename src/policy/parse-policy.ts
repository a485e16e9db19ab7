import { Ajv, type ErrorObject } from 'ajv';
import { LineCounter, parseDocument, type Document } from 'yaml';
import { crossCheck } from './cross-check.js';
import { POLICY_SCHEMA } from './policy-schema.js';
import type { Policy } from './policy.js';

/** One thing wrong with a policy file: where it stands, what is wrong, and what to do. */
export interface PolicyError {
  readonly file: string;
  readonly line: number;
  /** Path of the key, dots between: `periods.notice.length`. Empty for the file as a whole. */
  readonly key: string;
  readonly message: string;
}

type Key = (string | number)[];

/** At every start: to check a schema of our own against its meta-schema and to polish code that runs once takes longer. */
const COMPILED_FAST = { validateSchema: false, meta: false, code: { optimize: false } } as const;
const validate = new Ajv({ allErrors: true, discriminator: true, ...COMPILED_FAST }).compile<Policy>(POLICY_SCHEMA);

/**
 * Reads one policy file and checks its form and its inner references, all errors at once.
 * @param file its path, for the messages and to check that it lies where its id says.
 */
export function parsePolicy(file: string, text: string): { policy: Policy } | { errors: PolicyError[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineOf = (key: Key) => lines.linePos(offsetOf(document, key)).line;
  const error = (key: Key, message: string): PolicyError => ({ file, line: lineOf(key), key: key.join('.'), message });

  if (document.errors.length > 0) {
    return {
      errors: document.errors.map((e) => ({ file, line: lines.linePos(e.pos[0]).line, key: '', message: e.message })),
    };
  }
  const value: unknown = document.toJS();
  if (!validate(value)) {
    return { errors: (validate.errors ?? []).filter(speaks).map((e) => error(keyOf(e, value), wordsFor(e))) };
  }
  const errors = crossCheck(value, file).map(({ key, message }) => error(key, message));
  return errors.length > 0 ? { errors } : { policy: value };
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
