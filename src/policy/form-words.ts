import type { ErrorObject } from 'ajv';
import { meant, nearest } from './nearest.js';
import {
  ALL_PERIOD_KEYS,
  BODY_FUNCTIONS,
  CHECKS,
  CORRECTABLE,
  DEPARTMENTS,
  GATED_ACTS,
  INQUIRY_FIELDS,
  INTENDED_ACTS,
  OCCASIONS,
  ORGANISATION_KINDS,
  OUTCOMES,
  POSTS,
  REASONED_ACTS,
  REGIMES,
} from './terms.js';

/** What the words of a list are called; the words of any other list are called words. */
const CALLED: readonly (readonly [string, readonly string[]])[] = [
  ['post', POSTS],
  ['occasion', OCCASIONS],
  ['regime', REGIMES],
  ['kind of organisation', ORGANISATION_KINDS],
  ['check', CHECKS],
  ['department', DEPARTMENTS],
  ['function of a body', BODY_FUNCTIONS],
  ['period', ALL_PERIOD_KEYS],
  ['field', INQUIRY_FIELDS],
  ['kind of data', CORRECTABLE],
  ['outcome', OUTCOMES],
  ['act', [...REASONED_ACTS, ...GATED_ACTS, ...INTENDED_ACTS, 'register']],
  ['unit', ['working_days', 'calendar_days', 'years', 'terms']],
  ['stage', ['review', 'notice', 'election', 'completion']],
];

/** Of an error in the form: what is wrong there, and what to do. The wrong word is quoted, and the nearest right one named. */
export function formWords(e: ErrorObject): string {
  const params = e.params as Record<string, unknown>;
  if (e.keyword === 'additionalProperties') {
    const key = String(params['additionalProperty']);
    return `unknown key "${key}"; ${meant(key, absentFrom(e), 'remove it or correct its spelling')}`;
  }
  if (e.keyword === 'required') return `the key "${String(params['missingProperty'])}" is missing; add it`;
  if (e.keyword === 'enum') return wordWrong(e.data, params['allowedValues'] as readonly string[]);
  if (e.keyword === 'discriminator') return wordWrong(params['tagValue'], tagsOf(e));
  return `${e.message ?? 'is not valid'}; correct the value${isScalar(e.data) ? ` ${JSON.stringify(e.data)}` : ''}`;
}

/** Whether another of the errors tells of it already: that a key is missing which is only misspelt, or which names the kind of a thing. */
export function isToldBy(all: readonly ErrorObject[], { keyword, params, instancePath }: ErrorObject): boolean {
  const { missingProperty, tagValue } = params as { missingProperty?: string; tagValue?: unknown };
  if (keyword === 'discriminator') return tagValue === undefined;
  if (missingProperty === undefined) return false;
  return all.some((other) => {
    const { additionalProperty } = other.params as { additionalProperty?: string };
    const beside = additionalProperty !== undefined && other.instancePath === instancePath;
    return beside && nearest(additionalProperty, absentFrom(other)) === missingProperty;
  });
}

function wordWrong(data: unknown, allowed: readonly string[]): string {
  const list = `must be one of ${allowed.join(', ')}`;
  if (typeof data !== 'string') return isScalar(data) ? `${list}; not ${JSON.stringify(data)}` : list;
  const called = CALLED.find(([, words]) => allowed.every((word) => words.includes(word)))?.[0] ?? 'word';
  return `unknown ${called} "${data}"; ${meant(data, allowed, list)}`;
}

/** The keys that could stand where one is that nobody knows. */
function absentFrom({ data, parentSchema }: ErrorObject): string[] {
  const { properties = {} } = (parentSchema ?? {}) as { properties?: object };
  return Object.keys(properties).filter((key) => !(key in (data as object)));
}

interface Branch {
  readonly properties: Readonly<Record<string, { readonly const?: string; readonly enum?: readonly string[] }>>;
}

/** The words that tell the forms of a thing apart. */
function tagsOf({ params, parentSchema }: ErrorObject): string[] {
  const { oneOf = [] } = (parentSchema ?? {}) as { oneOf?: readonly Branch[] };
  const { tag } = params as { tag: string };
  return oneOf.flatMap(({ properties }) => {
    const words = properties[tag];
    return words?.const === undefined ? (words?.enum ?? []) : [words.const];
  });
}

const isScalar = (data: unknown) => ['string', 'number', 'boolean'].includes(typeof data);
