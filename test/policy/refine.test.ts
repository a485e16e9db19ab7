// A locality's file says only what differs: what it means, and where a mistake in it is told.
import { describe, expect, it } from '@jest/globals';
import { refine } from '../../src/policy/refine.js';
import { parsePolicies } from '../../src/policy/parse-policy.js';
import type { Policy } from '../../src/policy/policy.js';
import { edited, lineOf, SOUND, SOUND_FILE } from './sound-policy.js';

const CITY_FILE = 'policies/330200/2025-01-01.yaml';
const HEAD = `policy: 330200/2025-01-01
jurisdiction: '330200'
refines: 330000/2024-04-15
name: { zh-CN: 市级, en: City }
validFrom: 2025-01-01
validTo: null
`;

const ROUTE = (id: string) => edited(SOUND.slice(SOUND.indexOf('  - id: officers')), '- id: officers', `- id: ${id}`);

const read = (city: string, base = SOUND) =>
  parsePolicies([
    { file: CITY_FILE, text: HEAD + city },
    { file: SOUND_FILE, text: base },
  ]);

function refined(city: string): Policy {
  const parsed = read(city);
  const [policy] = 'policies' in parsed ? parsed.policies : [];
  if (!policy) throw new Error(JSON.stringify(parsed));
  return policy;
}

const errorsOf = (city: string, base = SOUND) => {
  const parsed = read(city, base);
  return 'errors' in parsed ? parsed.errors : [];
};

const [BASE] = (() => {
  const parsed = parsePolicies([{ file: SOUND_FILE, text: SOUND }]);
  return 'policies' in parsed ? parsed.policies : [];
})();

describe('a refinement', () => {
  it('that writes nothing of its own has the rules of what it refines, under its own name and dates', () => {
    expect(refined('')).toEqual({
      ...BASE,
      policy: '330200/2025-01-01',
      jurisdiction: '330200',
      refines: '330000/2024-04-15',
      name: { 'zh-CN': '市级', en: 'City' },
      validFrom: '2025-01-01',
    });
  });

  it('replaces the periods, limits and sources that it writes, and no others', () => {
    const policy = refined(`sources:
  R1: 市办法
limits:
  maximumAge: { value: 68, unit: years, source: R1, posts: [president] }
periods:
  notice: { length: 5, unit: working_days, whenPassed: close_notice, source: R1 }
`);
    expect(policy.sources).toEqual({ ...BASE?.sources, R1: '市办法' });
    expect(policy.limits).toEqual({
      ...BASE?.limits,
      maximumAge: { value: 68, unit: 'years', source: 'R1', posts: ['president'] },
    });
    expect(policy.periods.notice.length).toBe(5);
    expect({ ...policy.periods, notice: BASE?.periods.notice }).toEqual(BASE?.periods);
  });

  it('replaces a reason by its code, and adds those that are new', () => {
    const policy = refined(`reasons:
  - { code: heard, acts: [conclude_reconsideration, conclude_objection], zh-CN: 已复核, en: Heard again }
  - { code: no_local_opinion, acts: [return_for_supplement], zh-CN: 缺属地意见, en: No local opinion }
`);
    expect(policy.reasons.map(({ code, en }) => `${code}: ${en}`)).toEqual([
      'incomplete: Incomplete',
      'unfit: Unfit',
      'stepped_back: Stepped back',
      'heard: Heard again',
      'no_local_opinion: No local opinion',
    ]);
  });

  it('replaces a route by its id, where it stands, and tries new ones before', () => {
    const shorter = edited(ROUTE('officers'), 'step: first', 'step: only');
    const locals = edited(ROUTE('locals'), '[president, vice_president]', '[president]');
    const policy = refined(`routes:\n${shorter}${locals}`);
    expect(policy.routes.map(({ id }) => id)).toEqual(['locals', 'officers']);
    expect(policy.routes[1]?.stages[0]).toMatchObject({ step: 'only' });
  });

  it.each([
    ['those of its own that are tried first', SOUND, `routes:\n${ROUTE('locals')}${ROUTE('again')}`, 'again', 1],
    [
      'those of the base that stand before the one it replaces',
      SOUND + edited(ROUTE('later'), 're_election]', 'mid_term]'),
      `routes:\n${ROUTE('later')}`,
      'later',
      0,
    ],
  ])('has no route that no case comes to, since it is taken by %s', (_what, base, city, id, place) => {
    expect(errorsOf(city, base)).toEqual([
      {
        file: CITY_FILE,
        line: lineOf(HEAD + city, `- id: ${id}`),
        key: `routes.${place}`,
        message: expect.stringContaining('no case comes to its steps'),
      },
    ]);
  });

  it('adds reminders, and replaces one by its id', () => {
    const one = (id: string, days: number) =>
      `  - { id: ${id}, periods: [decision], when: before, days: ${days}, to: handlers, source: S0 }\n`;
    const base = { ...(BASE as Policy), reminders: refined(`reminders:\n${one('soon', 1)}`).reminders ?? [] };
    const own = refined(`reminders:\n${one('soon', 2)}${one('sooner', 3)}`);
    const told = refine(base, { ...own, refines: base.policy }).policy.reminders;
    expect(told?.map(({ id, days }) => `${id} ${days}`)).toEqual(['soon 2', 'sooner 3']);
    expect(refined('').reminders).toBeUndefined();
  });

  it('adds posts that exclude each other', () => {
    const policy = refined('incompatiblePosts:\n  - { posts: [president, vice_president], source: S0 }\n');
    expect(policy.incompatiblePosts.map(({ posts }) => posts.join())).toEqual([
      'president,secretary_general',
      'president,vice_president',
    ]);
  });

  it('may be refined again, by a county or by a later version', () => {
    const county = HEAD.replaceAll('330200', '330282').replace('330000/2024-04-15', '330200/2025-01-01');
    const later = HEAD.replaceAll('2025-01-01', '2026-01-01').replace('330000/2024-04-15', '330200/2025-01-01');
    const parsed = parsePolicies([
      { file: 'policies/330282/2025-01-01.yaml', text: county },
      { file: 'policies/330200/2026-01-01.yaml', text: later },
      {
        file: CITY_FILE,
        text: `${HEAD}periods:\n  notice: { length: 5, unit: working_days, whenPassed: close_notice, source: S0 }\n`,
      },
      { file: SOUND_FILE, text: SOUND },
    ]);
    expect('policies' in parsed ? parsed.policies.map(({ periods }) => periods.notice.length) : parsed).toEqual([
      5, 5, 5, 7,
    ]);
  });
});

describe('a mistake in a refinement', () => {
  const told = (city: string, marker: string, key: string, message: string) =>
    expect(errorsOf(city)).toEqual([
      { file: CITY_FILE, line: lineOf(HEAD + city, marker), key, message: expect.stringContaining(message) },
    ]);

  it('is told where it is written: its own key', () => {
    told('periodes: {}\n', 'periodes', 'periodes', 'unknown key "periodes"');
  });

  it('is told where it is written: a period with an unknown source', () => {
    const city = 'periods:\n  filing: { length: 5, unit: working_days, whenPassed: overdue, source: R9 }\n';
    told(city, 'filing', 'periods.filing.source', '"R9" is not a key of sources');
  });

  it('is told where it is written: a stage of a route that stands elsewhere in the whole', () => {
    const city = `routes:\n${edited(ROUTE('locals'), 'source: S0 }', 'source: R9 }')}`;
    told(city, 'kind: notice', 'routes.0.stages.2.source', '"R9" is not a key of sources');
  });

  it('of what is refined is told there, and once', () => {
    const base = edited(SOUND, 'source: S0 L1', 'source: S0 L9');
    expect(errorsOf('', base)).toEqual([
      {
        file: SOUND_FILE,
        line: lineOf(base, 'maximumTermsServed'),
        key: 'limits.maximumTermsServed.source',
        message: expect.stringContaining('"L9"'),
      },
    ]);
  });

  it.each([
    ['a version that is not there', '330000/2020-01-01', 'there is no file with the version "330000/2020-01-01"'],
    ['itself', '330200/2025-01-01', 'must be a version of a higher place, or an earlier one of 330200'],
    ['the version of a neighbour', '330300/2024-01-01', 'must be a version of a higher place'],
  ])('that refines %s is refused', (_what, refines, message) => {
    const text = HEAD.replace('330000/2024-04-15', refines);
    const neighbour = SOUND.replaceAll('330000', '330300').replaceAll('2024-04-15', '2024-01-01');
    const parsed = parsePolicies([
      { file: CITY_FILE, text },
      { file: SOUND_FILE, text: SOUND },
      { file: 'policies/330300/2024-01-01.yaml', text: neighbour },
    ]);
    expect('errors' in parsed && parsed.errors).toEqual([
      { file: CITY_FILE, line: lineOf(text, 'refines'), key: 'refines', message: expect.stringContaining(message) },
    ]);
  });

  it('that lacks what it refines, because that file has no form, is told of that file alone', () => {
    expect(errorsOf('', edited(SOUND, 'validTo: null\n', '')).map(({ file, key }) => [file, key])).toEqual([
      [SOUND_FILE, ''],
    ]);
  });
});

describe('two versions of one jurisdiction', () => {
  const version = (validFrom: string, validTo: string) => ({
    file: `policies/330000/${validFrom}.yaml`,
    text: SOUND.replaceAll('2024-04-15', validFrom).replace('validTo: null', `validTo: ${validTo}`),
  });

  it.each([
    ['without an end gives way to the next', 'null', []],
    ['that ends the day before the next does not overlap', '2024-12-31', []],
    ['that ends on the first day of the next overlaps', '2025-01-01', ['validTo']],
    ['that ends later overlaps', '2026-12-31', ['validTo']],
  ])('the one %s', (_what, validTo, keys) => {
    const parsed = parsePolicies([version('2025-01-01', 'null'), version('2024-01-01', validTo)]);
    expect('errors' in parsed ? parsed.errors.map(({ key }) => key) : []).toEqual(keys);
    if ('errors' in parsed) {
      expect(parsed.errors[0]).toMatchObject({
        file: 'policies/330000/2024-01-01.yaml',
        message: expect.stringContaining('overlaps with 330000/2025-01-01'),
      });
    }
  });

  it('of different places do not overlap', () => {
    expect(read('')).toHaveProperty('policies');
  });
});
