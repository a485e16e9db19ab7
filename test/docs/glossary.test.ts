import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { read, root, rowsIn } from './markdown.js';

interface Place {
  readonly word: string;
  /** Path from the root. */
  readonly file: string;
  /** What stands in backticks after the link, up to the next one. */
  readonly identifiers: readonly string[];
}

const glossary = 'docs/glossary.md';
/** 中文 | English | where it lives: a link to a file, and the names in that file */
const words = rowsIn(read(glossary)).filter((cells) => cells.length === 3);

const places: Place[] = words.flatMap(([word = '', , where = '']) =>
  [...where.matchAll(/\[[^\]]*\]\(([^)]+)\)([^[]*)/g)].map(([, target = '', after = '']): Place => {
    const file = relative(root, join(root, dirname(glossary), target));
    return { word, file, identifiers: [...after.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name) };
  }),
);

/** Whether a text holds a name as a whole word, not as a part of a longer one. */
const holds = (text: string, name: string): boolean => text.split(/\W+/).includes(name);

describe('docs/glossary.md', () => {
  it('gives each word in Chinese and in English, once', () => {
    expect(words.length).toBeGreaterThan(50);
    expect(words.filter(([zh = '', en = '']) => !/\p{Script=Han}/u.test(zh) || !/[a-z]/i.test(en))).toEqual([]);
    const chinese = words.map(([zh]) => zh);
    expect(chinese.filter((zh, index) => chinese.indexOf(zh) !== index)).toEqual([]);
  });

  it('names a file and a name in it for every word', () => {
    const homeless = words.filter(
      ([zh]) => !places.some(({ word, identifiers }) => word === zh && identifiers.length > 0),
    );
    expect(homeless.map(([zh]) => zh)).toEqual([]);
  });

  it('names only files that are there', () => {
    expect(
      places.filter(({ file }) => !existsSync(join(root, file))).map(({ word, file }) => `${word}: ${file}`),
    ).toEqual([]);
  });

  it('names only what the file it points to holds', () => {
    const missing = places
      .filter(({ file }) => existsSync(join(root, file)))
      .flatMap(({ word, file, identifiers }) =>
        identifiers.filter((name) => !holds(read(file), name)).map((name) => `${word}: ${file} does not hold ${name}`),
      );
    expect(missing).toEqual([]);
  });
});
