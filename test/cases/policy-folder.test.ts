// The folder of policies as a start reads it, and as those who write policies look at it.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { explainPolicy } from '../../src/cases/explain-policy.js';
import { PolicyBook } from '../../src/cases/policy-book.js';
import { PolicyFolderError } from '../../src/cases/policy-folder-error.js';
import { POLICY_FILE_SCHEMA } from '../../src/policy/policy-schema.js';
import { PERIOD_KEYS } from '../../src/policy/terms.js';
import { runCommand, TEST_OF_PROGRAMS_MS } from '../database/command.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'renxuan-folder-'));
  cpSync('policies', folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

const change = (file: string, from: string, to: string) => {
  const text = readFileSync(join(folder, file), 'utf8');
  if (!text.includes(from)) throw new Error(`${file} does not say "${from}".`);
  writeFileSync(join(folder, file), text.replace(from, to));
};

/** What a start is refused with, one line each. */
function faultsIn(where: string, today?: string): readonly string[] {
  try {
    PolicyBook.read(where, today);
  } catch (error) {
    if (error instanceof PolicyFolderError) return error.errors;
    throw error;
  }
  return [];
}

const RENAME =
  'call it <jurisdiction>/<first day of validity>.yaml, calendars/<year>.json or calendars/bodies/<name>/<year>.json, ' +
  'or take it out of the folder';

describe('the folder of policies', () => {
  it('holds a province and two refinements of it, each in force where it should be', () => {
    const book = PolicyBook.read(folder);
    const inForce = (place: string, day: string) => book.inForce(place, day)?.policy;
    expect(inForce('330000', '2026-01-01')).toBe('330000/2024-04-15');
    expect(inForce('330100', '2026-01-01')).toBe('330100/2025-01-01');
    expect(inForce('330282', '2026-01-01')).toBe('330200/2025-01-01');
    expect(inForce('330300', '2026-01-01')).toBe('330000/2024-04-15');
    expect(inForce('330100', '2024-12-31')).toBe('330000/2024-04-15');
    // With checks, since July of that year.
    expect(['330000', '330100', '330282', '330300'].map((place) => inForce(place, '2026-07-01'))).toEqual([
      '330000/2026-07-01',
      '330100/2026-07-01',
      '330200/2026-07-01',
      '330000/2026-07-01',
    ]);
  });

  it('has no city that lets an act pass which a check of the province stands in the way of', () => {
    const book = PolicyBook.read(folder);
    const [province, ...cities] = ['330000', '330100', '330200'].map(
      (place) => book.version(`${place}/2026-07-01`).checks,
    );
    const lost = (province ?? []).flatMap(({ id, blocks = [] }) =>
      cities.flatMap((checks = []) =>
        blocks
          .filter((act) => !checks.find((rule) => rule.id === id)?.blocks?.includes(act))
          .map((act) => `${id} ${act}`),
      ),
    );
    expect(lost).toEqual([]);
  });

  // No fault at a start: a version under which cases were opened is not changed any more, and a start has to go on reading it.
  it('says of every step whose silence is consent how often it can put that off by asking for something or by deferring', () => {
    const book = PolicyBook.read(folder);
    const silent = book.ids.flatMap((id) =>
      book
        .version(id)
        .routes.flatMap(({ stages }) =>
          stages.flatMap((stage) => (stage.kind === 'review' && stage.silence?.decision ? [{ id, stage }] : [])),
        ),
    );
    expect(silent.map(({ id, stage }) => [id, stage.step])).toContainEqual(['330100/2026-07-01', 'industry_review']);
    const unbounded = silent.filter(({ stage }) => !(stage.supplements && stage.deferrals));
    expect(unbounded.map(({ id, stage }) => `${id} ${stage.step}`)).toEqual([]);
  });

  it('has those concerned heard before a rejection and a revocation, wherever one is in force since July 2026', () => {
    const book = PolicyBook.read(folder);
    for (const place of ['330000', '330100', '330282', '330300']) {
      const policy = book.inForce(place, '2026-07-01');
      expect([place, policy?.intention?.before]).toEqual([place, ['reject', 'revoke']]);
      expect([place, policy?.periods.answer?.whenPassed]).toEqual([place, 'close_answering']);
    }
  });

  it('is refused in one round with all that is wrong: forms, references, steps out of reach, dates and calendars', () => {
    // In one file: a post nobody knows, and, beside it, a source and a quorum that refer to nothing.
    change('330000/2024-04-15.yaml', 'posts: [president, secretary_general]', 'posts: [president, chairman]');
    change('330000/2024-04-15.yaml', 'validTo: null', 'validTo: 2026-12-31');
    change('330000/2026-07-01.yaml', 'source: L1 L3 L4 CC', 'source: L77');
    change('330100/2026-07-01.yaml', 'atLeast: 2', 'atLeast: 4');
    change('330200/2025-01-01.yaml', 'source: assumed', 'source: nowhere');
    // A route that the ones before leave nothing, so that nobody comes to its steps.
    const last =
      readFileSync(join(folder, '330000/2024-04-15.yaml'), 'utf8').split(/^ {2}- id: dual_management\n/m)[1] ?? '';
    const again = `  - id: never_taken\n${last.split(/^ {2}- id: /m)[0] ?? ''}`;
    writeFileSync(
      join(folder, '330000/2024-04-15.yaml'),
      `${readFileSync(join(folder, '330000/2024-04-15.yaml'), 'utf8')}${again}`,
    );
    rmSync(join(folder, 'calendars', '2025.json'));
    const holiday = '{ "name": "元旦", "from": "2026-01-01", "to": "2026-01-03" },';
    change('calendars/2026.json', '"holidays": [', `"holidays": [ ${holiday}`);
    expect(faultsIn(folder)).toEqual([
      expect.stringMatching(/330000\/2024-04-15\.yaml:\d+ validTo: overlaps with 330000\/2026-07-01/),
      expect.stringMatching(/330000\/2024-04-15\.yaml:\d+ incompatiblePosts\.0\.posts\.1: unknown post "chairman"/),
      expect.stringMatching(/330000\/2024-04-15\.yaml:\d+ routes\.3: no case comes to its steps/),
      expect.stringMatching(/330000\/2026-07-01\.yaml:\d+ [\w.]+\.source: "L77" is not a key of sources/),
      expect.stringMatching(
        /330100\/2026-07-01\.yaml:\d+ routes\.0\.stages\.2\.quorum\.atLeast: 4 of 3 can never agree/,
      ),
      expect.stringMatching(/330200\/2025-01-01\.yaml:\d+ periods\.\w+\.source: "nowhere" is not a key of sources/),
      expect.stringMatching(/2026\.json:\d+ holidays\[1\]: 2026-01-01 to 2026-01-03 belongs to another holiday/),
      expect.stringMatching(/2025\.json: is missing, and policies are in force in 2025/),
    ]);
  });

  it('is refused when the calendar of a year is left out, but not for want of one that is not published yet', () => {
    rmSync(join(folder, 'calendars', '2026.json'));
    expect(PolicyBook.read(folder).calendar.knownYears).toEqual([2024, 2025]);
    cpSync('policies/calendars/2026.json', join(folder, 'calendars', '2026.json'));
    rmSync(join(folder, 'calendars', '2024.json'));
    rmSync(join(folder, 'calendars', '2025.json'));
    expect(() => PolicyBook.read(folder)).toThrow(/2024\.json: is missing.*\n.*2025\.json: is missing/s);
    rmSync(join(folder, 'calendars'), { recursive: true });
    expect(() => PolicyBook.read(folder)).toThrow(/calendars.2024\.json: is missing/);
  });

  it('warns of each year past the last known one that has begun: no deadline that reaches into it fires', () => {
    rmSync(join(folder, 'calendars', '2026.json'));
    const warned = (today: string) =>
      PolicyBook.read(folder, today).warnings.map((line) => /calendars.(\d+\.json: is \w+)/.exec(line)?.[1]);
    expect(warned('2025-10-31')).toEqual([]);
    expect(warned('2026-01-01')).toEqual(['2026.json: is missing']);
    expect(warned('2027-11-28')).toEqual(['2026.json: is missing', '2027.json: is missing', '2028.json: is not']);
  });

  it('warns from November on that the calendar of the next year is not there yet', () => {
    const warned = (today: string) => PolicyBook.read(folder, today).warnings;
    expect(warned('2026-10-31')).toEqual([]);
    for (const today of ['2026-11-01', '2026-12-31']) {
      expect(warned(today)).toEqual([expect.stringMatching(/calendars.2027\.json: is not there yet; add it/)]);
    }
    expect(warned('2025-12-31')).toEqual([]);
  });

  it.each([
    ['a policy under another ending', '330200/2027-01-01.yml'],
    ['a policy in a folder that is no place', '33020/2027-01-01.yaml', '33020/'],
    ['a policy in a folder within a place', '330000/old/2023-01-01.yaml', '330000/old/'],
    ['a policy beside the places', '2027-01-01.yaml'],
    ['a calendar beside the calendars', '2027.json'],
    ['a calendar under another ending', 'calendars/2027.yaml'],
    ["a calendar beside those of the bodies' names", 'calendars/bodies/2026.json'],
    ['a calendar of a body under another ending', 'calendars/bodies/closed/2026.txt'],
  ])('is refused when it holds what no start reads: %s', (_what, file, told = file) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), '');
    expect(faultsIn(folder)).toEqual([`${join(folder, told)}: is not read; ${RENAME}`]);
  });

  it('may hold a README, the schema, examples and files of a dot', () => {
    for (const file of ['README.md', '.gitkeep', '330000/.2026-07-01.yaml.swp', '330000/README.zh.md']) {
      writeFileSync(join(folder, file), '');
    }
    mkdirSync(join(folder, '.git'));
    writeFileSync(join(folder, '.git', 'HEAD'), '');
    expect(faultsIn(folder)).toEqual([]);
  });

  it('is refused when it holds no policy', () => {
    for (const place of ['330000', '330100', '330200']) rmSync(join(folder, place), { recursive: true });
    expect(() => PolicyBook.read(folder)).toThrow(/holds no policy/);
  });

  it('has the schema that a start checks, for editors', () => {
    expect(JSON.parse(readFileSync('policies/policy.schema.json', 'utf8'))).toEqual(POLICY_FILE_SCHEMA);
  });
});

describe('a policy explained', () => {
  const explained = (id: string) => {
    const book = PolicyBook.read(folder);
    return explainPolicy(book.version(id), book.tracksOf(book.version(id)));
  };

  it('says its dates, what it refines, and every period with its length and source', () => {
    const text = explained('330200/2025-01-01');
    expect(text).toContain('330200/2025-01-01: in force from 2025-01-01, refines 330000/2024-04-15');
    expect(text).toContain('| notice | 7 working days | close_notice | assumed |');
    expect(text).toMatch(/^\| grassroots_opinion_missing \| return_for_supplement \|/m);
    for (const period of PERIOD_KEYS) expect(text).toMatch(new RegExp(`^\\| ${period} \\| \\d+ `, 'm'));
  });

  it('lists what is checked, of whom, by which numbers, and what it stands in the way of', () => {
    const text = explained('330200/2026-07-01');
    expect(text).toContain(
      '| mid_term_share | E24 | machine | 届中调整的理事不超过五分之一 At most one council member in five changes in mid-term | social_group; mid_term | {"atMostOneIn":5} |  | approve, record_election |  | G1 assumed |',
    );
    expect(explained('330000/2026-07-01')).toContain('|  | 90 days (assumed) | approve, file, register |  | S10 |');
    expect(explained('330200/2025-01-01')).not.toContain('核查');
  });

  it('has as many cells in every row of every table as the table has heads', () => {
    for (const id of PolicyBook.read(folder).ids) {
      const tables = explained(id)
        .split('\n\n')
        .filter((part) => part.startsWith('|'));
      expect(tables.length).toBeGreaterThan(5);
      for (const rows of tables.map((part) => part.split('\n'))) {
        const cells = (row: string) => row.split(/(?<!\\)\|/).length;
        expect(rows.filter((row) => cells(row) !== cells(rows[0] ?? ''))).toEqual([]);
      }
    }
  });

  it('shows each route as a table of its stages and each course as a diagram of its states', () => {
    const text = explained('330100/2025-01-01');
    expect(text).toMatch(/^\| 3 \| joint_review: 社会工作部牵头联审 .* \| social_work_department \|/m);
    const courses = [...text.matchAll(/^### (.+)$/gm)].map(([, course]) => course);
    expect(courses).toEqual([
      'dual_management/register',
      'dual_management/file_and_register',
      'dual_management/file',
      'direct_or_decoupled/register',
      'direct_or_decoupled/file_and_register',
      'direct_or_decoupled/file',
      'party_post/approval',
    ]);
    expect(text).toContain('review_industry_review_deciding --> review_joint_review_awaiting: 同意');
    expect(text).toContain('review_joint_review_deciding --> review_registration_review_awaiting: 同意');
  });
});

describe('npm run policy', () => {
  const run = (...args: string[]) => runCommand('cli/policy', {}, ...args);

  it(
    'checks a file with the folder it lies in, and ends with 1 when something is wrong',
    async () => {
      const file = join(folder, '330200/2025-01-01.yaml');
      expect(await run('check', file)).toMatchObject({ code: 0, output: expect.stringContaining('sound') });
      change('330200/2025-01-01.yaml', 'length: 7', 'length: seven');
      const { code, output } = await run('check', file);
      expect(code).toBe(1);
      expect(output).toMatch(/330200\/2025-01-01\.yaml:\d+ periods\.\w+\.length: must be integer; correct the value/);
      expect(output).not.toMatch(/ at /);
    },
    TEST_OF_PROGRAMS_MS,
  );

  it(
    'checks the policies of the settings when no file is named, explains one, and prints the schema',
    async () => {
      expect(await run('check')).toMatchObject({ code: 0, output: expect.stringContaining('6 versions') });
      expect((await run('explain', 'policies/330100/2025-01-01.yaml')).output).toContain('stateDiagram-v2');
      expect(JSON.parse((await run('schema')).output)).toEqual(POLICY_FILE_SCHEMA);
    },
    TEST_OF_PROGRAMS_MS,
  );

  it(
    'says how it is used, and which file it could not read',
    async () => {
      expect(await run('explain')).toMatchObject({ code: 2, output: expect.stringContaining('Usage') });
      expect(await run('check', 'nowhere.yaml')).toMatchObject({
        code: 2,
        output: expect.stringContaining('nowhere.yaml is no file'),
      });
      const elsewhere = join(folder, 'calendars', '2024.json');
      expect(await run('check', elsewhere)).toMatchObject({ code: 2, output: expect.stringContaining('does not lie') });
    },
    TEST_OF_PROGRAMS_MS,
  );
});
