import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import { PERIOD_KEYS, type PeriodKey } from '../../src/policy/terms.js';
import { edited } from '../policy/sound-policy.js';
import { SHIPPED_TEXT } from '../workflow/shipped-courses.js';

/** Length and unit of a period as a policy file writes them. */
export type Span = readonly [length: number, unit: 'working_days' | 'calendar_days'];

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A folder of policies with the shipped calendars and this text as the one policy file. */
export function policiesSaying(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'renxuan-policies-'));
  folders.push(folder);
  cpSync('policies/calendars', join(folder, 'calendars'), { recursive: true });
  mkdirSync(join(folder, '330000'));
  writeFileSync(join(folder, '330000', '2024-04-15.yaml'), text);
  return folder;
}

/** The shipped folder of policies, with a key more in one of its files. @param version such as 330200/2026-07-01 */
export function policiesAdding(version: string, text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'renxuan-policies-'));
  folders.push(folder);
  cpSync('policies', folder, { recursive: true });
  appendFileSync(join(folder, `${version}.yaml`), `\n${text}\n`);
  return folder;
}

/** The shipped folder of policies, with other words in one of its files. @param version such as 330200/2026-07-01 */
export function policiesChanging(version: string, from: string, to: string): string {
  const folder = policiesAdding(version, '');
  const file = join(folder, `${version}.yaml`);
  writeFileSync(file, edited(readFileSync(file, 'utf8'), from, to));
  return folder;
}

/**
 * A folder of policies like the shipped one, with other periods: the value of `POLICIES` for a house. The end of every
 * period must lie in the years whose calendar is published, or nothing ever comes due.
 */
export function policiesWith(periods: Partial<Record<PeriodKey, Span>>): string {
  const text = PERIOD_KEYS.reduce((before, key) => {
    const [length, unit] = periods[key] ?? [];
    if (length === undefined || unit === undefined) return before;
    return before.replace(
      new RegExp(`^(  ${key}: \\{ )length: \\d+, unit: \\w+`, 'm'),
      `$1length: ${length}, unit: ${unit}`,
    );
  }, SHIPPED_TEXT);
  return policiesSaying(text);
}
