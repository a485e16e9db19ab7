import canonicalize from 'canonicalize';

/** What JSON can hold. Times and ids travel as strings, so nothing else is needed. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/**
 * The one canonical text of a JSON value (RFC 8785, JSON Canonicalization Scheme): equal values give equal bytes,
 * so that a hash or a signature over them can be checked by someone else, in another language.
 *
 * The package behind it, like `JSON.stringify`, leaves out `undefined` and turns a Date into a string without a word.
 * In a record that is hashed a silently missing fact is a false record, so everything JSON cannot hold is refused.
 *
 * @throws TypeError naming the place (never the value, which may be personal data) when something is not JSON:
 *   undefined, a hole in an array, NaN, Infinity, a bigint, function or symbol, a lone surrogate, a cycle, or an
 *   object that is not plain.
 */
export function canonicalJson(value: JsonValue): string {
  const fault = findFault(value, []);
  if (fault !== null) throw notJson(`${fault.of ?? ''}$${fault.place}`, fault.what);
  const text = canonicalize(value);
  if (text === undefined) throw notJson('$', 'has no JSON text');
  return text;
}

/** What JSON cannot hold. The place is put together on the way back from it: nearly always there is none. */
interface Fault {
  /** Words before the place, if it is not the value itself. */
  readonly of?: string;
  readonly place: string;
  readonly what: string;
}

const LONE_SURROGATE = 'holds a lone surrogate, which has no UTF-8 bytes';
// With the u flag a surrogate pair is one character, so this class finds only halves that stand alone.
const hasLoneSurrogate = (text: string): boolean => /\p{Surrogate}/u.test(text);

function findFault(value: unknown, ancestors: readonly object[]): Fault | null {
  if (value === null || typeof value === 'boolean') return null;
  if (typeof value === 'string') return hasLoneSurrogate(value) ? here(LONE_SURROGATE) : null;
  if (typeof value === 'number') {
    return Number.isFinite(value) ? null : here(`is ${value}, which JSON has no number for`);
  }
  if (typeof value !== 'object') return here(`is of type ${typeof value}, which JSON cannot hold`);

  if (ancestors.includes(value)) return here('contains itself');
  const within = [...ancestors, value];
  if (Object.getOwnPropertySymbols(value).length > 0) return here('has a symbol as a key');
  if (Array.isArray(value)) return findFaultInArray(value, within);
  if (!isPlain(value)) return here('is not a plain object');
  for (const [key, member] of Object.entries(value)) {
    if (hasLoneSurrogate(key)) return { of: 'a key of ', ...here(LONE_SURROGATE) };
    const fault = findFault(member, within);
    if (fault !== null) return { ...fault, place: `[${JSON.stringify(key)}]${fault.place}` };
  }
  return null;
}

function findFaultInArray(items: readonly unknown[], within: readonly object[]): Fault | null {
  // By index, because a hole is skipped by forEach and by entries of the object, yet would come out as null.
  for (let index = 0; index < items.length; index += 1) {
    const fault = findFault(items[index], within);
    if (fault !== null) return { ...fault, place: `[${index}]${fault.place}` };
  }
  return Object.keys(items).length === items.length ? null : here('is an array with named properties');
}

const here = (what: string): Fault => ({ place: '', what });

/** Plain: made by a literal, by JSON.parse or without a prototype, also in another realm (a worker, a test's sandbox). */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function notJson(place: string, what: string): TypeError {
  return new TypeError(`Cannot be written as canonical JSON: ${place} ${what}.`);
}
