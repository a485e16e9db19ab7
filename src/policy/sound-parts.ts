import { PERIOD_KEYS } from './terms.js';
import type { Policy } from './policy.js';

export type Key = readonly (string | number)[];

/** What is left of a policy file when its faulty parts are taken out, so that the sound ones can be looked at all the same. */
export interface SoundParts {
  readonly value: unknown;
  /** The sections that are not whole: of them nobody can say that something is not there. */
  readonly unsound: ReadonlySet<string>;
  /** Where a part of the value is written; undefined if it stands in for a faulty one. */
  readonly origin: (key: Key) => Key | undefined;
}

const words = { 'zh-CN': '-', en: '-' };

/** A policy that says nothing: its parts stand in for those that a file lacks or has wrong. Nothing is ever told of them. */
const BLANK: Policy = {
  policy: '000000/0001-01-01',
  jurisdiction: '000000',
  name: words,
  validFrom: '0001-01-01',
  validTo: null,
  sources: { none: '-' },
  limits: {
    maximumAge: { value: 1, unit: 'years', source: 'assumed', posts: ['president'] },
    maximumTermsServed: { value: 1, unit: 'terms', source: 'assumed', posts: ['president'] },
  },
  incompatiblePosts: [],
  periods: Object.fromEntries(
    PERIOD_KEYS.map((key) => [key, { length: 1, unit: 'working_days', whenPassed: 'overdue', source: 'assumed' }]),
  ) as Policy['periods'],
  reasons: [{ code: 'none', acts: ['reject'], ...words }],
  routes: [
    {
      id: 'none',
      name: words,
      regimes: ['dual_management'],
      occasions: ['founding'],
      posts: ['president'],
      source: 'assumed',
      revokedBy: 'registration_authority',
      stages: [{ kind: 'election' }],
      completions: [{ id: 'none', acts: [] }],
    },
  ],
};

/** Of a file that states only what differs, nothing but its head has to be there. */
const HEAD = ['policy', 'jurisdiction', 'name', 'validFrom', 'validTo'] as const;

const blankOf = (file: object): Readonly<Record<string, unknown>> =>
  'refines' in file ? Object.fromEntries(HEAD.map((key) => [key, BLANK[key]])) : { ...BLANK };

/**
 * Takes the faulty parts out: of a list its element, of a section its key, otherwise the section as a whole.
 * @param faulty where the form is wrong; of a key that is missing, its own place
 * @param known the sections that such a file can have: a key of another name may be any of those that are not there
 */
export function soundParts(file: object, faulty: readonly Key[], known: readonly string[]): SoundParts {
  const blank = blankOf(file);
  const named = faulty.flatMap(([section]) => (section === undefined ? [] : [String(section)]));
  const misspelt = named.some((section) => !known.includes(section));
  const absent = misspelt ? known.filter((section) => !(section in file)) : [];
  const parts: Record<string, unknown> = { ...file };
  const kept = new Map<string, readonly number[]>();
  for (const section of new Set([...named, ...absent])) {
    const within = faulty.filter(([first]) => first === section).map(([, second]) => second);
    const { part, places } = partOf(parts[section], within, blank[section]);
    if (part === undefined) Reflect.deleteProperty(parts, section);
    else parts[section] = part;
    if (places) kept.set(section, places);
  }
  const units = faulty.map((key) => JSON.stringify(unitOf(key, kept)));
  return {
    value: parts,
    unsound: new Set([...named, ...absent]),
    origin: (key) => {
      const placed = originOf(key, kept);
      const standsIn = [1, 2].some((depth) => units.includes(JSON.stringify(placed?.slice(0, depth))));
      return standsIn ? undefined : placed;
    },
  };
}

/** The smallest part that is taken out as one: an element of a list that is kept, or else as deep as a key of a section. */
const unitOf = (key: Key, kept: ReadonlyMap<string, readonly number[]>): Key =>
  typeof key[1] === 'number' && !kept.has(String(key[0])) ? key.slice(0, 1) : key.slice(0, 2);

function originOf(key: Key, kept: ReadonlyMap<string, readonly number[]>): Key | undefined {
  const [section, index, ...within] = key;
  const places = section === undefined ? undefined : kept.get(String(section));
  if (section === undefined || !places || typeof index !== 'number') return key;
  const place = places[index];
  return place === undefined ? undefined : [section, place, ...within];
}

/** @param within what is faulty in it; undefined: all of it */
function partOf(
  section: unknown,
  within: readonly (string | number | undefined)[],
  blank: unknown,
): { part: unknown; places?: readonly number[] } {
  if (within.length === 0 || within.includes(undefined) || typeof section !== 'object' || section === null) {
    return { part: blank };
  }
  if (Array.isArray(section)) {
    const places = section.flatMap((_, place) => (within.includes(place) ? [] : [place]));
    const elements = places.map((place) => section[place] as unknown);
    return { part: elements.length > 0 ? elements : blank, places };
  }
  const rest = Object.entries(section).filter(([key]) => !within.includes(key));
  const filled = { ...Object.fromEntries(rest), ...standIns(blank, within) };
  return { part: Object.keys(filled).length > 0 ? filled : blank };
}

const standIns = (blank: unknown, keys: readonly unknown[]) =>
  Object.fromEntries(Object.entries(blank ?? {}).filter(([key]) => keys.includes(key)));
