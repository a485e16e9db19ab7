import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Body } from '../../src/bodies/body-row.js';
import type { Policy } from '../../src/policy/policy.js';
import { checkSlate } from '../../src/slates/check-slate.js';
import type { CheckToCome } from '../../src/slates/preview-checks.js';
import { candidate, DECLARATION, decoupledSlate, demoSlate, dualSlate, foundingSlate } from '../support/slates.js';
import { SHIPPED_POLICY } from '../workflow/shipped-courses.js';
import { inputOf } from './input-of.js';

const DIRECTORY = (JSON.parse(readFileSync(join('demo-data', 'zhejiang', 'bodies.json'), 'utf8')) as { bodies: Body[] })
  .bodies;

/** The province's, with the contests of vice-presidents looked at, too, as in Ningbo's example. */
const POLICY: Policy = {
  ...SHIPPED_POLICY,
  checks: (SHIPPED_POLICY.checks ?? []).map((rule) =>
    rule.id === 'candidates_per_seat' ? { ...rule, posts: [...(rule.posts ?? []), 'vice_president'] } : rule,
  ),
};

const toldOf = (slate: object): readonly CheckToCome[] => {
  const { defects, checks } = checkSlate(inputOf(slate), POLICY, DIRECTORY, '2026-11-02');
  expect(defects).toEqual([]);
  return checks;
};

/** A copy without what stands at a place. @param path like `candidates.0.declaration.supervisor` */
function without(slate: object, path: string): object {
  const copy = structuredClone(slate) as Record<string, unknown>;
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const holder = keys.reduce<Record<string, unknown>>((at, key) => at[key] as Record<string, unknown>, copy);
  Reflect.deleteProperty(holder, last);
  return copy;
}

/** Of the posts of both, and of a cadre who has retired and was approved. */
const two = [candidate(0, ['president', 'legal_representative']), candidate(1, ['secretary_general'])];
const approval = {
  authority: '省委组织部（虚构）',
  number: '虚构〔2026〕3号',
  approvedOn: '2026-09-01',
  termNumber: 3,
};
const retired = {
  ...candidate(0),
  declaration: {
    ...DECLARATION,
    cadre: {
      status: 'retired',
      retiredOn: '2015-06-30',
      unpaid: true,
      approval: { ...approval, posts: ['vice_president'] },
    },
  },
};
const PARTY = candidate(0, ['party_secretary']);
const PRIVATE = {
  ...foundingSlate([
    { ...candidate(0, ['president']), declaration: { ...DECLARATION, relatives: ['council'] } },
  ] as never),
};
const privately = { ...PRIVATE, organisation: { ...PRIVATE.organisation, privatelyFunded: true } };
const publicly = { ...PRIVATE, organisation: { ...PRIVATE.organisation, privatelyFunded: false } };
const APART = decoupledSlate(two);
const FOUNDING = foundingSlate([
  { ...candidate(0, ['president']), declaration: { ...DECLARATION, residence: 'abroad' } },
]);
const SCHOOL = {
  ...FOUNDING,
  organisation: {
    ...FOUNDING.organisation,
    kind: 'social_service_institution',
    school: false,
  },
};

const ROWS: readonly [field: string, slate: object, rules: readonly string[]][] = [
  ['particulars.seats.vice_president', dualSlate(), ['candidates_per_seat']],
  ['particulars.charter', dualSlate(), ['term_length']],
  ['particulars.audit', dualSlate(), ['audit_done']],
  ['candidates.0.terms', dualSlate(), ['consecutive_terms']],
  ['candidates.0.declaration.supervisor', dualSlate(), ['not_supervisor']],
  // Whether somebody serves, the authority is asked; what it approved it is asked, too, and not of terms, pay and other posts.
  ['candidates.0.declaration.cadre', dualSlate(), ['retired_cadre', 'cadre_approval']],
  ['candidates.0.declaration.cadre.unpaid', dualSlate([retired]), ['retired_cadre']],
  ['candidates.0.declaration.cadre.retiredOn', dualSlate([retired]), ['retired_cadre']],
  ['candidates.0.declaration.otherPosts', dualSlate([retired]), ['retired_cadre']],
  ['particulars.party.committee', dualSlate([PARTY]), ['party_committee_candidates']],
  ['particulars.staying', decoupledSlate(), ['roster_size']],
  ['particulars.council.changing', decoupledSlate(), ['mid_term_share']],
  ['candidates.1.person.memberUnit', APART, ['president_and_secretary_apart', 'president_and_secretary_apart']],
  ['candidates.0.declaration.relatives', publicly, ['relatives_in_foundation']],
  ['particulars.council.related', privately, ['relatives_in_private_foundation']],
  ['organisation.privatelyFunded', privately, ['relatives_in_foundation']],
  ['organisation.school', SCHOOL, ['residence_of_school_head']],
];

describe('what a unit leaves unstated', () => {
  it.each(ROWS)('is told by its field, with each check that stays open by it: %s', (field, slate, rules) => {
    const told = toldOf(without(slate, field));
    const lacking = told.filter(({ unstated }) => unstated.some((one) => one.field === field));
    expect(lacking.map(({ rule }) => rule)).toEqual(rules);
    for (const { unstated } of lacking) {
      expect(unstated).toContainEqual({
        field,
        words: { 'zh-CN': expect.stringMatching(/\p{Script=Han}/u), en: expect.stringMatching(/^[A-Z]/) },
      });
    }
  });

  it.each(ROWS)('is told no more once it is stated: %s', (field, slate) => {
    expect(toldOf(slate).flatMap(({ unstated }) => unstated.map((one) => one.field))).not.toContain(field);
  });

  it('is the mode of a vote for which more stand than there are seats; of fewer nothing is lacking', () => {
    const slate = { ...dualSlate(), particulars: { ...dualSlate().particulars, seats: { vice_president: 2 } } };
    expect(toldOf(slate)).toMatchObject([{ rule: 'candidates_per_seat', result: 'fail', unstated: [] }]);
    const one = { ...dualSlate([candidate(0), candidate(1)]) };
    const rivals = {
      ...one,
      particulars: { ...one.particulars, seats: { vice_president: 1 }, electionMode: undefined },
    };
    const mode = { rule: 'candidates_per_seat', unstated: [{ field: 'particulars.electionMode' }] };
    expect(toldOf(rivals).filter(({ check }) => check === 'candidates_per_seat')).toMatchObject([mode, mode]);
  });

  it('is the post beside which somebody is to be legal representative', () => {
    const [alone] = toldOf(dualSlate([candidate(0, ['legal_representative'])]));
    expect(alone).toMatchObject({ rule: 'legal_representative_post', unstated: [{ field: 'candidates.0.posts' }] });
  });

  it('is told of all who stand for it with nothing stated: who is asked about all the rest passes them', () => {
    const bare = { ...dualSlate([{ ...candidate(0), declaration: {}, terms: {} } as never]), particulars: {} };
    expect(toldOf(bare).map(({ rule, unstated }) => [rule, unstated.map(({ field }) => field)])).toEqual([
      ['consecutive_terms', ['candidates.0.terms']],
      ['term_length', ['particulars.charter']],
      ['retired_cadre', ['candidates.0.declaration.cadre']],
      ['cadre_approval', ['candidates.0.declaration.cadre']],
      ['not_supervisor', ['candidates.0.declaration.supervisor']],
      ['roster_size', []],
      ['candidates_per_seat', ['particulars.seats.vice_president']],
      ['audit_done', ['particulars.audit']],
    ]);
  });

  it('is the seats of all officers where the roster cannot be counted without them', () => {
    const slate = dualSlate();
    const { seats: _seats, ...particulars } = { ...slate.particulars, electionMode: 'competitive' };
    const [roster] = toldOf({ ...slate, particulars }).filter(({ rule }) => rule === 'roster_size');
    expect(roster?.unstated.map(({ field }) => field)).toEqual(['particulars.seats']);
  });

  it.each(['dual-management-re-election', 'decoupled-mid-term', 'founding-foundation'])(
    'is nothing in the example that comes along: %s',
    (name) => {
      expect(toldOf(demoSlate(name)).flatMap(({ unstated }) => unstated)).toEqual([]);
    },
  );
});
