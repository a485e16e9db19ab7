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
  refuseWhatIsNotJson(value, '$', []);
  const text = canonicalize(value);
  if (text === undefined) throw notJson('$', 'has no JSON text');
  return text;
}

function refuseWhatIsNotJson(value: unknown, place: string, ancestors: readonly object[]): void {
  if (value === null || typeof value === 'boolean') return;
  if (typeof value === 'string') return refuseLoneSurrogate(value, place);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw notJson(place, `is ${value}, which JSON has no number for`);
    return;
  }
  if (typeof value !== 'object') throw notJson(place, `is of type ${typeof value}, which JSON cannot hold`);

  if (ancestors.includes(value)) throw notJson(place, 'contains itself');
  const within = [...ancestors, value];
  if (Object.getOwnPropertySymbols(value).length > 0) throw notJson(place, 'has a symbol as a key');
  if (Array.isArray(value)) return refuseInArray(value, place, within);

  if (!isPlain(value)) throw notJson(place, 'is not a plain object');
  for (const [key, member] of Object.entries(value)) {
    refuseLoneSurrogate(key, `a key of ${place}`);
    refuseWhatIsNotJson(member, `${place}[${JSON.stringify(key)}]`, within);
  }
}

function refuseInArray(items: readonly unknown[], place: string, within: readonly object[]): void {
  // By index, because a hole is skipped by forEach and by entries of the object, yet would come out as null.
  for (let index = 0; index < items.length; index += 1) refuseWhatIsNotJson(items[index], `${place}[${index}]`, within);
  if (Object.keys(items).length !== items.length) throw notJson(place, 'is an array with named properties');
}

function refuseLoneSurrogate(text: string, place: string): void {
  // With the u flag a surrogate pair is one character, so this class finds only halves that stand alone.
  if (/\p{Surrogate}/u.test(text)) throw notJson(place, 'holds a lone surrogate, which has no UTF-8 bytes');
}

/** Plain: made by a literal, by JSON.parse or without a prototype, also in another realm (a worker, a test's sandbox). */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function notJson(place: string, what: string): TypeError {
  return new TypeError(`Cannot be written as canonical JSON: ${place} ${what}.`);
}
