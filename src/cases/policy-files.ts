import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { PolicyFile } from '../policy/parse-policy.js';

/** What lies in a folder of policies. */
export interface FolderContent {
  readonly policies: readonly PolicyFile[];
  readonly calendars: readonly PolicyFile[];
  readonly bodyCalendars: readonly PolicyFile[];
  /** What is none of these and would be passed over: a policy under a wrong name would be missed by nobody. */
  readonly strangers: readonly string[];
}

type Kind = 'policies' | 'calendars' | 'bodyCalendars' | 'beside' | 'stranger';

/** What a file is by its place below the folder: the first that fits. */
const KINDS: readonly (readonly [place: RegExp, kind: Kind])[] = [
  // Of the operator's tools, for readers, and for editors; and examples, which no start reads.
  [/(?:^|\/)(?:\.[^/]*|README[^/]*)$/, 'beside'],
  [/^policy\.schema\.json$/, 'beside'],
  [/^\d{6}\/[^/]+\.yaml$/, 'policies'],
  [/^calendars\/[^/]+\.json$/, 'calendars'],
  [/^calendars\/bodies\/[^/]+\/[^/]+\.json$/, 'bodyCalendars'],
];

/** The folders that are looked into. Another one is told of as a whole. */
const FOLDERS = /^(?:\d{6}|calendars|calendars\/bodies|calendars\/bodies\/[^/]+)$/;
const PASSED_OVER = /(?:^|\/)\.[^/]*$|^calendars\/examples$/;

/**
 * Reads a folder of policies: `<jurisdiction>/<first day of validity>.yaml`, `calendars/<year>.json`,
 * `calendars/bodies/<name>/<year>.json`. Files of a dot, READMEs, the schema and `calendars/examples` may lie beside them.
 */
export function readFolder(folder: string): FolderContent {
  const found = placesBelow(folder, '').map((place) => ({ place, kind: kindOf(place) }));
  const read = (kind: Kind) =>
    found
      .filter((one) => one.kind === kind)
      .map(({ place }) => join(folder, place))
      .map((file) => ({ file, text: readFileSync(file, 'utf8') }));
  return {
    policies: read('policies'),
    calendars: read('calendars'),
    bodyCalendars: read('bodyCalendars'),
    strangers: found.filter(({ kind }) => kind === 'stranger').map(({ place }) => strange(join(folder, place))),
  };
}

const strange = (path: string): string =>
  `${path}: is not read; call it <jurisdiction>/<first day of validity>.yaml, calendars/<year>.json or ` +
  'calendars/bodies/<name>/<year>.json, or take it out of the folder';

/** All files below, with `/` between the folders, and the folders that nothing is looked for in, with one at their end. */
function placesBelow(folder: string, within: string): string[] {
  return readdirSync(join(folder, within))
    .sort()
    .map((name) => (within === '' ? name : `${within}/${name}`))
    .flatMap((place) => {
      // Of what a link leads to: a folder that is mounted may be made of links.
      const isFolder = statSync(join(folder, place), { throwIfNoEntry: false })?.isDirectory() === true;
      if (!isFolder) return [place];
      if (PASSED_OVER.test(place)) return [];
      return FOLDERS.test(place) ? placesBelow(folder, place) : [`${place}/`];
    });
}

const kindOf = (place: string): Kind => KINDS.find(([form]) => form.test(place))?.[1] ?? 'stranger';
