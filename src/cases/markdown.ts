import type { Period } from '../policy/policy.js';
import type { Words } from '../policy/words.js';

/** In both languages. */
export const both = (words: Words): string => `${words['zh-CN']} ${words.en}`;

export const lengthOf = ({ length, unit }: Period): string => `${length} ${unit.replace('_', ' ')}`;

/** A table; a bar in a cell is written so that it does not end it. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
