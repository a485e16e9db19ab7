// The slate of demo-data/slates/bad-input.json over HTTP: five candidates, each with a defect of its own.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Reader } from '../../src/database/reader.js';
import { DEFECT_WORDS } from '../../src/http/refusals.js';
import type { DefectRule } from '../../src/slates/defects.js';
import { expectProblem } from '../support/api.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';

interface Defect {
  readonly candidate: number;
  readonly name: string;
  readonly field: string;
  readonly rule: DefectRule;
  readonly source: string;
  readonly message: string;
}

const slate = JSON.parse(readFileSync('demo-data/slates/bad-input.json', 'utf8')) as {
  candidates: { person: { name: string; identity: { number: string } } }[];
};

const EXPECTED = [
  [0, 'candidates.0.person.identity.number', 'resident_id_check_digit', /GB 11643/],
  [1, 'candidates.1.person.identity.number', 'resident_id_date', /GB 11643/],
  [2, 'candidates.2.posts', 'incompatible_posts', /./],
  [3, 'candidates.3.person.sex', 'sex_differs', /GB 11643/],
  [4, 'candidates.4.person.sex', 'sex_differs', /GB 11643/],
] as const;

const TABLES = [
  'slates',
  'organisations',
  'persons',
  'candidates',
  'cases',
  'audit_openings',
  'outbox',
  'idempotency_keys',
];

describeOnBothDatabases('a slate with five defects', (open) => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse(await open());
    await house.tokenOf('kx-submitter');
  });
  afterAll(() => house.close());

  const rows = async () => {
    const reader = house.nest.get(Reader);
    const counts = [...TABLES, 'audit_entries'].map(async (table) => {
      const [count] = await reader.query<{ n: number | string }>(`SELECT count(*) AS n FROM ${table}`);
      return [table, Number(count?.n)] as const;
    });
    return Object.fromEntries(await Promise.all(counts));
  };

  it('is refused whole, each defect with its candidate, field, rule, source and words, and nothing is stored', async () => {
    const before = await rows();
    const answer = await house.ask('kx-submitter', 'POST', '/slates', slate, { key: 'bad-slate' });
    expectProblem(answer, 422, 'defects_found');
    const defects = answer.body['defects'] as Defect[];
    for (const [candidate, field, rule, source] of EXPECTED) {
      const own = defects.filter((defect) => defect.candidate === candidate);
      expect(own).toContainEqual({
        candidate,
        name: slate.candidates[candidate]?.person.name,
        field,
        rule,
        source: expect.stringMatching(source),
        message: DEFECT_WORDS[rule].en,
        facts: expect.anything(),
      });
    }
    expect(new Set(defects.map(({ candidate }) => candidate))).toEqual(new Set([0, 1, 2, 3, 4]));
    expect(await rows()).toEqual(before);
  });

  it('is explained in Chinese to a reader of Chinese', async () => {
    const answer = await house.ask('kx-submitter', 'POST', '/slates', slate, {
      headers: { 'accept-language': 'zh-CN' },
    });
    for (const { rule, message } of answer.body['defects'] as Defect[]) {
      expect(message).toBe(DEFECT_WORDS[rule]['zh-CN']);
    }
  });

  it('is refused without repeating an identity number', async () => {
    const answer = await house.ask('kx-submitter', 'POST', '/slates', slate);
    for (const { person } of slate.candidates)
      expect(JSON.stringify(answer.body)).not.toContain(person.identity.number);
  });

  it('can be corrected and sent again under the same Idempotency-Key, because a refusal uses up none', async () => {
    const [first] = slate.candidates;
    const right = {
      ...first,
      person: { ...first?.person, identity: { type: 'resident_id', number: '999999196804120135' } },
    };
    const answer = await house.ask(
      'kx-submitter',
      'POST',
      '/slates',
      { ...slate, candidates: [right] },
      { key: 'bad-slate' },
    );
    expect(answer).toMatchObject({ status: 201, body: { state: 'draft', version: 1 } });
  });
});

it('the slate of the demonstration has a person for each defect', () => {
  expect(slate.candidates).toHaveLength(EXPECTED.length);
});
