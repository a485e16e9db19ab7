import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PERIOD_KEYS, type PeriodKey } from '../../src/policy/terms.js';
import { SHIPPED_TEXT } from '../workflow/shipped-courses.js';

/** Length and unit of a period as a policy file writes them. */
export type Span = readonly [length: number, unit: 'working_days' | 'calendar_days'];

/**
 * A folder of policies like the shipped one, with other periods: the value of `POLICIES` for a house. The end of every
 * period must lie in the years whose calendar is published, or nothing ever comes due.
 */
export function policiesWith(periods: Partial<Record<PeriodKey, Span>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'renxuan-policies-'));
  cpSync('policies/calendars', join(folder, 'calendars'), { recursive: true });
  mkdirSync(join(folder, '330000'));
  const text = PERIOD_KEYS.reduce((before, key) => {
    const [length, unit] = periods[key] ?? [];
    if (length === undefined || unit === undefined) return before;
    return before.replace(
      new RegExp(`^(  ${key}: \\{ )length: \\d+, unit: \\w+`, 'm'),
      `$1length: ${length}, unit: ${unit}`,
    );
  }, SHIPPED_TEXT);
  writeFileSync(join(folder, '330000', '2024-04-15.yaml'), text);
  return folder;
}
