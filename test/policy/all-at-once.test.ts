import { describe, expect, it } from '@jest/globals';
import { parsePolicies } from '../../src/policy/parse-policy.js';
import { edited, lineOf, SOUND, SOUND_FILE } from './sound-policy.js';

type Edit = readonly [from: string, to: string];

const written = (...edits: readonly Edit[]) => edits.reduce((text, [from, to]) => edited(text, from, to), SOUND);

const keysIn = (text: string, file = SOUND_FILE, ...others: { file: string; text: string }[]) => {
  const parsed = parsePolicies([{ file, text }, ...others]);
  return 'errors' in parsed ? parsed.errors.map(({ key }) => key) : [];
};

const QUORUM: Edit = [
  'step: second, by',
  'step: second, quorum: { agree: at_least, atLeast: 3, signers: 2, source: S0 }, by',
];
const NEVER = 'routes.0.stages.1.quorum.atLeast';

/** Two faults with nothing in common, of which the second lies within what the first leaves without its form. */
const BOTH: readonly (readonly [what: string, edits: readonly Edit[], keys: readonly string[]])[] = [
  [
    'a quorum that no body can meet, and a post of its route',
    [QUORUM, ['posts: [president, vice_president]\n', 'posts: [president, chairman]\n']],
    ['routes.0.posts.1', NEVER],
  ],
  [
    'a quorum that no body can meet, and another stage of its route',
    [QUORUM, ['kind: election', 'kind: party']],
    [NEVER, 'routes.0.stages.3.kind'],
  ],
  [
    'a quorum that no body can meet, and its own stage',
    [QUORUM, ['by: party_building_body', 'by: neighbours']],
    ['routes.0.stages.1.by', NEVER],
  ],
  [
    'a quorum that no body can meet, and an end of its route',
    [QUORUM, ['acts: [file]', 'acts: [celebrate]']],
    [NEVER, 'routes.0.completions.1.acts.0'],
  ],
  [
    'a step that occurs twice, and a regime of its route',
    [
      ['step: second', 'step: first'],
      ['regimes: [dual_management]', 'regimes: [treble]'],
    ],
    ['routes.0.regimes.0', 'routes.0.stages'],
  ],
  [
    'a completion written twice, and a stage of its route',
    [
      ['id: register', 'id: file'],
      ['kind: election', 'kind: party'],
    ],
    ['routes.0.stages.3.kind', 'routes.0.completions'],
  ],
  [
    'an unknown source of a period, and its unit',
    [
      [
        'length: 5, unit: working_days, whenPassed: overdue, source: L1',
        'length: 5, unit: weeks, whenPassed: overdue, source: L9',
      ],
    ],
    ['periods.acceptance.unit', 'periods.acceptance.source'],
  ],
  [
    'an unknown source of a stage, and the posts of its route',
    [
      ['by: supervising_unit, source: S0', 'by: supervising_unit, source: S9'],
      ['posts: [president, vice_president]\n', 'posts: [president, chairman]\n'],
    ],
    ['routes.0.posts.1', 'routes.0.stages.2.source'],
  ],
  [
    'an unknown source of a rule on posts, and its posts',
    [['posts: [president, secretary_general], source: L1', 'posts: [president], source: L9']],
    ['incompatiblePosts.0.posts', 'incompatiblePosts.0.source'],
  ],
];

/** One fault, from which others seem to follow. */
const ONE_CAUSE: readonly (readonly [what: string, edits: readonly Edit[], keys: readonly string[]])[] = [
  ['a last day before the first', [['validTo: null', 'validTo: 2024-04-14']], ['validTo']],
  ['a last day that does not exist, before the first', [['validTo: null', 'validTo: 2024-02-30']], ['validTo']],
  ['a first day that does not exist', [['validFrom: 2024-04-15', 'validFrom: 2027-02-30']], ['validFrom']],
  [
    'a first day that does not exist, after the last',
    [
      ['validFrom: 2024-04-15', 'validFrom: 2027-02-30'],
      ['validTo: null', 'validTo: 2026-01-01'],
    ],
    ['validFrom'],
  ],
  ['another first day than id and place say', [['validFrom: 2024-04-15', 'validFrom: 1924-04-15']], ['policy']],
  ['another place than id and file say', [["jurisdiction: '330000'", "jurisdiction: '340000'"]], ['policy']],
  ['a stage without a kind', [['- { kind: election }', '- { step: voting }']], ['routes.0.stages.3']],
  [
    'a check of the wrong form whose step is wrong',
    [['source: S0 L1', 'source: 5']],
    ['limits.maximumTermsServed.source'],
  ],
];

describe('two faults of one part', () => {
  it.each(BOTH)('are both told: %s', (_what, edits, keys) => {
    expect(keysIn(written(...edits))).toEqual(keys);
  });

  it('are told where a refinement writes them, too', () => {
    const head = SOUND.slice(0, SOUND.indexOf('sources:')).replaceAll('330000', '330200');
    const routes = SOUND.slice(SOUND.indexOf('routes:'));
    const city = edited(
      edited(head.replace('name:', 'refines: 330000/2024-04-15\nname:') + routes, ...QUORUM),
      'posts: [president, vice_president]\n',
      'posts: [president, chairman]\n',
    );
    const file = 'policies/330200/2024-04-15.yaml';
    expect(keysIn(city, file, { file: SOUND_FILE, text: SOUND })).toEqual(['routes.0.posts.1', NEVER]);
  });
});

describe('what follows from a fault', () => {
  it.each(ONE_CAUSE)('is not told besides it: %s', (_what, edits, keys) => {
    expect(keysIn(written(...edits))).toEqual(keys);
  });

  it('is not told in the files that refine the faulty one, nor in its next version', () => {
    const file = (place: string, text: string) => ({ file: `policies/${place}.yaml`, text });
    const city = SOUND.slice(0, SOUND.indexOf('sources:'))
      .replaceAll('330000', '330200')
      .replace('name:', 'refines: 330000/2024-04-15\nname:');
    const next = SOUND.replaceAll('2024-04-15', '2025-01-01');
    for (const [, edits, keys] of ONE_CAUSE.filter(([, , [key]]) => key !== 'validTo')) {
      const others = [file('330200/2024-04-15', city), file('330000/2025-01-01', next)];
      expect(keysIn(written(...edits), SOUND_FILE, ...others)).toEqual(keys);
    }
  });

  it('is not a calendar for each year since a day that is only mistyped', () => {
    const parsed = parsePolicies([
      { file: SOUND_FILE, text: written(['validFrom: 2024-04-15', 'validFrom: 1924-04-15']) },
      { file: 'policies/330000/2025-01-01.yaml', text: SOUND.replaceAll('2024-04-15', '2025-01-01') },
    ]);
    expect('errors' in parsed && parsed.firstYear).toBe(2025);
  });
});

describe('what is wrong in several files', () => {
  it('is told by file and by line, whatever found it', () => {
    const text = written(
      ['source: S0\n    revokedBy', 'source: S9\n    revokedBy'],
      ['source: L1, note', 'source: L9, note'],
      ['acts: [file]', 'acts: [flie]'],
      ['validTo: null', 'validTo: 2024-02-30'],
    );
    const later = edited(SOUND.replaceAll('2024-04-15', '2025-01-01'), 'length: 7', 'lenght: 7');
    const parsed = parsePolicies([
      { file: 'policies/330000/2025-01-01.yaml', text: later },
      { file: SOUND_FILE, text },
    ]);
    expect('errors' in parsed && parsed.errors.map(({ file, line }) => [file, line])).toEqual([
      [SOUND_FILE, lineOf(text, 'validTo')],
      [SOUND_FILE, lineOf(text, 'source: L9')],
      [SOUND_FILE, lineOf(text, 'source: S9')],
      [SOUND_FILE, lineOf(text, 'flie')],
      ['policies/330000/2025-01-01.yaml', lineOf(later, 'lenght')],
    ]);
  });
});
