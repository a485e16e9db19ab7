import type { CrossError } from './cross-check-rules.js';
import { meant } from './nearest.js';
import type { Policy } from './policy.js';

type Key = readonly (string | number)[];

/**
 * That every rule of a file names its sources by their keys. Asked of the file as it is written: a rule with a fault
 * beside its source is told of both.
 * @param sources those of the file and of the version it refines
 */
export function crossCheckSources(
  file: unknown,
  sources: Policy['sources'],
  isSound: (key: Key) => boolean,
): CrossError[] {
  return citedIn(file, [])
    .filter(({ key }) => isSound(key))
    .flatMap(({ key, cited }) =>
      cited
        .split(' ')
        .filter((source) => source !== 'assumed' && !(source in sources))
        .map((source) => ({ key: [...key], message: unknown(source, sources), given: ['sources' as const] })),
    );
}

const unknown = (source: string, sources: Policy['sources']): string => {
  const what = 'add it there, or write "assumed" where no rule was found';
  return `"${source}" is not a key of sources; ${meant(source, [...Object.keys(sources), 'assumed'], what)}`;
};

/** Whatever stands under a key `source`, wherever that is. */
function citedIn(value: unknown, key: Key): { key: Key; cited: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  const parts: [string | number, unknown][] = Array.isArray(value)
    ? value.map((part: unknown, place) => [place, part])
    : Object.entries(value);
  return parts.flatMap(([name, part]) =>
    name === 'source' && typeof part === 'string'
      ? [{ key: [...key, name], cited: part }]
      : citedIn(part, [...key, name]),
  );
}
