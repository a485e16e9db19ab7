// Reads the documents of the project as a careful reader would: their links, headings, tables and commands.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

export const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Every document, by its path from the root: those that lie there, and all under docs/. */
export function documents(): string[] {
  const inDocs = readdirSync(join(root, 'docs'), { recursive: true }).map((name) => `docs/${String(name)}`);
  return [...readdirSync(root), ...inDocs].filter((name) => name.endsWith('.md')).sort();
}

/** The text without its blocks of code, in which brackets and signs mean something else. */
const prose = (text: string): string => text.replaceAll(/^ *```.*?^ *```$/gms, '');

/** The targets of the links of a text, as they are written. */
export const linksIn = (text: string): string[] =>
  [...prose(text).matchAll(/\[[^\]]*\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);

/** The names under which the headings of a text can be linked to: small letters, spaces as hyphens, no other signs. */
export const anchorsIn = (text: string): string[] =>
  [...prose(text).matchAll(/^#+ +(.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

/** The rows of all tables of a text, as lists of cells; without the rows of headings and rules. */
export function rowsIn(text: string): string[][] {
  const lines = prose(text).split('\n');
  return lines.flatMap((line, index) => {
    const heads = /^\|[ :|-]+\|$/.test(lines[index + 1] ?? '');
    const rules = /^\|[ :|-]+\|$/.test(line);
    return line.startsWith('|') && !heads && !rules ? [cellsOf(line)] : [];
  });
}

const cellsOf = (line: string): string[] =>
  line
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim());

/** What stands in backticks in a text. */
export const codeIn = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);

/** The npm scripts that a text tells the reader to run: `npm start`, `npm test`, `npm run …`. */
export const commandsIn = (text: string): string[] =>
  [...text.matchAll(/\bnpm (?:run (?:-s |--silent )?([a-z-]+)|(start|test)\b)/g)].map(
    ([, script, short]) => script ?? short ?? '',
  );
