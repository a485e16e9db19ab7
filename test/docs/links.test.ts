import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readConfig } from '../../src/config.js';
import { anchorsIn, codeIn, commandsIn, documents, linksIn, read, root, rowsIn } from './markdown.js';

interface Link {
  readonly from: string;
  /** Path from the root. */
  readonly file: string;
  readonly anchor: string | undefined;
}

const links: Link[] = documents().flatMap((from) =>
  linksIn(read(from))
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target): Link => {
      const [path = '', anchor] = target.split('#');
      const file = path === '' ? from : relative(root, join(root, dirname(from), path));
      return { from, file, anchor };
    }),
);
const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts);

describe('the documents', () => {
  it('link only to files that are there', () => {
    const dead = links.filter(({ file }) => !existsSync(join(root, file)));
    expect(dead.map(({ from, file }) => `${from} → ${file}`)).toEqual([]);
  });

  it('link only to headings that are there', () => {
    const dead = links.filter(
      ({ file, anchor }) => anchor !== undefined && file.endsWith('.md') && !anchorsIn(read(file)).includes(anchor),
    );
    expect(dead.map(({ from, file, anchor }) => `${from} → ${file}#${String(anchor)}`)).toEqual([]);
  });

  it('name only commands that package.json has', () => {
    const unknown = documents().flatMap((name) =>
      commandsIn(read(name))
        .filter((command) => !scripts.includes(command))
        .map((command) => `${name}: npm run ${command}`),
    );
    expect(unknown).toEqual([]);
  });
});

describe('the README', () => {
  it('names every command of package.json', () => {
    expect([...new Set(commandsIn(read('README.md')))].sort()).toEqual([...scripts].sort());
  });

  it('lists exactly the settings that the program reads', () => {
    const asked = new Set<string>();
    const spying = new Proxy<Record<string, string | undefined>>(
      {},
      {
        get(_, name) {
          asked.add(String(name));
          return undefined;
        },
      },
    );
    readConfig(spying);
    const listed = rowsIn(read('README.md')).flatMap(([first = '']) =>
      codeIn(first).filter((code) => /^[A-Z][A-Z_]+$/.test(code)),
    );
    expect(listed.sort()).toEqual([...asked].sort());
  });

  it('names every folder of the sources in its picture of the house', () => {
    const folders = readdirSync(join(root, 'src'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => `${name}/`);
    const [, picture = ''] = /^## The house$(.*?)^## /ms.exec(read('README.md')) ?? [];
    expect(folders.filter((name) => !picture.includes(name))).toEqual([]);
  });
});

describe('the decisions', () => {
  const decisions = readdirSync(join(root, 'docs/decisions')).sort();

  it('are numbered from 0001 on, without a gap and none twice', () => {
    const numbers = decisions.map((name) => /^([0-9]{4})-[a-z0-9-]+\.md$/.exec(name)?.[1] ?? name);
    expect(numbers).toEqual(decisions.map((_, index) => String(index + 1).padStart(4, '0')));
  });

  it('carry their number in their title, and say context, decision and consequences', () => {
    const wanting = decisions.filter((name) => {
      const text = read(`docs/decisions/${name}`);
      const said = ['Context', 'Decision', 'Consequences'].every((part) =>
        new RegExp(`^## ${part}\\n+[^#\\s]`, 'm').test(text),
      );
      return !said || !text.startsWith(`# ${name.slice(0, 4)} `);
    });
    expect(wanting).toEqual([]);
  });
});
