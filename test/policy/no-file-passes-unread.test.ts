// A file yields a policy or an error: whatever is written in its head, it does not go missing without a word.
import { describe, expect, it } from '@jest/globals';
import { parsePolicies, type PolicyFile } from '../../src/policy/parse-policy.js';
import { edited, SOUND, SOUND_FILE } from './sound-policy.js';

const refining = (id: string, refines: string): PolicyFile => {
  const [jurisdiction = '', validFrom = ''] = id.split('/');
  const head = [`policy: ${id}`, `jurisdiction: '${jurisdiction}'`, `refines: ${refines}`];
  const rest = ['name: { zh-CN: 审核, en: Vetting }', `validFrom: ${validFrom}`, 'validTo: null', ''];
  return { file: `policies/${id}.yaml`, text: [...head, ...rest].join('\n') };
};

/** A province, its next version, and a city that refines each: so that what is refined can be gone, too. */
const FILES: readonly PolicyFile[] = [
  { file: SOUND_FILE, text: SOUND },
  refining('330000/2026-07-01', '330000/2024-04-15'),
  refining('330200/2025-01-01', '330000/2024-04-15'),
  refining('330200/2026-07-01', '330000/2026-07-01'),
];

const idIn = ({ file }: PolicyFile) => file.slice('policies/'.length, -'.yaml'.length);

/** What can stand in a head: a line is left out, or says what another line could say. */
const VALUES = [
  ...FILES.map(idIn),
  "'330000'",
  "'330200'",
  "'320200'",
  '2023-07-01',
  '2024-04-15',
  '2025-01-01',
  '2026-07-01',
  '2027-07-01',
  '2026-02-30',
  'null',
  '{}',
];
const HEADS = /^(?:policy|jurisdiction|refines|validFrom|validTo): (.*)$/;

/** The text with one line of its head changed, for every line and every value. */
function oneLineEdits({ text }: PolicyFile): { line: string; to: string; text: string }[] {
  const lines = text.split('\n');
  return lines.flatMap((line, place) => {
    const was = HEADS.exec(line)?.[1];
    if (was === undefined) return [];
    const saying = (to: string[]) => [...lines.slice(0, place), ...to, ...lines.slice(place + 1)].join('\n');
    const others = VALUES.filter((value) => value !== was).map((value) => line.replace(was, value));
    return [{ line, to: '', text: saying([]) }, ...others.map((other) => ({ line, to: other, text: saying([other]) }))];
  });
}

const readWith = (file: string, text: string) =>
  parsePolicies(FILES.map((one) => (one.file === file ? { file, text } : one)));

const errorsWith = (file: string, from: string, to: string) => {
  const read = readWith(file, edited(FILES.find((one) => one.file === file)?.text ?? '', from, to));
  return 'errors' in read ? read.errors.map((error) => [error.file, error.key]) : [];
};

describe('whatever one line of the head of a file says', () => {
  it.each(FILES.map((one) => [one.file, one] as const))(
    'all versions are read, or an error is told: %s',
    (_file, one) => {
      const edits = oneLineEdits(one);
      expect(edits.length).toBeGreaterThanOrEqual(4 * VALUES.length);
      const silent = edits.filter(({ text }) => {
        const read = readWith(one.file, text);
        return 'policies' in read ? read.policies.length !== FILES.length : read.errors.length === 0;
      });
      expect(silent.map(({ line, to }) => `${line} → ${to}`)).toEqual([]);
    },
  );
});

describe('a refinement that cannot be placed', () => {
  const PROVINCE = 'policies/330000/2026-07-01.yaml';
  const CITY = 'policies/330200/2026-07-01.yaml';

  it.each([
    ['a first day before that of what it refines', PROVINCE, 'validFrom: 2026-07-01', 'validFrom: 2023-07-01'],
    ['the first day of what it refines', PROVINCE, 'validFrom: 2026-07-01', 'validFrom: 2024-04-15'],
    ['a place elsewhere', CITY, "jurisdiction: '330200'", "jurisdiction: '320200'"],
  ])('since it says %s is told of, and it alone', (_what, file, from, to) => {
    expect(errorsWith(file, from, to)).toEqual([[file, 'policy']]);
  });
});
